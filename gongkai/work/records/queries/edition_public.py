"""An adopted edition as the public reads it: narrowed, and with what is public of each row."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.models.record import Record


def rows(
    edition: Edition, *, field: str | None = None, unit: str = "", words: str = ""
) -> QuerySet[Row]:
    """The rows of a field ("" those of none, None all), of a publisher, with all the words."""
    found = edition.rows.select_related("column").prefetch_related("publishers")
    if field is not None:
        found = found.filter(field=field)
    if unit:
        found = found.filter(publishers__code=unit)
    for word in words.split():
        found = found.filter(
            Q(first__icontains=word) | Q(second__icontains=word) | Q(content__icontains=word)
        )
    return found.order_by("order")


def fields_of(edition: Edition) -> dict[str, int]:
    """How many rows each field has."""
    counted = edition.rows.order_by().values_list("field").annotate(Count("pk"))
    return dict(counted)


def units_of(edition: Edition) -> QuerySet[Organisation]:
    """Who publishes something in this edition."""
    named = Row.publishers.through.objects.filter(row__edition=edition)
    return Organisation.objects.filter(pk__in=named.values("organisation")).order_by(
        "order", "code"
    )


def item_counts(codes: Sequence[str]) -> dict[str, int | None]:
    """How many records are public under the items with these codes; None for ended ones."""
    known = CatalogueItem.objects.filter(code__in=codes)
    # The database lets nothing but proactive disclosure become live (records/0002_guards).
    live = Record.objects.filter(live__item__code__in=codes).order_by()
    counted = dict(live.values_list("live__item__code").annotate(Count("pk")))
    return {
        code: None if ended_on is not None and code not in counted else counted.get(code, 0)
        for code, ended_on in known.values_list("code", "ended_on")
    }
