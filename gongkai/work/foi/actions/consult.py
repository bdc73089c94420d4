"""Asks a third party or another agency, and takes its answer (第三十二、三十四条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.rules.foi import Event, read_clock
from gongkai.work.foi.actions.happen import happen, locked
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.clocks import as_events, events_of
from gongkai.work.foi.queries.identity import names_applicant
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.journal.seal import new_secret, secret_hash
from gongkai.work.org.models.person import Person


@dataclass(frozen=True)
class Consulted:
    """A consultation, and the secret of a third party's answer page, shown this once."""

    consultation: Consultation
    secret: str


def consult(
    *,
    request: Request,
    whom: str,
    name: str,
    information: str,
    by: Person,
    at: datetime,
    contact: str = "",
) -> Consulted:
    """Prepare to ask somebody; the clock stops when the letter is served, not now.

    A third party gets a page of its own for its answer, which tells only `information`. Refused if
    the text says who asked, or the law has no room for it today.
    """
    place = request.organisation
    with deed("foi.consult", by=by, at=at, power="foi.handle", organisation=place) as act:
        held = locked(request)
        _refuse_unfit(held, whom, name, information, day_of(at))
        is_party = whom == Consultation.Whom.THIRD_PARTY
        secret = new_secret() if is_party else ""
        made = Consultation.objects.create(
            request=held, whom=whom, party=_next_party(held), name=name.strip(),
            contact=contact.strip(), information=information.strip(),
            secret_hash=secret_hash(secret) if is_party else "", at=at, by=by,
        )  # fmt: skip
        act.target = made
        act.detail = {"number": held.number, "whom": whom, "party": made.party}
    return Consulted(made, secret)


def note_sent(*, consultation: Consultation, on: date, by: Person, at: datetime) -> Consultation:
    """Write down that a letter made on paper was served; from that day the clock stands still."""
    place = consultation.request.organisation
    with deed("foi.consult.sent", by=by, at=at, power="foi.handle", organisation=place) as act:
        row = _held(consultation)
        if row.sent_on is not None:
            raise Refused("foi_consult_sent", on=row.sent_on)
        happen(
            request=row.request, kind=f"{row.whom}_consulted", on=on, by=by, at=at, party=row.party
        )
        row.sent_on = on
        row.save(update_fields=["sent_on"])
        act.target = row
        act.detail = {"number": row.request.number, "party": row.party}
    consultation.refresh_from_db()
    return consultation


def note_answer(
    *,
    consultation: Consultation,
    opinion: str,
    on: date,
    by: Person,
    at: datetime,
    reason: str = "",
) -> Consultation:
    """Write down an answer that came on paper or by telephone, on the day it came."""
    place = consultation.request.organisation
    with deed("foi.consult.answer", by=by, at=at, power="foi.handle", organisation=place) as act:
        row = _held(consultation)
        if row.sent_on is None:
            raise Refused("foi_consult_unsent")
        if row.answered_on is not None:
            raise Refused("foi_consult_answered", on=row.answered_on)
        if opinion not in Consultation.Opinion.values:
            raise Refused("foi_noted_opinion")
        if opinion != Consultation.Opinion.AGREES and not reason.strip():
            raise Refused("foi_noted_without_reason")
        # What comes after the end stands in the record; the clock is over.
        if row.request.ended_on is None:
            kind = f"{row.whom}_answered"
            happen(request=row.request, kind=kind, on=on, by=by, at=at, party=row.party)
        row.opinion, row.reason, row.answered_on = opinion, reason.strip(), on
        row.save(update_fields=["opinion", "reason", "answered_on"])
        act.target = row
        act.detail = {"number": row.request.number, "party": row.party}
    consultation.refresh_from_db()
    return consultation


def renew_secret(*, consultation: Consultation, by: Person, at: datetime) -> Consulted:
    """A new secret for the answer page; the old one opens nothing any more."""
    place = consultation.request.organisation
    with deed("foi.consult.secret", by=by, at=at, power="foi.handle", organisation=place) as act:
        row = _held(consultation)
        if row.whom != Consultation.Whom.THIRD_PARTY or row.answered_on is not None:
            raise Refused("foi_consult_no_secret")
        secret = new_secret()
        row.secret_hash = secret_hash(secret)
        row.save(update_fields=["secret_hash"])
        act.target = row
        act.detail = {"number": row.request.number, "party": row.party}
    return Consulted(row, secret)


def _held(consultation: Consultation) -> Consultation:
    locked(consultation.request)
    return Consultation.objects.select_related("request__organisation").get(pk=consultation.pk)


def _next_party(request: Request) -> str:
    return f"P{Consultation.objects.filter(request=request).count() + 1}"


def _refuse_unfit(request: Request, whom: str, name: str, information: str, on: date) -> None:
    if whom not in Consultation.Whom.values:
        raise Refused("foi_whom_unknown")
    if not name.strip() or not information.strip():
        raise Refused("foi_consult_empty")
    if names_applicant(request, information):
        raise Refused("foi_names_applicant")
    event = Event(f"{whom}_consulted", on, party="\0")
    reading = read_clock([*as_events(events_of(request)), event], on)
    if reading.error:
        raise Refused("foi_event_unlawful", sentence=reading.error.split("：", 1)[-1])
