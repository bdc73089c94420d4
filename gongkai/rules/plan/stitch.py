"""Putting rows together again that a page break cut, and merged cells it interrupted."""

from __future__ import annotations

import re
from dataclasses import replace

from gongkai.rules.plan.columns import Header
from gongkai.rules.plan.model import Cell, Problem, RawTable, Row
from gongkai.rules.plan.timelimits import is_time_limit
from gongkai.rules.plan.units import looks_like_units
from gongkai.rules.plan.words import squeeze

_STARTS_ANEW = re.compile(
    r"^([一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])"
)
_ENDS = ("。", "；", ";", "！")
_SHORTEST_CATEGORY = 4


def count_deadlines(texts: list[str]) -> int:
    """How many of the texts are time limits."""
    return sum(map(is_time_limit, texts))


def join_pages(header: Header, chunks: list[list[Row]], raw: RawTable, *, cut: bool) -> list[Row]:
    """Return the rows of all pages in one list; a row cut by a page break is one row again.

    `cut` tells that page breaks may go through cells, as they do in a PDF.
    """
    rows: list[Row] = []
    for chunk in chunks:
        fresh = list(chunk)
        if rows and fresh:
            if _continues(header, rows, fresh[0]):
                rows, fresh = _merge(header, rows, fresh)
            else:
                fresh = _carry(header, rows[-1], fresh, raw, cut=cut)
        rows += fresh
    return rows


def _continues(header: Header, rows: list[Row], first: Row) -> bool:
    last = rows[-1]
    if len({cell.key for cell in first.cells}) == 1 or not any(c.text for c in last.cells):
        return False
    if not header.places("number"):
        return _continues_by_text(header, last, first)
    number, before = _part(header, first, "number"), _part(header, last, "number")
    if not number:
        return bool(before) and not _is_heading(header, first)
    return not before and bool(_part(header, last, "requirement")) and not _is_heading(header, last)


def _is_heading(header: Header, row: Row) -> bool:
    filled = {cell.key for cell in row.cells if cell.text.strip()}
    categories = {row.cells[place].key for place in header.places("category")}
    text = _part(header, row, "category")
    return bool(filled) and filled <= categories and bool(_STARTS_ANEW.match(text))


def _continues_by_text(header: Header, last: Row, first: Row) -> bool:
    """Without numbers a cut row shows by what is missing in one half and whole in both."""
    head, tail = _part(header, last, "requirement"), _part(header, first, "requirement")
    if _STARTS_ANEW.match(tail) or head.endswith(_ENDS):
        return False
    if not tail:
        return not _is_heading(header, first)
    keys = ("unit", "lead", "support"), ("deadline",)
    for kinds in keys:
        before, after = _part(header, last, *kinds), _part(header, first, *kinds)
        test = is_time_limit if kinds == ("deadline",) else looks_like_units
        if before and after and not test(after) and test(before + after):
            return True
    used = [kinds for kinds in keys if header.places(*kinds)]
    return bool(used) and all(
        _part(header, last, *kinds) and not _part(header, first, *kinds) for kinds in used
    )


def _part(header: Header, row: Row, *kinds: str) -> str:
    return squeeze("".join(row.cells[place].text for place in header.places(*kinds)))


def _merge(header: Header, rows: list[Row], fresh: list[Row]) -> tuple[list[Row], list[Row]]:
    """Join the halves cell by cell; every row under a merged cell sees the joined text."""
    whole: dict[int, Cell] = {}
    for above, below in zip(rows[-1].cells, fresh[0].cells, strict=True):
        # The same words on both pages are one text printed twice.
        same = squeeze(above.text) == squeeze(below.text)
        text = above.text if same else f"{above.text}{below.text}"
        whole[above.key] = whole[below.key] = Cell(text, above.key)
    rows = [_with(row, whole) for row in rows]
    label = f"{rows[-1].label}至{fresh[0].label}"
    rows[-1] = replace(rows[-1], label=label, to=fresh[0].lines[1])
    return rows, [_with(row, whole) for row in fresh[1:]]


def _carry(header: Header, last: Row, fresh: list[Row], raw: RawTable, *, cut: bool) -> list[Row]:
    """An empty category cell at the top of a page goes on from the page before."""
    whole: dict[int, Cell] = {}
    if len({cell.key for cell in fresh[0].cells}) == 1:
        return fresh
    for place in header.places("category"):
        above, below = last.cells[place], fresh[0].cells[place]
        text, before = squeeze(below.text), squeeze(above.text)
        if not text or text == before:
            whole[below.key] = above
        elif not cut:
            continue
        elif before and len(text) < _SHORTEST_CATEGORY:
            whole[below.key] = Cell(above.text + below.text, above.key)
            whole[above.key] = whole[below.key]
            raw.confirm.append(Problem(fresh[0].label, f"页首“{text}”按上一页“{before}”的续文读"))
        elif before and not _STARTS_ANEW.match(text):
            raw.confirm.append(
                Problem(fresh[0].label, f"页首“{text}”按新的类别读，请核对是否上页续文")
            )
    return [_with(row, whole) for row in fresh]


def _with(row: Row, whole: dict[int, Cell]) -> Row:
    return replace(row, cells=tuple(whole.get(cell.key, cell) for cell in row.cells))
