"""Days named in words: 12月底前, 三季度末, 上半年, 每年3月31日前, 3月至10月."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from gongkai.rules.deadlines.limit import NeedsYear, NoSuchDay, TimeLimit
from gongkai.rules.deadlines.words import (
    NUMBER,
    STRICT_TAIL,
    TIMES,
    VERB_TAIL,
    number,
)

_YEAR = (
    r"(?:(?P<year>\d{4}|[〇○零一二三四五六七八九]{4})年度?"
    r"|(?P<this>今年|本年度|本年|当年度|当年)"
    r"|(?P<next>明年|次年|翌年|下一年度|下一年|下年度|第二年)"
    r"|(?P<every>每年度|每年|每一年|各年度))"
)
# The hour of a day does not change the day.
_HOUR = r"(?:[上下]午|中午)?(?:\d{1,2}(?:时|点|[:：]\d{2})(?:\d{1,2}分)?|下班)?"
_POINT = re.compile(
    rf"^{_YEAR}?(?:的)?"
    rf"(?:(?P<month>{NUMBER})月份?(?:(?P<day>{NUMBER})[日号]{_HOUR}|(?P<of_month>月?底|月?末|上旬|中旬|下旬|初|中))?"
    r"|[第前]?(?P<quarter>[1-4一二两三四])个?季度?(?P<of_quarter>季?末|季?底|初|中)?"
    r"|(?P<half>[上下])半年度?(?P<of_half>底|末|初)?"
    rf"|(?P<year_end>全年(?=(?:至少|不少于)?{NUMBER}次)|年底|年末|岁末|年终|底|末|年内|年度内|全年内|内)?)"
    r"(?P<by>之前|以前|前|以内|之内|内|为止|止)?(?P<tail>.{0,60})$"
)
_START = re.compile(
    rf"^(?:自|从)?(?:(?P<year>\d{{4}})年?度?|(?P<every>每年)|今年|本年|次年)?"
    rf"(?:(?P<month>{NUMBER})月?份?(?:{NUMBER}[日号]|底|初|末)?|第?[1-4一二三四]季度?|上半年)?起?$"
    r"|^(?:即日|.{0,12}之日)起?$"
)
_RANGE = re.compile(r"^(?P<start>[^~至到]{1,16})(?:~+|至(?!少)|到)(?P<end>.+)$")
_LAST_OF_TEN_DAYS = {"上旬": 10, "中旬": 20}
_INEXACT = {"初", "中"}
_LEAP_YEAR = 2024


@dataclass(frozen=True)
class Years:
    """Which year a day without one belongs to: `known` the plan's, `said` by the words before."""

    known: int | None
    said: int | None = None
    every: bool = False


def read_point(text: str, years: Years) -> tuple[TimeLimit, Years] | None:
    """Return the day that `text` names and the year to read the next words with."""
    span = _RANGE.match(text)
    start = span and _START.match(span["start"])
    if span and start:
        return _read_range(span["end"], start, years)
    match = _POINT.match(text)
    if match is None or not _is_complete(match):
        return None
    if _is_inexact(match):
        return TimeLimit("vague"), years
    year, every = _year(match, years)
    month, day = _month_day(match)
    limit = _limit(text, year, month, day, every=every)
    return limit, Years(years.known, None if every else year, every)


def _read_range(end: str, start: re.Match[str], years: Years) -> tuple[TimeLimit, Years] | None:
    """A stretch of time is over with its end; the end takes the year of the start."""
    said = int(start["year"]) if start["year"] else years.said
    every = bool(start["every"]) or years.every
    begun = Years(years.known, said, every)
    found = read_point(end, begun)
    limit = found[0] if found else None
    if limit is None or limit.date is None or not start["month"]:
        return found
    # 11月至3月 ends in the year after: a stretch does not end before it begins.
    says_year = re.match(_YEAR, end)
    if limit.date.month < number(start["month"]) and not says_year:
        return read_point(end, Years(limit.date.year + 1, limit.date.year + 1))
    return found


def _is_complete(match: re.Match[str]) -> bool:
    """True if the match names a day, and what follows it belongs to a time limit."""
    names_year = any(match[name] for name in ("year", "this", "next", "every"))
    names_end = match["year_end"]
    tail = match["tail"]
    if match["month"] or match["quarter"] or match["half"]:
        exact = match["day"] or match["of_month"] or match["quarter"] or match["half"]
    elif names_end:
        if names_end in {"底", "末", "内"} and not names_year:
            return False
        exact = names_end
    else:
        return names_year and (bool(match["by"]) or _is_bare(tail))
    if match["by"]:
        return True
    return bool((VERB_TAIL if exact else STRICT_TAIL).match(tail) or TIMES.match(tail))


def _is_bare(tail: str) -> bool:
    return bool(STRICT_TAIL.match(tail) or TIMES.match(tail))


def _is_inexact(match: re.Match[str]) -> bool:
    """True for 5月初, and for 10月前, which may leave October out or take it in."""
    if {match["of_month"], match["of_quarter"], match["of_half"]} & _INEXACT:
        return True
    exact = ("day", "of_month", "of_quarter", "half", "year_end")
    return (match["by"] or "").endswith("前") and not any(match[name] for name in exact)


def _year(match: re.Match[str], years: Years) -> tuple[int | None, bool]:
    if match["every"]:
        return None, True
    if match["year"]:
        return number(match["year"]), False
    if match["next"]:
        base = years.said or years.known
        return (base + 1 if base is not None else None), False
    if match["this"]:
        return years.known, False
    return years.said or years.known, years.every


def _month_day(match: re.Match[str]) -> tuple[int, int | None]:
    """Return month and day; no day is the last of the month."""
    if match["month"]:
        ten_days = _LAST_OF_TEN_DAYS.get(match["of_month"])
        return number(match["month"]), number(match["day"]) if match["day"] else ten_days
    if match["quarter"]:
        return number(match["quarter"]) * 3, None
    return (6 if match["half"] == "上" else 12), None


def _limit(text: str, year: int | None, month: int, day: int | None, *, every: bool) -> TimeLimit:
    if not 1 <= month <= 12:  # noqa: PLR2004
        raise NoSuchDay(text)
    longest = calendar.monthrange(_LEAP_YEAR if year is None else year, month)[1]
    if day is not None and not 1 <= day <= longest:
        raise NoSuchDay(text)
    if every:
        return TimeLimit("yearly", month_day=(month, day or longest))
    if year is None:
        raise NeedsYear(text, _without_year(month, day, longest))
    return TimeLimit("fixed", date=date(year, month, day or longest))


def _without_year(month: int, day: int | None, longest: int) -> TimeLimit:
    """The end of February has no day until the year is known."""
    february_end = day is None and month == 2  # noqa: PLR2004
    return TimeLimit("fixed", month_day=None if february_end else (month, day or longest))
