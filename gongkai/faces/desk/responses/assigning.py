"""What the office does: registers, assigns, corrects, closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.responses.forms import AssignForm, EventForm, RegradeForm, ReviewForm
from gongkai.faces.desk.responses.gates import event_of, office
from gongkai.faces.ui.forms import Form
from gongkai.faces.ui.messages import sentences
from gongkai.work.journal.deeds import Refused, day_of
from gongkai.work.responses.actions import event as actions
from gongkai.work.responses.models.event import Event
from gongkai.work.responses.queries.events import may_be_asked

FORM = "desk/responses/form.html"
_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def register(request: HttpRequest) -> HttpResponse:
    """Write down what people talk about."""
    by, at = office(request), timezone.now()
    form = EventForm(request.POST or None, initial={"found_at": at, "grade": "ordinary"})
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            event = actions.register(by=by, at=at, **form.cleaned_data)
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:response_assign", event.number)
    context = {
        "form": form, "sentences": said, "heading": "登记舆情", "act": "登记",
        "main": "登记，去交办",
        "words": "登记以后开始计时。情况只在内部使用，公开的只有各单位的回应。",
    }  # fmt: skip
    return render(request, FORM, context, status=409 if said else 200)


@require_http_methods(_METHODS)
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Ask one or several units to answer."""
    event = event_of(request, number)
    there = [one.organisation_id for one in event.parts.all()]
    offered = may_be_asked(day_of(timezone.now())).exclude(pk__in=there)
    form = AssignForm(request.POST or None, offered=offered)
    return simple(
        request, event, form, actions.assign, heading="交办", act="交办", done="已交办。",
        words="一件舆情可以交给几个单位，各自计时。交办单位只看到自己的部分。", event=event,
    )  # fmt: skip


@require_http_methods(_METHODS)
def regrade(request: HttpRequest, number: str) -> HttpResponse:
    """Correct what the clocks follow from."""
    event = event_of(request, number)
    names = ("grade", "happened_at", "found_at")
    form = RegradeForm(request.POST or None, initial={one: getattr(event, one) for one in names})
    return simple(
        request, event, form, actions.regrade, heading="更正等级和时间", act="更正",
        done="已更正，时限重新计算。", words="更正以前的内容留在记录里。", event=event,
    )  # fmt: skip


@require_http_methods(_METHODS)
def close(request: HttpRequest, number: str) -> HttpResponse:
    """Close it with a word on how it went."""
    event = event_of(request, number)
    return simple(
        request, event, ReviewForm(request.POST or None), actions.close, heading="办结",
        act="办结", done="已办结。", words="每个交办单位都回应以后才能办结。", event=event,
    )  # fmt: skip


def simple(
    request: HttpRequest, of: Event, form: Form, action: Callable[..., Any], *,
    heading: str, act: str, words: str, done: str, **given: Any,
) -> HttpResponse:  # fmt: skip
    """One form, one action, back to the event."""
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        back = reverse("desk:response", args=[of.number])
        said = carry_out(request, form, action, done=done, back=back, **given)
        if isinstance(said, HttpResponse):
            return said
    context = {
        "event": of, "form": form, "sentences": said, "heading": heading, "act": act,
        "main": act, "words": words,
    }  # fmt: skip
    return render(request, FORM, context, status=409 if said else 200)
