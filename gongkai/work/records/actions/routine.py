"""Routine items of the catalogue: the office marks them, reviewers pass their records together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.review import give
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.content import current_of


@dataclass(frozen=True)
class Choice:
    """One record that a reviewer chose, with the level and the content that stood before him."""

    record: Record
    level: int
    content_hash: str


@dataclass(frozen=True)
class Passed:
    """What became of one choice: its review, or why there is none."""

    record: Record
    review: Review | None
    refusal: Refused | None


def mark_routine(
    *, item: CatalogueItem, is_routine: bool, by: Person | None, at: datetime
) -> CatalogueItem:
    """Let the records of the item be passed together from now on, or no more."""
    with deed("catalogue.routine", by=by, at=at, power="catalogue.edit", target=item) as act:
        item.is_routine = is_routine
        item.save(update_fields=["is_routine"])
        act.detail = {"is_routine": is_routine}
    return item


def pass_many(*, choices: Sequence[Choice], opinion: str, by: Person, at: datetime) -> list[Passed]:
    """Pass each of them by itself: one review each, and what is refused stops no other."""
    if not choices:
        raise Refused("nothing_chosen")
    return [_pass(one, opinion, by, at) for one in choices]


def _pass(choice: Choice, opinion: str, by: Person, at: datetime) -> Passed:
    try:
        _refuse_unusual(choice.record)
        review = give(
            record=choice.record,
            level=choice.level,
            outcome=Review.Outcome.PASSED,
            opinion=opinion,
            content_hash=choice.content_hash,
            by=by,
            at=at,
        )
    except Refused as refusal:
        return Passed(choice.record, None, refusal)
    return Passed(choice.record, review, None)


def _refuse_unusual(record: Record) -> None:
    item = current_of(record).item
    if item is None or not item.is_routine:
        raise Refused("item_not_routine")
