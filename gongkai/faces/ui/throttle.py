"""How often one address may send a form, try to log in, or fetch data; kept in the cache."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, TypeVar

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from gongkai.faces.ui.errors import too_many

Given = TypeVar("Given", bound=HttpResponseBase)
Answer = Callable[[HttpRequest, int], HttpResponse]
IPV6_HOUSEHOLD = 64


def throttled(
    purpose: str,
    *,
    limit: int,
    seconds: int,
    methods: Collection[str] = ("POST",),
    answer: Answer = too_many,
) -> Callable[[Callable[..., Given]], Callable[..., Given | HttpResponse]]:
    """Let one address ask the view `limit` times in each stretch of `seconds`, then 429.

    Only the methods named count; `answer` is told how many seconds to wait. Each worker process
    counts for itself unless CACHES names a shared cache.
    """

    def decorate(view: Callable[..., Given]) -> Callable[..., Given | HttpResponse]:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> Given | HttpResponse:
            if request.method in methods:
                who = household(sender(request))
                if wait := waits(purpose, who, limit=limit, seconds=seconds):
                    return answer(request, wait)
            return view(request, *args, **kwargs)

        return counted

    return decorate


def waits(purpose: str, who: str, *, limit: int, seconds: int) -> int:
    """Count `who` once more; how many seconds to wait where that was too often, else 0."""
    now = int(time.time())
    return seconds - now % seconds if _count(purpose, who, now, seconds) > limit else 0


def _count(purpose: str, who: str, now: int, seconds: int) -> int:
    key = f"throttle:{purpose}:{who}:{now // seconds}"
    cache.add(key, 0, timeout=seconds + 1)
    try:
        return cache.incr(key)
    except ValueError:
        # It ended between the two calls: this is the first of the next stretch.
        return 1


def sender(request: HttpRequest) -> str:
    """The address of the reader. A proxy is believed only if it runs on this machine."""
    direct = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    return forwarded if forwarded and _is_loopback(direct) else direct


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        # A socket file has no address; only a proxy on this machine can speak through one.
        return address == ""


def household(address: str) -> str:
    """The address that is counted: of IPv6 the first 64 bits, which one line has for itself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, IPV6_HOUSEHOLD), strict=False).network_address)
    return str(parsed)
