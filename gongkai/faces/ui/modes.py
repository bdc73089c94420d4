"""How a reader wants to see the pages: for the elderly, dark, or as they come; kept in a cookie."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes

from gongkai.faces.ui.nav import Link

COOKIE = "mode"
PARAMETER = "mode"
YEAR = 365 * 24 * 3600
ELDER, DARK = "elder", "dark"
# What a link asks for: each adds to what is on, only `normal` takes everything back.
ASKS: dict[str, frozenset[str]] = {
    "elder": frozenset({ELDER}),
    "dark": frozenset({DARK}),
    "elder-dark": frozenset({ELDER, DARK}),
    "normal": frozenset(),
}
LABELS = (("长辈版", "elder"), ("深色", "dark"), ("标准版", "normal"))


def chosen(request: HttpRequest) -> frozenset[str]:
    """The modes this reader has switched on; a cookie we did not write counts as none."""
    return ASKS.get(request.COOKIES.get(COOKIE, ""), frozenset())


def css_class(request: HttpRequest) -> str:
    """The classes of <html>."""
    return " ".join(mode for mode in (ELDER, DARK) if mode in chosen(request))


def mode_links(request: HttpRequest) -> list[Link]:
    """The three links of the mode bar; they keep the rest of the query."""
    on = chosen(request)
    return [
        Link(label, _with(request, ask), bool(on & ASKS[ask]) or (ask == "normal" and not on))
        for label, ask in LABELS
    ]


def _query(request: HttpRequest) -> QueryDict:
    try:
        return request.GET.copy()
    except TooManyFieldsSent:
        # Whoever needs the query will say so; the page that says it still has its mode bar.
        return QueryDict(mutable=True)


def _with(request: HttpRequest, ask: str) -> str:
    query = _query(request)
    query[PARAMETER] = ask
    return f"?{query.urlencode()}"


def switched(request: HttpRequest) -> HttpResponse | None:
    """Answer `?mode=…` with the cookie and the same page without it; None if nothing was asked."""
    ask = _query(request).get(PARAMETER, "")
    if request.method not in ("GET", "HEAD") or ask not in ASKS:
        return None
    wanted = chosen(request) | ASKS[ask] if ASKS[ask] else frozenset()
    response = HttpResponseRedirect(_without(request))
    response["Cache-Control"] = "no-store"
    response.set_cookie(
        COOKIE,
        _name(wanted),
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _name(modes: frozenset[str]) -> str:
    return next(ask for ask, meaning in ASKS.items() if meaning == modes)


def _without(request: HttpRequest) -> str:
    # Only the path of this request is used, and "//elsewhere" is no path for a browser.
    query = _query(request)
    del query[PARAMETER]
    path = escape_leading_slashes(escape_uri_path(request.path))
    return f"{path}?{query.urlencode()}" if query else path
