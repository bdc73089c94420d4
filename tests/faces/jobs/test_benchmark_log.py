"""The benchmark of the log: what it sets up in bulk is as the actions would have left it."""

from __future__ import annotations

from datetime import datetime

import pytest

from gongkai.faces.jobs.benchmarks.log import measure
from gongkai.faces.jobs.benchmarks.shelves import empty_shelves
from gongkai.work.journal.deeds import CHINA
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.public import live

pytestmark = pytest.mark.django_db


def test_shelves_hold_live_records_in_an_unhurt_log() -> None:
    shelves = empty_shelves(datetime(2026, 1, 5, 9, tzinfo=CHINA))
    shelves.fill(3)
    shelves.fill(5)
    assert live().count() == 5
    assert verify().problems == ()


def test_it_measures_what_it_names() -> None:
    found = measure(5, 40)
    assert found["entries"] == LogEntry.objects.count()
    assert found["log_growth"] == 2.29
    assert sorted(found) == [
        "append_growth", "append_ms_at_few", "append_ms_at_many", "entries", "log_growth",
        "prove_growth", "prove_ms_at_few", "prove_ms_at_many", "replay_seconds",
        "replay_times_bare_hash", "verify_seconds", "verify_times_bare_hash",
    ]  # fmt: skip
