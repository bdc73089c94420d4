"""The page of a third party: what concerns it, and what it says to that (条例第三十二条)."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.faces.portal.foi.forms import CodeForm, OpinionForm
from gongkai.faces.portal.foi.passes import OPINION
from gongkai.faces.portal.limits import tried_too_often
from gongkai.faces.portal.private import private, too_often
from gongkai.faces.ui.messages import sentences
from gongkai.rules.foi import law_on
from gongkai.rules.workdays import add_workdays
from gongkai.work.foi.actions.answers import answer
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.secrets import asked_party, consultation_of
from gongkai.work.journal.deeds import Refused, day_of

WRONG = "没有这个答复码。请对照征求意见书核对，或者联系发来意见书的单位。"
_OFTEN = 20


@private
def opinion(request: HttpRequest) -> HttpResponse:
    """The question that is open, else the form that opens one by its code."""
    held = _held(request)
    if request.method == "POST" and "secret" in request.POST:
        return _opened(request)
    if held is None:
        return _asked(request, CodeForm())
    if request.method == "POST":
        return _answered(request, held)
    return OPINION.give(_page(request, held, OpinionForm()), held.pk)


def _opened(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _asked(request, form)
    if wait := tried_too_often(request, "opinion"):
        return wait
    found = asked_party(form.cleaned_data["secret"])
    if found is None:
        return _asked(request, form, [WRONG])
    return OPINION.give(redirect("portal:foi_opinion"), found.pk)


def _answered(request: HttpRequest, held: Consultation) -> HttpResponse:
    form = OpinionForm(request.POST)
    said, status = too_often(request, "act", _OFTEN), 429
    if not said and form.is_valid():
        try:
            answer(consultation=held, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            said, status = sentences(refused), 409
        else:
            return OPINION.give(redirect("portal:foi_opinion"), held.pk)
    response = _page(request, held, form, said, status if said else 200)
    return OPINION.give(response, held.pk)


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the question on this machine."""
    return OPINION.take(redirect("portal:foi_opinion"))


def _held(request: HttpRequest) -> Consultation | None:
    pk = OPINION.holder(request)
    return consultation_of(pk) if pk is not None else None


def _asked(request: HttpRequest, form: CodeForm, said: list[str] | None = None) -> HttpResponse:
    return render(request, "portal/foi/code.html", {"form": form, "sentences": said or []})


def _page(
    request: HttpRequest,
    held: Consultation,
    form: OpinionForm,
    said: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    last = _last_day(held)
    context = {
        "held": held,
        "form": form,
        "sentences": said or [],
        "last": last,
        "is_late": last is not None and day_of(timezone.now()) > last,
    }
    return render(request, "portal/foi/opinion.html", context, status=status)


def _last_day(held: Consultation) -> date | None:
    """Fifteen working days after the service of the letter, by the law of the day of receipt."""
    received = held.request.received_on
    if held.sent_on is None or received is None:
        return None
    days = law_on(received).consultation
    return add_workdays(held.sent_on, days, provisional=True) if days is not None else None
