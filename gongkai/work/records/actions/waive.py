"""Waiving a screening hit: a reviewer answers for one finding of the version he has before him."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.writing import locked
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.models.review import Review, Waiver
from gongkai.work.records.queries.content import current_of, fingerprint
from gongkai.work.records.queries.reviewing import LEVEL_OF_STATE, why_not
from gongkai.work.records.queries.screened import BLOCK
from gongkai.work.records.queries.waivers import findings_of, key_of


def waive(
    *, record: Record, hit: str, reason: str, content_hash: str, by: Person, at: datetime
) -> Waiver:
    """Let publication go on in spite of one hit; `hit` and `content_hash` are what was seen.

    Only the reviewer whose turn it is may: whoever wrote it never judges it (条例 第十五条
    weighs the public interest against the person's, which its writer cannot do alone).
    """
    with deed("record.waive", by=by, at=at, power=None, organisation=record.organisation) as act:
        held = locked(record)
        version = current_of(held)
        reason = " ".join(reason.split())
        reasons = _why_not(held, version, reason, seen_hash=content_hash, by=by, at=at)
        if reasons:
            raise Refused("waiver_refused", reasons=reasons)
        if fingerprint(version) != version.content_hash:
            raise Refused("version_tampered", number=version.number)
        waiver = _save(
            Waiver(
                version=version,
                hit=hit,
                found=_found(version, hit, at),
                content_hash=version.content_hash,
                level=LEVEL_OF_STATE[Record.State(held.state)],
                reason=reason,
                person=by,
                at=at,
            )
        )
        act.target = held
        act.detail = {"hit": hit, "version": version.number, "content_hash": version.content_hash}
    return waiver


def _why_not(
    record: Record, version: Version, reason: str, *, seen_hash: str, by: Person, at: datetime
) -> list[Refused]:
    """Whoever could return it now may waive; a pass is not asked for, as the hit forbids it."""
    reasons = why_not(
        record,
        version,
        level=LEVEL_OF_STATE.get(Record.State(record.state), 0),
        outcome=Review.Outcome.RETURNED,
        opinion=reason or "…",
        seen_hash=seen_hash,
        person=by,
        on=day_of(at),
    )
    if not reason:
        reasons.append(Refused("waiver_without_reason"))
    limit = Waiver._meta.get_field("reason").max_length or 0
    if len(reason) > limit:
        reasons.append(Refused("field_too_long", field="豁免理由", limit=limit))
    return reasons


def _found(version: Version, hit: str, at: datetime) -> dict[str, Any]:
    for one in findings_of(version, day_of(at)):
        if one["level"] == BLOCK and key_of(one) == hit:
            return one
    raise Refused("waiver_without_hit")


def _save(waiver: Waiver) -> Waiver:
    try:
        with transaction.atomic():
            waiver.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("waiver_twice") from error
    return waiver
