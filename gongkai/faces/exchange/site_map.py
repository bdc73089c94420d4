"""The site map for search engines (sitemaps.org), in parts, and what robots may fetch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.faces.exchange.answers import fresh, moment, open_data, whole
from gongkai.faces.ui.nav import FOOT, MAIN, address
from gongkai.work.records.queries.catalogue import Branch, tree
from gongkai.work.records.queries.changes import changed_at
from gongkai.work.records.queries.harvest import in_shard, shards

SIZE = 50_000  # the most addresses that one part may hold
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
MEDIA_TYPE = "application/xml"
Place = tuple[str, date | datetime | None]


@open_data
def index(request: HttpRequest) -> HttpResponse:
    """The parts of the map."""
    parts: list[Place] = [(whole(request, "exchange:site_map_pages"), changed_at())]
    for one in shards(SIZE):
        parts.append((whole(request, "exchange:site_map_records", one.number), one.changed_at))
    return _answer(request, "sitemapindex", "sitemap", parts)


@open_data
def pages(request: HttpRequest) -> HttpResponse:
    """The pages beside the records: those of the navigation, and the items of the catalogue."""
    named = {
        url for _, name in (*MAIN, *FOOT) if name.startswith("portal:") and (url := address(name))
    }
    found: list[Place] = [(request.build_absolute_uri(url), None) for url in sorted(named)]
    found += [
        (whole(request, "portal:catalogue_item", one.item.code), one.latest_on)
        for one in _all(tree())
    ]
    return _answer(request, "urlset", "url", found)


@open_data
def records(request: HttpRequest, number: int) -> HttpResponse:
    """One part of the records."""
    known = {one.number for one in shards(SIZE)}
    if number not in known:
        raise Http404(number)
    # One reverse for all: 50,000 of them take seconds.
    before, after = whole(request, "portal:record", "000000000/2000-0000").split(
        "000000000/2000-0000"
    )
    found = ((f"{before}{index}{after}", at) for index, at in in_shard(number, SIZE))
    return _answer(request, "urlset", "url", found)


@open_data
def robots(request: HttpRequest) -> HttpResponse:
    """Everything but the desk may be fetched."""
    lines = (
        "User-agent: *",
        "Allow: /",
        f"Disallow: {reverse('desk:home')}",
        "",
        f"Sitemap: {whole(request, 'exchange:site_map')}",
        "",
    )
    return fresh(request, "\n".join(lines).encode(), "text/plain; charset=utf-8")


def _answer(request: HttpRequest, root: str, row: str, places: Iterable[Place]) -> HttpResponse:
    rows = "\n".join(
        f"<{row}><loc>{escape(address)}</loc>{_changed(at)}</{row}>" for address, at in places
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SCHEMA}">\n{rows}\n</{root}>\n'
    return fresh(request, text.encode(), MEDIA_TYPE, changed_at())


def _changed(at: date | datetime | None) -> str:
    if at is None:
        return ""
    return f"<lastmod>{moment(at) if isinstance(at, datetime) else at.isoformat()}</lastmod>"


def _all(branches: Iterable[Branch]) -> Iterator[Branch]:
    for one in branches:
        yield one
        yield from _all(one.children)
