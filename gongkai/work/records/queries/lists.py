"""The list of records on the desk, each row as the reader may see it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.visible import records_for

# What waits for the writer stands first, what is done last.
_ORDER = ("returned", "draft", "first", "second", "final", "published", "withdrawn", "discarded")


def listed(person: Person, on: date) -> QuerySet[Any]:
    """All records that the person may see, with `shown_title`, `shown_state` and `shown_at`.

    Of other organisations only what was published is told: a correction that is being drafted
    there must not be known by its title or its state.
    """
    own = When(organisation__in=organisations_for(person, ("record.view",), on).order_by(), then=1)
    last = Publication.objects.filter(record=OuterRef("pk")).order_by("-id")
    rank = Case(
        *(When(shown_state=one, then=n) for n, one in enumerate(_ORDER)), default=len(_ORDER)
    )
    return (
        Record.objects.filter(pk__in=records_for(person, on).order_by().values("pk"))
        .annotate(is_own=Case(own, default=0, output_field=IntegerField()))
        .annotate(
            shown_title=_own_or(F("current__title"), Subquery(last.values("title")[:1])),
            shown_item=_own_or(F("current__item__name"), Subquery(last.values("item__name")[:1])),
            shown_state=_own_or(F("state"), _public_state()),
            shown_at=Case(
                When(is_own=1, then=F("current__drafted_at")),
                default=Subquery(last.values("published_at")[:1]),
                output_field=DateTimeField(),
            ),
        )
        .select_related("organisation", "live", "current__drafted_by")
        .order_by(rank, "-shown_at", "-id")
    )


def _own_or(own: F, other: Subquery | Case) -> Case:
    return Case(When(is_own=1, then=own), default=other, output_field=CharField())


def _public_state() -> Case:
    return Case(
        When(live__isnull=False, then=Value(Record.State.PUBLISHED)),
        default=Value(Record.State.WITHDRAWN),
        output_field=CharField(),
    )


def narrowed(
    rows: QuerySet[Any], *, state: str = "", words: str = "", organisation: str = ""
) -> QuerySet[Any]:
    """The rows in one state, of one organisation, with all the words in title or number."""
    if state:
        rows = rows.filter(shown_state=state)
    if organisation:
        rows = rows.filter(organisation__code=organisation)
    for word in words.split():
        number = Q(is_own=1, current__document_number__icontains=word)
        rows = rows.filter(
            Q(shown_title__icontains=word) | Q(index_number__icontains=word) | number
        )
    return rows


def counts(rows: QuerySet[Any]) -> dict[str, int]:
    """How many rows stand in which state, in the order of the list."""
    found = dict(rows.order_by().values_list("shown_state").annotate(n=Count("pk", distinct=True)))
    return {state: found[state] for state in _ORDER if state in found}


def returned_to(person: Person, on: date) -> QuerySet[Record]:
    """What came back to somebody who wrote on it and may still do so."""
    mine = Record.objects.filter(
        state=Record.State.RETURNED,
        drafters__person=person,
        organisation__in=organisations_for(person, ("record.draft",), on),
    )
    return mine.select_related("current", "organisation").order_by("id")
