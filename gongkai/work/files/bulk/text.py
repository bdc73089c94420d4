"""Tables in text: one JSON object a line, or separated values."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from gongkai.rules.imports.columns import KNOWN_NAMES, plain
from gongkai.work.files.bulk.encoding import UTF_16, encoding_of, fault_of, is_lost
from gongkai.work.files.bulk.source import (
    Source,
    SourceRow,
    digest_of,
    header_at,
    named_columns,
)
from gongkai.work.journal.deeds import Refused

_SEPARATORS = ",;\t|"
_HEADER_ROWS = 10
_LINE_LIMIT = 16 * 1024 * 1024
_NOT_AN_OBJECT = "这一行不是一个 JSON 对象，请每行写一个 {…}。"
_ENDLESS = "从这一行起引号没有配对，后面的内容都没有读出来。请补上引号。"

# The module's own limit is too short for the bodies of papers.
csv.field_size_limit(_LINE_LIMIT)


def _encoding(path: Path, name: str) -> str:
    found = encoding_of(path)
    if found is None:
        raise Refused("import_not_text", name=name)
    return found


@dataclass
class Lines(Source):
    """A file with one JSON object a line; the row's number is its line."""

    path: Path = Path()
    encoding: str = ""

    def rows(self) -> Iterator[SourceRow]:
        """Each line that is not blank."""
        with _opened(self.path, self.encoding) as stream:
            for number, text in enumerate(stream, 1):
                if not text.isspace():
                    yield self._row(number, text)

    def _row(self, number: int, text: str) -> SourceRow:
        if is_lost(text, self.encoding):
            return SourceRow(number, fault=fault_of(self.encoding))
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return SourceRow(number, fault=_NOT_AN_OBJECT)
        if not isinstance(found, dict):
            return SourceRow(number, fault=_NOT_AN_OBJECT)
        return SourceRow(number, found)


def open_lines(path: Path, name: str) -> Lines:
    """Open a .jsonl file; its columns are the names in any of its objects."""
    found = Lines(name, digest_of(path), path=path, encoding=_encoding(path, name))
    columns: dict[str, None] = {}
    for row in found.rows():
        for key in row.values:
            if key not in columns:
                columns[key] = None
    if not columns:
        raise Refused("import_empty", name=name)
    found.columns = tuple(columns)
    return found


@dataclass
class Values(Source):
    """Separated values; the row's number is that of a spreadsheet that shows the file."""

    path: Path = Path()
    encoding: str = ""
    separator: str = ","
    header: int = 0

    def rows(self) -> Iterator[SourceRow]:
        """Each row below the header that is not blank."""
        for number, cells in self._cells():
            if isinstance(cells, str):
                yield SourceRow(number, fault=cells)
            elif number > self.header + 1 and any(cells):
                yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> SourceRow:
        if is_lost(self.separator.join(cells), self.encoding):
            return SourceRow(number, fault=fault_of(self.encoding))
        surplus = [cell for cell in cells[len(self.columns) :] if cell.strip()]
        if surplus:
            what = f"这一行有 {len(cells)} 格，表头只有 {len(self.columns)} 列"
            return SourceRow(number, fault=f"{what}。请核对分隔符和引号。")
        values: dict[str, Any] = dict(zip(self.columns, cells, strict=False))
        return SourceRow(number, values)

    def _cells(self) -> Iterator[tuple[int, list[str] | str]]:
        """Number and cells of each row, or what is wrong with it."""
        with _opened(self.path, self.encoding) as stream:
            reader, number = csv.reader(stream, delimiter=self.separator, strict=True), 0
            while True:
                number += 1
                try:
                    yield number, next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield number, _fault(error)


def _fault(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return _ENDLESS
    return "这一行的引号或换行不合 CSV 的写法，读不出来。请用表格软件另存后重新导入。"


def open_values(path: Path, name: str) -> Values:
    """Open a .csv file in whatever encoding and with whatever separator it has."""
    encoding = _encoding(path, name)
    found = Values(name, digest_of(path), path=path, encoding=encoding)
    found.separator = _separator(path, encoding)
    top = []
    for _, cells in found._cells():
        top.append(cells if isinstance(cells, list) else [])
        if len(top) == _HEADER_ROWS:
            break
    if not any(any(row) for row in top):
        raise Refused("import_empty", name=name)
    found.header = header_at(top, KNOWN_NAMES)
    found.columns = named_columns(top[found.header])
    return found


def _separator(path: Path, encoding: str) -> str:
    """The sign that parts the most names of fields in a line, or else the most cells at the top."""
    with _opened(path, encoding) as stream:
        lines = [line for _, line in zip(range(_HEADER_ROWS), stream, strict=False)]
    split = {sign: [line.replace('"', "").split(sign) for line in lines] for sign in _SEPARATORS}
    names = {sign: max(map(_known, rows), default=0) for sign, rows in split.items()}
    cells = {sign: len(rows[0]) if rows else 0 for sign, rows in split.items()}
    return max(_SEPARATORS, key=lambda sign: (names[sign], cells[sign]))


def _known(cells: list[str]) -> int:
    return sum(plain(cell) in KNOWN_NAMES for cell in cells)


def _opened(path: Path, encoding: str) -> TextIO:
    errors = "replace" if encoding == UTF_16 else "surrogateescape"
    return path.open(encoding=encoding, errors=errors, newline="")
