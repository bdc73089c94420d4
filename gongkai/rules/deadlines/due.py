"""Counting from an event to the day its duty is due."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from gongkai.rules.deadlines.limit import TimeLimit
from gongkai.rules.workdays import (
    YearNotPublished,
    add_workdays,
    workday_from,
    workday_until,
)


class NotCounted(ValueError):
    """A limit of this kind does not run from an event."""


def due_after(limit: TimeLimit, event: date, *, provisional: bool = False) -> date:
    """Return the day on which a limit that runs from `event` is due.

    The day of the event is not counted. Natural days and months that end on a rest day end on
    the next working day. Source: 民法典 第二百零一条, 第二百零二条, 第二百零三条.

    >>> due_after(TimeLimit("workdays_after_event", days=20), date(2023, 7, 25))
    datetime.date(2023, 8, 22)
    >>> due_after(TimeLimit("days_after_event", months=1), date(2023, 8, 31))
    datetime.date(2023, 10, 7)
    """
    if limit.kind == "workdays_after_event" and limit.days:
        return add_workdays(event, limit.days, provisional=provisional)
    if limit.kind == "days_after_event" and limit.months:
        return workday_from(add_months(event, limit.months), provisional=provisional)
    if limit.kind == "days_after_event" and limit.days:
        return workday_from(event + timedelta(days=limit.days), provisional=provisional)
    raise NotCounted(limit.kind)


def count_from(limit: TimeLimit, event: date) -> tuple[date, bool]:
    """Return `due_after` and whether it is provisional, its year's calendar being unpublished.

    Source: rulebook CAL-2; 民法典 第二百零三条.
    """
    try:
        return due_after(limit, event), False
    except YearNotPublished:
        return due_after(limit, event, provisional=True), True


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last of a month that has no such day.

    Source: 民法典 第二百零二条.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day_of_month(year, month + 1, day.day)


def day_of_month(year: int, month: int, day: int) -> date:
    """Return that day, or the last of a shorter month.

    Source: 民法典 第二百零二条 第二款, by analogy.
    """
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def act_by(due: date) -> date:
    """Return the last working day on which what is due on `due` can be done.

    A day fixed in the calendar stays where it is when it falls on a rest day, so the warning has
    to come before. Source: 政府信息公开条例 第五十条 (fixed dates); our reading.

    >>> act_by(date(2026, 1, 31))
    datetime.date(2026, 1, 30)
    """
    try:
        return workday_until(due)
    except YearNotPublished:
        return workday_until(due, provisional=True)
