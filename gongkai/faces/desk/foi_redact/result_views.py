"""Looking at what was made, and deciding on it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.foi_redact.forms import OpinionForm, SeenForm
from gongkai.faces.desk.foi_redact.gates import Visit, redaction_of, visit_of
from gongkai.faces.desk.foi_redact.result_page import result_page
from gongkai.faces.desk.foi_redact.views import STEPS
from gongkai.faces.ui.errors import refused
from gongkai.faces.ui.served import serve
from gongkai.work.foi.actions.redaction import approve_redaction, return_redaction
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.journal.deeds import Refused

_APPROVES = "遮盖件由本单位依申请公开审批人审看。"


def result(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What was made, what went and why, and who looks at it next."""
    visit = visit_of(request, number)
    redaction = _made(visit, pk)
    if redaction is None:
        return redirect("desk:foi_redact_mark", number, pk)
    return _shown(request, visit, redaction)


def file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The file that was made, for those who handle the case."""
    redaction = _made(visit_of(request, number), pk)
    if redaction is None or redaction.result is None:
        raise Http404("result")
    return serve(redaction.result.file)


@require_POST
def approve(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Let it be given."""
    done = "已批准。答复送达以后，申请人可以得到这份文件。"
    return _decided(request, (number, pk), SeenForm(request.POST), _approve, done)


@require_POST
def send_back(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Send it back with what is wrong."""
    form = OpinionForm(request.POST)
    return _decided(request, (number, pk), form, return_redaction, "已退回。")


def _approve(*, seen: bool, **given: Any) -> object:
    """The box that was ticked is no part of what is kept; it had to be ticked."""
    assert seen
    return approve_redaction(**given)


def _decided(
    request: HttpRequest, where: tuple[str, int], form: Any, action: Any, done: str
) -> HttpResponse:
    number, pk = where
    visit = visit_of(request, number)
    if not visit.approves:
        raise PermissionDenied(_APPROVES)
    redaction = _made(visit, pk)
    if redaction is None:
        raise Http404("result")
    back = reverse("desk:foi_redact_result", args=[number, pk])
    answer = carry_out(request, form, action, done=done, back=back, redaction=redaction)
    if isinstance(answer, HttpResponse):
        return answer
    redaction.refresh_from_db()
    name = "seen_form" if isinstance(form, SeenForm) else "opinion_form"
    return _shown(request, visit, redaction, answer, **{name: form, "wrong": form})


def _made(visit: Visit, pk: int) -> Redaction | None:
    redaction = redaction_of(visit, pk)
    return redaction if redaction.result is not None else None


def _shown(
    request: HttpRequest, visit: Visit, redaction: Redaction, said: list[str] | None = None,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    try:
        page = result_page(visit, redaction, request.GET.get("page", ""))
    except Refused as refusal:
        back = reverse("desk:foi_redact", args=[visit.case.number])
        return refused(request, refusal, back=back)
    context = {
        "page": page, "steps": STEPS, "sentences": said or [], "wrong": None,
        "seen_form": SeenForm(), "opinion_form": OpinionForm(),
    } | more  # fmt: skip
    status = 409 if said else 200
    return render(request, "desk/foi_redact/result.html", context, status=status)
