"""Lets something happen to a request: allowed by the law's clock, written down, told in lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from gongkai.rules.foi import NoLaw, read_clock
from gongkai.rules.workdays import CALENDARS
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

_WAITING = ("correcting", "consulting_third_party", "consulting_agency", "awaiting_fee")
_OPEN = ("running", *_WAITING)
_BATCH = 500
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

    Returns how many changed. Without `requests`, those that may have changed: what was waited for
    has lapsed, or the last day lies in a year whose holidays were published only meanwhile.
    """
    on, changed = day_of(at), 0
    with deed("foi.restate", by=None, at=at, power=None) as act:
        keys = _movable(on) if requests is None else [one.pk for one in requests]
        for first in range(0, len(keys), _BATCH):
            batch = _held(keys[first : first + _BATCH])
            moved = [one for one in batch if _moves(one, on)]
            Request.objects.bulk_update(moved, _REPEATED)
            changed += len(moved)
        act.detail = {"changed": changed}
    return changed


def _held(keys: Sequence[int]) -> list[Request]:
    held = Request.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    return list(held.order_by("pk").prefetch_related("events"))


def _movable(on: date) -> list[int]:
    waiting = Q(state__in=_WAITING) & (Q(lapses_on__lt=on) | Q(lapses_on=None))
    newest = max(CALENDARS)
    crossing = Q(state__in=_OPEN, due_on__year=newest, received_on__year__lt=newest)
    found = Request.objects.filter(waiting | crossing).order_by("pk")
    return list(found.values_list("pk", flat=True))


def _moves(request: Request, on: date) -> bool:
    """Set what the request repeats; True if something of it has changed."""
    before = [getattr(request, name) for name in _REPEATED]
    rows = sorted(request.events.all(), key=lambda row: row.order)
    _set(request, rows, on)
    return before != [getattr(request, name) for name in _REPEATED]


def _set(request: Request, rows: list[RequestEvent], on: date) -> None:
    for name, value in asdict(standing_of(clock_of(request, on, rows), rows, on)).items():
        setattr(request, name, value)


def _repeat(request: Request, rows: list[RequestEvent], on: date) -> None:
    _set(request, rows, on)
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
