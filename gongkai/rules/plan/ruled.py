"""Tables whose cells the text itself parts, by | or by tabs, with every row in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.rules.plan import columns
from gongkai.rules.plan.model import Cell, Line, Row, Table
from gongkai.rules.plan.timelimits import is_time_limit
from gongkai.rules.plan.units import looks_like_units
from gongkai.rules.plan.words import squeeze

_RULE = re.compile(r"^[\s|:：+=-]+$")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FEWEST_ROWS = 2
_SHORT = 15
_KEYS_A_LINE = 1000


def read_ruled(body: list[Line], bar: str) -> tuple[list[Table], list[Line]] | None:
    """Return the tables and the lines around them, or None if the rows are not all whole.

    A row with fewer cells than its header leaves open which column lacks one.
    """
    tables: list[Table] = []
    around: list[Line] = []
    for block in _blocks(body, bar):
        rows = [_row(line, bar) for line in block if not _RULE.match(line.text)]
        widths = {len(row.cells) for row in rows}
        headed = any(columns.is_header([cell.text for cell in row.cells]) for row in rows)
        if bar not in block[0].text or not (headed or (tables and len(rows) > 1)):
            around += block
        elif (len(widths) > 1 and not _only_trailing(rows, bar)) or not _fits(rows):
            return None
        else:
            tables.append(Table(_padded(rows)))
    if tables and any(_is_rest(line, tables) for line in around):
        return None
    whole = any(len(table.rows) >= _FEWEST_ROWS for table in tables)
    return (tables, around) if whole else None


def _blocks(body: list[Line], bar: str) -> Iterator[list[Line]]:
    """Runs of lines with the bar, and of lines without it; a quoted cell may have breaks."""
    block: list[Line] = []
    for line in _unquoted(body, bar):
        if block and (bar in line.text) != (bar in block[0].text):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _unquoted(body: list[Line], bar: str) -> list[Line]:
    """A spreadsheet copies a cell with breaks in quotes over several lines."""
    lines: list[Line] = []
    for line in body:
        opened = bool(lines) and bar == "\t" and lines[-1].text.count('"') % 2 == 1
        if opened and bar in lines[-1].text:
            above = lines.pop()
            lines.append(Line(f"{above.text}\n{line.text}", above.at, above.page, above.indented))
        else:
            lines.append(line)
    return lines


def _row(line: Line, bar: str) -> Row:
    text = line.text.strip().removeprefix("|").removesuffix("|") if bar == "|" else line.text
    cells = tuple(
        Cell(_cell(part), line.at * _KEYS_A_LINE + place)
        for place, part in enumerate(text.split(bar))
    )
    return Row(cells, f"第{line.at}行", line.at)


def _cell(part: str) -> str:
    plain = part.strip().strip('"')
    return _BREAK.sub("\n", plain).replace("&nbsp;", " ").replace("**", "").strip()


def _only_trailing(rows: list[Row], bar: str) -> bool:
    """Tabs at the end of a line are often lost: the row then ends in empty cells."""
    most = max(len(row.cells) for row in rows)
    heads = [row for row in rows if columns.is_header([cell.text for cell in row.cells])]
    return bar == "\t" and all(len(row.cells) == most for row in heads)


def _fits(rows: list[Row]) -> bool:
    """False if a row is moved to the left, as where the text leaves merged cells out."""
    header: columns.Header | None = None
    for row in rows:
        texts = [squeeze(cell.text) for cell in row.cells]
        if columns.is_header(texts):
            header = columns.resolve(texts)
            continue
        for place in header.places("requirement") if header else []:
            text = texts[place] if place < len(texts) else ""
            moved = looks_like_units(text) or (len(text) < _SHORT and is_time_limit(text))
            if moved and sum(map(bool, texts)) > 1:
                return False
    return True


def _is_rest(line: Line, tables: list[Table]) -> bool:
    """A line right below a row, where the text was cut off before the bar."""
    text = squeeze(line.text)
    below = any(line.at == table.rows[-1].at + 1 for table in tables)
    return below and len(text) > _SHORT and not text.startswith(("注", "备注", "说明", "附"))


def _padded(rows: list[Row]) -> tuple[Row, ...]:
    most = max(len(row.cells) for row in rows)
    return tuple(
        Row(
            row.cells
            + tuple(
                Cell("", row.at * _KEYS_A_LINE + place) for place in range(len(row.cells), most)
            ),
            row.label,
            row.at,
        )
        for row in rows
        if any(squeeze(cell.text) for cell in row.cells)
    )
