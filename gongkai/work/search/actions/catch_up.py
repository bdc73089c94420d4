"""Brings the index up to what is public now: pulled from the log, again and again by the worker.

Nothing here is a deed: the index says nothing that the records do not say, and can be made anew.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from gongkai.rules.segmentation.words import fingerprint
from gongkai.work.records.queries.arrivals import Arrivals, arrivals
from gongkai.work.records.queries.public import live
from gongkai.work.search.engine.tables import SLOTS, index_in
from gongkai.work.search.models import Document, Generation, Passage
from gongkai.work.search.queries.content import Content, contents, entry
from gongkai.work.search.queries.generation import active

BATCH = 500


def catch_up(*, at: datetime, batches: int | None = None) -> int:
    """Take in what the log tells since the last time; returns how many documents were written.

    Every batch is a transaction of its own, so that a run which was ended goes on where it stood
    and writers wait for milliseconds only. `batches` bounds one call.
    """
    generation = active() or _first(at)
    return advance(generation, at=at, batches=batches)


def advance(generation: Generation, *, at: datetime, batches: int | None = None) -> int:
    """The same for one generation, active or still being made."""
    written = 0
    while batches is None or batches > 0:
        generation.refresh_from_db()
        found = arrivals(generation.sequence, BATCH)
        if found is None:
            break
        # Cut outside of the transaction: that takes longest, and nobody need wait for it.
        prepared = contents(found.records)
        written += len(prepared) if _take_in(generation, found, prepared, at) else 0
        batches = None if batches is None else batches - 1
    return written


def begin(*, at: datetime, is_active: bool = False) -> Generation:
    """A new, empty generation in the slot that is free."""
    with transaction.atomic():
        taken = set(Generation.objects.select_for_update().values_list("slot", flat=True))
        slot = next(one for one in SLOTS if one not in taken)
        made = Generation.objects.create(
            slot=slot, fingerprint=fingerprint(), is_active=is_active, made_at=at
        )
        index_in(connection, slot).clear()
    return made


def _first(at: datetime) -> Generation:
    try:
        return begin(at=at, is_active=True)
    except IntegrityError:
        # Another worker was faster; there is only one active generation.
        return Generation.objects.get(is_active=True)


def _take_in(
    generation: Generation, found: Arrivals, prepared: Collection[Content], at: datetime
) -> bool:
    """Write one batch, unless another worker was faster."""
    with transaction.atomic():
        held = Generation.objects.select_for_update().get(pk=generation.pk)
        if held.sequence != generation.sequence:
            return False
        gone = _forget(held, found.records)
        added = _write(held, _still_live(prepared))
        held.sequence, held.caught_up_at = found.sequence, at
        held.passages = max(0, held.passages + added - gone)
        held.save(update_fields=["sequence", "caught_up_at", "passages"])
    return True


def _still_live(prepared: Collection[Content]) -> list[Content]:
    """Those not withdrawn or corrected while they were being cut; a later entry tells of these."""
    cut = [one.document.publication_id for one in prepared]
    public = set(live().filter(pk__in=cut).values_list("pk", flat=True))
    return [one for one in prepared if one.document.publication_id in public]


def _forget(generation: Generation, records: Collection[int]) -> int:
    documents = Document.objects.filter(generation=generation, record__in=records)
    passages = list(Passage.objects.filter(document__in=documents).select_related("document"))
    if passages and generation.fingerprint == fingerprint():
        # Text that is cut in another way now cannot be told to the index as it was; its rows are
        # gone all the same, and the making anew that follows leaves nothing of it.
        index_in(connection, generation.slot).remove([entry(one.document, one) for one in passages])
    documents.delete()
    return len(passages)


def _write(generation: Generation, prepared: Collection[Content]) -> int:
    for one in prepared:
        one.document.generation = generation
    Document.objects.bulk_create([one.document for one in prepared])
    passages = [passage for one in prepared for passage in one.passages]
    Passage.objects.bulk_create(passages)
    index_in(connection, generation.slot).add([entry(one.document, one) for one in passages])
    return len(passages)
