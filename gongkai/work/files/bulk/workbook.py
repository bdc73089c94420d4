"""A table in an Excel workbook: the visible sheet whose header names fields."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from gongkai.rules.imports.columns import KNOWN_NAMES, plain
from gongkai.work.files.bulk.cells import Cells, Range, filled
from gongkai.work.files.bulk.source import Source, SourceRow, digest_of, header_at, named_columns
from gongkai.work.files.kinds import media_type_of
from gongkai.work.journal.deeds import Refused

_HEADER_ROWS = 10
_Top = list[tuple[int, list[str]]]


@dataclass
class Sheet(Source):
    """One sheet; the row's number is that of the sheet. `header` is the number of the header."""

    cells: Cells | None = None
    header: int = 0
    merged: list[Range] = field(default_factory=list)

    def rows(self) -> Iterator[SourceRow]:
        """Each row below the header that is not blank."""
        assert self.cells is not None
        for number, cells in filled(self.cells.rows(), self.merged, len(self.columns)):
            if number > self.header and cells:
                values = {name: cells.get(place, "") for place, name in enumerate(self.columns)}
                yield SourceRow(number, values)


def open_sheet(path: Path, name: str) -> Sheet:
    """Open a workbook; what is wrong with the file as a whole is Refused."""
    data = path.read_bytes()
    media_type_of(name, data)
    try:
        found = _sheet(data, name, digest_of(path))
    except Refused:
        raise
    except Exception as error:  # a damaged package fails in any of the libraries below
        raise Refused("file_damaged", name=name) from error
    return found


def _sheet(data: bytes, name: str, digest: str) -> Sheet:
    # The names in openpyxl that are read below are not typed.
    book: Any = load_workbook(io.BytesIO(data), read_only=True)
    known: list[tuple[int, str, Cells, _Top]] = []
    for one in book.worksheets:
        if one.sheet_state != "visible":
            continue
        cells = Cells(
            package=data, part=one._worksheet_path.lstrip("/"), texts=one._shared_strings,
            dated=frozenset(book._date_formats), epoch=book.epoch,
        )  # fmt: skip
        if top := _top(cells):
            known.append((max(_known(row) for _, row in top), one.title, cells, top))
    if not known:
        raise Refused("import_empty", name=name)
    best = max(range(len(known)), key=lambda place: (known[place][0], -place))
    _, title, cells, top = known[best]
    found = Sheet(name, digest, cells=cells, merged=cells.merged())
    place = header_at([row for _, row in top], KNOWN_NAMES)
    found.header, found.columns = top[place][0], named_columns(top[place][1])
    found.remarks += _remarks(book, title, {one for _, one, _, _ in known})
    return found


def _top(cells: Cells) -> _Top:
    """The first rows as texts, with their numbers."""
    found = []
    for number, row in islice(cells.rows(), _HEADER_ROWS):
        width = max(row, default=-1) + 1
        found.append((number, [_text(row.get(place)) for place in range(width)]))
    return [(number, row) for number, row in found if any(row)]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _known(row: list[str]) -> int:
    return sum(plain(cell) in KNOWN_NAMES for cell in row)


def _remarks(book: Any, title: str, filled_in: set[str]) -> Iterator[str]:
    hidden = [one.title for one in book.worksheets if one.sheet_state != "visible"]
    others = [one for one in book.sheetnames if one in filled_in and one != title]
    if hidden:
        names = "、".join(f"“{one}”" for one in hidden)
        yield f"隐藏的工作表{names}没有导入。需要的，请取消隐藏，单独导入。"
    if others:
        names = "、".join(f"“{one}”" for one in others)
        yield f"只导入工作表“{title}”，{names}没有导入。需要的，请另存成单独的文件。"
