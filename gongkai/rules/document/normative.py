"""Normative documents: their registration number, how long they may last, when to clean them up."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from gongkai.rules.document.fields import Metadata, load
from gongkai.rules.document.remarks import Remark

_DATA = load()["normative"]
REGISTRATION_PATTERN: str = _DATA["registration_pattern"]
_YEARS: int = _DATA["years"]
_PROVISIONAL_YEARS: int = _DATA["provisional_years"]
_PROVISIONAL_WORDS: tuple[str, ...] = tuple(_DATA["provisional_words"])
_REVIEW_MONTHS: int = _DATA["review_months"]
_MONTHS = 12
EXPIRED, EXPIRING = "expired", "expiring"


def normative_remarks(
    metadata: Metadata, *, pattern: str = REGISTRATION_PATTERN
) -> tuple[Remark, ...]:
    """Return what looks odd about a normative document; a document without 登记号 is none.

    Nothing blocks: the forms of numbers and the terms are those of each province.
    Source: 国办发〔2018〕37号 and provincial rules (unverified).
    """
    if not metadata.registration_number:
        return ()
    return (*_number_remarks(metadata.registration_number, pattern), *_term_remarks(metadata))


def longest_term(title: str) -> int:
    """Return for how many years a normative document of that title may be valid.

    Source: provincial rules on 规范性文件有效期 (unverified).

    >>> longest_term("青禾区停车管理暂行办法"), longest_term("青禾区停车管理办法")
    (2, 5)
    """
    is_provisional = any(word in title for word in _PROVISIONAL_WORDS)
    return _PROVISIONAL_YEARS if is_provisional else _YEARS


def months_later(day: date, months: int) -> date:
    """Return the same day of another month, or its last day where that month is shorter.

    Source: 民法典 第二百零二条.

    >>> months_later(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def cleanup_on(day: date, expires_on: date | None) -> str:
    """Return whether a document has `expired`, is `expiring` within six months, or neither ("").

    Source: 国办发〔2018〕37号 (动态清理, unverified); the six months are practice.
    """
    if expires_on is None:
        return ""
    if expires_on < day:
        return EXPIRED
    return EXPIRING if expires_on <= months_later(day, _REVIEW_MONTHS) else ""


def _number_remarks(number: str, pattern: str) -> Iterator[Remark]:
    if re.fullmatch(pattern, number, re.ASCII) is None:
        yield Remark("registration_number_form", False, (("number", number),))


def _term_remarks(metadata: Metadata) -> Iterator[Remark]:
    years, expires_on = longest_term(metadata.title), metadata.expires_on
    from_on = metadata.effective_on or metadata.issued_on
    if expires_on is None:
        yield Remark("term_missing", False, (("years", years),))
    elif from_on is not None and expires_on > (last := months_later(from_on, years * _MONTHS)):
        yield Remark("term_too_long", False, (("years", years), ("last_on", last)))
