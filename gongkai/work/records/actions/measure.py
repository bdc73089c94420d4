"""Keeps how complete each version is, so that pages about 100,000 of them need not read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.work.journal.inserts import insert_many
from gongkai.work.records.models.completeness import Completeness
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.measured import measured, unmeasured

_CHUNK = 500
_KEPT = [field.name for field in Completeness._meta.fields if field.name != "version"]


def measure(versions: Sequence[Version], published: dict[int, date] | None = None) -> None:
    """Measure the versions, which come with their records, and keep what was found.

    It belongs to whatever makes a version public or takes it over, and runs inside its deed.
    `published` are the days of publication by version, where the caller knows them.
    """
    for start in range(0, len(versions), _CHUNK):
        rows = measured(versions[start : start + _CHUNK], published)
        insert_many(rows, renew=["version", *_KEPT])


def measure_missing() -> int:
    """Measure what nobody has measured by the rules of today; returns how many there were."""
    count, last = 0, 0
    while batch := list(unmeasured().filter(pk__gt=last).select_related("record")[:_CHUNK]):
        measure(batch)
        count, last = count + len(batch), batch[-1].pk
    return count
