"""Whether a document is in force on a day, from its own dates and from those that change it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.rules.document.fields import load, validity_on

_DATA = load()["relations"]
# What a document does to another one, and what the other one calls it.
RELATIONS: dict[str, str] = _DATA["labels"]
RELATIONS_BACK: dict[str, str] = _DATA["back"]
ENDING = frozenset({"repeals", "replaces"})
CHANGING = ENDING | {"amends"}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Touch:
    """What another document does to this one, from the day on which that one takes effect."""

    kind: str
    on: date
    title: str
    index_number: str


@dataclass(frozen=True)
class Effect:
    """The validity of a document on a day; since when, and by which other document."""

    status: str
    since: date | None = None
    by: Touch | None = None


def effect_on(
    day: date,
    *,
    effective_on: date | None = None,
    expires_on: date | None = None,
    touches: Iterable[Touch] = (),
) -> Effect:
    """Return the validity on `day`; the first repeal ends a document, the last change marks it.

    Source: 国办发〔2018〕37号 practice (unverified); our reading.

    >>> effect_on(date(2026, 3, 1), expires_on=date(2026, 2, 28)).status
    'lapsed'
    """
    known = sorted((one for one in touches if one.on <= day), key=lambda one: one.on)
    ending = next((one for one in known if one.kind in ENDING), None)
    amending = next((one for one in reversed(known) if one.kind == "amends"), None)
    status = validity_on(
        day,
        effective_on=effective_on,
        expires_on=expires_on,
        repealed_on=ending.on if ending else None,
        amended_on=amending.on if amending else None,
    )
    by = {"repealed": ending, "amended": amending}.get(status)
    if by is not None:
        return Effect(status, by.on, by)
    if status == "lapsed" and expires_on is not None:
        return Effect(status, expires_on + _DAY)
    return Effect(status)
