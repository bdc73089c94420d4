"""What is known of a decision for its gates: typed, or seen from consultations and documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F, Min

from gongkai.rules.decisions.asked import QUESTIONS, Question
from gongkai.rules.decisions.facts import Facts, facts_from
from gongkai.rules.decisions.gates import lacks
from gongkai.rules.decisions.phases import Flags, Phase, gate_of, road
from gongkai.rules.document import REGISTRATION_PATTERN
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision, SlotLink, Step
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.models.record import Record
from gongkai.work.records.models.relation import Relation

ANSWERS = ("public_exempt", "needs_hearing", "needs_experts", "has_risk", "touches_market")
"""The questions from which the road follows, as fields of a decision."""
RESULT = "result"
_INTERPRETS = "interprets"
_OPEN = Consultation.State.OPEN
# Nobody types what the decision or its consultations say themselves.
_NEVER_TYPED = frozenset({"start_undertakers", "start_lead"})


@dataclass(frozen=True)
class Known:
    """Everything that the gates of a decision may ask for.

    `steps` are by phase; `derived` are facts, as stored, that nobody types; `rounds` are the public
    consultations with those of the whole and of what was merged, `undisposed` their open opinions.
    """

    decision: Decision
    flags: Flags
    steps: Mapping[str, Step]
    derived: Mapping[str, Any]
    facts: Facts
    rounds: tuple[Consultation, ...]
    undisposed: int

    @property
    def passed(self) -> set[Phase]:
        """The phases that are done."""
        return {Phase(one.phase) for one in self.steps.values() if one.passed_at is not None}

    @property
    def running(self) -> int:
        """How many consultations still take opinions in."""
        return sum(1 for one in self.rounds if one.state == _OPEN)


def label_of(name: str) -> str:
    """A question of the road in Chinese."""
    field = Decision._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))


def flags_of(decision: Decision) -> Flags:
    """What was answered; a question without answer adds nothing to the road."""
    given = {name: getattr(decision, name) is True for name in ANSWERS}
    return Flags(trial=decision.is_trial, **given)


def unanswered(decision: Decision) -> list[str]:
    """The questions that nobody has answered."""
    return [name for name in ANSWERS if getattr(decision, name) is None]


def phase_title(phase: str, kind: str) -> str:
    """What a phase is called on the road of this kind; "" for none."""
    return gate_of(Phase(phase), kind).title if phase else ""


def line_of(decision: Decision) -> list[Decision]:
    """The decision and what it was split from, the nearest first."""
    found, one = [decision], decision
    while one.split_from is not None and one.split_from not in found:
        one = one.split_from
        found.append(one)
    return found


def lineage(decision: Decision) -> list[Decision]:
    """The decision, its wholes, and whatever was merged into one of them: none of it is lost."""
    found = line_of(decision)
    fresh = list(found)
    while fresh:
        rows = Decision.objects.filter(merged_into__in=fresh).exclude(pk__in=[o.pk for o in found])
        fresh = list(rows.select_related("organisation"))
        found += fresh
    return found


def rounds_of(decisions: Iterable[Decision]) -> tuple[Consultation, ...]:
    """Their consultations that were opened, in the order in which they were. One query."""
    rows = Consultation.objects.filter(decision__in=list(decisions), opened_at__isnull=False)
    return tuple(rows.select_related("decision", "record__live").order_by("opened_at", "pk"))


def known_of(decision: Decision) -> Known:
    """All that is known; what was passed counts as it was passed."""
    steps = {one.phase: one for one in decision.steps.select_related("passed_by", "written_by")}
    rounds = rounds_of(lineage(decision))
    undisposed = Opinion.objects.filter(consultation__in=rounds, disposition="").count()
    derived = {
        **_undertakers(decision),
        **_consulted(decision, rounds, undisposed),
        **_issued(decision),
    }
    facts = facts_from(_joined(steps.values(), derived))
    return Known(decision, flags_of(decision), steps, derived, facts, rounds, undisposed)


def lacking(known: Known, phase: Phase, on: date) -> list[Refused]:
    """Everything that keeps a decision from leaving the phase on that day."""
    decision = known.decision
    reasons = []
    if phase == Phase.START:
        reasons += [
            Refused("question_unanswered", question=label_of(name)) for name in unanswered(decision)
        ]
    found = lacks(phase, decision.kind, known.flags, known.facts, on, pattern=_pattern())
    reasons += [Refused("gate_lack", sentence=one.sentence) for one in found]
    if phase == Phase.DELIBERATION:
        reasons += _unheard(known)
    return reasons


def questions_of(decision: Decision, phase: Phase) -> list[Question]:
    """What the gate of a phase asks for this decision, whoever answers it."""
    when = "exempt" if decision.public_exempt else "open"
    return [
        one for one in QUESTIONS.values()
        if one.phase == phase and one.only in ("", decision.kind) and one.when in ("", when)
    ]  # fmt: skip


def is_typed(name: str, derived: Mapping[str, Any]) -> bool:
    """True for a fact that somebody has to write; what is seen elsewhere is not."""
    return name not in _NEVER_TYPED and not name.startswith("public_") and name not in derived


def writable(decision: Decision, known: Known) -> list[Phase]:
    """The phases that may be written on: not passed yet."""
    return [one for one in road(decision.kind, known.flags) if one not in known.passed]


def _unheard(known: Known) -> list[Refused]:
    """Nothing is deliberated while people still speak or have no answer (第十八条、第二十九条)."""
    reasons = []
    if known.running:
        reasons.append(Refused("consultation_running", count=known.running))
    if known.undisposed:
        reasons.append(Refused("opinions_undisposed", count=known.undisposed))
    return reasons


def _pattern() -> str:
    return settings.GONGKAI_REGISTRATION_PATTERN or REGISTRATION_PATTERN


def _joined(steps: Iterable[Step], derived: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(derived)
    for step in steps:
        if step.passed_at is not None:
            found = {name: value for name, value in found.items() if not _is_of(name, step.phase)}
            found |= step.facts
        else:
            found = {**step.facts, **found}
    return found


def _is_of(name: str, phase: str) -> bool:
    return name.partition("_")[0] == phase


def _undertakers(decision: Decision) -> dict[str, Any]:
    others = decision.others.order_by("order", "code").values_list("name", flat=True)
    lead = decision.organisation.name
    return {"start_undertakers": [lead, *others], "start_lead": lead}


def _consulted(
    decision: Decision, rounds: Iterable[Consultation], undisposed: int
) -> dict[str, Any]:
    """The last public round of the decision, or else of what it was split from."""
    if decision.public_exempt:
        return {"public_exempt_reason": decision.exempt_reason}
    line = {one.pk for one in line_of(decision)}
    every = [one for one in rounds if one.decision_id in line]
    if not every:
        return {}
    last = every[-1]
    is_public = last.record is not None and last.record.live_id is not None
    return {
        "public_opens_on": last.opens_on.isoformat(),
        "public_closes_on": last.closes_on.isoformat(),
        "public_short_reason": last.short_reason,
        "public_channels": sorted({one.code for one in last.channels.all()}),
        "public_draft_published": is_public and bool(last.draft.strip()),
        "public_explanation_published": is_public and bool(last.explanation.strip()),
        "public_how_to_reply": is_public and bool(last.how.strip()),
        "public_closed": all(one.state != _OPEN for one in rounds),
        "public_opinions_open": undisposed,
    }


def _issued(decision: Decision) -> dict[str, Any]:
    """What the public document in the slot of the result says of itself."""
    link = (
        SlotLink.objects.filter(decision=decision, slot=RESULT, record__live__isnull=False)
        .select_related("record__live__version")
        .first()
    )
    if link is None or link.record.live is None:
        return {}
    live = link.record.live
    days = {
        "issue_issued_on": live.version.issued_on,
        "issue_effective_on": live.version.effective_on,
        "issue_expires_on": live.version.expires_on,
        "issue_published_on": live.published_on,
        "issue_interpretation_published_on": interpreted_on(link.record),
    }
    found = {name: day.isoformat() for name, day in days.items() if day is not None}
    if live.version.document_number:
        found["issue_document_number"] = live.version.document_number
    return found


def interpreted_on(record: Record) -> date | None:
    """The day on which the first public interpretation of a document was published."""
    public = Relation.objects.filter(
        version__publication__record__live=F("version__publication"),
        target=record,
        kind=_INTERPRETS,
    )
    found = public.aggregate(first=Min("version__publication__published_on"))
    first: date | None = found["first"]
    return first
