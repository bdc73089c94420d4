"""Putting an extract together: a text, the places of its cells, and where each stretch is from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.work.files.extract.leftovers import Leftover

Span = tuple[int, int]


class Unreadable(ValueError):
    """The file cannot be read; `code` says why, `leftovers` what is known of it all the same."""

    def __init__(self, code: str, leftovers: Sequence[Leftover] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.leftovers = tuple(leftovers)


@dataclass
class Extract:
    """A text; `tables` are the places of cells in it, `places` where its stretches come from.

    `leftovers` are what else is in the file, or could not be read of it.
    """

    text: str = ""
    tables: list[list[list[Span]]] = field(default_factory=list)
    places: list[tuple[int, str]] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)

    def place_of(self, offset: int) -> str:
        """The part of the file, such as a page or a sheet, that `offset` lies in."""
        at = bisect_right([start for start, _ in self.places], offset)
        return self.places[at - 1][1] if at else ""


class Writer:
    """Puts an extract together and knows at which sign it stands."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.extract = Extract()

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._pieces)

    def place(self, name: str) -> None:
        self.extract.places.append((self._length, name))

    def line(self, text: str) -> None:
        self._add(text)
        self._add("\n")

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        grid = [self._row(cells) for cells in rows]
        if grid:
            self.extract.tables.append(grid)

    def take(self, inner: Extract) -> None:
        """Add the text of a file within the file, with the places of its cells."""
        by = self._length
        self.extract.tables += [
            [[(start + by, end + by) for start, end in row] for row in table]
            for table in inner.tables
        ]
        self._add(inner.text)
        self._add("\n")

    def leave(self, leftovers: Iterable[Leftover]) -> None:
        self.extract.leftovers += leftovers

    def done(self) -> Extract:
        self.extract.text = self.text
        return self.extract

    def _row(self, cells: Sequence[str]) -> list[Span]:
        spans = []
        for cell in cells:
            spans.append((self._length, self._length + len(cell)))
            self._add(cell + "\t")
        self._add("\n")
        return spans

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
