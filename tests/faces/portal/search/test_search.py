"""The search page: what it shows and hides, how it is narrowed, that nothing typed breaks it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from gongkai.work.search.actions.catch_up import catch_up
from tests.factories import AT
from tests.work.records.world import STEP, World, draft, item, published, withdrawn, world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_throttle() -> None:
    cache.clear()


@pytest.fixture
def here() -> World:
    return world()


def indexed(here: World, *documents: dict[str, Any]) -> None:
    for place, fields in enumerate(documents):
        published(here, AT + place * STEP, **fields)
    catch_up(at=AT)


def page_of(text: str = "", **query: Any) -> Any:
    answer = Client().get("/search/", {"q": text, **query})
    assert answer.status_code == 200
    return lxml_html.document_fromstring(answer.content.decode())


def titles(page: Any) -> list[str]:
    return [one.text_content() for one in page.xpath("//ul[@class='result']/li/h3/a")]


def said(page: Any) -> str:
    return " ".join(page.xpath("//main")[0].text_content().split())


def choices(page: Any) -> dict[str, list[tuple[str, bool]]]:
    """Each facet with what stands at its boxes and whether they are ticked."""
    found = {}
    for field in page.xpath("//form[@class='facets']//fieldset"):
        boxes = field.xpath(".//input")
        labels = field.xpath(".//label")
        found[field.xpath("./legend/text()")[0]] = [
            (label.text_content(), box.get("checked") is not None)
            for label, box in zip(labels, boxes, strict=True)
        ]
    return found


def test_results_show_why_they_were_found(here: World) -> None:
    indexed(here, {
        "title": "最低生活保障办法", "document_kind": "notice",
        "document_number": "青教〔2023〕3号",
        "body_html": "<p>申请<b>最低生活保障</b>，向街道办事处提出。</p>",
    })  # fmt: skip
    page = page_of("低保")
    (row,) = page.xpath("//ul[@class='result']/li")
    assert [one.text_content() for one in row.xpath(".//mark")] == ["最低生活保障", "最低生活保障"]
    facts = [one.text_content() for one in row.xpath(".//p[@class='facts']/*")]
    assert facts == ["有效", "青教〔2023〕3号", "通知", "教育局", "2023-07-25"]
    assert "同时查找了意思相同的词：" in said(page)
    literal = page.xpath("//a[text()='只查原词']/@href")[0]
    assert parse_qs(urlsplit(literal).query) == {"q": ["低保"], "exact": ["1"]}
    assert titles(page_of("低保", exact="1")) == []


def test_drafts_and_what_was_withdrawn_are_not_shown(here: World) -> None:
    kept = published(here, title="招生办法")
    gone = published(here, AT + STEP, title="招生名单")
    draft(here, AT + 2 * STEP, title="招生草稿")
    catch_up(at=AT)
    withdrawn(here, gone, AT + 3 * STEP)
    assert titles(page_of("招生")) == [kept.title]


def test_what_is_typed_and_what_is_found_is_shown_as_text_only(here: World) -> None:
    indexed(here, {"title": "公园<script>x</script>", "body_html": "<p>公园&lt;img src=x&gt;</p>"})
    page = page_of("公园<script>alert(1)</script>\"'><img src=x onerror=y>")
    assert page.xpath("//script|//main//img[@onerror]|//main//img[@src='x']") == []
    assert titles(page) == ["公园<script>x</script>"]


@pytest.mark.parametrize("asked", [
    "", " ", "\0", "😀", "\"", "招生\"))((", "招生* OR 1=1 --", "招" * 10_000,
    "？！", "〔〕号", "%", "a" * 5_000,
])  # fmt: skip
def test_nothing_that_is_typed_breaks_the_page(here: World, asked: str) -> None:
    indexed(here, {"title": "招生办法"})
    page_of(asked)
    page_of(
        asked,
        unit=asked,
        item=asked,
        year=asked,
        kind=asked,
        validity=asked,
        page=asked,
        sort=asked,
    )


def test_facets_narrow_and_count(here: World) -> None:
    other = world("wjj", "卫生健康局")
    below = item("20.3.1", name="统计公报", parent=here.item)
    published(here, title="甲通知", document_kind="notice", document_number="青教〔2023〕3号")
    published(here, AT + STEP, title="乙通知", item=below)
    published(other, AT + timedelta(days=200), title="丙通知")
    catch_up(at=AT)
    page = page_of("通知")
    assert choices(page) == {
        "发布单位": [("教育局 2", False), ("卫生健康局 1", False)],
        "目录事项": [("统计信息 2", False), ("统计公报 1", False)],
        "发布年份": [("2024 年 1", False), ("2023 年 2", False)],
    }
    narrowed = page_of("通知", unit="jyj", year="2023")
    assert set(titles(narrowed)) == {"甲通知", "乙通知"}
    assert choices(narrowed)["发布单位"] == [("教育局 2", True)]
    clear = narrowed.xpath("//a[text()='清除筛选']/@href")[0]
    assert parse_qs(urlsplit(clear).query) == {"q": ["通知"]}
    assert titles(page_of("通知", item="20.3.1")) == ["乙通知"]
    nobody = page_of("通知", unit="nobody", year="9999")
    assert titles(nobody) == []
    assert "这个范围内没有找到" in said(nobody)
    both = page_of("通知", unit=["jyj", "wjj"])
    assert both.xpath("//input[@checked]/@value") == ["jyj", "wjj"]


def test_the_newest_first_keeps_the_question(here: World) -> None:
    indexed(here, {"title": "招生通知"}, {"title": "别的", "body_html": "<p>招生。</p>"})
    page = page_of("招生")
    assert titles(page) == ["招生通知", "别的"]
    newest = page.xpath("//a[text()='最新']/@href")[0]
    assert parse_qs(urlsplit(newest).query) == {"q": ["招生"], "sort": ["date"]}
    assert titles(page_of("招生", sort="date")) == ["别的", "招生通知"]


def test_pages_of_results(here: World) -> None:
    indexed(here, *({"title": f"第{n}号招生通知"} for n in range(23)))
    assert (len(titles(page_of("招生"))), len(titles(page_of("招生", page="2")))) == (20, 3)
    assert "共 23 件" in said(page_of("招生"))
    link = page_of("招生").xpath("//nav[@class='pager']//a[text()='2']/@href")[0]
    assert parse_qs(urlsplit(link).query) == {"q": ["招生"], "page": ["2"]}


def test_a_number_that_is_not_there_leads_to_its_neighbours(here: World) -> None:
    indexed(
        here, *({"title": f"{n}号文", "document_number": f"青教〔2023〕{n}号"} for n in (9, 12))
    )
    page = page_of("青教[2023]11号")
    assert "您是不是要找" in said(page)
    assert page.xpath("//section[@aria-labelledby='h-near']//a/text()") == ["12号文", "9号文"]
    assert "您是不是要找" not in said(page_of("青教[2023]12号"))


def test_a_part_of_the_words_is_told_to_be_a_part(here: World) -> None:
    indexed(here, {"title": "养犬登记办法"})
    assert "没有同时包含全部词" in said(page_of("养犬 宇航员"))
    assert "没有同时包含全部词" not in said(page_of("养犬"))


def test_nothing_found_says_how_to_go_on(here: World) -> None:
    indexed(here, {"title": "招生办法"})
    page = page_of("宇航员")
    assert "没有找到" in said(page)
    assert page.xpath("//section[@aria-labelledby='h-no']//a/@href")[-1] == "/catalogue/"
    assert "怎样搜索" in said(page_of())


def test_search_engines_are_asked_to_stay_away_and_the_page_says_who_it_is(here: World) -> None:
    answer = Client().get("/search/", {"q": "招生"})
    page = lxml_html.document_fromstring(answer.content.decode())
    assert answer["X-Robots-Tag"] == "noindex"
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//nav[@class='sitenav']//a[@aria-current]/text()") == ["查政策"]
    assert page.xpath("//title/text()")[0].startswith("搜索“招生”")


def test_every_page_has_the_box_in_its_head(here: World) -> None:
    live = published(here, title="招生办法")
    for url in ("/", "/catalogue/", f"/records/{live.index_number}/"):
        page = lxml_html.document_fromstring(Client().get(url).content.decode())
        assert page.xpath("//form[@role='search']/@action") == ["/search/"], url


def test_one_address_may_not_ask_without_end(here: World) -> None:
    client = Client()
    answers = [client.get("/search/", {"q": "招生"}).status_code for _ in range(121)]
    assert (answers[119], answers[120]) == (200, 429)


@pytest.mark.parametrize("count", [1, 15])
def test_a_page_is_the_same_number_of_queries(here: World, count: int) -> None:
    other = world("wjj", "卫生健康局")
    for n in range(count):
        published(
            (here, other)[n % 2],
            AT + n * STEP,
            title=f"第{n}号招生通知",
            effective_on=date(2023, 7, 1),
        )
    catch_up(at=AT)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(titles(page_of("孩子上学招生"))) == count
    assert len(queries) <= 12
