"""Merged cells in a flattened table: which rows a text printed only once belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from gongkai.rules.plan.model import Problem
from gongkai.rules.plan.printed import Print

_CLEARLY = 1.5


class Habit(Enum):
    """Where the document prints a merged cell: in its first row, or in its last on a page."""

    FIRST = "first"
    LAST = "last"


@dataclass
class Column:
    """One column over all rows: what each row prints, and what else tells rows apart.

    `texts` say what the rows are about; rows with one entry in `groups` stay together.
    """

    name: str
    prints: list[Print | None]
    pages: list[int]
    texts: list[str]
    groups: list[int]
    labels: list[str]
    confirm: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_habit(columns: Sequence[Column]) -> Habit | None:
    """Return where merged cells are printed, or None if the text does not tell."""
    unclear: list[Column] = []
    for column in columns:
        if all(column.prints) or not any(column.prints):
            continue
        first, last = column.prints[0] is not None, _prints_last(column)
        if first != last:
            return Habit.FIRST if first else Habit.LAST
        if first and last:
            unclear.append(column)
    return _by_meaning(unclear[0]) if unclear else None


def _prints_last(column: Column) -> bool:
    """True if the last row of every page prints the column."""
    rows = range(len(column.prints))
    ends = [
        row for row in rows if row + 1 == len(rows) or column.pages[row + 1] != column.pages[row]
    ]
    return all(column.prints[row] for row in ends)


def _by_meaning(column: Column) -> Habit | None:
    """Both ends are printed: only what the rows speak of may still decide."""
    first, last = (_agreement(column, habit) for habit in (Habit.FIRST, Habit.LAST))
    if max(first, last) <= _CLEARLY * min(first, last):
        return None
    habit = Habit.FIRST if first > last else Habit.LAST
    read = "首行" if habit is Habit.FIRST else "末行"
    what = f"合并的{column.name}印在首行还是末行看不出来，按{read}读，请核对"
    column.confirm.append(Problem("附表", what))
    return habit


def _agreement(column: Column, habit: Habit) -> int:
    owners = _spread_plainly(column, habit)
    pairs = zip(owners, column.texts, strict=True)
    return sum(len(pairs_of(owner.text) & pairs_of(text)) for owner, text in pairs if owner)


def _spread_plainly(column: Column, habit: Habit) -> list[Print | None]:
    order = list(column.prints) if habit is Habit.FIRST else column.prints[::-1]
    current: Print | None = None
    spread = []
    for own in order:
        current = own or current
        spread.append(current)
    return spread if habit is Habit.FIRST else spread[::-1]


def spread(column: Column, habit: Habit | None, *, cautious: bool) -> list[Print | None]:
    """Return the cell that each row belongs to; None where the text does not decide.

    `cautious` columns are left open rather than taken from the following row of a new page.
    """
    if habit is None:
        return _report_missing(column, list(column.prints))
    owners = _spread_plainly(column, habit)
    for start, end in _gaps(column):
        above = owners[start]
        if habit is Habit.LAST:
            _settle_gap(column, owners, start, end, cautious=cautious)
        elif cautious and above is not None:
            _confirm(column, start, end - 1, above)
    return _report_missing(column, owners)


def _report_missing(column: Column, owners: list[Print | None]) -> list[Print | None]:
    for row, owner in enumerate(owners):
        if owner is None:
            what = f"没有印出{column.name}，无法判断与哪一项合并"
            column.problems.append(Problem(column.labels[row], what))
    return owners


def _gaps(column: Column) -> list[tuple[int, int]]:
    """Runs of rows without a print, as (first, row after the last)."""
    found, start = [], None
    for row in range(len(column.prints) + 1):
        empty = row < len(column.prints) and column.prints[row] is None
        if empty and start is None:
            start = row
        if not empty and start is not None:
            found.append((start, row))
            start = None
    return found


def _settle_gap(
    column: Column, owners: list[Print | None], start: int, end: int, *, cautious: bool
) -> None:
    """At the top of a page the cell of the page before may go on: let the meaning decide."""
    above = owners[start - 1] if start else None
    below = column.prints[end] if end < len(column.prints) else None
    crosses = start > 0 and column.pages[start - 1] != column.pages[start]
    if above is None or not crosses:
        if below is not None and cautious:
            _confirm(column, start, end - 1, below)
        return
    first = start
    while first < end and column.groups[first] == column.groups[start - 1]:
        owners[first] = above
        first += 1
    if first == end or (below is not None and below.text == above.text):
        return
    taken = end if below is None else _taken_above(column, (first, end), above.text, below.text)
    for row in range(first, taken):
        owners[row] = above
    _report_choice(column, owners, first, taken, end, cautious=cautious)


def _report_choice(
    column: Column, owners: list[Print | None], first: int, taken: int, end: int, *, cautious: bool
) -> None:
    below = owners[end] if end < len(owners) else None
    above = owners[first - 1]
    if taken > first and above is not None:
        _confirm(column, first, taken - 1, above)
    if taken == end or below is None or above is None:
        return
    if related(column.texts[taken], below.text, above.text):
        if cautious:
            _confirm(column, taken, end - 1, below)
    elif cautious:
        owners[taken:end] = [None] * (end - taken)
    else:
        _confirm(column, taken, end - 1, below)


def _confirm(column: Column, first: int, last: int, owner: Print) -> None:
    where = column.labels[first]
    if last > first:
        where = f"{where}至{column.labels[last]}"
    what = f"没有单独印出{column.name}，按合并单元格读作“{owner.text}”，请核对"
    column.confirm.append(Problem(where, what))


def _taken_above(column: Column, gap: tuple[int, int], above: str, below: str) -> int:
    """The row from which the lower cell begins: where the rows change their subject.

    All rows must then speak of the lower cell, none before; else it begins with the page.
    """
    start, end = gap
    split = end
    while split > start and _speaks(column, split - 1, below, above):
        split -= 1
    rest = range(start, split)
    if not _speaks(column, end, below, above) or any(
        _speaks(column, r, below, above) for r in rest
    ):
        return start
    return split if any(_speaks(column, row, above, below) for row in rest) else start


def _speaks(column: Column, row: int, of: str, rather_than: str) -> bool:
    """True if any row of the group speaks of one text in words that the other has not."""
    group = column.groups[row]
    rows = [other for other, known in enumerate(column.groups) if known == group]
    return any(related(column.texts[other], of, rather_than) for other in rows)


def related(text: str, of: str, rather_than: str) -> bool:
    """True if `text` shares a pair of characters with `of` that `rather_than` has not.

    >>> related("政策文件均要开展解读", "政策高质量解读", "政策集中统一公开")
    True
    """
    return bool(pairs_of(text) & (pairs_of(of) - pairs_of(rather_than)))


def pairs_of(text: str) -> set[str]:
    """All pairs of neighbouring characters."""
    return {text[at : at + 2] for at in range(len(text) - 1)}
