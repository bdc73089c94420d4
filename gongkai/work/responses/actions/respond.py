"""What a unit does about an event: takes it on, handles it, answers in public."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record
from gongkai.work.responses.actions.event import held, keep_terms, refuse_impossible
from gongkai.work.responses.models.event import Event, Note, Part, Reply

POWER = "response.handle"
_SCHEMES = ("http", "https")


def accept(*, part: Part, by: Person, at: datetime) -> Part:
    """The unit takes it on."""
    with deed("response.accept", by=by, at=at, power=POWER, organisation=part.organisation) as act:
        event, row = _held(part)
        if row.accepted_at is not None:
            raise Refused("response_accepted_already", accepted_at=row.accepted_at)
        row.accepted_at, row.accepted_by = at, by
        refuse_impossible(event, row, at)
        row.save(update_fields=["accepted_at", "accepted_by"])
        act.target = row
    part.refresh_from_db()
    return part


def note(*, part: Part, text: str, by: Person, at: datetime) -> Note:
    """The unit says what it did; with the first word the matter is being handled."""
    with deed("response.note", by=by, at=at, power=POWER, organisation=part.organisation) as act:
        event, row = _held(part)
        _refuse_not_accepted(row)
        if not text.strip():
            raise Refused("response_note_empty")
        if row.handled_at is None:
            row.handled_at = at
            refuse_impossible(event, row, at)
            row.save(update_fields=["handled_at"])
        act.target = row
        said = Note.objects.create(part=row, text=text.strip(), at=at, by=by)
    part.refresh_from_db()
    return said


def reply_with_record(*, part: Part, record: Record, by: Person, at: datetime) -> Reply:
    """The public answer is a record of ours: it counts from the moment the log knows."""
    with deed("response.reply", by=by, at=at, power=POWER, organisation=part.organisation) as act:
        event, row = _held(part)
        known = Record.objects.select_related("live").get(pk=record.pk)
        if known.live is None:
            raise Refused("response_record_not_public")
        if known.organisation_id != row.organisation_id:
            raise Refused("response_record_of_others")
        if row.replies.filter(record=known).exists():
            raise Refused("response_reply_there")
        first = known.publications.order_by("published_at").first()
        assert first is not None
        said = Reply(
            part=row, record=known, title=known.live.title, public_at=first.published_at,
            at=at, by=by,
        )  # fmt: skip
        act.target = _kept(event, row, said)
    part.refresh_from_db()
    return said


def reply_elsewhere(
    *, part: Part, url: str, title: str, public_at: datetime, by: Person, at: datetime
) -> Reply:
    """The public answer stands elsewhere: its address, its title, and when it came out."""
    with deed("response.reply", by=by, at=at, power=POWER, organisation=part.organisation) as act:
        event, row = _held(part)
        parts = urlsplit(url.strip())
        if parts.scheme not in _SCHEMES or not parts.hostname:
            raise Refused("response_url")
        if not title.strip():
            raise Refused("response_title_missing")
        said = Reply(
            part=row, url=url.strip(), title=title.strip(), public_at=public_at, at=at, by=by
        )
        act.target = _kept(event, row, said)
    part.refresh_from_db()
    return said


def _kept(event: Event, part: Part, said: Reply) -> Reply:
    """Write the answer down; the first that came out is the one that counts."""
    _refuse_not_accepted(part)
    part.responded_at = min(part.responded_at or said.public_at, said.public_at)
    refuse_impossible(event, part, said.at)
    said.save(force_insert=True)
    part.save(update_fields=["responded_at"])
    keep_terms(event, said.at)
    return said


def _held(part: Part) -> tuple[Event, Part]:
    """The event and the part of a unit, locked; Refused once the event is closed."""
    event = held(part.event)
    return event, Part.objects.select_for_update(of=("self",)).select_related("organisation").get(
        pk=part.pk
    )


def _refuse_not_accepted(part: Part) -> None:
    if part.accepted_at is None:
        raise Refused("response_not_accepted")
