"""A batch handed to its reviewers, a row taken out of it, a batch given up."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, Subquery

from gongkai.rules.document import batch_hash
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.imports.known import BROUGHT
from gongkai.work.records.queries.imports.source import POWER

_State = ImportBatch.State
_REFUSED = ImportRow.Outcome.REFUSED
_REASON_LIMIT = 300


def held(batch: ImportBatch, *states: str) -> ImportBatch:
    """The batch held against everybody else, in one of these states."""
    rows = ImportBatch.objects.select_for_update(of=("self",))
    found = rows.select_related("organisation", "created_by").get(pk=batch.pk)
    if found.state not in states:
        raise Refused("batch_state", state=found.get_state_display())
    return found


def submit(*, batch: ImportBatch, by: Person | None, at: datetime) -> ImportBatch:
    """Freeze the batch: from now on nothing in it changes, and its hash stands for all of it.

    What somebody has taken up on the desk since leaves the batch. Source: 条例 第十七条.
    """
    with deed("import.submit", by=by, at=at, power=POWER, organisation=batch.organisation) as act:
        act.target = found = held(batch, _State.OPEN)
        brought = found.rows.filter(outcome__in=BROUGHT)
        moved_on = brought.filter(
            ~Q(record__current=F("version")) | ~Q(record__state=Record.State.BATCH)
        )
        ImportRow.objects.filter(pk__in=list(moved_on.values_list("pk", flat=True))).update(
            outcome=_REFUSED, reason="送审前已在工作台单独办理，不随本批次。"
        )
        frozen = list(brought.order_by("number").values_list("number", "content_hash"))
        if not frozen:
            raise Refused("batch_empty")
        found.batch_hash, found.frozen_at = batch_hash(frozen), at
        found.state, found.position = _State.FIRST, 0
        found.save(update_fields=["batch_hash", "frozen_at", "state", "position"])
        act.detail = {"batch_hash": found.batch_hash, "records": len(frozen)}
    batch.refresh_from_db()
    return batch


def take_out(*, row: ImportRow, reason: str, by: Person, at: datetime) -> ImportRow:
    """Take one record out before the batch is handed in; it becomes a draft like any other."""
    organisation = row.batch.organisation
    with deed("import.take_out", by=by, at=at, power=POWER, organisation=organisation) as act:
        held(row.batch, _State.OPEN)
        reason = " ".join(reason.split())
        if not reason:
            raise Refused("take_out_without_reason")
        if len(reason) > _REASON_LIMIT:
            raise Refused(
                "field_too_long", field="取出原因", limit=_REASON_LIMIT, length=len(reason)
            )
        mine = ImportRow.objects.filter(pk=row.pk, outcome__in=BROUGHT)
        if not mine.update(outcome=_REFUSED, reason=f"送审前取出：{reason}"):
            raise Refused("row_not_in_batch", number=row.number)
        assert row.record_id is not None
        records = Record.objects.filter(pk=row.record_id, state=Record.State.BATCH)
        records.filter(current=row.version_id).update(state=Record.State.DRAFT)
        act.target = row.record
        act.detail = {"batch": row.batch_id, "row": row.number, "reason": reason}
    row.refresh_from_db()
    return row


def discard(*, batch: ImportBatch, by: Person | None, at: datetime) -> ImportBatch:
    """Give a batch up. What was public before stays public as it was; the rest is discarded.

    A record that a later batch has taken over stays with that one.
    """
    with deed("import.discard", by=by, at=at, power=POWER, organisation=batch.organisation) as act:
        act.target = found = held(batch, _State.READING, _State.OPEN, _State.RETURNED)
        later = ImportRow.objects.filter(
            record=OuterRef("record"), outcome__in=BROUGHT, pk__gt=OuterRef("pk")
        )
        last = found.rows.filter(~Exists(later), outcome__in=BROUGHT)
        mine = Record.objects.filter(
            state=Record.State.BATCH, pk__in=last.values("record"),
            current__in=last.values("version"),
        )  # fmt: skip
        public = Publication.objects.filter(pk=OuterRef("live"))
        act.detail = {"records": mine.count()}
        mine.filter(live=None).update(state=Record.State.DISCARDED)
        mine.filter(live__isnull=False).update(
            state=Record.State.PUBLISHED, current=Subquery(public.values("version")[:1])
        )
        found.state = _State.DISCARDED
        found.save(update_fields=["state"])
    batch.refresh_from_db()
    return batch
