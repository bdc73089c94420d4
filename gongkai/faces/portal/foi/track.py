"""Following a request by its number and secret, and what its applicant may do with it there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.faces.portal.foi.case_page import case_page
from gongkai.faces.portal.foi.forms import SaidForm, SecretForm, WithdrawForm
from gongkai.faces.portal.foi.passes import CASE
from gongkai.faces.portal.limits import tried_too_often
from gongkai.faces.portal.private import private, too_often
from gongkai.faces.ui.forms import Form
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.served import serve
from gongkai.work.files.models import StoredFile
from gongkai.work.foi.actions import applicant
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.secrets import followed
from gongkai.work.foi.queries.tracked import case_of, given_file, letter_file, tracked
from gongkai.work.journal.deeds import Refused, day_of

# The same words whichever of the two is wrong.
WRONG = "编号或者查询码不对。请对照回执核对；查询码遗失的，请带身份证件到受理单位补办。"
_OFTEN = 20


@private
def track(request: HttpRequest) -> HttpResponse:
    """The page of the request that is open, else the form that opens one."""
    if request.method == "POST":
        return _opened(request)
    case = _case(request)
    if case is None:
        return _asked(request, SecretForm())
    on = day_of(timezone.now())
    context = {"page": case_page(tracked(case, on), on), "case": case, "form": SecretForm()}
    return CASE.give(render(request, "portal/foi/case.html", context), case.pk)


def _opened(request: HttpRequest) -> HttpResponse:
    form = SecretForm(request.POST)
    if not form.is_valid():
        return _asked(request, form)
    number, secret = form.cleaned_data["number"], form.cleaned_data["secret"]
    if wait := tried_too_often(request, "case", number):
        return wait
    found = followed(number, secret)
    if found is None:
        return _asked(request, form, [WRONG])
    return CASE.give(redirect("portal:foi_track"), found.pk)


def _asked(request: HttpRequest, form: Form, said: list[str] | None = None) -> HttpResponse:
    return render(request, "portal/foi/track.html", {"form": form, "sentences": said or []})


def _case(request: HttpRequest) -> Request | None:
    pk = CASE.holder(request)
    return case_of(pk) if pk is not None else None


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the request on this machine."""
    return CASE.take(redirect("portal:foi"))


@dataclass(frozen=True)
class _Act:
    """One thing an applicant may do: its template, its form, the act, the words when done."""

    template: str
    make: type[Form]
    do: Callable[..., Any]
    done: str


_SUPPLEMENT = _Act(
    "portal/foi/supplement.html", SaidForm, applicant.supplement,
    "已收到您的补正，答复期限重新计算。",
)  # fmt: skip
_EXPLAIN = _Act("portal/foi/explain.html", SaidForm, applicant.explain, "已收到您的说明。")
_WITHDRAW = _Act("portal/foi/withdraw.html", WithdrawForm, applicant.withdraw, "已撤回申请。")


@private
def supplement(request: HttpRequest) -> HttpResponse:
    """Hand in what was asked for (补正)."""
    return _act(request, _SUPPLEMENT)


@private
def explain(request: HttpRequest) -> HttpResponse:
    """Give the reasons that were asked for."""
    return _act(request, _EXPLAIN)


@private
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take the request back, once the applicant is sure."""
    return _act(request, _WITHDRAW)


def _act(request: HttpRequest, act: _Act) -> HttpResponse:
    at, case = timezone.now(), _case(request)
    if case is None:
        return redirect("portal:foi_track")
    is_sent = request.method == "POST"
    form = act.make(request.POST, request.FILES) if is_sent else act.make()
    said, status = list[str](), 200
    if is_sent:
        said, status = too_often(request, "act", _OFTEN), 429
        if not said and form.is_valid():
            said, status = _done(act, case, form, at), 409
            if not said:
                messages.success(request, act.done)
                return CASE.give(redirect("portal:foi_track"), case.pk)
    page = case_page(tracked(case, day_of(at)), day_of(at))
    context = {"form": form, "sentences": said, "case": case, "page": page}
    response = render(request, act.template, context, status=status if said else 200)
    return CASE.give(response, case.pk)


def _done(act: _Act, case: Request, form: Form, at: datetime) -> list[str]:
    """Do it; the sentences that say why it could not be done."""
    given: dict[str, Any] = {}
    if act.make is SaidForm:
        file = form.cleaned_data["file"]
        files = [(str(file.name), file.read())] if file else []
        given = {"text": form.cleaned_data["text"], "files": files}
    try:
        act.do(request=case, at=at, **given)
    except Refused as refused:
        return sentences(refused)
    return []


@private
def letter(request: HttpRequest, pk: int, *, pdf: bool = False) -> HttpResponse:
    """A letter that was served to the applicant here."""
    case = _case(request)
    return _file(letter_file(case, pk, pdf=pdf) if case else None)


@private
def given(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that was given with the reply."""
    case = _case(request)
    return _file(given_file(case, pk, day_of(timezone.now())) if case else None)


def _file(stored: StoredFile | None) -> HttpResponse:
    if stored is None:
        raise Http404
    return serve(stored)
