"""From the last review to what the public sees: page, list, feed and search at 100,000 records."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.faces.jobs.benchmarks.filled import Filled, empty_district
from gongkai.faces.jobs.benchmarks.pages import MANY, ask
from gongkai.faces.jobs.demo.publishing import REVIEWERS, Draft, drafted, pass_reviews, write
from gongkai.faces.jobs.worker import keep_search_current
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions import review, submit
from gongkai.work.records.models.record import Record
from gongkai.work.search.actions.catch_up import catch_up
from gongkai.work.search.queries.results import Asked, search

_ROUNDS = 40
_CODE, _ITEM = "caizheng", "P20-07"
_PATIENCE = 30.0
_PAUSE = 0.01


class NeverSeen(Exception):
    """What was published did not become visible."""


def measure(many: int = MANY, rounds: int = _ROUNDS) -> dict[str, float]:
    """Milliseconds until everything shows a publication: the middle, the slowest but one in 20."""
    filled = empty_district()
    filled.fill(many)
    catch_up(at=timezone.now())
    stopped = Event()
    indexing = Thread(target=keep_search_current, args=(stopped,))
    indexing.start()
    try:
        times = [_round(filled, number) for number in range(rounds)]
    finally:
        stopped.set()
        indexing.join()
    found: dict[str, float] = {"records": many, "rounds": rounds}
    for name in times[0]:
        values = sorted(one[name] * 1000 for one in times)
        found[f"{name}_ms_median"] = round(statistics.median(values), 1)
        found[f"{name}_ms_p95"] = round(values[int(len(values) * 0.95)], 1)
    return found


def _round(filled: Filled, number: int) -> dict[str, float]:
    """Seconds from the reviewer's click: until it was done, and until each place shows it."""
    title = f"关于第{number}次测量的公告"
    record = _ready(filled, title)
    begun = time.perf_counter()
    person = filled.district.people[_CODE, REVIEWERS[-1]]
    assert record.current is not None
    review.give(
        record=record, level=3, outcome="passed", opinion="",
        content_hash=record.current.content_hash, by=person, at=timezone.now(),
    )  # fmt: skip
    took = {"published": time.perf_counter() - begun}
    record.refresh_from_db()
    for name, is_shown in _places(record, title).items():
        _until(is_shown, name)
        took[name] = time.perf_counter() - begun
    took["everything"] = max(took.values())
    return took


def _places(record: Record, title: str) -> dict[str, Callable[[], bool]]:
    client = Client(headers={"host": "localhost"})

    def shows(url: str) -> Callable[[], bool]:
        return lambda: title.encode() in ask(client, url)

    return {
        "page": shows(reverse("portal:record", args=[record.index_number])),
        "listing": shows(reverse("portal:catalogue_item", args=[_ITEM])),
        "feed": shows(reverse("exchange:feed")),
        "search": lambda: _is_found(record, title),
    }


def _is_found(record: Record, title: str) -> bool:
    # Not by the page: it answers so many times a minute and no more.
    hits = search(Asked(title), day_of(timezone.now())).hits
    return any(one.row.record_id == record.pk for one in hits)


def _until(is_shown: Callable[[], bool], name: str) -> None:
    begun = time.perf_counter()
    while not is_shown():
        if time.perf_counter() - begun > _PATIENCE:
            raise NeverSeen(name)
        time.sleep(_PAUSE)


def _ready(filled: Filled, title: str) -> Record:
    """A record that two people have passed."""
    like = next(one for one in drafted() if one.organisation == _CODE)
    # The two reviews come an hour after each other, and before now.
    at = timezone.now() - timedelta(hours=2)
    days = {"issued_on": day_of(at), "formed_on": day_of(at), "effective_on": None}
    fields = {**like.fields, **days, "title": title, "document_number": "", "document_kind": ""}
    record = write(filled.district, Draft(_CODE, _ITEM, day_of(at), fields), at)
    submit.submit(record=record, by=filled.district.people[_CODE, Post.Role.CLERK], at=at)
    pass_reviews(filled.district, record, _CODE, at, levels=2)
    record.refresh_from_db()
    return record
