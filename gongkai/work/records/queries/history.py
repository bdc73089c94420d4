"""The life of a record: who wrote, decided, published and withdrew, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.publication import Publication, Withdrawal, WithdrawalRequest
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.models.review import Review, Waiver
from gongkai.work.records.queries.withdrawals import requests_of
from gongkai.work.staffing.queries.stand_ins import Substitutions


@dataclass(frozen=True)
class Step:
    """One step.

    `kind` is submitted, passed, returned, published, asked (to be withdrawn), declined,
    withdrawn, waived or drafting.
    """

    kind: str
    at: datetime
    person: Person
    version: int
    level: int | None = None
    text: str = ""
    behalf: str = ""


_ORDER = {
    "submitted": 0,
    "waived": 1,
    "passed": 1,
    "returned": 1,
    "published": 2,
    "asked": 3,
    "declined": 3,
    "withdrawn": 3,
    "drafting": 4,
}


def history(record: Record) -> list[Step]:
    """Every step of the record; seven queries however long it is."""
    behalf = Substitutions([record.organisation_id])
    steps = [
        *(_of_version(one) for one in record.versions.select_related("drafted_by")),
        *(_for(behalf, record, _of_waiver(one)) for one in _waivers(record)),
        *(_for(behalf, record, _of_review(one)) for one in _reviews(record)),
        *(_of_publication(one) for one in _publications(record)),
        *(step for one in requests_of(record)[::-1] for step in _of_request(one)),
        *(_of_withdrawal(one) for one in _withdrawals(record)),
    ]
    return sorted(steps, key=lambda one: (one.at, one.version, _ORDER[one.kind], one.level or 0))


def _reviews(record: Record) -> list[Review]:
    found = Review.objects.filter(version__record=record)
    return list(found.select_related("person", "version").order_by("at", "id"))


def _waivers(record: Record) -> list[Waiver]:
    found = Waiver.objects.filter(version__record=record)
    return list(found.select_related("person", "version").order_by("id"))


def _publications(record: Record) -> list[Publication]:
    return list(record.publications.select_related("published_by", "version").order_by("id"))


def _withdrawals(record: Record) -> list[Withdrawal]:
    found = Withdrawal.objects.filter(publication__record=record)
    return list(found.select_related("by", "publication__version").order_by("id"))


def _for(behalf: Substitutions, record: Record, step: Step) -> Step:
    """The step with the name of whom its reviewer stood in for that day."""
    level, on = step.level or 0, day_of(step.at)
    name = behalf.behalf(record.organisation_id, step.person.pk, level, on)
    return replace(step, behalf=name)


def _of_version(version: Version) -> Step:
    if version.frozen_at is None:
        return Step("drafting", version.drafted_at, version.drafted_by, version.number)
    return Step("submitted", version.frozen_at, version.drafted_by, version.number)


def _of_review(review: Review) -> Step:
    return Step(
        kind=review.outcome,
        at=review.at,
        person=review.person,
        version=review.version.number,
        level=review.level,
        text=review.opinion,
    )


def _of_waiver(waiver: Waiver) -> Step:
    found = waiver.found
    what = f"{found['label']} {found['text']}".strip()
    return Step(
        kind="waived",
        at=waiver.at,
        person=waiver.person,
        version=waiver.version.number,
        level=waiver.level,
        text=f"{found['where_label']}：{what}。理由：{waiver.reason}",
    )


def _of_publication(publication: Publication) -> Step:
    return Step(
        kind="published",
        at=publication.published_at,
        person=publication.published_by,
        version=publication.version.number,
        text=publication.index_number,
    )


def _of_request(one: WithdrawalRequest) -> Iterator[Step]:
    """Who asked that it be taken back, and who did not agree."""
    number = one.publication.version.number
    yield Step("asked", one.at, one.by, number, text=one.reason)
    if one.declined_at is not None and one.declined_by is not None:
        yield Step("declined", one.declined_at, one.declined_by, number, text=one.answer)


def _of_withdrawal(withdrawal: Withdrawal) -> Step:
    return Step(
        kind="withdrawn",
        at=withdrawal.at,
        person=withdrawal.by,
        version=withdrawal.publication.version.number,
        text=withdrawal.reason,
    )
