"""The equations that the tables of an annual report must satisfy, EQ1 to EQ6."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.rules.report_tables.cells import Cells, cells_of
from gongkai.rules.report_tables.form import (
    APPLICANTS,
    COLUMNS3,
    OUTCOME_ROWS,
    RESULTS,
    ROWS3,
    ROWS4,
)
from gongkai.rules.report_tables.narrative import Said, said_in

BLANK = "BLANK"


@dataclass(frozen=True)
class Violation:
    """An equation that does not hold. `where` names table, row and column; sides are numbers.

    The equation BLANK is a cell that holds no number: `left` is what stands there.
    """

    equation: str
    where: str
    left: Any
    right: Any


def check(
    report: Mapping[str, Any], *, last_year: Mapping[str, Any] | None = None
) -> list[Violation]:
    """Return every violation of a report in the shape of the contract, in the order of the form.

    `last_year` is the report of the year before, for EQ5; without it, EQ5 says nothing. An equation
    with a blank cell is not judged, the blank is named instead. Source: 国办公开办函〔2021〕30号.
    """
    cells = cells_of(report)
    found = [Violation(BLANK, _where(*blank.key), blank.found, None) for blank in cells.blanks]
    for equation in (_eq1, _eq2, _eq3, _eq4):
        found += equation(cells)
    if last_year is not None:
        found += _eq5(cells, cells_of(last_year))
    return found + list(_eq6(cells, report.get("text"), report.get("year")))


def _eq1(cells: Cells) -> Iterator[Violation]:
    """一 + 二 = 三（七） + 四."""
    for column in COLUMNS3:
        left = cells.sum(("table3", "1", column), ("table3", "2", column))
        right = cells.sum(("table3", "3.7", column), ("table3", "4", column))
        yield from _unequal("EQ1", _where("table3", "3.7", column), left, right)


def _eq2(cells: Cells) -> Iterator[Violation]:
    """（七） = the sum of all outcomes."""
    for column in COLUMNS3:
        left = cells.sum(("table3", "3.7", column))
        right = cells.sum(*(("table3", row, column) for row in OUTCOME_ROWS))
        yield from _unequal("EQ2", _where("table3", "3.7", column), left, right)


def _eq3(cells: Cells) -> Iterator[Violation]:
    """总计 = the sum of the applicants, in every row."""
    for row in ROWS3:
        left = cells.sum(("table3", row, "total"))
        right = cells.sum(*(("table3", row, column) for column in APPLICANTS))
        yield from _unequal("EQ3", _where("table3", row, "total"), left, right)


def _eq4(cells: Cells) -> Iterator[Violation]:
    """总计 = the sum of the results, for reconsideration and both kinds of suits."""
    for row in ROWS4:
        left = cells.sum(("table4", row, "total"))
        right = cells.sum(*(("table4", row, column) for column in RESULTS))
        yield from _unequal("EQ4", _where("table4", row, "total"), left, right)


def _eq5(cells: Cells, before: Cells) -> Iterator[Violation]:
    """二 of this year = 四 of the year before, for every kind of applicant."""
    for column in COLUMNS3:
        left = cells.sum(("table3", "2", column))
        right = before.sum(("table3", "4", column))
        yield from _unequal("EQ5", _where("table3", "2", column), left, right)


def _eq6(cells: Cells, text: Any, year: Any) -> Iterator[Violation]:
    """What the text says = what the tables say."""
    for said in said_in(text, year if isinstance(year, int) else None):
        yield from _unequal("EQ6", f"text {said.phrase}", said.number, _told(cells, said))


def _told(cells: Cells, said: Said) -> int | float | None:
    return cells.sum(*said.keys)


def _unequal(
    equation: str, where: str, left: int | float | None, right: int | float | None
) -> Iterator[Violation]:
    if left is not None and right is not None and left != right:
        yield Violation(equation, where, left, right)


def _where(table: str, row: str, column: str) -> str:
    return f"{table} row {row} {column}"
