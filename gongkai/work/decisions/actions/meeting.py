"""A meeting from its arrangement to its end: when, where, about what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.meeting import Meeting, Topic
from gongkai.work.journal.actions.numbering import give_number
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import edit, start
from gongkai.work.records.models.record import Record

POWER = "meeting.edit"
_STATE = Meeting.State
_MOVABLE = (_STATE.ARRANGING, _STATE.CALLING, _STATE.LISTED, _STATE.DRAWN)
# A matter on the agenda, and the decision it belongs to.
Topics = Sequence[tuple[str, Decision | None]]


def arrange(
    *, organisation: Organisation, title: str, held_at: datetime, place: str, topics: Topics,
    by: Person, at: datetime,
) -> Meeting:  # fmt: skip
    """Begin to arrange a meeting; a number is given for good."""
    with deed("meeting.arrange", by=by, at=at, power=POWER, organisation=organisation) as act:
        _refuse_past(held_at, at)
        number = give_number(Meeting.objects.all(), "number", day_of(at).year)
        act.target = meeting = Meeting.objects.create(
            organisation=organisation, number=number, title=title.strip(),
            held_at=held_at, place=place.strip(), made_at=at, made_by=by,
        )  # fmt: skip
        _put_topics(meeting, topics)
    return meeting


def revise(
    *, meeting: Meeting, title: str, held_at: datetime, place: str, topics: Topics,
    by: Person, at: datetime,
) -> Meeting:  # fmt: skip
    """Change what was not announced yet."""
    with deed(
        "meeting.revise", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        act.target = row = held(meeting, _STATE.ARRANGING)
        _refuse_past(held_at, at)
        refuse_under_way(row.call_record)
        row.title, row.held_at, row.place = title.strip(), held_at, place.strip()
        row.save()
        row.topics.all().delete()
        _put_topics(row, topics)
    meeting.refresh_from_db()
    return meeting


def postpone(
    *, meeting: Meeting, held_at: datetime, place: str, reason: str, by: Person, at: datetime
) -> Meeting:
    """Hold it at another time or place; both are shown, and the journal keeps why."""
    with deed(
        "meeting.postpone", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        act.target = row = held(meeting, *_MOVABLE)
        _refuse_past(held_at, at)
        if row.closes_on is not None and day_of(held_at) <= row.closes_on:
            raise Refused("meeting_before_call_ends", closes_on=row.closes_on)
        act.detail = {"before": row.held_at.isoformat(), "after": held_at.isoformat(),
                      "reason": reason.strip()}  # fmt: skip
        row.held_at, row.place = held_at, place.strip()
        row.save(update_fields=["held_at", "place"])
    meeting.refresh_from_db()
    return meeting


def call_off(*, meeting: Meeting, reason: str, by: Person, at: datetime) -> Meeting:
    """The meeting will not be held; whoever applied reads why."""
    with deed(
        "meeting.call_off", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        act.target = row = held(meeting, *_MOVABLE)
        if not reason.strip():
            raise Refused("meeting_reason_missing")
        row.state, row.off_reason = _STATE.CALLED_OFF, reason.strip()
        row.save(update_fields=["state", "off_reason"])
    meeting.refresh_from_db()
    return meeting


def held(meeting: Meeting, *states: str) -> Meeting:
    """The meeting, locked; Refused if it is in none of the states (any, where none is named)."""
    rows = Meeting.objects.select_for_update(of=("self",))
    related = ("organisation", "call_record__live", "adoption_record__live")
    found = rows.select_related(*related).get(pk=meeting.pk)
    if states and found.state not in states:
        raise Refused("meeting_state", state=found.get_state_display())
    return found


def drafted(
    meeting: Meeting, record: Record | None, by: Person, at: datetime, **fields: Any
) -> Record:
    """A draft with these fields; what is public already is corrected with a word on why."""
    if record is None or record.is_gone:
        record = start(organisation=meeting.organisation, by=by, at=at)
    elif record.live_id is not None:
        fields["change_note"] = "会议安排有变动。"
    edit(record=record, by=by, at=at, formed_on=day_of(at), **fields)
    record.refresh_from_db()
    return record


def refuse_under_way(record: Record | None) -> None:
    """What is being reviewed must not say other than what is kept here."""
    if record is not None and not record.is_gone and record.state != Record.State.PUBLISHED:
        raise Refused("meeting_record_there", state=record.get_state_display())


def _put_topics(meeting: Meeting, topics: Topics) -> None:
    if not topics:
        raise Refused("meeting_without_topics")
    Topic.objects.bulk_create(
        Topic(meeting=meeting, order=place, title=title.strip(), decision=decision)
        for place, (title, decision) in enumerate(topics, 1)
    )


def _refuse_past(held_at: datetime, at: datetime) -> None:
    if held_at <= at:
        raise Refused("meeting_in_the_past", held_at=held_at)
