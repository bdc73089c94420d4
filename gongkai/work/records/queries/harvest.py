"""What machines fetch: public records page by page, one with all its data, the site's addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Max, QuerySet

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries import shelves
from gongkai.work.records.queries.changes import Place, behind
from gongkai.work.records.queries.holdings import among, holdings, total


@dataclass(frozen=True)
class Wanted:
    """Which records are asked for; what is None or empty does not narrow."""

    organisation: Organisation | None = None
    item: CatalogueItem | None = None
    published_from: date | None = None
    published_until: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Event:
    """What happened to a record in public. `kind` is published or withdrawn.

    `note` says what a correction changed; a version `is_readable` unless it was withdrawn.
    """

    kind: str
    at: datetime
    version: int
    reason: str | None = None
    note: str = ""
    is_readable: bool = False


@dataclass(frozen=True)
class Shard:
    """A part of the site's records: those from `number` times its size on."""

    number: int
    changed_at: datetime


def wanted(asked: Wanted) -> QuerySet[Publication]:
    """What is public and asked for, the newest first."""
    rows = shelves.shelf(organisation=asked.organisation, words=asked.words)
    if asked.item is not None:
        rows = rows.filter(item__in=below(asked.item))
    if asked.published_from is not None:
        rows = rows.filter(published_on__gte=asked.published_from)
    if asked.published_until is not None:
        rows = rows.filter(published_on__lte=asked.published_until)
    return rows


def page(asked: Wanted, count: int, after: Place | None) -> tuple[list[Publication], Place | None]:
    """`count` records behind the place, and the place behind which the next ones stand."""
    rows = list(behind(wanted(asked), after)[: count + 1])
    if len(rows) <= count:
        return rows, None
    last = rows[count - 1]
    return rows[:count], Place(last.published_at, last.pk)


def item_of(code: str) -> CatalogueItem | None:
    """The item of the catalogue with that code."""
    # A nought byte is not text to any database.
    return None if "\0" in code else CatalogueItem.objects.filter(code=code).first()


def below(item: CatalogueItem) -> list[int]:
    """The item and all those below it."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in CatalogueItem.objects.values_list("pk", "parent"):
        children[parent].append(pk)
    found = [item.pk]
    for pk in found:
        found += children[pk]
    return found


def events(publication: Publication) -> list[Event]:
    """The publications and withdrawals of the same record, in the order of time."""
    found: list[Event] = []
    editions = publication.record.publications.select_related("version", "withdrawal")
    for one in editions.order_by("id"):
        number, gone = one.version.number, getattr(one, "withdrawal", None)
        note, at = one.version.change_note, one.published_at
        found.append(Event("published", at, number, note=note, is_readable=gone is None))
        if gone is not None:
            found.append(Event("withdrawn", gone.at, number, gone.reason))
    return sorted(found, key=lambda one: one.at)


def publishers() -> list[tuple[Organisation, int]]:
    """Those with something public, with how many, in their order."""
    found = holdings()
    return [(one, total(among(found, organisation=one.code))) for one in shelves.organisations()]


def shards(size: int) -> list[Shard]:
    """The parts in which something is or was public, each of at most `size` records."""
    number = (F("pk") - 1) / size
    rows = (
        Record.objects.filter(publications__isnull=False)
        .order_by()
        .annotate(shard=number)
        .values_list("shard")
        .annotate(Max("publications__published_at"), Max("publications__withdrawal__at"))
        .order_by("shard")
    )
    return [Shard(n, max(published, gone or published)) for n, published, gone in rows]


def in_shard(number: int, size: int) -> Iterator[tuple[str, datetime]]:
    """Index number and last change of each public record of one part."""
    first = number * size
    rows = Record.objects.filter(pk__gt=first, pk__lte=first + size, live__isnull=False)
    return rows.order_by("pk").values_list("live__index_number", "live__published_at").iterator()


def organisation_of(code: str) -> Organisation | None:
    """The organisation with that code."""
    return None if "\0" in code else Organisation.objects.filter(code=code).first()
