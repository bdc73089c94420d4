"""Which numbers are missing, since when, and by when each must be explained."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.document import BEFORE, GAPS, Gap, Statement, answer_due, gaps, is_asked

JAN, FEB, MAR = date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 2)
DUE = date(2026, 3, 6)  # 20 workdays after FEB, over the Spring Festival


def said(kind: str, on: date = FEB, first: int = 3, last: int = 3) -> Statement:
    return Statement(first, last, kind, on)


@pytest.mark.parametrize(("published", "drafted", "expected"), [
    ([], [], []),
    ([(1, JAN), (2, JAN)], [], []),
    ([(1, JAN), (2, JAN), (4, FEB)], [], [Gap(3, 3, FEB)]),
    ([(4, FEB), (5, JAN)], [], [Gap(1, 3, JAN, leading=True)]),
    ([(2, MAR), (5, JAN), (8, FEB)], [],
     [Gap(1, 1, JAN, leading=True), Gap(3, 4, MAR), Gap(6, 7, FEB)]),
    ([(1, JAN), (4, FEB)], [2], [Gap(2, 2, FEB, drafted=True), Gap(3, 3, FEB)]),
    ([(1, JAN)], [3], [Gap(2, 2, None), Gap(3, 3, None, drafted=True)]),
])  # fmt: skip
def test_gaps(published: list[tuple[int, date]], drafted: list[int], expected: list[Gap]) -> None:
    assert list(gaps(published, drafted)) == expected


def test_the_last_statement_on_a_number_counts() -> None:
    first, second = said("unused", first=2, last=4), said("void", first=3, last=3)
    assert gaps([(1, JAN), (5, FEB)], (), [first, second]) == (
        Gap(2, 2, FEB, first),
        Gap(3, 3, FEB, second),
        Gap(4, 4, FEB, first),
    )


def test_whoever_begins_with_14_is_asked_one_question_and_nothing_is_overdue() -> None:
    (found,) = gaps([(14, JAN)])
    assert found == Gap(1, 13, JAN, leading=True)
    assert (answer_due(found), is_asked(found, MAR)) == (None, True)


def test_where_the_series_begins_is_said_once_and_what_follows_is_asked_for() -> None:
    begins = said(BEFORE, FEB, first=1, last=9)
    found = gaps([(14, JAN)], (), [begins])
    assert found == (Gap(1, 9, JAN, begins, leading=True), Gap(10, 13, FEB))
    assert [is_asked(one, MAR) for one in found] == [False, True]
    assert [answer_due(one) for one in found] == [None, DUE]


def test_a_lower_number_that_comes_later_begins_the_term_of_those_between() -> None:
    assert gaps([(14, JAN), (3, FEB)]) == (Gap(1, 2, JAN, leading=True), Gap(4, 13, FEB))


@pytest.mark.parametrize(("gap", "due_on"), [
    (Gap(3, 3, FEB), DUE),
    (Gap(3, 3, None), None),
    (Gap(3, 3, FEB, said("void")), None),
    (Gap(3, 3, FEB, said("unused")), None),
    (Gap(3, 3, FEB, said("on_request")), None),
    (Gap(3, 3, FEB, said("withheld")), None),
    (Gap(3, 3, FEB, said("pending", JAN)), DUE),
    (Gap(3, 3, JAN, said("pending", FEB)), DUE),
])  # fmt: skip
def test_answer_due(gap: Gap, due_on: date | None) -> None:
    assert answer_due(gap) == due_on


@pytest.mark.parametrize(("statement", "before", "after"), [
    (None, True, True), (said("void"), False, False), (said("pending"), False, True),
])  # fmt: skip
def test_is_asked(statement: Statement | None, before: bool, after: bool) -> None:
    gap = Gap(3, 3, FEB, statement)
    assert (is_asked(gap, DUE), is_asked(gap, DUE + timedelta(days=1))) == (before, after)


@given(st.dictionaries(st.integers(1, 60), st.dates(JAN, MAR)), st.sets(st.integers(1, 60)))
def test_gaps_and_published_make_up_the_whole_series(
    published: dict[int, date], drafted: set[int]
) -> None:
    found = gaps(published.items(), drafted)
    missing = [serial for gap in found for serial in range(gap.first, gap.last + 1)]
    highest = max([*published, *drafted], default=0)
    assert missing == [one for one in range(1, highest + 1) if one not in published]
    for gap in found:
        higher = [on for serial, on in published.items() if serial > gap.last]
        lower = [on for serial, on in published.items() if serial < gap.first]
        both = [min(higher), min(lower)] if higher and lower else [min(higher)] if higher else []
        assert gap.since == max(both, default=None)
        assert gap.leading == (bool(higher) and not lower)


def test_every_kind_has_its_word() -> None:
    assert list(GAPS.values()) == [
        "未公开（依申请公开）", "未公开（不予公开）", "作废", "未使用", "待发布",
        "本系统启用前已编",
    ]  # fmt: skip
