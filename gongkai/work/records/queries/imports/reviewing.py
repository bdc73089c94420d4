"""Who may decide on a batch now, and every reason why somebody may not."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.rules.review import Level, Outcome, Pass
from gongkai.rules.review import why_not_review as rules_why_not
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import posts_on
from gongkai.work.records.models.batch import BatchReview, ImportBatch
from gongkai.work.records.models.record import Drafter
from gongkai.work.records.queries.imports.known import BROUGHT
from gongkai.work.records.queries.reviewing import ROLE_OF_LEVEL, levels_of

STATE_OF_LEVEL = {
    Level.FIRST: ImportBatch.State.FIRST,
    Level.SECOND: ImportBatch.State.SECOND,
    Level.FINAL: ImportBatch.State.FINAL,
}


def level_of(batch: ImportBatch) -> Level | None:
    """The review that the batch waits for; None if it waits for none."""
    return next((level for level, state in STATE_OF_LEVEL.items() if batch.state == state), None)


def reviews_of(batch: ImportBatch) -> list[BatchReview]:
    """The decisions on the batch with their people, in the order of levels."""
    return list(batch.reviews.select_related("person").order_by("level"))


def passes_of(batch: ImportBatch) -> list[Pass]:
    """What was decided on the batch, in the order of time."""
    return [
        Pass(Level(one.level), one.person_id, one.batch_hash, Outcome(one.outcome))
        for one in batch.reviews.order_by("at", "id")
    ]


def drafters_of(batch: ImportBatch) -> frozenset[int]:
    """Who brought it in, and everybody who ever wrote on one of its records."""
    records = batch.rows.filter(outcome__in=BROUGHT).values("record")
    wrote = Drafter.objects.filter(record__in=records).values_list("person_id", flat=True)
    return frozenset({batch.created_by_id, *wrote.distinct()})


def why_not_review(
    batch: ImportBatch,
    *,
    level: int,
    outcome: str,
    opinion: str,
    seen_hash: str,
    person: Person,
    on: date,
) -> list[Refused]:
    """Every reason why `person` cannot decide so on that day; empty if nothing is against it."""
    if level_of(batch) is None:
        return [Refused("batch_not_under_review", state=batch.get_state_display())]
    refusals = rules_why_not(
        level=Level(level),
        person=person.pk,
        drafters=drafters_of(batch),
        passes=passes_of(batch),
        content_hash=batch.batch_hash,
        person_levels=levels_of(person, batch.organisation, on),
        outcome=Outcome(outcome),
        seen_hash=seen_hash,
        reason=opinion,
    )
    told: list[tuple[str, dict[str, Any]]] = [(one.code, dict(one.values)) for one in refusals]
    return [Refused(code, **values) for code, values in told]


def levels_waiting(person: Person, on: date) -> QuerySet[ImportBatch]:
    """The batches that wait for a review which one of the person's posts allows."""
    mine = Q(pk=None)
    for level, role in ROLE_OF_LEVEL.items():
        organisations = posts_on(person, on).filter(role=role).values("organisation_id")
        mine |= Q(state=STATE_OF_LEVEL[level], organisation__in=organisations)
    found = ImportBatch.objects.filter(mine).exclude(created_by=person)
    return found.exclude(reviews__person=person).select_related("organisation", "created_by")
