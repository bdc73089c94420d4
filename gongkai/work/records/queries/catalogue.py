"""The catalogue as a tree, with what is public under each item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.holdings import Holding, among, holdings, total


@dataclass(frozen=True)
class Branch:
    """An item with those below it. `count` and `latest_on` include all that is below."""

    item: CatalogueItem
    children: tuple[Branch, ...]
    count: int
    latest_on: date | None


def tree(organisation: Organisation | None = None) -> tuple[Branch, ...]:
    """The whole catalogue with what is live (of one organisation). Two queries, or three."""
    below: dict[int | None, list[CatalogueItem]] = defaultdict(list)
    for item in CatalogueItem.objects.all():
        below[item.parent_id].append(item)
    own: dict[str, list[Holding]] = defaultdict(list)
    for one in among(holdings(), organisation=organisation.code if organisation else None):
        own[one.item].append(one)
    return _branches(None, below, own)


def _branches(
    parent: int | None,
    below: Mapping[int | None, Sequence[CatalogueItem]],
    own: Mapping[str, Sequence[Holding]],
) -> tuple[Branch, ...]:
    return tuple(
        _branch(item, _branches(item.pk, below, own), own.get(item.code, ()))
        for item in below.get(parent, ())
    )


def _branch(item: CatalogueItem, children: Sequence[Branch], own: Sequence[Holding]) -> Branch:
    latest = (*(one.latest_on for one in own), *(child.latest_on for child in children))
    return Branch(
        item=item,
        children=tuple(children),
        count=total(own) + sum(child.count for child in children),
        latest_on=max((one for one in latest if one is not None), default=None),
    )
