"""What the public sees of relations: both ways, and what they do to validity."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.records.actions.relate import relate
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from tests.faces.desk.records.test_lists import queries
from tests.faces.ui.browser import CHROMIUM, browser
from tests.factories import AT
from tests.work.records.world import World, draft, pass_all, published, withdrawn, world

pytestmark = pytest.mark.django_db
LIST = reverse("portal:catalogue")


def url(publication: Publication) -> str:
    return reverse("portal:record", args=[publication.index_number])


def page_of(client: Client, place: str) -> Any:
    return lxml_html.document_fromstring(client.get(place).content.decode())


def related(client: Client, publication: Publication) -> list[tuple[str, str, list[str]]]:
    cells = page_of(client, url(publication)).xpath("//section[@aria-labelledby='h-rel']/dl/*")
    return [
        (word.text_content(), what.text_content(), what.xpath("./a/@href"))
        for word, what in zip(cells[::2], cells[1::2], strict=True)
    ]


def notes(client: Client, publication: Publication) -> list[str]:
    page = page_of(client, url(publication))
    return [" ".join(one.text_content().split()) for one in page.xpath("//*[@class='note warn']")]


def validity(client: Client, publication: Publication) -> str:
    page = page_of(client, url(publication))
    (cell,) = page.xpath("//table[@class='meta']//th[.='有效性']/following-sibling::td[1]")
    return str(cell.text_content())


def doing(here: World, kind: str, old: Publication, **fields: Any) -> Publication:
    record = draft(here, **({"title": "新办法"} | fields))
    relate(record=record, kind=kind, target=old.index_number, by=here.clerk, at=AT)
    return pass_all(here, submit(record=record, by=here.clerk, at=AT))


def test_links_run_both_ways(client: Client) -> None:
    here = world()
    old = published(here, title="旧办法", document_kind="notice", document_number="青教〔2023〕1号")
    told = doing(here, "interprets", old, title="旧办法解读")
    new = doing(here, "repeals", old, effective_on=date(2023, 9, 1))
    assert related(client, old) == [
        ("解读材料", "旧办法解读", [url(told)]), ("废止本文件的", "新办法", [url(new)]),
    ]  # fmt: skip
    assert related(client, told) == [("本文件解读", "旧办法", [url(old)])]
    assert related(client, new) == [("本文件废止", "旧办法", [url(old)])]
    assert validity(client, old) == "废止"
    assert notes(client, old) == ["自2023年9月1日起，本文件由《新办法》废止。"]
    assert (notes(client, told), notes(client, new)) == ([], [])


def test_an_amended_document_says_by_what(client: Client) -> None:
    here = world()
    old = published(here, title="旧办法", effective_on=date(2023, 7, 1))
    doing(here, "amends", old)
    assert validity(client, old) == "已修改"
    assert notes(client, old) == ["自2023年7月25日起，本文件由《新办法》修改。"]


def test_what_was_withdrawn_is_named_without_a_link_and_does_nothing(client: Client) -> None:
    here = world()
    old = published(here, title="旧办法")
    new = doing(here, "interprets", old)
    withdrawn(here, old, AT, reason="有误")
    gone = f"索引号 {old.index_number} 的文件（已不公开）"
    assert related(client, new) == [("本文件解读", gone, [])]
    assert "旧办法" not in client.get(url(new)).content.decode()
    other = published(here, title="另一份")
    withdrawn(here, doing(here, "repeals", other), AT, reason="有误")
    assert (related(client, other), notes(client, other)) == ([], [])


def test_the_address_of_what_was_withdrawn_leads_to_what_took_its_place(client: Client) -> None:
    here = world()
    old = published(here, title="旧办法")
    new = doing(here, "replaces", old)
    doing(here, "interprets", old, title="旧办法解读")
    withdrawn(here, old, AT, reason="已由新办法代替")
    page = lxml_html.document_fromstring(client.get(url(old)).content.decode())
    ways = page.xpath("//main//li[contains(., '代替本文件的')]")
    assert [(one.text_content(), one.xpath("./a/@href")) for one in ways] == [
        ("代替本文件的：新办法", [url(new)])
    ]
    assert "旧办法解读" not in page.text_content()


def test_the_list_shows_the_validity_with_the_same_queries(client: Client) -> None:
    here = world()
    old = published(here, title="旧办法")
    doing(here, "repeals", old)
    before = queries(client, LIST), queries(client, url(old))
    rows = page_of(client, LIST).xpath("//ul[@class='result']/li")
    shown = [(one.xpath("string(.//h2)"), "废止" in one.text_content()) for one in rows]
    assert shown == [("新办法", False), ("旧办法", True)]
    for number in range(4):
        doing(here, "interprets", old, title=f"解读{number}")
        doing(here, "replaces", published(here))
    assert (queries(client, LIST), queries(client, url(old))) == before


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}")
@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(client: Client, mode: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    here = world()
    old = published(here, title="关于义务教育阶段学校招生工作安排的一份标题很长的旧办法")
    doing(here, "repeals", old)
    client.get("/", {"mode": mode})
    html = client.get(url(old)).content.decode()
    with browser() as show:
        page = show(html)
        faults = [one["id"] for one in axe.Axe().run(page).response["violations"]]
        page.set_viewport_size({"width": 320, "height": 900})
        assert (faults, page.evaluate("document.documentElement.scrollWidth")) == ([], 320)
