"""The cells of one sheet of a workbook, row by row, without holding the sheet in memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import from_excel

from gongkai.rules.imports.values import BadValue

_ROW_TAGS = tuple(
    f"{{{space}}}row"
    for space in (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
)
_MERGED = re.compile(rb'mergeCell [^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_LETTERS = re.compile(r"[A-Z]+")
_BLOCK = 1024 * 1024
_OVERLAP = 200
_UNCOMPUTED = "是公式，文件里没有算出的值，请在 Excel 或 WPS 里打开后另存"
Range = tuple[int, int, int, int]
"""First row, last row, first column, last column of merged cells; columns are counted from 0."""


@dataclass(frozen=True)
class Cells:
    """Where the cells stand and what is needed to read them."""

    package: bytes
    part: str
    texts: Sequence[str]
    dated: frozenset[int]
    epoch: datetime

    def rows(self) -> Iterator[tuple[int, dict[int, Any]]]:
        """The number of each row that is there, and its cells by their places from 0."""
        with zipfile.ZipFile(io.BytesIO(self.package)) as package, package.open(self.part) as part:
            number = 0
            parsed = etree.iterparse(
                part, tag=_ROW_TAGS, resolve_entities=False, no_network=True, huge_tree=True
            )
            for _, row in parsed:
                number = int(row.get("r") or number + 1)
                yield number, dict(self._row(row))
                row.clear()
                while row.getprevious() is not None:
                    del row.getparent()[0]

    def merged(self) -> list[Range]:
        """The merged cells, by their first row; they are told after all rows."""
        found, rest = [], b""
        with zipfile.ZipFile(io.BytesIO(self.package)) as package, package.open(self.part) as part:
            while block := part.read(_BLOCK):
                rest = rest[-_OVERLAP:] + block
                found += _MERGED.findall(rest)
        return sorted({_range(one.decode()) for one in found})

    def _row(self, row: Any) -> Iterator[tuple[int, Any]]:
        place = -1
        for cell in row:
            letters = _LETTERS.match(cell.get("r") or "")
            place = column_index_from_string(letters.group()) - 1 if letters else place + 1
            value = self._value(cell)
            if value is not None and value != "":
                yield place, value

    def _value(self, cell: Any) -> Any:
        text, is_formula = None, False
        for child in cell:
            tag = child.tag.rpartition("}")[2]
            if tag == "v":
                text = child.text
            elif tag == "is":
                text = "".join(child.itertext())
            is_formula = is_formula or tag == "f"
        if text is None:
            return BadValue(_UNCOMPUTED) if is_formula else None
        match cell.get("t") or "n":
            case "s":
                return self.texts[int(text)]
            case "e":
                return BadValue(f"是公式错误 {text}，请改正公式或直接填写")
            case "b":
                return "是" if text == "1" else "否"
            case "n":
                return self._number(cell, text)
        return text

    def _number(self, cell: Any, text: str) -> Any:
        value = float(text)
        if int(cell.get("s") or 0) in self.dated:
            found = from_excel(value, self.epoch)
            return found.date() if isinstance(found, datetime) else found
        return int(value) if value.is_integer() else value


def filled(
    rows: Iterator[tuple[int, dict[int, Any]]], merged: Sequence[Range], width: int
) -> Iterator[tuple[int, dict[int, Any]]]:
    """The rows with what a merged cell says in all of its places; places from `width` on stay."""
    waiting, active = list(reversed(merged)), {}
    for number, cells in rows:
        while waiting and waiting[-1][0] <= number:
            one = waiting.pop()
            active[one] = cells.get(one[2]) if one[0] == number else None
        for one in [one for one in active if one[1] < number]:
            del active[one]
        spread = {
            place: value
            for (_, _, left, right), value in active.items()
            if value is not None
            for place in range(left, min(right + 1, width))
        }
        yield number, cells | spread


def _range(text: str) -> Range:
    left, top, right, bottom = (one or 1 for one in range_boundaries(text))
    return top, bottom, left - 1, right - 1
