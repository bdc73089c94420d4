"""What stood in the columns of the platform on a day: guides and yearly reports, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.rules.columns import GUIDE, REPORT
from gongkai.work.journal.deeds import day_of
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.queries.catalogue_trace import CATALOGUE

_FIELDS = (
    "record_id", "organisation_id", "item__code", "index_number", "title", "published_on",
    "version__facts", "withdrawal__at",
)  # fmt: skip


@dataclass(frozen=True)
class Stood:
    """One record of a column as it stood on the day; `gone_on` once it was there no more.

    `first_on` is the day on which it first stood there for the same year, `published_on` that of
    what it says now, or said last.
    """

    organisation_id: int
    column: str
    index_number: str
    title: str
    facts: dict[str, str]
    first_on: date
    published_on: date
    gone_on: date | None


def stood(on: date, organisation: Organisation | None = None) -> list[Stood]:
    """Every guide and report that had been public by the end of that day. One query."""
    ever = Publication.objects.filter(item__code__in=(GUIDE, REPORT), published_on__lte=on)
    if organisation is not None:
        ever = ever.filter(organisation=organisation)
    rows = Publication.objects.filter(record__in=ever.values("record"), published_on__lte=on)
    editions: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.order_by("id").values(*_FIELDS):
        editions[row["record_id"]].append(row)
    return [_stood(found, on) for found in editions.values()]


def column_since(code: str) -> date | None:
    """Since when the catalogue has the column, as the log tells; None if it never told of it."""
    entries = LogEntry.objects.filter(kind=CATALOGUE, payload__contains=f'"code":"{code}"')
    first = entries.order_by("sequence").first()
    return day_of(first.at) if first is not None else None


def _stood(editions: Sequence[dict[str, Any]], on: date) -> Stood:
    within = [one for one in editions if one["item__code"] in (GUIDE, REPORT)]
    last, latest = within[-1], editions[-1]
    year = last["version__facts"].get("year")
    same = [one for one in within if one["version__facts"].get("year") == year]
    return Stood(
        organisation_id=last["organisation_id"],
        column=last["item__code"],
        index_number=last["index_number"],
        title=last["title"],
        facts=last["version__facts"],
        first_on=same[0]["published_on"],
        published_on=last["published_on"],
        gone_on=_gone_on(last, latest, on),
    )


def _gone_on(last: dict[str, Any], latest: dict[str, Any], on: date) -> date | None:
    """Withdrawn, or moved to where it is no guide and no report any more."""
    at: datetime | None = last["withdrawal__at"]
    if at is not None and day_of(at) <= on:
        return day_of(at)
    moved_on: date = latest["published_on"]
    return moved_on if latest is not last else None
