"""Letters of a case: drafted, approved by another person, served, and only then in effect."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gongkai.rules.letters import LETTERS, find_letter
from gongkai.work.foi.actions.happen import happen, locked
from gongkai.work.foi.actions.letter_files import keep_proof, set_in_type
from gongkai.work.foi.models.ending import Challenge
from gongkai.work.foi.models.letter import Delivery, Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.case_values import extension_of
from gongkai.work.foi.queries.letter_flaws import why_not
from gongkai.work.foi.queries.letter_number import next_number
from gongkai.work.foi.queries.letter_text import letter_text
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

_STATE = Letter.State
_OPEN = (_STATE.DRAFT, _STATE.RETURNED)


def draft(
    *,
    request: Request,
    kind: str,
    by: Person,
    at: datetime,
    values: Mapping[str, str] | None = None,
    outcome: str = "",
    law: str = "",
    consultation: Consultation | None = None,
    challenge: Challenge | None = None,
) -> Letter:
    """Begin a letter; what is still missing may be filled in later.

    `challenge` is the reconsideration or suit that asked for this new reply.
    """
    if kind not in LETTERS:
        raise Refused("letter_kind_unknown", kind=kind)
    _refuse_strangers(request, consultation, challenge)
    with deed(
        "foi.letter.draft", by=by, at=at, power="foi.handle", organisation=request.organisation
    ) as act:
        letter = Letter(
            request=request, kind=kind, consultation=consultation, challenge=challenge,
            drafted_by=by, drafted_at=at,
        )  # fmt: skip
        _write(letter, values or {}, outcome, law, at)
        letter.save(force_insert=True)
        act.target = letter
        act.detail = {"number": request.number, "kind": kind}
    return letter


def rewrite(
    *,
    letter: Letter,
    values: Mapping[str, str],
    by: Person,
    at: datetime,
    outcome: str = "",
    law: str = "",
) -> Letter:
    """Change what the clerk filled in, as long as nobody has to approve it."""
    with deed(
        "foi.letter.rewrite", by=by, at=at, power="foi.handle", target=letter,
        organisation=letter.request.organisation,
    ):  # fmt: skip
        held = _locked(letter)
        _refuse_state(held, *_OPEN)
        held.drafted_by, held.drafted_at, held.state = by, at, _STATE.DRAFT
        _write(held, values, outcome, law, at)
        held.save()
    letter.refresh_from_db()
    return letter


def submit(*, letter: Letter, by: Person, at: datetime) -> Letter:
    """Hand a letter to its approver; Refused with all that keeps it from leaving."""
    with deed(
        "foi.letter.submit", by=by, at=at, power="foi.handle", target=letter,
        organisation=letter.request.organisation,
    ):  # fmt: skip
        held = _locked(letter)
        _refuse_state(held, *_OPEN)
        _refuse_unfit(held, day_of(at))
        held.state = _STATE.SUBMITTED
        held.save(update_fields=["state"])
    letter.refresh_from_db()
    return letter


def approve(*, letter: Letter, by: Person, at: datetime) -> Letter:
    """Number, render and seal the letter; who drafted it cannot approve it."""
    organisation = letter.request.organisation
    with deed(
        "foi.letter.approve", by=by, at=at, power="foi.approve", organisation=organisation
    ) as act:
        held = _locked(letter)
        _refuse_state(held, _STATE.SUBMITTED)
        if held.drafted_by_id == by.pk:
            raise Refused("letter_own_draft")
        # What follows from the case is said as it stands on the day of approval.
        held.text = letter_text(held, day_of(at))
        _refuse_unfit(held, day_of(at))
        # Nobody else counts letters of the organisation until this one has its number.
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        held.number = next_number(held, day_of(at))
        held.approved_by, held.approved_at = by, at
        held.content_hash = hashlib.sha256(held.text.encode()).hexdigest()
        set_in_type(held, by, at)
        held.state = _STATE.APPROVED
        held.save()
        act.target = held
        act.detail = {"number": held.number, "kind": held.kind}
    letter.refresh_from_db()
    return letter


def send_back(*, letter: Letter, opinion: str, by: Person, at: datetime) -> Letter:
    """Return a letter to its drafter with a reason."""
    with deed(
        "foi.letter.return", by=by, at=at, power="foi.approve", target=letter,
        organisation=letter.request.organisation,
    ):  # fmt: skip
        held = _locked(letter)
        _refuse_state(held, _STATE.SUBMITTED)
        held.opinion = " ".join(opinion.split())
        if not held.opinion:
            raise Refused("letter_return_without_reason")
        held.state = _STATE.RETURNED
        held.save(update_fields=["state", "opinion"])
    letter.refresh_from_db()
    return letter


def give_up(*, letter: Letter, by: Person, at: datetime) -> Letter:
    """Put aside a letter that is not approved."""
    with deed(
        "foi.letter.void", by=by, at=at, power="foi.handle", target=letter,
        organisation=letter.request.organisation,
    ):  # fmt: skip
        held = _locked(letter)
        _refuse_state(held, *_OPEN, _STATE.SUBMITTED)
        held.state = _STATE.VOID
        held.save(update_fields=["state"])
    letter.refresh_from_db()
    return letter


def void(*, letter: Letter, reason: str, by: Person, at: datetime) -> Letter:
    """Take an approved letter back before it is served; its number stays used, with the reason."""
    with deed(
        "foi.letter.void", by=by, at=at, power="foi.approve", target=letter,
        organisation=letter.request.organisation, detail={"number": letter.number},
    ):  # fmt: skip
        held = _locked(letter)
        _refuse_state(held, _STATE.APPROVED)
        held.opinion = " ".join(reason.split())
        if not held.opinion:
            raise Refused("letter_void_without_reason")
        held.state = _STATE.VOID
        held.save(update_fields=["state", "opinion"])
    letter.refresh_from_db()
    return letter


def serve(
    *,
    letter: Letter,
    way: str,
    on: date,
    proof: str,
    by: Person,
    at: datetime,
    file: tuple[str, bytes] | None = None,
) -> Delivery:
    """Write down how an approved letter was served; only this lets it act on the clock.

    The event happens on the day of service. Raises Refused if the law has no room for it.
    """
    organisation = letter.request.organisation
    with deed(
        "foi.letter.serve", by=by, at=at, power="foi.handle", organisation=organisation
    ) as act:
        held = _locked(letter)
        _refuse_state(held, _STATE.APPROVED)
        if way not in Delivery.Way.values:
            raise Refused("delivery_way_unknown")
        if not proof.strip():
            raise Refused("delivery_without_proof")
        _take_effect(held, on, by, at)
        kept = keep_proof(held, file, by, at) if file else None
        delivery = Delivery.objects.create(
            letter=held, way=way, on=on, proof=" ".join(proof.split()), file=kept, at=at, by=by
        )
        held.state = _STATE.SENT
        held.save(update_fields=["state"])
        act.target = held
        act.detail = {"number": held.number, "way": way, "on": on.isoformat()}
    letter.refresh_from_db()
    return delivery


def _take_effect(letter: Letter, on: date, by: Person, at: datetime) -> None:
    kind = find_letter(letter.kind)
    if letter.challenge_id is not None:
        # The case stays closed; what was ordered is done with this reply (docs/adr/0022).
        Challenge.objects.filter(pk=letter.challenge_id).update(redone_on=on)
        return
    if not kind.event:
        return
    facts: dict[str, Any] = {}
    if kind.event == "extended":
        facts = {"days": extension_of(letter)}
    elif kind.event == "correction_requested":
        written = str(letter.values.get("补正期限") or "")
        facts = {"days": int(written) if written.isdecimal() else None}
    elif kind.event == "replied":
        facts = {"outcome": letter.outcome}
    elif letter.consultation is not None:
        facts = {"party": letter.consultation.party}
        # The term of the other side runs from here (第三十二、三十四条).
        Consultation.objects.filter(pk=letter.consultation.pk).update(sent_on=on)
    happen(request=letter.request, kind=kind.event, on=on, by=by, at=at, **facts)


def _locked(letter: Letter) -> Letter:
    locked(letter.request)
    rows = Letter.objects.select_related(
        "request__organisation", "request__applicant", "consultation", "challenge"
    )
    return rows.get(pk=letter.pk)


def _write(letter: Letter, values: Mapping[str, str], outcome: str, law: str, at: datetime) -> None:
    kind = find_letter(letter.kind)
    asked = {one.name for one in kind.asked}
    if unknown := sorted(set(values) - asked):
        raise Refused("letter_field_unknown", field=unknown[0])
    if outcome and outcome not in kind.outcomes:
        raise Refused("letter_outcome_unfit", letter=kind.name)
    letter.values = {name: value.strip() for name, value in values.items()}
    letter.outcome, letter.law = outcome, law.strip()
    letter.text = letter_text(letter, day_of(at))


def _refuse_unfit(letter: Letter, on: date) -> None:
    if reasons := why_not(letter, on):
        raise Refused("letter_unfit", reasons=reasons)


def _refuse_state(letter: Letter, *states: str) -> None:
    if letter.state not in states:
        raise Refused("letter_state", state=letter.get_state_display())


def _refuse_strangers(
    request: Request, consultation: Consultation | None, challenge: Challenge | None
) -> None:
    for one in (consultation, challenge):
        if one is not None and one.request_id != request.pk:
            raise Refused("letter_of_another_case")
