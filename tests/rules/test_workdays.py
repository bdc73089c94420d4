"""Working days: golden dates, two outside calendars, and what must hold for every date."""

import doctest
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules import workdays
from gongkai.rules.workdays import (
    YearNotPublished,
    add_workdays,
    is_published,
    is_workday,
    next_workday,
    remaining_workdays,
    workday_from,
    workday_until,
    workdays_between,
)

ALL_DAYS = [date(2019, 1, 1) + timedelta(days=step) for step in range(2922)]
DAYS = st.dates(date(2019, 1, 1), date(2026, 7, 31))
COUNTS = st.integers(0, 60)

GOLDEN = [
    ("2023-09-25", "2023-10-10", "2023-10-20", "2023-10-27", "2023-11-24"),
    ("2023-12-08", "2023-12-19", "2023-12-29", "2024-01-08", "2024-02-04"),
    ("2024-01-31", "2024-02-08", "2024-02-26", "2024-03-04", "2024-04-01"),
    ("2024-04-26", "2024-05-09", "2024-05-20", "2024-05-27", "2024-06-25"),
    ("2025-01-13", "2025-01-22", "2025-02-08", "2025-02-14", "2025-03-14"),
    ("2025-09-18", "2025-09-28", "2025-10-15", "2025-10-22", "2025-11-19"),
    ("2026-02-05", "2026-02-14", "2026-03-04", "2026-03-11", "2026-04-09"),
    ("2026-02-13", "2026-03-02", "2026-03-12", "2026-03-19", "2026-04-17"),
    ("2026-09-10", "2026-09-20", "2026-10-08", "2026-10-14", "2026-11-11"),
]


@pytest.mark.parametrize("row", GOLDEN, ids=[row[0] for row in GOLDEN])
def test_golden_dates(row):
    start = date.fromisoformat(row[0])
    found = [add_workdays(start, count).isoformat() for count in (7, 15, 20, 40)]
    assert found == list(row[1:])


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 10, 3), 20, date(2026, 11, 3)),
        (date(2026, 9, 23), 20, date(2026, 10, 28)),
        (date(2023, 7, 25), 20, date(2023, 8, 22)),
        (date(2026, 12, 3), 20, date(2026, 12, 31)),
        (date(2023, 12, 29), 1, date(2024, 1, 2)),
        (date(2023, 7, 25), 0, date(2023, 7, 25)),
    ],
)
def test_more_golden_dates(start, count, due):
    assert add_workdays(start, count) == due


def test_last_computable_receipt_of_2026():
    with pytest.raises(YearNotPublished) as raised:
        add_workdays(date(2026, 12, 4), 20)
    assert raised.value.year == 2027


def test_every_day_agrees_with_chinesecalendar():
    assert [day for day in ALL_DAYS if is_workday(day) != chinese_calendar.is_workday(day)] == []


def test_every_day_agrees_with_holidays():
    other = holidays.country_holidays("CN", years=range(2019, 2027))
    assert [day for day in ALL_DAYS if is_workday(day) != other.is_working_day(day)] == []


@pytest.mark.parametrize(("year", "count"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_workdays_of_the_year(year, count):
    assert sum(is_workday(day) for day in ALL_DAYS if day.year == year) == count


def test_published_years():
    assert [year for year in range(2015, 2030) if is_published(year)] == [*range(2019, 2027)]


def test_every_calendar_stays_in_its_year_and_makes_up_on_weekends():
    for calendar in workdays.CALENDARS.values():
        assert {day.year for day in calendar.off | calendar.makeup} == {calendar.year}
        assert {day.weekday() for day in calendar.makeup} <= {5, 6}
        assert not calendar.off & calendar.makeup


def test_provisional_leaves_out_fixed_statutory_days():
    assert not is_workday(date(2027, 1, 1), provisional=True)
    assert not is_workday(date(2027, 10, 1), provisional=True)
    assert is_workday(date(2027, 1, 4), provisional=True)
    assert is_workday(date(2026, 9, 20), provisional=True)
    assert add_workdays(date(2026, 12, 4), 20, provisional=True) == date(2027, 1, 4)


def test_excluded_stretch_is_open_at_its_start():
    start = date(2023, 7, 24)
    pause = (date(2023, 7, 26), date(2023, 7, 28))
    assert add_workdays(start, 3) == date(2023, 7, 27)
    assert add_workdays(start, 2, excluded=[pause]) == date(2023, 7, 26)
    assert add_workdays(start, 3, excluded=[pause]) == date(2023, 7, 31)


def test_negative_count_is_refused():
    with pytest.raises(ValueError):
        add_workdays(date(2023, 7, 24), -1)


def test_rest_days_move_both_ways():
    assert workday_from(date(2026, 10, 3)) == date(2026, 10, 8)
    assert workday_until(date(2026, 1, 31)) == date(2026, 1, 30)
    assert next_workday(date(2023, 9, 28)) == date(2023, 10, 7)


def test_remaining_is_negative_after_the_due_day():
    assert remaining_workdays(date(2023, 8, 18), date(2023, 8, 22)) == 2
    assert remaining_workdays(date(2023, 8, 22), date(2023, 8, 22)) == 0
    assert remaining_workdays(date(2023, 8, 24), date(2023, 8, 22)) == -2


@given(DAYS, st.integers(1, 60))
def test_never_ends_on_a_rest_day(start, count):
    assert is_workday(add_workdays(start, count))


@given(DAYS, COUNTS, COUNTS)
def test_grows_with_the_count(start, one, two):
    less, more = sorted((one, two))
    assert add_workdays(start, less) <= add_workdays(start, more)


@given(DAYS, DAYS, COUNTS)
def test_grows_with_the_start(one, two, count):
    earlier, later = sorted((one, two))
    assert add_workdays(earlier, count) <= add_workdays(later, count)


@given(DAYS, COUNTS)
def test_between_is_the_inverse(start, count):
    end = add_workdays(start, count)
    assert workdays_between(start, end) == count
    assert workdays_between(end, start) == -count


@given(DAYS, st.integers(1, 40), st.integers(0, 30), st.integers(0, 30))
def test_excluded_never_shortens(start, count, offset, length):
    after = start + timedelta(days=offset)
    pause = (after, after + timedelta(days=length))
    end = add_workdays(start, count, excluded=[pause])
    assert end >= add_workdays(start, count)
    assert not pause[0] < end <= pause[1]


def test_examples_in_the_docstrings():
    assert doctest.testmod(workdays).failed == 0


STRETCHES = st.lists(
    st.tuples(st.integers(-10, 60), st.integers(-3, 25)).map(
        lambda pair: (timedelta(pair[0]), timedelta(pair[0] + pair[1]))
    ),
    max_size=4,
)


@given(st.dates(date(2019, 1, 1), date(2026, 3, 31)), COUNTS, STRETCHES)
def test_counting_is_the_same_as_day_by_day(start, count, offsets):
    stretches = [(start + after, start + until) for after, until in offsets]
    day, left = start, count
    while left:
        day += timedelta(days=1)
        if not any(after < day <= until for after, until in stretches):
            left -= is_workday(day)
    assert add_workdays(start, count, excluded=stretches) == day
