"""Lets the ledger know what became public or is public no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.actions.evidence import file_evidence, void_evidence
from gongkai.work.ledger.actions.judge import Verdict, judge
from gongkai.work.ledger.models.duty import Evidence, Occurrence
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.proof_of_duty import (
    KIND,
    Item,
    Judged,
    judged,
    occurrences_proven_by,
)


def prove(*, record: Record, by: Person, at: datetime) -> None:
    """File the live record for all that it proves, and judge these occurrences again."""
    number = record.index_number or ""
    proven = list(occurrences_proven_by(record, day_of(at)))
    before = set(
        Evidence.objects.filter(kind=KIND, object_id=number, void_since=None).values_list(
            "occurrence_id", flat=True
        )
    )
    known = _with_duty(before)
    kept = _file(record, [*known, *(one for one in proven if one.pk not in before)], by, at)
    if before - kept:
        # A correction under another catalogue item no longer proves what the first one did.
        void_evidence(kind=KIND, object_id=number, reason="更正后不再对应本事项", at=at)
        _file(record, _with_duty(kept), by, at)
    rejudge(occurrences=_with_duty(before | kept), at=at)


def unprove(*, record: Record, reason: str, at: datetime) -> None:
    """Void all that the record proved, and judge these occurrences again."""
    voided = void_evidence(kind=KIND, object_id=record.index_number or "", reason=reason, at=at)
    rejudge(occurrences=_with_duty({one.occurrence_id for one in voided}), at=at)


def file_and_judge(*, occurrences: Iterable[Occurrence], by: Person | None, at: datetime) -> None:
    """File every live record that proves one of the occurrences, and write their states."""
    rows = list(occurrences)
    for one in judged(rows, day_of(at)):
        _file_items(one, [item for item in one.evidence if item.kind == KIND], by, at)
    rejudge(occurrences=rows, at=at)


def rejudge(*, occurrences: Iterable[Occurrence], at: datetime) -> None:
    """Write the states that follow from what is public now."""
    judge(
        verdicts=[
            Verdict(one.occurrence.pk, one.assessment.state, one.assessment.explanation)
            for one in judged(occurrences, day_of(at))
        ],
        at=at,
    )


def _file(record: Record, occurrences: Iterable[Occurrence], by: Person, at: datetime) -> set[int]:
    """File the record where it is among the evidence; returns where it is."""
    filed: set[int] = set()
    for one in judged(occurrences, day_of(at)):
        mine = [item for item in one.evidence if _place(item) == (KIND, record.index_number)]
        _file_items(one, mine, by, at)
        filed |= {one.occurrence.pk for _ in mine}
    return filed


def _place(item: Item) -> tuple[str, str]:
    return item.kind, item.object_id


def _file_items(one: Judged, items: Iterable[Item], by: Person | None, at: datetime) -> None:
    for item in items:
        file_evidence(
            occurrence=one.occurrence,
            kind=item.kind,
            object_id=item.object_id,
            title=item.title,
            url=item.url,
            on=item.on,
            by=by,
            at=at,
        )


def _with_duty(occurrences: Iterable[int]) -> list[Occurrence]:
    rows = Occurrence.objects.select_related("duty__task__plan", "duty__organisation")
    return list(rows.filter(pk__in=set(occurrences)))
