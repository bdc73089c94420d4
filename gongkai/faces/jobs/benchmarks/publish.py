"""A record drafted, reviewed three times and published, beside a bare save of the same record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction

from gongkai.faces.jobs.benchmarks.clock import best_seconds
from gongkai.faces.jobs.demo.district import District, found_district
from gongkai.faces.jobs.demo.publishing import Draft, drafted, publish
from gongkai.rules.disclosure_terms import OTHER
from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Drafter, Record, Version

RECORDS = 60
ITEM = "P20-07"


def measure() -> dict[str, float]:
    """Records per second both ways, and the ratio. The database must be a throwaway one."""
    at = datetime.combine(date(2026, 1, 5), time(9), CHINA)
    district = found_district(at)
    set_up(at=at)
    one = next(one for one in drafted() if one.organisation == "caizheng")
    one = Draft(one.organisation, ITEM, one.published, one.fields | {"matter": OTHER})
    published = best_seconds(lambda: _repeat(lambda: publish(district, one)), rounds=2)
    saved = best_seconds(lambda: _repeat(lambda: _save_bare(district, one)), rounds=2)
    return {
        "published_per_second": round(RECORDS / published, 1),
        "bare_saves_per_second": round(RECORDS / saved, 1),
        "times_bare_save": round(published / saved, 2),
    }


def _repeat(act: Callable[[], object]) -> None:
    for _ in range(RECORDS):
        act()


def _save_bare(district: District, one: Draft) -> None:
    """The same rows of record and version, saved by Django without any of the rules."""
    clerk = district.people[one.organisation, Post.Role.CLERK]
    at = datetime.combine(one.published, time(9), CHINA) + timedelta(minutes=1)
    item = CatalogueItem.objects.get(code=one.item)
    with transaction.atomic():
        record = Record.objects.create(
            organisation=district.organisations[one.organisation], created_at=at, created_by=clerk
        )
        record.current = Version.objects.create(
            record=record, number=1, item=item, drafted_at=at, drafted_by=clerk, **one.fields
        )
        record.save(update_fields=["current"])
        Drafter.objects.create(record=record, person=clerk)
