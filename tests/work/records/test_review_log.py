"""The log of the reviews for an inspection: one row a version, nothing of others' drafts."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gongkai.work.records.actions.waive import waive
from gongkai.work.records.queries import review_log as queries
from gongkai.work.records.queries.content import current_of
from gongkai.work.records.queries.review_log import HEADINGS, review_log, review_log_xlsx
from gongkai.work.records.queries.waivers import key_of
from tests.factories import AT, administrator, officer
from tests.work.records.world import (
    RETURNED,
    World,
    decide,
    draft,
    pass_all,
    published,
    refused_for,
    submitted,
    world,
)

pytestmark = pytest.mark.django_db
DAY = AT.date()


@pytest.fixture
def here() -> World:
    return world()


def titles(who: Any, since: date = DAY, until: date = DAY) -> list[str]:
    return [row[1] for row in review_log(who, DAY, since, until)]


def test_a_row_says_who_when_what_and_on_which_words(here: World) -> None:
    record = submitted(here, body_html="<p>来电13800138000。</p>", title="甲")
    version = current_of(record)
    (hit,) = version.screening
    waive(
        record=record, hit=key_of(hit), reason="热线", content_hash=version.content_hash,
        by=here.first, at=AT,
    )  # fmt: skip
    decide(record, 1, here.first, opinion="属实")
    decide(record, 2, here.second)
    decide(record, 3, here.final)
    when = "2023-07-25 09:00"
    (row,) = review_log(here.clerk, DAY, DAY, DAY)
    assert dict(zip(HEADINGS, row, strict=True)) == {
        "单位": "教育局", "标题": "甲", "索引号": "000000JYJ/2023-00001", "版本": "1",
        "起草人": here.clerk.name, "送审时间": when,
        "一审审核人": here.first.name, "一审时间": when, "一审结论": "通过", "一审意见": "属实",
        "二审审核人": here.second.name, "二审时间": when, "二审结论": "通过", "二审意见": "",
        "三审审核人": here.final.name, "三审时间": when, "三审结论": "通过", "三审意见": "",
        "豁免的筛查结果": f"正文：手机号码 138****8000（{here.first.name}：热线）",
        "发布时间": when, "版本指纹": version.content_hash,
    }  # fmt: skip


def test_what_was_returned_stands_in_it_and_drafts_do_not(here: World) -> None:
    record = submitted(here, title="退回的")
    decide(record, 1, here.first, outcome=RETURNED, opinion="补依据")
    draft(here, title="草稿")
    (row,) = review_log(here.first, DAY, DAY, DAY)
    assert (row[1], row[8:10], row[10:14], row[-2]) == (
        "退回的", ["退回", "补依据"], [""] * 4, "",
    )  # fmt: skip


def test_the_office_reads_only_what_became_public(here: World) -> None:
    published(here, title="公开的")
    submitted(here, title="在审的")
    there = world("czj", "财政局")
    pass_all(there, submitted(there, title="外单位的"))
    assert titles(here.clerk) == ["公开的", "在审的"]
    assert titles(there.final) == ["外单位的"]
    assert titles(officer()) == ["公开的", "外单位的"]
    assert titles(administrator()) == []


def test_days_are_days_of_china(here: World) -> None:
    midnight = AT.replace(hour=0)
    submitted(here, midnight, title="零点")
    submitted(here, midnight + timedelta(hours=23, minutes=59), title="夜里")
    submitted(here, midnight + timedelta(days=1), title="次日")
    assert titles(here.clerk) == ["零点", "夜里"]


def test_too_many_are_refused_instead_of_cut(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "LIMIT", 1)
    submitted(here)
    assert len(review_log(here.clerk, DAY, DAY, DAY)) == 1
    submitted(here)
    assert refused_for(lambda: review_log(here.clerk, DAY, DAY, DAY)) == ["review_log_too_long"]


def test_one_row_and_many_cost_the_same_queries(here: World) -> None:
    counted = []
    for _ in range(2):
        submitted(here)
        submitted(here)
        with CaptureQueriesContext(connection) as captured:
            review_log(here.clerk, DAY, DAY, DAY)
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_the_workbook_computes_nothing(here: World) -> None:
    submitted(here, title="=1+1")
    sheet = load_workbook(BytesIO(review_log_xlsx(here.clerk, DAY, DAY, DAY)))["审核记录"]
    assert [cell.value for cell in sheet[3]] == list(HEADINGS)
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=1+1", "s")
    assert sheet["A2"].value == "2023-07-25 至 2023-07-25 送审，共 1 件，2023-07-25 导出"
