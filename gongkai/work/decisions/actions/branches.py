"""Splits a decision into parts half-way, or merges it into another; no opinion is lost by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.actions.propose import POWER, REASON, given_code, held, reasoned
from gongkai.work.decisions.models.decision import Decision, Step, StepFile
from gongkai.work.decisions.queries.facts import ANSWERS, Known, known_of
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person

_STATE = Decision.State
_FEWEST, _MOST, _TITLE = 2, 20, 200
_COPIED = ("kind", "year", "organisation", "scope", "background", "contact", "exempt_reason",
           "is_trial", "phase", *ANSWERS)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A part into which a decision is split."""

    title: str
    planned_on: date


def split(
    *, decision: Decision, parts: Sequence[Part], reason: str, by: Person, at: datetime
) -> list[Decision]:
    """Split a decision: each part starts where it stands, with the steps that it has passed.

    The consultations stay those of the whole; its parts show them and answer for them.
    """
    told = reasoned(reason)
    place = decision.organisation
    with deed("decision.split", by=by, at=at, power=POWER, organisation=place) as act:
        row = held(decision, _STATE.ON_ROAD)
        known = known_of(row)
        reasons = _unfit(parts, day_of(at)) + _not_now(known)
        if reasons:
            raise Refused("split_unfit", reasons=reasons)
        made = [_part(known, one, by, at) for one in parts]
        codes = "、".join(one.code for one in made)
        row.state, row.ended_reason = _STATE.ENDED, f"拆分为 {codes}：{told}"[:REASON]
        row.save(update_fields=["state", "ended_reason"])
        act.target, act.detail = row, {"parts": [one.code for one in made], "reason": told}
    return made


def merge(*, decision: Decision, into: Decision, reason: str, by: Person, at: datetime) -> Decision:
    """End a decision in favour of another of the same organisation, which answers its opinions."""
    told = reasoned(reason)
    place = decision.organisation
    with deed("decision.merge", by=by, at=at, power=POWER, organisation=place) as act:
        # Both are held in one order, whichever way they are merged.
        rows = {one.pk: held(one, _STATE.ON_ROAD) for one in _ordered(decision, into)}
        row, other = rows[decision.pk], rows[into.pk]
        reasons = _not_now(known_of(row))
        if row.pk == other.pk:
            reasons.append(Refused("merge_itself"))
        if (row.organisation_id, row.kind) != (other.organisation_id, other.kind):
            reasons.append(Refused("merge_elsewhere"))
        if Phase.DELIBERATION in known_of(other).passed:
            reasons.append(Refused("merge_too_late"))
        if reasons:
            raise Refused("merge_unfit", reasons=reasons)
        row.state, row.merged_into = _STATE.ENDED, other
        row.ended_reason = f"并入 {other.code}：{told}"[:REASON]
        row.save(update_fields=["state", "merged_into", "ended_reason"])
        act.target, act.detail = row, {"into": other.code, "reason": told}
    return row


def _ordered(*decisions: Decision) -> list[Decision]:
    return sorted(decisions, key=lambda one: one.pk)


def _not_now(known: Known) -> list[Refused]:
    reasons = []
    if known.running:
        reasons.append(Refused("consultation_running", count=known.running))
    if Phase.DELIBERATION in known.passed:
        reasons.append(Refused("branch_too_late"))
    return reasons


def _unfit(parts: Sequence[Part], on: date) -> list[Refused]:
    titles = [" ".join(one.title.split()) for one in parts]
    reasons = []
    if not _FEWEST <= len(parts) <= _MOST or len(set(titles)) != len(titles):
        reasons.append(Refused("split_parts", least=_FEWEST, most=_MOST))
    if any(not title or len(title) > _TITLE for title in titles):
        reasons.append(Refused("decision_title_unfit", limit=_TITLE))
    if past := [one.planned_on for one in parts if one.planned_on < on]:
        reasons.append(Refused("decision_planned_past", on=past[0]))
    return reasons


def _part(known: Known, part: Part, by: Person, at: datetime) -> Decision:
    whole = known.decision
    made = Decision.objects.create(
        code=given_code(whole.year), title=" ".join(part.title.split()),
        planned_on=part.planned_on, state=_STATE.ON_ROAD, split_from=whole, created_at=at,
        created_by=by, **{name: getattr(whole, name) for name in _COPIED},
    )  # fmt: skip
    made.others.set(whole.others.all())
    for step in known.steps.values():
        _copy(step, made)
    return made


def _copy(step: Step, part: Decision) -> None:
    kept = Step.objects.create(
        decision=part, phase=step.phase, facts=step.facts, passed_at=step.passed_at,
        passed_by=step.passed_by, written_at=step.written_at, written_by=step.written_by,
    )  # fmt: skip
    StepFile.objects.bulk_create(
        StepFile(step=kept, file=one.file, at=one.at, by=one.by)
        for one in step.files.select_related("file", "by")
    )
