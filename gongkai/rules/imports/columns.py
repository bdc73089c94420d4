"""Which column of a table is which field of a record."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Mapping as Given
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    files("gongkai.rules.data").joinpath("import_columns.toml").read_text("utf-8")
)
_ROWS = {code: row for code, row in _DATA.items() if isinstance(row, dict)}
FIELDS: dict[str, str] = {code: row["label"] for code, row in _ROWS.items()}
"""The fields that a column can be, with their labels."""

# What stands around a name in the head of a table: 标题（必填）, *标题, 【标题】.
_AROUND = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]$|[\s\u3000*＊:：_\-.【】\[\]]+")


def plain(name: str) -> str:
    """The name of a column as it is compared: half width, without blanks, marks and case.

    >>> plain(" 标题（必填）"), plain("Document_Number")
    ('标题', 'documentnumber')
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _AROUND.sub("", folded)


_BY_NAME: dict[str, str] = {}
for _code, _row in _ROWS.items():
    for _name in _row["names"]:
        if _BY_NAME.setdefault(plain(_name), _code) != _code:
            raise ValueError(f"import_columns.toml: {_name} stands under two fields")

KNOWN_NAMES = frozenset(_BY_NAME)
"""Every name of a column that means a field, as `plain` writes it."""


@dataclass(frozen=True)
class Mapping:
    """The field of each column, and values that hold for every row whose column says nothing."""

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, dict[str, str]]:
        """Return the shape in which a mapping is stored and written in files."""
        return {"columns": dict(self.columns), "constants": dict(self.constants)}

    @classmethod
    def from_json(cls, value: Any) -> Mapping:
        """Return the mapping that `as_json` wrote; a plain {column: field} is one too.

        Raises BadMapping for anything else.
        """
        if not isinstance(value, dict):
            raise BadMapping(str(value))
        if not (value.keys() <= {"columns", "constants"} and _are_objects(value)):
            value = {"columns": value}
        parts = [value.get("columns", {}), value.get("constants", {})]
        for part in parts:
            for key, one in part.items():
                if not isinstance(key, str) or not isinstance(one, str):
                    raise BadMapping(str(key))
        return cls(*parts)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that get a value from somewhere."""
        return frozenset(self.columns.values()) | self.constants.keys()


class BadMapping(ValueError):
    """The text is no mapping; `text` is the part that is none."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True)
class Suggestion:
    """What the names of the columns say: the mapping, the rest, and fields named by several."""

    mapping: Mapping
    left_over: tuple[str, ...]
    ambiguous: dict[str, tuple[str, ...]]


def suggest(columns: Sequence[str]) -> Suggestion:
    """Return the mapping that the names alone make certain; where two columns name one field
    neither is taken, so that nothing is guessed.

    Source: data/import_columns.toml (unverified).

    >>> suggest(["标题", "文号", "备注"]).left_over
    ('备注',)
    """
    claims: dict[str, list[str]] = defaultdict(list)
    for column in columns:
        if code := _BY_NAME.get(plain(column)):
            claims[code].append(column)
    ambiguous = {code: tuple(names) for code, names in claims.items() if len(names) > 1}
    taken = {names[0]: code for code, names in claims.items() if len(names) == 1}
    if "body" in taken.values() and "body_html" in taken.values():
        # The same text twice; the one with its paragraphs and tables says more.
        taken = {name: code for name, code in taken.items() if code != "body"}
    left_over = tuple(one for one in columns if one not in taken)
    return Suggestion(Mapping(taken), left_over, ambiguous)


def problems(
    mapping: Mapping, columns: Sequence[str], *, has_bodies: bool = False
) -> tuple[str, ...]:
    """Return what is wrong with a mapping for a table with these columns, in Chinese sentences.

    `has_bodies`: the texts come from files of their own.

    Source: ours.
    """
    found = [*_unknown(mapping, columns), *_twice(mapping.columns)]
    if "title" not in mapping.fields:
        found.append("没有哪一列对应“标题”。请指定标题所在的列。")
    if not has_bodies and not mapping.fields & {"body", "body_html", "attachments", "file"}:
        found.append("没有哪一列对应“正文”或“附件”。请指定正文所在的列。")
    return tuple(found)


def _unknown(mapping: Mapping, columns: Sequence[str]) -> list[str]:
    found = [
        f"“{column}”列对应到“{code}”，没有这个字段。请从列出的字段中选择。"
        for column, code in mapping.columns.items()
        if code not in FIELDS
    ]
    found += [
        f"固定值写给“{code}”，没有这个字段。请从列出的字段中选择。"
        for code in mapping.constants
        if code not in FIELDS
    ]
    known = set(columns)
    return found + [
        f"文件里没有“{column}”这一列。请核对列名。"
        for column in mapping.columns
        if column not in known
    ]


def _twice(columns: Given[str, str]) -> list[str]:
    by_code: dict[str, list[str]] = defaultdict(list)
    for column, code in columns.items():
        by_code[code].append(column)
    return [
        f"{'、'.join(f'“{name}”' for name in names)}都对应“{FIELDS[code]}”。请只留一列。"
        for code, names in by_code.items()
        if len(names) > 1 and code in FIELDS
    ]


def _are_objects(value: dict[str, Any]) -> bool:
    return all(isinstance(part, dict) for part in value.values())
