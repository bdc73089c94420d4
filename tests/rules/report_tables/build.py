"""Reports whose tables hold, from which single cells are then spoilt."""

from __future__ import annotations

from typing import Any

from gongkai.rules.report_tables import COLUMNS3, COLUMNS4, ROWS3, ROWS4, TABLE2

# The golden column of the rulebook: a whole province's year.
GOLDEN: dict[str, int] = {
    "1": 14069, "2": 560, "3.1": 5548, "3.2": 2168,
    **{f"3.3.{n}": value for n, value in enumerate([13, 30, 11, 51, 104, 85, 286, 150], 1)},
    **{f"3.4.{n}": value for n, value in enumerate([3222, 180, 19], 1)},
    **{f"3.5.{n}": value for n, value in enumerate([203, 148, 0, 101, 5], 1)},
    **{f"3.6.{n}": value for n, value in enumerate([318, 203, 965], 1)},
    "3.7": 13810, "4": 819,
}  # fmt: skip


def report(column: dict[str, int] = GOLDEN, **more: Any) -> dict[str, Any]:
    """A report whose applicants are all natural persons, with `more` besides."""
    table3 = {
        row: {name: column[row] if name in ("natural", "total") else 0 for name in COLUMNS3}
        for row in ROWS3
    }
    return {
        "organisation": "qhq",
        "year": 2025,
        "table2": {row: dict.fromkeys(columns, 0) for row, columns in TABLE2.items()},
        "table3": table3,
        "table4": {row: dict.fromkeys(COLUMNS4, 0) for row in ROWS4},
        **more,
    }
