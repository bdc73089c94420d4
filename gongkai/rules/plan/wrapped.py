"""Which wrapped lines make up which cell: the most plausible cutting of a page into cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from gongkai.rules.plan.fit import (
    foreign_head,
    is_broken_at,
    is_open,
    open_end,
    width_cost,
    word_fit,
    wrap_cost,
)
from gongkai.rules.plan.tokens import Page, Token, printed_lines, printed_width

# What it costs to leave a column out of a row.
_SKIP = {"category": 0.0, "requirement": -9.0, "deadline": -3.0, "ignored": -0.2}
_SKIP |= {"unit": -3.0, "lead": -3.0, "support": -0.5}
_NO_NUMBER = -30.0
_NEW_ROW = -4.0
_SECOND_LEVEL = -0.5
# Going on with a row that the page break cut: in a column that was open, or in another.
_CONTINUED, _CONTINUED_ELSEWHERE = -0.5, -2.5
_UNMARKED, _UNLIKELY = -3.0, -8.0
_CUT, _HOPELESS = -1.0, -4.5
_JOINED, _COMMON, _DOUBT = 0.5, 1.0, -1.2
_WORST = -9.0
_NARROW = 0.8
_ACROSS_BLANK = -0.7


@dataclass(frozen=True)
class Segment:
    """One cell as printed. It begins a row, or continues the row that a page break cut."""

    place: int
    tokens: tuple[Token, ...]
    begins_row: bool = False
    continues_row: bool = False

    @property
    def text(self) -> str:
        """The text of the cell without layout blanks."""
        return "".join(token.text for token in self.tokens)

    @property
    def lines(self) -> list[str]:
        """The printed lines of the cell."""
        return printed_lines(self.tokens)


@dataclass
class Layout:
    """The columns of the table, and what is learned of them: widths and common texts."""

    kinds: tuple[str, ...]
    numbered: bool
    widest: float
    widths: dict[int, float] = field(default_factory=dict)
    common: set[tuple[int, str]] = field(default_factory=set)

    def skip(self, start: int, end: int | None = None) -> float:
        """The cost of leaving out the columns from `start` up to `end`."""
        kinds = self.kinds[start:end]
        if "number" in kinds and self.numbered:
            return _NO_NUMBER
        return sum(_SKIP[kind] for kind in kinds if kind != "number")

    @property
    def new_row(self) -> float:
        """The cost of beginning a row where no number shows that one begins."""
        return 0.0 if self.numbered else _NEW_ROW

    def limit(self, place: int) -> float:
        """How wide a cell may be: as its column is; until that is known, less than the widest."""
        if self.kinds[place] == "requirement":
            return self.widths.get(place, 0.0)
        return min(self.widths.get(place, self.widest), self.widest * _NARROW)

    def wraps_at(self, place: int, lines: list[str]) -> float:
        """The width at which the lines of a cell break."""
        if self.kinds[place] == "requirement":
            return self.widths.get(place, self.widest)
        known = 0.0 if self.kinds[place] == "category" else self.widths.get(place, 0.0)
        return known or max(map(printed_width, lines), default=0.0)


class _Row(IntEnum):
    """A row as it stands; the rest of one cut by a page break, marked in the text or not."""

    WHOLE = 0
    CUT = 1
    CUT_UNMARKED = 2


class _Point(NamedTuple):
    """Where the search stands: tokens used, column of the last cell, kind of row."""

    used: int
    place: int
    row: _Row


class _Step(NamedTuple):
    """The best way to a point: its score, the point before, and how the cell began."""

    score: float
    before: _Point | None
    begins_row: bool


def _text(lines: list[str]) -> str:
    return "".join(lines).replace(" ", "")


@dataclass
class Cutter:
    """The search over one page. `heads` are the cells of the row before the page break."""

    page: Page
    numbers: set[int]
    layout: Layout
    heads: dict[int, list[str]]
    last: bool
    steps: dict[_Point, _Step] = field(default_factory=dict)

    def cells(self) -> list[Segment]:
        """Return the most plausible cells of the page in printed order."""
        reached: dict[int, list[_Point | None]] = {0: [None]}
        for start in range(len(self.page.tokens)):
            for place in range(len(self.layout.kinds)):
                self._extend(start, place, reached)
        return self._trace()

    def _extend(self, start: int, place: int, reached: dict[int, list[_Point | None]]) -> None:
        """Try every length of a cell in column `place` that begins at `start`."""
        ways = self._ways(start, place, reached.get(start, []))
        if not ways:
            return
        for end, alone, joined in self._lengths(start, place):
            for row, way in ways.items():
                point = _Point(end, place, row)
                score = way.score + (joined if row is _Row.CUT else alone)
                known = self.steps.get(point)
                if known is None:
                    reached.setdefault(end, []).append(point)
                if known is None or score > known.score:
                    self.steps[point] = way._replace(score=score)

    def _ways(self, start: int, place: int, befores: list[_Point | None]) -> dict[_Row, _Step]:
        """The best way into column `place`, for each kind of row."""
        best: dict[_Row, _Step] = {}
        if (self.layout.kinds[place] == "number") != (start in self.numbers):
            return best
        for before in befores:
            base = self.steps[before].score if before else 0.0
            base += self._doubt(before, start, place)
            for cost, begins, row in self._moves(before, start, place):
                step = _Step(base + cost, before, begins)
                if row not in best or step.score > best[row].score:
                    best[row] = step
        return best

    def _doubt(self, before: _Point | None, start: int, place: int) -> float:
        """A requirement hardly ends in a line broken just where the next column breaks."""
        width = self.layout.widths.get(place)
        token = self.page.tokens[start]
        if before is None or not width or not token.starts or before.place == place:
            return 0.0
        if self.layout.kinds[before.place] != "requirement":
            return 0.0
        return _DOUBT if is_broken_at(self._line_before(start), token.text, width) else 0.0

    def _line_before(self, start: int) -> str:
        begin = start - 1
        while begin > 0 and not self.page.tokens[begin].starts:
            begin -= 1
        return " ".join(token.text for token in self.page.tokens[begin:start])

    def _moves(
        self, before: _Point | None, start: int, place: int
    ) -> Iterator[tuple[float, bool, _Row]]:
        """Yield (cost, begins a row, kind of row) for every move allowed here."""
        layout = self.layout
        if before is None:
            yield layout.skip(0, place) + layout.new_row, True, _Row.WHOLE
            if self.page.continues and layout.kinds[place] != "number":
                yield self._going_on(start, place), False, _Row.CUT
            return
        if place > before.place and (layout.kinds[place] != "number" or before.row is _Row.WHOLE):
            between = layout.skip(before.place + 1, place)
            if before.row is not _Row.WHOLE:
                between = self._going_on(start, place)
            yield between, False, before.row
        elif place == before.place and layout.kinds[place] == "category":
            yield _SECOND_LEVEL, False, before.row
        rest = 0.0 if before.row is not _Row.WHOLE else layout.skip(before.place + 1)
        yield rest + layout.skip(0, place) + layout.new_row, True, _Row.WHOLE
        if place <= before.place and layout.numbered and layout.kinds[place] != "number":
            was_open = self._was_open(before, start, place)
            yield (_UNMARKED if was_open else _UNLIKELY), False, _Row.CUT_UNMARKED

    def _going_on(self, start: int, place: int) -> float:
        """The cost of continuing a column after a page break: little if its cell was open."""
        head = self.heads.get(place)
        if head is None:
            return _CONTINUED_ELSEWHERE
        width = self.layout.wraps_at(place, head)
        going_on = is_open(head[-1], self.page.tokens[start].text, width)
        return _CONTINUED if going_on else _CONTINUED_ELSEWHERE

    def _was_open(self, before: _Point | None, start: int, place: int) -> bool:
        """True if the row's cell in this column ended in a full line."""
        point = before
        while point is not None:
            if point.place == place:
                line, width = self._line_before(point.used), self.layout.widths.get(place, 0.0)
                return bool(width) and is_open(line, self.page.tokens[start].text, width)
            step = self.steps[point]
            point = None if step.begins_row else step.before
        return False

    def _lengths(self, start: int, place: int) -> Iterator[tuple[int, float, float]]:
        """Yield (end, score alone, score as the rest of a cut cell) as the cell grows."""
        kind, limit = self.layout.kinds[place], self.layout.limit(place)
        lines: list[str] = []
        breaks = 0.0
        for end in range(start, len(self.page.tokens)):
            token = self.page.tokens[end]
            if end > start and (end in self.numbers or start in self.numbers):
                return
            if token.starts or not lines:
                breaks += width_cost(lines[-1], limit) if lines else 0.0
                breaks += wrap_cost(kind, lines, token.text, self.layout.wraps_at(place, lines))
                lines.append(token.text)
            else:
                lines[-1] += f" {token.text}"
                breaks += _ACROSS_BLANK if kind != "requirement" else 0.0
            cost = breaks + width_cost(lines[-1], limit)
            if cost < _WORST:
                return
            alone, joined = self._fit(place, lines, at_end=end + 1 == len(self.page.tokens))
            cost += self._open_end(place, lines[-1], end + 1)
            yield end + 1, cost + alone, cost + joined

    def _open_end(self, place: int, line: str, end: int) -> float:
        if end == len(self.page.tokens) or end in self.numbers or not self.page.tokens[end].starts:
            return 0.0
        width = self.layout.widths.get(place, 0.0)
        return open_end(self.layout.kinds[place], line, self.page.tokens[end].text, width)

    def _fit(self, place: int, lines: list[str], *, at_end: bool) -> tuple[float, float]:
        kind = self.layout.kinds[place]
        text = _text(lines)
        alone = word_fit(kind, text) + foreign_head(kind, lines)
        alone += _COMMON if (place, text) in self.layout.common else 0.0
        joined = max(alone, _CUT) if alone > _HOPELESS else alone
        if place in self.heads:
            # The head of the cell has had its credit; its rest gets none for the same words.
            whole = word_fit(kind, _text(self.heads[place]) + text)
            rest = min(max(joined, whole), _JOINED)
        else:
            rest = joined
        return (joined if at_end and not self.last else alone), rest

    def _trace(self) -> list[Segment]:
        ends = [point for point in self.steps if point.used == len(self.page.tokens)]
        point = max(ends, key=self._final, default=None)
        segments: list[Segment] = []
        while point is not None:
            step = self.steps[point]
            start = step.before.used if step.before else 0
            tokens = tuple(self.page.tokens[start : point.used])
            segments.append(
                Segment(point.place, tokens, step.begins_row, point.row is not _Row.WHOLE)
            )
            point = step.before
        return segments[::-1]

    def _final(self, point: _Point) -> float:
        """Columns missing at the end weigh less where a page break may have cut the row."""
        rest = self.layout.skip(point.place + 1)
        lenient = not self.last or point.row is not _Row.WHOLE
        return self.steps[point].score + (max(rest, 2 * _CUT) if lenient else rest)
