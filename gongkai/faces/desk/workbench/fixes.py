"""Batch fixes of public documents: choose them, say what to do, look at each, confirm."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from gongkai.faces.desk.records.gates import reader
from gongkai.faces.desk.workbench.fix_forms import FORMS, FixForm
from gongkai.faces.desk.workbench.fix_pages import PreviewPage, described, preview_page
from gongkai.faces.desk.workbench.views import asked_of
from gongkai.faces.ui.messages import sentences
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for
from gongkai.work.records.actions.batch_fixes import checked, fix_many
from gongkai.work.records.models.completeness import Completeness
from gongkai.work.records.queries.fixes import KINDS, preview
from gongkai.work.records.queries.lacking import narrowed

POWER = ("record.import",)
_KEY = re.compile("[0-9]{1,18}")
_CHOICE = ("since", "organisation", "state", "lack", "item", "year", "words")
STEPS = ("选择文件", "选择补正方式", "填写内容", "逐件预览和确认")


@dataclass(frozen=True)
class Wizard:
    """How far the address has come: documents of one organisation, a kind of fix, its values."""

    places: Sequence[Organisation]
    organisation: Organisation | None
    chosen: QuerySet[Completeness]
    count: int
    described: Sequence[str]
    kind: str = ""
    form: FixForm | None = None
    kept: Sequence[tuple[str, str]] = ()
    kinds: Sequence[tuple[str, str]] = tuple(KINDS.items())
    names: Sequence[str] = field(default=STEPS, repr=False)

    @property
    def step(self) -> int:
        if self.organisation is None or not self.count:
            return 1
        return 3 if self.form is not None else 2

    @property
    def query(self) -> str:
        """The choice of documents, as it stands in the address."""
        return urlencode([(name, value) for name, value in self.kept if name != "kind"])

    @property
    def back(self) -> str:
        """The address where the values are typed."""
        return urlencode(self.kept)

    @property
    def title(self) -> str:
        return KINDS.get(self.kind, "")


def fix(request: HttpRequest) -> HttpResponse:
    """The wizard. All that was chosen stands in the address; the confirmation alone is sent."""
    person, on = fixer(request)
    wizard = _wizard(request, person, on)
    if wizard.form is None or not wizard.form.is_valid():
        return render(request, "desk/workbench/fix.html", {"wizard": wizard})
    said: list[str] = []
    if request.method == "POST":
        answer = _confirm(request, wizard, person)
        if isinstance(answer, HttpResponse):
            return answer
        said = answer
    try:
        page = _preview(request, wizard, on)
    except Refused as refusal:
        context = {"wizard": wizard, "sentences": sentences(refusal)}
        return render(request, "desk/workbench/fix.html", context, status=409)
    context = {"wizard": wizard, "page": page, "sentences": said}
    status = 409 if said else 200
    return render(request, "desk/workbench/fix_preview.html", context, status=status)


def fixer(request: HttpRequest) -> tuple[Person, date]:
    """Somebody who brings documents in and corrects them by the batch."""
    person, on = reader(request)
    if not organisations_for(person, POWER, on).exists():
        raise PermissionDenied("批量补正由各单位的信息员和政务公开办办理。")
    return person, on


def _wizard(request: HttpRequest, person: Person, on: date) -> Wizard:
    places = list(organisations_for(person, POWER, on))
    scope, asked, code = asked_of(request, person, on)
    mine = [one for one in places if code in {"", one.code}]
    organisation = mine[0] if len(mine) == 1 else None
    chosen = narrowed(scope, asked, []).filter(organisation=organisation)
    count = chosen.count() if organisation is not None else 0
    kind = request.GET.get("kind", "")
    form = None
    if kind in FORMS and count:
        form = FORMS[kind](request.GET if "note" in request.GET else None)
    told = described(asked, scope.since_year)
    kept = [(name, request.GET[name]) for name in (*_CHOICE, "kind") if name in request.GET]
    return Wizard(places, organisation, chosen, count, told, kind, form, kept)


def _preview(request: HttpRequest, wizard: Wizard, on: date) -> PreviewPage:
    assert wizard.form is not None
    seen = preview(wizard.chosen, checked(wizard.form.fix()), on)
    return preview_page(seen, request.GET.get("page"))


def _confirm(request: HttpRequest, wizard: Wizard, person: Person) -> HttpResponse | list[str]:
    assert wizard.form is not None and wizard.organisation is not None
    try:
        batch = fix_many(
            organisation=wizard.organisation,
            chosen=wizard.chosen,
            fix=wizard.form.fix(),
            confirmed=_ticked(request),
            seen_hash=request.POST.get("seen_hash", ""),
            note=wizard.form.cleaned_data["note"],
            by=person,
            at=timezone.now(),
        )
    except Refused as refusal:
        return sentences(refusal)
    messages.success(request, f"已补正 {batch.position} 件，组成一批。核对后送审，三审通过后公开。")
    return redirect("desk:import_batch", batch.pk)


def _ticked(request: HttpRequest) -> Collection[int] | None:
    """The records that were ticked; None where the page had too many rows for ticks."""
    if "ticks" not in request.POST:
        return None
    chosen = request.POST.getlist("chosen")
    return {int(one) for one in chosen if _KEY.fullmatch(one)}
