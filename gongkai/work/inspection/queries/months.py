"""Months as they are scored: which are locked, where one begins and ends."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date

from gongkai.rules.scoring import Month as RuleMonth
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Month
from gongkai.work.journal.deeds import Refused

_LENGTH = len("2023-10")
# From the first version of the 条例 on; what lies far beyond is a slip of the pen.
FIRST_YEAR, LAST_YEAR = 2008, 2100


def read_month(text: str) -> RuleMonth:
    """The month written as YYYY-MM; anything else is refused."""
    try:
        month = RuleMonth.parse(text) if len(text) == _LENGTH else None
    except ValueError:
        month = None
    if month is None or str(month) != text or not FIRST_YEAR <= month.year <= LAST_YEAR:
        raise Refused("month_unreadable", text=text)
    return month


def month_of(day: date) -> RuleMonth:
    """The month in which the day lies."""
    return RuleMonth(day.year, day.month)


def first_day(month: RuleMonth) -> date:
    """The first day of the month."""
    return date(month.year, month.month, 1)


def last_day(month: RuleMonth) -> date:
    """The last day of the month."""
    return date(month.year, month.month, monthrange(month.year, month.month)[1])


def following(month: RuleMonth) -> RuleMonth:
    """The month after."""
    return RuleMonth(month.year + month.month // 12, month.month % 12 + 1)


def preceding(month: RuleMonth) -> RuleMonth:
    """The month before."""
    return RuleMonth(month.year - (month.month == 1), (month.month - 2) % 12 + 1)


def locked_months() -> frozenset[str]:
    """The months that can no longer change."""
    return frozenset(Month.objects.filter(locked_at__isnull=False).values_list("month", flat=True))


def is_locked(month: str) -> bool:
    """True if the month can no longer change."""
    return Month.objects.filter(month=month, locked_at__isnull=False).exists()


def counting_month(happened_on: date, found_on: date, locked: Collection[str]) -> RuleMonth:
    """The month in which a fact counts: its own, or if that is locked the month of discovery.

    What comes to light after a month was locked must neither change it nor be lost.
    """
    month = month_of(happened_on)
    if str(month) in locked:
        month = max(month, month_of(found_on))
    while str(month) in locked:
        month = following(month)
    return month


def counted_on(finding: Finding) -> date:
    """The day under which a finding counts in its month: that of the fact, or the first day."""
    return max(finding.happened_on, first_day(read_month(finding.month)))
