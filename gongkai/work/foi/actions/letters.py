"""Letters of a case: drafted, approved by another person, served, and only then in effect."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gongkai.rules.letters import LETTERS, fill, find_letter, remedy
from gongkai.work.files.actions.store import store
from gongkai.work.foi.actions.happen import happen, locked
from gongkai.work.foi.models.letter import Delivery, Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.case_values import case_values, cn, computed, extension_of
from gongkai.work.foi.queries.letter_flaws import why_not
from gongkai.work.foi.queries.letter_paper import letter_paper
from gongkai.work.foi.queries.wording import organ_of, wording_of
from gongkai.work.journal.deeds import Refused, day_of, deed
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
) -> Letter:
    """Begin a letter; what is still missing may be filled in later."""
    if kind not in LETTERS:
        raise Refused("letter_kind_unknown", kind=kind)
    with deed(
        "foi.letter.draft", by=by, at=at, power="foi.handle", organisation=request.organisation
    ) as act:
        letter = Letter(
            request=request, kind=kind, consultation=consultation, drafted_by=by, drafted_at=at
        )
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
        held.text = _text(held, day_of(at))
        _refuse_unfit(held, day_of(at))
        held.number = _number(held, day_of(at))
        held.approved_by, held.approved_at = by, at
        held.content_hash = hashlib.sha256(held.text.encode()).hexdigest()
        held.file = store(
            name=f"{find_letter(held.kind).name}.docx",
            data=_paper(held, day_of(at)), by=by, at=at, organisation=organisation,
        )  # fmt: skip
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
        kept = (
            store(name=file[0], data=file[1], by=by, at=at, organisation=organisation)
            if file
            else None
        )
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
    return Letter.objects.select_related("request__organisation", "consultation").get(pk=letter.pk)


def _write(letter: Letter, values: Mapping[str, str], outcome: str, law: str, at: datetime) -> None:
    kind = find_letter(letter.kind)
    asked = {one.name for one in kind.asked}
    if unknown := sorted(set(values) - asked):
        raise Refused("letter_field_unknown", field=unknown[0])
    if outcome and outcome not in kind.outcomes:
        raise Refused("letter_outcome_unfit", letter=kind.name)
    letter.values = {name: value.strip() for name, value in values.items()}
    letter.outcome, letter.law = outcome, law.strip()
    letter.text = _text(letter, day_of(at))


def _text(letter: Letter, on: date) -> str:
    """The wording of the office, filled from case, law and clerk, with the remedy of a reply."""
    kind = find_letter(letter.kind)
    values = case_values(letter.request, on) | computed(letter, kind, on) | letter.values
    text = fill(wording_of(letter.request.organisation, kind), values)
    if letter.outcome:
        text = f"{text}\n{remedy(letter.outcome, organ_of(letter.request.organisation))}"
    return text


def _refuse_unfit(letter: Letter, on: date) -> None:
    if reasons := why_not(letter, on):
        raise Refused("letter_unfit", reasons=reasons)


def _refuse_state(letter: Letter, *states: str) -> None:
    if letter.state not in states:
        raise Refused("letter_state", state=letter.get_state_display())


def _number(letter: Letter, on: date) -> str:
    """交通局公开〔2026〕3号-答: counted in the year; the organisation is held meanwhile."""
    organisation, kind = letter.request.organisation, find_letter(letter.kind)
    type(organisation).objects.select_for_update().get(pk=organisation.pk)
    prefix = f"{organisation.label}公开〔{on.year}〕"
    given = Letter.objects.filter(request__organisation=organisation, number__startswith=prefix)
    serials = [
        int(one.removeprefix(prefix).split("号")[0])
        for one in given.values_list("number", flat=True)
    ]
    mark = f"-{kind.number}" if kind.number else ""
    return f"{prefix}{max(serials, default=0) + 1}号{mark}"


def _paper(letter: Letter, on: date) -> bytes:
    kind = find_letter(letter.kind)
    return letter_paper(
        agency=letter.request.organisation.name,
        title=kind.name,
        number=letter.number,
        text=letter.text,
        day=cn(on),
    )
