"""Counting working days by the official year calendar."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
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
    pauses = tuple(excluded)
    day = start
    while n:
        day += _DAY
        if any(after < day <= until for after, until in pauses):
            continue
        n -= is_workday(day, provisional=provisional)
    return day


def workdays_between(a: date, b: date, *, provisional: bool = False) -> int:
    """Return how many working days lie in (a, b]; negative if `b` is before `a`.

    Source: 民法典 第二百零一条.

    >>> workdays_between(date(2023, 9, 25), date(2023, 10, 27))
    20
    """
    if b < a:
        return -workdays_between(b, a, provisional=provisional)
    return sum(is_workday(day, provisional=provisional) for day in _days(a + _DAY, b))


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
