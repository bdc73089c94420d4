"""One of the three reviews: passed, or returned with a reason; the last one publishes."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.publish import publish
from gongkai.work.records.actions.writing import locked
from gongkai.work.records.models.record import Record
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.content import current_of, fingerprint
from gongkai.work.records.queries.reviewing import why_not

_NEXT = {
    Review.Level.FIRST: Record.State.SECOND,
    Review.Level.SECOND: Record.State.FINAL,
}


def give(
    *,
    record: Record,
    level: int,
    outcome: str,
    opinion: str,
    content_hash: str,
    by: Person,
    at: datetime,
) -> Review:
    """Decide at `level` on the content with that hash, which is what the reviewer has seen.

    Passing the final review publishes in the same transaction.
    Source of the order: 政府信息公开条例 第十七条; 三审三校.
    """
    with deed("record.review", by=by, at=at, power=None, organisation=record.organisation) as act:
        held = locked(record)
        version = current_of(held)
        reasons = why_not(
            held,
            version,
            level=level,
            outcome=outcome,
            opinion=opinion,
            seen_hash=content_hash,
            person=by,
            on=day_of(at),
        )
        if reasons:
            raise Refused("review_refused", reasons=reasons)
        if fingerprint(version) != version.content_hash:
            raise Refused("version_tampered", number=version.number)
        review = _save(
            Review(
                version=version,
                level=level,
                outcome=outcome,
                person=by,
                at=at,
                opinion=opinion.strip(),
                content_hash=version.content_hash,
            )
        )
        _move_on(held, review, by, at)
        act.target = held
        act.detail = {
            "level": level,
            "outcome": outcome,
            "version": version.number,
            "content_hash": version.content_hash,
        }
    record.refresh_from_db()
    return review


def _save(review: Review) -> Review:
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError as error:
        # The database holds the same rules once more; it only speaks where ours were passed by.
        raise Refused("review_clash") from error
    return review


def _move_on(record: Record, review: Review, by: Person, at: datetime) -> None:
    if review.outcome == Review.Outcome.RETURNED:
        record.state = Record.State.RETURNED
    elif review.level in _NEXT:
        record.state = _NEXT[Review.Level(review.level)]
    else:
        publish(record=record, by=by, at=at)
        return
    record.save(update_fields=["state"])
