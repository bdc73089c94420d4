"""The feedback of a decision on the desk: what lacks, other forms, its record, who was told."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.consultations import forms
from gongkai.faces.desk.consultations.acting import Act, page_of
from gongkai.faces.desk.consultations.gates import decision_of
from gongkai.faces.desk.consultations.words import address_of
from gongkai.faces.desk.posts import has_power
from gongkai.faces.ui.errors import refused
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.parts import Stat
from gongkai.rules.decisions.opinions import CHANNELS
from gongkai.rules.decisions.summary import Figures
from gongkai.work.decisions.actions import feedback as acts
from gongkai.work.decisions.actions import tell as tell_action
from gongkai.work.decisions.models.feedback import OtherForm
from gongkai.work.decisions.queries import feedback as asked
from gongkai.work.decisions.queries.feedback_state import standing
from gongkai.work.journal.deeds import Refused

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def feedback(request: HttpRequest, code: str) -> HttpResponse:
    """Where it stands, and all that lacks at once."""
    _, on, decision = decision_of(request, code)
    found, stands = asked.counted(decision), standing(decision)
    due = asked.due_on(decision)
    live = stands is not None and stands.record is not None and stands.record.live_id is not None
    labels = asked.clause_labels(decision)
    context = {
        "decision": decision,
        "rounds": decision.consultations.order_by("number"),
        "stats": _stats(found),
        "lines": [(CHANNELS.get(one, one), line) for one, line in found.by_channel.items()],
        "clauses": [(label, found.by_clause[key]) for key, label in labels.items()
                    if key in found.by_clause],
        "lacks": [] if stands else [
            text for one in asked.lacks(decision, found) for text in sentences(one)
        ],
        "feedback": stands,
        "live": live,
        "clock": clock_until(on, due) if due and not live else None,
        "due": due,
        "forms": OtherForm.objects.filter(decision=decision).order_by("on", "id"),
        "form": forms.IntroductionForm(),
        "drafts": has_power(request, "record.draft", decision.organisation),
        "mail": tell_action.is_ready(),
        "told": asked.told_count(decision),
        "waiting": asked.to_tell(decision).count() if live else 0,
        "public_url": address_of("portal:decision_feedback", code) if live else "",
    }  # fmt: skip
    return render(request, "desk/consultations/feedback.html", context)


@require_POST
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Draft the record."""
    _, _, decision = decision_of(request, code)
    form = forms.IntroductionForm(request.POST)
    if not form.is_valid():
        messages.error(request, "概述太长，没有起草。请缩短到 5000 个字以内。")
        return redirect(_url(code))
    action = partial(acts.draft_feedback_record, decision=decision, **form.cleaned_data)
    done = "反馈草稿已经写好。请在信息发布里核对、送审、发布。"
    return do(request, action, done=done, back=_url(code))


@require_POST
def tell(request: HttpRequest, code: str) -> HttpResponse:
    """Write to those who left an address."""
    person, _, decision = decision_of(request, code)
    try:
        told = tell_action.tell(decision=decision, by=person, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=_url(code))
    if not told.ready:
        messages.error(request, "没有设置发送邮件的服务器，没有告知任何人。请联系系统管理员。")
    elif told.failed:
        messages.error(request, f"发出 {told.sent} 封，{told.failed} 封没有发出，明天会再试。")
    else:
        messages.success(request, f"已发出 {told.sent} 封邮件。")
    return redirect(_url(code))


@page
def add_form(request: HttpRequest, code: str) -> HttpResponse:
    """Note a talk, hearing, visit or survey."""
    _, on, decision = decision_of(request, code)
    form = forms.FormForm(request.POST or None, initial={"on": on})
    act = Act("登记其他听取意见的方式", "登记", "已登记。", _url(code))
    above = ("采纳情况反馈", _url(code))
    return page_of(request, act, form, acts.note_form, above=above, decision=decision)


@require_POST
def drop_form(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """Take back what was noted by mistake."""
    _, _, decision = decision_of(request, code)
    found = OtherForm.objects.filter(decision=decision, pk=key).first()
    if found is None:
        raise Http404("form")
    found.decision = decision
    return do(request, partial(acts.drop_form, form=found), done="已撤销登记。", back=_url(code))


def _url(code: str) -> str:
    return reverse("desk:decision_feedback", args=[code])


def _stats(found: Figures) -> list[Stat]:
    every = found.all
    return [
        Stat("收到意见", every.total, "条"),
        Stat("采纳", every.adopted, "条"),
        Stat("部分采纳", every.partly, "条"),
        Stat("不采纳", every.not_adopted, "条"),
        Stat("待处理", every.open, "条", "warn" if every.open else ""),
    ]
