"""What a time limit asks for between two days: one occurrence after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.rules.deadlines.due import count_from, day_of_month
from gongkai.rules.deadlines.limit import LAST_DAY, TimeLimit
from gongkai.rules.deadlines.parse import is_own_issue
from gongkai.rules.deadlines.words import STRETCH_ENDS

_DAY = timedelta(days=1)
_LENGTH = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


@dataclass(frozen=True, order=True)
class Period:
    """One occurrence of a duty; `key` tells it from the others of that duty for ever."""

    due_on: date
    key: str
    label_zh: str
    starts_on: date
    provisional: bool = False


def periods(limit: TimeLimit, *, start: date, until: date) -> tuple[Period, ...]:
    """Return what `limit` asks for from `start`, the issue of the plan, to its end `until`.

    A fixed day comes once, even if it lies before `start`. A yearly day comes at the first date
    on or after `start`, though that be after `until`, and then each year. Monthly and quarterly
    limits come with every day due within the two. A limit from the issue of the plan comes once.
    What is standing, vague or waits for an event has no occurrence of its own. Source: 民法典
    第二百零一条 至 第二百零四条; our reading.
    """
    found: set[Period] = set()
    for part in limit.parts or (limit,):
        found.update(_periods(part, start, until))
    return tuple(sorted(found))


def _periods(limit: TimeLimit, start: date, until: date) -> Iterator[Period]:
    stretch = STRETCH_ENDS.get(limit.event or "")
    if limit.date:
        yield Period(limit.date, limit.date.isoformat(), _day(limit.date), min(start, limit.date))
    elif limit.month_day and limit.kind == "yearly":
        yield from _yearly(limit.month_day, start, until)
    elif limit.kind in {"monthly", "quarterly"}:
        yield from _within_stretches(limit, start, until)
    elif is_own_issue(limit):
        due, provisional = count_from(limit, start)
        yield Period(due, "issue", f"{_day(due)}前", start, provisional)
    elif stretch:
        yield from _after_stretches(limit, _LENGTH[stretch], start, until)


def _yearly(month_day: tuple[int, int], start: date, until: date) -> Iterator[Period]:
    first = start.year if day_of_month(start.year, *month_day) >= start else start.year + 1
    for year in range(first, max(first, until.year) + 1):
        due = day_of_month(year, *month_day)
        if year == first or due <= until:
            yield Period(due, due.isoformat(), f"{year}年度", max(start, date(year, 1, 1)))


def _within_stretches(limit: TimeLimit, start: date, until: date) -> Iterator[Period]:
    length = _LENGTH[limit.kind]
    for first, _ in _stretches(length, start, until):
        month = first.month + (limit.month or length) - 1
        due = day_of_month(first.year, month, limit.day or LAST_DAY)
        if start <= due <= until:
            yield Period(due, _key(first, length), _label(first, length), first)


def _after_stretches(limit: TimeLimit, length: int, start: date, until: date) -> Iterator[Period]:
    for first, last in _stretches(length, start, until):
        if last <= until:
            due, provisional = count_from(limit, last)
            yield Period(due, _key(first, length), _label(first, length), first, provisional)


def _stretches(length: int, start: date, until: date) -> Iterator[tuple[date, date]]:
    """The months, quarters or halves that have a day between the two."""
    first = date(start.year, (start.month - 1) // length * length + 1, 1)
    while first <= until:
        last = day_of_month(first.year, first.month + length - 1, LAST_DAY)
        yield first, last
        first = last + _DAY


def _key(first: date, length: int) -> str:
    nth = (first.month - 1) // length + 1
    forms = {1: f"{first:%Y-%m}", 3: f"{first.year}-Q{nth}", 6: f"{first.year}-H{nth}"}
    return forms.get(length, str(first.year))


def _label(first: date, length: int) -> str:
    nth = (first.month - 1) // length
    forms = {1: f"{first.month}月", 3: f"第{'一二三四'[nth % 4]}季度", 6: "上下"[nth % 2] + "半年"}
    return f"{first.year}年" + forms.get(length, "度")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
