"""From lines cut into columns to rows: which lines belong to which row of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gongkai.rules.plan import columns
from gongkai.rules.plan.columns import UNIT_KINDS, Header
from gongkai.rules.plan.fit import is_open
from gongkai.rules.plan.model import Cell, Line, Row, Table
from gongkai.rules.plan.owners import EMPTY, find_owners
from gongkai.rules.plan.tokens import printed_width
from gongkai.rules.plan.units import begins_unit

_POINT = re.compile(
    r"^(?:[（(]?\d{1,2}[）)]?[.．、）)]|[①-⑳]|[（(]?[一二三四五六七八九十]+[）)、])"
)
_STOPS = ("。", "；", "！")
_BROKEN, _GAP, _EMPTY, _OPEN_END, _OFF_CENTRE = 1.0, 2.0, 3.0, 0.4, 3.0
_SLIGHTLY_OFF = 0.3
# Two ways of parting rows whose costs differ by less cannot be told apart.
_CLEAR = 0.5
_DOUBTFUL = 0.9
_KEYS_A_LINE = 100
_FIELDS = ("categories", "requirement", "responsible", "deadline")
_UNSURE = "这一项与相邻项的分界在文字里看不出来，没有拆分"
_UNSURE_NAME = "类别的单元格管到哪一项，在文字里看不出来"


@dataclass(frozen=True)
class Matrix:
    """The lines of a page, each cut into the columns, or whole if it lies across them."""

    lines: list[Line]
    cells: list[list[str] | str]


@dataclass
class _Band:
    """The lines of one row: from `start` up to `end`."""

    start: int
    end: int
    doubt: str = ""


def read_bands(matrix: Matrix, labels: list[str], *, first: bool) -> Table:
    """Return the rows of a page; a row whose bounds are unsure says so.

    `first` is true where no row can go on from a page before.
    """
    numeric = [
        all(columns.is_number(text) for text in texts) and bool(texts)
        for texts in (
            [line[place] for line in matrix.cells if not isinstance(line, str) and line[place]]
            for place in range(len(labels))
        )
    ]
    header = columns.resolve(labels, numeric)
    rows = [Row(tuple(Cell(label, -place - 1) for place, label in enumerate(labels)), "表头", 0)]
    for lines, block in _blocks(matrix):
        if isinstance(block, str):
            rows.append(_across(block, lines[0], len(labels)))
        else:
            rows += _Block(header, lines, block, first=first and len(rows) == 1).rows()
    return Table(tuple(rows), cut=True)


def _blocks(matrix: Matrix) -> Iterator[tuple[list[Line], list[list[str]] | str]]:
    """The runs of lines between those that lie across the table."""
    lines: list[Line] = []
    cells: list[list[str]] = []
    for line, cut in zip(matrix.lines, matrix.cells, strict=True):
        if isinstance(cut, str):
            if lines:
                yield lines, cells
            yield [line], cut
            lines, cells = [], []
        else:
            lines.append(line)
            cells.append(cut)
    if lines:
        yield lines, cells


def _across(text: str, line: Line, count: int) -> Row:
    cell = Cell(text, line.at * _KEYS_A_LINE)
    return Row((cell,) * count, f"第{line.at}行", line.at)


class _Block:
    """Lines without a section row between them, to be parted into rows."""

    def __init__(
        self, header: Header, lines: list[Line], cells: list[list[str]], *, first: bool
    ) -> None:
        self.header, self.lines, self.cells, self.first = header, lines, cells, first
        self.count = len(header.kinds)
        places = header.places("number")
        self.number = places[0] if places else None
        self.duty = header.places("requirement")[0]
        self.loose = set(header.places("category", "ignored", "number"))
        self.widths = [
            max(map(printed_width, (label, *(line[place] for line in cells))))
            for place, label in enumerate(header.labels)
        ]

    def rows(self) -> list[Row]:
        """The rows with their cells; merged categories are spread over theirs."""
        bands, centred = self._bands()
        names = {
            place: self._spread(place, bands, centred=centred)
            for place in self.header.places("category")
        }
        return [self._row(at, band, names) for at, band in enumerate(bands)]

    def _bands(self) -> tuple[list[_Band], bool]:
        """Part by the numbers, printed at the top or in the middle of their rows."""
        if self.number is None:
            return self._by_blank_lines(), False
        marks = [at for at, line in enumerate(self.cells) if line[self.number]]
        if not marks:
            return [_Band(0, len(self.cells), "" if not self.first else _UNSURE)], False
        top = [0, *marks] if marks[0] else [*marks]
        middle = self._centred(marks)
        if self.first and marks[0]:
            return self._judged(middle, marks, centred=True), True
        if self._cost(middle, marks, centred=True) + _CLEAR < self._cost(top, marks, centred=False):
            return self._judged(middle, marks, centred=True), True
        return self._judged(top, marks, centred=False), False

    def _by_blank_lines(self) -> list[_Band]:
        gaps = [at + 1 for at, (a, b) in enumerate(pairwise(self.lines)) if b.at - a.at > 1]
        starts = [0, *gaps]
        bands = [_Band(a, b) for a, b in pairwise([*starts, len(self.lines)])]
        for band in bands:
            cost = self._row_cost(band.start, band.end)
            band.doubt = _UNSURE if not gaps or cost > _DOUBTFUL else ""
        return bands

    def _centred(self, marks: list[int]) -> list[int]:
        """The starts of rows whose numbers stand in their middle, from the first to the last."""
        best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
        for mark, following in pairwise([*marks, len(self.cells)]):
            last = following == len(self.cells)
            reached: dict[int, tuple[float, list[int]]] = {}
            for end in [len(self.cells)] if last else range(mark + 1, following + 1):
                options = [
                    (cost + self._band_cost(start, end, mark, centred=True), way)
                    for start, (cost, way) in best.items()
                ]
                cost, way = min(options)
                reached[end] = cost, [*way, end]
            best = reached
        return best[len(self.cells)][1][:-1]

    def _cost(self, starts: list[int], marks: list[int], *, centred: bool) -> float:
        spans = list(pairwise([*starts, len(self.cells)]))
        rest = len(spans) - len(marks)
        return sum(
            self._band_cost(start, end, mark, centred=centred)
            for (start, end), mark in zip(spans[rest:], marks, strict=True)
        )

    def _judged(self, starts: list[int], marks: list[int], *, centred: bool) -> list[_Band]:
        """Mark the rows whose bounds could as well be others."""
        bands = [_Band(a, b) for a, b in pairwise([*starts, len(self.cells)])]
        rest = len(bands) - len(marks)
        for at, band in enumerate(bands[rest:]):
            if self._row_cost(band.start, band.end) > _DOUBTFUL:
                band.doubt = _UNSURE
            if centred and at and self._is_unsure(bands[at - 1], band, marks[at - 1 : at + 1]):
                bands[at - 1].doubt = band.doubt = _UNSURE
        return bands

    def _is_unsure(self, above: _Band, below: _Band, marks: list[int]) -> bool:
        costs = {
            start: self._band_cost(above.start, start, marks[0], centred=True)
            + self._band_cost(start, below.end, marks[1], centred=True)
            for start in range(marks[0] + 1, marks[1] + 1)
        }
        known = costs.pop(below.start)
        return any(cost < known + _CLEAR for cost in costs.values())

    def _band_cost(self, start: int, end: int, mark: int, *, centred: bool) -> float:
        off = abs((start + end - 1) / 2 - mark) if centred else float(mark - start)
        return self._row_cost(start, end) + (
            0.0 if off <= 1 / 2 else _SLIGHTLY_OFF if off <= 1 and centred else _OFF_CENTRE
        )

    def _row_cost(self, start: int, end: int) -> float:
        """How badly the lines fit together as one row."""
        cost = 0.0
        for place in range(self.count):
            if place not in self.loose:
                cost += self._cell_cost(place, start, end)
        if not any(self.cells[at][self.duty] for at in range(start, end)):
            cost += _EMPTY
        if end < len(self.cells) and self._goes_on(self.duty, end):
            cost += _OPEN_END
        return cost

    def _cell_cost(self, place: int, start: int, end: int) -> float:
        filled = [at for at in range(start, end) if self.cells[at][place]]
        cost = 0.0
        for above, below in pairwise(filled):
            if below > above + 1:
                cost += _GAP
            elif not self._goes_on(place, below) and not self._lists(place, above, below):
                cost += _BROKEN
        return cost

    def _goes_on(self, place: int, at: int) -> bool:
        above, below = self.cells[at - 1][place], self.cells[at][place]
        return bool(above and below) and is_open(above, below, self.widths[place])

    def _lists(self, place: int, above: int, below: int) -> bool:
        upper, lower = self.cells[above][place], self.cells[below][place]
        if self.header.kinds[place] in UNIT_KINDS:
            return begins_unit(upper, lower) or upper.endswith(("、", "，", "；"))
        return upper.endswith(_STOPS) and bool(_POINT.match(lower))

    def _spread(self, place: int, bands: list[_Band], *, centred: bool) -> list[Cell | None]:
        """The category of every row; None where it cannot be told."""
        column = [line[place] for line in self.cells]
        spans = [(band.start, band.end) for band in bands]
        open_at = {at for at in range(1, len(column)) if self._goes_on(place, at)}
        owners = find_owners(column, spans, open_at, centred=centred, first=self.first)
        cells: list[Cell | None] = []
        for owner, (start, _) in zip(owners, spans, strict=True):
            if isinstance(owner, tuple):
                text = "".join(column[owner[0] : owner[1]])
                cells.append(Cell(text, self._key(owner[0], place)))
            else:
                cells.append(Cell("", self._key(start, place)) if owner == EMPTY else None)
        return cells

    def _row(self, at: int, band: _Band, names: dict[int, list[Cell | None]]) -> Row:
        cells = []
        doubts = dict.fromkeys(_FIELDS, band.doubt) if band.doubt else {}
        for place in range(self.count):
            if place in names:
                name = names[place][at]
                if name is None:
                    doubts.setdefault("categories", _UNSURE_NAME)
                cells.append(name or Cell("", self._key(band.start, place)))
                continue
            texts = [self.cells[line][place] for line in range(band.start, band.end)]
            texts = [text for text in texts if text]
            sign = "\n" if self.header.kinds[place] in UNIT_KINDS else ""
            cells.append(Cell(self._text(place, texts, sign), self._key(band.start, place)))
        first, last = self.lines[band.start].at, self.lines[band.end - 1].at
        label = f"第{first}行" if first == last else f"第{first}–{last}行"
        return Row(tuple(cells), label, first, last, tuple(doubts.items()))

    def _text(self, place: int, texts: list[str], sign: str) -> str:
        text = texts[0] if texts else ""
        for above, below in pairwise(texts):
            text += (sign if begins_unit(above, below) else "") + below
        return text

    def _key(self, line: int, place: int) -> int:
        return self.lines[line].at * _KEYS_A_LINE + place
