"""Writes down what is known of a phase, keeps its papers, and passes its gate.

Source: 重大行政决策程序暂行条例 第十条 至 第三十六条; 国办发〔2018〕37号.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from gongkai.rules.canonical_json import canonical
from gongkai.rules.decisions.asked import QUESTIONS
from gongkai.rules.decisions.facts import UnknownFact, facts_from
from gongkai.rules.decisions.phases import Phase, next_phase, road
from gongkai.work.decisions.actions.propose import POWER, held, reasoned
from gongkai.work.decisions.models.decision import Decision, Step, StepFile
from gongkai.work.decisions.queries.fact_choices import CHOICES, MANY
from gongkai.work.decisions.queries.facts import (
    Known,
    is_typed,
    known_of,
    lacking,
    phase_title,
    questions_of,
    writable,
)
from gongkai.work.files.actions.store import store
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person

PAPERS = ("docx", "pdf", "ofd", "xlsx", "png", "jpg", "jpeg")
"""The kinds of papers of a step, by the ending of their names."""
MOST_PAPERS = 30
_LONGEST, _MOST_NAMES, _NAME, _MOST_PEOPLE = 5000, 60, 100, 1000
_STATE = Decision.State


def seen_of(step: Step | None) -> str:
    """What a form that shows the step sends back, so that nobody undoes what another wrote."""
    facts = step.facts if step is not None else {}
    return hashlib.sha256(canonical(facts)).hexdigest()[:16]


def write_step(
    *,
    decision: Decision,
    phase: Phase,
    facts: Mapping[str, Any],
    by: Person,
    at: datetime,
    seen: str | None = None,
) -> Step:
    """Write the facts of a phase down, by the names of rules.decisions.facts.Facts.

    It replaces what was typed before; a phase that is passed is refused. `seen` is `seen_of` the
    step that was changed, None to write without comparing.
    """
    place = decision.organisation
    with deed("decision.write_step", by=by, at=at, power=POWER, organisation=place) as act:
        row = held(decision, _STATE.PROPOSED, _STATE.ON_ROAD)
        known = known_of(row)
        _refuse_closed(known, phase)
        step = known.steps.get(phase)
        if seen is not None and seen != seen_of(step):
            raise Refused("step_changed_meanwhile")
        fit = _fitted(known, phase, facts)
        step = step or Step(decision=row, phase=phase)
        step.facts, step.written_at, step.written_by = fit, at, by
        step.save()
        act.target, act.detail = step, {"phase": phase, "facts": sorted(fit)}
    return step


def attach(
    *, decision: Decision, phase: Phase, file_name: str, data: bytes, by: Person, at: datetime
) -> StepFile:
    """Keep a paper of a phase: a report, a signed opinion. It is never public by itself."""
    place = decision.organisation
    with deed("decision.attach", by=by, at=at, power=POWER, organisation=place) as act:
        row = held(decision, _STATE.PROPOSED, _STATE.ON_ROAD)
        known = known_of(row)
        _refuse_closed(known, phase)
        if PurePath(file_name).suffix.lower().lstrip(".") not in PAPERS:
            raise Refused("step_paper_kind", name=PurePath(file_name).name, allowed=PAPERS)
        step = known.steps.get(phase) or Step.objects.create(
            decision=row, phase=phase, written_at=at, written_by=by
        )
        if step.files.count() >= MOST_PAPERS:
            raise Refused("step_papers_many", limit=MOST_PAPERS)
        stored = store(name=file_name, data=data, by=by, at=at, organisation=place)
        made = StepFile.objects.create(step=step, file=stored, at=at, by=by)
        act.target, act.detail = made, {"phase": phase, "name": stored.name}
    return made


def detach(*, paper: StepFile, by: Person, at: datetime) -> None:
    """Take a paper away from a phase that is not passed; the journal keeps its name."""
    decision = paper.step.decision
    place = decision.organisation
    with deed("decision.detach", by=by, at=at, power=POWER, organisation=place) as act:
        row = held(decision, _STATE.PROPOSED, _STATE.ON_ROAD)
        _refuse_closed(known_of(row), Phase(paper.step.phase))
        if not StepFile.objects.filter(pk=paper.pk).exists():
            raise Refused("step_paper_gone")
        act.target, act.detail = paper.step, {"name": paper.file.name}
        StepFile.objects.filter(pk=paper.pk).delete()


def pass_step(*, decision: Decision, phase: Phase, by: Person, at: datetime) -> Step:
    """Pass the gate that the decision stands before; Refused with everything that is missing.

    What is known is frozen with it, what was seen in consultations and documents too.
    """
    place = decision.organisation
    with deed("decision.pass_step", by=by, at=at, power=POWER, organisation=place) as act:
        row = held(decision, _STATE.ON_ROAD)
        if row.phase != phase:
            raise Refused("step_elsewhere", phase=phase_title(row.phase, row.kind))
        known = known_of(row)
        if reasons := lacking(known, phase, day_of(at)):
            title = phase_title(phase, row.kind)
            raise Refused("step_lacking", reasons=reasons, phase=title, count=len(reasons))
        step = _frozen(known, phase, by, at)
        row.phase = next_phase(row.kind, known.flags, known.passed | {phase}) or ""
        row.state = row.state if row.phase else _STATE.DONE
        row.save(update_fields=["phase", "state"])
        act.target, act.detail = step, {"phase": phase, "next": row.phase}
    return step


def end(*, decision: Decision, reason: str, by: Person, at: datetime) -> Decision:
    """End a decision on its way. One that is only proposed is taken back: it was never listed."""
    told = reasoned(reason)
    place = decision.organisation
    with deed("decision.end", by=by, at=at, power=POWER, organisation=place) as act:
        row = held(decision, _STATE.PROPOSED, _STATE.ON_ROAD)
        was_proposed = row.state == _STATE.PROPOSED
        if was_proposed and row.list_items.exclude(year_list__state="listed").exists():
            raise Refused("decision_in_draft_list")
        row.state = _STATE.DECLINED if was_proposed else _STATE.ENDED
        row.ended_reason = told
        row.save(update_fields=["state", "ended_reason"])
        act.target, act.detail = row, {"reason": told, "phase": row.phase}
    return row


def _refuse_closed(known: Known, phase: Phase) -> None:
    decision = known.decision
    if phase not in road(decision.kind, known.flags):
        raise Refused("step_not_on_road")
    if phase not in writable(decision, known):
        raise Refused("step_passed", phase=phase_title(phase, decision.kind))


def _fitted(known: Known, phase: Phase, given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as they are stored; Refused with every one that does not fit."""
    asked = {one.name for one in questions_of(known.decision, phase)}
    reasons, fit = [], {}
    for name, value in given.items():
        if name not in asked or not is_typed(name, known.derived):
            raise Refused("fact_not_asked", label=_label(name))
        try:
            kept = _stored(asdict(facts_from({name: value}))[name])
        except UnknownFact:
            reasons.append(Refused("fact_unfit", label=_label(name)))
            continue
        if not _is_sound(name, kept):
            reasons.append(Refused("fact_unfit", label=_label(name)))
        elif kept not in (None, "", []):
            fit[name] = kept
    if reasons:
        raise Refused("step_unfit", reasons=reasons)
    return fit


