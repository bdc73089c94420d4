"""What comes next: the following deadlines with the rest days between, and duties in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.home.mine import task_title
from gongkai.faces.desk.home.panels import Numbers
from gongkai.faces.ui.dates import cn_day
from gongkai.faces.ui.parts import UNITS, Event
from gongkai.rules.workdays import CALENDARS, is_workday, workday_until
from gongkai.work.ledger.models.duty import State
from gongkai.work.ledger.queries.outlook import ComingDay, coming_days, tallies
from gongkai.work.org.models.organisation import Organisation

_DAYS, _TITLES = 6, 3
_WEEKS = timedelta(days=31)
_DAY = timedelta(days=1)
_GROUPS: tuple[tuple[str, tuple[State, ...]], ...] = (
    ("要办", (State.OVERDUE, State.DUE)),
    ("还没到期", (State.UPCOMING,)),
    ("已完成", (State.FULFILLED, State.LATE)),
    ("持续落实", (State.KEPT,)),
    ("有缺口", (State.BROKEN,)),
    ("须由人判断", (State.MANUAL,)),
)


def coming_events(organisations: Iterable[Organisation], on: date) -> list[Event]:
    """The next deadlines of these organisations, with holidays and make-up days in between."""
    days = coming_days([one.pk for one in organisations], on, _DAYS)
    if not days:
        return []
    dated = [(one.on, _deadline(one, on)) for one in days]
    # Holidays of the whole year would hide the deadlines; what is near changes what one plans.
    dated += list(_rest_days(on, on + _WEEKS))
    return [event for _, event in sorted(dated, key=lambda pair: pair[0])]


def numbers(organisations: Sequence[Organisation]) -> list[Numbers]:
    """The duties of each of these organisations, by how they stand."""
    counted = tallies(one.pk for one in organisations)
    return [
        Numbers(
            title=f"{one.label}的任务",
            url=reverse("desk:ledger_of", args=[one.code]),
            pairs=_pairs(counted[one.pk]),
        )
        for one in organisations
        if counted[one.pk]
    ]


def _pairs(counts: Counter[str]) -> list[tuple[str, str]]:
    found = [(name, sum(counts[state] for state in states)) for name, states in _GROUPS]
    pairs = [(name, f"{count} 项") for name, count in found if count]
    if counts[State.OVERDUE]:
        overdue = f"{counts[State.OVERDUE]} 项"
        pairs[0] = (pairs[0][0], f"{pairs[0][1]}，其中超期 {overdue}")
    return pairs


def _deadline(day: ComingDay, on: date) -> Event:
    clock = clock_until(on, day.on)
    titles = list(dict.fromkeys(task_title(one) for one in day.occurrences))
    more = f"等 {len(day.occurrences)} 项" if len(titles) > _TITLES else ""
    provisional = any(one.provisional for one in day.occurrences)
    text = "；".join(titles[:_TITLES]) + more
    hint = _last_workday(day.on) + ("放假安排还没有公布，日期待定。" if provisional else "")
    return Event(
        title=f"{len(day.occurrences)} 项任务到期",
        text=f"{text}。{hint}" if hint else text,
        kind="next",
        when=f"{_written(day.on, on)}，还有 {clock.remaining} {UNITS[clock.unit]}",
    )


def _written(day: date, on: date) -> str:
    year = f"{day.year}年" if day.year != on.year else ""
    return f"{year}{cn_day(day)}"


def _last_workday(day: date) -> str:
    """Which day is the last to work on it, where the date itself is a day of rest."""
    if is_workday(day, provisional=True):
        return ""
    last = workday_until(day, provisional=True)
    return f"{last.month}月{last.day}日是最后一个工作日。"


def _rest_days(on: date, until: date) -> Iterator[tuple[date, Event]]:
    """Holidays and worked weekend days in (on, until], as far as they are published."""
    # The holiday at the turn of the year stands in two calendars.
    years = range(on.year, until.year + 2)
    known = [CALENDARS[year] for year in years if year in CALENDARS]
    for first, last in _stretches(day for one in known for day in one.off):
        if on < first <= until:
            yield first, Event(f"{_span(first, last)}放假", kind="next", when=_length(first, last))
    for day in sorted(day for one in known for day in one.makeup):
        if on < day <= until:
            yield day, Event("照常上班，计入工作日", kind="next", when=cn_day(day))


def _stretches(off: Iterable[date]) -> Iterator[tuple[date, date]]:
    days = sorted(off)
    first = None
    for n, day in enumerate(days):
        first = first or day
        if n + 1 == len(days) or days[n + 1] - day > _DAY:
            yield first, day
            first = None


def _span(first: date, last: date) -> str:
    start = f"{first.month}月{first.day}日"
    if first == last:
        return start
    end = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    return f"{start}至{end}"


def _length(first: date, last: date) -> str:
    return f"{(last - first).days + 1} 天，不计入工作日"
