"""Periods of items and what becomes of them: golden dates, and what holds for any publications."""

from __future__ import annotations

import doctest
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.rules import currency
from gongkai.rules.currency import (
    MONTHS,
    Period,
    Published,
    Standing,
    State,
    bounds_of,
    change_standing,
    ended_periods,
    label_of,
    period_at,
    period_standing,
)
from gongkai.rules.workdays import add_workdays

DAY = timedelta(days=1)
DAYS = st.dates(date(2023, 1, 1), date(2026, 10, 31))
KINDS = st.sampled_from(sorted(MONTHS))
QUARTER = period_at("quarter", date(2026, 8, 1), workdays=20)
DUE, AFTER = QUARTER.due_on, QUARTER.due_on + DAY


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("kind", "at", "limit", "due"),
    [
        ("month", "2026-09-10", "", "2026-11-03"),
        ("quarter", "2026-09-10", "信息形成或变更之日起20个工作日内", "2026-11-03"),
        ("year", "2025-06-01", "按年度公开", "2026-01-29"),
        # Days of the calendar come after the period, and stay where they are.
        ("year", "2025-06-01", "每年3月31日前", "2026-03-31"),
        ("year", "2023-06-01", "每年3月31日前", "2024-03-31"),
        ("year", "2023-06-01", "每年2月底前", "2024-02-29"),
        ("month", "2026-01-10", "每月15日前", "2026-02-15"),
        ("month", "2026-12-10", "每月15日前", "2027-01-15"),
        ("quarter", "2026-11-10", "每季度首月10日前", "2027-01-10"),
        ("quarter", "2026-02-10", "每季度末月20日前", "2026-06-20"),
        # The end of each month or quarter is no day of the next one.
        ("month", "2026-09-10", "每月底前", "2026-11-03"),
        ("quarter", "2026-09-10", "每季度", "2026-11-03"),
        ("half", "2026-02-10", "每半年", "2026-07-28"),
        # A term from the end of the period; natural days move on from a rest day.
        ("quarter", "2026-09-10", "每季度结束后10个工作日内", "2026-10-20"),
        ("quarter", "2026-06-10", "每季度结束后30日内", "2026-07-30"),
        ("month", "2026-09-10", "每月结束后3日内", "2026-10-08"),
    ],
)
def test_the_last_day_of_a_period(kind, at, limit, due):
    assert period_at(kind, day(at), workdays=20, limit=limit).due_on == day(due)


def test_a_year_without_a_holiday_notice_is_provisional():
    assert period_at("month", date(2031, 3, 3), workdays=20).provisional
    assert not period_at("year", date(2031, 3, 3), workdays=20, limit="每年3月31日前").provisional


def labels(kind: str, since: str, on: str, **more: object) -> list[str]:
    found = ended_periods(kind, since=day(since), on=day(on), workdays=20, **more)  # type: ignore[arg-type]
    return [one.label for one in found]


def test_periods_count_from_the_one_that_ends_while_the_item_is_kept():
    assert labels("quarter", "2026-03-31", "2026-10-01") == [
        "2026年第一季度", "2026年第二季度", "2026年第三季度",
    ]  # fmt: skip
    assert labels("quarter", "2026-04-01", "2026-09-30") == ["2026年第二季度"]
    assert labels("year", "2026-01-06", "2026-12-31") == []
    assert labels("year", "2026-01-06", "2027-01-01") == ["2026年"]
    # A fixed day after the beginning asks for the year before.
    assert labels("year", "2026-01-06", "2026-12-31", limit="每年3月31日前") == ["2025年"]
    assert labels("year", "2026-04-01", "2026-12-31", limit="每年3月31日前") == []
    assert labels("month", "2026-01-01", "2026-06-01", until=date(2026, 3, 31)) == [
        "2026年1月", "2026年2月",
    ]  # fmt: skip


def public(on: str, formed: str = "2026-09-30", **more: date) -> Published:
    return Published(day(on), day(formed), **more)


