"""One of the three reviews of a batch: passed as a whole, or returned with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.imports.publish import CHUNK, publish_chunk
from gongkai.work.records.models.batch import BatchReview, ImportBatch
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.imports.batches import rows
from gongkai.work.records.queries.imports.reviewing import why_not_review

_NEXT = {
    Review.Level.FIRST: ImportBatch.State.SECOND,
    Review.Level.SECOND: ImportBatch.State.FINAL,
    Review.Level.FINAL: ImportBatch.State.PUBLISHING,
}


def review(
    *,
    batch: ImportBatch,
    level: int,
    outcome: str,
    opinion: str,
    batch_hash: str,
    by: Person,
    at: datetime,
) -> BatchReview:
    """Decide at `level` on the batch with that hash, which is what the reviewer has seen.

    The passed final review publishes a batch of up to a thousand records at once; a larger one
    is left to the worker. Source: 政府信息公开条例 第十七条; 三审三校.
    """
    with deed("import.review", by=by, at=at, power=None, organisation=batch.organisation) as act:
        held = ImportBatch.objects.select_for_update(of=("self",)).select_related("organisation")
        found = held.get(pk=batch.pk)
        reasons = why_not_review(
            found, level=level, outcome=outcome, opinion=opinion, seen_hash=batch_hash,
            person=by, on=day_of(at),
        )  # fmt: skip
        if reasons:
            raise Refused("review_refused", reasons=reasons)
        given = _save(
            BatchReview(
                batch=found, level=level, outcome=outcome, person=by, at=at,
                opinion=opinion.strip(), batch_hash=found.batch_hash,
            )
        )  # fmt: skip
        act.target = found
        act.detail = {"level": level, "outcome": outcome, "batch_hash": found.batch_hash}
        _move_on(found, given, at)
    batch.refresh_from_db()
    return given


def _save(given: BatchReview) -> BatchReview:
    try:
        with transaction.atomic():
            given.save(force_insert=True)
    except IntegrityError as error:
        # The database holds the same rules once more; it only speaks where ours were passed by.
        raise Refused("review_clash") from error
    return given


def _move_on(batch: ImportBatch, given: BatchReview, at: datetime) -> None:
    returned = given.outcome == Review.Outcome.RETURNED
    batch.state = ImportBatch.State.RETURNED if returned else _NEXT[Review.Level(given.level)]
    publishing = batch.state == ImportBatch.State.PUBLISHING
    batch.queued_at = at if publishing else None
    batch.save(update_fields=["state", "queued_at"])
    if publishing and rows(batch)[CHUNK : CHUNK + 1].count() == 0:
        publish_chunk(batch=batch, at=at)
