"""Answers to machines: read only, open to pages of every site, sent again only when changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import wraps
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.csrf import csrf_exempt

from gongkai.faces.ui.throttle import throttled
from gongkai.work.journal.deeds import CHINA

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD")
METHODS = "GET, HEAD, OPTIONS"
LIMIT, SECONDS = 240, 60
# Within one second a second change may follow, which the dates of HTTP cannot tell apart.
SETTLED = timedelta(seconds=2)


class Problem(Exception):
    """What was wrong with the question: status, title and one sentence for people (RFC 9457)."""

    def __init__(self, status: int, title: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.body = {"title": title, "status": status, "detail": detail, **more}


def open_data(view: View) -> View:
    """Open the view to machines: GET, HEAD and OPTIONS only, so many times a minute."""
    counted = throttled(
        "exchange", limit=LIMIT, seconds=SECONDS, methods=READING, answer=_too_many
    )(view)

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _answer(counted, request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Retry-After"
        return response

    # Nothing here writes, so there is nothing to forge; a POST gets its 405 and not a form.
    return login_not_required(csrf_exempt(answered))


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method == "OPTIONS":
        options = {"Allow": METHODS, "Access-Control-Allow-Methods": METHODS}
        return HttpResponse(status=204, headers=options)
    if request.method not in READING:
        detail = "这里的数据只能读取，请用 GET、HEAD 或 OPTIONS。"
        refused = problem(Problem(405, "不能写入", detail))
        refused["Allow"] = METHODS
        return refused
    try:
        return view(request, *args, **kwargs)
    except Problem as found:
        return problem(found)
    except SuspiciousOperation:
        return problem(Problem(400, "请求有误", "请求的参数太多或有误，请减少后再试。"))


def problem(found: Problem) -> HttpResponse:
    """The answer to a question that could not be answered."""
    response = HttpResponse(as_json({"type": "about:blank", **found.body}), status=found.status)
    response["Content-Type"] = "application/problem+json"
    return response


def _too_many(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    detail = f"每个地址每分钟最多取 {LIMIT} 次。请过 {wait_seconds} 秒再取。"
    response = problem(Problem(429, "取得太频繁", detail))
    response["Retry-After"] = str(wait_seconds)
    return response


def fresh(
    request: HttpRequest, body: bytes, media_type: str, changed_at: datetime | None = None
) -> HttpResponse:
    """The body, or 304 for whoever has it already. `changed_at`: of all that can be in it."""
    response = HttpResponse(body, content_type=media_type)
    etag = quote_etag(sha256(body).hexdigest()[:32])
    stamp = None
    if changed_at is not None and timezone.now() - changed_at > SETTLED:
        stamp = int(changed_at.timestamp())
        response["Last-Modified"] = http_date(stamp)
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    return get_conditional_response(request, etag, stamp, response) or response


def json_answer(
    request: HttpRequest, content: Mapping[str, Any], media_type: str = "application/json"
) -> HttpResponse:
    """The content as JSON, or 304."""
    return fresh(request, as_json(content), media_type)


def as_json(content: Mapping[str, Any]) -> bytes:
    """JSON that people can read too: Chinese is not escaped."""
    return json.dumps(content, ensure_ascii=False).encode()


def whole(request: HttpRequest, name: str, *args: object) -> str:
    """The whole address of a named page, as others have to write it down."""
    return request.build_absolute_uri(reverse(name, args=args))


def moment(at: datetime) -> str:
    """A moment in China after RFC 3339."""
    return at.astimezone(CHINA).isoformat(timespec="seconds")
