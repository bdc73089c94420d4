"""The yearly list on the desk: its versions, one being compiled, what it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.decisions.gates import compiler, is_office, list_of, publishers
from gongkai.faces.desk.decisions.list_forms import (
    AgreeForm,
    DropForm,
    ItemForm,
    PutForm,
    YearForm,
)
from gongkai.faces.desk.decisions.pages import linked
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.errors import refused as refused_page
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.served import saved_as
from gongkai.rules.decisions.catalogue import publish_due
from gongkai.work.decisions.actions import publish_list as publishing
from gongkai.work.decisions.actions import year_list as actions
from gongkai.work.decisions.models.year_list import ListItem, YearList
from gongkai.work.decisions.queries import year_lists as queries
from gongkai.work.journal.deeds import Refused

_STATE = YearList.State
_STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "reopen": (actions.reopen, "已退回编制，可以继续调整。"),
    "publish": (publishing.publish_list, "目录已生效，列入的事项开始办理。"),
}


@require_http_methods(["GET", "POST"])
def year_lists(request: HttpRequest) -> HttpResponse:
    """All versions; the next one begins here."""
    person, on = visitor(request)
    if not is_office(request) and not publishers(request):
        compiler(request)
    form = YearForm(request.POST or None, on=on)
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        compiler(request)
        year = form.cleaned_data["year"]
        try:
            made = actions.begin_list(year=year, by=person, at=timezone.now())
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:year_list", made.year, made.number)
    context = {"rows": list(queries.all_lists()), "form": form, "sentences": said,
               "compiles": is_office(request)}  # fmt: skip
    return render(request, "desk/decisions/year_lists.html", context, status=409 if said else 200)


@require_safe
def year_list(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One version: its items, what it changes, what is missing."""
    return _page(request, list_of(request, year, number))


@require_POST
def put(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Put a decision on it."""
    row = _compiled(request, year, number)
    form = PutForm(request.POST, rows=queries.candidates(row))
    said = carry_out(request, form, actions.put, done="已列入。", back=_back(row), year_list=row)
    return said if isinstance(said, HttpResponse) else _page(request, row, put=form, said=said)


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, year: int, number: int, code: str) -> HttpResponse:
    """Change how the version names a decision, and where."""
    row = _compiled(request, year, number)
    found = _item(row, code)
    form = ItemForm(request.POST if request.method == "POST" else None, item=found)
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        given = {"year_list": row, "item": found}
        said = carry_out(request, form, _change, done="已保存。", back=_back(row), **given)
    if isinstance(said, HttpResponse):
        return said
    context = {"row": row, "item": found, "form": form, "sentences": said, "back": _back(row)}
    return render(request, "desk/decisions/list_item.html", context, status=409 if said else 200)


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, year: int, number: int, code: str) -> HttpResponse:
    """Take a decision off."""
    row = _compiled(request, year, number)
    found = _item(row, code)
    form = DropForm(request.POST if request.method == "POST" else None)
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        given = {"year_list": row, "decision": found.decision}
        said = carry_out(request, form, actions.drop, done="已移出。", back=_back(row), **given)
    if isinstance(said, HttpResponse):
        return said
    context = {"row": row, "item": found, "form": form, "sentences": said, "back": _back(row)}
    return render(request, "desk/decisions/list_drop.html", context, status=409 if said else 200)


@require_POST
def agree(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Note who agreed to it, and when."""
    row = _compiled(request, year, number)
    form = AgreeForm(request.POST)
    said = carry_out(
        request,
        form,
        actions.agree,
        done="已登记同意，请起草公开稿。",
        back=_back(row),
        year_list=row,
    )
    return said if isinstance(said, HttpResponse) else _page(request, row, agree=form, said=said)


@require_POST
def step(request: HttpRequest, year: int, number: int, act: str) -> HttpResponse:
    """Compile on, or put it in force."""
    if act not in _STEPS:
        raise Http404("act")
    row, (action, done) = _compiled(request, year, number), _STEPS[act]
    return do(request, action, done=done, back=_back(row), year_list=row)


@require_POST
def draft(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Draft the record of an agreed version for the visitor's own organisation."""
    row, (person, _) = list_of(request, year, number), visitor(request)
    places = publishers(request)
    try:
        if not places:
            raise Refused("list_no_drafter")
        record = publishing.draft_list_record(
            year_list=row, organisation=places[0], by=person, at=timezone.now()
        )
    except Refused as refusal:
        return refused_page(request, refusal, back=_back(row))
    return redirect("desk:record_edit", record.pk)


@require_safe
def workbook(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The version as a workbook."""
    row = list_of(request, year, number)
    return saved_as(f"{queries.title_of(year)}（第{number}版）", queries.xlsx_of(row), "xlsx")


def _page(
    request: HttpRequest,
    row: YearList,
    *,
    put: PutForm | None = None,
    agree: AgreeForm | None = None,
    said: list[str] | None = None,
) -> HttpResponse:
    compiling = row.state == _STATE.DRAFT and is_office(request)
    due = publish_due(row.agreed_on, provisional=True) if row.agreed_on else None
    context = {
        "row": row, "items": queries.items_of(row), "changes": queries.changes_of(row),
        "faults": [one.sentence for one in queries.faults_of(row)] if compiling else [],
        "title": queries.title_of(row.year), "compiling": compiling, "due": due,
        "candidates": queries.candidates(row).count() if compiling else 0,
        "put": put or PutForm(rows=queries.candidates(row)), "agree": agree or AgreeForm(),
        "wrong": put or agree, "sentences": said or [],
        "public_url": linked("portal:year_list", row.year, row.number)
        if row.record and row.record.live else "",
        "may_draft": bool(publishers(request)), "compiles": is_office(request),
    }  # fmt: skip
    status = 409 if said else 200
    return render(request, "desk/decisions/year_list.html", context, status=status)


def _change(*, year_list: YearList, item: ListItem, place: int, **given: Any) -> None:
    actions.put(year_list=year_list, decision=item.decision, **given)
    if place != item.order:
        who = {name: given[name] for name in ("by", "at")}
        actions.move(year_list=year_list, decision=item.decision, place=place, **who)


def _compiled(request: HttpRequest, year: int, number: int) -> YearList:
    """A version, for somebody who compiles it."""
    compiler(request)
    return list_of(request, year, number)


def _item(row: YearList, code: str) -> ListItem:
    rows = ListItem.objects.select_related("decision__organisation", "organisation")
    return get_object_or_404(rows, year_list=row, decision__code=code)


def _back(row: YearList) -> str:
    return reverse("desk:year_list", args=[row.year, row.number])
