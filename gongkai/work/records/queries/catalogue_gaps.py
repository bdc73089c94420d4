"""Items of the place's own that hang in the air: in no column of the law, or nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.rules.catalogue import GENERAL_LEVELS, ITEMS
from gongkai.work.journal.deeds import day_of
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.ledger.queries.names import acting
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.catalogue_trace import CATALOGUE

_GROUPS = {group for groups in GENERAL_LEVELS.values() for group in groups}


@dataclass(frozen=True)
class Loose:
    """An item, the day since which it hangs in the air, and what it hangs from instead."""

    item: CatalogueItem
    since: date
    instead: tuple[str, ...]


def without_column(on: date) -> list[Loose]:
    """The items in force on the day that stand under no item of 条例 第二十、二十一条.

    Since when is told by the log; what it never spoke of is its own matter.
    """
    above = dict(CatalogueItem.objects.values_list("pk", "parent"))
    codes = dict(CatalogueItem.objects.values_list("pk", "code"))
    found = []
    for item in _own(on).exclude(parent=None).select_related("parent"):
        top = list(_line(item.pk, above))[-1]
        since = None if codes[top] in _GROUPS else _told_on(item.code)
        if since is not None and since <= on:
            found.append(Loose(item, since, (item.parent.name if item.parent else "",)))
    return found


def without_publisher(on: date) -> list[Loose]:
    """The items in force on the day all of whose publishers are dissolved without a successor."""
    found = []
    for item in _own(on).exclude(organisations=None).prefetch_related("organisations__successor"):
        named: list[Organisation] = list(item.organisations.all())
        if any(acting(one, on) is not None for one in named):
            continue
        gone = max(one.active_until for one in named if one.active_until is not None)
        found.append(Loose(item, gone, tuple(one.label for one in named)))
    return found


def _own(on: date) -> QuerySet[CatalogueItem]:
    """The items that the place itself put into the catalogue, as it stood on the day."""
    in_force = Q(ended_on=None) | Q(ended_on__gt=on)
    return CatalogueItem.objects.filter(in_force).exclude(code__in=ITEMS).order_by("order", "code")


def _line(pk: int, above: dict[int, int | None]) -> Iterator[int]:
    """The item and all above it."""
    place: int | None = pk
    while place is not None:
        yield place
        place = above[place]


def _told_on(code: str) -> date | None:
    entries = LogEntry.objects.filter(kind=CATALOGUE, payload__contains=f'"code":"{code}"')
    last = entries.order_by("-sequence").first()
    return day_of(last.at) if last is not None else None
