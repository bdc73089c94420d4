"""Items that left the catalogue: what was published under them stays, nothing new comes."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.work.journal.deeds import Refused
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Version


def why_ended(version: Version) -> Iterator[Refused]:
    """That the version would come new under an item that has ended; a correction may stay there."""
    item = version.item
    if item is None or item.ended_on is None:
        return
    if not Publication.objects.filter(record=version.record_id, item=item).exists():
        yield Refused("item_ended", item=item.name, ended_on=item.ended_on)
