"""Whether an item of the catalogue is kept up to date: its periods, what changed, who answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from gongkai.rules.deadlines import NotADeadline, TimeLimit, count_from, parse_deadline
from gongkai.rules.deadlines.due import day_of_month
from gongkai.rules.deadlines.limit import LAST_DAY
from gongkai.rules.deadlines.words import STRETCH_ENDS

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""How many months each kind of period lasts."""

_DAY = timedelta(days=1)
_QUARTERS = "一二三四"


class State(StrEnum):
    """How a period or a change stands on a day."""

    PUBLISHED = "published"
    LATE = "late"
    NOTHING = "nothing"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, half or whole year of an item, and the last day to publish what it brought.

    `provisional`: the holidays that the last day rests on are not announced yet. `is_fixed`: the
    last day is one of the calendar, not counted from the end of the period.
    """

    from_on: date
    until_on: date
    due_on: date
    provisional: bool = False
    is_fixed: bool = False

    def counts(self, since: date, until: date | None) -> bool:
        """True if its end, or its fixed last day, lies from `since` on and before `until`."""
        telling = self.due_on if self.is_fixed else self.until_on
        return since <= telling and (until is None or telling < until)

    @property
    def label(self) -> str:
        return label_of(self.from_on, self.until_on)


@dataclass(frozen=True)
class Published:
    """What was public from `on` to the day `gone_on`, on which it was so no more.

    `covers` is the first day of the period that it says it tells of; None if it says nothing.
    """

    on: date
    formed_on: date
    gone_on: date | None = None
    covers: date | None = None


@dataclass(frozen=True)
class Standing:
    """A state; since when it is answered, and since when it last went unanswered past its day.

    `answer` is the publication that answers, None if there is none or a statement does.
    """

    state: State
    answered_on: date | None = None
    wrong_since: date | None = None
    answer: Published | None = field(default=None, compare=False)


def label_of(from_on: date, until_on: date) -> str:
    """Return what people call the stretch from one day to another.

    Source: ours.

    >>> label_of(date(2026, 7, 1), date(2026, 9, 30)), label_of(date(2026, 2, 1), date(2026, 2, 28))
    ('2026年第三季度', '2026年2月')
    """
    for kind in MONTHS:
        if bounds_of(kind, from_on) == (from_on, until_on):
            year = f"{from_on.year}年"
            quarter = f"第{_QUARTERS[(from_on.month - 1) // 3]}季度"
            half = "上半年" if from_on.month == 1 else "下半年"
            names = {"month": f"{from_on.month}月", "quarter": quarter, "half": half}
            return year + names.get(kind, "")
    return f"{from_on:%Y-%m-%d}至{until_on:%Y-%m-%d}"


def bounds_of(kind: str, day: date) -> tuple[date, date]:
    """Return the first and last day of the month, quarter, half or year in which `day` lies.

    Source: ours; 民法典 第二百零四条 (calendar periods).

    >>> bounds_of("quarter", date(2026, 8, 15))
    (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    """
    length = MONTHS[kind]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    return first, day_of_month(first.year, first.month + length - 1, LAST_DAY)


def period_at(kind: str, day: date, *, workdays: int, limit: str = "") -> Period:
    """Return the period in which `day` lies, with the last day to publish for it.

    That is the day which the `limit` in words fixes after the end of the period, else so many
    workdays after that end. A day fixed in the calendar does not move when it is a rest day.
    Source: 政府信息公开条例 第二十六条; 民法典 第二百零三条; our reading of fixed days.

    >>> period_at("quarter", date(2026, 8, 15), workdays=20).due_on
    datetime.date(2026, 11, 3)
    >>> period_at("year", date(2025, 5, 1), workdays=20, limit="每年3月31日前").due_on
    datetime.date(2026, 3, 31)
    """
    from_on, until_on = bounds_of(kind, day)
    words = _read(limit)
    fixed = _fixed_day(kind, words, until_on)
    if fixed is not None:
        return Period(from_on, until_on, fixed, is_fixed=True)
    if words is None or words.event not in STRETCH_ENDS:
        words = TimeLimit("workdays_after_event", days=workdays)
    return Period(from_on, until_on, *count_from(words, until_on))


def ended_periods(
    kind: str, *, since: date, on: date, workdays: int, limit: str = "", until: date | None = None
) -> tuple[Period, ...]:
    """Return the periods that ended before the day `on`, the earliest first.

    The item is kept from `since`, and no more from `until`. A period counts if it ended within
    that time; so does a fixed last day that lies within it. Source: 政府信息公开条例 第二十六条;
    the beginning and the end are our reading.

    >>> [one.label for one in ended_periods(
    ...     "month", since=date(2026, 1, 20), on=date(2026, 3, 1), workdays=20)]
    ['2026年1月', '2026年2月']
    """
    found = (
        period_at(kind, first, workdays=workdays, limit=limit) for first in _firsts(kind, since, on)
    )
    return tuple(one for one in found if one.until_on < on and one.counts(since, until))


def period_standing(
    period: Period, published: Iterable[Published], stated_on: date | None, on: date
) -> Standing:
    """Return how the period stands at the end of the day `on`.

    What says which period it tells of counts for that one alone; anything else counts for the
    periods in which, or in whose time to publish, it was formed. `stated_on` is the day on which
    somebody signed that there was nothing. Source: 政府信息公开条例 第二十六条; ours.
    """
    telling = [one for one in published if _tells(one, period)]
    return _standing(period.due_on, telling, stated_on, on)


def change_standing(
    formed_on: date, due_on: date, published: Iterable[Published], on: date
) -> Standing:
    """Return how a change of the day `formed_on` stands at the end of the day `on`.

    It is answered by what was formed and published on that day or later. Source:
    政府信息公开条例 第二十六条.
    """
    telling = [one for one in published if formed_on <= min(one.formed_on, one.on)]
    return _standing(due_on, telling, None, on)


def holder_changes(held: Iterable[tuple[int, date, date | None]]) -> tuple[date, ...]:
    """Return the days on which other people began to hold a post, or its last holder left.

    `held` are a person, the first day and the last one (None: still). Whoever held it first
    changed nothing. Source: 政府信息公开条例 第二十条第（二）项 (负责人姓名); ours.

    >>> holder_changes([(1, date(2025, 1, 1), date(2026, 3, 31)), (2, date(2026, 4, 1), None)])
    (datetime.date(2026, 4, 1),)
    """
    posts = list(held)
    days = {first for _, first, _ in posts} | {last + _DAY for _, _, last in posts if last}
    return tuple(
        day
        for day in sorted(days)
        if any(first < day for _, first, _ in posts)
        and _holders(posts, day) != _holders(posts, day - _DAY)
    )


def _holders(posts: Iterable[tuple[int, date, date | None]], day: date) -> set[int]:
    return {who for who, first, last in posts if first <= day and (last is None or day <= last)}


def _read(limit: str) -> TimeLimit | None:
    try:
        return parse_deadline(limit) if limit else None
    except NotADeadline:
        # Words such as 按季度 or 及时 name no day: then the workdays of the item count.
        return None


def _fixed_day(kind: str, words: TimeLimit | None, until_on: date) -> date | None:
    """The day after the end of the period that the words fix, if they fix one."""
    year, month = until_on.year, until_on.month
    if words is None:
        return None
    if kind == "year" and words.kind == "yearly" and words.month_day:
        return day_of_month(year + 1, *words.month_day)
    # 每月底前 asks for something by the end of a month, not by that of the next one.
    if words.day is None or words.day == LAST_DAY:
        return None
    if kind == "month" and words.kind == "monthly":
        return _shifted(year, month, 1, words.day)
    if kind == "quarter" and words.kind == "quarterly":
        return _shifted(year, month, words.month or 1, words.day)
    return None


def _shifted(year: int, month: int, months: int, day: int) -> date:
    later, rest = divmod(month - 1 + months, 12)
    return day_of_month(year + later, rest + 1, day)


def _firsts(kind: str, since: date, on: date) -> Iterator[date]:
    """The first days of the period before the one of `since` and of all up to that of `on`."""
    first = bounds_of(kind, bounds_of(kind, since)[0] - _DAY)[0]
    while first <= on:
        yield first
        first = bounds_of(kind, first)[1] + _DAY


def _tells(one: Published, period: Period) -> bool:
    if one.on < period.from_on:
        return False
    if one.covers is not None:
        return one.covers == period.from_on
    return period.from_on <= one.formed_on <= max(period.until_on, period.due_on)


def _standing(
    due_on: date, published: Sequence[Published], stated_on: date | None, on: date
) -> Standing:
    public = [(one.on, one.gone_on) for one in published if one.on <= on]
    stated = [(stated_on, None)] if stated_on is not None and stated_on <= on else []
    wrong_since = _wrong_since(due_on, [*public, *stated], on)
    if begun := [one for one in published if _lasts(one.on, one.gone_on, on)]:
        first = min(begun, key=lambda one: one.on)
        state = State.PUBLISHED if wrong_since is None else State.LATE
        return Standing(state, first.on, wrong_since, first)
    if stated:
        return Standing(State.NOTHING, stated_on, wrong_since)
    return Standing(State.DUE if on <= due_on else State.OVERDUE, None, wrong_since)


def _wrong_since(
    due_on: date, answers: Sequence[tuple[date, date | None]], on: date
) -> date | None:
    """The day from which on nothing answered: the last one, after `due_on`; None if none was so.

    Days are looked at as they ended: what came on the day after the last one is late.
    """
    if on <= due_on:
        return None

    def is_bare(day: date) -> bool:
        return not any(_lasts(*one, day) for one in answers)

    ends = {gone_on for _, gone_on in answers if gone_on is not None and due_on < gone_on <= on}
    since = [day for day in ends if is_bare(day)]
    if is_bare(due_on):
        since.append(due_on + _DAY)
    return max(since, default=None)


def _lasts(first: date, gone_on: date | None, day: date) -> bool:
    return first <= day and (gone_on is None or day < gone_on)
