"""The workbench of old documents: how complete they are, by department, and until when."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.faces.desk.records.gates import READS, reader
from gongkai.faces.desk.workbench.pages import workbench
from gongkai.faces.ui.forms import DayField, Form
from gongkai.rules.completeness import KINDS_OF_LACK, SINCE_YEAR
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for
from gongkai.work.records.queries import choices
from gongkai.work.records.queries.burndown import Target, targets
from gongkai.work.records.queries.lacking import STATES, Narrowing, listed, narrowed, with_names
from gongkai.work.records.queries.workbench import Scope

ROWS = 50
EARLIEST = 1949
_DRAFTS = ("record.view",)
_FIXES = ("record.import",)


class ScopeForm(Form):
    """Since which year, and until which day all shall be done."""

    since = forms.IntegerField(label="哪一年以来的文件", min_value=EARLIEST, max_value=2099)
    until = DayField(label="哪一天以前完成", required=False)
    organisation = forms.ModelChoiceField(
        label="单位", queryset=Organisation.objects.none(), to_field_name="code", required=False,
        empty_label="全部单位",
    )  # fmt: skip

    def __init__(self, *args: object, places: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # `fields` is typed by its base class, which has no queryset.
        self.fields["organisation"].queryset = places  # type: ignore[attr-defined]


def history(request: HttpRequest) -> HttpResponse:
    """Figures, the burn-down and one row a department, of those that the visitor may see."""
    person, on = reader(request)
    places = organisations_for(person, READS, on)
    offered = targets(on)
    target = offered[0] if len(offered) == 1 else None
    given = {"since": SINCE_YEAR, "until": target.until if target else None}
    asked = {**given, **{name: value for name, value in request.GET.items() if value}}
    form = ScopeForm(asked, places=places)
    page = None
    if form.is_valid():
        one, until = form.cleaned_data["organisation"], form.cleaned_data["until"]
        pks = [one.pk] if one is not None else list(places.values_list("pk", flat=True))
        scope = Scope(tuple(pks), form.cleaned_data["since"])
        page = workbench(scope, on, _started(offered, until), until)
    context = {
        "page": page, "form": form, "targets": offered, "target": target,
        "several": places.count() > 1, "may_fix": organisations_for(person, _FIXES, on).exists(),
    }  # fmt: skip
    return render(request, "desk/workbench/history.html", context)


def _started(offered: list[Target], until: date | None) -> Target | None:
    """The task whose day is looked at: its plan says since when the work goes on."""
    return next((one for one in offered if one.until == until), offered[0] if offered else None)


def history_documents(request: HttpRequest) -> HttpResponse:
    """The documents one by one, narrowed by what they lack."""
    person, on = reader(request)
    scope, asked, organisation = asked_of(request, person, on)
    drafts = organisations_for(person, _DRAFTS, on).values_list("pk", flat=True)
    rows = narrowed(scope, asked, list(drafts))
    page = Paginator(with_names(rows), ROWS).get_page(request.GET.get("page"))
    places = list(organisations_for(person, READS, on))
    context = {
        "page": page,
        "rows": listed(list(page.object_list), on),
        "asked": asked,
        "organisation": organisation,
        "since": scope.since_year,
        "organisations": places if len(places) > 1 else [],
        "items": choices.items(),
        "years": range(on.year, scope.since_year - 1, -1),
        "states": STATES.items(),
        "lacks": KINDS_OF_LACK.values(),
        "may_fix": organisations_for(person, _FIXES, on).exists(),
        "query": request.GET.urlencode(),
    }
    return render(request, "desk/workbench/documents.html", context)


def asked_of(request: HttpRequest, person: Person, on: date) -> tuple[Scope, Narrowing, str]:
    """Which documents the address asks for, of those that the visitor may see."""
    given = {name: _plain(request, name) for name in ("state", "lack", "item", "year", "words")}
    organisation, since = _plain(request, "organisation"), _plain(request, "since")
    places = organisations_for(person, READS, on)
    if organisation:
        places = places.filter(code=organisation)
    is_year = since.isascii() and since.isdigit() and EARLIEST <= int(since[:5]) <= on.year
    year = int(since) if is_year else SINCE_YEAR
    scope = Scope(tuple(places.values_list("pk", flat=True)), year)
    return scope, Narrowing(**given), organisation


def _plain(request: HttpRequest, name: str) -> str:
    # A nought byte is not text to any database: one refuses it, another stops reading at it.
    return request.GET.get(name, "").replace("\0", "").strip()
