"""The table of an edition: narrowed, page by page, with what is wrong at each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from gongkai.faces.ui.messages import sentence
from gongkai.rules.basic_catalogue import FIELDS, PARENTS, cells
from gongkai.work.records.models.edition import Edition
from gongkai.work.records.queries.edition_diff import NO_FIELD
from gongkai.work.records.queries.edition_flaws import Checked, checked, said

ROWS = 50
NONE = "none"


@dataclass(frozen=True)
class Line:
    """A row as the table prints it; `sentences` say what is wrong."""

    number: int
    code: str
    field: str
    column: str
    cells: dict[str, str]
    units: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class TablePage:
    """One page of the table. The choices are (code, words, how many)."""

    page: Page[Checked]
    lines: tuple[Line, ...]
    fields: tuple[tuple[str, str, int], ...]
    columns: tuple[tuple[str, str, int], ...]
    units: tuple[tuple[str, str, int], ...]
    asked: dict[str, str]
    total: int
    flawed: int

    @property
    def is_narrowed(self) -> bool:
        """True if not all rows are asked for."""
        return any(self.asked.values())


def table_page(edition: Edition, given: QueryDict, on: date) -> TablePage:
    """The rows that are asked for; the same number of queries for any number of rows."""
    rows = checked(edition, on)
    asked = {name: given.get(name, "") for name in ("field", "column", "unit", "show")}
    page = Paginator([one for one in rows if _is_asked(one, asked)], ROWS).get_page(
        given.get("page")
    )
    return TablePage(
        page=page,
        lines=tuple(line_of(one) for one in page),
        fields=_fields(rows),
        columns=_columns(rows),
        units=_units(rows),
        asked=asked,
        total=len(rows),
        flawed=sum(bool(one.flaws) for one in rows),
    )


def line_of(one: Checked) -> Line:
    """The row with its cells and its flaws in words."""
    return Line(
        number=one.number,
        code=one.value.code,
        field=FIELDS.get(one.value.field, NO_FIELD),
        column=PARENTS.get(one.value.column, ""),
        cells=cells(one.value),
        units="、".join(unit.label for unit in one.row.publishers.all()),
        sentences=tuple(dict.fromkeys(sentence(said(flaw)) for flaw in one.flaws)),
    )


def _is_asked(one: Checked, asked: dict[str, str]) -> bool:
    value = one.value
    return (
        asked["field"] in {"", value.field or NONE}
        and asked["column"] in {"", value.column or NONE}
        and (not asked["unit"] or asked["unit"] in (value.publishers or (NONE,)))
        and (asked["show"] != "flawed" or bool(one.flaws))
    )


def _fields(rows: Sequence[Checked]) -> tuple[tuple[str, str, int], ...]:
    counted = Counter(one.value.field for one in rows)
    names = (*FIELDS.items(), ("", NO_FIELD))
    return tuple((code or NONE, name, counted[code]) for code, name in names if counted[code])


def _columns(rows: Sequence[Checked]) -> tuple[tuple[str, str, int], ...]:
    counted = Counter(one.value.column for one in rows)
    names = (("", "没有归入栏目"), *PARENTS.items())
    return tuple((code or NONE, name, counted[code]) for code, name in names if counted[code])


def _units(rows: Sequence[Checked]) -> tuple[tuple[str, str, int], ...]:
    units = {unit.code: unit for one in rows for unit in one.row.publishers.all()}
    counted = Counter(code for one in rows for code in one.value.publishers or (NONE,))
    found = sorted(units.values(), key=lambda one: (one.order, one.code))
    return tuple(_unit_choices([(one.code, one.label) for one in found], counted))


def _unit_choices(
    found: Sequence[tuple[str, str]], counted: Counter[str]
) -> Iterator[tuple[str, str, int]]:
    if counted[NONE]:
        yield NONE, "没有对应的单位", counted[NONE]
    for code, label in found:
        yield code, label, counted[code]
