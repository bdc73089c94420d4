"""What a time limit is, however it was worded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

KINDS = {
    "fixed": "固定日期",
    "yearly": "每年",
    "quarterly": "每季度",
    "monthly": "每月",
    "workdays_after_event": "事项发生后若干工作日",
    "days_after_event": "事项发生后若干日（自然日）",
    "standing": "长期坚持",
    "vague": "未定日期",
}
LAST_DAY = 31
"""As a day of a month: its last day, however long the month is."""


class NotADeadline(ValueError):
    """The text states no time limit that we know how to read."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NoSuchDay(NotADeadline):
    """The text names a day that its month does not have, as 6月31日."""


class NeedsYear(NotADeadline):
    """The text names a day without its year, and no year was given; `limit` is the rest."""

    def __init__(self, text: str, limit: TimeLimit) -> None:
        super().__init__(text)
        self.limit = limit


@dataclass(frozen=True)
class TimeLimit:
    """A time limit: its kind, and what that kind needs to give a date.

    `month_day` is the day of a yearly limit; 02-29 there means the last day of February. `day` is
    the day of a monthly or quarterly limit (31 = the last one), `month` the month within the
    quarter. `months` stands instead of `days` where the words count months. `parts` holds all
    limits of a text that states several; the outer fields are then those of the governing one.
    """

    kind: str
    date: Date | None = None
    month_day: tuple[int, int] | None = None
    days: int | None = None
    months: int | None = None
    event: str | None = None
    month: int | None = None
    day: int | None = None
    due: Date | None = None
    provisional: bool = False
    parts: tuple[TimeLimit, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the shape that the commands print; what is not known is left out."""
        values: dict[str, Any] = {
            "kind": self.kind,
            "date": self.date and self.date.isoformat(),
            "month_day": self.month_day and "{:02d}-{:02d}".format(*self.month_day),
            "days": self.days,
            "months": self.months,
            "event": self.event,
            "month": self.month,
            "day": self.day,
            "due": self.due and self.due.isoformat(),
            "provisional": self.provisional or None,
            "parts": [part.as_json() for part in self.parts] or None,
        }
        return {key: value for key, value in values.items() if value is not None}


def from_json(values: Mapping[str, Any]) -> TimeLimit:
    """Return the limit that `TimeLimit.as_json` wrote.

    >>> from_json({"kind": "yearly", "month_day": "03-31"}).month_day
    (3, 31)
    """
    month, _, day = values.get("month_day", "").partition("-")
    return TimeLimit(
        kind=values["kind"],
        date=_date(values.get("date")),
        month_day=(int(month), int(day)) if month else None,
        due=_date(values.get("due")),
        days=values.get("days"),
        months=values.get("months"),
        event=values.get("event"),
        month=values.get("month"),
        day=values.get("day"),
        provisional=values.get("provisional", False),
        parts=tuple(from_json(part) for part in values.get("parts", ())),
    )


def _date(text: str | None) -> Date | None:
    return Date.fromisoformat(text) if text else None
