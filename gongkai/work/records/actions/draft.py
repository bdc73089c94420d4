"""Writing a record: begin, edit, fill from Word, attach files, give up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max

from gongkai.work.files.actions.store import store
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.fields import fitted
from gongkai.work.records.actions.within_item import keep_within_item
from gongkai.work.records.actions.word import WordText, take
from gongkai.work.records.actions.writing import locked, writing
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Attachment, Drafter, Record, Version
from gongkai.work.records.queries.columns import column_under, kept_facts, title_for


def start(
    *,
    organisation: Organisation,
    by: Person,
    at: datetime,
    occurrence: Occurrence | None = None,
    item: CatalogueItem | None = None,
) -> Record:
    """Begin a record, if wanted for something that is due."""
    with deed("record.start", by=by, at=at, power="record.draft", organisation=organisation) as act:
        if occurrence is not None and occurrence.duty.organisation_id != organisation.pk:
            raise Refused("occurrence_elsewhere", organisation=occurrence.duty.organisation)
        record = Record.objects.create(
            organisation=organisation, occurrence=occurrence, created_at=at, created_by=by
        )
        record.current = Version(
            record=record,
            number=1,
            item=item,
            issuer=organisation.name,
            drafted_at=at,
            drafted_by=by,
        )
        _propose(record.current, organisation)
        record.current.save(force_insert=True)
        record.save(update_fields=["current"])
        Drafter.objects.create(record=record, person=by)
        act.target = record
    return record


def edit(
    *, record: Record, by: Person, at: datetime, seen_hash: str | None = None, **fields: Any
) -> Version:
    """Change fields of the version. What was submitted or published gets a new version.

    Fields are those of `queries.content.FIELDS`, and `change_note` where something public is
    corrected; any that does not fit is Refused with all others.
    """
    fit = fitted(fields)
    with writing("record.edit", record, by=by, at=at, seen_hash=seen_hash) as version:
        for name, value in fit.items():
            setattr(version, name, value)
        keep_within_item(version, fit, day_of(at))
        version.facts = kept_facts(version)
        _propose(version, record.organisation)
    return version


def fill_from_word(
    *,
    record: Record,
    file_name: str,
    data: bytes,
    by: Person,
    at: datetime,
    seen_hash: str | None = None,
) -> Version:
    """Replace the body by that of a Word file. What it says of itself fills empty fields only."""
    text = WordText(file_name, data)
    with writing("record.fill_from_word", record, by=by, at=at, seen_hash=seen_hash) as version:
        take(version, text, by, at)
        version.body_html = text.body_under(version.title)
        version.attachments.filter(inline=True).delete()
        for name, picture, _ in text.pictures:
            _add(version, name, picture, by, at, inline=True)
    return version


def attach(
    *,
    record: Record,
    file_name: str,
    data: bytes,
    by: Person,
    at: datetime,
    inline: bool = False,
    seen_hash: str | None = None,
) -> Attachment:
    """Add a file after the others; `inline` is a picture that the body refers to."""
    with writing("record.attach", record, by=by, at=at, seen_hash=seen_hash) as version:
        return _add(version, file_name, data, by, at, inline=inline)


def detach(
    *,
    record: Record,
    attachment: Attachment,
    by: Person,
    at: datetime,
    seen_hash: str | None = None,
) -> Version:
    """Take a file away from the version being worked on; earlier versions keep it."""
    with writing("record.detach", record, by=by, at=at, seen_hash=seen_hash) as version:
        found = attachment.version.record_id == version.record_id
        if not found or not version.attachments.filter(order=attachment.order).exists():
            raise Refused("attachment_gone", name=attachment.file.name)
        version.attachments.filter(order=attachment.order, file=attachment.file).delete()
    return version


def discard(*, record: Record, by: Person, at: datetime) -> Record:
    """Give up a draft. A correction that is given up leaves what was published as it is."""
    with deed(
        "record.discard", by=by, at=at, power="record.draft", organisation=record.organisation
    ) as act:
        held = locked(record)
        if held.state not in {Record.State.DRAFT, Record.State.RETURNED}:
            raise Refused("record_not_a_draft", state=held.get_state_display())
        last = held.publications.order_by("-id").first()
        if last is None:
            held.state = Record.State.DISCARDED
        else:
            held.current_id = last.version_id
            held.state = Record.State.PUBLISHED if held.live_id else Record.State.WITHDRAWN
        held.save(update_fields=["state", "current"])
        act.target = held
    record.refresh_from_db()
    return record


def _propose(version: Version, organisation: Organisation) -> None:
    """Fill in the title and the theme that its column gives, where nobody wrote any."""
    column = column_under(version.item)
    if column is not None:
        version.title = version.title or title_for(version, organisation)
        version.theme = version.theme or column.theme


def _add(
    version: Version, name: str, data: bytes, by: Person, at: datetime, *, inline: bool
) -> Attachment:
    stored = store(name=name, data=data, by=by, at=at, organisation=version.record.organisation)
    last = version.attachments.aggregate(last=Max("order"))["last"] or 0
    return Attachment.objects.create(version=version, file=stored, order=last + 1, inline=inline)
