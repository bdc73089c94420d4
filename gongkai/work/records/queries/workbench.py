"""The documents since a year: how complete they are, and how valid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from gongkai.rules.completeness import percent
from gongkai.rules.document import CHANGING, VALIDITY, effect_on, validity_on
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.completeness import Completeness
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.models.relation import Relation
from gongkai.work.records.queries.measured import codes_of
from gongkai.work.records.queries.relations import touches


@dataclass(frozen=True)
class Scope:
    """Whose documents are looked at, and since which year."""

    organisations: tuple[int, ...]
    since_year: int

    @property
    def condition(self) -> Q:
        since = date(self.since_year, 1, 1)
        return Q(organisation__in=self.organisations, document_on__gte=since)


@dataclass
class Standing:
    """How the documents of one organisation (or of all) stand.

    `waiting` were taken over from elsewhere and are not public yet; `lacking` are public and lack
    something; `lacks` and `advice` count documents by what they lack, `validity` by its code.
    """

    total: int = 0
    waiting: int = 0
    lacking: int = 0
    filled: int = 0
    required: int = 0
    lacks: Counter[str] = field(default_factory=Counter)
    advice: Counter[str] = field(default_factory=Counter)
    validity: Counter[str] = field(default_factory=Counter)

    @property
    def open(self) -> int:
        return self.waiting + self.lacking

    @property
    def percent(self) -> int:
        return percent(self.filled, self.required)


def documents(scope: Scope) -> QuerySet[Completeness]:
    """The documents that are public now, and those taken over that wait to be."""
    live = Exists(Record.objects.filter(pk=OuterRef("record"), live__version=OuterRef("pk")))
    never_public = ~Exists(Publication.objects.filter(record=OuterRef("record")))
    waits = Exists(taken_over().filter(pk=OuterRef("record"), current=OuterRef("pk")))
    kinds = Q(live, is_public=True) | Q(waits, never_public, is_public=False)
    return Completeness.objects.filter(scope.condition & kinds)


def standings(scope: Scope, on: date) -> dict[int, Standing]:
    """How each organisation of the scope stands, by its key. Five queries."""
    found = {pk: Standing() for pk in scope.organisations}
    grouped = documents(scope).order_by().values("organisation", "lacks", "advice", "is_public")
    for row in grouped.annotate(n=Count("pk"), has=Sum("filled"), needs=Sum("required")):
        _count(found[row["organisation"]], row)
    _count_validity(scope, on, found)
    return found


def together(standing: Iterable[Standing]) -> Standing:
    """The sum of them all."""
    whole = Standing()
    for one in standing:
        for name in ("total", "waiting", "lacking", "filled", "required"):
            setattr(whole, name, getattr(whole, name) + getattr(one, name))
        for name in ("lacks", "advice", "validity"):
            getattr(whole, name).update(getattr(one, name))
    return whole


def organisations_of(scope: Scope) -> list[Organisation]:
    """The organisations in the order of every list."""
    return list(Organisation.objects.filter(pk__in=scope.organisations))


def taken_over() -> QuerySet[Record]:
    """Records that were brought in from elsewhere and not given up."""
    return Record.objects.filter(source_key__isnull=False).exclude(state=Record.State.DISCARDED)


def _count(standing: Standing, row: Mapping[str, Any]) -> None:
    standing.total += row["n"]
    standing.filled += row["has"]
    standing.required += row["needs"]
    if not row["is_public"]:
        standing.waiting += row["n"]
    elif row["lacks"]:
        standing.lacking += row["n"]
    for code in codes_of(row["lacks"]):
        standing.lacks[code] += row["n"]
    for code in codes_of(row["advice"]):
        standing.advice[code] += row["n"]


def _count_validity(scope: Scope, on: date, found: dict[int, Standing]) -> None:
    """By the documents' own dates first; those that others change are then counted anew."""
    public = documents(scope).filter(is_public=True).order_by()
    by_dates = public.values("organisation").annotate(status=_status(on), n=Count("pk"))
    for row in by_dates.values_list("organisation", "status", "n"):
        found[row[0]].validity[row[1]] += row[2]
    touched = touches(_changed_records())
    rows = public.filter(record__in=_changed_records()).values_list(
        "record", "organisation", "effective_on", "expires_on"
    )
    for record, organisation, effective_on, expires_on in rows:
        dates = {"effective_on": effective_on, "expires_on": expires_on}
        counted = found[organisation].validity
        counted[validity_on(on, **dates)] -= 1
        counted[effect_on(on, touches=touched.get(record, []), **dates).status] += 1


def _changed_records() -> QuerySet[Relation, int]:
    live = Relation.objects.filter(
        kind__in=CHANGING, version__publication__record__live=F("version__publication")
    )
    return live.order_by().values_list("target", flat=True).distinct()


def _status(on: date) -> Case:
    """The SQL of `rules.document.validity_on` as far as the document's own dates go."""
    assert {"lapsed", "not_yet_in_force", "in_force"} <= set(VALIDITY)
    return Case(
        When(expires_on__lt=on, then=Value("lapsed")),
        When(effective_on__gt=on, then=Value("not_yet_in_force")),
        default=Value("in_force"),
        output_field=CharField(),
    )
