"""Who is invited, who was told, who came."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from gongkai.work.decisions.actions.call import same_phone, telephone
from gongkai.work.decisions.actions.meeting import POWER, held, refuse_under_way
from gongkai.work.decisions.models.meeting import Meeting, Representative, RepresentativeKind
from gongkai.work.decisions.queries.meetings import attending, next_representative
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person

_STATE, _STANDING = Meeting.State, Representative.Standing
_PREPARING = (_STATE.ARRANGING, _STATE.CALLING, _STATE.LISTED, _STATE.DRAWN)


def invite(
    *, meeting: Meeting, kind: str, name: str, phone: str, by: Person, at: datetime, why: str = ""
) -> Representative:
    """Enter somebody whom the organiser invites without a drawing; numbered Y01."""
    with deed(
        "meeting.invite", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        row = held(meeting, *_PREPARING)
        if kind not in RepresentativeKind.values:
            raise Refused("representative_kind")
        digits = telephone(phone)
        act.target = one = Representative.objects.create(
            meeting=row, number=next_representative(row, "Y"), kind=kind,
            way=Representative.Way.INVITED, standing=_STANDING.CHOSEN, name=name.strip(),
            phone=digits, why=why.strip(), same_phone=same_phone(row, digits), at=at,
            entered_by=by,
        )  # fmt: skip
    return one


def tell(*, representative: Representative, by: Person, at: datetime) -> None:
    """Note that a representative was told when and where to come."""
    meeting = representative.meeting
    with deed("meeting.tell", by=by, at=at, power=POWER, organisation=meeting.organisation) as act:
        row = held(meeting, *_PREPARING)
        one = Representative.objects.select_for_update().get(pk=representative.pk, meeting=row)
        if one.standing != _STANDING.CHOSEN:
            raise Refused("representative_standing", standing=one.get_standing_display())
        one.told_at = at
        one.save(update_fields=["told_at"])
        act.target = one


def look_at_people(*, meeting: Meeting, by: Person, at: datetime) -> None:
    """Somebody reads names and telephones; the journal knows who (个人信息保护法 第五十一条)."""
    with deed("meeting.look", by=by, at=at, power=POWER, organisation=meeting.organisation) as act:
        act.target = meeting


def attendance(*, meeting: Meeting, present: Collection[int], by: Person, at: datetime) -> Meeting:
    """Note who came; whoever was to come and is not named was absent.

    It can be corrected until the adoption is drafted. Refused before the meeting began, before
    the drawing of an open call, and where nobody was to come.
    """
    with deed(
        "meeting.attendance", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        act.target = row = held(meeting, _STATE.ARRANGING, _STATE.DRAWN, _STATE.CONVENED)
        if at < row.held_at:
            raise Refused("meeting_not_begun", held_at=row.held_at)
        refuse_under_way(row.adoption_record)
        refuse_public(row)
        rows = attending(row)
        if not rows.exists():
            raise Refused("meeting_without_representatives")
        _refuse_silenced(row, present)
        came = rows.filter(pk__in=present)
        count = came.update(attendance=Representative.Attendance.PRESENT)
        rows.exclude(pk__in=present).update(attendance=Representative.Attendance.ABSENT)
        row.state = _STATE.CONVENED
        row.save(update_fields=["state"])
        act.detail = {"present": count}
    meeting.refresh_from_db()
    return meeting


def refuse_public(meeting: Meeting) -> None:
    """What was published about a meeting is corrected in its record, not here."""
    if meeting.adoption_record is not None and meeting.adoption_record.live_id is not None:
        raise Refused("meeting_adoption_public")


def _refuse_silenced(meeting: Meeting, present: Collection[int]) -> None:
    """Whoever said something was there."""
    said = meeting.statements.exclude(representative__in=present)
    if numbers := sorted(set(said.values_list("representative__number", flat=True))):
        raise Refused("representative_said_something", numbers=numbers)
