"""The catalogue as a tree, with what is public under each item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record


@dataclass(frozen=True)
class Branch:
    """An item with those below it. `count` and `latest_on` include all that is below."""

    item: CatalogueItem
    children: tuple[Branch, ...]
    count: int
    latest_on: date | None


def tree(organisation: Organisation | None = None) -> tuple[Branch, ...]:
    """The whole catalogue with what is live (of one organisation); two queries."""
    below: dict[int | None, list[CatalogueItem]] = defaultdict(list)
    for item in CatalogueItem.objects.all():
        below[item.parent_id].append(item)
    # The database lets nothing but proactive disclosure become live (records/0002_guards).
    public = Record.objects.filter(live__isnull=False)
    if organisation is not None:
        public = public.filter(live__organisation=organisation)
    counted = (
        public.order_by()
        .values("live__item_id")
        .annotate(count=Count("pk"), latest=Max("live__published_on"))
    )
    own = {row["live__item_id"]: (row["count"], row["latest"]) for row in counted}
    return _branches(None, below, own)


def _branches(
    parent: int | None,
    below: dict[int | None, list[CatalogueItem]],
    own: dict[int, tuple[int, date]],
) -> tuple[Branch, ...]:
    return tuple(
        _branch(item, _branches(item.pk, below, own), own) for item in below.get(parent, ())
    )


def _branch(
    item: CatalogueItem, children: Sequence[Branch], own: dict[int, tuple[int, date]]
) -> Branch:
    count, latest = own.get(item.pk, (0, None))
    days = [one for one in (latest, *(child.latest_on for child in children)) if one is not None]
    return Branch(
        item=item,
        children=tuple(children),
        count=count + sum(child.count for child in children),
        latest_on=max(days, default=None),
    )
