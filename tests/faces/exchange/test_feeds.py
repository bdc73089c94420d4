"""Atom feeds: valid, paged, conditional, and telling of withdrawals."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from lxml import etree

from gongkai.faces.exchange.atom import Head, feed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.changes import Change, Place
from tests.faces.exchange.scene import HOUR, REASON, many, scene
from tests.factories import AT, moment
from tests.work.records.world import World, item, published, withdrawn, world

pytestmark = pytest.mark.django_db
NS = {"a": "http://www.w3.org/2005/Atom"}
FEED = "/feed.atom"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
URI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"]+")


def tree(url: str = FEED, **headers: str) -> Any:
    answer = Client().get(url, headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml")
    root = etree.fromstring(answer.content)
    check(root)
    return root


def check(root: Any) -> None:
    """The rules of RFC 4287 section 4 for what is used here."""
    assert root.tag == f"{{{NS['a']}}}feed"
    entries = root.findall("a:entry", NS)
    for one in (root, *entries):
        for name in ("id", "title", "updated", "author"):
            assert len(one.findall(f"a:{name}", NS)) == 1, name
        assert one.findtext("a:author/a:name", namespaces=NS)
        assert URI.fullmatch(one.findtext("a:id", namespaces=NS))
        for at in one.xpath("a:updated|a:published", namespaces=NS):
            assert RFC_3339.fullmatch(at.text)
        for link in one.findall("a:link", NS):
            assert URI.fullmatch(link.get("href"))
        own = [(link.get("rel"), link.get("type")) for link in one.findall("a:link", NS)]
        assert len(own) == len(set(own))
        assert ("alternate", "text/html") in own
    ids = [one.findtext("a:id", namespaces=NS) for one in entries]
    assert len(set(ids)) == len(ids)
    times = [datetime.fromisoformat(one.findtext("a:updated", namespaces=NS)) for one in entries]
    assert times == sorted(times, reverse=True)


def titles(root: Any) -> list[str]:
    return root.xpath("a:entry/a:title/text()", namespaces=NS)


def link(root: Any, relation: str) -> str | None:
    found = root.xpath(f"a:link[@rel='{relation}']/@href", namespaces=NS)
    return found[0] if found else None


def test_every_record_that_is_or_was_public_once_and_the_last_change_first() -> None:
    made = scene()
    gone = {mark: one.index_number for mark, one in made.gone.items()}
    assert titles(tree()) == [
        f"已撤回：索引号 {gone['撤丙']}", f"已撤回：索引号 {gone['撤乙']}",
        "标题公复出", "标题公改后", "标题公在改", "标题公旁", "标题公平",
    ]  # fmt: skip


def test_an_entry_says_what_it_is() -> None:
    live = published(world(), summary="概述 & <b>")
    entry = tree().find("a:entry", NS)
    assert [(re.sub(r"\{.*\}", "", one.tag), one.text, dict(one.attrib)) for one in entry] == [
        ("id", f"tag:testserver,2023:records/{live.index_number}", {}),
        ("title", live.title, {}),
        ("published", "2023-07-25T09:00:00+08:00", {}),
        ("updated", "2023-07-25T09:00:00+08:00", {}),
        ("author", None, {}),
        ("link", None, {"rel": "alternate", "type": "text/html",
                        "href": f"http://testserver/records/{live.index_number}/"}),
        ("category", None, {"term": "20.3", "label": "统计信息"}),
        ("summary", "概述 & <b>", {}),
    ]  # fmt: skip
    assert entry.findtext("a:author/a:name", namespaces=NS) == "教育局"


def test_marks_are_categories_of_the_entry() -> None:
    late = published(world(), moment(date(2023, 9, 1)))
    entry = tree().find("a:entry", NS)
    marks = entry.xpath("a:category[position() > 1]", namespaces=NS)
    assert [dict(one.attrib) for one in marks] == [{"term": "late", "label": "超期补录"}]
    assert late.title in entry.xpath("string(a:title)", namespaces=NS)


def test_a_withdrawal_takes_the_place_of_the_entry_and_says_why() -> None:
    here = world()
    live = published(here, title="泄露了姓名的标题", summary="姓名")
    before = tree().find("a:entry", NS)
    withdrawn(here, live, AT + HOUR, reason=REASON)
    root = tree()
    entry = root.find("a:entry", NS)
    same = ("a:id", "a:published")
    assert [entry.findtext(one, namespaces=NS) for one in same] == [
        before.findtext(one, namespaces=NS) for one in same
    ]
    assert entry.findtext("a:updated", namespaces=NS) == "2023-07-25T10:00:00+08:00"
    assert entry.xpath("a:category/@term", namespaces=NS) == ["20.3", "withdrawn"]
    summary = entry.findtext("a:summary", namespaces=NS)
    assert summary == "2023年7月25日撤回。撤回原因：名单有误"
    assert "姓名" not in etree.tostring(root, encoding="unicode")


def test_feeds_of_an_item_hold_what_is_below_it_and_those_of_a_unit_its_own() -> None:
    here, there = world(), world("czj", "财政局")
    below, other = item("20.3-1", name="季度统计", parent=here.item), item("20.9", name="采购")
    published(here, AT, title="上")
    low = World(here.organisation, here.clerk, *here.reviewers, below)
    beside = World(there.organisation, there.clerk, *there.reviewers, other)
    published(low, AT + HOUR, title="下")
    gone = published(beside, AT + 2 * HOUR, title="旁")
    withdrawn(there, gone, AT + 3 * HOUR, reason=REASON)
    trace = f"已撤回：索引号 {gone.index_number}"
    found = {
        url: titles(tree(url))
        for url in (
            "/feeds/catalogue/20.3.atom", "/feeds/catalogue/20.3-1.atom",
            "/feeds/catalogue/20.9.atom", "/feeds/organisations/jyj.atom",
            "/feeds/organisations/czj.atom",
        )
    }  # fmt: skip
    assert list(found.values()) == [["下", "上"], ["下"], [trace], ["下", "上"], [trace]]
    root = tree("/feeds/catalogue/20.3.atom")
    assert root.findtext("a:title", namespaces=NS) == "统计信息：主动公开的政府信息"
    assert link(root, "alternate") == "http://testserver/catalogue/20.3/"


@pytest.mark.parametrize("url", [
    "/feeds/catalogue/none.atom", "/feeds/catalogue/%00.atom", "/feeds/organisations/none.atom",
])  # fmt: skip
def test_a_feed_of_nothing_known_is_not_there(url: str) -> None:
    assert Client().get(url).status_code == 404


def test_an_empty_feed_is_a_feed() -> None:
    root = tree()
    assert titles(root) == []
    assert root.findtext("a:updated", namespaces=NS) == "2019-05-15T00:00:00+08:00"


def test_pages_follow_each_other_and_new_ones_move_nothing() -> None:
    here = world()
    many(here, 60)
    for number in (5, 55):
        one = here.organisation.publications.get(title=f"第{number}件")
        withdrawn(here, one, AT + 2 * HOUR, reason=REASON)
    first = tree()
    following = link(first, "next")
    assert following is not None
    published(here, AT + 3 * HOUR, title="新来的")
    second = tree(following)
    assert (len(titles(first)), len(titles(second))) == (50, 10)
    assert titles(second) == [f"第{number}件" for number in range(10, -1, -1) if number != 5]
    assert link(second, "next") is None
    assert (link(second, "self"), link(second, "first")) == (following, f"http://testserver{FEED}")
    ids = first.xpath("a:entry/a:id/text()", namespaces=NS)
    assert not set(ids) & set(second.xpath("a:entry/a:id/text()", namespaces=NS))


def test_changes_of_one_moment_are_not_lost_between_pages() -> None:
    here = world()
    for number in range(53):
        published(here, AT, title=f"同时{number}")
    first = tree()
    second = tree(link(first, "next") or "")
    assert sorted([*titles(first), *titles(second)]) == sorted(f"同时{n}" for n in range(53))


@pytest.mark.parametrize("token", ["x", "1", "-1-2", "１-２", "9" * 30 + "-1"])
def test_a_page_that_never_was_is_refused(token: str) -> None:
    assert Client().get(FEED, {"after": token}).status_code == 400


def test_what_did_not_change_is_not_sent_again() -> None:
    here = world()
    published(here)
    first = Client().get(FEED)
    assert first["Last-Modified"] == "Tue, 25 Jul 2023 01:00:00 GMT"
    asks = {"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}
    for ask in asks:
        again = Client().get(FEED, headers=ask)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    withdrawn(here, here.organisation.publications.get(), AT + HOUR, reason=REASON)  # fmt: skip
    assert [Client().get(FEED, headers=ask).status_code for ask in asks] == [200, 200]


def test_what_changed_this_very_second_has_no_date_to_be_asked_by() -> None:
    published(world())
    with time_machine.travel(AT + timedelta(seconds=1), tick=False):
        assert "Last-Modified" not in Client().get(FEED)


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    organisation = Organisation(name="局")
    change = Change(
        place=Place(AT, 1),
        index_number="000000JYJ/2023-00001",
        organisation=organisation,
        item=CatalogueItem(code="1", name="甲\x0b"),
        first_at=AT,
        title="<b>&amp;]]>\x0b\x00\ufffe\"'",
    )
    head = Head("tag:x,2019:feed", "题\x1f", "办", "http://x/", {})
    root = etree.fromstring(feed(RequestFactory().get("/"), head, "x", [change]))
    assert titles(root) == ["<b>&amp;]]>\"'"]
    assert root.xpath("//a:category/@label", namespaces=NS) == ["甲"]


@pytest.mark.parametrize(
    "url", [FEED, "/feeds/catalogue/20.3.atom", "/feeds/organisations/jyj.atom"]
)
def test_a_full_feed_takes_as_many_queries_as_one_row(url: str) -> None:
    here = world()
    many(here, 1)
    with CaptureQueriesContext(connection) as few:
        assert len(titles(tree(url))) == 1
    many(here, 55)
    with CaptureQueriesContext(connection) as more:
        assert len(titles(tree(url))) == 50
    assert len(few) == len(more)


def test_behind_a_proxy_addresses_are_those_of_the_outside(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.GONGKAI_SITE = settings.GONGKAI_SITE | {"domain": "www.qinghe.example"}
    published(world())
    root = tree(**{"X-Forwarded-Proto": "https", "Host": "testserver"})
    assert link(root, "self") == "https://testserver/feed.atom"
    assert root.findtext("a:id", namespaces=NS) == "tag:www.qinghe.example,2019:feed.atom"
