"""The time limit of a row: the workdays and the period that follow from its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from gongkai.rules.basic_catalogue.columns import DATA
from gongkai.rules.basic_catalogue.texts import line
from gongkai.rules.deadlines import NotADeadline, TimeLimit, parse_deadline
from gongkai.rules.deadlines.words import STRETCH_ENDS, normalise

_LIMIT = DATA["limit"]
GENERAL: int = _LIMIT["general_workdays"]
_GENERAL_DAYS: int = _LIMIT["general_days"]
_AT_ONCE: dict[str, object] = _LIMIT["at_once"]
_AT_ONCE_WORDS: tuple[str, ...] = tuple(_LIMIT["at_once"]["words"])
_AT_ONCE_WORKDAYS: int = _LIMIT["at_once"]["workdays"]
_WORKDAYS_OF_A_MONTH = 23
_PIECES = re.compile(r"[；;\s]+(?=[《〈【（(]|$)|[；;]+")
_PERIODS = {
    "monthly": "month", "quarterly": "quarter", "half_yearly": "half", "yearly": "year",
}  # fmt: skip
# 每半年 is read as the two days on which the halves of a year end.
_HALVES = {(6, 30), (12, 31)}
_UNTOLD = {"vague": "limit_vague", "fixed": "limit_once"}
# 法律、法规 may set another term; a rule (规章) may not, and the regulation itself is no other law.
_OTHER_LAW = re.compile(
    r"《(?!(?:中华人民共和国)?政府信息公开条例)[^》]{2,60}(?:(?<!办)法|条例)》[^《]{0,40}?第[一二三四五六七八九十百零〇\d]+条"
)


class BadLimit(ValueError):
    """The words give no term that a row of the catalogue can have; `code` says why.

    limit_unreadable, limit_vague (及时), limit_once (one day of one year), limit_several (two
    periods, or two days of a year), limit_too_long.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text


@dataclass(frozen=True)
class Term:
    """Within how many workdays a piece of information is public, and how often one is due.

    `period` is "", month, quarter, half or year.
    """

    workdays: int
    period: str = ""


def read_term(text: str, basis: str = "") -> Term:
    """Return the term that the words of a time limit set. Raises BadLimit.

    More than 20 workdays only where `basis` names the article of another law or regulation. What
    is counted in natural days is given as many workdays as it can hold, so that nobody is told to
    be late who is not. Source: 政府信息公开条例 第二十六条; 实时 as one workday is our reading.

    >>> read_term("信息形成或变更之日起20个工作日内"), read_term("每季度")
    (Term(workdays=20, period=''), Term(workdays=20, period='quarter'))
    """
    try:
        limit = parse_deadline(text)
    except NotADeadline as error:
        raise BadLimit("limit_unreadable", text) from error
    parts = limit.parts or (limit,)
    for part in parts:
        if part.kind in _UNTOLD:
            raise BadLimit(_UNTOLD[part.kind], text)
    workdays = min(_workdays(part, text, basis) for part in parts)
    return Term(workdays, _period(parts, text))


def names_other_law(basis: str) -> bool:
    """True if a basis names an article of another law or regulation (法律、法规另有规定的).

    Source: 政府信息公开条例 第二十六条.

    >>> names_other_law("《预算法》第十四条"), names_other_law("《政府信息公开条例》第二十条")
    (True, False)
    """
    return bool(_OTHER_LAW.search("".join(basis.split())))


def _workdays(part: TimeLimit, text: str, basis: str) -> int:
    if part.kind == "workdays_after_event":
        days, most = part.days or 0, GENERAL
    elif part.kind == "days_after_event" and part.months:
        days, most = part.months * _WORKDAYS_OF_A_MONTH, GENERAL
    elif part.kind == "days_after_event":
        days, most = part.days or 0, _GENERAL_DAYS
    else:
        return _AT_ONCE_WORKDAYS if _is_at_once(part, text) else GENERAL
    if days <= most:
        return min(days, GENERAL)
    if not names_other_law(basis):
        raise BadLimit("limit_too_long", text)
    return days


def _is_at_once(part: TimeLimit, text: str) -> bool:
    return part.kind == "standing" and normalise(text).startswith(_AT_ONCE_WORDS)


def _period(parts: tuple[TimeLimit, ...], text: str) -> str:
    if {part.month_day for part in parts if part.kind == "yearly"} == _HALVES:
        parts = tuple(part for part in parts if part.kind != "yearly")
        stretches = {"half_yearly"}
    else:
        stretches = set()
    stretches |= {STRETCH_ENDS.get(part.event or "", "") for part in parts}
    found = [
        _PERIODS[kind] for kind in [*(part.kind for part in parts), *stretches] if kind in _PERIODS
    ]
    if len(set(found)) > 1 or found.count("year") > 1:
        raise BadLimit("limit_several", text)
    return found[0] if found else ""


def short_basis(basis: str, longest: int = 200) -> str:
    """Return a basis as an item of the catalogue names it: the whole pieces that fit, then 等.

    Source: ours; the row of the edition keeps all of it.

    >>> short_basis("《预算法》第十四条；\\n《预算法实施条例》第六条", 12)
    '《预算法》第十四条等'
    """
    pieces = [one for one in _PIECES.split(line(basis)) if one]
    whole = "；".join(pieces)
    if len(whole) <= longest:
        return whole
    fitting = [one for one in accumulate(pieces, "{}；{}".format) if len(one) < longest]
    return (fitting[-1] if fitting else whole[: longest - 1]) + "等"
