"""Asking the rules for time limits on behalf of a plan."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from gongkai.rules.deadlines import NotADeadline, parse_deadline

_KEPT = ("kind", "date", "month_day", "days", "event")
_LONGEST = 60


@lru_cache(maxsize=20_000)
def _parsed(text: str, issued: date | None, year: int | None) -> tuple[tuple[str, Any], ...] | None:
    try:
        found = parse_deadline(text, issued=issued, year=year).as_json()
    except NotADeadline:
        return None
    return tuple((key, value) for key, value in found.items() if key in _KEPT)


def time_limit(text: str, issued: date | None, year: int | None) -> dict[str, Any] | None:
    """Return the deadline of contract 1 for `text`, or None if it is no time limit."""
    found = _parsed(text, issued, year)
    return None if found is None else dict(found)


def is_time_limit(text: str) -> bool:
    """True if `text` states a time limit in some year."""
    return 0 < len(text) <= _LONGEST and _parsed(text, date(2020, 1, 1), 2020) is not None
