"""The call for representatives, and who answers it: the one door that the portal may use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from gongkai.rules.decisions.meetings import Call, call_faults
from gongkai.work.decisions.actions.meeting import POWER, drafted, held, refuse_under_way
from gongkai.work.decisions.models.meeting import Meeting, Representative, Seats
from gongkai.work.decisions.queries.meeting_pages import call_body, call_facts, call_title
from gongkai.work.decisions.queries.meetings import is_taking, next_representative
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.journal.seal import likeness, secret_hash, secret_of
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record

_STATE, _STANDING = Meeting.State, Representative.Standing
_PHONE_DIGITS = range(7, 16)


def plan_call(
    *, meeting: Meeting, closes_on: date, how: str, places: Mapping[str, int],
    by: Person, at: datetime,
) -> Meeting:  # fmt: skip
    """Settle who is called for and until when; Refused with all that is wrong."""
    with deed(
        "meeting.plan_call", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        act.target = row = held(meeting, _STATE.ARRANGING)
        refuse_under_way(row.call_record)
        row.closes_on, row.how = closes_on, how.strip()
        row.save(update_fields=["closes_on", "how"])
        row.seats.all().delete()
        Seats.objects.bulk_create(
            Seats(meeting=row, kind=kind, places=count) for kind, count in places.items() if count
        )
        _refuse_faulty(row, day_of(at))
    meeting.refresh_from_db()
    return meeting


def begin_call_record(*, meeting: Meeting, by: Person, at: datetime) -> Record:
    """Draft the record that announces the call; three reviews follow, as for everything."""
    with deed(
        "meeting.announce", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        act.target = row = held(meeting, _STATE.ARRANGING)
        refuse_under_way(row.call_record)
        _refuse_faulty(row, day_of(at))
        row.call_record = drafted(
            row, row.call_record, by, at, title=call_title(row), body_html=call_body(row)
        )
        row.called = call_facts(row)
        row.save(update_fields=["call_record", "called"])
    meeting.refresh_from_db()
    return row.call_record


def open_call(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """Take applications in; only once the announcement is public, under the terms that it told."""
    with deed(
        "meeting.open_call", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        act.target = row = held(meeting, _STATE.ARRANGING)
        record = row.call_record
        if record is None or record.live is None or record.state != Record.State.PUBLISHED:
            raise Refused("meeting_not_announced")
        if row.called != call_facts(row):
            raise Refused("meeting_announced_otherwise")
        _refuse_faulty(row, record.live.published_on)
        if row.closes_on is not None and row.closes_on < day_of(at):
            raise Refused("meeting_call_over", closes_on=row.closes_on)
        row.state = _STATE.CALLING
        row.save(update_fields=["state"])
    meeting.refresh_from_db()
    return meeting


def apply(
    *, meeting: Meeting, kind: str, name: str, phone: str, why: str, token: str, at: datetime
) -> tuple[Representative, str]:
    """Take an application in; its number and its secret. A form sent twice counts once.

    Refused where the call is not open, nobody of the kind is wanted, the telephone is none or
    applied before.
    """
    secret = secret_of("meeting", meeting.number, token)
    with deed(
        "meeting.apply", by=None, at=at, power=None, organisation=meeting.organisation
    ) as act:
        row = held(meeting)
        again = row.representatives.filter(secret_hash=secret_hash(secret)).first()
        act.target = one = again or _taken(
            row, kind=kind, name=name, phone=phone, why=why, secret=secret, at=at
        )
    return one, secret


def set_aside(*, representative: Representative, reason: str, by: Person, at: datetime) -> None:
    """Leave out an application that does not meet the terms, before the list closes."""
    meeting = representative.meeting
    with deed(
        "meeting.set_aside", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        row = held(meeting, _STATE.CALLING)
        one = Representative.objects.select_for_update().get(pk=representative.pk, meeting=row)
        if one.standing != _STANDING.APPLIED:
            raise Refused("representative_standing", standing=one.get_standing_display())
        if not reason.strip():
            raise Refused("meeting_reason_missing")
        one.standing, one.standing_reason = _STANDING.SET_ASIDE, reason.strip()
        one.save(update_fields=["standing", "standing_reason"])
        act.target, act.detail = one, {"reason": reason.strip()}


def telephone(phone: str) -> str:
    """The digits of a telephone. Refused where there are too few or too many."""
    digits = re.sub(r"^(?:\+|00)?86(?=1\d{10}$)", "", re.sub(r"[\s()（）\-—]", "", phone))
    if not re.fullmatch(r"\+?[0-9]+", digits) or len(digits) not in _PHONE_DIGITS:
        raise Refused("representative_phone")
    return digits


def same_phone(meeting: Meeting, phone: str) -> str:
    """What is equal for equal telephones of one meeting; Refused where it applied before."""
    found = likeness("meeting", meeting.number, phone)
    if meeting.representatives.filter(same_phone=found).exists():
        raise Refused("representative_twice")
    return found


def _taken(
    meeting: Meeting,
    *,
    kind: str,
    name: str,
    phone: str,
    why: str,
    secret: str,
    at: datetime,
) -> Representative:
    if not is_taking(meeting, day_of(at)):
        raise Refused("meeting_call_closed")
    if not meeting.seats.filter(kind=kind).exists():
        raise Refused("representative_kind")
    digits = telephone(phone)
    return Representative.objects.create(
        meeting=meeting, number=next_representative(meeting, "D"), kind=kind,
        way=Representative.Way.APPLIED, standing=_STANDING.APPLIED, name=name.strip(),
        phone=digits, why=why.strip(), same_phone=same_phone(meeting, digits),
        secret_hash=secret_hash(secret), at=at,
    )  # fmt: skip


def _refuse_faulty(meeting: Meeting, published_on: date) -> None:
    if meeting.closes_on is None:
        raise Refused("meeting_without_call")
    call = Call(
        published_on=published_on, closes_on=meeting.closes_on, meeting_on=day_of(meeting.held_at),
        places={one.kind: one.places for one in meeting.seats.all()},
    )  # fmt: skip
    if found := call_faults(call):
        reasons = [Refused("meeting_fault", fault=one.sentence.rstrip("。")) for one in found]
        raise Refused("meeting_call_faulty", reasons=reasons)
