"""How much is public where: counted anew after each change, and not again before the next one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, Max, Q
from django.db.models.functions import Cast, Substr

from gongkai.work.journal.models.log import LogEntry
from gongkai.work.records.models.record import Record


@dataclass(frozen=True)
class Holding:
    """What one organisation published under one item in one year and is public now.

    Organisation and item are named by their codes. `late` of `count` were not in time.
    """

    organisation: str
    item: str
    year: int
    count: int
    late: int
    latest_on: date


Holdings = tuple[Holding, ...]

# The root of the log stands for everything that was ever published or withdrawn, so equal roots
# mean equal counts. One slot is enough: a root that was left never comes back.
_counted: tuple[str, Holdings] = "", ()


def holdings() -> Holdings:
    """All that is public, counted. One query; two when something changed since the last time."""
    global _counted  # noqa: PLW0603 - the memory of one process
    newest = LogEntry.objects.order_by("-sequence").values_list("root_hash", flat=True)
    root: str = newest.first() or ""
    known, found = _counted
    if known != root or not root:
        found = _count()
        _counted = root, found
    return found


def among(
    found: Iterable[Holding],
    *,
    items: Collection[str] | None = None,
    organisation: str | None = None,
    year: int | None = None,
) -> Holdings:
    """Those under the items, of the organisation, of the year; what is None does not narrow."""
    return tuple(
        one
        for one in found
        if (items is None or one.item in items)
        and organisation in {None, one.organisation}
        and year in {None, one.year}
    )


def total(found: Iterable[Holding]) -> int:
    """How many records."""
    return sum(one.count for one in found)


def _count() -> Holdings:
    # The database lets nothing but proactive disclosure become live (records/0002_guards). The
    # year is cut out as text: a function for years would run in Python for every row on SQLite.
    rows = (
        Record.objects.filter(live__isnull=False)
        .order_by()
        .annotate(year=Substr(Cast("live__published_on", CharField()), 1, 4))
        .values_list("live__organisation__code", "live__item__code", "year")
        .annotate(
            n=Count("pk"),
            late=Count("pk", filter=Q(live__is_late=True)),
            latest=Max("live__published_on"),
        )
    )
    return tuple(
        Holding(organisation, item, int(year), count, late, latest_on)
        for organisation, item, year, count, late, latest_on in rows
    )
