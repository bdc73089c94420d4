"""An organisation says what became of numbers that are missing among its documents."""

from __future__ import annotations

from datetime import datetime

from gongkai.rules.document import BEFORE, GAPS
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.gap import GapStatement
from gongkai.work.records.queries.registers import Register, register

_REASON_LENGTH = 200


def state_gap(
    *,
    code: str,
    year: int | None,
    first: int,
    last: int,
    kind: str,
    reason: str,
    by: Person,
    at: datetime,
) -> GapStatement:
    """Sign for the numbers `first` to `last` of a series; nothing said before is lost.

    A number that is not published must have a ground (条例 第十三条至第十六条), so every kind
    asks for its basis or reason.
    """
    series = register(code, year, day_of(at))
    if series is None:
        raise Refused("gap_series_unknown", series=code)
    with deed(
        "record.state_gap", by=by, at=at, power="record.draft", organisation=series.organisation
    ) as act:
        text = " ".join(reason.split())
        _refuse_unfit(series, first, last, kind, text)
        act.target = GapStatement.objects.create(
            organisation=series.organisation, code=code, year=year, first=first, last=last,
            kind=kind, reason=text, at=at, by=by,
        )  # fmt: skip
        act.detail = {"series": series.label, "first": first, "last": last, "kind": kind}
    return act.target


def state_start(
    *, code: str, year: int | None, start: int, reason: str, by: Person, at: datetime
) -> GapStatement:
    """Sign that in this system the series begins with number `start`; those below came before.

    One question for whoever began to publish in the middle of a year, in the place of an
    accusation for each number below the first.
    """
    series = register(code, year, day_of(at))
    if series is None:
        raise Refused("gap_series_unknown", series=code)
    with deed(
        "record.state_start", by=by, at=at, power="record.draft", organisation=series.organisation
    ) as act:
        text = " ".join(reason.split())
        if not series.asks_start:
            raise Refused("start_not_asked", series=series.label)
        if not 1 < start <= series.lowest:
            raise Refused("start_out_of_range", lowest=series.lowest)
        _refuse_reason(text)
        act.target = GapStatement.objects.create(
            organisation=series.organisation, code=code, year=year, first=1, last=start - 1,
            kind=BEFORE, reason=text, at=at, by=by,
        )  # fmt: skip
        act.detail = {"series": series.label, "start": start}
    return act.target


def _refuse_unfit(series: Register, first: int, last: int, kind: str, reason: str) -> None:
    if kind not in GAPS or kind == BEFORE:
        raise Refused("choice_unknown", field="情况", value=kind)
    _refuse_reason(reason)
    if last < first:
        raise Refused("gap_reversed", first=first, last=last)
    missing = sum(max(0, min(gap.last, last) - max(gap.first, first) + 1) for gap in series.gaps)
    if missing != last - first + 1:
        raise Refused("gap_not_missing", series=series.label, first=first, last=last)


def _refuse_reason(reason: str) -> None:
    if not reason:
        raise Refused("gap_without_reason")
    if len(reason) > _REASON_LENGTH:
        raise Refused(
            "field_too_long", field="依据或原因", limit=_REASON_LENGTH, length=len(reason)
        )
