"""The date under a document, read from its text to propose its 成文日期."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gongkai.rules.deadlines.words import number

_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})"
_SMALL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_WORDS = rf"{_YEAR}\s*年\s*(?P<month>{_SMALL})\s*月\s*(?P<day>{_SMALL})\s*日"
_FIGURES = r"(?P<year>(?:19|20)\d{2})(?P<sign>[-./])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
_FORMS = tuple(re.compile(rf"(?<!\d){form}(?!\d)", re.ASCII) for form in (_WORDS, _FIGURES))


@dataclass(frozen=True)
class SignedOn:
    """A date found in a text, with the line it stands in; `is_alone` if nothing else is there."""

    on: date
    line: str
    is_alone: bool


def signed_on(text: str) -> SignedOn | None:
    """Return the last date that stands on a line of its own, else the last one of the text.

    It is a proposal for a person to confirm: dates of other things stand in texts too.
    Source: GB/T 9704-2012 (成文日期 under the text, on a line of its own; unverified).

    >>> signed_on("各科室：\\n二〇二一年三月五日\\n抄送：存档").on
    datetime.date(2021, 3, 5)
    """
    found = [one for line in text.splitlines() for one in _dates(line.strip())]
    alone = [one for one in found if one.is_alone]
    chosen = alone or found
    return chosen[-1] if chosen else None


def _dates(line: str) -> list[SignedOn]:
    matches = [match for form in _FORMS for match in form.finditer(line)]
    matches.sort(key=lambda match: match.start())
    read = [(match, _as_date(match)) for match in matches]
    return [
        SignedOn(day, line, is_alone=match.group() == line)
        for match, day in read
        if day is not None
    ]


def _as_date(match: re.Match[str]) -> date | None:
    try:
        return date(*(number(match[name]) for name in ("year", "month", "day")))
    except ValueError:
        return None
