"""What the platform leads to and tells of itself: tags, feeds, statements, the basic catalogue."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from lxml import html as lxml_html

from gongkai.faces.ui.nav import FOOT, MAIN
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.actions.currency import state_nothing
from tests.faces.portal.test_meta import COLUMN, offered, tags
from tests.factories import AT, moment
from tests.work.records.platform import guide, report
from tests.work.records.test_currency import DUE, Q3, kept
from tests.work.records.world import published, world

pytestmark = pytest.mark.django_db
PAGES = (
    "/guide/", "/reports/", "/foi/", "/feeds/", "/catalogue/COL-rules/", "/catalogue/P20-07/",
    "/catalogue/COL-guide/?organisation=jyj", "/catalogue/COL-report/?organisation=jyj",
)  # fmt: skip


def page_of(url: str) -> Any:
    answer = Client().get(url)
    assert answer.status_code == 200, url
    return lxml_html.document_fromstring(answer.content.decode())


@pytest.mark.parametrize("url", PAGES)
def test_every_page_has_the_tags_of_a_column_and_none_is_empty(url: str) -> None:
    set_up(at=AT)
    here = world()
    guide(here)
    report(here, 2022)
    found = tags(page_of(url))
    assert (set(found), [name for name, text in found.items() if not text]) == (COLUMN, [])
    assert found["ColumnName"] in page_of(url).xpath("//h1")[0].text_content()


def test_pages_offer_the_feeds_of_their_column_and_organisation() -> None:
    set_up(at=AT)
    guide(world())
    found = offered(page_of("/catalogue/COL-guide/?organisation=jyj"))
    assert found == [
        ("atom+xml", "/feed.atom"), ("atom+xml", "/feeds/catalogue/COL-guide.atom"),
        ("atom+xml", "/feeds/organisations/jyj.atom"),
    ]  # fmt: skip


def test_the_page_of_feeds_names_addresses_that_answer() -> None:
    set_up(at=AT)
    here = world()
    guide(here)
    published(here)
    links = page_of("/feeds/").xpath("//main//a/@href")
    assert {"/feed.atom", "/feeds/catalogue/COL-guide.atom", "/feeds/organisations/jyj.atom",
            "/api/v1/", "/api/v1/openapi.json", "/api/v1/dcat.jsonld", "/proofs/",
            "/sitemap.xml"} <= set(links)  # fmt: skip
    assert [link for link in links if Client().get(link).status_code != 200] == []


def test_a_statement_that_there_was_nothing_stands_at_its_item() -> None:
    here = kept(world())
    one = state_nothing(
        item=here.item, organisation=here.organisation, from_on=Q3, reason="没有新的调查。",
        by=here.final, at=moment(DUE),
    )  # fmt: skip
    url = reverse("portal:catalogue_item", args=[here.item.code])
    for address in (url, f"{url}?organisation=jyj"):
        rows = page_of(address).xpath("//section[@aria-labelledby='h-none']//li/text()")
        assert rows == [
            "教育局，2023年第三季度：没有新的调查。（2023-11-01 09:00说明，"
            f"日志第 {one.log_entry.sequence} 条）"
        ]
    world("czj", "财政局")
    other = page_of(f"{url}?organisation=czj")
    assert other.xpath("//section[@aria-labelledby='h-none']") == []
    assert here.final.name not in page_of(url).text_content()


def test_the_content_leads_to_the_basic_catalogue_where_there_is_one() -> None:
    try:
        address = reverse("portal:basic_catalogue")
    except NoReverseMatch:
        address = ""
    links = page_of("/catalogue/").xpath("//p[@class='lead']/a/@href")
    assert links == ["#list", *([address] if address else [])]
    assert page_of("/catalogue/COL-rules/").xpath("//p[@class='lead']/a/@href") == ["#list"]


def test_the_foot_leads_to_guide_reports_log_and_feeds() -> None:
    names = [name for _, name in FOOT]
    assert {"portal:guide", "portal:reports", "portal:heads", "portal:feeds"} <= set(names)
    foot = page_of("/").xpath("//footer//ul/li/a/@href")
    assert {"/guide/", "/reports/", "/proofs/", "/feeds/"} <= set(foot)
    assert "/foi/" in page_of("/").xpath("//nav[@class='sitenav']//a/@href")
    assert ("依申请公开", "portal:foi") in MAIN


def test_this_year_and_what_was_late_of_it_is_told() -> None:
    here = world()
    today = date.today()
    published(here, moment(today, 0, 1), formed_on=date(today.year - 1, 1, 4))
    note = page_of("/catalogue/").xpath("//aside[@class='note']")[0].text_content().strip()
    assert note == "今年公开 1 件，其中 1 件超过期限。"
