"""Makes the whole index anew beside the one that is searched, and then changes over."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from gongkai.rules.segmentation.words import fingerprint
from gongkai.work.journal.deeds import deed
from gongkai.work.records.queries.arrivals import last_sequence
from gongkai.work.search.actions.catch_up import advance, begin
from gongkai.work.search.engine.tables import index_in
from gongkai.work.search.models import Document, Generation

_BATCH = 500
_NOTHING = -1


def rebuild(*, at: datetime, batches: int | None = None) -> Generation | None:
    """Go on making the next generation; returns it once it is searched, None while it is not.

    A making that was ended goes on where it stood, unless text is cut in another way by now.
    """
    making = Generation.objects.filter(is_active=False).first()
    if making is not None and (making.fingerprint != fingerprint() or making.sequence == _NOTHING):
        remove(making)
        making = None
    making = making or begin(at=at)
    advance(making, at=at, batches=batches)
    making.refresh_from_db()
    if making.sequence < last_sequence():
        return None
    former = _change_over(making, at)
    if former is not None:
        remove(former)
    making.refresh_from_db()
    return making


def _change_over(making: Generation, at: datetime) -> Generation | None:
    """Search the new generation from now on; from the same moment the former is worth nothing."""
    with deed("search.rebuild", by=None, at=at, power=None, target=making) as act:
        list(Generation.objects.select_for_update())
        former = Generation.objects.filter(is_active=True).first()
        if former is not None:
            former.is_active, former.sequence = False, _NOTHING
            former.save(update_fields=["is_active", "sequence"])
        Generation.objects.filter(pk=making.pk).update(is_active=True)
        act.detail = {"passages": making.passages, "log": making.sequence}
    return former


def remove(generation: Generation) -> None:
    """Take a generation that is not searched away, in small steps."""
    while pks := list(
        Document.objects.filter(generation=generation).values_list("pk", flat=True)[:_BATCH]
    ):
        Document.objects.filter(pk__in=pks).delete()
    with transaction.atomic():
        index_in(connection, generation.slot).clear()
        generation.delete()
