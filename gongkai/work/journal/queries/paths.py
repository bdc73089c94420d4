"""Paths of proof out of stored frontiers, so that no proof has to read the whole log.

An entry's frontier holds the roots of full subtrees that end with it. A subtree whose place among
those of its size is even is never merged at its own end, so it stands there to be read; one at an
odd place is put together from such.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.rules.transparency_log import SHA256, node_hash
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.log import LogEntry

Subtree = tuple[int, int]
"""The first leaf and the height of a full subtree of 2**height leaves."""

Stretch = tuple[int, int]
"""Leaves from the first to before the last."""


def inclusion_path(index: int, size: int, algorithm: str = SHA256) -> list[bytes]:
    """The path of RFC 9162 section 2.1.3.1 for the leaf at `index` of the first `size`. One query.

    Raises Refused("log_damaged") where an entry it needs is missing or was tampered with.
    """
    return _roots(_beside(index, size), algorithm)


def consistency_path(first: int, second: int, algorithm: str = SHA256) -> list[bytes]:
    """The path of RFC 9162 section 2.1.4.1 from the first `first` leaves to the first `second`."""
    return _roots(_between(first, second), algorithm)


def _split(first: int, last: int) -> int:
    """Where the tree over these leaves parts: after the widest full subtree short of all."""
    return first + (1 << (last - first - 1).bit_length() - 1)


def _beside(index: int, size: int) -> list[Stretch]:
    """The leaves under each neighbour on the way from the leaf to the root."""
    found: list[Stretch] = []
    first, last = 0, size
    while last - first > 1:
        middle = _split(first, last)
        if index < middle:
            found.append((middle, last))
            last = middle
        else:
            found.append((first, middle))
            first = middle
    return found[::-1]


def _between(earlier: int, size: int) -> list[Stretch]:
    """The same on the way from the end of the earlier log; its root is known to who checks."""
    found: list[Stretch] = []
    first, last = 0, size
    while 0 < earlier < last:
        middle = _split(first, last)
        if earlier <= middle:
            found.append((middle, last))
            last = middle
        else:
            found.append((first, middle))
            first = middle
    if first:
        found.append((first, last))
    return found[::-1]


def _roots(stretches: list[Stretch], algorithm: str) -> list[bytes]:
    pieces = [one for stretch in stretches for full in _full(*stretch) for one in _stored(*full)]
    known = _read(pieces)
    return [_root_of(stretch, known, algorithm) for stretch in stretches]


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


def _root_of(stretch: Stretch, known: Mapping[Subtree, bytes], algorithm: str) -> bytes:
    fulls = [[known[one] for one in _stored(*full)] for full in _full(*stretch)]
    return _joined([_joined(nodes, algorithm) for nodes in fulls], algorithm)


def _joined(nodes: list[bytes], algorithm: str) -> bytes:
    """The root over subtrees that grow smaller to the right."""
    *left, found = nodes
    for node in reversed(left):
        found = node_hash(node, found, algorithm=algorithm)
    return found
