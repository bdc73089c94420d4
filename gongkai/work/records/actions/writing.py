"""Holds a record for writing and gives its version that may be written on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import Max

from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.measure import measure
from gongkai.work.records.models.record import Attachment, Drafter, Record, Version
from gongkai.work.records.models.relation import Relation
from gongkai.work.records.queries.content import FIELDS, attachments_of, current_of, fingerprint


def locked(record: Record) -> Record:
    """The record as it stands now, held against everybody else until the act is done."""
    held = Record.objects.select_for_update(of=("self",)).select_related("organisation")
    return held.get(pk=record.pk)


@contextmanager
def writing(
    verb: str, record: Record, *, by: Person, at: datetime, seen_hash: str | None = None
) -> Iterator[Version]:
    """Open the version to write on; what was frozen gets a successor, and its approvals end.

    `seen_hash` is the fingerprint of what the writer had on the screen. Whoever writes becomes a
    drafter and may not review this record any more (三审制度).
    """
    with deed(verb, by=by, at=at, power="record.draft", organisation=record.organisation) as act:
        held = locked(record)
        if held.state == Record.State.DISCARDED:
            raise Refused("record_discarded")
        current = current_of(held)
        if seen_hash is not None and fingerprint(current) != seen_hash:
            raise Refused("record_changed_meanwhile", person=current.drafted_by.name)
        version = current if current.frozen_at is None else _successor(held, current, by, at)
        yield version
        version.drafted_by, version.drafted_at = by, at
        version.save()
        Drafter.objects.get_or_create(record=held, person=by)
        _to_draft(held, version)
        if held.source_key is not None:
            # What was taken over is counted while it waits to be public (queries.workbench).
            measure([version], {})
        act.target = held
        act.detail |= {"version": version.number}
        record.refresh_from_db()


def _successor(record: Record, frozen: Version, by: Person, at: datetime) -> Version:
    """A new version with the same content, numbered after all that there ever were."""
    last = record.versions.aggregate(last=Max("number"))["last"]
    fields = {name: getattr(frozen, name) for name in FIELDS}
    version = Version.objects.create(
        record=record, number=last + 1, drafted_by=by, drafted_at=at, **fields
    )
    Attachment.objects.bulk_create(
        Attachment(version=version, file=one.file, order=one.order, inline=one.inline)
        for one in attachments_of(frozen)
    )
    Relation.objects.bulk_create(
        Relation(version=version, kind=one.kind, target_id=one.target_id)
        for one in frozen.relations.order_by("id")
    )
    return version


def _to_draft(record: Record, version: Version) -> None:
    # A returned draft shows as returned until it is submitted again; the same holds here as
    # soon as somebody works on it.
    record.state, record.current = Record.State.DRAFT, version
    record.save(update_fields=["state", "current"])
