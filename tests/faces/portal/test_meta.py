"""The tags that every page of a government site carries (政府网站发展指引 附件 网页标签)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html as lxml_html

from tests.factories import AT, adopted_plan
from tests.work.records.world import published, withdrawn, world

pytestmark = pytest.mark.django_db
SITE = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN = SITE | {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE = SITE | {
    "ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource", "Keywords",
    "Description", "Url",
}  # fmt: skip
TEMPLATES = Path(__file__).resolve().parents[3] / "gongkai" / "faces" / "portal" / "templates"
PAGES = sorted(
    path
    for path in TEMPLATES.rglob("*.html")
    if re.match(r'\{% extends "ui/portal_', path.read_text("utf-8"))
)


def page_of(url: str, host: str = "testserver") -> Any:
    answer = Client().get(url, headers={"Host": host})
    return lxml_html.document_fromstring(answer.content.decode())


def tags(page: Any) -> dict[str, str]:
    found = [(one.get("name"), one.get("content")) for one in page.xpath("//meta[@name]")]
    assert len(found) == len(dict(found))
    return {name: content for name, content in found if name != "viewport"}


def offered(page: Any) -> list[tuple[str, str]]:
    """The feeds and data that the page offers."""
    links = page.xpath("//link[@rel='alternate']")
    return [(one.get("type").split("/")[1], one.get("href")) for one in links]


def test_every_page_has_the_tags_of_its_kind_and_none_is_empty() -> None:
    live = published(world(), keywords=["招生"], summary="概述")
    adopted_plan({})
    number = live.index_number
    kinds = {
        "/": COLUMN, "/catalogue/": COLUMN, "/catalogue/20.3/": COLUMN, "/ledger/": COLUMN,
        "/ledger/jyj/": COLUMN, "/proofs/": COLUMN, f"/proofs/{number}/": COLUMN,
        f"/records/{number}/": ARTICLE,
    }  # fmt: skip
    found = {url: tags(page_of(url)) for url in kinds}
    assert {url: set(one) for url, one in found.items()} == kinds
    assert [url for url, one in found.items() if "" in one.values()] == []


def test_tags_of_the_site_stand_on_pages_of_errors_too() -> None:
    here = world()
    live = published(here)
    withdrawn(here, live, AT, reason="误")
    for url in ("/nothing/", f"/records/{live.index_number}/", "/feed.atom?after=x"):
        assert set(tags(page_of(url))) == SITE


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_template_of_a_page_forgets_its_tags(path: Path) -> None:
    meta = re.search(r"\{% block meta %\}(.*?)\{% endblock %\}", path.read_text("utf-8"), re.S)
    assert meta and re.search(r"\{% (column|article)_meta ", meta[1]), path.name


def test_the_tags_agree_with_what_is_seen(settings: Any) -> None:
    page = page_of(f"/records/{published(world()).index_number}/")
    found = tags(page)
    assert re.fullmatch(r"bm\d{8}|\d{10}", found["SiteIDCode"])
    assert f"网站标识码：{found['SiteIDCode']}" in page.xpath("//footer")[0].text_content()
    assert found["ArticleTitle"] == page.xpath("//h1")[0].text_content()
    assert found["PubDate"] == page.xpath("//p[@class='facts']//time/text()")[0]
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", found["PubDate"])
    assert f"来源 {found['ContentSource']}" in page.xpath("//p[@class='facts']")[0].text_content()
    assert Client().get(found["Url"].removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize(("host", "set_to", "told"), [
    ("www.qinghe.example", "", "www.qinghe.example"),
    ("www.qinghe.example:8080", "", "www.qinghe.example"),
    ("10.0.0.1", "www.qinghe.example", "www.qinghe.example"),
    ("not allowed", "", ""),
])  # fmt: skip
def test_the_domain_is_the_one_set_or_else_the_host(
    settings: Any, host: str, set_to: str, told: str
) -> None:
    settings.ALLOWED_HOSTS = ["www.qinghe.example", "10.0.0.1"]
    settings.GONGKAI_SITE = settings.GONGKAI_SITE | {"domain": set_to}
    assert tags(page_of("/", host))["SiteDomain"] == told


def test_pages_lead_to_their_feeds_and_data() -> None:
    live = published(world())
    adopted_plan({})
    every = ("atom+xml", "/feed.atom")
    item, unit = "/feeds/catalogue/20.3.atom", "/feeds/organisations/jyj.atom"
    found = {
        url: offered(page_of(url))
        for url in (
            "/", "/catalogue/", "/catalogue/20.3/", "/catalogue/?unit=jyj", "/ledger/jyj/",
            f"/records/{live.index_number}/",
        )
    }  # fmt: skip
    assert list(found.values()) == [
        [every], [every], [every, ("atom+xml", item)], [every, ("atom+xml", unit)],
        [every, ("atom+xml", unit)],
        [every, ("atom+xml", item), ("atom+xml", unit),
         ("json", f"/api/v1/records/{live.index_number}/")],
    ]  # fmt: skip
    for _, address in {one for links in found.values() for one in links}:
        assert Client().get(address).status_code == 200
