"""The benchmarks of requests: cases as the actions leave them, every page asked at both sizes."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.utils import timezone

from gongkai.faces.jobs.benchmarks import foi_clock, foi_pages
from gongkai.faces.jobs.benchmarks.foi_cases import happened
from gongkai.rules.foi import read_clock
from gongkai.work.foi.actions.happen import restate
from gongkai.work.foi.models.request import Request, RequestEvent

PAGES = ("queue", "queue_closed", "case", "tracking")
BARE = ("bare_list", "bare_page")
FIGURES = ("queries_at_few", "queries_at_many", "ms_at_few", "ms_at_many", "ratio")


def test_the_law_has_room_for_every_event() -> None:
    on = date(2026, 6, 30)
    told = [happened(number, on) for number in range(100)]
    states = Counter(read_clock(events, on).state for events in told)
    assert states == {"running": 20, "consulting_third_party": 10, "decided": 70}
    assert {read_clock(events, on).error for events in told} == {""}
    assert {(len(events), max(one.on for one in events) <= on) for events in told} == {(5, True)}


def test_the_clock_is_measured_over_all_events() -> None:
    found = foi_clock.measure(20)
    assert list(found) == ["cases", "events", "seconds", "cases_per_second"]
    assert (found["cases"], found["events"]) == (20, 100)


@pytest.mark.slow
@pytest.mark.django_db
def test_lists_repeat_of_the_cases_what_their_clock_says() -> None:
    cabinet = foi_pages.empty_cabinet()
    cabinet.fill(20)
    cabinet.fill(30)
    assert (Request.objects.count(), RequestEvent.objects.count()) == (30, 150)
    assert restate(at=timezone.now(), requests=Request.objects.all()) == 0


@pytest.mark.slow
@pytest.mark.django_db
def test_every_page_is_asked_for_at_both_sizes() -> None:
    found = foi_pages.measure(10, 20)
    assert list(found) == [
        "few", "many",
        *(f"{name}_{figure}" for name in PAGES + BARE for figure in FIGURES),
        *(f"{name}_times_bare" for name in PAGES),
    ]  # fmt: skip
    queries = {name: found[f"{name}_queries_at_many"] for name in PAGES + BARE}
    assert queries == {name: found[f"{name}_queries_at_few"] for name in PAGES + BARE}
    assert queries == {
        "queue": 8, "queue_closed": 8, "case": 9, "tracking": 6, "bare_list": 1, "bare_page": 1,
    }  # fmt: skip
