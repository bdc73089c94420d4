"""Each equation holds for a right report and names exactly the place where it does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.report_tables import COLUMNS3, ROWS3, Violation, check, rows_of
from gongkai.rules.report_tables.form import APPLICANTS, OUTCOME_ROWS
from tests.rules.report_tables.build import GOLDEN, report


def test_the_golden_report_holds() -> None:
    assert check(report(), last_year=report(GOLDEN | {"4": 560})) == []


def spoilt(table: str, row: str, column: str, value: Any) -> dict[str, Any]:
    one = report()
    one[table][row][column] = value
    return one


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (
            spoilt("table3", "4", "company", 1),
            [
                Violation("EQ1", "table3 row 3.7 company", 0, 1),
                Violation("EQ3", "table3 row 4 total", 819, 820),
            ],
        ),
        (
            spoilt("table3", "3.3.7", "natural", 285),
            [
                Violation("EQ2", "table3 row 3.7 natural", 13810, 13809),
                Violation("EQ3", "table3 row 3.3.7 total", 286, 285),
            ],
        ),
        (
            spoilt("table4", "litigation_direct", "total", 2),
            [Violation("EQ4", "table4 row litigation_direct total", 2, 0)],
        ),
        (
            spoilt("table3", "2", "research", None),
            [Violation("BLANK", "table3 row 2 research", None, None)],
        ),
        (
            spoilt("table4", "reconsideration", "upheld", "/"),
            [Violation("BLANK", "table4 row reconsideration upheld", "/", None)],
        ),
        (
            spoilt("table2", "规章", "现行有效件数", -1),
            [Violation("BLANK", "table2 row 规章 现行有效件数", -1, None)],
        ),
        (
            spoilt("table2", "行政许可", "本年处理决定数量", True),
            [Violation("BLANK", "table2 row 行政许可 本年处理决定数量", True, None)],
        ),
        (spoilt("table2", "行政事业性收费", "本年收费金额", 12.5), []),
        (
            report(text="2025年，本机关收到政府信息公开申请14070件，上年结转560件。"),
            [Violation("EQ6", "text 收到政府信息公开申请14070件", 14070, 14069)],
        ),
        (
            report(text={"三": "予以公开5548件，不予公开 730 件，无法提供3421件。"}),
            [],
        ),
    ],
)
def test_what_does_not_hold_is_named(one: dict[str, Any], found: list[Violation]) -> None:
    assert check(one) == found


def test_the_year_before_is_compared_by_kind_of_applicant() -> None:
    before = report(GOLDEN | {"4": 559})
    assert check(report(), last_year=before) == [
        Violation("EQ5", "table3 row 2 natural", 560, 559),
        Violation("EQ5", "table3 row 2 total", 560, 559),
    ]


def test_missing_tables_3_are_blank_and_others_may_be_absent() -> None:
    found = check({"table3": {}})
    assert [one.equation for one in found] == ["BLANK"] * (len(ROWS3) * len(COLUMNS3))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024年结转办理1件", [("2024年结转办理1件", 1)]),
        ("2023年结转办理1件", []),
        ("7件结转2026年办理", [("7件结转2026年", 7)]),
        ("结转到下年度继续办理 7 件", [("结转到下年度继续办理7件", 7)]),
        ("行政诉讼3件，同比增加2件", [("行政诉讼3件", 3)]),
        ("累计处理92件", []),
        ("不予以公开3件", []),
    ],
)
def test_only_plain_wordings_are_read(text: str, said: list[tuple[str, int]]) -> None:
    found = [one for one in check(report(text=text)) if one.equation == "EQ6"]
    assert [(one.where.removeprefix("text "), one.left) for one in found] == said


CASES = st.lists(
    st.tuples(st.sampled_from([*OUTCOME_ROWS, "4"]), st.sampled_from(APPLICANTS), st.booleans()),
    max_size=60,
)


@given(CASES)
def test_tables_counted_from_cases_hold(cases: list[tuple[str, str, bool]]) -> None:
    """T6: whatever the cases, tables that count each of them once satisfy EQ1 to EQ4."""
    table = {row: dict.fromkeys(COLUMNS3, 0) for row in ROWS3}
    for end, applicant, is_carried in cases:
        for row in ("2" if is_carried else "1", end, *(["3.7"] if end != "4" else [])):
            for column in (applicant, "total"):
                table[row][column] += 1
    assert check(report() | {"table3": table}) == []


@given(st.sampled_from(list(ROWS3)), st.sampled_from(list(COLUMNS3)), st.integers(1, 9))
def test_no_single_wrong_cell_goes_unseen(row: str, column: str, more: int) -> None:
    one = report()
    one["table3"][row][column] += more
    assert check(one) != []


def test_groups_are_the_rows_below_them() -> None:
    assert [len(rows_of(group)) for group in ("3.3", "3.4", "3.5", "3.6")] == [8, 3, 5, 3]
