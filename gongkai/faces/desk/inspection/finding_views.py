"""Findings: the list, one finding with what can be done about it, a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.inspection.finding_forms import (
    CLOSE,
    DISMISS,
    SEND_BACK,
    FindingForm,
    JudgeForm,
    MendForm,
)
from gongkai.faces.desk.inspection.finding_pages import finding_page, findings_page
from gongkai.faces.desk.inspection.gates import finding_of, office, viewer
from gongkai.faces.desk.inspection.words import month_words
from gongkai.faces.ui.messages import sentences
from gongkai.work.inspection.actions import finding as actions
from gongkai.work.journal.deeds import Refused

_JUDGE = {
    CLOSE: (actions.close, "已销号。"),
    SEND_BACK: (actions.send_back, "已退回重改，整改期限重新计算。"),
    DISMISS: (actions.dismiss, "已认定不成立，这个问题不计分。"),
}


@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """All findings that the visitor may see."""
    person, on = viewer(request, "finding.view", "检查问题")
    context = findings_page(person, on, request.GET)
    return render(request, "desk/inspection/findings.html", context)


@require_safe
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding: what, why, until when, what was done."""
    return _show(request, pk)


@require_POST
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """The department reports what it did."""
    one, _, _ = finding_of(request, pk)
    form = MendForm(request.POST)
    done = "已报告整改，等政务公开办复查。"
    back = reverse("desk:finding", args=[pk])
    answer = carry_out(request, form, actions.mend, done=done, back=back, finding=one)
    if isinstance(answer, HttpResponse):
        return answer
    return _show(request, pk, mend_form=form, said=answer)


@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """The openness office closes it, sends it back or dismisses it."""
    one, _, _ = finding_of(request, pk)
    form = JudgeForm(request.POST, allowed=(CLOSE, SEND_BACK, DISMISS))
    if not form.is_valid():
        return _show(request, pk, judge_form=form)
    given = {"text": form.cleaned_data["text"], "by": request.user, "at": timezone.now()}
    judgement = form.cleaned_data["judgement"]
    if judgement == SEND_BACK:
        given["due_on"] = form.cleaned_data["due_on"]
    action, done = _JUDGE[judgement]
    try:
        action(finding=one, **given)
    except Refused as refusal:
        return _show(request, pk, judge_form=form, said=sentences(refusal))
    messages.success(request, done)
    return redirect("desk:finding", pk)


def new(request: HttpRequest) -> HttpResponse:
    """Raise a finding by hand."""
    person, on = office(request, "finding.raise", "登记检查问题")
    form = FindingForm(request.POST or None, on=on)
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            raised = actions.raise_finding(by=person, at=timezone.now(), **form.given())
        except Refused as refusal:
            said = sentences(refusal)
        else:
            messages.success(request, f"已登记问题 {raised.number}，已发给{raised.organisation}。")
            return redirect("desk:finding", raised.pk)
    context = {"form": form, "sentences": said}
    status = 409 if said else 200
    return render(request, "desk/inspection/finding_new.html", context, status=status)


def _show(
    request: HttpRequest,
    pk: int,
    *,
    mend_form: MendForm | None = None,
    judge_form: JudgeForm | None = None,
    said: list[str] | None = None,
) -> HttpResponse:
    one, person, on = finding_of(request, pk)
    page = finding_page(one, person, on)
    context = {
        "page": page,
        "month_words": month_words(one.month),
        "wrong": mend_form or judge_form,
        "mend_form": mend_form or MendForm(),
        "judge_form": judge_form or JudgeForm(allowed=page.judgements),
        "sentences": said or [],
    }
    status = 409 if said else 200
    return render(request, "desk/inspection/finding.html", context, status=status)
