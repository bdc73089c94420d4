"""The public catalogue: items, counts, filters, pages; drafts are never among them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html

from tests.factories import moment
from tests.work.records.world import World, draft, item, published, submitted, withdrawn, world

pytestmark = pytest.mark.django_db
ALL = reverse("portal:catalogue")
EVERY = ["丙", "乙 预算", "甲 100%"]


def page_of(url: str) -> Any:
    answer = Client().get(url)
    assert answer.status_code == 200
    return lxml_html.document_fromstring(answer.content.decode())


def titles(url: str) -> list[str]:
    return page_of(url).xpath("//ul[@class='result']/li/h2/a/text()")


def test_only_what_is_public_is_listed_newest_first() -> None:
    here, there = world(), world("czj", "财政局")
    published(here, title="先")
    gone = published(here, title="撤回")
    published(there, moment(date(2023, 7, 26)), title="后")
    draft(here, title="草稿")
    submitted(here, title="在审")
    withdrawn(here, gone, moment(date(2023, 7, 26)), reason="误")
    assert titles(ALL) == ["后", "先"]
    tree = page_of(ALL).xpath("//ul[@class='tree']/li/ul/li/a")
    assert [" ".join(one.text_content().split()) for one in tree] == ["统计信息2 件"]


@pytest.mark.parametrize(("asked", "found"), [
    ("?unit=czj", ["乙 预算"]), ("?unit=nichts", EVERY), ("?year=2024", ["丙"]),
    ("?year=1999", []), ("?year=9999", EVERY), ("?year=0000", EVERY),
    ("?words=预算", ["乙 预算"]), ("?words=青财〔2023〕1号", ["乙 预算"]),
    ("?words=100%25", ["甲 100%"]), ("?words=%25", ["甲 100%"]), ("?words=没有", []),
    ("?unit=czj&year=2024", []), ("?page=7", EVERY), ("?words=%00", EVERY), ("?unit=%00", EVERY),
])  # fmt: skip
def test_filters(asked: str, found: list[str]) -> None:
    here, there = world(), world("czj", "财政局")
    published(here, title="甲 100%")
    published(there, title="乙 预算", document_number="青财〔2023〕1号")
    published(here, moment(date(2024, 1, 3)), title="丙")
    assert titles(ALL + asked) == found


def test_an_item_shows_what_is_below_it_too() -> None:
    here = world()
    below, other = item("20.3-1", name="季度统计", parent=here.item), item("20.9", name="采购")
    published(here, title="上")
    published(World(here.organisation, here.clerk, *here.reviewers, below), title="下")
    published(World(here.organisation, here.clerk, *here.reviewers, other), title="旁")
    assert titles(reverse("portal:catalogue_item", args=["20.3"])) == ["下", "上"]
    page = page_of(reverse("portal:catalogue_item", args=["20.3-1"]))
    assert page.xpath("//ul[@class='result']/li/h2/a/text()") == ["下"]
    assert page.xpath("//ul[@class='tree']//a[@aria-current]/span/text()")[0] == "季度统计"
    assert "未核对原文" in page.xpath("//p[@class='lead']")[0].text_content()
    crumbs = page.xpath("//nav[@class='crumbs']//li")
    assert [one.text_content() for one in crumbs] == [
        "首页",
        "法定主动公开内容",
        "统计信息",
        "季度统计",
    ]
    empty = page_of(reverse("portal:catalogue_item", args=["20.9"]) + "?words=无")
    assert "没有符合这些条件的信息" in empty.xpath("//div[@class='empty']")[0].text_content()


def test_pages_of_fifty_with_as_many_queries_as_for_one() -> None:
    here = world()
    published(here)
    with CaptureQueriesContext(connection) as few:
        assert len(titles(ALL)) == 1
    for _ in range(50):
        published(here)
    with CaptureQueriesContext(connection) as many:
        assert len(titles(ALL)) == 50
    assert len(few) == len(many)
    assert len(titles(ALL + "?page=2")) == 1


def test_an_empty_catalogue_has_a_page() -> None:
    assert "还没有公开的信息" in page_of(ALL).xpath("//div[@class='empty']")[0].text_content()