def _label(name: str) -> str:
    return QUESTIONS[name].label if name in QUESTIONS else name


def _stored(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.replace("\0", "").strip()
    if isinstance(value, tuple):
        return [text for one in value if (text := one.replace("\0", "").strip())]
    return value


def _is_sound(name: str, value: Any) -> bool:
    """Codes are of their list, texts and numbers of a size that a person would write."""
    if value in (None, "", []):
        return True
    if name in CHOICES:
        return value in CHOICES[name]
    if name in MANY:
        return set(value) <= MANY[name].keys()
    if isinstance(value, str):
        return len(value) <= _LONGEST
    if isinstance(value, list):
        return len(value) <= _MOST_NAMES and all(len(one) <= _NAME for one in value)
    return isinstance(value, bool) or 0 <= value <= _MOST_PEOPLE


def _frozen(known: Known, phase: Phase, by: Person, at: datetime) -> Step:
    step = known.steps.get(phase) or Step(
        decision=known.decision, phase=phase, written_at=at, written_by=by
    )
    seen = {name: value for name, value in known.derived.items() if _is_of(name, phase)}
    step.facts = {**step.facts, **seen}
    step.passed_at, step.passed_by = at, by
    step.save()
    return step


def _is_of(name: str, phase: Phase) -> bool:
    return name.partition("_")[0] == phase
