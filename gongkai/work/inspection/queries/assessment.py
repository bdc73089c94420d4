"""The state of every duty on any day, read from live objects and explained in one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gongkai.rules import evidence as rules
from gongkai.rules.evidence import Assessment, Period, Proof, State, UnusableEvidence
from gongkai.work.inspection.queries.proofs import Dead, Proofs, proofs_of
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.queries.duties import occurrences_for
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.proof_of_duty import Item

WRONG = frozenset({State.OVERDUE, State.BROKEN})
_DAY = timedelta(days=1)
_LEGAL_WORKDAYS = 20
_UNFIT = {
    "published_before_formed": "的形成日期晚于发布日期",
    "formation_missing": "没有形成日期",
}


@dataclass(frozen=True)
class DutyState:
    """What is due of one organisation in one period, how it stands on the day, and why."""

    occurrence: Occurrence
    state: State
    explanation: str
    evidence: tuple[Item, ...]
    dead: tuple[Dead, ...]
    on: date

    @property
    def done_on(self) -> date | None:
        """The day on which a dated duty was fulfilled."""
        if self.state not in {State.FULFILLED, State.LATE} or not self.evidence:
            return None
        return min(one.on for one in self.evidence if one.on >= self.occurrence.starts_on)

    @property
    def wrong_since(self) -> date | None:
        """The day on which a dated duty last became overdue, though it may be done since.

        That is the day after its date, or the day on which what had fulfilled it was gone.
        """
        due_on = self.occurrence.due_on
        if due_on is None or self.state not in {State.OVERDUE, State.LATE}:
            return None
        until = self.done_on or self.on
        ends = [one.since for one in self.dead if one.since is not None and one.since <= until]
        return max(due_on + _DAY, *ends) if ends else due_on + _DAY

    def as_json(self) -> dict[str, Any]:
        """The shape of contract `verify_duties`, with what tells periods and plans apart."""
        row, duty = self.occurrence, self.occurrence.duty
        return {
            "task": duty.task.number,
            "organisation": duty.organisation.code,
            "state": str(self.state),
            "due": row.due_on.isoformat() if row.due_on else None,
            "evidence": [_shown(one) for one in self.evidence],
            "explanation": self.explanation,
            "organisation_name": duty.organisation.name,
            "role": duty.role,
            "period": row.period,
            "label": row.label,
            "plan": duty.task.plan_id,
            "year": duty.task.plan.year,
            "dead_evidence": [
                {"kind": one.kind, "id": one.object_id, "title": one.title, "reason": one.reason}
                for one in self.dead
            ],
        }


def assess(on: date, organisation: Organisation | None = None) -> tuple[DutyState, ...]:
    """The state of all duties of adopted plans on that day; a fixed number of queries.

    Nothing is written. A day in the past gives what could be seen then, as far as the catalogue
    links of today tell.
    """
    return states_of(list(occurrences_for(organisation)), on)


def states_of(rows: Sequence[Occurrence], on: date) -> tuple[DutyState, ...]:
    """The states of these occurrences, which come with `duty__task__plan` and organisation."""
    proofs = proofs_of(rows, on)
    return tuple(_state(row, proofs[row.pk], on) for row in rows)


def _state(row: Occurrence, proofs: Proofs, on: date) -> DutyState:
    found = _assessment(row, proofs, on)
    return DutyState(
        occurrence=row,
        state=State(found.state),
        explanation=_with_dead(found.explanation, proofs.dead),
        evidence=proofs.items,
        dead=proofs.dead,
        on=on,
    )


def _assessment(row: Occurrence, proofs: Proofs, on: date) -> Assessment:
    """One judgement for each legal term among the events; a broken one outweighs the others."""
    proof = _proof(row, proofs)
    terms: dict[int, list[Item]] = defaultdict(list)
    for one in proofs.items:
        terms[one.workdays if proof is Proof.EVENT else _LEGAL_WORKDAYS].append(one)
    try:
        found = [
            _judge(row, proof, days, items, on)
            for days, items in sorted(terms.items() or [(_LEGAL_WORKDAYS, [])])
        ]
    except UnusableEvidence as unusable:
        return _undecidable(unusable)
    broken = [one for one in found if one.state is State.BROKEN]
    return broken[0] if broken else _together(found)


def _judge(
    row: Occurrence, proof: Proof | None, days: int, items: Iterable[Item], on: date
) -> Assessment:
    return rules.assess(
        Period(row.starts_on, row.due_on, proof, days=days),
        on=on,
        evidence=[rules.Evidence(one.kind, one.title, one.on, one.formed_on) for one in items],
    )


def _proof(row: Occurrence, proofs: Proofs) -> Proof | None:
    """A dated duty is proven by what is public, a standing one only where records belong to it."""
    if row.due_on is None:
        if proofs.is_linked or proofs.has_records:
            return Proof.EVENT
        return Proof.STATEMENT if proofs.items else None
    only_others = proofs.items and not proofs.has_records and not proofs.is_linked
    return Proof.ACTIVITY if only_others else Proof.RECORD


def _together(found: Sequence[Assessment]) -> Assessment:
    told = "；".join(one.explanation.removesuffix("。") for one in found) + "。"
    return Assessment(found[0].state, told, any(one.provisional for one in found))


def _undecidable(unusable: UnusableEvidence) -> Assessment:
    why = _UNFIT.get(unusable.code, "的日期有误")
    return Assessment(
        State.MANUAL, f"《{unusable.title}》{why}，系统不能自行判断，由{rules.DECIDER}认定。"
    )


def _with_dead(explanation: str, dead: Sequence[Dead]) -> str:
    """Add what does not count any more to the sentence."""
    if not dead:
        return explanation
    last = max(dead, key=lambda one: (one.since or date.min, one.title))
    others = f"，另有 {len(dead) - 1} 件也已失效" if len(dead) > 1 else ""
    title = last.title if last.title.startswith("《") else f"《{last.title}》"
    return f"{explanation.removesuffix('。')}；{title}{last.reason}，不再计入{others}。"


def _shown(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "id": item.object_id,
        "title": item.title,
        "url": item.url,
        "on": item.on.isoformat(),
    }
