"""How dates are written for people, with the rest days and make-up days of the calendar."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from gongkai.rules.workdays import YearNotPublished, is_workday

WEEKDAYS = "一二三四五六日"
_SATURDAY = 5


def as_day(value: date | datetime) -> date:
    """The calendar day in China; a moment is turned into local time first."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def cn_date(value: date | datetime) -> str:
    """A full date: 2023年7月25日."""
    day = as_day(value)
    return f"{day.year}年{day.month}月{day.day}日"


def cn_day(value: date | datetime) -> str:
    """A near date: 9月16日 星期三, and what the calendar says about it where that surprises."""
    day = as_day(value)
    return f"{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}{_mark(day)}"


def _mark(day: date) -> str:
    weekend = day.weekday() >= _SATURDAY
    try:
        works = is_workday(day)
    except YearNotPublished:
        return "" if weekend else "（放假安排未公布）"
    if weekend and works:
        return "（调休上班）"
    return "（放假）" if not weekend and not works else ""
