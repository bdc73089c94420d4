"""What the proofs of an occurrence make of it: its state on any day, in one sentence.

Publications, withdrawals and inspections all judge by this and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gongkai.rules import evidence as rules
from gongkai.rules.evidence import Assessment, Period, Proof, State, UnusableEvidence
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.queries.shares import event_workdays
from gongkai.work.records.queries.proofs import LEGAL_WORKDAYS, Dead, Item, Proofs, proofs_of

_DAY = timedelta(days=1)
_LEAD = "牵头单位"
_UNFIT = {
    "published_before_formed": "的形成日期晚于发布日期",
    "formation_missing": "没有形成日期",
}


@dataclass(frozen=True)
class DutyState:
    """What is due of one organisation in one period, how it stands on the day, and why.

    `has_lead`: the organisation supports what another one leads and answers for.
    """

    occurrence: Occurrence
    state: State
    explanation: str
    evidence: tuple[Item, ...]
    dead: tuple[Dead, ...]
    on: date
    has_lead: bool = False

    @property
    def done_on(self) -> date | None:
        """The day on which a dated duty was fulfilled."""
        if self.state not in {State.FULFILLED, State.LATE} or not self.evidence:
            return None
        return min(one.on for one in self.evidence)

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


def states_of(rows: Sequence[Occurrence], on: date) -> tuple[DutyState, ...]:
    """The states of these occurrences on that day; a fixed number of queries.

    They come with `duty__task__plan` and `duty__organisation`.
    """
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
        has_lead=proofs.has_lead,
    )


def _assessment(row: Occurrence, proofs: Proofs, on: date) -> Assessment:
    """One judgement for each term among the events, all told together."""
    proof = _proof(row, proofs)
    longest = _longest(row)
    terms: dict[int, list[Item]] = defaultdict(list)
    for one in proofs.items:
        terms[min(one.workdays, longest) if proof is Proof.EVENT else longest].append(one)
    try:
        found = [
            _judge(row, proof, days, items, on)
            for days, items in sorted(terms.items() or [(longest, [])])
        ]
    except UnusableEvidence as unusable:
        return _undecidable(unusable)
    return _together(found)


def _longest(row: Occurrence) -> int:
    """The term of the plan for what has no date; a plan may shorten that of 条例 第二十六条."""
    stated = event_workdays(row.duty.task) if row.due_on is None else None
    return min(stated or LEGAL_WORKDAYS, LEGAL_WORKDAYS)


def _judge(
    row: Occurrence, proof: Proof | None, days: int, items: Sequence[Item], on: date
) -> Assessment:
    starts_on = row.starts_on
    if row.due_on is not None:
        # What a lead did before somebody joined it counts for who joined.
        starts_on = min([starts_on, *(one.on for one in items)])
    evidence = [
        rules.Evidence(one.kind, one.title, one.on, one.formed_on, one.lead and _LEAD + one.lead)
        for one in items
    ]
    return rules.assess(Period(starts_on, row.due_on, proof, days=days), on=on, evidence=evidence)


def _proof(row: Occurrence, proofs: Proofs) -> Proof | None:
    """A dated duty is proven by what is public, a standing one only where records belong to it."""
    if row.due_on is None:
        if proofs.is_linked or proofs.has_records:
            return Proof.EVENT
        return Proof.STATEMENT if proofs.items else None
    only_others = proofs.items and not proofs.has_records and not proofs.is_linked
    return Proof.ACTIVITY if only_others else Proof.RECORD


def _together(found: Sequence[Assessment]) -> Assessment:
    """A broken term outweighs the others, and one under which nothing happened counts for none."""
    broken = [one for one in found if one.state is State.BROKEN]
    kept = [one for one in found if one.state is not State.MANUAL]
    telling = broken[:1] or kept or found[:1]
    told = "；".join(one.explanation.removesuffix("。") for one in telling) + "。"
    return Assessment(telling[0].state, told, any(one.provisional for one in telling))


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
