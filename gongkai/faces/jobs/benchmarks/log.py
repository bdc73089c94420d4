"""The publication log at 1,000 and at 100,000 records: appended, proven, and verified whole."""

from __future__ import annotations

import hashlib
import time as clock
from datetime import date, datetime, time
from math import log2

from gongkai.faces.jobs.benchmarks.clock import best_seconds
from gongkai.faces.jobs.benchmarks.shelves import Shelves, empty_shelves
from gongkai.work.journal.actions.log import append
from gongkai.work.journal.deeds import CHINA
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.heads import newest
from gongkai.work.journal.queries.log import proof, replay
from gongkai.work.records.queries.log_check import verify

FEW, MANY = 1_000, 100_000
_ACTS = 200


class LogDamaged(Exception):
    """What was measured is worth nothing: the log did not verify."""


def measure(few: int = FEW, many: int = MANY) -> dict[str, float]:
    """Milliseconds and their growth, and seconds of a whole check. In a throwaway database."""
    shelves = empty_shelves(datetime.combine(date(2026, 1, 5), time(9), CHINA))
    shelves.fill(few)
    append_few, prove_few = _append_ms(shelves), _prove_ms()
    shelves.fill(many)
    append_many, prove_many = _append_ms(shelves), _prove_ms()
    replayed = best_seconds(replay, rounds=1)
    verified = _verify_seconds()
    bare = _bare_seconds()
    return {
        "entries": LogEntry.objects.count(),
        "append_ms_at_few": round(append_few, 3),
        "append_ms_at_many": round(append_many, 3),
        "append_growth": round(append_many / append_few, 2),
        "prove_ms_at_few": round(prove_few, 3),
        "prove_ms_at_many": round(prove_many, 3),
        "prove_growth": round(prove_many / prove_few, 2),
        "log_growth": round(log2(many) / log2(few), 2),
        "replay_seconds": round(replayed, 2),
        "replay_times_bare_hash": round(replayed / bare, 1),
        "verify_seconds": round(verified, 2),
        "verify_times_bare_hash": round(verified / bare, 1),
    }


def _append_ms(shelves: Shelves) -> float:
    payload = {"index_number": "000000CZJ/2026-0000000", "content_hash": "0" * 64}

    def act() -> None:
        for _ in range(_ACTS):
            append(kind="benchmark", payload=payload, at=shelves.at)

    return best_seconds(act) / _ACTS * 1000


def _prove_ms() -> float:
    """Proofs of entries spread over the whole log, each as the page of a record shows it."""
    head = newest()
    assert head is not None
    step = max(1, head.size // _ACTS)
    entries = list(LogEntry.objects.filter(sequence__in=range(0, head.size, step))[:_ACTS])
    return best_seconds(lambda: [proof(one, head) for one in entries]) / len(entries) * 1000


def _verify_seconds() -> float:
    begun = clock.perf_counter()
    found = verify()
    seconds = clock.perf_counter() - begun
    if found.problems:
        raise LogDamaged(found.problems[:3])
    return seconds


def _bare_seconds() -> float:
    """What nobody can do without: read every text and hash it once."""

    def act() -> None:
        for text in LogEntry.objects.order_by("sequence").values_list("payload", flat=True):
            hashlib.sha256(text.encode()).digest()

    return best_seconds(act, rounds=2)
