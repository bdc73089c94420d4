"""Answers to what goes wrong: what happened and what to do next, never a traceback."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

from gongkai.faces.ui.context import site
from gongkai.faces.ui.messages import sentences

NO_INDEX = "noindex, noarchive"


@dataclass(frozen=True)
class Way:
    """Where to go instead: how it relates to what was asked for, its title, its address."""

    word: str
    title: str
    url: str


def _page(
    request: HttpRequest, template: str, status: HTTPStatus, **values: object
) -> HttpResponse:
    # Without the context processors: some need a session, which an early failure does not have.
    return HttpResponse(get_template(template).render({**site(request), **values}), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400; a request that is too big says so."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _page(request, "400.html", HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403; the words of the PermissionDenied are for the reader."""
    return _page(request, "403.html", HTTPStatus.FORBIDDEN, exception=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404."""
    return _page(request, "404.html", HTTPStatus.NOT_FOUND)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW; `reason` is for the log, not for the reader."""
    return _page(request, "403_csrf.html", HTTPStatus.FORBIDDEN)


def gone(request: HttpRequest, reason: str, on: date, ways: Sequence[Way] = ()) -> HttpResponse:
    """410: the page was withdrawn on a day for a reason, and its address stays taken.

    `ways` lead to what took its place. Search engines drop the address at once.
    """
    answer = _page(request, "ui/410.html", HTTPStatus.GONE, reason=reason, on=on, ways=ways)
    answer["X-Robots-Tag"] = NO_INDEX
    return answer


def refused(request: HttpRequest, refusal: object, back: str = "/desk/") -> HttpResponse:
    """409: an act that was not carried out, with all its reasons and the way back."""
    found = sentences(refusal)
    return _page(request, "ui/409.html", HTTPStatus.CONFLICT, sentences=found, back=back)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than one request may hold."""
    return _page(request, "ui/413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_many(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """429: too often; says how long to wait."""
    minutes = max(1, -(-wait_seconds // 60))
    response = _page(request, "ui/429.html", HTTPStatus.TOO_MANY_REQUESTS, minutes=minutes)
    response["Retry-After"] = str(wait_seconds)
    return response
