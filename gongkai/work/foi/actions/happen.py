"""Lets something happen to a request: allowed by the law's clock, written down, told in lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from gongkai.rules.foi import NoLaw, read_clock
from gongkai.work.foi.models.request import Request, RequestEvent
from gongkai.work.foi.queries.clocks import (
    Standing,
    as_events,
    clock_of,
    events_of,
    standing_of,
)
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person

_OPEN = ("running", "correcting", "consulting_third_party", "consulting_agency", "awaiting_fee")
_REPEATED = tuple(one.name for one in fields(Standing))


def locked(request: Request) -> Request:
    """The request as it stands now, held against everybody else until the act is done."""
    held = Request.objects.select_for_update(of=("self",)).select_related("organisation")
    return held.get(pk=request.pk)


def happen(
    *,
    request: Request,
    kind: str,
    on: date,
    by: Person | None,
    at: datetime,
    power: str = "foi.handle",
    **facts: Any,
) -> RequestEvent:
    """Write down an event of `rules.foi`; Refused with the article if the law has no room for it.

    `facts` are those of the event: days, until, outcome, party, good_reason, note. An event on a
    day to come is refused: what has not happened cannot be written down.
    """
    organisation = request.organisation
    with deed(f"foi.{kind}", by=by, at=at, power=power, organisation=organisation) as act:
        held = locked(request)
        _refuse_future(on, day_of(at))
        rows = events_of(held)
        row = RequestEvent(
            request=held, order=len(rows) + 1, kind=kind, on=on, at=at, by=by, **facts
        )
        _refuse_unlawful([*rows, row], day_of(at))
        row.save(force_insert=True)
        if kind == "received":
            held.received_on = on
        _repeat(held, [*rows, row], day_of(at))
        act.target = held
        act.detail = {"number": held.number, "event": kind, "on": on.isoformat()}
    request.refresh_from_db()
    return row


def restate(*, at: datetime, requests: Iterable[Request] | None = None) -> int:
    """Bring what lists repeat up to the day: terms of consultations and fees lapse by themselves.

    Returns how many changed. Without `requests`, all open ones.
    """
    changed = 0
    rows = Request.objects.filter(state__in=_OPEN) if requests is None else requests
    with deed("foi.restate", by=None, at=at, power=None) as act:
        for one in rows:
            before = [getattr(one, name) for name in _REPEATED]
            _repeat(one, events_of(one), day_of(at))
            changed += before != [getattr(one, name) for name in _REPEATED]
        act.detail = {"changed": changed}
    return changed


def _repeat(request: Request, rows: list[RequestEvent], on: date) -> None:
    for name, value in asdict(standing_of(clock_of(request, on, rows), rows)).items():
        setattr(request, name, value)
    request.save(update_fields=[*_REPEATED, "received_on"])


def _refuse_future(on: date, today: date) -> None:
    if on > today:
        raise Refused("foi_event_to_come", on=on)


def _refuse_unlawful(rows: list[RequestEvent], on: date) -> None:
    try:
        reading = read_clock(as_events(rows), on)
    except NoLaw as none:
        raise Refused("foi_before_law", on=none.on) from none
    if reading.error:
        # The sentence of the rules names the article and what to do; the place is the last event.
        raise Refused("foi_event_unlawful", sentence=reading.error.split("：", 1)[-1])
