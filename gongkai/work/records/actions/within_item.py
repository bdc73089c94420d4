"""What a version says about its place within its item: a matter with its own term, a period."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from gongkai.rules.currency import bounds_of, label_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.terms import matters_of


def keep_within_item(version: Version, chosen: Container[str], on: date) -> None:
    """Refuse a matter or a period that the item does not have.

    `chosen` are the fields that are being written. What was chosen for another item is forgotten.
    """
    item = version.item
    if version.matter and version.matter not in matters_of(item):
        if "matter" in chosen:
            raise Refused("matter_elsewhere", item=item and item.name, matter=version.matter)
        version.matter = ""
    if version.covers_from is not None and not _is_period(version):
        if "covers_from" in chosen:
            raise Refused("period_elsewhere", item=item and item.name, from_on=version.covers_from)
        version.covers_from = None
    if version.covers_from is not None and version.covers_from > on:
        raise Refused("period_to_come", period=_label(version))


def _is_period(version: Version) -> bool:
    item, first = version.item, version.covers_from
    if item is None or not item.period or first is None:
        return False
    return bounds_of(item.period, first)[0] == first


def _label(version: Version) -> str:
    assert version.item is not None and version.covers_from is not None
    return label_of(*bounds_of(version.item.period, version.covers_from))
