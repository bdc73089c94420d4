"""Signed statements that an item had nothing to publish in a period: what the public may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from gongkai.rules.currency import label_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.currency import NothingStatement


@dataclass(frozen=True)
class Stated:
    """One statement as everybody may read it; `period` is what people call it: 2026年第三季度.

    `entry` is its number in the log of publications.
    """

    item: CatalogueItem
    organisation: Organisation
    period: str
    from_on: date
    until_on: date
    reason: str
    at: datetime
    person: str
    entry: int


def statements_of(
    items: Iterable[CatalogueItem] | None = None, *, organisation: Organisation | None = None
) -> list[Stated]:
    """The statements under the items (None: all) of one organisation or all, the newest first."""
    return stated(statements(items, organisation=organisation))


def statements(
    items: Iterable[CatalogueItem] | None = None, *, organisation: Organisation | None = None
) -> QuerySet[NothingStatement]:
    """The rows of the same, for lists that are turned page by page."""
    found = NothingStatement.objects.select_related("item", "organisation", "by", "log_entry")
    if items is not None:
        found = found.filter(item__in=[one.pk for one in items])
    if organisation is not None:
        found = found.filter(organisation=organisation)
    return found.order_by("-from_on", "organisation__order", "id")


def stated(rows: Iterable[NothingStatement]) -> list[Stated]:
    """Rows as everybody may read them."""
    return [_stated(one) for one in rows]


def organisations() -> QuerySet[Organisation]:
    """Those that ever signed, in their order."""
    signed = NothingStatement.objects.order_by().values("organisation")
    return Organisation.objects.filter(pk__in=signed).order_by("order", "code")


def _stated(one: NothingStatement) -> Stated:
    return Stated(
        item=one.item,
        organisation=one.organisation,
        period=label_of(one.from_on, one.until_on),
        from_on=one.from_on,
        until_on=one.until_on,
        reason=one.reason,
        at=one.at,
        person=one.by.name,
        entry=one.log_entry.sequence,
    )
