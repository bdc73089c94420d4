"""The addresses under /api/v1/: each reads one question and gives one answer."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongkai.faces.exchange import places
from gongkai.faces.exchange.answers import Problem, json_answer, open_data, whole
from gongkai.faces.exchange.api import dcat as dcat_data
from gongkai.faces.exchange.api import questions, shelves
from gongkai.faces.exchange.api import records as record_data
from gongkai.work.journal.deeds import day_of
from gongkai.work.records.queries.changes import Place
from gongkai.work.records.queries.harvest import page

DESCRIPTION: dict[str, Any] = json.loads(
    files("gongkai.faces.exchange.api").joinpath("openapi.json").read_text("utf-8")
)
_LINKS = ("records", "catalogue", "organisations", "ledger", "dcat", "openapi", "feed", "site_map")


@open_data
def root(request: HttpRequest) -> HttpResponse:
    """Where everything is."""
    questions.nothing(request.GET)
    links = {name: whole(request, f"exchange:{name}") for name in _LINKS}
    content = {"name": settings.GONGKAI_SITE["name"], "version": "1", "links": links}
    return json_answer(request, content)


@open_data
def records(request: HttpRequest) -> HttpResponse:
    """Public records, the newest first."""
    asked = questions.records(request.GET)
    rows, after = page(asked.wanted, asked.count, asked.after)
    following = _next(request, after)
    content = {
        "records": [record_data.row(request, one) for one in rows],
        "limit": asked.count,
        "next": following,
    }
    response = json_answer(request, content)
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return response


def _next(request: HttpRequest, after: Place | None) -> str | None:
    if after is None:
        return None
    query = request.GET.copy()
    query["page"] = places.written(after)
    return f"{whole(request, 'exchange:records')}?{query.urlencode()}"


@open_data
def record(request: HttpRequest, number: str) -> HttpResponse:
    """One public record with everything about it."""
    questions.nothing(request.GET)
    return json_answer(request, record_data.record(request, number, day_of(timezone.now())))


@open_data
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue."""
    questions.nothing(request.GET)
    return json_answer(request, shelves.catalogue(request))


@open_data
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations that have published something."""
    questions.nothing(request.GET)
    return json_answer(request, shelves.organisations(request))


@open_data
def ledger(request: HttpRequest) -> HttpResponse:
    """How far the plan has come."""
    year = questions.year(request.GET)
    return json_answer(request, shelves.ledger(request, year, day_of(timezone.now())))


@open_data
def dcat(request: HttpRequest) -> HttpResponse:
    """What open data there is, for catalogues of open data."""
    questions.nothing(request.GET)
    content = dcat_data.catalogue(request, day_of(timezone.now()))
    return json_answer(request, content, dcat_data.MEDIA_TYPE)


@open_data
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of all this."""
    questions.nothing(request.GET)
    servers = {"servers": [{"url": whole(request, "portal:home").rstrip("/")}]}
    return json_answer(request, DESCRIPTION | servers)


@open_data
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Everything else under the interface."""
    start = whole(request, "exchange:api")
    raise Problem(
        404, "没有这个地址", f"接口里没有这个地址（末尾的斜线不能省），全部地址见 {start}"
    )
