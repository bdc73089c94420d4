"""Events of requests in few words."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.rules.foi import Event, Reading, read_clock, read_event

Row = tuple[str, str] | tuple[str, str, dict[str, Any]]


def events(*rows: Row) -> list[Event]:
    """Events from (kind, day) or (kind, day, fields)."""
    return [
        read_event({"event": row[0], "on": row[1], **(row[2] if len(row) > 2 else {})}, place)
        for place, row in enumerate(rows, 1)
    ]


def clock(*rows: Row, on: str = "2019-05-15") -> Reading:
    """The clock after these events, on a day or at the last event if that is later."""
    return read_clock(events(*rows), date.fromisoformat(on))
