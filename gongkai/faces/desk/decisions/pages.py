"""The page of a decision: its road gate by gate, what is missing, what fills its dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import NoReverseMatch, reverse

from gongkai.faces.desk.decisions.step_forms import shown
from gongkai.faces.ui.messages import sentence
from gongkai.faces.ui.parts import Tag
from gongkai.rules.decisions.asked import QUESTIONS
from gongkai.rules.decisions.gates import remarks
from gongkai.rules.decisions.phases import Phase, gate_of, road
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision, Step, StepFile
from gongkai.work.decisions.queries.decisions import files_of
from gongkai.work.decisions.queries.dossier import Dossier, Filled, dossier_of
from gongkai.work.decisions.queries.facts import (
    ANSWERS,
    Known,
    is_typed,
    known_of,
    label_of,
    lacking,
    questions_of,
)
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation

SLOT_TAGS = {
    "linked": Tag("ok", "已公开"),
    "running": Tag("info", "进行中"),
    "not_due": Tag("idle", "还没到时候"),
    "missing": Tag("bad", "缺"),
    "none": Tag("idle", "不公开"),
}
# What other pages of the decision put in a slot without anybody linking it.
_SOURCES = {
    "draft": "取自征求意见。",
    "explanation": "取自征求意见。",
    "background": "取自事项的决策背景。",
    "opinions": "取自征求意见。",
    "adoption": "取自采纳情况反馈。",
    "attendance": "取自公众列席会议。",
}


@dataclass(frozen=True)
class GateRow:
    """A gate of the road. `state`: "done", "now", "next"; `facts` are label and value.

    `is_typed` is false where nobody types anything, since it is seen elsewhere.
    """

    phase: Phase
    title: str
    article: str
    state: str
    step: Step | None
    facts: Sequence[tuple[str, str]]
    papers: Sequence[StepFile]
    is_typed: bool = True
    lacks: Sequence[str] = ()
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class SlotRow:
    """A slot with its tag; `source` says what fills it by itself, where something does."""

    filled: Filled
    tag: Tag
    source: str = ""


@dataclass(frozen=True)
class DecisionPage:
    """Everything that the page of a decision shows."""

    decision: Decision
    known: Known
    dossier: Dossier
    gates: Sequence[GateRow]
    slots: Sequence[SlotRow]
    answers: Sequence[tuple[str, str]]
    unanswered: int
    public_url: str
    consult_url: str
    feedback_url: str
    rounds: Sequence[tuple[object, str, int]] = field(default=())

    @property
    def now(self) -> GateRow | None:
        """The gate that the decision stands before."""
        return next((one for one in self.gates if one.state == "now"), None)


def decision_page(
    decision: Decision, on: date, *, public: bool, opens: Callable[[Organisation], bool]
) -> DecisionPage:
    """The page on a day; `public` says whether the portal has one too.

    `opens`: may the visitor open the consultations of that organisation?
    """
    known = known_of(decision)
    dossier = dossier_of(known, on)
    answers = [(label_of(name), _yes_no(getattr(decision, name))) for name in ANSWERS]
    rows = [
        (one, _round_url(one, opens), dossier.counts.get(one.pk, 0))
        for one in decision.consultations.all()
    ]
    older = {one.pk for one, _, _ in rows}
    rows += [
        (one, _round_url(one, opens), dossier.counts.get(one.pk, 0))
        for one in known.rounds
        if one.pk not in older
    ]
    return DecisionPage(
        decision=decision,
        known=known,
        dossier=dossier,
        gates=gate_rows(known, on),
        slots=[_slot(one) for one in dossier.slots],
        answers=answers,
        unanswered=sum(1 for name in ANSWERS if getattr(decision, name) is None),
        public_url=linked("portal:decision", decision.code) if public else "",
        consult_url=linked("desk:consultation_new", decision.code),
        feedback_url=linked("desk:decision_feedback", decision.code),
        rounds=rows,
    )


def _round_url(one: Consultation, opens: Callable[[Organisation], bool]) -> str:
    return linked("desk:consultation", one.pk) if opens(one.decision.organisation) else ""


def gate_rows(known: Known, on: date) -> list[GateRow]:
    """The road with what is known of each gate."""
    decision = known.decision
    papers = files_of(decision)
    is_over = decision.state not in (Decision.State.ON_ROAD, Decision.State.PROPOSED)
    return [
        _row(known, phase, papers, on, is_over=is_over)
        for phase in road(decision.kind, known.flags)
    ]


def _row(
    known: Known,
    phase: Phase,
    papers: Mapping[str, Sequence[StepFile]],
    on: date,
    *,
    is_over: bool,
) -> GateRow:
    decision = known.decision
    gate, step = gate_of(phase, decision.kind), known.steps.get(phase)
    is_done = phase in known.passed
    is_now = decision.phase == phase and not is_over
    told = remarks(phase, decision.kind, known.flags, known.facts, on) if is_now else ()
    return GateRow(
        phase=phase,
        title=gate.title,
        article=gate.article,
        state="done" if is_done else "now" if is_now else "next",
        step=step,
        facts=_facts(known, phase, step),
        papers=papers.get(phase, ()),
        is_typed=any(is_typed(one.name, known.derived) for one in questions_of(decision, phase)),
        lacks=[told_of(one) for one in lacking(known, phase, on)] if is_now else (),
        remarks=[one.sentence for one in told],
    )


def told_of(reason: Refused) -> str:
    """A reason as the page says it: what the rules say in their own words."""
    return str(reason.values.get("sentence") or sentence(reason))


def _facts(known: Known, phase: Phase, step: Step | None) -> list[tuple[str, str]]:
    """What is known of a phase: as it was passed, else typed and seen elsewhere."""
    if step is not None and step.passed_at is not None:
        found = step.facts
    else:
        found = {**(step.facts if step else {}), **_seen(known, phase)}
    asked = [one.name for one in questions_of(known.decision, phase)]
    names = [*asked, *(name for name in found if name not in asked)]
    return [
        (QUESTIONS[name].label if name in QUESTIONS else name, shown(name, found[name]))
        for name in names
        if found.get(name) not in (None, "", [])
    ]


def _seen(known: Known, phase: Phase) -> dict[str, object]:
    return {name: value for name, value in known.derived.items() if name.partition("_")[0] == phase}


def _slot(one: Filled) -> SlotRow:
    by_itself = one.slot.state in ("linked", "running") and not one.public
    source = _SOURCES.get(one.slot.code, "") if by_itself else ""
    return SlotRow(one, SLOT_TAGS[one.slot.state], source)


def _yes_no(value: bool | None) -> str:
    return "还没有回答" if value is None else "是" if value else "否"


def linked(name: str, *args: object) -> str:
    """The address of a page, "" while it does not exist."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
