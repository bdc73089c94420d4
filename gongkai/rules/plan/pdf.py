"""Born-digital PDF: ruled tables with split rows kept, and the text around them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_text

from gongkai.rules.plan.columns import is_number
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.model import Cell, Line, Problem, Row, Source, Table
from gongkai.rules.plan.placed import in_reading_order, placed_lines
from gongkai.rules.plan.signs import Box, Signs
from gongkai.rules.plan.units import begins_unit
from gongkai.rules.plan.words import squeeze

_GARBLED_SHARE = 0.2
_INDENT = 1.2
_SHOWN_LOSS = 40
_EDGE = 1.0
_SIDE = 8.0
_NARROW = 0.25
_SAME_LINE = 3
_ROOM = 1.6


@dataclass(frozen=True)
class _Grid:
    """A ruled table on one page: its box and the boxes of its cells."""

    box: Box
    cells: list[Box]


def read(data: bytes) -> Source:
    """Return the source of a PDF.

    Raises PlanUnreadable if it has a password, is damaged, or has no text.
    """
    try:
        document = pdfplumber.open(BytesIO(data))
        pages = document.pages
        characters = "".join(str(char["text"]) for page in pages for char in page.chars)
    except PdfminerException as error:
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args)
        raise PlanUnreadable("encrypted" if locked else "corrupt", format="pdf") from error
    except Exception as error:  # pdfminer raises whatever a damaged object makes it raise
        raise PlanUnreadable("corrupt", format="pdf") from error
    _check_text(characters)
    source = Source(lines=[], body=[])
    turned = [page for page in pages if _is_turned(page)]
    if len(turned) * 2 > len(pages):
        raise PlanUnreadable("turned")
    for page in pages:
        if page in turned:
            where = f"第{page.page_number}页"
            source.problems.append(Problem(where, "这一页的文字是转了方向的，没有读入"))
        else:
            _add_page(source, page)
    return source


def _is_turned(page: Any) -> bool:
    """True if the writing on a page does not run from left to right."""
    along = [bool(abs(char["matrix"][0]) > abs(char["matrix"][1])) for char in page.chars]
    return along.count(True) * 2 < len(along)


def _check_text(characters: str) -> None:
    if not characters.strip():
        raise PlanUnreadable("scanned")
    if characters.count("(cid:") > _GARBLED_SHARE * len(characters) / 5:
        raise PlanUnreadable("garbled")


def _add_page(source: Source, page: Any) -> None:
    grids = _grids(page)
    lines = _text_lines(page, grids)
    for grid in sorted(grids, key=lambda grid: grid.box[1]):
        above = [line for line in lines if line["top"] < grid.box[1]]
        _add_lines(source, page, above)
        lines = lines[len(above) :]
        _add_table(source, page, grid)
    _add_lines(source, page, lines)
    if not grids:
        _add_placed(source, page)


def _add_placed(source: Source, page: Any) -> None:
    """Keep where the words of a page without rules stand: blanks may part its columns."""
    at = len(source.lines) - sum(line.page == page.page_number for line in source.body) + 1
    for line in placed_lines(page.chars):
        source.placed.append(Line(line.text, min(at, len(source.lines)), page.page_number))
        at += 1


def _grids(page: Any) -> list[_Grid]:
    """Find tables; the outermost ends of the rules close rows cut by the page's edge.

    Rules that part only the columns make no rows: such a page is read by its blanks.
    """
    vertical = [edge for edge in page.edges if edge["orientation"] == "v"]
    if not vertical:
        return []
    ends = [min(edge["top"] for edge in vertical), max(edge["bottom"] for edge in vertical)]
    settings: dict[str, Any] = {"explicit_horizontal_lines": ends}
    grids = _found(page, settings)
    sides = [side for grid in grids for side in _open_sides(page, grid)]
    if sides:
        grids = _found(page, settings | {"explicit_vertical_lines": sides})
    return [] if any(_holds_rows(page, grid) for grid in grids) else grids


def _found(page: Any, settings: dict[str, Any]) -> list[_Grid]:
    tables = page.find_tables(settings)
    return [_Grid(table.bbox, list(table.cells)) for table in tables if len(table.cells) > 1]


def _open_sides(page: Any, grid: _Grid) -> list[dict[str, Any]]:
    """The missing outer rules of a table that is open at its sides, where text stands there."""
    x0, top, x1, bottom = grid.box
    rules = [
        edge
        for edge in page.edges
        if edge["orientation"] == "h" and top - _EDGE <= edge["top"] <= bottom + _EDGE
    ]
    beside = [char for char in page.chars if top < (char["top"] + char["bottom"]) / 2 < bottom]
    left = min((rule["x0"] for rule in rules), default=x0)
    right = max((rule["x1"] for rule in rules), default=x1)
    sides = []
    if left < x0 - _SIDE and any(left <= char["x0"] and char["x1"] <= x0 for char in beside):
        sides.append(left)
    if right > x1 + _SIDE and any(x1 <= char["x0"] and char["x1"] <= right for char in beside):
        sides.append(right)
    return [
        {"x0": x, "x1": x, "top": top, "bottom": bottom, "height": bottom - top,
         "width": 0.0, "orientation": "v", "object_type": "line"}
        for x in sides
    ]  # fmt: skip


def _holds_rows(page: Any, grid: _Grid) -> bool:
    """True if one cell holds the numbers of several rows."""
    signs = Signs(page.chars)
    for box in grid.cells:
        if box[2] - box[0] > _NARROW * (grid.box[2] - grid.box[0]):
            continue
        lines = _lines_of(signs.inside(box))
        texts = [squeeze("".join(str(char["text"]) for char in line)) for line in lines]
        if len(texts) > 1 and all(map(is_number, texts)):
            return True
    return False


def _inside(item: dict[str, Any], box: Box) -> bool:
    x = (item["x0"] + item["x1"]) / 2
    y = (item["top"] + item["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _text_lines(page: Any, grids: list[_Grid]) -> list[dict[str, Any]]:
    boxes = [grid.box for grid in grids]
    outside = page.filter(
        lambda item: item["object_type"] != "char" or not any(_inside(item, box) for box in boxes)
    )
    if not grids:
        columns = in_reading_order(page.chars)
        if columns is not None:
            return columns
    lines: list[dict[str, Any]] = outside.extract_text_lines(return_chars=False)
    return lines


def _add_lines(source: Source, page: Any, lines: list[dict[str, Any]]) -> None:
    if not lines:
        return
    left = min(line["x0"] for line in lines)
    for line in lines:
        size = line["bottom"] - line["top"]
        indented = line["x0"] - left > _INDENT * size
        source.lines.append(line["text"])
        source.body.append(Line(line["text"], len(source.lines), page.page_number, indented))


def _add_table(source: Source, page: Any, grid: _Grid) -> None:
    signs = Signs(page.chars)
    inside = signs.inside(grid.box)
    mine = [signs.inside(box) for box in grid.cells]
    kept = sum(1 for chars in mine for char in chars if char["text"].strip())
    _check_conservation(source, page, grid, inside, kept)
    texts = _texts(grid, [_lines_of(chars) for chars in mine])
    columns = sorted({round(box[0], 1) for box in grid.cells})
    tops = sorted({round(box[1], 1) for box in grid.cells})
    base = len(source.lines) * 10_000
    rows = []
    for number, top in enumerate(tops, 1):
        cells = tuple(_cell_at(grid, texts, column, top, base) for column in columns)
        source.lines.append(" | ".join(" ".join(cell.text.split()) for cell in cells))
        label = f"第{page.page_number}页附表第{number}行"
        rows.append(Row(cells, label, len(source.lines)))
    source.tables.append(Table(tuple(rows), cut=True))


def _lines_of(chars: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    lines = cluster_objects(chars, lambda char: char["bottom"], _SAME_LINE)
    return [line for line in lines if any(char["text"].strip() for char in line)]


def _texts(grid: _Grid, cells: list[list[list[dict[str, Any]]]]) -> list[str]:
    """A break stays only where the next word would still have had room in the column."""
    rights: dict[float, float] = {}
    for box, lines in zip(grid.cells, cells, strict=True):
        ends = [_end(line) for line in lines]
        rights[round(box[2])] = max([rights.get(round(box[2]), 0.0), *ends])
    return [
        _text(lines, rights[round(box[2])]) for box, lines in zip(grid.cells, cells, strict=True)
    ]


def _text(lines: list[list[dict[str, Any]]], right: float) -> str:
    text, above = "", None
    for line in lines:
        words = str(extract_text(line))
        if above is not None:
            wide = _ROOM * max(float(char["width"]) for char in line)
            listed = begins_unit(text.rpartition("\n")[2], words)
            text += "\n" if listed or _end(above) + wide < right else ""
        text += words
        above = line
    return text.strip()


def _end(line: list[dict[str, Any]]) -> float:
    return max(float(char["x1"]) for char in line if char["text"].strip())


def _cell_at(grid: _Grid, texts: list[str], left: float, top: float, base: int) -> Cell:
    """The cell that covers a grid position; merged cells cover several positions."""
    for index, (x0, y0, x1, y1) in enumerate(grid.cells):
        if x0 - _EDGE <= left < x1 - _EDGE and y0 - _EDGE <= top < y1 - _EDGE:
            return Cell(texts[index], base + index)
    return Cell("", -base - int(left * 1000 + top))


def _check_conservation(
    source: Source, page: Any, grid: _Grid, inside: list[dict[str, Any]], kept: int
) -> None:
    """Every character in the area of a table must be in some cell; quote what is not."""
    if kept == len([char for char in inside if char["text"].strip()]):
        return
    lost = [
        str(char["text"]) for char in inside if not any(_inside(char, box) for box in grid.cells)
    ]
    text = squeeze("".join(lost))[:_SHOWN_LOSS] or "有字符同时落在两个单元格"
    where = f"第{page.page_number}页附表"
    source.problems.append(Problem(where, f"表格里的文字没有归入单元格：“{text}”"))
