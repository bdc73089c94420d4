"""What the worker does of an import: reads a queued source in, publishes a large batch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.imports.load import load
from gongkai.work.records.actions.imports.publish import publish_chunk
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.staffing.actions.accounts import machine_account

_State = ImportBatch.State


def carry_on(clock: Callable[[], datetime]) -> ImportBatch | None:
    """Do the next piece of work that waits; None if none does.

    What cannot be done leaves the queue, with the reason in the journal, until somebody puts
    it there again. The clock is asked for each piece, since publications are dated by it.
    """
    waiting = ImportBatch.objects.filter(queued_at__isnull=False)
    batch = (
        waiting.filter(state__in=(_State.READING, _State.PUBLISHING)).order_by("queued_at").first()
    )
    if batch is None:
        return None
    at = clock()
    try:
        if batch.state == _State.READING:
            load(batch=batch, by=_owner(batch, at), at=at)
        else:
            publish_chunk(batch=batch, at=at)
    except Refused as refusal:
        _stop(batch, refusal, at)
    return batch


def _owner(batch: ImportBatch, at: datetime) -> Person | None:
    """In whose name it is read: whoever began it, with the powers that he has today."""
    return None if batch.created_by == machine_account(at=at) else batch.created_by


def _stop(batch: ImportBatch, refusal: Refused, at: datetime) -> None:
    organisation = batch.organisation
    with deed("import.stop", by=None, at=at, power=None, organisation=organisation) as act:
        act.target = batch
        act.detail = {"state": batch.state, "refused": refusal.code}
        ImportBatch.objects.filter(pk=batch.pk).update(queued_at=None)
