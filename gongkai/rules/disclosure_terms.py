"""The last day to publish: the general term of an item, or one that another law sets within it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.rules.catalogue import TERMS, Term
from gongkai.rules.deadlines import TimeLimit, count_from, parse_deadline

GENERAL_WORKDAYS = 20
GENERAL_SOURCE = "政府信息公开条例 第二十六条"
OTHER = "其他（一般时限）"
"""Chosen by whoever says that none of the special matters of an item is meant."""

_LIMITS = {term.limit: parse_deadline(term.limit) for term in TERMS}
_LAST_DAY_OF_YEAR = (12, 31)
YEARLY = frozenset(term.matter for term in TERMS if _LIMITS[term.limit].month_day is not None)
"""The matters that have their day in the calendar, whenever they were formed."""


@dataclass(frozen=True)
class Due:
    """The last day to publish something in time, and under which rule.

    `verified` is False where nobody has compared the rule with its text; `provisional` where the
    holidays of the year are not announced yet.
    """

    on: date
    limit: str
    source: str
    verified: bool
    matter: str = ""
    provisional: bool = False


def terms_along(codes: Iterable[str]) -> tuple[Term, ...]:
    """Return the special terms of an item and of those above it, whose codes are given.

    Source: 政府信息公开条例 第二十六条 (法律、法规另有规定的，从其规定).

    >>> [term.matter for term in terms_along(["P20-09-01", "P20-09", "P20"])]
    ['中标、成交结果', '政府采购合同']
    """
    line = set(codes)
    return tuple(term for term in TERMS if term.item in line)


def matters_along(codes: Iterable[str]) -> tuple[str, ...]:
    """Return what a record under an item has to choose from; empty where nothing special is.

    Source: 政府信息公开条例 第二十六条.

    >>> matters_along(["P20-05"])
    ('行政许可决定', '其他（一般时限）')
    """
    special = tuple(term.matter for term in terms_along(codes))
    return (*special, OTHER) if special else ()


def due_for(
    formed_on: date,
    *,
    codes: Iterable[str] = (),
    matter: str = "",
    workdays: int = GENERAL_WORKDAYS,
    revises: bool = False,
) -> Due:
    """Return the last day to publish what was formed or changed on `formed_on`.

    `codes` are those of the item and of all above it, `workdays` its general term, `revises`
    says that an earlier state of the same information is public already. Natural days that end
    on a rest day end on the next working day; a day fixed in the calendar stays. Source:
    政府信息公开条例 第二十六条; 民法典 第二百零三条.

    >>> due_for(date(2026, 9, 23)).on
    datetime.date(2026, 10, 28)
    """
    term = next((one for one in terms_along(codes) if one.matter == matter), None)
    if term is None:
        return _general(formed_on, workdays)
    limit = _LIMITS[term.limit]
    if limit.month_day is None:
        due_on, provisional = count_from(limit, formed_on)
    else:
        due_on, provisional = _yearly(limit.month_day, formed_on), False
        if revises and formed_on > due_on:
            # What changes after the yearly day can only be told after it changed.
            return _general(formed_on, workdays)
    return Due(due_on, term.limit, term.source, term.verified, matter, provisional)


def _general(formed_on: date, workdays: int) -> Due:
    due_on, provisional = count_from(TimeLimit("workdays_after_event", days=workdays), formed_on)
    limit = f"形成或变更之日起{workdays}个工作日内"
    return Due(due_on, limit, GENERAL_SOURCE, verified=True, provisional=provisional)


def _yearly(month_day: tuple[int, int], formed_on: date) -> date:
    """The day after the last year that had ended, of which such information tells (ours)."""
    is_last_day = (formed_on.month, formed_on.day) == _LAST_DAY_OF_YEAR
    return date(formed_on.year + is_last_day, *month_day)
