"""How far a decision has come, as a line of time that people can read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.parts import Event
from gongkai.rules.decisions.facts import Facts
from gongkai.rules.decisions.gates import road
from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.year_list import ListItem
from gongkai.work.decisions.queries.dossier import Dossier
from gongkai.work.decisions.queries.facts import phase_title

# The day on which a phase happened, by the name of its fact.
_DAYS = {
    Phase.START: "start_started_on",
    Phase.PUBLIC: "public_closes_on",
    Phase.HEARING: "hearing_held_on",
    Phase.EXPERTS: "experts_opinion_on",
    Phase.RISK: "risk_report_on",
    Phase.COMPETITION: "competition_reviewed_on",
    Phase.LEGALITY: "legality_returned_on",
    Phase.DELIBERATION: "deliberation_held_on",
    Phase.PARTY: "party_reported_on",
    Phase.REGISTRATION: "registration_registered_on",
    Phase.ISSUE: "issue_issued_on",
    Phase.FILING: "filing_filed_on",
    Phase.ARCHIVE: "archive_archived_on",
    Phase.EVALUATE: "evaluate_evaluated_on",
}
_ENDED = {Decision.State.ENDED: "已终止", Decision.State.DONE: "已办结"}


def events_of(dossier: Dossier, listed: ListItem | None) -> list[Event]:
    """What happened, where it stands, what is to come; the newest last."""
    decision = dossier.known.decision
    found = [_listed(listed)] if listed is not None else []
    passed = dossier.known.passed
    is_over = decision.state in _ENDED
    for phase in road(decision.kind, dossier.known.flags):
        title = phase_title(phase, decision.kind)
        if phase in passed:
            found.append(_done(title, phase, dossier))
        elif is_over:
            continue
        elif phase == decision.phase:
            found.append(Event(title, text=_now(dossier, phase), kind="now", when="正在办理"))
        else:
            found.append(Event(title, kind="next", when="以后"))
    if decision.state == Decision.State.ENDED:
        found.append(Event("终止", text=decision.ended_reason, kind="stop"))
    return found


def stage_of(dossier: Dossier) -> str:
    """Where it stands, in a few words."""
    decision = dossier.known.decision
    if decision.state in _ENDED:
        return _ENDED[Decision.State(decision.state)]
    if dossier.known.running:
        return "正在征求意见"
    return f"{phase_title(decision.phase, decision.kind)}阶段" if decision.phase else "办理中"


def _listed(item: ListItem) -> Event:
    live = item.year_list.record.live if item.year_list.record is not None else None
    on = live.published_on if live is not None else item.year_list.agreed_on
    return Event("列入年度目录", on, f"第 {item.year_list.number} 版")


def _done(title: str, phase: Phase, dossier: Dossier) -> Event:
    day = _day(phase, dossier.facts)
    step = dossier.known.steps.get(phase)
    if day is None and step is not None and step.passed_at is not None:
        day = step.passed_at.date()
    return Event(title, day, _said(phase, dossier))


def _day(phase: Phase, facts: Facts) -> date | None:
    return getattr(facts, _DAYS[phase], None) if phase in _DAYS else None


def _said(phase: Phase, dossier: Dossier) -> str:
    if phase is Phase.PUBLIC and dossier.public_rounds:
        return "；".join(_round(one.opens_on, one.closes_on) for one in dossier.public_rounds)
    return dossier.facts.deliberation_meeting if phase is Phase.DELIBERATION else ""


def _now(dossier: Dossier, phase: Phase) -> str:
    open_rounds: Sequence[str] = [
        _round(one.opens_on, one.closes_on) for one in dossier.public_rounds
    ]
    return "；".join(open_rounds) if phase is Phase.PUBLIC else ""


def _round(opens_on: date, closes_on: date) -> str:
    return f"{cn_date(opens_on)}至{cn_date(closes_on)}"
