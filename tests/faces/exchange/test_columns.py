"""The columns of the platform for machines: feeds, site map, facts and relations of a record."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from gongkai.rules.guide import GUIDE_FIELDS
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.actions.relate import relate
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from tests.faces.exchange.schema import faults
from tests.factories import AT
from tests.work.records.platform import FACTS, guide, guide_draft, report, rule_of_work
from tests.work.records.world import World, draft, pass_all, published, world

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
ORIGIN = "http://testserver"
MINUTE = timedelta(minutes=1)


def feed(url: str) -> Any:
    answer = Client().get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml")
    return etree.fromstring(answer.content)


def titles(url: str) -> list[str]:
    return feed(url).xpath("//a:entry/a:title/text()", namespaces=ATOM)


def data(live: Publication) -> dict[str, Any]:
    answer = Client().get(f"/api/v1/records/{live.index_number}/")
    assert answer.status_code == 200
    return json.loads(answer.content)


def related(here: World, kind: str, target: Publication, at: Any, **fields: Any) -> Publication:
    record = draft(here, **fields)
    relate(record=record, kind=kind, target=target.index_number, by=here.clerk, at=at)
    return pass_all(here, submit(record=record, by=here.clerk, at=at), at)


def test_each_column_has_its_feed_for_all_and_for_one_organisation() -> None:
    here, there = world(), world("czj", "财政局")
    guide(here)
    guide(there, AT + MINUTE)
    report(here, 2022, AT + 2 * MINUTE)
    rule_of_work(there, AT + 3 * MINUTE)
    assert titles("/feeds/catalogue/COL-guide.atom") == [
        "财政局政府信息公开指南", "教育局政府信息公开指南",
    ]  # fmt: skip
    assert titles("/feeds/catalogue/COL-guide.atom?organisation=jyj") == ["教育局政府信息公开指南"]
    assert titles("/feeds/catalogue/COL-rules.atom?organisation=jyj") == []
    assert titles("/feeds/organisations/jyj.atom") == [
        "教育局2022年政府信息公开工作年度报告", "教育局政府信息公开指南",
    ]  # fmt: skip
    assert len(titles("/feed.atom")) == 4
    for wrong in ("COL-nothing.atom", "COL-guide.atom?organisation=nichts"):
        assert Client().get(f"/feeds/catalogue/{wrong}").status_code == 404


def test_a_feed_of_both_says_so_and_leads_on_to_its_next_page() -> None:
    here, there = world(), world("czj", "财政局")
    for n in range(51):
        published(here, AT + n * MINUTE, title=f"第{n}件")
    published(there, AT + 60 * MINUTE, title="别人的")
    url = "/feeds/catalogue/20.3.atom?organisation=jyj"
    root = feed(url)
    links = {one.get("rel"): one.get("href") for one in root.findall("a:link", namespaces=ATOM)}
    assert root.findtext("a:title", namespaces=ATOM) == "教育局：统计信息：主动公开的政府信息"
    assert links["self"] == ORIGIN + url
    assert links["alternate"] == f"{ORIGIN}/catalogue/20.3/?organisation=jyj"
    following = links["next"].removeprefix(ORIGIN)
    assert following.startswith(f"{url}&after=")
    assert titles(url)[0] == "第50件"
    assert titles(following) == ["第0件"]
    assert feed(following).findtext("a:id", namespaces=ATOM) == (
        root.findtext("a:id", namespaces=ATOM)
    )


def test_the_site_map_leads_to_every_column() -> None:
    set_up(at=AT)
    live = guide(world())
    pages = Client().get("/sitemaps/pages.xml").content.decode()
    for path in ("catalogue/COL-guide/", "catalogue/COL-rules/", "catalogue/COL-report/", "guide/",
                 "reports/", "foi/", "feeds/", "proofs/"):  # fmt: skip
        assert f"<loc>{ORIGIN}/{path}</loc>" in pages
    records = Client().get("/sitemaps/records-0.xml").content.decode()
    assert f"{ORIGIN}/records/{live.index_number}/" in records


def test_a_record_tells_the_facts_of_its_column() -> None:
    here = world()
    told = data(guide(here))
    labels = {one.code: one.label for one in GUIDE_FIELDS}
    assert told["facts"] == [{"name": labels[code], "value": text} for code, text in FACTS.items()]
    assert data(report(here, 2022))["facts"] == [{"name": "报告年度", "value": "2022"}]
    assert data(published(here))["facts"] == []


def test_a_record_tells_what_it_does_to_others_and_they_to_it() -> None:
    here = world()
    old = published(here, title="旧办法", document_number="青教〔2023〕1号", document_kind="notice")
    new = related(here, "repeals", old, AT + MINUTE, title="新办法")
    page = f"{ORIGIN}/records/"
    assert data(new)["relations"] == [
        {"kind": {"code": "repeals", "name": "废止"}, "direction": "to",
         "index_number": old.index_number, "title": "旧办法",
         "page": f"{page}{old.index_number}/"},
    ]  # fmt: skip
    told = data(old)
    assert told["relations"] == [
        {"kind": {"code": "repeals", "name": "废止本文件的"}, "direction": "from",
         "index_number": new.index_number, "title": "新办法",
         "page": f"{page}{new.index_number}/"},
    ]  # fmt: skip
    assert told["validity"]["code"] == "repealed"


def test_the_catalogue_tells_columns_from_items() -> None:
    set_up(at=AT)
    tree = json.loads(Client().get("/api/v1/catalogue/").content)["items"]
    assert {one["code"]: one["kind"] for one in tree} == {
        "P20": "item", "P21-county": "item", "P21-town": "item", "pilot": "item",
        "COL-guide": "column", "COL-rules": "column", "COL-report": "column",
    }  # fmt: skip


def test_answers_are_as_described() -> None:
    described = json.loads(Client().get("/api/v1/openapi.json").content)
    schema = described["components"]["schemas"]["Record"]
    here = world()
    old = published(here)
    every = [guide(here), old, related(here, "interprets", old, AT + MINUTE, title="解读")]
    assert [faults(data(one), schema, described) for one in every] == [[], [], []]


def test_a_draft_of_a_guide_is_told_nowhere() -> None:
    here = world()
    submit(record=guide_draft(here), by=here.clerk, at=AT)
    for url in ("/feeds/catalogue/COL-guide.atom", "/feed.atom", "/api/v1/records/"):
        assert FACTS["phone"] not in Client().get(url).content.decode()
        assert "指南" not in "".join(titles("/feed.atom"))


def test_as_many_queries_for_many_as_for_one() -> None:
    here = world()
    guide(here)
    url = "/feeds/catalogue/COL-report.atom?organisation=jyj"
    counts = []
    for year in (2020, 2021):
        report(here, year)
        with CaptureQueriesContext(connection) as asked:
            feed(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]
