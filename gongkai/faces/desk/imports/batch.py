"""One batch: how far it is, its documents, what was refused, and what can be done with it now."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.imports.batch_pages import (
    batch_rows,
    is_fix,
    rows_of,
    stats_of,
)
from gongkai.faces.desk.imports.forms import TakeOutForm
from gongkai.faces.desk.imports.gates import POWER, batch_of, own_batch
from gongkai.faces.desk.records.batches import STATES
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.desk.records.pages import paper_of, screened_of
from gongkai.faces.desk.records.words import LEVELS
from gongkai.faces.ui.errors import refused as refused_page
from gongkai.faces.ui.served import saved_as
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.powers import may
from gongkai.work.records.actions import imports
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.queries import imports as asked
from gongkai.work.records.queries.import_refused import refused_table

ROWS = 50
SHOWS = {"rows": "全部文件", "warned": "有提示的文件", "refused": "没有导入的行"}
_REFRESH_SECONDS = 10
_State = ImportBatch.State
_MOVING = frozenset({_State.READING, _State.PUBLISHING})


def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The batch. While the worker is at it the page loads again by itself if that was asked for."""
    one = batch_of(request, pk)
    person, on = visitor(request)
    counts, show = asked.counts(one), request.GET.get("show", "")
    if show not in SHOWS:
        show = "rows" if counts.created + counts.updated else "refused"
    context = {
        "batch": one,
        "tag": STATES[one.state],
        "is_fix": is_fix(one),
        "counts": counts,
        "stats": stats_of(counts),
        "progress": asked.progress(one),
        "sisters": list(asked.sisters(one)),
        "seen": set(asked.batches_for(person, on).order_by().values_list("pk", flat=True)),
        "reviews": [(LEVELS[given.level], given) for given in asked.reviews_of(one)],
        "show": show,
        "heading": SHOWS[show],
        "shows": SHOWS.items(),
        "acts": acts_on(one) if may(person, POWER, one.organisation, on) else frozenset(),
        "moving": one.state in _MOVING,
        "again": "again" in request.GET,
        **_shown(request, one, show),
    }
    response = render(request, "desk/imports/batch.html", context)
    if context["moving"] and context["again"]:
        response["Refresh"] = str(_REFRESH_SECONDS)
    return response


def acts_on(one: ImportBatch) -> frozenset[str]:
    """What whoever imports may do with the batch as it stands."""
    resting = one.state == _State.READING and one.queued_at is None
    allowed = {
        "choose": resting and not one.position,
        "go_on": resting and bool(one.position),
        "submit": one.state == _State.OPEN,
        "take_out": one.state == _State.OPEN,
        "discard": one.state in {_State.OPEN, _State.RETURNED} or resting,
    }
    return frozenset(name for name, is_allowed in allowed.items() if is_allowed)


def _shown(request: HttpRequest, one: ImportBatch, show: str) -> dict[str, Any]:
    number = request.GET.get("page")
    if show == "refused":
        page: Any = Paginator(asked.refused(one), ROWS).get_page(number)
        return {"page": page, "rows": list(page.object_list)}
    page = Paginator(rows_of(one, warned=show == "warned"), ROWS).get_page(number)
    return {"page": page, "rows": batch_rows(list(page.object_list))}


def row(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One document of the batch as the public would read it, and the way to take it out."""
    one = batch_of(request, pk)
    found = get_object_or_404(rows_of(one), number=number)
    (shown,) = batch_rows([found])
    person, on = visitor(request)
    acts = acts_on(one) if may(person, POWER, one.organisation, on) else frozenset()
    form, answer = TakeOutForm(request.POST or None), None
    if request.method == "POST":
        back = reverse("desk:import_batch", args=[pk])
        answer = carry_out(
            request, form, imports.take_out, done="已取出，成为一份普通草稿。", back=back, row=found
        )
    if isinstance(answer, HttpResponse):
        return answer
    screened = screened_of(shown.version, shown.version.screening)
    context = {
        "batch": one,
        "row": shown,
        "here": f"第 {number} 行",
        "paper": paper_of(shown.version, on, screened),
        "form": form if "take_out" in acts else None,
        "sentences": answer or [],
    }
    return render(request, "desk/imports/row.html", context, status=409 if answer else 200)


def refused_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """What was not taken in, as a workbook with the reasons, to be mended and brought in again."""
    one = batch_of(request, pk)
    if is_fix(one):
        raise Http404("refused")
    reasons = dict(asked.refused(one).values_list("number", "reason"))
    try:
        table = refused_table(one, reasons)
    except Refused as refusal:
        return refused_page(request, refusal, back=reverse("desk:import_batch", args=[pk]))
    return saved_as(f"{one.name}未导入的行", table.data, "xlsx")


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the batch to its reviewers."""
    return _do(request, pk, imports.submit, "已送审。从现在起这一批的内容不再改变，等待一审。")


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the batch up; what was public stays as it was."""
    return _do(request, pk, imports.discard, "已作废这一批。已经公开的内容没有改变。")


def _do(request: HttpRequest, pk: int, action: Any, done: str) -> HttpResponse:
    one = own_batch(request, pk)
    back = reverse("desk:import_batch", args=[pk])
    return do(request, action, done=done, back=back, batch=one)
