"""The benchmarks of import, pages and visibility measure what they say, at small sizes here."""

from __future__ import annotations

import pytest

from gongkai.faces.jobs.benchmarks import import_records, pages, screening, visible
from gongkai.faces.jobs.benchmarks.filled import empty_district
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.log_check import verify


@pytest.mark.django_db
def test_documents_come_in_by_the_way_of_all_documents() -> None:
    filled = empty_district()
    filled.fill(20)
    filled.fill(30)
    assert (Publication.objects.count(), Record.objects.count()) == (30, 30)
    assert filled.read_in.wall > 0 and filled.made_public.cpu > 0
    states = set(ImportBatch.objects.values_list("state", flat=True))
    assert states == {ImportBatch.State.PUBLISHED, ImportBatch.State.NOTHING}
    assert verify().problems == ()


@pytest.mark.django_db
def test_import_is_measured_as_a_whole_and_in_its_parts() -> None:
    found = import_records.measure(40)
    assert found["records"] == 40
    whole = 1 / (1 / found["imported_per_second"] + 1 / found["published_per_second"])
    assert found["whole_per_second"] == pytest.approx(whole, rel=0.05)
    assert min(found.values()) > 0


@pytest.mark.django_db
def test_every_page_is_asked_for_at_both_sizes() -> None:
    found = pages.measure(6, 12)
    names = pages.addresses()
    assert set(found) == {"few", "many"} | {
        f"{name}_{figure}" for name in names for figure in ("ms_at_few", "ms_at_many", "ratio")
    }
    assert min(found.values()) > 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_publication_is_waited_for_everywhere() -> None:
    found = visible.measure(10, rounds=2)
    places = ("published", "page", "listing", "feed", "search", "everything")
    assert set(found) == {"records", "rounds"} | {
        f"{place}_ms_{figure}" for place in places for figure in ("median", "p95")
    }
    assert found["everything_ms_p95"] >= found["published_ms_median"] > 0


def test_screening_is_measured_on_papers_and_on_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "PAPERS", 5)
    monkeypatch.setattr(screening, "ROWS", 20)
    assert min(screening.measure().values()) > 0
