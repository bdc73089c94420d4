"""The cells of a report as numbers, and those that are none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.rules.report_tables.form import COLUMNS3, COLUMNS4, FEES, ROWS3, ROWS4, TABLE2

Key = tuple[str, str, str]
"""Table, row, column."""


@dataclass(frozen=True)
class Blank:
    """A cell that should hold a whole number from 0 and does not; `found` is what stands there."""

    key: Key
    found: Any


@dataclass(frozen=True)
class Cells:
    """The numbers of a report by their place, and the places that hold none."""

    numbers: Mapping[Key, int | float]
    blanks: tuple[Blank, ...]

    def sum(self, *keys: Key) -> int | float | None:
        """The sum; None if any of them is no number, for then nothing can be said about it."""
        found = [self.numbers.get(key) for key in keys]
        known = [one for one in found if one is not None]
        return sum(known) if len(known) == len(found) else None


def keys_of(report: Mapping[str, Any]) -> Iterator[Key]:
    """All places that the form has; table 2 and 4 only where the report has them."""
    if "table2" in report:
        yield from (
            ("table2", row, column) for row, columns in TABLE2.items() for column in columns
        )
    yield from (("table3", row, column) for row in ROWS3 for column in COLUMNS3)
    if "table4" in report:
        yield from (("table4", row, column) for row in ROWS4 for column in COLUMNS4)


def cells_of(report: Mapping[str, Any]) -> Cells:
    """Read the cells of a report in the shape of the contract; a blank is an error, never 0.

    Source: 国办公开办函〔2021〕30号 (没有的填0).
    """
    numbers: dict[Key, int | float] = {}
    blanks: list[Blank] = []
    for key in keys_of(report):
        found = _at(report, key)
        if _is_number(found, key):
            numbers[key] = found
        else:
            blanks.append(Blank(key, found))
    return Cells(numbers, tuple(blanks))


def _at(report: Mapping[str, Any], key: Key) -> Any:
    value: Any = report
    for part in key:
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def _is_number(value: Any, key: Key) -> bool:
    """A whole number; money in 万元 may have a fraction."""
    if isinstance(value, bool):
        return False
    fits = isinstance(value, int | float) if key[1] == FEES else isinstance(value, int)
    return fits and 0 <= value < float("inf")
