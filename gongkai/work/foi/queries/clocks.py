"""What the law's clock says of a request, computed from its events each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gongkai.rules.foi import Event, Reading, read_clock
from gongkai.work.foi.models.request import Request, RequestEvent

INTAKE = "intake"
"""The state of a request whose day of receipt is not certain yet; no term runs (第三十一条)."""


def as_events(rows: Iterable[RequestEvent]) -> list[Event]:
    """The rows in the words of the rules."""
    return [
        Event(
            kind=row.kind,
            on=row.on,
            days=row.days,
            outcome=row.outcome,
            until=row.until,
            party=row.party,
            good_reason=row.good_reason,
        )
        for row in rows
    ]


def events_of(request: Request) -> list[RequestEvent]:
    """What happened to the request, in order."""
    return list(request.events.select_related("by").order_by("order"))


def clock_of(request: Request, on: date, rows: Sequence[RequestEvent] | None = None) -> Reading:
    """The clock on a day; `rows` spare the query. Its state is empty before the receipt."""
    return read_clock(as_events(events_of(request) if rows is None else rows), on)


def standing_of(reading: Reading) -> tuple[str, date | None]:
    """What a list repeats of a reading: state and last day."""
    return reading.state or INTAKE, reading.due
