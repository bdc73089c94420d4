"""What is stored already of the documents that a chunk of a source names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max

from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.models.record import Record, Version

BROUGHT = (ImportRow.Outcome.CREATED, ImportRow.Outcome.UPDATED)
_ROW = (
    "record_id",
    "version_id",
    "version__number",
    "version__change_note",
    "content_hash",
    "batch_id",
    "batch__state",
    "batch__name",
)


@dataclass(frozen=True)
class Known:
    """A record of an earlier import, and the version that was brought in last."""

    record: Record
    version_id: int
    number: int
    change_note: str
    content_hash: str
    batch_id: int
    batch_state: str
    batch_name: str
    last_number: int


@dataclass(frozen=True)
class Stored:
    """Known records by their source keys; index and document numbers that are taken, by whom."""

    by_key: dict[str, Known]
    index_numbers: dict[str, int]
    document_numbers: dict[tuple[str, str], set[int]]


def stored(
    keys: Iterable[str], index_numbers: Iterable[str], document_numbers: Iterable[str]
) -> Stored:
    """What is stored of these. Five queries however many there are."""
    return Stored(_known(keys), _indexed(index_numbers), _numbered(document_numbers))


def _known(keys: Iterable[str]) -> dict[str, Known]:
    wanted = set(keys)
    if not wanted:
        return {}
    found = Record.objects.filter(source_key__in=wanted).select_related("organisation")
    records = {one.pk: one for one in found}
    rows: dict[int, dict[str, Any]] = {
        row["record_id"]: row
        for row in ImportRow.objects.filter(record__in=records, outcome__in=BROUGHT)
        .order_by("id")
        .values(*_ROW)
    }
    numbers = dict(
        Version.objects.filter(record__in=records)
        .order_by()
        .values_list("record_id")
        .annotate(last=Max("number"))
    )
    return {
        str(record.source_key): Known(
            record=record,
            version_id=row["version_id"],
            number=row["version__number"],
            change_note=row["version__change_note"],
            content_hash=row["content_hash"],
            batch_id=row["batch_id"],
            batch_state=row["batch__state"],
            batch_name=row["batch__name"],
            last_number=numbers[pk],
        )
        for pk, record in records.items()
        if (row := rows.get(pk)) is not None
    }


def _indexed(numbers: Iterable[str]) -> dict[str, int]:
    wanted = set(numbers)
    if not wanted:
        return {}
    found = Record.objects.filter(index_number__in=wanted)
    return {str(number): pk for number, pk in found.values_list("index_number", "pk")}


def _numbered(numbers: Iterable[str]) -> dict[tuple[str, str], set[int]]:
    """Which records bear a document number of an issuer, in what they say now."""
    wanted = set(numbers)
    if not wanted:
        return {}
    found = Version.objects.filter(document_number__in=wanted, record__current=F("pk")).exclude(
        record__state=Record.State.DISCARDED
    )
    taken: dict[tuple[str, str], set[int]] = {}
    for number, issuer, record in found.values_list("document_number", "issuer", "record_id"):
        taken.setdefault((number, issuer), set()).add(record)
    return taken


def is_under_review(state: str) -> bool:
    """True for a batch that was handed to its reviewers and not decided yet."""
    waiting = ImportBatch.State
    return state in {waiting.FIRST, waiting.SECOND, waiting.FINAL, waiting.PUBLISHING}
