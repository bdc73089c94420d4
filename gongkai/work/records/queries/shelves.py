"""The public lists: what is live under an item, of an organisation, of a year, and how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication as Publication
from gongkai.work.records.models.record import Attachment
from gongkai.work.records.queries.catalogue import Branch
from gongkai.work.records.queries.holdings import among, holdings, total
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
    besides: Iterable[CatalogueItem] = (),
    organisation: Organisation | None = None,
    year: int | None = None,
    words: str = "",
    rows: QuerySet[Publication] | None = None,
) -> QuerySet[Publication]:
    """What is public under the items (None: all), narrowed; all the words must occur.

    `rows` are narrowed instead of all that is live: those of `public.newest`, say.

    `besides` are items to leave out. Where few things stand under them this is quicker than to
    name all others: the database walks the newest and skips, and need not sort what it found.
    """
    found = live() if rows is None else rows
    if left_out := [one.pk for one in besides if one.pk is not None]:
        found = found.exclude(item__in=left_out)
    if items is not None:
        found = found.filter(item__in=[one.pk for one in items if one.pk is not None])
    if organisation is not None:
        found = found.filter(organisation=organisation)
    if year is not None:
        # By the moment, after which the list is in order, so that no year has to be sorted.
        begins, ends = (datetime(one, 1, 1, tzinfo=CHINA) for one in (year, year + 1))
        found = found.filter(published_at__gte=begins, published_at__lt=ends)
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(version__document_number__icontains=word)
            | Q(index_number__icontains=word)
        )
    return found


def files_of(page: Iterable[Publication]) -> dict[int, list[Attachment]]:
    """The files offered with each of the publications, by version. One query."""
    found: dict[int, list[Attachment]] = defaultdict(list)
    rows = Attachment.objects.filter(version__in=[one.version_id for one in page], inline=False)
    for one in rows.select_related("file").order_by("version", "order"):
        found[one.version_id].append(one)
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
    codes = {one.organisation for one in holdings()}
    return Organisation.objects.filter(code__in=codes).order_by("order", "code")


def years(organisation: Organisation | None = None) -> list[int]:
    """The years in which what is public now was published, the newest first."""
    found = among(holdings(), organisation=organisation.code if organisation else None)
    return sorted({one.year for one in found}, reverse=True)


def figures(on: date) -> Figures:
    """The figures of the home page."""
    found = holdings()
    this_year = among(found, year=on.year)
    # The moment lets the database begin in the index of the newest.
    since = datetime.combine(on, time(), CHINA)
    return Figures(
        total=total(found),
        today=live().order_by().filter(published_at__gte=since, published_on=on).count(),
        organisations=len({one.organisation for one in found}),
        this_year=total(this_year),
        timely=total(this_year) - sum(one.late for one in this_year),
    )
