"""Tables inside plain text: finding their header and choosing how to read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from gongkai.rules.plan import aligned, cells, columns, flattened, grid, ruled
from gongkai.rules.plan.cells import Piece
from gongkai.rules.plan.columns import Header
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.labels import FEWEST_LABELS, find_header, is_label
from gongkai.rules.plan.model import Cell, Line, RawTable, Row, Table
from gongkai.rules.plan.timelimits import is_time_limit
from gongkai.rules.plan.units import looks_like_units
from gongkai.rules.plan.words import WORDS, squeeze

_UNIT_LABELS = {label for kind in columns.UNIT_KINDS for label in WORDS.columns[kind]}
_NEAR = 2
_RULE = re.compile(r"^[\s|:：-]+$")
_WRAPPED = 40
_KEYS_A_LINE = 100


def read_stream(body: list[Line]) -> RawTable | None:
    """Return the table printed in running text, or None if there is no header of one.

    Raises PlanUnreadable for a disclosure list and for a table without a task column.
    """
    bars = sum("|" in line.text or "\t" in line.text for line in body)
    if bars >= FEWEST_LABELS:
        table = _read_ruled(body) or _read_barred(body)
        if table is not None:
            return table
    found = find_header(body)
    if found is None:
        return None
    start, end, labels = found
    _refuse(labels)
    if aligned.is_aligned(body, start):
        table = _read_spaced(body, start, end, labels)
    else:
        apart = end - start == len(labels)
        table = _read_lines(body[:start], body[end:], labels, apart=apart)
    table.first_line = body[start].at
    table.caption = _caption(body[:start])
    return table


def read_placed(body: list[Line]) -> RawTable | None:
    """Return the table that blanks part on pages without rules, or None if there is none."""
    for start, line in enumerate(body):
        labels = aligned.labels_of(line.text)
        if labels and aligned.is_aligned(body, start):
            _refuse(labels)
            table = _read_spaced(body, start, start + 1, labels)
            table.first_line = line.at
            table.caption = _caption(body[:start])
            return table
    return None


def _read_spaced(body: list[Line], start: int, end: int, labels: list[str]) -> RawTable:
    """Columns that stand clear are read as a table; others are left for a person to sort."""
    tables = aligned.read_aligned(body, start)
    table = grid.read_tables(tables, []) if tables else None
    if table is None:
        header = columns.resolve(labels)
        return flattened.read_mixed(header, body[:start], body[end:], labels)
    return table


def _refuse(labels: list[str]) -> None:
    if columns.is_listing(labels):
        raise PlanUnreadable("listing", labels="、".join(dict.fromkeys(labels)))
    if not columns.resolve(labels).places("requirement"):
        raise PlanUnreadable("no_requirement", labels="、".join(labels))


def _caption(before: list[Line]) -> str | None:
    """The title above the header, joined if the layout broke it."""
    texts = [squeeze(line.text) for line in before[-3:]]
    caption = ""
    for text in reversed(texts):
        if re.match(r"^附[件表]\d*[:：]?$", text) or text.endswith(("。", "）", ")")):
            break
        caption = text + caption
        if re.search(r"20\d\d", text) or len(caption) > _WRAPPED:
            break
    return caption or None


def _read_lines(
    before: list[Line], lines: list[Line], labels: list[str], *, apart: bool
) -> RawTable:
    """One cell a line, or cells wrapped over lines as a page prints them.

    `apart` if the labels of the header stand one a line.
    """
    header = columns.resolve(labels)
    if len(lines) > 1 and all(_is_full(header, line.text.split()) for line in lines):
        return _read_full_lines(lines, labels)
    whole = apart and _has_whole_rows(lines, header)
    if whole or max((len(squeeze(line.text)) for line in lines), default=0) > _WRAPPED:
        pieces = [Piece(squeeze(line.text), line.at) for line in lines if squeeze(line.text)]
        return cells.read_cells(header, pieces)
    return flattened.read_flattened(header, before, lines, labels)


def _is_full(header: Header, words: list[str]) -> bool:
    """True if a line has a word for every column, and each suits its column."""
    if len(words) != len(header.kinds):
        return False
    tests: dict[str, Callable[[str], bool]] = {"deadline": is_time_limit}
    tests |= {"number": columns.is_number}
    tests |= dict.fromkeys(columns.UNIT_KINDS, looks_like_units)
    return all(
        tests[kind](word) for kind, word in zip(header.kinds, words, strict=True) if kind in tests
    )


def _read_full_lines(lines: list[Line], labels: list[str]) -> RawTable:
    """Every line has as many words as the header has labels: each is one row."""
    rows = [Row(tuple(Cell(label, -at) for at, label in enumerate(labels, 1)), "表头", 0)]
    for line in lines:
        cells = (
            Cell(word, line.at * _KEYS_A_LINE + at) for at, word in enumerate(line.text.split())
        )
        rows.append(Row(tuple(cells), f"第{line.at}行", line.at))
    table = grid.read_tables([Table(tuple(rows))], [])
    assert table is not None
    return table


def _has_whole_rows(lines: list[Line], header: Header) -> bool:
    """True if between the numbers there are never more lines than columns."""
    if header.kinds[0] != "number" or not columns.is_number(lines[0].text if lines else ""):
        return False
    marks = [at for at, line in enumerate(lines) if columns.is_number(line.text)]
    return all(b - a <= len(header.kinds) for a, b in pairwise([*marks, len(lines)]))


def _read_ruled(body: list[Line]) -> RawTable | None:
    for bar in ("|", "\t"):
        found = ruled.read_ruled(body, bar)
        table = grid.read_tables(*found) if found else None
        if found and table is not None:
            before = [line for line in found[1] if line.at < table.first_line]
            table.caption = table.caption or _caption(before)
            table.last_line = max(rows.rows[-1].at for rows in found[0])
            return table
    return None


def _read_barred(body: list[Line]) -> RawTable | None:
    """Text whose cells end in | (or a tab): one row a line, or one cell a line."""
    bar = "|" if any("|" in line.text for line in body) else "\t"
    pieces = _pieces(body, bar)
    _refuse_listing([piece.text for piece in pieces])
    found = _header_of(pieces)
    if found is None:
        return None
    start, end, labels = found
    _refuse(labels)
    table = cells.read_cells(columns.resolve(labels), pieces[end:])
    first = pieces[start].at
    table.first_line = first
    table.caption = _caption([line for line in body if line.at < first and bar not in line.text])
    return table


def _pieces(body: list[Line], bar: str) -> list[Piece]:
    """The cells of barred text; a line without a bar begins the cell that follows it."""
    pieces: list[Piece] = []
    loose: list[Line] = []
    row = 0
    for line in body:
        if bar not in line.text:
            loose.append(line)
            continue
        if _RULE.match(line.text):
            if loose and "-" not in line.text:
                # The bar stands on a line of its own below its cell.
                loose = loose[-1:] if is_label(loose[-1].text) else loose
                pieces.append(Piece("".join(squeeze(own.text) for own in loose), loose[0].at))
            else:
                row += 1
            loose = []
            continue
        parts = [squeeze(part) for part in line.text.strip().strip(bar).split(bar)]
        if loose and pieces and not is_label(parts[0]):
            parts[0] = "".join(squeeze(line.text) for line in loose) + parts[0]
        loose = []
        row += len(parts) > 1
        pieces += [Piece(part, line.at, row if len(parts) > 1 else None) for part in parts if part]
    # What stands after the last bar is where the text was cut off, or what follows the table.
    if loose and pieces and loose[0].at - pieces[-1].at <= _NEAR:
        pieces.append(
            Piece(squeeze(loose[0].text), loose[0].at, row + 1 if pieces[-1].row else None)
        )
    return pieces


def _refuse_listing(texts: list[str]) -> None:
    found = [text for text in dict.fromkeys(texts) if text in WORDS.listings]
    if len(found) >= FEWEST_LABELS - 1 and not any(text in _UNIT_LABELS for text in texts):
        raise PlanUnreadable("listing", labels="、".join(found))


def _header_of(pieces: list[Piece]) -> tuple[int, int, list[str]] | None:
    for start in range(len(pieces)):
        end = start
        while (
            end < len(pieces)
            and columns.kind_of(pieces[end].text)
            and (pieces[end].row == pieces[start].row)
        ):
            end += 1
        labels = [piece.text for piece in pieces[start:end]]
        if len(labels) >= FEWEST_LABELS and columns.is_header(labels):
            return start, end, labels
    return None
