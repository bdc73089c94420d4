"""The interface: what it says of public records, how its pages follow, how it refuses."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.faces.exchange.answers import LIMIT
from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.relate import relate
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.queries.content import current_of
from tests.faces.exchange.scene import HOUR, REASON, many
from tests.factories import AT, moment
from tests.work.records.world import (
    World,
    corrected,
    draft,
    item,
    pass_all,
    published,
    withdrawn,
    world,
)

pytestmark = pytest.mark.django_db
API = "/api/v1/"
LIST = f"{API}records/"
ORIGIN = "http://testserver"


def data(url: str = LIST, **query: object) -> Any:
    answer = Client().get(url.removeprefix(ORIGIN), query or None)
    assert answer.status_code == 200, answer.content.decode()
    return json.loads(answer.content)


def titles(**query: object) -> list[str]:
    return [one["title"] for one in data(**query)["records"]]


def refused(url: str, status: int, **query: object) -> Any:
    answer = Client().get(url, query or None)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def test_the_root_leads_everywhere() -> None:
    links = data(API)["links"]
    assert list(links) == [
        "records", "catalogue", "organisations", "ledger", "dcat", "openapi", "feed", "site_map",
    ]  # fmt: skip
    assert {Client().get(one.removeprefix(ORIGIN)).status_code for one in links.values()} == {200}


def test_everything_public_about_a_record() -> None:
    here = world()
    record = draft(
        here, title="关于公园开放的通知", document_number="青教〔2023〕3号", document_kind="notice",
        effective_on=date(2023, 8, 1), expires_on=date(2025, 7, 31), keywords=["公园", "开放"],
        registration_number="QHDR-2023-001", summary="公园何时开放。", body_html="<p>开放。</p>",
    )  # fmt: skip
    attach(record=record, file_name="表.txt", data=b"abc", by=here.clerk, at=AT)
    stored = current_of(record).attachments.get().file
    live = pass_all(here, submit(record=record, by=here.clerk, at=AT))
    number = live.index_number
    page = f"{ORIGIN}/records/{number}/"
    got = data(f"{LIST}{number}/")
    today = got["validity"].pop("on")
    assert today >= "2026"
    assert got == {
        "index_number": number, "title": "关于公园开放的通知",
        "document_number": "青教〔2023〕3号",
        "organisation": {"code": "jyj", "name": "教育局"},
        "item": {"code": "20.3", "name": "统计信息"},
        "formed_on": "2023-07-20", "published_at": "2023-07-25T09:00:00+08:00",
        "published_on": "2023-07-25", "is_late": False, "marks": [], "summary": "公园何时开放。",
        "page": page, "self": f"{ORIGIN}{LIST}{number}/",
        "mark_reasons": [],
        "issuer": "教育局", "issued_on": "2023-07-20", "due_on": "2023-08-17", "theme": "教育",
        "kind": {"code": "notice", "name": "通知"},
        "openness": {"code": "proactive", "name": "主动公开"},
        "effective_on": "2023-08-01", "expires_on": "2025-07-31",
        # The validity is that of today, not of the day of publication.
        "validity": {"code": "lapsed", "name": "失效"},
        "registration_number": "QHDR-2023-001", "keywords": ["公园", "开放"],
        "facts": [], "relations": [],
        "body_html": "<p>开放。</p>",
        "attachments": [{"name": "表.txt", "media_type": "text/plain", "size": 3,
                         "sha256": stored.sha256, "url": f"{page}files/{stored.sha256}/"}],
        "version": 1, "content_hash": live.content_hash,
        "proof": {"page": f"{ORIGIN}/proofs/{number}/",
                  "json": f"{ORIGIN}/proofs/{number}/?format=json"},
        "history": [{"kind": "published", "at": "2023-07-25T09:00:00+08:00", "version": 1,
                     "page": f"{page}versions/1/"}],
    }  # fmt: skip
    for url in (got["page"], got["attachments"][0]["url"], got["proof"]["json"]):
        assert Client().get(url.removeprefix(ORIGIN)).status_code == 200


def test_the_history_tells_of_corrections_and_withdrawals() -> None:
    here = world()
    live = published(here)
    withdrawn(here, live, AT + HOUR, reason=REASON)
    edit(record=live.record, by=here.clerk, at=AT, title="改正", change_note="更正")
    pass_all(here, submit(record=live.record, by=here.clerk, at=AT), AT + 2 * HOUR)
    history = data(f"{LIST}{live.index_number}/")["history"]
    assert [(one["kind"], one["version"], one.get("reason")) for one in history] == [
        ("published", 1, None), ("withdrawn", 1, REASON), ("published", 2, None),
    ]  # fmt: skip


def test_a_correction_says_what_it_changed_and_leads_to_both_versions() -> None:
    here = world()
    live = corrected(here, published(here), AT + HOUR, change_note="招生月份写错")
    history = data(f"{LIST}{live.index_number}/")["history"]
    assert [(one["version"], one.get("note")) for one in history] == [
        (1, None),
        (2, "招生月份写错"),
    ]
    for one in history:
        assert Client().get(one["page"].removeprefix(ORIGIN)).status_code == 200


def test_marks_are_told_with_their_reasons() -> None:
    here = world()
    late = published(here, moment(date(2023, 9, 1)))
    live = corrected(here, late, moment(date(2023, 9, 4)), formed_on=date(2023, 8, 30))
    found = data(f"{LIST}{live.index_number}/")
    assert (found["is_late"], found["marks"]) == (True, [
        {"code": "late", "name": "超期补录"}, {"code": "redated", "name": "改过日期"},
    ])  # fmt: skip
    assert found["mark_reasons"] == [
        "2023年7月20日形成，应在2023年8月17日以前公开，2023年9月1日才公开。",
        "2023年9月1日发布的登记为2023年7月20日形成，后来改成2023年8月30日。",
    ]
    assert data(LIST)["records"][0]["marks"] == found["marks"]


def test_what_took_the_place_of_something_withdrawn_is_told() -> None:
    here = world()
    old = published(here, title="旧办法")
    record = draft(here, title="新办法")
    relate(record=record, kind="replaces", target=old.index_number, by=here.clerk, at=AT)
    new = pass_all(here, submit(record=record, by=here.clerk, at=AT))
    withdrawn(here, old, AT + HOUR)
    told = refused(f"{LIST}{old.index_number}/", 410)["replaced_by"]
    assert [(one["index_number"], one["title"]) for one in told] == [(new.index_number, "新办法")]


def test_hostile_text_stays_text() -> None:
    here = world()
    record = draft(here, title="<script>alert(1)</script>")
    version = current_of(record)
    # As if the text had been put there past the actions, which clean it.
    version.body_html = '<p>文</p><script>alert(2)</script><img src=x onerror="alert(3)">'
    version.save()
    live = pass_all(here, submit(record=record, by=here.clerk, at=AT))
    answer = Client().get(f"{LIST}{live.index_number}/")
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    body = json.loads(answer.content)["body_html"]
    assert "script" not in body and "onerror" not in body


def test_withdrawn_is_told_with_reason_and_day() -> None:
    here = world()
    live = published(here, title="泄露了姓名的标题")
    withdrawn(here, live, AT + HOUR, reason=REASON)
    assert refused(f"{LIST}{live.index_number}/", 410) == {
        "type": "about:blank", "title": "已撤回", "status": 410,
        "detail": "2023年7月25日撤回。撤回原因：名单有误",
        "index_number": live.index_number, "withdrawn_on": "2023-07-25", "reason": REASON,
    }  # fmt: skip
    assert titles() == []


@pytest.mark.parametrize(("query", "found"), [
    ({}, ["丙", "乙 预算", "甲 100%"]),
    ({"organisation": "czj"}, ["乙 预算"]),
    ({"item": "20.3"}, ["丙", "乙 预算", "甲 100%"]),
    ({"item": "20.3-1"}, ["丙"]),
    ({"published_from": "2023-07-26"}, ["丙"]),
    ({"published_until": "2023-07-25"}, ["乙 预算", "甲 100%"]),
    ({"published_from": "2023-07-25", "published_until": "2023-07-25", "organisation": "jyj"},
     ["甲 100%"]),
    ({"q": "预算"}, ["乙 预算"]), ({"q": "100%"}, ["甲 100%"]), ({"q": "_"}, []),
    ({"q": "青财〔2023〕1号 乙"}, ["乙 预算"]), ({"q": "/2023-"}, ["丙", "乙 预算", "甲 100%"]),
    ({"q": "x\0"}, []), ({"q": " "}, ["丙", "乙 预算", "甲 100%"]),
])  # fmt: skip
def test_filters(query: dict[str, str], found: list[str]) -> None:
    here, there = world(), world("czj", "财政局")
    low = item("20.3-1", name="季度统计", parent=here.item)
    published(here, title="甲 100%")
    published(there, AT + HOUR, title="乙 预算", document_number="青财〔2023〕1号")
    below = World(here.organisation, here.clerk, *here.reviewers, low)
    published(below, moment(date(2023, 7, 26)), title="丙")
    assert titles(**query) == found


@pytest.mark.parametrize(("query", "wrong"), [
    ({"organisation": "none"}, {"organisation"}), ({"item": "\0"}, {"item"}),
    ({"published_from": "20230725"}, {"published_from"}),
    ({"published_until": "2023-02-30"}, {"published_until"}),
    ({"published_from": "2023-07-26", "published_until": "2023-07-25"}, {"published_until"}),
    ({"limit": "0"}, {"limit"}), ({"limit": "101"}, {"limit"}), ({"limit": "１"}, {"limit"}),
    ({"limit": "-1"}, {"limit"}), ({"page": "2"}, {"page"}), ({"offset": "50"}, {"offset"}),
    ({"item": ["20.3", "20.3"]}, {"item"}),
    ({"organisation": "none", "limit": "x", "sort": "up"}, {"organisation", "limit", "sort"}),
])  # fmt: skip
def test_every_mistake_in_a_question_is_told_at_once(query: Any, wrong: set[str]) -> None:
    world()
    told = refused(LIST, 400, **query)
    assert {one["name"] for one in told["errors"]} == wrong
    assert told["detail"] == "".join(one["reason"] for one in told["errors"])
    assert all(one["reason"].endswith("。") for one in told["errors"])


@pytest.mark.parametrize(
    "name", ["", "catalogue/", "organisations/", "dcat.jsonld", "openapi.json"]
)
def test_what_takes_no_parameter_says_so(name: str) -> None:
    assert refused(API + name, 400, x="1")["errors"][0]["name"] == "x"


def test_pages_follow_each_other_and_new_ones_move_nothing() -> None:
    here = world()
    many(here, 7)
    published(here, AT + timedelta(minutes=6), title="第6件同时")
    seen, url = [], f"{LIST}?limit=3&organisation=jyj"
    while url:
        answer = Client().get(url.removeprefix(ORIGIN))
        told = json.loads(answer.content)
        seen.append([one["title"] for one in told["records"]])
        url = told["next"]
        assert answer.get("Link") == (f'<{url}>; rel="next"' if url else None)
        published(here, AT + 5 * HOUR, title="新来的")
    assert seen == [
        ["第6件同时", "第6件", "第5件"], ["第4件", "第3件", "第2件"], ["第1件", "第0件"],
    ]  # fmt: skip


@pytest.mark.parametrize("url", [
    f"{LIST}000000JYJ/2023-99999/", f"{API}nothing/", f"{API}records", f"{API}ledger/1",
])  # fmt: skip
def test_what_is_not_there_is_told_in_the_same_form(url: str) -> None:
    assert refused(url, 404)["status"] == 404


def test_a_year_without_plan_is_told() -> None:
    assert refused(f"{API}ledger/", 404, year="1999")["detail"] == "没有公布 1999 年的工作方案。"
    assert refused(f"{API}ledger/", 400, year="99")["errors"][0]["name"] == "year"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("url", [API, LIST, "/feed.atom", "/sitemap.xml", "/robots.txt"])
def test_nobody_can_write(method: str, url: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(url)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_pages_of_other_sites_may_read() -> None:
    published(world())
    answer = Client().options(LIST, headers={"Origin": "https://other.example"})
    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (
        204, "GET, HEAD, OPTIONS",
    )  # fmt: skip
    answer = Client().get(LIST, headers={"Origin": "https://other.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    head = Client().head(LIST)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", answer["ETag"])
    again = Client().get(LIST, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")


def test_who_asks_too_often_waits() -> None:
    answers = {Client().get(f"{API}nothing/").status_code for _ in range(LIMIT)}
    assert answers == {404}
    answer = Client().get(API)
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert 0 < int(answer["Retry-After"]) <= 60
    assert Client(REMOTE_ADDR="198.51.100.7").get(API).status_code == 200


def test_too_many_parameters_are_refused_in_the_same_form() -> None:
    query = "&".join(f"a{n}=1" for n in range(2000))
    assert refused(f"{LIST}?{query}", 400)["title"] == "请求有误"


@pytest.mark.parametrize("name", [
    "records/", "records/?q=件&item=20.3&organisation=jyj", "catalogue/", "organisations/",
    "dcat.jsonld",
])  # fmt: skip
def test_as_many_queries_for_many_as_for_one(name: str) -> None:
    here = world()
    counts = []
    for more in (1, 4):
        many(here, more)
        with CaptureQueriesContext(connection) as asked:
            data(API + name)
        counts.append(len(asked))
    assert counts[0] == counts[1]
