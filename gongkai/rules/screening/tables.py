"""Judging tables of persons: beside a name, any number and any illness is personal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gongkai.rules.screening.hits import (
    ADDRESS_LABELS,
    BLOCK,
    NAME_LABELS,
    SENSITIVE_LABELS,
    Hit,
    Span,
    personal,
)

Grid = Sequence[Sequence[Span]]
"""A table as the places of its cells in the text, row by row."""

_HEADER_ROWS = 6
_BLANK = re.compile(r"[\s\u3000]+")
_MASKED = re.compile(r"[*＊×xX某]{2,}")
_EMPTY = frozenset({"", "无", "/", "-", "—", "0", "否", "健康", "良好", "正常"})
_DROP_COLUMN = "与姓名同列的{label}属于个人隐私，应当删去此列"


def judge_tables(text: str, tables: Iterable[Grid], hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits with all personal ones inside tables of persons blocking, and the
    columns that such a table must not have."""
    found = list(hits)
    for table in tables:
        header = _header(text, table)
        if header is None or len(table) <= header + 1:
            continue
        begin, end = table[header + 1][0][0], table[-1][-1][1]
        found = [_in_table(hit, begin, end) for hit in found]
        found += _columns(text, table, header)
    return found


def _header(text: str, table: Grid) -> int | None:
    """Return the row that names the columns, if one of them holds persons."""
    for index, row in enumerate(table[:_HEADER_ROWS]):
        if len(row) > 1 and any(_label(text, cell) in NAME_LABELS for cell in row):
            return index
    return None


def _label(text: str, cell: Span) -> str:
    return _BLANK.sub("", text[cell[0] : cell[1]])


def _in_table(hit: Hit, begin: int, end: int) -> Hit:
    inside = begin <= hit.start and hit.end <= end and hit.kind not in {"wording", "credit_code"}
    return replace(hit, level=BLOCK) if inside else hit


def _columns(text: str, table: Grid, header: int) -> Iterator[Hit]:
    for column, cell in enumerate(table[header]):
        label = _label(text, cell)
        code = "sensitive_column" if label in SENSITIVE_LABELS else "address"
        if label not in SENSITIVE_LABELS and label not in ADDRESS_LABELS:
            continue
        values = [_label(text, row[column]) for row in table[header + 1 :] if column < len(row)]
        if any(value not in _EMPTY and not _MASKED.search(value) for value in values):
            doubt = _DROP_COLUMN.format(label=label)
            yield replace(personal(code, text, cell, level=BLOCK, doubt=doubt), masked=None)
