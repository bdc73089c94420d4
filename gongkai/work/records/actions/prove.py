"""Lets the ledger know what became public or is public no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.actions.evidence import Piece, file_evidence, file_many, void_evidence
from gongkai.work.ledger.actions.judge import Verdict, judge
from gongkai.work.ledger.models.duty import Evidence, Occurrence
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.duty_states import DutyState, states_of
from gongkai.work.records.queries.proofs import KIND
from gongkai.work.records.queries.touched import touched_by, touched_by_many

# From so many on a journal with a line for each would say no more than one with their list.
_FEW = 20


def prove(*, record: Record, by: Person, at: datetime) -> None:
    """File the live record for all that it proves, and judge these occurrences again."""
    rejudge(occurrences=touched_by(record, day_of(at)), by=by, at=at)


def prove_all(
    *, organisation: Organisation, records: QuerySet[Record], by: Person, at: datetime
) -> None:
    """The same for many live records of one organisation at once."""
    rejudge(occurrences=touched_by_many(organisation, records, day_of(at)), by=by, at=at)


def unprove(*, record: Record, reason: str, at: datetime) -> None:
    """Void all that the record proved, and judge these occurrences again."""
    void_evidence(kind=KIND, object_id=record.index_number or "", reason=reason, at=at)
    rejudge(occurrences=touched_by(record, day_of(at)), by=None, at=at)


def rejudge(*, occurrences: QuerySet[Occurrence], by: Person | None, at: datetime) -> None:
    """File what proves the occurrences, void what does so no more, and write their states."""
    # Held, so that two publications at one moment see each other.
    rows = occurrences.select_for_update(of=("self",)).order_by("pk")
    states = states_of(
        list(rows.select_related("duty__task__plan", "duty__organisation")), day_of(at)
    )
    if states:
        conclude(states=states, by=by, at=at)


def conclude(*, states: Sequence[DutyState], by: Person | None, at: datetime) -> None:
    """Let the ledger hold these states, and as evidence what is live."""
    filed = _filed(states)
    _void_dead(states, filed, at)
    missing = [piece for one in states for piece in _missing(one, filed)]
    if len(missing) > _FEW:
        file_many(kind=KIND, pieces=missing, by=by, at=at)
    else:
        for piece in missing:
            file_evidence(kind=KIND, by=by, at=at, **vars(piece))
    judge(
        verdicts=[Verdict(one.occurrence.pk, one.state, one.explanation) for one in states], at=at
    )


def _filed(states: Sequence[DutyState]) -> dict[tuple[int, str], Evidence]:
    duties = [one.occurrence.duty for one in states]
    links = Evidence.objects.filter(
        occurrence__duty__task__in={one.task_id for one in duties},
        occurrence__duty__organisation__in={one.organisation_id for one in duties},
        kind=KIND,
        void_since=None,
    )
    return {(one.occurrence_id, one.object_id): one for one in links}


def _void_dead(
    states: Sequence[DutyState], filed: dict[tuple[int, str], Evidence], at: datetime
) -> None:
    dead: dict[tuple[str, str], list[int]] = defaultdict(list)
    for state in states:
        for one in state.dead:
            if one.kind == KIND and (state.occurrence.pk, one.object_id) in filed:
                dead[one.object_id, one.reason].append(state.occurrence.pk)
    for (object_id, reason), occurrences in sorted(dead.items()):
        void_evidence(kind=KIND, object_id=object_id, reason=reason, at=at, occurrences=occurrences)


def _missing(state: DutyState, filed: dict[tuple[int, str], Evidence]) -> Iterator[Piece]:
    """What proves the occurrence and is not filed for it as it now is."""
    for item in state.evidence:
        known = filed.get((state.occurrence.pk, item.object_id))
        if item.kind != KIND or (known and (known.title, known.on) == (item.title, item.on)):
            continue
        yield Piece(state.occurrence, item.object_id, item.title, item.url, item.on)