@pytest.mark.parametrize(
    ("published", "stated", "on", "standing"),
    [
        ([], None, DUE, Standing(State.DUE)),
        ([], None, AFTER, Standing(State.OVERDUE, None, AFTER)),
        ([public("2026-11-03")], None, AFTER, Standing(State.PUBLISHED, DUE)),
        ([public("2026-08-03", "2026-08-01")], None, AFTER,
         Standing(State.PUBLISHED, day("2026-08-03"))),
        ([public("2026-11-05")], None, AFTER, Standing(State.OVERDUE, None, AFTER)),
        ([public("2026-11-04")], None, AFTER, Standing(State.LATE, AFTER, AFTER)),
        ([public("2026-11-05")], None, day("2026-11-05"),
         Standing(State.LATE, day("2026-11-05"), AFTER)),
        ([], day("2026-10-09"), AFTER, Standing(State.NOTHING, day("2026-10-09"))),
        ([], day("2026-11-09"), day("2026-11-09"),
         Standing(State.NOTHING, day("2026-11-09"), AFTER)),
        # Something turned up after the statement: it was answered all along.
        ([public("2026-11-20")], day("2026-10-09"), day("2026-11-20"),
         Standing(State.PUBLISHED, day("2026-11-20"))),
        # Withdrawn after its day, it is unanswered from then on; published again, late.
        ([public("2026-10-20", gone_on=day("2026-11-10"))], None, day("2026-11-30"),
         Standing(State.OVERDUE, None, day("2026-11-10"))),
        ([public("2026-10-20", gone_on=day("2026-11-10")), public("2026-11-12")], None,
         day("2026-11-30"), Standing(State.LATE, day("2026-11-12"), day("2026-11-10"))),
        # Replaced on the day on which it ended: nothing lacked.
        ([public("2026-10-20", gone_on=day("2026-11-10")), public("2026-11-10")], None,
         day("2026-11-30"), Standing(State.PUBLISHED, day("2026-11-10"))),
        # What names another period, or was formed after the time of this one, tells nothing of it.
        ([public("2026-10-20", covers=date(2026, 4, 1))], None, AFTER,
         Standing(State.OVERDUE, None, AFTER)),
        ([public("2026-11-05", "2026-11-04")], None, day("2026-11-05"),
         Standing(State.OVERDUE, None, AFTER)),
        ([public("2026-11-05", "2026-11-04", covers=date(2026, 7, 1))], None, day("2026-11-05"),
         Standing(State.LATE, day("2026-11-05"), AFTER)),
        ([public("2026-06-05", "2026-06-04", covers=date(2026, 7, 1))], None, AFTER,
         Standing(State.OVERDUE, None, AFTER)),
    ],
)  # fmt: skip
def test_how_a_period_stands(published, stated, on, standing):
    assert period_standing(QUARTER, published, stated, on) == standing


def test_a_change_is_answered_by_what_is_formed_and_published_on_its_day_or_later():
    changed, due = day("2026-09-01"), day("2026-09-29")

    def at(on: str, *published: Published) -> Standing:
        return change_standing(changed, due, published, day(on))

    before = public("2026-09-20", "2026-08-31")
    after = public("2026-09-20", "2026-09-01")
    assert at("2026-09-29", before) == Standing(State.DUE)
    assert at("2026-09-30", before) == Standing(State.OVERDUE, None, day("2026-09-30"))
    assert at("2026-09-30", before, after) == Standing(State.PUBLISHED, after.on)
    late = public("2026-10-08", "2026-10-07")
    assert at("2026-10-08", late) == Standing(State.LATE, late.on, day("2026-09-30"))


def test_labels_of_other_stretches_are_their_days():
    assert label_of(day("2026-01-01"), day("2026-12-31")) == "2026年"
    assert label_of(day("2026-01-01"), day("2026-03-30")) == "2026-01-01至2026-03-30"


