"""The three reviews: what waits, and the desk on which one document is decided."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.faces.desk.records.answers import WaiveForm
from gongkai.faces.desk.records.batches import waiting_rows
from gongkai.faces.desk.records.forms import ReviewForm
from gongkai.faces.desk.records.gates import inner_of, reviewer, visitor
from gongkai.faces.desk.records.review_pages import queue_rows, review_page
from gongkai.faces.desk.records.withdrawals import queue
from gongkai.faces.desk.records.words import LEVEL_OF_STATE
from gongkai.faces.ui.messages import sentences
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.actions.review import give
from gongkai.work.records.actions.waive import waive as waive_hit
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.queue import review_queue

ROWS = 50


def reviews(request: HttpRequest) -> HttpResponse:
    """What the visitor can decide on now, the longest waiting first."""
    person, on = reviewer(request)
    page = Paginator(review_queue(person, on), ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queue_rows(page.object_list, on),
        "batches": waiting_rows(person, on),
        "withdrawals": queue(person, on),
    }
    return render(request, "desk/records/reviews.html", context)


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One document before its reviewer: what changed, what was found, two buttons."""
    record = inner_of(request, pk)
    if record.state not in LEVEL_OF_STATE and request.method != "POST":
        messages.info(request, f"这份稿件现在的状态是“{record.get_state_display()}”，不在审核中。")
        return redirect("desk:record", pk)
    form = ReviewForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _desk(request, record, form)
    try:
        given = give(record=record, by=visitor(request)[0], at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        record.refresh_from_db()
        return _desk(request, record, form, refusal)
    messages.success(request, _done(record, given.outcome))
    return redirect("desk:reviews")


@require_POST
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one finding of screening pass, with the reason for it."""
    record = inner_of(request, pk)
    form = WaiveForm(request.POST, hit=request.POST.get("hit", ""))
    if not form.is_valid():
        return _desk(request, record, ReviewForm(), waiving=form)
    try:
        by, at = visitor(request)[0], timezone.now()
        waive_hit(record=record, by=by, at=at, **form.cleaned_data)
    except Refused as refusal:
        record.refresh_from_db()
        return _desk(request, record, ReviewForm(), refusal, form)
    messages.success(request, "已豁免这一处，理由记入办理经过。")
    return redirect("desk:review", pk)


def _desk(
    request: HttpRequest,
    record: Record,
    form: ReviewForm,
    refusal: Refused | None = None,
    waiving: WaiveForm | None = None,
) -> HttpResponse:
    said = sentences(refusal) if refusal else []
    page = review_page(*visitor(request), record, form, said=said, waiving=waiving)
    return render(request, "desk/records/review.html", {"page": page}, status=409 if said else 200)


def _done(record: Record, outcome: str) -> str:
    if outcome == "returned":
        return "已退回起草人修改，改后要重新经过三次审核。"
    if record.live is not None and record.state == Record.State.PUBLISHED:
        return f"已发布，索引号 {record.index_number}。"
    return "已通过，转到下一级审核。"
