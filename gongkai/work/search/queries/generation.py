"""Which making of the index is searched, and whether it knows everything that is public."""

from __future__ import annotations

from gongkai.rules.segmentation.words import fingerprint
from gongkai.work.records.queries.arrivals import last_sequence
from gongkai.work.search.models import Generation


def active() -> Generation | None:
    """The generation that is searched; None before the first was made."""
    return Generation.objects.filter(is_active=True).first()


def is_current(generation: Generation | None) -> bool:
    """Whether nothing became public, or ceased to be, since; two cheap queries with `active`."""
    return (
        generation is not None
        and generation.fingerprint == fingerprint()
        and generation.sequence >= last_sequence()
    )
