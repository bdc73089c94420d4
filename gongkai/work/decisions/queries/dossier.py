"""The dossier of a decision: its slots with what fills them, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, Sum

from gongkai.rules.decisions.facts import Facts, facts_from
from gongkai.rules.decisions.phases import Phase
from gongkai.rules.decisions.slots import Slot, SlotFacts, slots_of
from gongkai.work.decisions.models.consultation import Consultation, Tally
from gongkai.work.decisions.models.decision import Decision, NotAttended, SlotLink
from gongkai.work.decisions.models.feedback import Feedback, OtherForm
from gongkai.work.decisions.models.meeting import Meeting, Representative
from gongkai.work.decisions.queries.facts import Known, line_of, lineage
from gongkai.work.journal.deeds import day_of

# Of these, what the office typed is known before the phase is passed; the public waits for that.
_SHOWN_BEFORE = frozenset({Phase.PUBLIC, Phase.ISSUE})


@dataclass(frozen=True)
class Filled:
    """A slot with the public records in it, and those that are not public yet."""

    slot: Slot
    public: Sequence[SlotLink]
    waiting: Sequence[SlotLink]


@dataclass(frozen=True)
class Dossier:
    """All that is collected on a decision. `meetings` are those on it that were not called off."""

    known: Known
    facts: Facts
    slots: Sequence[Filled]
    rounds: Sequence[Consultation]
    counts: Mapping[int, int]
    feedback: Feedback | None
    forms: Sequence[OtherForm]
    meetings: Sequence[Meeting]
    not_attended: str
    kin: Sequence[Decision] = field(default=())

    @property
    def public_rounds(self) -> list[Consultation]:
        """The consultations whose announcement is public."""
        return [one for one in self.rounds if one.record is not None and one.record.live_id]


def dossier_of(known: Known, on: date) -> Dossier:
    """The dossier on a day, as far as it is or is to be public."""
    decision = known.decision
    line, kin = line_of(decision), lineage(decision)
    facts = public_facts(known)
    meetings = _meetings(decision)
    feedback = _feedback(line)
    links = _links(line)
    why = NotAttended.objects.filter(decision=decision).values_list("reason", flat=True).first()
    told = _slot_facts(
        known, facts, meetings=meetings, feedback=feedback, links=links, why=why or ""
    )
    slots = slots_of(decision.kind, known.flags, told, on)
    return Dossier(
        known=known,
        facts=facts,
        slots=[_filled(one, links) for one in slots],
        rounds=known.rounds,
        counts=_counts(known.rounds),
        feedback=feedback,
        forms=list(OtherForm.objects.filter(decision__in=kin).order_by("on", "pk")),
        meetings=meetings,
        not_attended=why or "",
        kin=kin[1:],
    )


def public_facts(known: Known) -> Facts:
    """What was passed, or is public in consultations and documents; not what is only typed."""
    found = {
        name: value for name, value in known.derived.items()
        if name.partition("_")[0] in _SHOWN_BEFORE
    }  # fmt: skip
    for step in known.steps.values():
        if step.passed_at is not None:
            found |= step.facts
    return facts_from(found)


def _slot_facts(
    known: Known,
    facts: Facts,
    *,
    meetings: Sequence[Meeting],
    feedback: Feedback | None,
    links: Sequence[SlotLink],
    why: str,
) -> SlotFacts:
    held = [one for one in meetings if one.state == Meeting.State.CONVENED]
    linked = {one.slot for one in links if one.record.live_id}
    public = [one for one in known.rounds if one.record is not None and one.record.live_id]
    if public:
        # The page of the consultation shows the draft, its explanation, and what people said.
        linked |= {"draft", "explanation", "opinions"}
    if known.decision.background.strip():
        linked.add("background")
    if feedback is not None:
        linked.add("adoption")
    if any(one.adoption_record is not None and one.adoption_record.live_id for one in held):
        linked.add("attendance")
    return SlotFacts(
        linked=frozenset(linked),
        opens_on=facts.public_opens_on,
        closes_on=facts.public_closes_on,
        held_on=facts.deliberation_held_on or (day_of(held[-1].held_at) if held else None),
        attended=_attended(held, why),
        not_attended_reason=why,
        issued_on=facts.issue_issued_on,
        evaluated_on=facts.evaluate_evaluated_on,
        exempt_reason=known.decision.exempt_reason,
    )


def _attended(held: Sequence[Meeting], why: str) -> bool | None:
    """True if somebody of the public came; False once that was denied; None while unknown."""
    if any(getattr(one, "came", 0) for one in held):
        return True
    return False if held or why else None


def _meetings(decision: Decision) -> list[Meeting]:
    came = Q(representatives__attendance=Representative.Attendance.PRESENT)
    rows = Meeting.objects.filter(topics__decision=decision).exclude(state=Meeting.State.CALLED_OFF)
    counted = rows.annotate(came=Count("representatives", filter=came, distinct=True))
    related = ("adoption_record__live", "call_record__live")
    return list(counted.select_related(*related).order_by("held_at", "pk").distinct())


def _feedback(line: Sequence[Decision]) -> Feedback | None:
    """The public feedback on the decision itself, or else on what it was split from."""
    rows = Feedback.objects.filter(decision__in=line, record__live__isnull=False)
    found = {one.decision_id: one for one in rows.select_related("record__live", "decision")}
    return next((found[one.pk] for one in line if one.pk in found), None)


def _links(line: Sequence[Decision]) -> list[SlotLink]:
    rows = SlotLink.objects.filter(decision__in=line)
    related = ("record__live__version", "record__current", "record__organisation")
    return list(rows.select_related(*related).order_by("slot", "pk"))


def _filled(slot: Slot, links: Sequence[SlotLink]) -> Filled:
    own = [one for one in links if one.slot == slot.code]
    return Filled(
        slot,
        [one for one in own if one.record.live_id],
        [one for one in own if not one.record.live_id],
    )


def _counts(rounds: Sequence[Consultation]) -> dict[int, int]:
    """How many opinions each consultation has, as they were counted when they came. One query."""
    rows = Tally.objects.filter(consultation__in=rounds).order_by("consultation")
    return dict(rows.values_list("consultation").annotate(n=Sum("count")))
