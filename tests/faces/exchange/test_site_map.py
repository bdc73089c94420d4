"""The site map in parts, and what robots may fetch."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.harvest import Shard, in_shard, shards
from tests.faces.exchange.scene import many, scene
from tests.factories import AT
from tests.work.records.world import draft, published, withdrawn, world

pytestmark = pytest.mark.django_db
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ORIGIN = "http://testserver"


def rows(url: str, root: str) -> list[tuple[str, str | None]]:
    answer = Client().get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    tree: Any = etree.fromstring(answer.content)
    assert tree.tag == f"{{{NS['s']}}}{root}"
    return [
        (one.findtext("s:loc", namespaces=NS), one.findtext("s:lastmod", namespaces=NS))
        for one in tree
    ]


def test_the_index_leads_to_every_public_record_and_to_nothing_else() -> None:
    made = scene()
    parts = rows("/sitemap.xml", "sitemapindex")
    assert parts == [
        (f"{ORIGIN}/sitemaps/pages.xml", "2023-07-25T21:00:00+08:00"),
        (f"{ORIGIN}/sitemaps/records-0.xml", "2023-07-25T21:00:00+08:00"),
    ]
    found = dict(rows("/sitemaps/records-0.xml", "urlset"))
    assert found == {
        f"{ORIGIN}/records/{one.index_number}/": f"2023-07-25T{hour:02}:00:00+08:00"
        for one, hour in zip(made.live.values(), (10, 11, 12, 14, 17), strict=True)
    }


def test_every_address_of_the_map_answers() -> None:
    scene()
    for part, _ in rows("/sitemap.xml", "sitemapindex"):
        for address, _ in rows(part.removeprefix(ORIGIN), "urlset"):
            assert Client().get(address.removeprefix(ORIGIN)).status_code == 200


def test_pages_are_those_of_the_navigation_and_the_items() -> None:
    published(world())
    found = rows("/sitemaps/pages.xml", "urlset")
    assert (f"{ORIGIN}/", None) in found
    assert (f"{ORIGIN}/ledger/", None) in found
    assert [one for one in found if one[1]] == [(f"{ORIGIN}/catalogue/20.3/", "2023-07-25")]


def test_parts_hold_as_many_as_they_may_and_stay_where_they_are() -> None:
    here = world()
    draft(here)
    many(here, 5)
    first = Record.objects.earliest("pk").pk
    every = {one.pk: one for one in Record.objects.filter(live__isnull=False)}
    found = shards(2)
    assert [one.number for one in found] == sorted({(pk - 1) // 2 for pk in every})
    told = {one.number: list(in_shard(one.number, 2)) for one in found}
    assert max(len(one) for one in told.values()) == 2
    assert sorted(number for one in told.values() for number, _ in one) == sorted(
        one.index_number or "" for one in every.values()
    )
    gone = every[max(every)].live
    assert gone is not None
    withdrawn(here, gone, AT + timedelta(days=1), reason="误")
    assert shards(2)[-1] == Shard(found[-1].number, AT + timedelta(days=1))
    assert first not in every


def test_as_many_queries_for_many_as_for_one() -> None:
    here = world()
    urls = "/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/records-0.xml"
    counts = []
    for more in (1, 5):
        many(here, more)
        with CaptureQueriesContext(connection) as asked:
            assert [Client().get(url).status_code for url in urls] == [200, 200, 200]
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_map_is_not_sent_twice() -> None:
    published(world())
    first = Client().get("/sitemap.xml")
    again = Client().get("/sitemap.xml", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, first["Last-Modified"]) == (304, "Tue, 25 Jul 2023 01:00:00 GMT")


def test_a_part_that_is_not_there_is_not_found() -> None:
    assert Client().get("/sitemaps/records-7.xml").status_code == 404
    assert Client().get(f"/sitemaps/records-{'9' * 40}.xml").status_code == 404


def test_robots_are_kept_from_the_desk_alone() -> None:
    answer = Client().get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *", "Allow: /", "Disallow: /desk/", "",
        f"Sitemap: {ORIGIN}/sitemap.xml",
    ]  # fmt: skip
