"""Hands a draft to its reviewers: checked, screened, and from then on unchangeable."""

from __future__ import annotations

from datetime import datetime

from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.writing import locked
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import current_of, fingerprint
from gongkai.work.records.queries.fitness import why_not_submit
from gongkai.work.records.queries.screened import screening_of


def submit(*, record: Record, by: Person, at: datetime, seen_hash: str | None = None) -> Record:
    """Freeze the version and pass it to the first review; Refused with all that is missing.

    What screening finds does not stop this: a reviewer sees it, and cannot pass what blocks.
    """
    with deed(
        "record.submit", by=by, at=at, power="record.draft", organisation=record.organisation
    ) as act:
        held = locked(record)
        if held.state not in {Record.State.DRAFT, Record.State.RETURNED}:
            raise Refused("record_not_a_draft", state=held.get_state_display())
        version = current_of(held)
        if version.frozen_at is not None:
            raise Refused("record_unchanged_since_return")
        content = fingerprint(version)
        if seen_hash is not None and content != seen_hash:
            raise Refused("record_changed_meanwhile", person=version.drafted_by.name)
        if reasons := why_not_submit(version, day_of(at)):
            raise Refused("record_unfit", reasons=reasons)
        version.screening = screening_of(version, day_of(at))
        version.content_hash, version.frozen_at = content, at
        version.save(update_fields=["screening", "content_hash", "frozen_at"])
        held.state = Record.State.FIRST
        held.save(update_fields=["state"])
        act.target = held
        act.detail = {"version": version.number, "content_hash": content}
    record.refresh_from_db()
    return record
