"""The benchmark of search: its documents are about many things, and it measures what it names."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.faces.jobs.benchmarks.search import measure
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.public import live
from gongkai.work.search.models import Document
from gongkai.work.search.queries.results import Asked, search

pytestmark = pytest.mark.django_db


def test_it_measures_what_it_names() -> None:
    found = measure(5, 30)
    assert sorted(found) == [
        "documents", "found_a_publication_ms", "indexed_per_second", "p50_growth",
        "p50_ms_at_few", "p50_ms_at_many", "p95_growth", "p95_ms_at_few", "p95_ms_at_many",
    ]  # fmt: skip
    assert (live().count(), Document.objects.count()) == (31, 31)
    assert len({one.title for one in live()}) > 25
    assert search(Asked("青财发〔2026〕31号"), date(2026, 6, 1)).has_exact
    assert verify().problems == ()
