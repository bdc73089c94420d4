"""The marks that a publication bears for ever: late, dates that do not fit, changed, taken over.

A mark is never lost: it passes to every later publication of the record, and the terms of all days
that were ever claimed count, so that no edit of a date can hide anything.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from gongkai.rules.document.numbers import BadNumber, read_document_number

LATE, DATES_UNFIT = "late", "dates_unfit"
REDATED, TAKEN_OVER = "redated", "taken_over"


def _load() -> dict[str, Any]:
    return tomllib.loads(files("gongkai.rules.data").joinpath("marks.toml").read_text("utf-8"))


_DATA = _load()
MARKS: dict[str, str] = _DATA["marks"]["labels"]
MARKS_STAY: str = _DATA["marks"]["explained"]
MARK_SENTENCES: dict[str, str] = {
    code: text for code, text in _DATA["sentences"].items() if code not in {"source", "verified"}
}


@dataclass(frozen=True)
class Claim:
    """The days that one publication claims, and the day on which it was made.

    `terms` are days from which a term of publication runs, each with the last day of that term.
    `marks` are those that it was given when it was made, `is_late` what was said of its own term.
    """

    published_on: date
    formed_on: date
    terms: tuple[tuple[date, date], ...] = ()
    issued_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    first_public_on: date | None = None
    document_number: str = ""
    is_document: bool = False
    marks: tuple[str, ...] = ()
    is_late: bool = False


@dataclass(frozen=True)
class MarkReason:
    """Why there is a mark: the code of a sentence, and what the sentence needs."""

    mark: str
    code: str
    values: tuple[tuple[str, object], ...]


def permanent_marks(now: Claim, before: Sequence[Claim] = ()) -> tuple[str, ...]:
    """Return the codes of all marks of a publication whose record had those `before` it, in order.

    Source: 政府信息公开条例 第二十六条; our reading.

    >>> last = date(2023, 8, 22)
    >>> late = Claim(date(2023, 9, 1), date(2023, 7, 25), ((date(2023, 7, 25), last),))
    >>> permanent_marks(late)
    ('late',)
    >>> permanent_marks(Claim(date(2023, 9, 4), date(2023, 8, 30)), (late,))
    ('late', 'redated')
    """
    found = {one.mark for one in mark_reasons(now, before)}
    inherited = {mark for one in before for mark in one.marks}
    return tuple(mark for mark in MARKS if mark in found | inherited)


def mark_reasons(now: Claim, before: Sequence[Claim] = ()) -> tuple[MarkReason, ...]:
    """Return why the publication bears its marks, as far as the claims tell.

    Source: 政府信息公开条例 第二十六条; our reading.
    """
    claims = (*before, now)
    found = [
        *_late(claims),
        *(reason for one in claims for reason in _unfit(one)),
        *(reason for place in range(1, len(claims)) for reason in _redated(claims, place)),
        *(
            _reason(TAKEN_OVER, "taken_over", first_public_on=one.first_public_on)
            for one in claims
            if one.first_public_on
        ),
    ]
    return tuple(dict.fromkeys(found))


def is_late(now: Claim, before: Sequence[Claim] = ()) -> bool:
    """True if what this publication tells of was not public within its own term.

    A correction stays as late as what it corrects, whatever day it claims; a change since then has
    a term of its own. The mark stays in either case. Source: 政府信息公开条例 第二十六条.

    >>> was = Claim(date(2023, 9, 1), date(2023, 7, 25), is_late=True)
    >>> [is_late(Claim(date(2023, 9, 8), date(2023, 9, day)), [was]) for day in (1, 4)]
    [True, False]
    """
    is_change = bool(before) and now.formed_on > before[-1].published_on
    own = [one for one in now.terms if not is_change or one[0] == now.formed_on]
    if any(_public_on((*before, now), from_on) > due_on for from_on, due_on in own):
        return True
    return bool(before) and not is_change and before[-1].is_late


def date_doubts(claim: Claim) -> tuple[MarkReason, ...]:
    """Return what is odd about the days and yet lawful, so that it leaves no mark.

    A document may take effect before its own date. Source: 立法法 第一百零四条 (unverified); ours.
    """
    if claim.issued_on and claim.effective_on and claim.effective_on < claim.issued_on:
        values = {"effective_on": claim.effective_on, "issued_on": claim.issued_on}
        return (_reason("", "effective_before_issue", **values),)
    return ()


def _late(claims: Sequence[Claim]) -> Iterator[MarkReason]:
    """The first term that was missed, of all days from which one was ever said to run."""
    missed = [
        (from_on, due_on, public_on)
        for one in claims
        for from_on, due_on in one.terms
        if (public_on := _public_on(claims, from_on)) > due_on
    ]
    if missed:
        from_on, due_on, public_on = min(missed)
        yield _reason(LATE, "late", from_on=from_on, due_on=due_on, public_on=public_on)


def _public_on(claims: Sequence[Claim], from_on: date) -> date:
    """The day on which what was formed then first became public.

    Where the record came from another system its first day there counts; the mark `taken_over`
    says that nothing proves it. A day that a later publication claims comes too late for that.
    """
    days = [one.published_on for one in claims]
    first = claims[0].first_public_on
    if first is not None and first < days[0]:
        days.append(first)
    return min((day for day in days if day >= from_on), default=from_on)


def _unfit(one: Claim) -> Iterator[MarkReason]:
    yield from _out_of_order(one)
    if (year := _year_of(one.document_number)) and one.issued_on and year != one.issued_on.year:
        yield _reason(DATES_UNFIT, "number_year", year=year, issued_on=one.issued_on)


def _out_of_order(one: Claim) -> Iterator[MarkReason]:
    """Days of which the first must not lie after the second."""
    # What is no document, statistics say, may well be formed before it is written up.
    drawn_up = one.issued_on if one.is_document else None
    pairs = (
        ("issued_after_publication", ("issued_on", one.issued_on), ("published_on",)),
        ("formed_after_publication", ("formed_on", one.formed_on), ("published_on",)),
        ("formed_before_issue", ("issued_on", drawn_up), ("formed_on",)),
        ("expires_before_effective", ("effective_on", one.effective_on), ("expires_on",)),
        ("first_public_before_issue", ("issued_on", one.issued_on), ("first_public_on",)),
        ("first_public_after_publication", ("first_public_on", one.first_public_on),
         ("published_on",)),
    )  # fmt: skip
    for code, (name, first), (other,) in pairs:
        second: date | None = getattr(one, other)
        if first is not None and second is not None and first > second:
            yield _reason(DATES_UNFIT, code, **{name: first, other: second})


def _year_of(document_number: str) -> int | None:
    try:
        return read_document_number(document_number).year
    except BadNumber:
        return None


def _redated(claims: Sequence[Claim], place: int) -> Iterator[MarkReason]:
    """Days of a later publication that differ from what an earlier one had said.

    A later day than that of the earlier publication tells of a change since then (形成或变更日期),
    and nothing of the past is said otherwise; the date of one and the same document never moves.
    """
    now = claims[place]
    for one in claims[:place]:
        if now.formed_on != one.formed_on and now.formed_on <= one.published_on:
            yield _changed("formed_changed", one, one.formed_on, now.formed_on)
        was_on, now_on = one.issued_on, now.issued_on
        if was_on is None or now_on is None or was_on == now_on:
            continue
        same = one.document_number and one.document_number == now.document_number
        if same or now_on <= one.published_on:
            yield _changed("issued_changed", one, was_on, now_on)


def _changed(code: str, one: Claim, was_on: date, now_on: date) -> MarkReason:
    return _reason(REDATED, code, published_on=one.published_on, was_on=was_on, now_on=now_on)


def _reason(mark: str, code: str, **values: object) -> MarkReason:
    return MarkReason(mark, code, tuple(values.items()))
