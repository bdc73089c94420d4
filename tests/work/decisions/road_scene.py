"""Decisions at every gate of their road, by the product's own acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.actions import answer as answers
from gongkai.work.decisions.actions import propose as proposals
from gongkai.work.decisions.actions import steps, year_list
from gongkai.work.decisions.actions.consult import register_channel
from gongkai.work.decisions.actions.dispose import dispose
from gongkai.work.decisions.actions.publish_list import draft_list_record, publish_list
from gongkai.work.decisions.actions.terms import close_over
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision, Step
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.decisions.models.year_list import YearList
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.models.record import Record
from tests.factories import moment, officer, openness_office, person
from tests.work.decisions import consult_scene
from tests.work.decisions.consult_scene import Scene
from tests.work.records.world import World

EARLY = moment(date(2026, 1, 12))
SPRING = moment(date(2026, 4, 10))
CLOSED = moment(date(2026, 9, 22))
DONE = moment(date(2026, 11, 20))
TITLE = "青禾区公共停车收费管理办法"
PLANNED = date(2026, 12, 1)
NO = dict.fromkeys(
    ("public_exempt", "needs_hearing", "needs_experts", "has_risk", "touches_market"), False
)
FACTS: Mapping[Phase, Mapping[str, Any]] = {
    Phase.START: {
        "start_proposal_studied_on": date(2026, 3, 2),
        "start_started_on": date(2026, 3, 5),
    },
    Phase.DRAFT: {
        "draft_legal_basis": "道路交通安全法第三十三条",
        "draft_consulted": ["财政局", "公安分局"],
        "draft_disagreements_settled": True,
    },
    Phase.RISK: {
        "risk_report_on": date(2026, 4, 8),
        "risk_points": "医院周边夜间停车",
        "risk_plan": "设夜间减免时段",
        "risk_level": "controllable",
    },
    Phase.LEGALITY: {
        "legality_sent_on": date(2026, 9, 22),
        "legality_returned_on": date(2026, 10, 12),
        "legality_result": "lawful",
    },
    Phase.DELIBERATION: {
        "deliberation_held_on": date(2026, 10, 20),
        "deliberation_meeting": "区政府第12次常务会议",
        "deliberation_head_spoke_last": True,
        "deliberation_dissent_recorded": True,
        "deliberation_against_majority": False,
        "deliberation_papers": ["draft", "opinions", "legality"],
        "deliberation_adopted": True,
    },
    Phase.PARTY: {"party_reported_on": date(2026, 10, 22), "party_agreed": True},
    Phase.ISSUE: {
        "issue_document_number": "青政发〔2026〕9号",
        "issue_issued_on": date(2026, 10, 26),
        "issue_published_on": date(2026, 10, 26),
        "issue_interpretation_published_on": date(2026, 10, 27),
    },
    Phase.ARCHIVE: {"archive_archived_on": date(2026, 11, 2), "archive_listed": True},
    Phase.EVALUATE: {"evaluate_not_needed_reason": "施行不满一年"},
}


def proposal(**changed: Any) -> proposals.Proposal:
    given: dict[str, Any] = {
        "title": TITLE, "background": "停车位缺口较大。", "planned_on": PLANNED,
        "scope": "public_policy", "contact": "青禾区一号路1号",
    }  # fmt: skip
    return proposals.Proposal(**(given | changed))


def proposed(here: World, at: datetime = EARLY, *, kind: str = "major", **changed: Any) -> Decision:
    """A decision that its department proposed, or a document that it began."""
    return proposals.propose(
        organisation=here.organisation, kind=kind, year=at.year, proposal=proposal(**changed),
        by=here.clerk, at=at,
    )  # fmt: skip


def answered(here: World, decision: Decision, at: datetime = EARLY, **given: Any) -> Decision:
    """The same with every question answered, with no where nothing else is said."""
    reason = given.pop("exempt_reason", "")
    return answers.answer(
        decision=decision, answers=NO | given, exempt_reason=reason, by=here.clerk, at=at
    )


def on_road(here: World, **changed: Any) -> Decision:
    """A decision on its road whose questions are answered; the list is left out."""
    made = consult_scene.decision(here, phase="start", **({"scope": "public_policy"} | changed))
    return answered(here, made)


def written(
    here: World, decision: Decision, phase: Phase, at: datetime = SPRING, **changed: Any
) -> Step:
    return steps.write_step(
        decision=decision, phase=phase, facts={**FACTS[phase], **changed}, by=here.clerk, at=at
    )


def passed(here: World, decision: Decision, phase: Phase, at: datetime = SPRING) -> Step:
    """A phase that is written down, if anything is, and passed."""
    if phase in FACTS:
        written(here, decision, phase, at)
    return steps.pass_step(decision=decision, phase=phase, by=here.clerk, at=at)


def drafted(here: World, **changed: Any) -> Decision:
    """A decision that stands before the participation of the public."""
    made = on_road(here, **changed)
    passed(here, made, Phase.START)
    passed(here, made, Phase.DRAFT)
    return fresh(made)


def consulting(here: World, decision: Decision | None = None) -> Scene:
    """A decision whose consultation is open, with two channels beyond the platform."""
    made = consult_scene.opened(here, of=decision or drafted(here))
    for code in ("newspaper", "new_media"):
        register_channel(
            consultation=made.consultation, code=code, on=consult_scene.OPENS, where="青禾日报",
            by=here.clerk, at=consult_scene.AT,
        )  # fmt: skip
    return made


def heard(here: World, decision: Decision | None = None) -> Decision:
    """A decision whose consultation is over, one opinion taken in and disposed of."""
    made = consulting(here, decision)
    consult_scene.said(made)
    close_over(at=CLOSED)
    settle(here, made.consultation)
    return fresh(made.decision)


def settle(here: World, consultation: Consultation, at: datetime = CLOSED) -> None:
    for one in Opinion.objects.filter(consultation=consultation, disposition=""):
        dispose(
            opinion=one, disposition="adopted", reason="", edition=one.edition, by=here.clerk, at=at
        )


def walked(here: World, until: Phase, decision: Decision | None = None) -> Decision:
    """A decision that has passed everything before the phase."""
    made = heard(here, decision)
    for phase in (Phase.PUBLIC, *list(FACTS)[3:]):
        if phase == until:
            break
        passed(here, made, phase, CLOSED if phase == Phase.PUBLIC else DONE)
    return fresh(made)


def fresh(decision: Decision) -> Decision:
    return Decision.objects.select_related("organisation", "split_from").get(pk=decision.pk)


def list_clerk(name: str = "公开办信息员") -> Person:
    """Somebody of the office who compiles the list and drafts records."""
    office = openness_office()
    return person(name, (office, Post.Role.OPENNESS_OFFICER), (office, Post.Role.CLERK))


def compiled(*decisions: Decision, by: Person | None = None, at: datetime = EARLY) -> YearList:
    """A version with these decisions, still being compiled."""
    person_ = by or officer()
    made = year_list.begin_list(year=at.year, by=person_, at=at)
    for one in decisions:
        year_list.put(year_list=made, decision=one, by=person_, at=at)
    return made


def agreed(made: YearList, by: Person | None = None, at: datetime = EARLY) -> YearList:
    return year_list.agree(
        year_list=made, agreed_on=at.date(), agreed_by="中共青禾区委", by=by or officer(), at=at
    )


def record_of(made: YearList, office: World, by: Person, at: datetime = EARLY) -> Record:
    """The record of an agreed version, public."""
    record = draft_list_record(year_list=made, organisation=office.organisation, by=by, at=at)
    consult_scene.publish(
        World(office.organisation, by, *office.reviewers, office.item), record, at
    )
    return record


def in_force(
    office: World, *decisions: Decision, by: Person | None = None, at: datetime = EARLY
) -> YearList:
    """A version that is public and in force; `office` publishes it."""
    person_ = by or list_clerk()
    made = agreed(compiled(*decisions, by=person_, at=at), person_, at)
    record_of(made, office, person_, at)
    return publish_list(year_list=made, by=person_, at=at)
