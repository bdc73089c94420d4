"""The example district on three days: loaded once, in itself consistent, every page in order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import resolve
from lxml import html

from gongkai.faces.jobs.demo.district import LOGINS, PASSWORD
from gongkai.work.foi.models.request import Request
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Month
from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.submission import LedgerSubmission
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.publication import Publication, Withdrawal, WithdrawalRequest
from gongkai.work.records.models.record import Record
from tests.factories import moment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# What stands in the example on a day; the work grows with the year. The calendar of 2027 is not
# published, and the example must work all the same.
# Taken back are one document that one asked for and another decided on, and one not decided yet.
ALWAYS = {
    "organisations": 33, "duties": 501, "occurrences": 569, "submissions": 31,
    "asked": 2, "withdrawn": 1,
}  # fmt: skip
COUNTS: dict[str, dict[str, int]] = {
    "2026-06-15": {
        "records": 96, "publications": 92, "findings": 14, "months": 2, "locked": 1,
        "requests": 13,
    },
    "2026-11-24": {
        "records": 175, "publications": 172, "findings": 44, "months": 7, "locked": 6,
        "requests": 18,
    },
    "2027-03-01": {
        "records": 176, "publications": 173, "findings": 83, "months": 9, "locked": 9,
        "requests": 18,
    },
}  # fmt: skip
# Pages of one kind are alike: so many of each are opened by each account.
OF_A_KIND = {"2026-06-15": 2, "2026-11-24": 5, "2027-03-01": 2}


@pytest.mark.parametrize("day", COUNTS)
def test_example_is_whole_on_any_day(day: str) -> None:
    cache.clear()
    with time_machine.travel(moment(date.fromisoformat(day), 10), tick=True):
        told = run("demo")
        assert counts() == ALWAYS | COUNTS[day]
        before = rows()
        assert run("demo") == told
        assert rows() == before
        assert json.loads(run("verify_log", "--json"))["problems"] == []
        assert_states_hold()
        # In the year after nobody has written the next report yet, which is found with all.
        within = day < "2027"
        assert not within or columns() == [
            ("annual_report_late", "shangwu"), ("annual_report_missing", "liutang-jiedao"),
            ("guide_missing", "nanpu-zhen"),
        ]  # fmt: skip
        for account, _, _ in LOGINS:
            # Nobody reads as fast as this: what counts requests must not count these together.
            cache.clear()
            client = Client()
            assert client.login(username=account, password=PASSWORD)
            crawl(client, "/desk/", OF_A_KIND[day])
        crawl(Client(), "/", OF_A_KIND[day])


def run(*arguments: str) -> str:
    """What a command prints; finding something wrong is no failure."""
    told = StringIO()
    try:
        call_command(*arguments, stdout=told, stderr=StringIO())
    except SystemExit as end:
        assert end.code == 1
    return told.getvalue()


def counts() -> dict[str, int]:
    named = {
        "organisations": Organisation,
        "duties": Duty,
        "occurrences": Occurrence,
        "submissions": LedgerSubmission,
        "records": Record,
        "publications": Publication,
        "asked": WithdrawalRequest,
        "withdrawn": Withdrawal,
        "findings": Finding,
        "requests": Request,
        "months": Month,
    }
    found = {name: model.objects.count() for name, model in named.items()}
    return found | {"locked": Month.objects.exclude(locked_at=None).count()}


def columns() -> list[tuple[str, str]]:
    """What is wrong in the columns of the platform: one town without a guide, two reports."""
    found = Finding.objects.filter(kind__regex="^(guide|annual_report)_")
    return sorted(found.values_list("kind", "organisation__code"))


def rows() -> dict[str, int]:
    """How many rows every table has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def assert_states_hold() -> None:
    """What was stored is what a recomputation finds."""
    fields = ("duty__task__number", "duty__organisation__code", "due_on", "state")
    stored = Counter(
        (number, code, due_on.isoformat() if due_on else None, state)
        for number, code, due_on, state in Occurrence.objects.values_list(*fields)
    )
    found = json.loads(run("verify_duties", "--json"))
    assert stored == Counter(
        (one["task"], one["organisation"], one["due"], one["state"]) for one in found
    )


def crawl(client: Client, start: str, of_a_kind: int) -> None:
    """Open what is linked from `start`; everything answers, every page has its one heading."""
    waiting, seen, kinds = [start], {start: ""}, Counter[Any]()
    while waiting:
        url = waiting.pop(0)
        response = client.get(url, follow=True)
        assert response.status_code == 200, f"{url}, linked from {seen[url]}"
        if "html" not in response["Content-Type"]:
            continue
        page = html.fromstring(response.content)
        assert len(page.findall(".//h1")) == 1, url
        for link in links(page, url):
            kind = kind_of(link)
            if link not in seen and kinds[kind] < of_a_kind:
                kinds[kind] += 1
                seen[link] = url
                waiting.append(link)
    # The crawl must not pass for having found nothing.
    assert len(seen) > 30


def links(page: Any, url: str) -> Iterator[str]:
    """Every address of ours that the page leads to."""
    for anchor in page.iter("a"):
        href = anchor.get("href") or ""
        target, place = urldefrag(urljoin(url, href))
        if target == url and place:
            assert page.xpath("//*[@id=$id]", id=place), f"{url}#{place}"
        elif not urlsplit(target).netloc:
            yield target


def kind_of(url: str) -> tuple[str, tuple[str, ...]]:
    """Which page it is, whatever it is about."""
    parts = urlsplit(url)
    return resolve(parts.path).view_name, tuple(sorted(parse_qs(parts.query)))
