"""Answers the questions from which the road of a decision follows.

Sources: 重大行政决策程序暂行条例 第十四条、第十六条、第十九条、第二十二条、第二十九条.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from gongkai.rules.decisions.phases import Phase, next_phase, road
from gongkai.work.decisions.actions.propose import POWER, REASON, held
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.queries.facts import ANSWERS, Known, flags_of, known_of, phase_title
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person

_STATE = Decision.State


def answer(
    *,
    decision: Decision,
    answers: Mapping[str, bool | None],
    by: Person,
    at: datetime,
    exempt_reason: str = "",
) -> Decision:
    """Answer questions by name (`queries.facts.ANSWERS`); those not named stay as they are.

    None takes an answer back as long as the decision stands at its start. Refused once it was
    deliberated, and where a phase that is done would no longer be on the road.
    """
    place = decision.organisation
    with deed("decision.answer", by=by, at=at, power=POWER, organisation=place) as act:
        row = held(decision, _STATE.PROPOSED, _STATE.ON_ROAD)
        known = known_of(row)
        before = {name: getattr(row, name) for name in ANSWERS}
        _refuse_unfit(row, known, answers)
        for name, value in answers.items():
            setattr(row, name, value)
        row.exempt_reason = _legal_basis(row, exempt_reason)
        _refuse_gone(row, known)
        row.phase = next_phase(row.kind, flags_of(row), known.passed) or ""
        row.save(update_fields=[*ANSWERS, "exempt_reason", "phase"])
        changed = {name: [was, getattr(row, name)] for name, was in before.items()}
        act.target = row
        act.detail = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    return row


def _refuse_unfit(row: Decision, known: Known, answers: Mapping[str, bool | None]) -> None:
    if unknown := answers.keys() - set(ANSWERS):
        raise TypeError(f"no questions of a decision: {sorted(unknown)}")
    reasons = []
    if Phase.DELIBERATION in known.passed:
        reasons.append(Refused("answers_deliberated"))
    if known.passed and None in answers.values():
        reasons.append(Refused("answers_taken_back"))
    exempt = answers.get("public_exempt", row.public_exempt)
    consulted = Phase.PUBLIC in known.passed or row.consultations.exists()
    if exempt != row.public_exempt and consulted:
        reasons.append(Refused("exempt_after_consultation"))
    if exempt is True and row.list_items.exists():
        reasons.append(Refused("exempt_is_listed"))
    if reasons:
        raise Refused("answers_unfit", reasons=reasons)


def _legal_basis(row: Decision, given: str) -> str:
    """The basis on which a decision is not public; there is none without (第十四条)."""
    told = " ".join(given.replace("\0", "").split())
    if row.public_exempt is not True:
        return ""
    if not told:
        raise Refused("exempt_without_basis")
    if len(told) > REASON:
        raise Refused("decision_reason_long", limit=REASON)
    return told


def _refuse_gone(row: Decision, known: Known) -> None:
    """What is done stays on the road."""
    gone = known.passed - set(road(row.kind, flags_of(row)))
    if gone:
        titles = [phase_title(one, row.kind) for one in sorted(gone)]
        raise Refused("answers_drop_passed", phases=titles)
