"""A decision ends, is split or merged, is left out of the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.faces.desk.decisions.forms import MergeForm, ReasonForm, SplitForm
from gongkai.faces.desk.decisions.gates import decision_of, edited, is_office
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.messages import sentences
from gongkai.work.decisions.actions import branches, slots, steps
from gongkai.work.decisions.actions import propose as proposals
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.queries.decisions import may_join
from gongkai.work.journal.deeds import Refused

_METHODS = ["GET", "POST"]
_SPLIT = (
    "每件都从现在的环节继续办，已完成的环节和征求过的意见都跟着过去；"
    "原事项终止，公开页面保留并写明去向。"
)
_MERGE = "本事项终止，公开页面保留并写明去向；收到的意见由并入的事项一并处理。"
_END = "终止以后不能再办。公开页面保留，写明原因。"
_TAKE_BACK = "撤回以后不会列入目录。"
_DECLINE = "写明为什么不列入，申报单位会看到。"
_ABSENT = "公众代表没有列席审议的，写明原因，在决策档案里公开。"


@require_http_methods(_METHODS)
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End it, with the reason."""
    row, _ = edited(request, code)
    is_proposed = row.state == Decision.State.PROPOSED
    form = ReasonForm(request.POST or None)
    name, told = ("撤回申报", _TAKE_BACK) if is_proposed else ("终止", _END)
    return _acted(request, row, form, steps.end, name=name, told=told)


@require_http_methods(_METHODS)
def decline(request: HttpRequest, code: str) -> HttpResponse:
    """Leave it out of the list."""
    row = decision_of(request, code)
    if not is_office(request):
        raise PermissionDenied("是否列入目录由政务公开办办理。")
    form = ReasonForm(request.POST or None)
    return _acted(request, row, form, proposals.decline, name="不列入目录", told=_DECLINE)


@require_http_methods(_METHODS)
def not_attended(request: HttpRequest, code: str) -> HttpResponse:
    """Say why nobody of the public attended the meeting."""
    row, _ = edited(request, code)
    form = ReasonForm(request.POST or None)
    action = slots.explain_not_attended
    return _acted(request, row, form, action, name="说明没有代表列席的原因", told=_ABSENT)


@require_http_methods(_METHODS)
def split(request: HttpRequest, code: str) -> HttpResponse:
    """Split it into parts."""
    row, _ = edited(request, code)
    form = SplitForm(request.POST or None, initial={"planned_on": row.planned_on})
    return _acted(request, row, form, branches.split, name="拆分", told=_SPLIT)


@require_http_methods(_METHODS)
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Merge it into another."""
    row, _ = edited(request, code)
    form = MergeForm(request.POST or None, rows=may_join(row))
    return _acted(request, row, form, branches.merge, name="合并", told=_MERGE)


def _acted(
    request: HttpRequest, row: Decision, form: Form, action: Callable[..., Any], *, name: str,
    told: str,
) -> HttpResponse:  # fmt: skip
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = form.given() if isinstance(form, SplitForm) else form.cleaned_data
        try:
            action(decision=row, by=visitor(request)[0], at=timezone.now(), **given)
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:decision", row.code)
    context = {
        "decision": row, "form": form, "sentences": said, "name": name, "told": told,
        "back": reverse("desk:decision", args=[row.code]),
    }  # fmt: skip
    return render(request, "desk/decisions/reason.html", context, status=409 if said else 200)
