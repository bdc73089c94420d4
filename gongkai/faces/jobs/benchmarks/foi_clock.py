"""The clock of requests over 100,000 cases with five events each, on one processor."""

from __future__ import annotations

from datetime import date

from gongkai.faces.jobs.benchmarks.clock import best_cpu_seconds
from gongkai.faces.jobs.benchmarks.foi_cases import happened
from gongkai.rules.foi import Event, read_clock

CASES = 100_000
_ON = date(2026, 6, 30)
_ROUNDS = 3


class NotRead(Exception):
    """What was measured is worth nothing: the law has no room for an event."""


def measure(cases: int = CASES) -> dict[str, float]:
    """Seconds of one processor for all the cases, and cases in a second."""
    told = [happened(number, _ON) for number in range(cases)]
    seconds = best_cpu_seconds(lambda: _read(told), rounds=_ROUNDS)
    return {
        "cases": cases,
        "events": sum(len(one) for one in told),
        "seconds": round(seconds, 3),
        "cases_per_second": round(cases / seconds),
    }


def _read(told: list[list[Event]]) -> None:
    for events in told:
        if error := read_clock(events, _ON).error:
            raise NotRead(error)
