"""Collects the documents of a decision in the slots of its dossier (决策公开归集)."""

from __future__ import annotations

from datetime import datetime
from html import escape

from gongkai.rules.decisions.law import SLOTS
from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.actions.propose import POWER, held, reasoned
from gongkai.work.decisions.models.decision import Decision, NotAttended, SlotLink
from gongkai.work.decisions.queries.facts import RESULT
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import edit, start
from gongkai.work.records.models.record import Record

LABELS = {one.code: one.label for one in SLOTS}
_STATE = Decision.State
_TITLE = 200


def link_slot(
    *, decision: Decision, slot: str, record: Record, by: Person, at: datetime
) -> SlotLink:
    """Show a record in a slot, once it is public. It is one of an undertaking organisation."""
    place = decision.organisation
    with deed("decision.link_slot", by=by, at=at, power=POWER, organisation=place) as act:
        row = _collecting(decision, slot)
        mine = {place.pk, *row.others.values_list("pk", flat=True)}
        reasons = []
        if record.organisation_id not in mine:
            reasons.append(Refused("slot_record_elsewhere"))
        if record.is_gone:
            reasons.append(Refused("slot_record_gone", state=record.get_state_display()))
        if SlotLink.objects.filter(decision=row, slot=slot, record=record).exists():
            reasons.append(Refused("slot_linked_already", slot=LABELS[slot]))
        if slot == RESULT and SlotLink.objects.filter(decision=row, slot=slot).exists():
            reasons.append(Refused("slot_result_once"))
        if reasons:
            raise Refused("slot_unfit", reasons=reasons)
        made = SlotLink.objects.create(decision=row, slot=slot, record=record, at=at, by=by)
        act.target, act.detail = made, {"slot": slot, "record": record.pk}
    return made


def unlink_slot(*, link: SlotLink, by: Person, at: datetime) -> None:
    """Take a record out of a slot; the result stays once its phase is passed."""
    decision = link.decision
    place = decision.organisation
    with deed("decision.unlink_slot", by=by, at=at, power=POWER, organisation=place) as act:
        row = held(decision)
        if link.slot == RESULT and _is_passed(row, Phase.ISSUE):
            raise Refused("slot_result_stands")
        act.target, act.detail = row, {"slot": link.slot, "record": link.record_id}
        SlotLink.objects.filter(pk=link.pk).delete()


def begin_slot_record(*, decision: Decision, slot: str, by: Person, at: datetime) -> Record:
    """Draft a record for a slot and link it there; its reviews are those of every record."""
    place = decision.organisation
    with deed("decision.begin_slot", by=by, at=at, power=POWER, organisation=place) as act:
        row = _collecting(decision, slot)
        record = start(organisation=place, by=by, at=at)
        title = row.title if slot == RESULT else f"《{row.title}》{LABELS[slot]}"
        edit(record=record, by=by, at=at, title=title[:_TITLE], body_html=_body(row, slot))
        link_slot(decision=row, slot=slot, record=record, by=by, at=at)
        act.target, act.detail = record, {"slot": slot}
    record.refresh_from_db()
    return record


def explain_not_attended(
    *, decision: Decision, reason: str, by: Person, at: datetime
) -> NotAttended:
    """Say publicly why nobody of the public attended the meeting."""
    told = reasoned(reason)
    place = decision.organisation
    with deed("decision.not_attended", by=by, at=at, power=POWER, organisation=place) as act:
        row = held(decision, _STATE.ON_ROAD, _STATE.DONE)
        made, _ = NotAttended.objects.update_or_create(
            decision=row, defaults={"reason": told, "at": at, "by": by}
        )
        act.target, act.detail = row, {"reason": told}
    return made


def _collecting(decision: Decision, slot: str) -> Decision:
    if slot not in LABELS:
        raise Refused("slot_unknown")
    row = held(decision, _STATE.ON_ROAD, _STATE.DONE)
    if row.public_exempt:
        raise Refused("slot_exempt")
    return row


def _is_passed(decision: Decision, phase: Phase) -> bool:
    return decision.steps.filter(phase=phase, passed_at__isnull=False).exists()


def _body(decision: Decision, slot: str) -> str:
    """What is known already: of the background its text; the rest is written by hand."""
    if slot != "background":
        return ""
    lines = [line.strip() for line in decision.background.splitlines()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)
