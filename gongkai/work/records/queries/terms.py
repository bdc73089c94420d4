"""Which term a version has to be published in: that of its item, or of the matter it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.rules.disclosure_terms import YEARLY, Due, due_for, matters_along
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Version

Line = tuple[str, ...]
"""The codes of an item and of all above it, its own first."""


def line_of(item: CatalogueItem) -> Line:
    """The line of one item; a query for each item above it that was not fetched with it."""
    return tuple(_upwards(item))


def lines() -> dict[int, Line]:
    """The lines of all items by their keys. One query."""
    rows = CatalogueItem.objects.order_by().values_list("pk", "code", "parent_id")
    above = {pk: (code, parent) for pk, code, parent in rows}
    return {pk: tuple(_codes(pk, above)) for pk in above}


def matters_of(item: CatalogueItem | None) -> tuple[str, ...]:
    """What a record under the item has to choose from; empty where no special term is."""
    return matters_along(line_of(item)) if item is not None else ()


def due_of(version: Version, line: Line | None = None) -> Due | None:
    """The last day to publish the version in time; None as long as day or item are missing.

    `line` spares the queries where those of many versions were read at once.
    """
    if version.formed_on is None or version.item is None:
        return None
    return due_for(
        version.formed_on,
        codes=line_of(version.item) if line is None else line,
        matter=version.matter,
        workdays=version.item.workdays,
        revises=version.matter in YEARLY and _is_change(version),
    )


def _is_change(version: Version) -> bool:
    """True if an earlier state of the same information was published, formed on an earlier day."""
    earlier = Publication.objects.filter(formed_on__lt=version.formed_on)
    return earlier.filter(record=version.record_id).exists()


def _upwards(item: CatalogueItem | None) -> Iterator[str]:
    while item is not None:
        yield item.code
        item = item.parent


def _codes(pk: int | None, above: Mapping[int, tuple[str, int | None]]) -> Iterator[str]:
    while pk is not None:
        code, pk = above[pk]
        yield code
