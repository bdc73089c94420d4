"""Whether batches that were published stand as three people passed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gongkai.rules.document import batch_hash
from gongkai.rules.review import Level, Outcome, Pass, is_approved, standing_passes
from gongkai.work.records.models.batch import BatchReview, ImportBatch, ImportRow
from gongkai.work.records.queries.imports.known import BROUGHT

_PASSED_ON = (ImportBatch.State.PUBLISHING, ImportBatch.State.PUBLISHED)


@dataclass(frozen=True)
class InBatch:
    """The row of a batch by which a version was passed."""

    batch_id: int
    number: int
    content_hash: str


@dataclass(frozen=True)
class _Passed:
    """A batch as it was passed: its hash, what is wrong with it, and by whom."""

    name: str
    batch_hash: str
    fault: str
    reviewers: frozenset[int]


class Batches:
    """All batches that were passed, read once; faults of a whole batch are told once."""

    def __init__(self) -> None:
        self._told: set[int] = set()
        passes = _passes()
        self._batches = {
            one.pk: _passed(one, passes[one.pk])
            for one in ImportBatch.objects.filter(state__in=_PASSED_ON)
        }

    def rows_of(self, versions: Iterable[int]) -> dict[int, InBatch]:
        """By which row each version was passed that was passed in a batch. One query."""
        if not self._batches:
            return {}
        # Of which batch and with what outcome is looked at here: asked for it, the database would
        # walk through whole batches instead of through these versions.
        rows = ImportRow.objects.filter(version__in=list(versions)).order_by("id")
        found = rows.values_list("version_id", "batch_id", "number", "content_hash", "outcome")
        return {
            version: InBatch(batch, number, content_hash)
            for version, batch, number, content_hash, outcome in found
            if version is not None and batch in self._batches and outcome in BROUGHT
        }

    def hash_of(self, row: InBatch | None) -> str:
        """The hash of the batch that the row belongs to; empty without one."""
        return self._batches[row.batch_id].batch_hash if row else ""

    def fault_of(self, row: InBatch, content_hash: str, drafters: Collection[int]) -> str:
        """What is wrong with the approval of a version; empty if nothing is, or it was told."""
        batch = self._batches[row.batch_id]
        where = f"随批次“{batch.name}”第 {row.number} 行审核"
        if batch.fault and row.batch_id not in self._told:
            self._told.add(row.batch_id)
            return f"{where}，但{batch.fault}"
        if row.content_hash != content_hash:
            return f"{where}，但批次里的散列值不符，批次被改过"
        if batch.reviewers & frozenset(drafters):
            return f"{where}，但审核人里有它的起草人，审核记录被改过或发布绕过了三审"
        return ""


def _passes() -> dict[int, list[Pass]]:
    found: dict[int, list[Pass]] = defaultdict(list)
    rows = BatchReview.objects.order_by("at", "id")
    fields = ("batch_id", "level", "person_id", "batch_hash", "outcome")
    for batch, level, person, passed_hash, outcome in rows.values_list(*fields):
        # A verdict that no reviewer can give counts as none.
        given = Outcome.PASSED if outcome == Outcome.PASSED else Outcome.RETURNED
        found[batch].append(Pass(Level(level), person, passed_hash, given))
    return found


def _passed(batch: ImportBatch, passes: list[Pass]) -> _Passed:
    standing = standing_passes(passes, batch.batch_hash, {batch.created_by_id})
    return _Passed(
        name=batch.name,
        batch_hash=batch.batch_hash,
        fault=_fault(batch, passes),
        reviewers=frozenset(int(str(one.person)) for one in standing),
    )


def _fault(batch: ImportBatch, passes: list[Pass]) -> str:
    rows = batch.rows.filter(outcome__in=BROUGHT).order_by("number")
    if batch_hash(rows.values_list("number", "content_hash")) != batch.batch_hash:
        return "批次的内容与送审时的散列值不符，批次被改过"
    if not is_approved(passes, batch.batch_hash, {batch.created_by_id}):
        return "批次没有三位不同人员依次通过的审核，审核记录被改过或发布绕过了三审"
    return ""
