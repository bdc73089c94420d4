"""Text copied line by line across a table, where the words of several cells stand mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongkai.rules.plan.cells import lines_label
from gongkai.rules.plan.model import Problem, RawTable, RawTask
from gongkai.rules.plan.tokens import Page, Token

_SPANNING = 1.1
_OFTEN_WIDE = 0.05
_SHARE = 0.25
_FEWEST_ROWS = 2
_MIXED = "同一行里印有几个单元格的文字，没有拆分"


def is_interleaved(pages: list[Page], numbers: list[set[int]]) -> bool:
    """True if rows run on over several lines that each hold pieces of several cells.

    A row printed on one line, or cell after cell, is not meant: there the order tells the cells.
    """
    usual = _usual_token(pages)
    if not any(numbers):
        return _is_mixed_throughout(pages, usual)
    rows = list(_rows(pages, numbers))
    mixed = sum(_mixed_lines(row, usual) > 1 for row in rows)
    return mixed >= _FEWEST_ROWS and mixed > _SHARE * len(rows)


def _is_mixed_throughout(pages: list[Page], usual: float) -> bool:
    """Without numbers: one line in four holds several pieces and is wider than any column."""
    tokens = [token for page in pages for token in page.tokens]
    lines = len({token.at for token in tokens})
    return _mixed_lines([tokens[0], *tokens], usual) > _SHARE * lines if tokens else False


def read_interleaved(
    pages: list[Page], numbers: list[set[int]], kinds: tuple[str, ...]
) -> RawTable:
    """Return one open task for every row number; its words are left for a person to sort."""
    table = RawTable([], has_units=True, has_deadlines="deadline" in kinds)
    what = f"{_MIXED}，请改用 Word、Excel 或 PDF 原件"
    table.problems.append(Problem("附表", what))
    for row in _rows(pages, numbers):
        lines = row[0].at, row[-1].at
        task = RawTask(row[0].text, [], None, [], None, {}, lines, lines_label(*lines))
        names = ("categories", "requirement", "responsible", "deadline")
        task.unresolved = dict.fromkeys(names, _MIXED)
        task.sources = {"number": f"第{row[0].at}行"}
        table.tasks.append(task)
    return table


def _usual_token(pages: list[Page]) -> float:
    """The widest width that many pieces have: that of the widest column."""
    counted = Counter(token.width for page in pages for token in page.tokens)
    total = sum(counted.values())
    return max(
        (width for width, count in counted.items() if count > _OFTEN_WIDE * total), default=0
    )


def _rows(pages: list[Page], numbers: list[set[int]]) -> Iterator[list[Token]]:
    row: list[Token] = []
    for page, places in zip(pages, numbers, strict=True):
        for place, token in enumerate(page.tokens):
            if place in places and row:
                yield row
                row = []
            row.append(token)
    if row and any(numbers):
        yield row


def _mixed_lines(row: list[Token], usual: float) -> int:
    """How many lines of the row are wider than any column and made of several pieces."""
    lines: dict[int, list[Token]] = {}
    for token in row[1:]:
        lines.setdefault(token.at, []).append(token)
    wide = [line for line in lines.values() if sum(t.width for t in line) > _SPANNING * usual]
    return sum(len(line) > 1 for line in wide)
