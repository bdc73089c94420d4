"""The signs of a PDF page, found quickly by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

Box = tuple[float, float, float, float]


class Signs:
    """Signs sorted by height: a page has thousands, and a table hundreds of cells."""

    def __init__(self, chars: list[dict[str, Any]]) -> None:
        middles = [(char["top"] + char["bottom"]) / 2 for char in chars]
        order = sorted(range(len(chars)), key=middles.__getitem__)
        self.heights = [middles[at] for at in order]
        self.entries = [(at, chars[at]) for at in order]

    def inside(self, box: Box) -> list[dict[str, Any]]:
        """The signs whose middle lies in the box, in the order of the file."""
        first, last = bisect_left(self.heights, box[1]), bisect_left(self.heights, box[3])
        found = [
            entry
            for entry in self.entries[first:last]
            if box[0] <= (entry[1]["x0"] + entry[1]["x1"]) / 2 < box[2]
        ]
        return [char for _, char in sorted(found, key=lambda entry: entry[0])]
