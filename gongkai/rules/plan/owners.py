"""Merged category cells in aligned text: which rows a name printed once belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]
EMPTY = "empty"


@dataclass(frozen=True)
class _Name:
    """A printed name: its lines, and whether it surely ends where it seems to."""

    start: int
    end: int
    is_sure: bool = True


def find_owners(
    column: list[str], rows: list[Span], open_at: set[int], *, centred: bool, first: bool
) -> list[Span | str | None]:
    """Return for every row the lines of its category, EMPTY if it has none, None if unsure.

    `rows` are the lines of each row, `open_at` the lines that may go on with the one above.
    `first` is true where nothing can be carried on from a page before.
    """
    names = _names(column, {start for start, _ in rows}, open_at)
    if not names:
        return [EMPTY] * len(rows)
    groups = _centres(names, rows) if centred else _tops(names, rows)
    owners: list[Span | str | None] = []
    for at in range(len(rows)):
        home = next((i for i, (start, end) in enumerate(groups) if start <= at < end), None)
        if home is not None:
            name = names[home]
            owners.append((name.start, name.end) if name.is_sure else None)
        else:
            carried = bool(groups) and at < groups[0][0] and not first
            owners.append(EMPTY if carried else None)
    return owners


def _names(column: list[str], starts: set[int], open_at: set[int]) -> list[_Name]:
    """A full line at the top of a row may begin a name or go on with the one above."""
    names: list[_Name] = []
    for at, text in enumerate(column):
        if not text:
            continue
        joins = bool(names) and names[-1].end == at
        if joins and (at not in starts or at in open_at):
            above = names.pop()
            names.append(_Name(above.start, at + 1, above.is_sure and at not in starts))
        else:
            names.append(_Name(at, at + 1))
    return names


def _tops(names: list[_Name], rows: list[Span]) -> list[Span]:
    """Printed in its first row, a cell reaches down to the row of the next one."""
    homes = [
        next((at for at, (start, end) in enumerate(rows) if start <= name.start < end), 0)
        for name in names
    ]
    return list(pairwise([*homes, len(rows)]))


def _centres(names: list[_Name], rows: list[Span]) -> list[Span]:
    """Printed in the middle of its rows, a cell reaches as far down as up.

    What does not fit is left out, with all that follows.
    """
    groups: list[Span] = []
    start = 0
    for name in names:
        middle = (name.start + name.end - 1) / 2
        off = {
            end: abs((rows[start][0] + rows[end - 1][1] - 1) / 2 - middle)
            for end in range(start + 1, len(rows) + 1)
        }
        near = sorted(off, key=off.__getitem__)
        if not near or off[near[0]] > 1 or (len(near) > 1 and off[near[1]] <= off[near[0]]):
            break
        groups.append((start, near[0]))
        start = near[0]
    return groups
