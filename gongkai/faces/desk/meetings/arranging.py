"""Arranging a meeting: its terms, its call, its list; moving it and calling it off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.meetings.forms import (
    CallForm,
    CloseForm,
    MeetingForm,
    MoveForm,
    NewMeetingForm,
    ReasonForm,
    TopicsForm,
)
from gongkai.faces.desk.meetings.gates import meeting_of, own, seen_places
from gongkai.faces.desk.meetings.pages import decisions_for
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.forms import Form
from gongkai.faces.ui.messages import sentences
from gongkai.work.decisions.actions import call, draw
from gongkai.work.decisions.actions import meeting as actions
from gongkai.work.decisions.models.meeting import Meeting
from gongkai.work.journal.deeds import Refused

_FORM = "desk/meetings/form.html"
_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Arrange a meeting."""
    places = own(request)
    form = NewMeetingForm(request.POST or None, places=places, initial={"organisation": places[0]})
    return _arranged(request, form, _topics(request), actions.arrange, heading="新建列席会议")


@require_http_methods(_METHODS)
def revise(request: HttpRequest, number: str) -> HttpResponse:
    """Change what was not announced yet."""
    row = meeting_of(request, number)
    initial = {name: getattr(row, name) for name in MeetingForm.base_fields}
    form = MeetingForm(request.POST or None, initial=initial)
    return _arranged(
        request, form, _topics(request, row), actions.revise, heading="修改会议安排", meeting=row
    )


@require_http_methods(_METHODS)
def plan_call(request: HttpRequest, number: str) -> HttpResponse:
    """Who is called for and until when."""
    row, (by, _) = meeting_of(request, number), visitor(request)
    form = CallForm(request.POST or None, initial=_call_initial(row))
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            call.plan_call(meeting=row, by=by, at=timezone.now(), **form.values())
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:meeting", number)
    context = {
        "meeting": row, "form": form, "sentences": said, "heading": "报名安排", "act": "保存",
        "words": "报名至少开放 5 个工作日（公告当日不计），会议以前截止。名额留空的类别不报名。",
    }  # fmt: skip
    return render(request, _FORM, context, status=409 if said else 200)


@require_http_methods(_METHODS)
def postpone(request: HttpRequest, number: str) -> HttpResponse:
    """Hold it at another time or place."""
    row = meeting_of(request, number)
    form = MoveForm(request.POST or None, initial={"held_at": row.held_at, "place": row.place})
    words = "公开页面随即显示新的时间和地点。已通知的代表请再通知一次。"
    return _simple(
        request, row, form, actions.postpone, heading="变更时间、地点", act="变更", words=words,
        done="已变更。",
    )  # fmt: skip


@require_http_methods(_METHODS)
def call_off(request: HttpRequest, number: str) -> HttpResponse:
    """The meeting will not be held."""
    row = meeting_of(request, number)
    words = "原因在公开页面显示，不能撤销。"
    return _simple(
        request, row, ReasonForm(request.POST or None), actions.call_off, heading="不再召开",
        act="确认不再召开", words=words, done="已登记为不再召开。",
    )  # fmt: skip


@require_http_methods(_METHODS)
def close_list(request: HttpRequest, number: str) -> HttpResponse:
    """Publish the list with its commitment."""
    row = meeting_of(request, number)
    words = "编号名单和承诺值随即公开，以后名单、名额和密值都不能再改。"
    return _simple(
        request, row, CloseForm(request.POST or None), draw.close_list, heading="公布名单",
        act="公布名单和承诺值", words=words, done="名单和承诺值已公布。",
    )  # fmt: skip


def _simple(
    request: HttpRequest, row: Meeting, form: Form, action: Callable[..., Any], *,
    heading: str, act: str, words: str, done: str,
) -> HttpResponse:  # fmt: skip
    """One form, one action, back to the meeting."""
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        back = reverse("desk:meeting", args=[row.number])
        said = carry_out(request, form, action, done=done, back=back, meeting=row)
        if isinstance(said, HttpResponse):
            return said
    context = {
        "meeting": row, "form": form, "sentences": said, "heading": heading, "act": act,
        "words": words,
    }  # fmt: skip
    return render(request, _FORM, context, status=409 if said else 200)


def _arranged(
    request: HttpRequest, form: MeetingForm, rows: Any, action: Callable[..., Meeting], *,
    heading: str, **given: Any,
) -> HttpResponse:  # fmt: skip
    said: list[str] = []
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            row = action(
                by=request.user, at=timezone.now(), topics=_filled(rows), **form.cleaned_data,
                **given,
            )  # fmt: skip
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:meeting", row.number)
    context = {"form": form, "rows": rows, "sentences": said, "heading": heading, **given}
    return render(request, "desk/meetings/arrange.html", context, status=409 if said else 200)


def _topics(request: HttpRequest, row: Meeting | None = None) -> Any:
    initial = [
        {"title": one.title, "decision": one.decision_id}
        for one in (row.topics.order_by("order") if row is not None else ())
    ]
    decisions = decisions_for(seen_places(request))
    return TopicsForm(
        request.POST or None, initial=initial, form_kwargs={"decisions": decisions}, prefix="topic"
    )


def _filled(rows: Any) -> list[tuple[str, Any]]:
    given = [one.cleaned_data for one in rows]
    return [(one["title"], one["decision"]) for one in given if one.get("title")]


def _call_initial(row: Meeting) -> dict[str, Any]:
    seats = {f"places_{one.kind}": one.places for one in row.seats.all()}
    return {"closes_on": row.closes_on, "how": row.how, **seats}
