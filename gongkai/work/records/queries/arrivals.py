"""Which records the log tells of after a point; what stands above pulls them from there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from gongkai.work.journal.models.log import LogEntry
from gongkai.work.records.models.publication import Publication, Withdrawal


@dataclass(frozen=True)
class Arrivals:
    """Records that were published, corrected or withdrawn, and the last entry that was read."""

    records: frozenset[int]
    sequence: int


def arrivals(after: int, count: int) -> Arrivals | None:
    """What the `count` log entries after that sequence tell; None if there are none."""
    entries = LogEntry.objects.filter(sequence__gt=after).order_by("sequence")[:count]
    read = list(entries.values_list("pk", "sequence"))
    if not read:
        return None
    keys = [pk for pk, _ in read]
    published = Publication.objects.filter(log_entry__in=keys).values_list("record", flat=True)
    gone = Withdrawal.objects.filter(log_entry__in=keys)
    records = {
        *published.order_by(),
        *gone.order_by().values_list("publication__record", flat=True),
    }
    return Arrivals(frozenset(records), read[-1][1])


def last_sequence() -> int:
    """The sequence of the newest log entry; -1 before the first. One query in an index."""
    newest: int | None = LogEntry.objects.aggregate(newest=Max("sequence"))["newest"]
    return -1 if newest is None else newest