@given(KINDS, DAYS, st.integers(0, 900))
def test_periods_follow_each_other_without_a_gap(kind, since, length):
    on = since + timedelta(days=length)
    found = ended_periods(kind, since=since, on=on, workdays=20)
    assert all(later.from_on == earlier.until_on + DAY for earlier, later in pairwise(found))
    assert all(since <= one.until_on < on for one in found)
    assert all((one.from_on, one.until_on) == bounds_of(kind, one.from_on) for one in found)
    assert [one.due_on for one in found] == [
        add_workdays(one.until_on, 20, provisional=True) for one in found
    ]
    if found:
        assert found[0].from_on == bounds_of(kind, since)[0]
        assert bounds_of(kind, on)[0] - DAY == found[-1].until_on


@given(DAYS)
def test_every_period_has_a_name_of_its_own(on):
    kinds = ("month", "quarter", "half", "year")
    month, quarter, half, year = (label_of(*bounds_of(kind, on)) for kind in kinds)
    assert (month, year) == (f"{on.year}年{on.month}月", f"{on.year}年")
    assert half == f"{on.year}年{'上下'[on.month > 6]}半年"
    assert quarter == f"{on.year}年第{'一二三四'[(on.month - 1) // 3]}季度"


@given(KINDS, DAYS, DAYS, DAYS)
def test_looking_later_never_forgets_a_period(kind, since, on, later):
    assume(on <= later)
    seen = [ended_periods(kind, since=since, on=one, workdays=20) for one in (on, later)]
    assert seen[1][: len(seen[0])] == seen[0]


@st.composite
def publications(draw: st.DrawFn) -> Published:
    near = st.integers(-150, 150).map(lambda n: DUE + timedelta(days=n))
    formed = draw(near)
    on = max(formed, draw(near))
    gone = draw(st.none() | st.integers(0, 100).map(lambda n: on + timedelta(days=n)))
    covers = draw(st.sampled_from([None, QUARTER.from_on, date(2026, 4, 1)]))
    return Published(on, formed, gone, covers)


NEAR = st.integers(-60, 120).map(lambda n: DUE + timedelta(days=n))


@given(st.lists(publications(), max_size=5), st.none() | NEAR, NEAR)
def test_what_any_standing_agrees_with(published, stated, on):
    found = period_standing(QUARTER, published, stated, on)
    assert (found.state in {State.LATE, State.OVERDUE}) <= (found.wrong_since is not None)
    assert (found.wrong_since is None) or QUARTER.due_on < found.wrong_since <= on
    assert (found.answered_on is None) == (found.state in {State.DUE, State.OVERDUE})
    assert (found.state is State.DUE) <= (on <= DUE)
    assert found.answered_on is None or found.answered_on <= on
    # The order in which things are told does not matter.
    assert period_standing(QUARTER, list(reversed(published)), stated, on) == found


@given(st.lists(publications(), max_size=4), publications(), NEAR)
def test_publishing_more_never_makes_it_worse(published, more, on):
    worse = [State.PUBLISHED, State.NOTHING, State.LATE, State.DUE, State.OVERDUE]
    lasting = Published(more.on, more.formed_on, None, more.covers)
    before = period_standing(QUARTER, published, None, on).state
    after = period_standing(QUARTER, [*published, lasting], None, on).state
    assert worse.index(after) <= worse.index(before)


@given(st.lists(publications(), max_size=4), NEAR, NEAR)
def test_a_statement_in_time_answers_for_good(published, stated, on):
    assume(stated <= min(on, DUE))
    found = period_standing(QUARTER, published, stated, on)
    assert (found.wrong_since, found.state in {State.NOTHING, State.PUBLISHED}) == (None, True)


def test_periods_are_plain_values():
    assert Period(date(2026, 7, 1), date(2026, 9, 30), date(2026, 11, 3)) == QUARTER


def test_examples_in_the_docstrings():
    assert doctest.testmod(currency).failed == 0
