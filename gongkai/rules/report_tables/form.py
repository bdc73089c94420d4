"""The form of the three tables: rows and columns with their labels."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def _load() -> dict[str, Any]:
    text = files("gongkai.rules.data").joinpath("report_tables.toml").read_text("utf-8")
    return tomllib.loads(text)


_DATA = _load()
TABLE2: dict[str, list[str]] = _DATA["table2"]
COLUMNS3: dict[str, str] = _DATA["table3"]["columns"]
ROWS3: dict[str, str] = _DATA["table3"]["rows"]
GROUPS3: dict[str, str] = _DATA["table3"]["groups"]
COLUMNS4: dict[str, str] = _DATA["table4"]["columns"]
ROWS4: dict[str, str] = _DATA["table4"]["rows"]
VERIFIED: bool = _DATA["verified"]
FEES = "行政事业性收费"

# What a row of outcomes is summed over: each leaf once (等式二).
OUTCOME_ROWS = tuple(code for code in ROWS3 if code.startswith("3.") and code != "3.7")
APPLICANTS = tuple(name for name in COLUMNS3 if name != "total")
RESULTS = tuple(name for name in COLUMNS4 if name != "total")


def rows_of(group: str) -> tuple[str, ...]:
    """The rows of a group such as 3.3, in the order of the form.

    >>> rows_of("3.4")
    ('3.4.1', '3.4.2', '3.4.3')
    """
    return tuple(code for code in ROWS3 if code.startswith(f"{group}."))
