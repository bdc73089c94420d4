"""What a version of the yearly list changes, and what must be said about it."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions import catalogue
from gongkai.rules.decisions.catalogue import (
    DuplicateItem,
    Item,
    change_faults,
    changes,
    is_early,
    publish_due,
)

D = date
PARKING = Item("2026-01", "停车收费管理办法", "青禾区住房城乡建设局", D(2026, 6, 30))
HEATING = Item("2026-02", "集中供热规划", "青禾区住房城乡建设局", D(2026, 9, 30))
SCHOOL = Item("2026-03", "学位调整方案", "青禾区教育和体育局", None)


def test_examples_in_the_docs_hold() -> None:
    assert doctest.testmod(catalogue).failed == 0


def kinds(before: list[Item], after: list[Item]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.code, one.words) for one in changes(before, after)]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([PARKING, HEATING], []),
        ([HEATING, PARKING], []),
        ([PARKING, HEATING, SCHOOL], [("added", "2026-03", "新增")]),
        ([PARKING], [("dropped", "2026-02", "移出目录")]),
        ([PARKING, replace(HEATING, is_dropped=True)], [("dropped", "2026-02", "移出目录")]),
        (
            [PARKING, replace(HEATING, unit="青禾区发展和改革局")],
            [("moved", "2026-02", "承办单位由青禾区住房城乡建设局改为青禾区发展和改革局")],
        ),
        (
            [replace(PARKING, planned_on=None, title="停车管理办法"), HEATING],
            [
                ("moved", "2026-01", "计划完成时间由2026年6月30日改为未定"),
                ("renamed", "2026-01", "名称由“停车收费管理办法”改为“停车管理办法”"),
            ],
        ),
        ([PARKING, HEATING, replace(SCHOOL, is_dropped=True)], []),
    ],
)
def test_what_a_version_changes(after: list[Item], expected: list[tuple[str, str, str]]) -> None:
    assert kinds([PARKING, HEATING], after) == expected


def test_what_the_version_before_dropped_is_not_dropped_again() -> None:
    gone = replace(HEATING, is_dropped=True, reason="并入停车事项")
    assert kinds([PARKING, gone], [PARKING]) == []
    assert kinds([PARKING, gone], [PARKING, gone]) == []
    assert kinds([PARKING, gone], [PARKING, HEATING]) == [("added", "2026-02", "新增")]


def test_every_change_but_a_name_needs_a_public_reason() -> None:
    before = [PARKING, HEATING]
    after = [replace(PARKING, title="停车管理办法"), SCHOOL]
    assert [one.sentence for one in change_faults(before, after)] == [
        "“学位调整方案”新增，没有写明原因；请写明，原因将随目录公布"
        "（重大行政决策程序暂行条例第三条第三款）。",
        "“集中供热规划”移出目录，没有写明原因；请写明，原因将随目录公布"
        "（重大行政决策程序暂行条例第三条第三款）。",
    ]
    reasoned = [
        PARKING,
        replace(HEATING, is_dropped=True, reason="上级统一编制"),
        replace(SCHOOL, reason="入学人数增加"),
    ]
    assert change_faults(before, reasoned) == ()
    assert change_faults(None, before) == ()


def test_a_matter_is_named_once() -> None:
    with pytest.raises(DuplicateItem) as caught:
        changes([PARKING], [PARKING, PARKING])
    assert caught.value.code == "2026-01"


def test_days_of_the_list() -> None:
    assert publish_due(D(2026, 2, 5)) == D(2026, 3, 11)
    assert is_early(D(2025, 12, 31), 2026)
    assert not is_early(D(2026, 4, 1), 2026)


ITEM = st.builds(
    Item,
    code=st.sampled_from(["1", "2", "3", "4"]),
    title=st.sampled_from(["甲", "乙"]),
    unit=st.sampled_from(["甲局", "乙局"]),
    planned_on=st.none() | st.just(D(2026, 6, 30)),
    reason=st.sampled_from(["", "原因"]),
    is_dropped=st.booleans(),
)
LIST = st.lists(ITEM, unique_by=lambda item: item.code)


def live(items: list[Item]) -> dict[str, Item]:
    return {item.code: item for item in items if not item.is_dropped}


@given(LIST, LIST)
def test_changes_account_for_every_difference(before: list[Item], after: list[Item]) -> None:
    old, new = live(before), live(after)
    met = changes(before, after)
    by_kind = {
        kind: {one.code for one in met if one.kind == kind}
        for kind in ("added", "dropped", "moved", "renamed")
    }
    both = old.keys() & new.keys()
    assert by_kind == {
        "added": new.keys() - old.keys(),
        "dropped": old.keys() - new.keys(),
        "moved": {
            code
            for code in both
            if (old[code].unit, old[code].planned_on) != (new[code].unit, new[code].planned_on)
        },
        "renamed": {code for code in both if old[code].title != new[code].title},
    }
    assert changes(after, after) == ()


@given(LIST, LIST)
def test_reasons_on_all_items_leave_no_fault_but_what_is_not_named(
    before: list[Item], after: list[Item]
) -> None:
    told = [replace(item, reason="原因") for item in after]
    silent = live(before).keys() - {item.code for item in after}
    assert len(change_faults(before, told)) == len(silent)
