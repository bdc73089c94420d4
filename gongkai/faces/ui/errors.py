"""Answers to what goes wrong: what happened and what to do next, never a traceback."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.faces.ui.messages import sentences


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400; a request that is too big says so."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW; `reason` is for the log, not for the reader."""
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def gone(request: HttpRequest, reason: str, on: date) -> HttpResponse:
    """410: the page was withdrawn on a day for a reason, and its address stays taken."""
    context = {"reason": reason, "on": on}
    return render(request, "ui/410.html", context, status=HTTPStatus.GONE)


def refused(request: HttpRequest, refusal: object, back: str = "/desk/") -> HttpResponse:
    """409: an act that was not carried out, with all its reasons and the way back."""
    context = {"sentences": sentences(refusal), "back": back}
    return render(request, "ui/409.html", context, status=HTTPStatus.CONFLICT)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than one request may hold."""
    return render(request, "ui/413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_many(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """429: too often; says how long to wait."""
    minutes = max(1, -(-wait_seconds // 60))
    response = render(
        request, "ui/429.html", {"minutes": minutes}, status=HTTPStatus.TOO_MANY_REQUESTS
    )
    response["Retry-After"] = str(wait_seconds)
    return response
