"""Closed cases by what is still to be done: review, publish, archive, challenges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.foi_after.pages import conversion_source, tag_of
from gongkai.faces.desk.posts import has_power, own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.errors import refused
from gongkai.work.foi.actions.convert import begin_record
from gongkai.work.foi.models.ending import Challenge, Conversion
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries import conversion_lists as lists
from gongkai.work.foi.queries.archive_terms import review_due
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation

ROWS = 50
_CLOSED = "办结后的事项由依申请公开经办人、审批人和信息员办理。"
TABS = {
    "review": "待审查转公开",
    "publish": "待公开",
    "alike": "相似申请",
    "archive": "待归档",
    "challenge": "复议和诉讼",
}


def closed(request: HttpRequest) -> HttpResponse:
    """One list of closed cases; who only drafts records sees what is to be published."""
    _, on = visitor(request)
    mine, drafts = own_places(request, "foi.view"), own_places(request, "record.draft")
    if not mine and not drafts:
        raise PermissionDenied(_CLOSED)
    shown = request.GET.get("show", "review")
    if shown not in TABS or not mine:
        shown = "publish" if not mine else "review"
    places = (
        list({one.pk: one for one in [*mine, *drafts]}.values()) if shown == "publish" else mine
    )
    page = Paginator(_SOURCES[shown](places), ROWS).get_page(request.GET.get("page"))
    context = {
        "tabs": [(code, label, code == shown) for code, label in TABS.items()] if mine else [],
        "shown": shown,
        "page": page,
        "rows": [_ROWS[shown](one, on) for one in page],
        "handles": {one.pk for one in mine},
        "drafts": {one.pk for one in drafts},
        "source": conversion_source(),
    }
    return render(request, "desk/foi_after/closed.html", context)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the record of what was found fit to be public."""
    person, _ = visitor(request)
    places = own_places(request, "foi.view", "record.draft")
    rows = Conversion.objects.filter(request__organisation__in=places)
    one = get_object_or_404(rows.select_related("request__organisation"), pk=pk)
    if not has_power(request, "record.draft", one.request.organisation):
        raise PermissionDenied("公开信息由本单位的信息员起草。")
    try:
        record = begin_record(conversion=one, by=person, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=f"{reverse('desk:foi_closed')}?show=publish")
    return redirect("desk:record_edit", record.pk)


def _alike(places: list[Organisation]) -> list[lists.Alike]:
    return [group for place in places for group in lists.alike_groups(place)]


def _case_row(one: Request, on: date) -> dict[str, Any]:
    return {"case": one}


def _review_row(one: Request, on: date) -> dict[str, Any]:
    assert one.ended_on is not None
    return {"case": one, "clock": clock_until(on, review_due(one.ended_on))}


def _publish_row(one: Conversion, on: date) -> dict[str, Any]:
    assert one.due_on is not None
    return {"conversion": one, "clock": clock_until(on, one.due_on)}


def _challenge_row(one: Challenge, on: date) -> dict[str, Any]:
    pending = one.result == Challenge.Result.PENDING
    due = one.answer_due_on if pending and not one.answered_on else None
    if one.redo_due_on and not one.redone_on:
        due = one.redo_due_on
    return {
        "challenge": one,
        "tag": tag_of(one),
        "clock": clock_until(on, due) if due else None,
        "awaits": "重新答复" if one.redo_due_on == due and due else "答复（答辩）",
    }


def _alike_row(one: lists.Alike, on: date) -> dict[str, Any]:
    return {"alike": one, "first": one.requests[0]}


_SOURCES: dict[str, Callable[[list[Organisation]], Any]] = {
    "review": lists.unreviewed,
    "publish": lists.to_publish,
    "alike": _alike,
    "archive": lists.to_archive,
    "challenge": lists.challenges_of,
}
_ROWS: dict[str, Callable[[Any, date], dict[str, Any]]] = {
    "review": _review_row,
    "publish": _publish_row,
    "alike": _alike_row,
    "archive": _case_row,
    "challenge": _challenge_row,
}
