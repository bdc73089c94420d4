"""What became public or was withdrawn, the newest first, in pages that stay where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication, Withdrawal
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.marks import marks_borne
from gongkai.work.records.queries.public import live


@dataclass(frozen=True)
class Place:
    """A place in a list by time: what follows it stays the same while new rows come in before."""

    at: datetime
    pk: int


@dataclass(frozen=True)
class Change:
    """How one record stands now, and since when: public, or withdrawn with its reason.

    `title` and `summary` are empty for what was withdrawn: they may be why it was.
    """

    place: Place
    index_number: str
    organisation: Organisation
    item: CatalogueItem
    first_at: datetime
    title: str = ""
    summary: str = ""
    reason: str | None = None
    marks: Sequence[str] = ()


@dataclass(frozen=True)
class Page:
    """Some changes, and after which place the next page begins; None on the last one."""

    rows: Sequence[Change]
    next: Place | None


def changes(
    count: int,
    after: Place | None = None,
    *,
    items: Sequence[int] | None = None,
    organisation: Organisation | None = None,
) -> Page:
    """One page of the records that are or were public, each once. Two queries."""
    public, gone = live(), _gone()
    if items is not None:
        public = public.filter(item__in=items)
        gone = _of(gone, item__in=items)
    if organisation is not None:
        public = public.filter(organisation=organisation)
        gone = _of(gone, organisation=organisation)
    public = behind(public.annotate(first_at=_first("record")), after)
    gone = behind(gone, after, "at", "publication_id")
    rows = [*map(_public, public[: count + 1]), *map(_withdrawn, gone[: count + 1])]
    rows.sort(key=lambda one: (one.place.at, one.place.pk), reverse=True)
    more = len(rows) > count
    return Page(rows[:count], rows[count - 1].place if more else None)


def changed_at() -> datetime | None:
    """When something last became public or was withdrawn; None before the first time."""
    newest = Publication.objects.order_by("-published_at", "-id").values_list("published_at")
    gone = Withdrawal.objects.order_by("-at").values_list("at")
    return max((row[0] for row in (newest.first(), gone.first()) if row), default=None)


def behind(
    rows: QuerySet[Any], after: Place | None, at: str = "published_at", pk: str = "pk"
) -> QuerySet[Any]:
    """The rows after the place in a list that has the newest first."""
    if after is None:
        return rows
    # The first condition says nothing new; it lets the database begin in the index at the place.
    older = Q((f"{at}__lt", after.at)) | Q((at, after.at), (f"{pk}__lt", after.pk))
    return rows.filter(Q((f"{at}__lte", after.at)) & older)


def _gone() -> QuerySet[Any]:
    """The withdrawals of records that are not public now, the last one of each."""
    record = Record.objects.filter(pk=OuterRef("publication__record"), live=None)
    later = Publication.objects.filter(
        record=OuterRef("publication__record"), pk__gt=OuterRef("publication")
    )
    return (
        Withdrawal.objects.filter(Exists(record), ~Exists(later))
        .select_related("publication__organisation", "publication__item")
        .annotate(first_at=_first("publication__record"))
        .order_by("-at", "-publication_id")
    )


def _of(gone: QuerySet[Any], **condition: object) -> QuerySet[Any]:
    # As a join the database would begin with the publications, of which there are so many more.
    own = Publication.objects.filter(pk=OuterRef("publication"), **condition)
    return gone.filter(Exists(own))


def _first(record: str) -> Subquery:
    """When the record was first public."""
    editions = Publication.objects.filter(record=OuterRef(record)).order_by("id")
    return Subquery(editions.values("published_at")[:1])


def _public(one: Any) -> Change:
    return Change(
        place=Place(one.published_at, one.pk),
        index_number=one.index_number,
        organisation=one.organisation,
        item=one.item,
        first_at=one.first_at,
        title=one.title,
        summary=one.version.summary,
        marks=marks_borne(one),
    )


def _withdrawn(one: Any) -> Change:
    publication = one.publication
    return Change(
        place=Place(one.at, publication.pk),
        index_number=publication.index_number,
        organisation=publication.organisation,
        item=publication.item,
        first_at=one.first_at,
        reason=one.reason,
    )
