"""Preparing a consultation, announcing and opening it, its channels and its terms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.consultations.acting import Act, page_of
from gongkai.faces.desk.consultations.forms import ChannelForm, PlanForm, TermForm
from gongkai.faces.desk.consultations.gates import consultation_of, decision_of
from gongkai.faces.desk.posts import has_power
from gongkai.work.decisions.actions import consult, terms
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.org.models.person import Person

_PLAN = ("title", "draft", "explanation", "how", "opens_on", "closes_on", "short_reason")
_TERMS = {
    "prolong": (terms.prolong, "延长期限", "已延长。"),
    "reopen": (terms.reopen, "重新开放", "已重新开放。"),
}
page = require_http_methods(["GET", "HEAD", "POST"])


@page
def new(request: HttpRequest, code: str) -> HttpResponse:
    """The next round of a decision."""
    _, on, decision = decision_of(request, code)
    form = PlanForm(
        request.POST or None, request.FILES or None, on=on,
        initial={"title": f"{decision.title}（征求意见稿）", "how": decision.contact},
    )  # fmt: skip
    back = reverse("desk:consultations")
    act = Act("起草征求意见", "保存，预览各条", "已保存，请核对切开的各条。", back)
    above = ("征求意见", back)
    return page_of(request, act, form, _prepare, above=above, decision=decision)


@page
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a round anew while it is prepared."""
    on, one = _edited(request, pk)
    values = {name: getattr(one, name) for name in _PLAN}
    form = PlanForm(request.POST or None, request.FILES or None, on=on, initial=values)
    act = Act("修改征求意见", "保存，预览各条", "已保存，请核对切开的各条。", _url(one))
    return page_of(request, act, form, _prepare, one=one, decision=one.decision, consultation=one)


@require_POST
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the announcement as a record."""
    _, one = _edited(request, pk)
    done = "公告草稿已经写好。请在信息发布里核对、送审，发布以后再开始征求意见。"
    return do(request, consult.begin_announcement, done=done, back=_url(one), consultation=one)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it."""
    _, one = _edited(request, pk)
    done = "征求意见已经开始，公众可以提意见了。"
    return do(request, consult.open_consultation, done=done, back=_url(one), consultation=one)


@page
def term(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A later last day."""
    _, one = _edited(request, pk)
    action, title, done = _TERMS[kind]
    form = TermForm(request.POST or None)
    act = Act(title, title, done, _url(one), f"现在的截止日期是 {one.closes_on}。")
    return page_of(request, act, form, action, one=one, consultation=one)


@page
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """Where else it was announced."""
    on, one = _edited(request, pk)
    form = ChannelForm(request.POST or None, initial={"on": on})
    intro = "除了本平台，至少还要用两种便于群众知晓的途径公布。"
    act = Act("登记公布途径", "登记", "已登记。", _url(one), intro)
    return page_of(request, act, form, consult.register_channel, one=one, consultation=one)


def _edited(request: HttpRequest, pk: int) -> tuple[Any, Consultation]:
    _, on, one = consultation_of(request, pk)
    if not has_power(request, "decision.edit", one.decision.organisation):
        raise PermissionDenied("征求意见由承办单位的信息员和负责人办理。")
    return on, one


def _url(one: Consultation) -> str:
    return reverse("desk:consultation", args=[one.pk])


def _prepare(
    *,
    decision: Decision,
    by: Person,
    at: datetime,
    word: Any = None,
    consultation: Consultation | None = None,
    **fields: Any,
) -> Consultation:
    """A Word file takes the place of the text."""
    if word:
        fields["draft"] = consult.draft_of_word(name=str(word.name), data=word.read())
    plan = consult.Plan(**fields)
    return consult.prepare(decision=decision, plan=plan, by=by, at=at, consultation=consultation)
