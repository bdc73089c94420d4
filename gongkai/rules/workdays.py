"""Counting working days by the official year calendar."""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache, lru_cache
from importlib.resources import files

Interval = tuple[date, date]
"""A stretch of days (a, b]: after the first, up to and with the second."""

_DAY = timedelta(days=1)
_SATURDAY = 5


class YearNotPublished(LookupError):
    """The State Council's holiday notice for this year is not in the data."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


@dataclass(frozen=True)
class YearCalendar:
    """The rest days and the worked weekend days of one year, with their notice."""

    year: int
    notice: str
    verified: bool
    off: frozenset[date]
    makeup: frozenset[date]


def _days(first: date, last: date) -> Iterable[date]:
    return (first + _DAY * step for step in range((last - first).days + 1))


def _load() -> tuple[dict[int, YearCalendar], frozenset[str]]:
    text = files("gongkai.rules.data").joinpath("holidays.toml").read_text("utf-8")
    data = tomllib.loads(text)
    calendars = {
        row["year"]: YearCalendar(
            year=row["year"],
            notice=row["notice"],
            verified=row["verified"],
            off=frozenset(day for first, last in row["off"] for day in _days(first, last)),
            makeup=frozenset(row["makeup"]),
        )
        for row in data["year"]
    }
    return calendars, frozenset(data["statutory"]["fixed"])


CALENDARS, _FIXED = _load()


def is_published(year: int) -> bool:
    """True if the holiday notice of `year` is known.

    Source: 全国年节及纪念日放假办法 第七条; the yearly notices in data/holidays.toml.
    """
    return year in CALENDARS


def is_workday(day: date, *, provisional: bool = False) -> bool:
    """True if agencies work on `day`: Monday to Friday without rest days, and make-up days.

    Raises YearNotPublished for a year without notice, unless `provisional`; then only the
    statutory days with a fixed date are left out. Source: 全国年节及纪念日放假办法 第二条;
    国务院关于职工工作时间的规定 第七条.

    >>> is_workday(date(2026, 9, 20)), is_workday(date(2026, 10, 1))
    (True, False)
    """
    calendar = CALENDARS.get(day.year)
    if calendar is not None:
        return day in calendar.makeup or (day.weekday() < _SATURDAY and day not in calendar.off)
    if not provisional:
        raise YearNotPublished(day.year)
    return day.weekday() < _SATURDAY and f"{day:%m-%d}" not in _FIXED


def add_workdays(
    start: date, n: int, *, excluded: Iterable[Interval] = (), provisional: bool = False
) -> date:
    """Return the `n`-th working day after `start`, which itself is not counted.

    Days in the `excluded` stretches (a, b] are not counted. Source: 民法典 第二百零一条;
    政府信息公开条例 第三十三条.

    >>> add_workdays(date(2023, 9, 25), 20)
    datetime.date(2023, 10, 27)
    """
    if n < 0:
        raise ValueError(n)
    day = start
    for after, until in _joined(excluded) if excluded else ():
        before = workdays_between(day, after, provisional=provisional) if after > day else 0
        if n <= before:
            break
        n -= before
        day = max(day, until)
    return _step(day, n, provisional) if n else day


def workdays_between(a: date, b: date, *, provisional: bool = False) -> int:
    """Return how many working days lie in (a, b]; negative if `b` is before `a`.

    Source: 民法典 第二百零一条.

    >>> workdays_between(date(2023, 9, 25), date(2023, 10, 27))
    20
    """
    if b < a:
        return -workdays_between(b, a, provisional=provisional)
    first, last = a.toordinal() + 1, b.toordinal()
    if first > last:
        return 0
    # Nearly always both lie in one year, and lists ask this a hundred thousand times.
    if a.year == b.year:
        days = _workdays_of(a.year, provisional)
        return bisect_right(days, last) - bisect_left(days, first)
    years = range((a + _DAY).year, b.year + 1)
    return sum(
        bisect_right(days, last) - bisect_left(days, first)
        for days in (_workdays_of(year, provisional) for year in years)
    )


@cache
def _workdays_of(year: int, provisional: bool) -> tuple[int, ...]:
    """The working days of a year as ordinals, in order."""
    if year > MAXYEAR:
        raise OverflowError(year)
    days = _days(date(year, 1, 1), date(year, 12, 31))
    return tuple(day.toordinal() for day in days if is_workday(day, provisional=provisional))


@lru_cache(maxsize=4096)
def _step(start: date, n: int, provisional: bool) -> date:
    """The `n`-th working day after `start`, found year by year."""
    first = start.toordinal() + 1
    year = (start + _DAY).year
    days = _workdays_of(year, provisional)
    gone = bisect_left(days, first)
    while gone + n > len(days):
        n -= len(days) - gone
        year, gone = year + 1, 0
        days = _workdays_of(year, provisional)
    return date.fromordinal(days[gone + n - 1])


def _joined(stretches: Iterable[Interval]) -> list[Interval]:
    """The stretches in order, those that touch or overlap made one."""
    joined: list[Interval] = []
    for after, until in sorted(stretches):
        if joined and after <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], until)
        elif after < until:
            joined.append((after, until))
    return joined


def remaining_workdays(today: date, due: date, *, provisional: bool = False) -> int:
    """Return the working days left after `today` up to `due`; negative once it has passed.

    Source: 民法典 第二百零一条.
    """
    return workdays_between(today, due, provisional=provisional)


def next_workday(day: date, *, provisional: bool = False) -> date:
    """Return the first working day after `day`.

    Source: 民法典 第二百零一条.
    """
    return add_workdays(day, 1, provisional=provisional)


def workday_from(day: date, *, provisional: bool = False) -> date:
    """Return `day`, or if it is a rest day the next working day.

    Source: 民法典 第二百零三条.

    >>> workday_from(date(2026, 10, 3))
    datetime.date(2026, 10, 8)
    """
    while not is_workday(day, provisional=provisional):
        day += _DAY
    return day


def workday_until(day: date, *, provisional: bool = False) -> date:
    """Return `day`, or if it is a rest day the last working day before it.

    For dates fixed in the calendar, which do not move: the day to have acted by. Source:
    政府信息公开条例 第五十条 (fixed dates); our reading.

    >>> workday_until(date(2026, 1, 31))
    datetime.date(2026, 1, 30)
    """
    while not is_workday(day, provisional=provisional):
        day -= _DAY
    return day
