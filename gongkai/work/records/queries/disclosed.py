"""What was public on a given day, and what had been before: the past can be looked at again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.record import Record

_FIELDS = (
    "id",
    "organisation_id",
    "version_id",
    "item_id",
    "item__workdays",
    "index_number",
    "title",
    "published_on",
    "formed_on",
    "due_on",
    "is_late",
    "marks",
    "withdrawal__at",
    "withdrawal__reason",
)


@dataclass(frozen=True)
class Edition:
    """One publication of a record."""

    pk: int
    organisation_id: int
    version_id: int
    item_id: int
    workdays: int
    index_number: str
    title: str
    published_on: date
    formed_on: date
    due_on: date | None
    is_late: bool
    marks: list[str]
    withdrawn_at: datetime | None
    withdrawn_because: str | None


@dataclass(frozen=True)
class Disclosed:
    """A record with all its publications up to the day `on`, the first one first."""

    record_id: int
    occurrence_id: int | None
    editions: tuple[Edition, ...]
    on: date

    @property
    def latest(self) -> Edition:
        """The publication that is public, or was the last one to be."""
        return self.editions[-1]

    @property
    def withdrawn_on(self) -> date | None:
        """Since when the record is public no more; None while it is."""
        at = self.latest.withdrawn_at
        gone_on = day_of(at) if at is not None else None
        return gone_on if gone_on is not None and gone_on <= self.on else None

    @property
    def is_live(self) -> bool:
        """True if the record was public at the end of the day."""
        return self.withdrawn_on is None


def disclosed(on: date, organisation: Organisation | None = None) -> list[Disclosed]:
    """Every record that had been published by the end of that day. One query."""
    return _read(Q(publications__published_on__lte=on), on, organisation)


def disclosed_for(
    on: date,
    items: Iterable[int],
    tasks: Iterable[int],
    organisations: Iterable[int],
    since: date,
) -> list[Disclosed]:
    """Of these, what the organisations published since then and drafted for the tasks, or under
    the items, be it at an earlier time."""
    organisations = set(organisations)
    ever = Record.objects.filter(
        Q(occurrence__duty__task__in=set(tasks), occurrence__duty__organisation__in=organisations)
        | Q(publications__item__in=set(items), publications__organisation__in=organisations),
        publications__published_on__range=(since, on),
    )
    return _read(Q(publications__published_on__lte=on, pk__in=ever.values("pk")), on, None)


def published_count(first: date, last: date) -> int:
    """How many publications the days from `first` to `last` saw."""
    within = Q(publications__published_on__range=(first, last))
    return Record.objects.filter(within).values("publications__id").count()


def _read(condition: Q, on: date, organisation: Organisation | None) -> list[Disclosed]:
    if organisation is not None:
        condition &= Q(publications__organisation=organisation)
    rows = (
        Record.objects.filter(condition)
        .order_by("publications__id")
        .values_list("pk", "occurrence_id", *(f"publications__{name}" for name in _FIELDS))
    )
    editions: dict[tuple[int, int | None], list[Edition]] = defaultdict(list)
    for record_id, occurrence_id, *values in rows:
        editions[record_id, occurrence_id].append(Edition(*values))
    return [
        Disclosed(record_id, occurrence_id, tuple(found), on)
        for (record_id, occurrence_id), found in editions.items()
    ]
