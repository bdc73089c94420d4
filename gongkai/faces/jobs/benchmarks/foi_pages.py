"""Queue, case and tracking page at 500 and at 50,000 cases, beside a bare page in the same run."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongkai.faces.jobs.benchmarks.bare import bare_site
from gongkai.faces.jobs.benchmarks.clock import best_cpu_seconds
from gongkai.faces.jobs.benchmarks.foi_cases import KINDS, Cabinet
from gongkai.faces.jobs.benchmarks.pages import ask
from gongkai.faces.jobs.demo.district import found_district
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.person import Post

FEW, MANY = 500, 50_000
_PLACE = "caizheng"
_ROUNDS = 15
_HOST = "localhost"


@dataclass(frozen=True)
class Cost:
    """What a page costs: queries, and seconds of a processor."""

    queries: int
    seconds: float


def measure(few: int = FEW, many: int = MANY) -> dict[str, float]:
    """Queries and milliseconds of each page at both sizes, and how many times a bare page."""
    cabinet = empty_cabinet()
    cabinet.fill(few)
    before = costs(cabinet)
    cabinet.fill(many)
    after = costs(cabinet)
    found: dict[str, float] = {"few": few, "many": many}
    for name, cost in after.items():
        found[f"{name}_queries_at_few"] = before[name].queries
        found[f"{name}_queries_at_many"] = cost.queries
        found[f"{name}_ms_at_few"] = round(before[name].seconds * 1000, 2)
        found[f"{name}_ms_at_many"] = round(cost.seconds * 1000, 2)
        found[f"{name}_ratio"] = round(cost.seconds / before[name].seconds, 2)
    for name, bare in BESIDE.items():
        found[f"{name}_times_bare"] = round(after[name].seconds / after[bare].seconds, 2)
    return found


BESIDE = {
    "queue": "bare_list",
    "queue_closed": "bare_list",
    "case": "bare_page",
    "tracking": "bare_page",
}
"""Page to the bare page that it is compared with: a list with a list, a page with a page."""


def empty_cabinet() -> Cabinet:
    """The example district's department of finance before anybody asked it."""
    at = timezone.now()
    district = found_district(at - timedelta(days=1))
    people = district.people
    return Cabinet(
        district.organisations[_PLACE],
        people[_PLACE, Post.Role.CLERK],
        people[_PLACE, Post.Role.HEAD],
        day_of(at),
    )


def costs(cabinet: Cabinet) -> dict[str, Cost]:
    """Every page at the present size; cases of every kind are opened."""
    desk = Client(headers={"host": _HOST})
    desk.force_login(cabinet.clerk)
    queue = reverse("desk:foi")
    cases = [reverse("desk:foi_case", args=[one.number]) for one in _of_every_kind()]
    found = {
        "queue": _cost(desk, [queue]),
        "queue_closed": _cost(desk, [f"{queue}?tab=closed"]),
        "case": _cost(desk, cases),
        "tracking": _mean([_cost(one, [reverse("portal:foi_track")]) for one in _openers(cabinet)]),
    }
    with bare_site():
        bare = Client(headers={"host": _HOST})
        found |= {"bare_list": _cost(bare, ["/list/"]), "bare_page": _cost(bare, ["/page/"])}
    return found


def _of_every_kind() -> list[Request]:
    """One case each that runs, waits and is closed, from the middle of all."""
    middle = Request.objects.count() // 2 // len(KINDS) * len(KINDS)
    numbers = [middle + KINDS.index(kind) for kind in dict.fromkeys(KINDS)]
    return list(Request.objects.filter(number__in=[f"BM-{one:06}" for one in numbers]))


def _openers(cabinet: Cabinet) -> list[Client]:
    """Applicants who have opened their request."""
    opened = []
    for case in _of_every_kind():
        client = Client(headers={"host": _HOST})
        client.post(reverse("portal:foi_track"), {"number": case.number, "secret": cabinet.secret})
        opened.append(client)
    return opened


def _cost(client: Client, urls: list[str]) -> Cost:
    return _mean([_one(partial(ask, client, url)) for url in urls])


def _one(act: Callable[[], object]) -> Cost:
    act()
    with CaptureQueriesContext(connection) as asked:
        act()
    return Cost(len(asked), best_cpu_seconds(act, rounds=_ROUNDS))


def _mean(found: list[Cost]) -> Cost:
    """The most queries of any, and the seconds of all on the average."""
    return Cost(max(one.queries for one in found), statistics.mean(one.seconds for one in found))
