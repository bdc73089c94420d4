"""The table of an adopted edition, narrowed and page by page, with what is public of each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from gongkai.rules.basic_catalogue import FIELDS, cells
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.queries.edition_diff import NO_FIELD
from gongkai.work.records.queries.edition_public import fields_of, item_counts, rows, units_of
from gongkai.work.records.queries.editions import value_of

ROWS = 50
NONE = "none"


@dataclass(frozen=True)
class Line:
    """A row as it is printed; `count` records are public under it, None if it has ended."""

    number: int
    code: str
    field: str
    cells: dict[str, str]
    column: str
    column_code: str
    count: int | None


@dataclass(frozen=True)
class TablePage:
    """One page of the table; the fields are (code, name, how many rows)."""

    page: Page[Row]
    lines: tuple[Line, ...]
    fields: tuple[tuple[str, str, int], ...]
    units: Sequence[Organisation]
    asked: dict[str, str]

    @property
    def is_narrowed(self) -> bool:
        """True if not all rows are asked for."""
        return any(self.asked.values())


def table_page(edition: Edition, given: QueryDict) -> TablePage:
    """The rows asked for; the same number of queries for any number of rows."""
    asked = {name: _asked(given, name) for name in ("field", "unit", "words")}
    found = rows(
        edition,
        field=None if not asked["field"] else asked["field"].replace(NONE, ""),
        unit=asked["unit"],
        words=asked["words"],
    )
    page = Paginator(found, ROWS).get_page(given.get("page"))
    counts = item_counts([row.code for row in page])
    counted = fields_of(edition)
    names = (*FIELDS.items(), ("", NO_FIELD))
    return TablePage(
        page=page,
        lines=tuple(_line(row, counts) for row in page),
        fields=tuple(
            (code or NONE, name, counted[code]) for code, name in names if code in counted
        ),
        units=list(units_of(edition)),
        asked=asked,
    )


def _asked(given: QueryDict, name: str) -> str:
    # A nought byte is not text to any database: one refuses it, another stops reading at it.
    return str(given.get(name, "")).replace("\0", "").strip()


def _line(row: Row, counts: dict[str, int | None]) -> Line:
    return Line(
        number=row.order,
        code=row.code,
        field=FIELDS.get(row.field, NO_FIELD),
        cells=cells(value_of(row)),
        column=row.column.name if row.column else "",
        column_code=row.column.code if row.column else "",
        count=counts.get(row.code),
    )
