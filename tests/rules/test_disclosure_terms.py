"""The last day to publish: golden dates of the rulebook (PUB-1, PUB-1b) and what always holds."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules import disclosure_terms
from gongkai.rules.catalogue import ITEMS, TERMS
from gongkai.rules.disclosure_terms import OTHER, Due, due_for, matters_along, terms_along
from gongkai.rules.workdays import add_workdays, is_workday

KNOWN_DAYS = st.dates(date(2021, 1, 1), date(2026, 10, 31))
ARREARS = "逾期尚未支付中小企业款项的信息"


@pytest.mark.parametrize(
    ("formed", "due"),
    [("2026-09-23", "2026-10-28"), ("2023-07-25", "2023-08-22"), ("2023-09-25", "2023-10-27")],
)
def test_the_general_term_is_twenty_workdays(formed, due):
    assert due_for(date.fromisoformat(formed)) == Due(
        on=date.fromisoformat(due),
        limit="形成或变更之日起20个工作日内",
        source="政府信息公开条例 第二十六条",
        verified=True,
    )


@pytest.mark.parametrize(
    ("code", "matter", "formed", "due"),
    [
        # Natural days: on a workday; on a Sunday; within the Spring Festival (15–23 February).
        ("P20-07", "部门预算、决算", "2026-02-10", "2026-03-02"),
        ("P20-07", "部门预算、决算", "2026-01-12", "2026-02-02"),
        ("P20-07", "政府预算、决算", "2026-01-28", "2026-02-24"),
        # Two workdays over a weekend that is worked, and over the Mid-Autumn days.
        ("P20-09", "中标、成交结果", "2026-09-18", "2026-09-21"),
        ("P20-09", "政府采购合同", "2026-09-23", "2026-09-28"),
        ("P20-05", "行政许可决定", "2026-09-23", "2026-10-10"),
        ("P20-06", "行政处罚决定", "2026-03-02", "2026-03-11"),
        ("P21-county-04", "征收土地公告", "2026-03-02", "2026-03-23"),
        # A yearly day stays where it is, be it a Sunday; 31 December closes the year it tells of.
        ("P20-15", ARREARS, "2024-03-01", "2024-03-31"),
        ("P20-15", ARREARS, "2025-12-31", "2026-03-31"),
        ("P20-15", ARREARS, "2026-04-10", "2026-03-31"),
    ],
)
def test_special_terms(code, matter, formed, due):
    found = due_for(date.fromisoformat(formed), codes=[f"{code}-01", code, "P20"], matter=matter)
    (term,) = (one for one in TERMS if one.matter == matter)
    assert found == Due(date.fromisoformat(due), term.limit, term.source, term.verified, matter)


def test_what_the_memory_alone_knows_says_so():
    unverified = {one.matter for one in TERMS if not due_for(
        date(2026, 3, 2), codes=[one.item], matter=one.matter).verified}  # fmt: skip
    assert unverified == {"行政许可决定", "行政处罚决定"}


def test_a_change_after_the_yearly_day_has_the_general_term():
    day = date(2026, 6, 1)
    late = due_for(day, codes=["P20-15"], matter=ARREARS)
    changed = due_for(day, codes=["P20-15"], matter=ARREARS, revises=True)
    before = due_for(date(2026, 3, 2), codes=["P20-15"], matter=ARREARS, revises=True)
    assert [one.on for one in (late, changed, before)] == [
        date(2026, 3, 31), date(2026, 6, 30), date(2026, 3, 31)
    ]  # fmt: skip
    assert changed.source == "政府信息公开条例 第二十六条"


def test_years_without_a_holiday_notice_are_provisional():
    far = date(2031, 3, 3)
    assert due_for(far).provisional
    assert due_for(far, codes=["P20-09"], matter="政府采购合同").provisional
    assert not due_for(far, codes=["P20-15"], matter=ARREARS).provisional


def test_what_there_is_to_choose():
    assert matters_along(["P20-07-01", "P20-07", "P20"]) == (
        "政府预算、决算", "部门预算、决算", OTHER
    )  # fmt: skip
    assert matters_along(["P20-01", "P20"]) == matters_along([]) == ()
    assert {one.item for code in ITEMS for one in terms_along([code])} == {
        one.item for one in TERMS
    }


@given(KNOWN_DAYS, st.integers(1, 20), st.sampled_from([*TERMS, None]), st.booleans())
def test_the_day_is_one_to_work_on_or_fixed(formed, workdays, term, revises):
    codes = [term.item] if term else []
    found = due_for(
        formed, codes=codes, matter=term.matter if term else OTHER, workdays=workdays,
        revises=revises,
    )  # fmt: skip
    if found.matter == ARREARS:
        assert (found.on.month, found.on.day) == (3, 31)
    else:
        assert found.on > formed
        assert is_workday(found.on, provisional=True)
    if not found.matter:
        assert found.on == add_workdays(formed, workdays, provisional=True)


@given(KNOWN_DAYS, st.sampled_from(TERMS))
def test_a_day_later_is_never_due_earlier(formed, term):
    one, two = (
        due_for(day, codes=[term.item], matter=term.matter).on
        for day in (formed, formed + timedelta(days=1))
    )
    assert one <= two


@given(KNOWN_DAYS, st.sampled_from(TERMS))
def test_a_matter_of_another_item_has_the_general_term(formed, term):
    assert due_for(formed, codes=["P20-01"], matter=term.matter) == due_for(formed)


def test_examples_in_the_docstrings():
    assert doctest.testmod(disclosure_terms).failed == 0
