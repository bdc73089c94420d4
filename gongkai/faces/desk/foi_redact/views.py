"""Choosing a file of a case and marking what must go in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.foi_redact.forms import FoundForm, GroundForm, marks_in
from gongkai.faces.desk.foi_redact.gates import (
    Visit,
    handling,
    redaction_of,
    source_of,
    visit_of,
)
from gongkai.faces.desk.foi_redact.mark_page import mark_page
from gongkai.faces.desk.foi_redact.words import STATES
from gongkai.faces.ui.errors import refused
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.parts import Tag
from gongkai.faces.ui.served import serve
from gongkai.work.files.kinds import extension_of
from gongkai.work.foi.actions import redaction as acts
from gongkai.work.foi.actions.take_in import add_found
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.models.request import RequestFile
from gongkai.work.foi.queries.redactions import sources_of
from gongkai.work.foi.redact.make import KINDS
from gongkai.work.journal.deeds import Refused

STEPS = ("选择文件", "标记", "核对", "另一人审看")
_State = Redaction.State


@dataclass(frozen=True)
class FileRow:
    """A file of the case with what was made of it."""

    file: RequestFile
    redactions: Sequence[tuple[Redaction, Tag]]
    can_be_redacted: bool
    is_begun: bool


def files(request: HttpRequest, number: str) -> HttpResponse:
    """The files that may be given, what was made of each, and the way to add one."""
    visit = handling(request, number) if request.method == "POST" else visit_of(request, number)
    form = FoundForm(request.POST or None, request.FILES or None) if visit.handles else None
    answer: HttpResponse | list[str] = []
    if form is not None and request.method == "POST":
        back = reverse("desk:foi_redact", args=[number])
        answer = carry_out(request, form, _add, done="已加入文件。", back=back, case=visit.case)
    if isinstance(answer, HttpResponse):
        return answer
    context = {
        "visit": visit,
        "rows": [_row(one) for one in sources_of(visit.case)],
        "form": form,
        "sentences": answer,
        "steps": STEPS,
    }
    status = 409 if answer else 200
    return render(request, "desk/foi_redact/files.html", context, status=status)


def _add(*, case: Any, file: Any, by: Any, at: Any) -> object:
    return add_found(request=case, files=[(file.name, file.read())], by=by, at=at)


def _row(file: RequestFile) -> FileRow:
    made: list[Redaction] = file.redactions_made  # type: ignore[attr-defined]
    shown = [(one, STATES[_State(one.state)]) for one in made if one.state != _State.DISCARDED]
    begun = any(one.state == _State.DRAFT for one, _ in shown)
    return FileRow(file, shown, extension_of(file.file.name) in KINDS, begun)


def original(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The file as it was found, for those who handle the case."""
    return serve(source_of(visit_of(request, number), pk).file)


@require_POST
def begin(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Begin to mark a file, or go on with it."""
    visit = handling(request, number)
    file = source_of(visit, pk)
    file.request = visit.case
    try:
        made = acts.begin_redaction(file=file, by=visit.person, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=reverse("desk:foi_redact", args=[number]))
    return redirect("desk:foi_redact_mark", number, made.pk)


def mark(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Mark passages, pictures, boxes and words on one ground; repeat for another ground."""
    visit = handling(request, number)
    redaction = redaction_of(visit, pk)
    if redaction.state != _State.DRAFT:
        return redirect("desk:foi_redact_result", number, pk)
    form = GroundForm(request.POST or None)
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        found = marks_in(form, request.POST)
        if form.is_valid() and not found:
            form.add_error(None, "没有选中任何内容，请先勾选、画框或者填写词语")
        elif form.is_valid():
            try:
                acts.mark(redaction=redaction, by=visit.person, at=timezone.now(), add=found)
            except Refused as refusal:
                said = sentences(refusal)
            else:
                messages.success(request, f"已标记 {len(found)} 处。")
                return redirect(_here(request, number, pk))
    return _marking(request, visit, redaction, form, said)


def _marking(
    request: HttpRequest, visit: Visit, redaction: Redaction, form: GroundForm, said: list[str]
) -> HttpResponse:
    given = request.POST
    show = request.GET.get("show") or given.get("show", "")
    at = request.GET.get("page") or given.get("at", "")
    try:
        page = mark_page(visit, redaction, show, at)
    except Refused as refusal:
        back = reverse("desk:foi_redact", args=[visit.case.number])
        return refused(request, refusal, back=back)
    context = {
        "page": page,
        "form": form,
        "sentences": said,
        "steps": STEPS,
        "ticked": {name: set(given.getlist(name)) for name in ("span", "picture", "term")},
        "boxes": _boxes(given),
        "act": "制作" if not form.is_bound else "标记",
    }
    status = 409 if said else 200
    return render(request, "desk/foi_redact/mark.html", context, status=status)


def _boxes(given: Any) -> list[tuple[str, ...]]:
    """Rows for boxes: what was typed, and empty ones."""
    edges = (given.getlist(edge) for edge in ("left", "top", "right", "bottom"))
    typed = [row for row in zip(*edges, strict=False) if any(row)]
    return typed + [("", "", "", "")] * max(1, 3 - len(typed))


@require_POST
def drop(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take marks back."""
    visit = handling(request, number)
    chosen = [int(one) for one in request.POST.getlist("drop") if one.isdigit()]
    return do(
        request, acts.mark, done=f"已去掉 {len(chosen)} 个标记。", back=_here(request, number, pk),
        redaction=redaction_of(visit, pk), drop=chosen,
    )  # fmt: skip


@require_POST
def seen(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Say of a page with pictures that it was looked at."""
    visit = handling(request, number)
    redaction = redaction_of(visit, pk)
    page = request.POST.get("page", "")
    pages = {*redaction.plan.get("seen", []), *([int(page)] if page.isdigit() else [])}
    return do(
        request, acts.mark, done=f"已记下：第 {page} 页看过。", back=_here(request, number, pk),
        redaction=redaction, seen=pages,
    )  # fmt: skip


@require_POST
def make(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Make the file and prove it."""
    visit = handling(request, number)
    redaction = redaction_of(visit, pk)
    nothing, as_seen = request.POST.get("nothing") == "on", request.POST.get("as_seen", "")
    try:
        acts.make_redaction(
            redaction=redaction, by=visit.person, at=timezone.now(), nothing=nothing,
            as_seen=as_seen,
        )  # fmt: skip
    except Refused as refusal:
        return _marking(request, visit, redaction, GroundForm(), sentences(refusal))
    messages.success(request, "已制作，并通过核验。请核对，再由另一位审批人审看。")
    return redirect("desk:foi_redact_result", number, pk)


@require_POST
def discard(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Give up a draft or what was made."""
    visit = handling(request, number)
    return do(
        request, acts.discard_redaction, done="已作废。", redaction=redaction_of(visit, pk),
        back=reverse("desk:foi_redact", args=[number]),
    )  # fmt: skip


def _here(request: HttpRequest, number: str, pk: int) -> str:
    """The page of the file from which was sent."""
    url = reverse("desk:foi_redact_mark", args=[number, pk])
    show, page = request.POST.get("show", ""), request.POST.get("at", "")
    query = [f"show={show}"] if show == "pictures" else []
    query += [f"page={page}"] if page.isdigit() else []
    return f"{url}?{'&'.join(query)}" if query else url
