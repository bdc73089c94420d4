"""Applying without a login, and reading by number and secret what became of it."""

from __future__ import annotations

import hashlib
import re
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.faces.portal.meetings.forms import ApplicationForm, StatusForm
from gongkai.faces.portal.meetings.pages import found
from gongkai.faces.portal.private import private
from gongkai.faces.ui.errors import too_many
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.throttle import throttled, waits
from gongkai.work.decisions.actions.call import apply
from gongkai.work.decisions.models.meeting import Meeting
from gongkai.work.decisions.queries.meetings import application, closed_list_of, is_taking
from gongkai.work.journal.deeds import Refused, day_of

_TEN_MINUTES, _HOUR = 600, 3600
_APPLY, _LOOK, _BY_NUMBER = 10, 20, 20
_TOKEN = re.compile(r"[0-9a-f]{32}")
# The same words whichever of the two is wrong.
WRONG = "报名编号或者查询码不对。请对照报名后显示的内容核对。"


@private
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("meeting_apply", limit=_APPLY, seconds=_TEN_MINUTES)
def apply_(request: HttpRequest, number: str) -> HttpResponse:
    """The form; once it is sent, number and secret. Sent twice it shows the same again."""
    one = found(number)
    form = ApplicationForm(request.POST or None, meeting=one)
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            row, secret = apply(
                meeting=one, token=_token(request), at=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            said = sentences(refused)
        else:
            context = {"meeting": one, "row": row, "secret": secret}
            return render(request, "portal/meetings/applied.html", context)
    context = {
        "meeting": one, "form": form, "sentences": said, "token": _token(request),
        "taking": is_taking(one, day_of(timezone.now())),
    }  # fmt: skip
    return render(request, "portal/meetings/apply.html", context, status=409 if said else 200)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("meeting_status", limit=_LOOK, seconds=_TEN_MINUTES)
def status(request: HttpRequest, number: str) -> HttpResponse:
    """What became of one's application; told to nobody without its secret."""
    one = found(number)
    form = StatusForm(request.POST or None)
    said, row = list[str](), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if wait := _tried(one, given["number"]):
            return too_many(request, wait)
        row = application(one, given["number"], given["secret"])
        said = [] if row is not None else [WRONG]
    context = {"meeting": one, "form": form, "row": row, "sentences": said,
               "closed": closed_list_of(one)}  # fmt: skip
    return render(request, "portal/meetings/status.html", context)


def _tried(one: Meeting, number: str) -> int:
    """Seconds to wait where everybody together tried one number too often."""
    tidy = f"{one.number}:{''.join(number.split()).upper()}"
    key = hashlib.sha256(tidy.encode()).hexdigest()
    return waits("meeting_number", key, limit=_BY_NUMBER, seconds=_HOUR)


def _token(request: HttpRequest) -> str:
    """That of the form, or a new one: nobody may know it beforehand, for the secret follows."""
    given = request.POST.get("token", "")
    return given if _TOKEN.fullmatch(given) else secrets.token_hex(16)
