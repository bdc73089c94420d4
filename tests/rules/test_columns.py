"""The columns of the platform: guide, rules and yearly report; what each asks, and by when."""

from __future__ import annotations

import doctest
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules import annual_report, columns, guide
from gongkai.rules.annual_report import REPORT_FIELDS, last_due_year, report_due, report_title
from gongkai.rules.catalogue import ITEMS, find_item, items_of
from gongkai.rules.catalogue import columns as column_items
from gongkai.rules.columns import (
    COLUMNS,
    GUIDE,
    PLATFORM,
    REPORT,
    column_of,
    column_remarks,
    proper_title,
)
from gongkai.rules.guide import (
    DIRECTORY_FIELDS,
    GUIDE_FIELDS,
    OBLIGED_KINDS,
    guide_due,
    stale_since,
)

BUREAU = "青禾区财政局"
TODAY = date(2026, 2, 3)
DAYS = st.dates(date(2009, 1, 1), date(2060, 12, 31))
FULL = {
    "classes": "分为五类。", "arrangement": "按事项编排。", "access": "在网上看。",
    "body": "青禾区财政局办公室", "address": "青禾路1号", "hours": "工作日 8:30—17:30",
    "phone": "0000-1234567", "fax": "无", "internet": "gk@qinghe.example",
}  # fmt: skip


def remarks(code: str, title: str, facts: dict[str, str], *names: str) -> list[tuple[str, Any]]:
    found = column_remarks(COLUMNS[code], names or (BUREAU,), title, facts, TODAY)
    assert all(one.blocks for one in found)
    return [(one.code, dict(one.values)) for one in found]


def test_the_platform_has_four_columns_and_each_is_an_item_or_the_group_of_them() -> None:
    assert [ITEMS[code].name for code in PLATFORM] == [
        "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报",
    ]  # fmt: skip
    assert set(COLUMNS) == {one.code for one in column_items()}
    assert [items_of(code) for code in COLUMNS] == [(), (), ()]
    assert column_of("P20-07") is None
    assert column_of(None) is None
    assert find_item(GUIDE).basis == "政府信息公开条例 第十二条"


def test_the_guide_asks_for_what_article_12_lists() -> None:
    assert [one.label for one in GUIDE_FIELDS if one.required] == [
        "政府信息的分类", "编排体系", "获取方式", "政府信息公开工作机构名称", "办公地址",
        "办公时间", "联系电话", "传真号码", "互联网联系方式",
    ]  # fmt: skip
    assert list(DIRECTORY_FIELDS.values()) == ["索引号", "名称", "内容概述", "生成日期"]
    assert all(one.hint for one in (*GUIDE_FIELDS, *REPORT_FIELDS))


def test_every_missing_field_of_the_guide_is_named() -> None:
    found = remarks(GUIDE, "指南", {})
    assert [values["field"] for code, values in found if code == "fact_missing"] == [
        one.label for one in GUIDE_FIELDS if one.required
    ]
    assert remarks(GUIDE, "任何标题", FULL) == []
    assert remarks(GUIDE, "指南", FULL | {"fax": "没有", "internet": "见网站"}) == [
        ("fact_phone", {"fact": "fax", "field": "传真号码", "text": "没有"}),
        ("fact_internet", {"fact": "internet", "field": "互联网联系方式", "text": "见网站"}),
    ]


def test_a_report_is_of_a_year_that_is_over_and_bears_its_title() -> None:
    right = report_title(BUREAU, 2025)
    assert remarks(REPORT, right, {"year": "2025"}) == []
    assert remarks(REPORT, right, {}) == [("fact_missing", {"fact": "year", "field": "报告年度"})]
    assert remarks(REPORT, "财政局年报", {"year": "2025"}) == [("column_title", {"right": right})]
    assert remarks(REPORT, right, {"year": "2024"}) == [
        ("column_title", {"right": report_title(BUREAU, 2024)})
    ]
    assert remarks(REPORT, report_title(BUREAU, 2026), {"year": "2026"}) == [
        ("fact_year_ahead", {"fact": "year", "year": "2026"})
    ]
    old = report_title("青禾区财税局", 2025)
    assert remarks(REPORT, old, {"year": "2025"}, BUREAU, "青禾区财税局") == []


def test_titles_are_proposed_as_far_as_they_can_be_told() -> None:
    assert proper_title(COLUMNS[GUIDE], BUREAU, {}) == "青禾区财政局政府信息公开指南"
    assert proper_title(COLUMNS["COL-rules"], BUREAU, {"year": "2025"}) == ""
    assert proper_title(COLUMNS[REPORT], BUREAU, {"year": "{x}"}).startswith("青禾区财政局{x}年")


def test_who_must_have_a_guide_must_report_and_nobody_else() -> None:
    kinds = ("district", "department", "town", "institution", "enterprise")
    reporting = [kind for kind in kinds if report_due(kind, 2025)]
    assert sorted(reporting) == sorted(OBLIGED_KINDS)
    assert last_due_year("enterprise", TODAY) is None


@pytest.mark.parametrize(("kind", "on", "year"), [
    ("department", date(2026, 1, 31), 2024), ("department", date(2026, 2, 1), 2025),
    ("district", date(2026, 3, 31), 2024), ("district", date(2026, 4, 1), 2025),
    ("town", date(2026, 12, 31), 2025),
])  # fmt: skip
def test_the_last_report_that_was_due(kind: str, on: date, year: int) -> None:
    assert last_due_year(kind, on) == year


@given(st.sampled_from(OBLIGED_KINDS), DAYS)
def test_the_last_due_report_was_due_and_the_next_one_is_not(kind: str, on: date) -> None:
    year = last_due_year(kind, on)
    assert year is not None
    due_on, next_due = report_due(kind, year), report_due(kind, year + 1)
    assert due_on is not None and next_due is not None
    assert due_on < on <= next_due


def test_a_guide_is_stale_when_a_new_name_is_not_in_it_in_time() -> None:
    renamed = date(2026, 3, 2)
    due = guide_due(renamed)
    assert due == date(2026, 3, 30)
    before = renamed - timedelta(days=1)
    assert stale_since(before, renamed, due) is None
    assert stale_since(before, renamed, due + timedelta(days=1)) == date(2026, 3, 31)
    assert stale_since(renamed, renamed, date(2027, 1, 1)) is None
    assert stale_since(before, None, date(2027, 1, 1)) is None


@given(DAYS, DAYS, DAYS)
def test_staleness_never_ends_by_itself(published: date, renamed: date, on: date) -> None:
    since = stale_since(published, renamed, on)
    assert since is None or published < renamed < since <= on
    assert stale_since(published, renamed, on + timedelta(days=1)) in (
        {since} if since else {None, on + timedelta(days=1)}
    )


@pytest.mark.parametrize("module", [columns, guide, annual_report])
def test_examples_in_the_docstrings(module: Any) -> None:
    assert doctest.testmod(module).failed == 0
