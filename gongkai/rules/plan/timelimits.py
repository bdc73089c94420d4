"""Asking the rules for time limits on behalf of a plan."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from gongkai.rules.deadlines import NotADeadline, parse_deadline

# A due date belongs to the year's work, not to what the plan says.
_NOT_STATED = {"due", "provisional"}
_LONGEST = 60
_SOME_YEAR = 2020
_CLAUSE_END = re.compile(r"(?<![后起])[，,；;。]")


def time_limit(text: str, issued: date | None, year: int | None) -> dict[str, Any] | None:
    """Return the deadline of contract 1 for `text`, or None if it is no time limit."""
    try:
        found = parse_deadline(text, issued=issued, year=year).as_json()
    except NotADeadline:
        return None
    return _stated(found)


def _stated(limit: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in limit.items() if key not in _NOT_STATED}
    if "parts" in kept:
        kept["parts"] = [_stated(part) for part in kept["parts"]]
    return kept


@lru_cache(maxsize=20_000)
def is_time_limit(text: str) -> bool:
    """True if `text` begins with a time limit, in whatever year.

    >>> is_time_limit("2023年12月底前完成"), is_time_limit("市财政局，12月底前完成")
    (True, False)
    """
    if not text or len(text) > _LONGEST:
        return False
    first = _CLAUSE_END.split(text, maxsplit=1)[0]
    return time_limit(first, date(_SOME_YEAR, 1, 1), _SOME_YEAR) is not None
