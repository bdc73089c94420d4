"""Levels of categories in a flattened table, and names that a page break cut in two."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from gongkai.rules.plan.fit import is_open, opens_heading
from gongkai.rules.plan.model import Problem
from gongkai.rules.plan.printed import Print, PrintedRow
from gongkai.rules.plan.spans import Column, Habit, spread

_SHORTEST_NAME = 4
_FEWEST_SHARING, _FEWEST_BEGINNINGS = 3, 2


def category_columns(rows: list[PrintedRow], labels: list[str]) -> list[Column]:
    """Return one column for each level, widest first.

    A row that prints fewer names than there are levels prints the inner ones: an outer cell
    never ends, or begins, without the inner one.
    """
    depth = max((len(row.cells.get("category", [])) for row in rows), default=0)
    columns = []
    for level in range(depth):
        prints = [_at_level(row.cells.get("category", []), level - depth) for row in rows]
        columns.append(_column("类别", prints, rows, labels))
    return columns


def _at_level(cells: list[Print], place: int) -> Print | None:
    return cells[place] if len(cells) >= -place else None


def _column(
    name: str, prints: list[Print | None], rows: list[PrintedRow], labels: list[str]
) -> Column:
    texts = [row.text("requirement") or "" for row in rows]
    return Column(name, prints, [row.page for row in rows], texts, list(range(len(rows))), labels)


def plain_column(name: str, kind: str, rows: list[PrintedRow], labels: list[str]) -> Column:
    """Return the column of units or time limits."""
    prints = [_at_level(row.cells.get(kind, [])[:1], -1) for row in rows]
    return _column(name, prints, rows, labels)


def find_heaped(rows: list[PrintedRow]) -> set[int]:
    """Return the ids of names that some programs print all together, above or below a page.

    They stand in the only row of a page that prints any, and several lines begin as names do.
    """
    heaped: set[int] = set()
    for row in rows:
        names = row.cells.get("category", [])
        alone = sum(bool(other.cells.get("category")) for other in rows if other.page == row.page)
        shared = sum(other.page == row.page for other in rows) >= _FEWEST_SHARING
        if alone == 1 and shared and _begin_often(names):
            heaped |= set(map(id, names))
    return heaped


def _begin_often(names: list[Print]) -> bool:
    lines = [line for name in names for line in name.lines]
    return sum(map(opens_heading, lines[1:])) >= _FEWEST_BEGINNINGS


def spread_levels(columns: list[Column], habit: Habit | None) -> list[list[Print | None]]:
    """Return the cells of every level by row, inner levels first settled, widest first."""
    done: list[list[Print | None]] = []
    inner: Column | None = None
    for column in reversed(columns):
        _join_cut_names(column)
        if inner is not None:
            column.groups = _groups(done[0])
            names = [owner.text if owner else "" for owner in done[0]]
            column.texts = [a + b for a, b in zip(names, column.texts, strict=True)]
        done.insert(0, spread(column, habit, cautious=False))
        inner = column
    return done


def _groups(owners: list[Print | None]) -> list[int]:
    """Number the runs of rows that belong to one cell."""
    groups: list[int] = []
    for row, owner in enumerate(owners):
        same = row > 0 and owner is not None and owners[row - 1] is not None
        same = same and owner is not None and owner.text == (owners[row - 1] or owner).text
        groups.append(groups[-1] if same else row)
    return groups


def _join_cut_names(column: Column) -> None:
    """A name cut by a page break is printed in two parts, one on each page."""
    printed = [row for row, own in enumerate(column.prints) if own is not None]
    for upper, lower in pairwise(printed):
        above, below = column.prints[upper], column.prints[lower]
        if above is None or below is None or above.page == below.page:
            continue
        if not _may_be_cut(column, above, below):
            continue
        if _is_rest(column, below):
            text = above.text + below.text
            whole = replace(above, text=text, page=below.page, lines=below.lines)
            column.prints[upper] = column.prints[lower] = whole
            for row in range(upper + 1, lower):
                column.prints[row] = whole
            what = f"页末“{above.text}”与下页“{below.text}”按一个被分页截断的类别读，请核对"
            column.confirm.append(Problem(column.labels[lower], what))
        elif not opens_heading(below.text):
            what = f"“{below.text}”按新的类别读，请核对是否上页“{above.text}”的续文"
            column.confirm.append(Problem(column.labels[lower], what))


def _may_be_cut(column: Column, above: Print, below: Print) -> bool:
    """Only a name whose last line is full can go on, and one printed twice is whole."""
    if sum(own is not None and own.text == above.text for own in column.prints) > 1:
        return False
    width = max((own.widest for own in column.prints if own), default=0.0)
    return width > 0 and is_open(above.lines[-1], below.lines[0], width)


def _is_rest(column: Column, below: Print) -> bool:
    """A text that does not begin as names do here is the rest of one."""
    if opens_heading(below.text):
        return False
    others = [own.text for own in column.prints if own is not None and own is not below]
    usual = sum(map(opens_heading, others)) * 2 > len(others)
    return usual or len(below.text) < _SHORTEST_NAME
