"""The numbering registers: which numbers of each series are public, drafted, or missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from gongkai.rules.document import (
    BadNumber,
    Gap,
    Statement,
    answer_due,
    gaps,
    is_asked,
    read_document_number,
)
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.gap import GapStatement
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record

Series = tuple[str, int | None]

_OPEN = ("draft", "returned", "first", "second", "final")


@dataclass(frozen=True)
class Numbered:
    """One record with its number; `published_on` is None while it is being drafted."""

    record_id: int
    organisation_id: int
    number: str
    title: str
    index_number: str
    published_on: date | None
    code: str
    year: int | None
    serial: int


@dataclass(frozen=True)
class Register:
    """One series: a 代字 and its year. It belongs to the organisation with most of its numbers."""

    code: str
    year: int | None
    organisation: Organisation
    published: tuple[Numbered, ...]
    gaps: tuple[Gap, ...]
    twice: tuple[Numbered, ...]
    highest: int
    on: date

    @property
    def label(self) -> str:
        return f"{self.code}〔{self.year}〕" if self.year else f"{self.code}令（不分年编号）"

    @property
    def asked(self) -> tuple[Gap, ...]:
        """The gaps that still wait for a word."""
        return tuple(gap for gap in self.gaps if is_asked(gap, self.on) and not gap.leading)

    @property
    def asks_start(self) -> bool:
        """True if it is still to be said with which number the series begins in this system."""
        return any(gap.leading and gap.statement is None for gap in self.gaps)

    @property
    def lowest(self) -> int:
        """The lowest number that is public; 0 while none is."""
        return min((one.serial for one in self.published), default=0)

    @property
    def overdue(self) -> tuple[Gap, ...]:
        """The gaps whose time to be explained is over."""
        return tuple(
            gap for gap in self.gaps if (due := answer_due(gap)) is not None and self.on > due
        )

    @property
    def missing(self) -> int:
        """How many numbers still wait for a word."""
        return sum(gap.last - gap.first + 1 for gap in self.asked)


def registers(on: date, year: int | None = None) -> list[Register]:
    """Every series as it stood on that day; with `year` that of the year and those without one."""
    found = [*_published(on, year), *_drafted(year)]
    by_series: dict[Series, list[Numbered]] = defaultdict(list)
    for one in found:
        if year is None or one.year in {None, year}:
            by_series[one.code, one.year].append(one)
    organisations = Organisation.objects.in_bulk({one.organisation_id for one in found})
    said = statements(on)
    return [
        _register(key, by_series[key], organisations, said.get(key, []), on)
        for key in sorted(by_series, key=lambda key: (key[0], -(key[1] or 0)))
    ]


def register(code: str, year: int | None, on: date) -> Register | None:
    """One series, None where nothing bears a number of it."""
    every = registers(on, year)
    return next((one for one in every if (one.code, one.year) == (code, year)), None)


def statements(on: date) -> dict[Series, list[Statement]]:
    """What was declared up to that day, by series, in the order in which it was said."""
    said: dict[Series, list[Statement]] = defaultdict(list)
    for one in GapStatement.objects.order_by("id"):
        if (said_on := day_of(one.at)) <= on:
            key = one.code, one.year
            said[key].append(Statement(one.first, one.last, one.kind, said_on, one.pk))
    return said


def statements_of(code: str, year: int | None) -> QuerySet[GapStatement]:
    """Everything declared about one series, the newest first."""
    return GapStatement.objects.filter(code=code, year=year).select_related("by").order_by("-id")


def _published(on: date, year: int | None) -> Iterator[Numbered]:
    """The last publication of every record, with the day of its first: a wrong number that was
    corrected is no number. What was withdrawn keeps its number used."""
    same = Publication.objects.filter(record=OuterRef("record"), published_on__lte=on)
    rows = Publication.objects.filter(published_on__lte=on).annotate(
        last_pk=Subquery(same.order_by("-id").values("pk")[:1]),
        first_on=Subquery(same.order_by("id").values("published_on")[:1]),
    )
    rows = _numbered(rows.filter(pk=F("last_pk")), "version__document_number", year)
    return _read(
        rows.order_by("pk").values_list(
            "record_id", "organisation_id", "version__document_number", "title", "index_number",
            "first_on",
        )
    )  # fmt: skip


def _drafted(year: int | None) -> Iterator[Numbered]:
    rows = Record.objects.filter(state__in=_OPEN, publications=None)
    rows = _numbered(rows, "current__document_number", year)
    plain = rows.order_by("pk").values_list(
        "pk", "organisation_id", "current__document_number", "current__title"
    )
    return _read((*row, "", None) for row in plain)


def _numbered(rows: QuerySet[Any], field: str, year: int | None) -> QuerySet[Any]:
    rows = rows.exclude(**{field: ""})
    # Only orders (令第3号) bear no year.
    if year is None:
        return rows
    return rows.filter(Q(**{f"{field}__contains": year}) | Q(**{f"{field}__contains": "令第"}))


def _read(rows: Iterable[tuple[Any, ...]]) -> Iterator[Numbered]:
    for record_id, organisation_id, text, title, index_number, published_on in rows:
        try:
            number = read_document_number(text)
        except BadNumber:
            # Nothing with such a number can be submitted; a draft may still hold one.
            continue
        yield Numbered(
            record_id, organisation_id, text, title, index_number, published_on,
            number.code, number.year, number.serial,
        )  # fmt: skip


def _register(
    key: Series,
    rows: list[Numbered],
    organisations: Mapping[int, Organisation],
    said: list[Statement],
    on: date,
) -> Register:
    published = [one for one in rows if one.published_on is not None]
    counted = Counter(one.serial for one in rows)
    first_on: dict[int, date] = {}
    for one in published:
        assert one.published_on is not None
        first_on[one.serial] = min(first_on.get(one.serial, one.published_on), one.published_on)
    drafted = [one.serial for one in rows if one.published_on is None]
    return Register(
        code=key[0],
        year=key[1],
        organisation=organisations[_owner(rows)],
        published=tuple(sorted(published, key=lambda one: (one.serial, one.record_id))),
        gaps=gaps(first_on.items(), drafted, said),
        twice=tuple(one for one in rows if counted[one.serial] > 1),
        highest=max(counted),
        on=on,
    )


def _owner(rows: Iterable[Numbered]) -> int:
    """Who has most numbers of the series; the organisation made first where that is a tie."""
    counted = Counter(one.organisation_id for one in rows)
    return min(counted, key=lambda pk: (-counted[pk], pk))
