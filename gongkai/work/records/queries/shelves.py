"""The public lists: what is live under an item, of an organisation, of a year, and how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication as Publication
from gongkai.work.records.queries.catalogue import Branch
from gongkai.work.records.queries.public import live


@dataclass(frozen=True)
class Figures:
    """How much is public. `timely` of `this_year` first publications were within their term."""

    total: int
    today: int
    organisations: int
    this_year: int
    timely: int


def shelf(
    items: Iterable[CatalogueItem] | None = None,
    *,
    organisation: Organisation | None = None,
    year: int | None = None,
    words: str = "",
) -> QuerySet[Publication]:
    """What is public under the items (None: all), narrowed; all the words must occur."""
    found = live()
    if items is not None:
        found = found.filter(item__in=[one.pk for one in items])
    if organisation is not None:
        found = found.filter(organisation=organisation)
    if year is not None:
        found = found.filter(published_on__year=year)
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(version__document_number__icontains=word)
            | Q(index_number__icontains=word)
        )
    return found


def under(branch: Branch) -> list[CatalogueItem]:
    """The item of the branch and all below it."""
    return [branch.item, *(item for child in branch.children for item in under(child))]


def branch_of(branches: Iterable[Branch], code: str) -> tuple[Branch, ...]:
    """The way from the top of the catalogue to the item with that code; empty if there is none."""
    for branch in branches:
        if branch.item.code == code:
            return (branch,)
        if way := branch_of(branch.children, code):
            return (branch, *way)
    return ()


def organisations() -> QuerySet[Organisation]:
    """Those with something public, in their order."""
    published = live().order_by().values("organisation")
    return Organisation.objects.filter(pk__in=published).order_by("order", "code")


def years() -> list[int]:
    """The years in which what is public now was published, the newest first."""
    return [one.year for one in live().order_by().dates("published_on", "year", order="DESC")]


def figures(on: date) -> Figures:
    """The figures of the home page. One query."""
    this_year = Q(published_on__year=on.year)
    return Figures(
        **live()
        .order_by()
        .aggregate(
            total=Count("pk"),
            today=Count("pk", filter=Q(published_on=on)),
            organisations=Count("organisation", distinct=True),
            this_year=Count("pk", filter=this_year),
            timely=Count("pk", filter=this_year & Q(is_late=False)),
        )
    )
