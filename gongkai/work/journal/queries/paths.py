"""Paths of proof out of stored frontiers, so that no proof has to read the whole log.

An entry's frontier holds the roots of full subtrees that end with it. A subtree whose place among
those of its size is even is never merged at its own end, so it stands there to be read; one at an
odd place is put together from such.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.rules.transparency_log import node_hash
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.log import LogEntry

Subtree = tuple[int, int]
"""The first leaf and the height of a full subtree of 2**height leaves."""


def inclusion_path(index: int, size: int) -> list[bytes]:
    """The path of RFC 9162 section 2.1.3.1 for the leaf at `index` of the first `size`. One query.

    Raises Refused("log_damaged") where an entry it needs is missing or was tampered with.
    """
    stretches = list(_stretches(index, size))
    wanted = [
        piece for stretch in stretches for full in _full(*stretch) for piece in _stored(*full)
    ]
    known = _read(wanted)
    return [_root_of(stretch, known) for stretch in stretches]


def _stretches(index: int, size: int) -> Iterator[tuple[int, int]]:
    """The leaves under each neighbour on the way from the leaf to the root, as (first, last)."""
    found: list[tuple[int, int]] = []
    first, last = 0, size
    while last - first > 1:
        middle = first + (1 << (last - first - 1).bit_length() - 1)
        if index < middle:
            found.append((middle, last))
            last = middle
        else:
            found.append((first, middle))
            first = middle
    yield from reversed(found)


def _full(first: int, last: int) -> Iterator[Subtree]:
    """The full subtrees that make up a stretch, the widest first."""
    while first < last:
        height = (last - first).bit_length() - 1
        yield first, height
        first += 1 << height


def _stored(first: int, height: int) -> Iterator[Subtree]:
    """The subtrees to be read for one full subtree, from left to right."""
    while height and first >> height & 1:
        height -= 1
        yield first, height
        first += 1 << height
    yield first, height


def _read(wanted: list[Subtree]) -> dict[Subtree, bytes]:
    ends = {first + (1 << height) - 1 for first, height in wanted}
    rows = LogEntry.objects.filter(sequence__in=ends).values_list(
        "sequence", "leaf_hash", "frontier"
    )
    by_end = {sequence: (leaf, frontier) for sequence, leaf, frontier in rows}
    found: dict[Subtree, bytes] = {}
    for first, height in wanted:
        end = first + (1 << height) - 1
        try:
            leaf, frontier = by_end[end]
            found[first, height] = bytes.fromhex(frontier[height] if height else leaf)
        except (LookupError, ValueError, TypeError) as error:
            raise Refused("log_damaged", sequence=end) from error
    return found


def _root_of(stretch: tuple[int, int], known: Mapping[Subtree, bytes]) -> bytes:
    return _joined([_joined([known[one] for one in _stored(*full)]) for full in _full(*stretch)])


def _joined(nodes: list[bytes]) -> bytes:
    """The root over subtrees that grow smaller to the right."""
    *left, found = nodes
    for node in reversed(left):
        found = node_hash(node, found)
    return found
