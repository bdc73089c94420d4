"""What the law's clock says of a request, computed from its events each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.foi import Event, Reading, read_clock
from gongkai.rules.foi.possible import next_lapse
from gongkai.work.foi.models.request import Request, RequestEvent

# 国办公开办函〔2021〕30号, table 3 三（六）: what ends without a reply.
_CLOSED_ROWS = {"closed_no_supplement": "3.6.1", "closed_no_fee": "3.6.2", "withdrawn": "3.6.3"}
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


@dataclass(frozen=True)
class Standing:
    """What a list repeats of a reading; `outcome` is the row of table 3 where the case counts."""

    state: str
    due_on: date | None
    outcome: str
    ended_on: date | None
    lapses_on: date | None


def standing_of(reading: Reading, rows: Sequence[RequestEvent], on: date) -> Standing:
    """State, last day and end of a case; one that closed without a reply has its row as well."""
    replies = [row.outcome for row in rows if row.kind == "replied" and row.outcome]
    outcome = _CLOSED_ROWS.get(reading.state, replies[-1] if replies else "")
    lapses_on = next_lapse(as_events(rows), reading, on)
    return Standing(reading.state or INTAKE, reading.due, outcome, reading.ended, lapses_on)
