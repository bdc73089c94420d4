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
_PIECES = re.compile(r"[，,；;。]")
_NAMES_A_TIME = re.compile(r"季度|半年|\d月|年[底末内]|20\d\d年")
_HEAD = re.compile(
    r"^(?:\d[.、])?((?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|年[底末]"
    r"|\d{1,2}月份?(?:\d{1,2}日|[上中下]旬|[底末初])?)(?:以?前|之前|内|末|底)?)"
)
# A time that something else is counted from, or that comes again, is not the time itself.
_TURNS = re.compile(r"[后起每至到]|前后|左右")
_CLAUSE_END = re.compile(r"(?<![后起])[，,；;。]")


def time_limit(text: str, issued: date | None, year: int | None) -> dict[str, Any] | None:
    """Return the deadline of contract 1 for `text`, or None if it is no time limit.

    A text that names several times is one only if all of them are understood: 一季度启动，
    四季度总结 must not be due in the first quarter.
    """
    pieces = [piece for piece in _PIECES.split(text) if _NAMES_A_TIME.search(piece)]
    whole = _parsed(text, issued, year)
    if len(pieces) < 2 or all(_parsed(piece, issued, year) for piece in pieces):  # noqa: PLR2004
        return whole
    heads = [_HEAD.match(piece) for piece in pieces]
    if not all(heads) or any(_TURNS.search(piece) for piece in pieces):
        return None
    return _parsed("，".join(head.group(1) for head in heads if head), issued, year)


def _parsed(text: str, issued: date | None, year: int | None) -> dict[str, Any] | None:
    try:
        return _stated(parse_deadline(text, issued=issued, year=year).as_json())
    except NotADeadline:
        return None


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
