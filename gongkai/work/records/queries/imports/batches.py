"""Batches and their rows as somebody may see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.queries.imports.known import BROUGHT
from gongkai.work.records.queries.imports.source import POWER

_Outcome = ImportRow.Outcome
_MOST_REMARKS = 20


@dataclass(frozen=True)
class Counts:
    """How many rows of a batch became what."""

    read: int
    created: int
    updated: int
    unchanged: int
    refused: int


@dataclass(frozen=True)
class Progress:
    """How far the work in the background is; `total` is None while nobody knows it."""

    done: int
    total: int | None


def batches_for(person: Person, on: date) -> QuerySet[ImportBatch]:
    """The batches of organisations whose records one works on or for which one may import."""
    seen = organisations_for(person, ("record.view", POWER), on)
    found = ImportBatch.objects.filter(organisation__in=seen.order_by())
    return found.select_related("organisation", "created_by").order_by("-id")


def listing(batches: QuerySet[ImportBatch]) -> QuerySet[ImportBatch]:
    """The batches with `created`, `updated`, `unchanged` and `refused` counted."""
    each = {one.value: Count("rows", Q(rows__outcome=one)) for one in _Outcome}
    return batches.annotate(**each)


def counts(batch: ImportBatch) -> Counts:
    """How many rows of the batch became what. One query."""
    found = dict(batch.rows.order_by().values_list("outcome").annotate(n=Count("pk")))
    each = {one.value: found.get(one.value, 0) for one in _Outcome}
    return Counts(read=sum(found.values()), **each)


def refused(batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows that were not taken in, with their reasons, in their order."""
    return batch.rows.filter(outcome=_Outcome.REFUSED).order_by("number")


def rows(batch: ImportBatch) -> QuerySet[ImportRow]:
    """What is handed to the reviewers: new and changed records, in the order of the source."""
    found = batch.rows.filter(outcome__in=BROUGHT)
    return found.select_related("record__organisation", "version__item").order_by("number")


def remarks_of(row: ImportRow) -> list[str]:
    """What was decided in reading a row that was taken in."""
    found = row.raw.get("remarks", []) if row.outcome != _Outcome.REFUSED else []
    return list(found)


def remarks(batches: Iterable[ImportBatch]) -> list[str]:
    """What was decided in reading rows, each with how many rows it was decided of. One query."""
    rows = ImportRow.objects.filter(batch__in=[one.pk for one in batches]).exclude(raw={})
    found = rows.exclude(outcome=_Outcome.REFUSED).values_list("raw", flat=True)
    noted = Counter(text for raw in found.iterator() for text in raw.get("remarks", ()))
    return told(noted)


def told(noted: Counter[str]) -> list[str]:
    """The remarks that were made most often, with their numbers."""
    return [f"{text}（{count} 行）" for text, count in noted.most_common(_MOST_REMARKS)]


def sisters(batch: ImportBatch) -> QuerySet[ImportBatch]:
    """The other batches of the same run, one for each organisation in the source."""
    same = ImportBatch.objects.filter(source_hash=batch.source_hash, created_at=batch.created_at)
    return same.exclude(pk=batch.pk).select_related("organisation").order_by("id")


def progress(batch: ImportBatch) -> Progress:
    """Rows loaded so far, or records published so far of those that were passed."""
    if batch.state == ImportBatch.State.READING:
        return Progress(batch.position, None)
    brought = batch.rows.filter(outcome__in=BROUGHT)
    if batch.state != ImportBatch.State.PUBLISHING:
        total = brought.count()
        return Progress(total if batch.state == ImportBatch.State.PUBLISHED else 0, total)
    done = brought.filter(number__lte=batch.position).count()
    return Progress(done, brought.count())
