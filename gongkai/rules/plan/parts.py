"""Which tables are the plan's, under which headings, and which pieces belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongkai.rules.plan import columns
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.inferred import with_header
from gongkai.rules.plan.model import Cell, Line, Problem, RawTable, Row, Table
from gongkai.rules.plan.words import WORDS, squeeze

_ANNEX = re.compile(r"^附[件表]\d*[:：]?$")
_PAGE = re.compile(r"^[-—–·\s第共页/\d]*$|^[（(]?(?:续表|接上页|续)[）)]?$")
_RANKS = (
    re.compile(r"^第?[一二三四五六七八九十]+[、.．部]"),
    re.compile(r"^[（(][一二三四五六七八九十]+[）)]"),
)
_LONGEST_HEADING = 40


@dataclass
class Piece:
    """Tables with one header that follow each other, and the headings they stand under."""

    labels: list[str]
    chunks: list[list[Row]]
    headings: list[str] = field(default_factory=list)


def find_pieces(tables: list[Table], body: list[Line], raw: RawTable) -> list[Piece]:
    """Return the plan's tables in order; `raw` learns the caption and what was left out.

    Raises PlanUnreadable if the only tables are disclosure lists.
    """
    pieces = _pieces(tables, body, raw)
    if pieces:
        return pieces
    told = [with_header(table, raw) or table for table in tables]
    return _pieces(told, body, raw) if told != tables else []


def _pieces(tables: list[Table], body: list[Line], raw: RawTable) -> list[Piece]:
    pieces: list[Piece] = []
    listings: list[tuple[Row, list[str]]] = []
    stack: list[str] = []
    last = 0
    for table in tables:
        if not table.rows:
            continue
        before = [line for line in body if last < line.at < table.rows[0].at]
        last = table.rows[-1].at
        top, start, labels = find_header(table.rows)
        if labels and columns.is_listing(labels):
            listings.append((table.rows[top], labels))
            continue
        fresh = _descend(stack, before, first=not pieces)
        _place(table, (top, start, labels), pieces, before, raw, fresh=fresh)
        if pieces and fresh:
            pieces[-1].headings = [*stack]
    _check_listings(listings, pieces, raw)
    if len(pieces) > 1 and not any(piece.headings for piece in pieces[1:]):
        pieces[0].headings = []
    if len(pieces) == 1:
        pieces[0].headings = []
    return pieces


def _place(
    table: Table,
    header: tuple[int, int, list[str]],
    pieces: list[Piece],
    before: list[Line],
    raw: RawTable,
    *,
    fresh: bool,
) -> None:
    top, start, labels = header
    rows = list(table.rows[start:])
    known = pieces[-1] if pieces else None
    parted = fresh or any(_names_a_plan(line.text) for line in before)
    if labels:
        raw.caption = raw.caption or _caption(table.rows[:top])
        raw.first_line = raw.first_line or table.rows[top].at
        if known and known.labels == labels and not parted and not top:
            known.chunks.append(rows)
        else:
            pieces.append(Piece(labels, [rows]))
    elif known and len(table.rows[0].cells) == len(known.labels):
        if parted:
            pieces.append(Piece(known.labels, [rows]))
        else:
            known.chunks.append(rows)
    elif known:
        what = "这一段表格的列数与表头不同，未能读出"
        raw.problems.append(Problem(table.rows[0].label, what))
    if known and not parted:
        _ask_about_text(before, raw)


def _ask_about_text(before: list[Line], raw: RawTable) -> None:
    """A short line between two tables may be the heading of the second one."""
    for line in before:
        text = squeeze(line.text)
        if line.page is None and not _PAGE.match(text) and len(text) <= _LONGEST_HEADING:
            raw.confirm.append(Problem(f"第{line.at}行", f"表格之间的“{text}”没有作为类别，请核对"))


def _names_a_plan(text: str) -> bool:
    plain = squeeze(text)
    return bool(_ANNEX.match(plain)) or plain.endswith(WORDS.plan_titles)


def _descend(stack: list[str], before: list[Line], *, first: bool) -> bool:
    """Follow the numbered headings down to a table; the first has only those just above it."""
    headings: list[str] = []
    for line in before:
        text = squeeze(line.text)
        if _rank(text) is not None and len(text) <= _LONGEST_HEADING and "。" not in text:
            headings.append(text)
        elif first and not _PAGE.match(text):
            headings.clear()
    for text in headings:
        rank = _rank(text)
        while stack and (_rank(stack[-1]) or 0) >= (rank or 0):
            stack.pop()
        stack.append(text)
    return bool(headings)


def _rank(text: str) -> int | None:
    return next((rank for rank, style in enumerate(_RANKS) if style.match(text)), None)


def _check_listings(
    listings: list[tuple[Row, list[str]]], pieces: list[Piece], raw: RawTable
) -> None:
    if listings and not pieces:
        labels = "、".join(dict.fromkeys(label for label in listings[0][1] if label))
        raise PlanUnreadable("listing", labels=labels)
    for row, _ in listings:
        raw.confirm.append(Problem(row.label, "这张表是主动公开目录或清单，没有作为任务读入"))


def find_header(rows: tuple[Row, ...]) -> tuple[int, int, list[str]]:
    """Return the header's index, the index after it, and its labels.

    Sub-labels stand in place of the wide ones above them.
    """
    for index, row in enumerate(rows):
        texts = [squeeze(cell.text) for cell in row.cells]
        if columns.is_listing(texts):
            return index, index + 1, texts
        below = rows[index + 1].cells if index + 1 < len(rows) else ()
        if _is_second_header(row.cells, below):
            lower = [squeeze(cell.text) or texts[i] for i, cell in enumerate(below)]
            if columns.is_header(lower) or columns.is_header(texts):
                return index, index + 2, lower
        if columns.is_header(texts):
            return index, index + 1, texts
    return 0, 0, []


def _is_second_header(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """A second header row refines wide labels (责任单位 into 牵头 and 配合)."""
    if len(above) != len(below):
        return False
    pairs = list(zip(above, below, strict=True))
    new = [low for top, low in pairs if top.key != low.key and low.text]
    if not all(columns.kind_of(cell.text) for cell in above if squeeze(cell.text)):
        return False
    # A time limit may be a label only below a label that is wider than it.
    wide = {top.key for top, _ in pairs if sum(other.key == top.key for other in above) > 1}
    over = {low.key: top.key for top, low in pairs}
    return bool(new) and all(
        columns.kind_of(cell.text) and (not columns.is_period(cell.text) or over[cell.key] in wide)
        for cell in new
    )


def _caption(rows: tuple[Row, ...]) -> str | None:
    """The title above a header that stands in the table itself, not 填报单位：… below it."""
    lines: list[str] = []
    for row in rows:
        texts = [text for text in dict.fromkeys(squeeze(cell.text) for cell in row.cells) if text]
        if len(texts) == 1 and not _ANNEX.match(texts[0]) and not re.search("[:：。]", texts[0]):
            lines += texts
    named = [line for line in lines if line.endswith(WORDS.plan_titles)]
    return next(iter(named or lines), None)
