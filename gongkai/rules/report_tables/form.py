"""The form of the three tables: rows and columns with their labels."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
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
MARKS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (one["row"], tuple(one["words"])) for one in _DATA["mark"]
)


@dataclass(frozen=True)
class Chapter:
    """One of the six chapters, and the words by which its heading is known."""

    code: str
    heading: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A piece of text within a chapter; some are asked of governments alone (第五十条)."""

    code: str
    chapter: str
    heading: str
    governments: bool = False


CHAPTERS = tuple(
    Chapter(one["code"], one["heading"], tuple(one["words"])) for one in _DATA["chapter"]
)
PARTS: tuple[Part, ...] = tuple(Part(**one) for one in _DATA["part"])

# What a row of outcomes is summed over: each leaf once (等式二).
OUTCOME_ROWS = tuple(code for code in ROWS3 if code.startswith("3.") and code != "3.7")
APPLICANTS = tuple(name for name in COLUMNS3 if name != "total")
RESULTS = tuple(name for name in COLUMNS4 if name != "total")


def parts_of(*, is_government: bool) -> tuple[Part, ...]:
    """The pieces of text that the report of a government, or of anybody else, has.

    Source: 政府信息公开条例 第五十条.
    """
    return tuple(one for one in PARTS if is_government or not one.governments)


def rows_of(group: str) -> tuple[str, ...]:
    """The rows of a group such as 3.3, in the order of the form.

    >>> rows_of("3.4")
    ('3.4.1', '3.4.2', '3.4.3')
    """
    return tuple(code for code in ROWS3 if code.startswith(f"{group}."))
