"""The three tables of a year, compiled from cases, records and what was handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from gongkai.rules.guide import OBLIGED_KINDS
from gongkai.rules.report_tables import (
    COLUMNS3,
    COLUMNS4,
    ROWS3,
    ROWS4,
    TABLE2,
    Doubt,
    Violation,
    check,
    doubts,
)
from gongkai.work.foi.queries.figures import Table, added_up, tables3, tables4
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.reporting.models.report import HandedFigure
from gongkai.work.reporting.queries.documents import documents, in_all
from gongkai.work.reporting.queries.last_year import LastYear, last_years

Report = dict[str, Any]
_RULES, _NORMATIVE = "规章", "行政规范性文件"
HANDED = tuple(HandedFigure.Row.values)


@dataclass(frozen=True)
class Compiled:
    """A report as the system knows it; `lacking` are organisations and rows not handed in."""

    organisation: Organisation
    report: Report
    lacking: tuple[tuple[Organisation, str], ...]
    last_year: LastYear | None

    def violations(self, text: Any = None) -> list[Violation]:
        """What does not hold; EQ5 only where the year before is known."""
        before = self.last_year.content if self.last_year is not None else None
        return check(self.report | {"text": text}, last_year=before)

    @property
    def is_proven_from_last_year(self) -> bool:
        """True if EQ5 could be judged at all."""
        return self.last_year is not None and self.last_year.is_whole

    def doubts(self) -> tuple[Doubt, ...]:
        """What is odd in table 2."""
        return doubts(self.report, last_year=self.last_year.content if self.last_year else None)


def existing(year: int) -> list[Organisation]:
    """Everybody who existed for at least a day of the year, in their order."""
    known = Organisation.objects.filter(active_from__lte=date(year, 12, 31))
    lasting = known.filter(Q(active_until=None) | Q(active_until__gt=date(year, 1, 1)))
    return list(lasting.order_by("order", "code"))


def obliged_in(organisations: Iterable[Organisation]) -> list[Organisation]:
    """Who of them must report (条例 第四十九条)."""
    return [one for one in organisations if one.kind in OBLIGED_KINDS]


def compiled(organisation: Organisation, year: int) -> Compiled:
    """The report of one organisation; that of the place is the sum of everybody's."""
    return compiled_all([organisation], year)[organisation.pk]


def compiled_all(organisations: Sequence[Organisation], year: int) -> dict[int, Compiled]:
    """The reports of several organisations. Fourteen queries at most, however many there are."""
    everybody = existing(year)
    whole = any(one.kind == Organisation.Kind.DISTRICT for one in organisations)
    counted = list(
        {one.pk: one for one in [*(everybody if whole else []), *organisations]}.values()
    )
    sources = Sources(
        tables3(counted, year), tables4(counted, year), documents(counted, year),
        handed(counted, year),
    )  # fmt: skip
    before = last_years(organisations, year)
    found = {}
    for one in organisations:
        is_place = one.kind == Organisation.Kind.DISTRICT
        own = counted if is_place else [one]
        lacking = _lacking(_owing(own) if is_place else own, sources.handed)
        report = _report(one, year, own, sources, {row for _, row in lacking})
        found[one.pk] = Compiled(one, report, lacking, before.get(one.pk))
    return found


Handed = Mapping[tuple[int, str], HandedFigure]


@dataclass(frozen=True)
class Sources:
    """What the tables are made of, by organisation."""

    table3: dict[int, Table]
    table4: dict[int, Table]
    documents: dict[int, dict[str, int]]
    handed: Handed


def handed(organisations: Iterable[Organisation], year: int) -> Handed:
    """The figures that count now, by organisation and row. One query."""
    rows = HandedFigure.objects.filter(
        organisation__in=[one.pk for one in organisations], year=year
    )
    found = rows.select_related("by").order_by("id")
    return {(one.organisation_id, one.row): one for one in found}


def _owing(members: Iterable[Organisation]) -> list[Organisation]:
    """Whose figures the place needs; it takes no decisions of its own beside its departments'."""
    kind = Organisation.Kind.DISTRICT
    return [one for one in obliged_in(members) if one.kind != kind]


def _lacking(
    members: Iterable[Organisation], given: Handed
) -> tuple[tuple[Organisation, str], ...]:
    return tuple((one, row) for one in members for row in HANDED if (one.pk, row) not in given)


def _report(
    organisation: Organisation,
    year: int,
    members: Sequence[Organisation],
    sources: Sources,
    lacking: set[str],
) -> Report:
    own = [one.pk for one in members]
    normative = in_all({pk: sources.documents[pk] for pk in own})
    table2: dict[str, dict[str, Any]] = {
        # Counties, towns and departments make no 规章 (立法法, unverified).
        _RULES: dict.fromkeys(TABLE2[_RULES], 0),
        _NORMATIVE: {column: normative[column] for column in TABLE2[_NORMATIVE]},
    }
    for row in HANDED:
        values = [sources.handed[pk, row].value for pk in own if (pk, row) in sources.handed]
        table2[row] = {TABLE2[row][0]: None if row in lacking else _plain(sum(values, Decimal(0)))}
    return {
        "organisation": organisation.code,
        "name": organisation.name,
        "year": year,
        "table2": table2,
        "table3": added_up(ROWS3, COLUMNS3, (sources.table3[pk] for pk in own)),
        "table4": added_up(ROWS4, COLUMNS4, (sources.table4[pk] for pk in own)),
    }


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
