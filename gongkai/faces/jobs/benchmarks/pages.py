"""Public pages at 1,000 and at 100,000 records in one run, asked as a browser asks them."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from gongkai.faces.jobs.benchmarks.clock import best_cpu_seconds
from gongkai.faces.jobs.benchmarks.filled import empty_district
from gongkai.work.records.queries.shelves import Publication

FEW, MANY = 1_000, 100_000
_ROUNDS = 9
_HOST = "localhost"


class NoPage(Exception):
    """What was measured is worth nothing: the page did not answer as it should."""


def measure(few: int = FEW, many: int = MANY) -> dict[str, float]:
    """Milliseconds of each page at both sizes, and their ratio."""
    filled = empty_district()
    filled.fill(few)
    before = dict(_all_times())
    filled.fill(many)
    after = dict(_all_times())
    found: dict[str, float] = {"few": few, "many": many}
    for name, at_few in before.items():
        found[f"{name}_ms_at_few"] = round(at_few * 1000, 2)
        found[f"{name}_ms_at_many"] = round(after[name] * 1000, 2)
        found[f"{name}_ratio"] = round(after[name] / at_few, 2)
    return found


def addresses() -> dict[str, list[str]]:
    """The pages that are asked for, several of a kind so that no single one decides."""
    rows = Publication.objects.order_by("id").select_related("organisation", "item")
    count = rows.count()
    some = [rows[count * place // 5] for place in range(5)]
    item, organisation = some[0].item.code, some[0].organisation.code
    return {
        "record": [reverse("portal:record", args=[one.index_number]) for one in some],
        "proof": [reverse("portal:proof", args=[one.index_number]) for one in some],
        "home": [reverse("portal:home")],
        "listing": [reverse("portal:catalogue")],
        "listing_of_item": [reverse("portal:catalogue_item", args=[one.item.code]) for one in some],
        "normative": [reverse("portal:normative")],
        "feed": [reverse("exchange:feed")],
        "feed_of_item": [reverse("exchange:item_feed", args=[item])],
        "feed_of_organisation": [reverse("exchange:organisation_feed", args=[organisation])],
        "api_records": [reverse("exchange:records")],
        "api_record": [reverse("exchange:record", args=[one.index_number]) for one in some],
        "api_organisations": [reverse("exchange:organisations")],
        "site_map": [reverse("exchange:site_map")],
    }


def _all_times() -> Iterator[tuple[str, float]]:
    client = Client(headers={"host": _HOST})
    for name, urls in addresses().items():
        yield name, statistics.mean(_seconds(client, url) for url in urls)


def _seconds(client: Client, url: str) -> float:
    """The shortest time that the page took: a busy machine only ever adds time."""
    return best_cpu_seconds(lambda: ask(client, url), rounds=_ROUNDS)


def ask(client: Client, url: str, status: int = 200) -> bytes:
    """The page at that address; anything else than the status is no answer."""
    answer = client.get(url)
    if answer.status_code != status:
        raise NoPage(url, answer.status_code)
    return b"".join(answer) if answer.streaming else answer.content
