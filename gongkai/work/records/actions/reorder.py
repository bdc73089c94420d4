"""Putting the files of a draft into another order; the public sees them so."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.writing import writing
from gongkai.work.records.models.record import Attachment, Record, Version


def move_attachment(
    *,
    record: Record,
    attachment: Attachment,
    up: bool,
    by: Person,
    at: datetime,
    seen_hash: str | None = None,
) -> Version:
    """Let a file change places with the one before it, or after it; pictures stay where they are.

    The order is part of what reviewers pass.
    """
    with writing("record.move_attachment", record, by=by, at=at, seen_hash=seen_hash) as version:
        files = list(version.attachments.filter(inline=False).order_by("order"))
        keys = [(one.order, one.file_id) for one in files]
        name = attachment.file.name
        if (attachment.order, attachment.file_id) not in keys:
            raise Refused("attachment_gone", name=name)
        here = keys.index((attachment.order, attachment.file_id))
        there = here - 1 if up else here + 1
        if not 0 <= there < len(files):
            raise Refused("attachment_at_end", name=name)
        _swap(version, files[here], files[there])
    return version


def _swap(version: Version, one: Attachment, other: Attachment) -> None:
    """Two files of a version never stand at one place, not even for a moment."""
    here, there = one.order, other.order
    last = version.attachments.aggregate(last=Max("order"))["last"]
    for moved, place in ((one, last + 1), (other, here), (one, there)):
        moved.order = place
        moved.save(update_fields=["order"])
