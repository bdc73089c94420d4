"""The day page: what is due, what came back, what waits, what was sent out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.work.org.models.person import Person


@dataclass(frozen=True)
class DayPage:
    """Everything the day page shows."""

    on: date


def day_page(person: Person, on: date) -> DayPage:
    """The day page of one person."""
    return DayPage(on)
