"""Plans without a table: numbered duties with the units named below or in brackets."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest

from gongkai.rules.plan.cells import lines_label
from gongkai.rules.plan.front import DATE, Paragraph, paragraphs
from gongkai.rules.plan.marks import Mark, find_marks
from gongkai.rules.plan.model import Line, Problem, RawTable, RawTask
from gongkai.rules.plan.units import looks_like_units
from gongkai.rules.plan.words import WORDS, squeeze

_NUMBERED = re.compile(
    r"^(第?[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,3}[.．、](?!\d))"
)
_RANKS = (
    re.compile(r"^第?[一二三四五六七八九十]+[、.．]"),
    re.compile(r"^[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"^\d"),
)
_LONGEST_HEADING = 50
_LONGEST_UNITS = 80
_FEWEST, _FEWEST_BARE = 2, 3
# Sections that say why and how, not what is to be done.
_NO_TASKS = re.compile(
    r"总体要求|指导思想|工作目标|总体目标|基本原则|保障|组织领导|工作要求|监督|附则|有关要求|相关要求"
)
_TABLE_ELSEWHERE = re.compile(r"附[件表]|分解表|分工表|台账|任务清单|见下表")


@dataclass
class _Point:
    """A numbered point, or a text below a heading: its headings, paragraphs and marks."""

    above: tuple[str, ...]
    texts: list[Paragraph]
    units: list[tuple[str, Paragraph]] = field(default_factory=list)
    deadlines: list[tuple[str, Paragraph]] = field(default_factory=list)
    begin: int = 0

    @property
    def is_marked(self) -> bool:
        """True if the text says who or when."""
        return bool(self.units or self.deadlines)


def read_headings(body: list[Line]) -> RawTable | None:
    """Return the duties of a plan in prose, or None if fewer than two name their units."""
    reading = _read(body)
    marked = [point for point in reading.points if point.is_marked]
    if len(marked) < _FEWEST:
        return None
    homes = {point.above for point in marked}
    points = [p for p in reading.points if p.is_marked or (p.above in homes and p.above)]
    table = _table([point for point in points if point.is_marked or _is_numbered(point)])
    table.problems += reading.problems
    table.confirm += _left_out(reading.points, points)
    return table


def _left_out(points: list[_Point], read: list[_Point]) -> list[Problem]:
    """Numbered points under headings where none names its units may still be tasks."""
    counted = Counter(
        point.above[0]
        for point in points
        if point.above and _is_numbered(point) and point not in read and not _is_about(point)
    )
    return [
        Problem("全文", f"“{name}”下有{count}条没有写责任单位，没有作为任务读入，请核对")
        for name, count in counted.items()
    ]


def read_points(body: list[Line], title: str | None) -> RawTable | None:
    """Return the numbered duties of a plan in prose that names no units at all.

    A notice whose table stands in an annex is not meant: its points are not the tasks.
    """
    if not title or not title.endswith((*WORDS.plan_titles, "通知")):
        return None
    if any(_TABLE_ELSEWHERE.search(line.text) for line in body):
        return None
    reading = _read(body)
    points = [p for p in reading.points if _is_numbered(p) and p.above and not _is_about(p)]
    if len(points) < _FEWEST_BARE:
        return None
    table = _table(points)
    what = f"没有任务分解表，按条文读出{len(points)}项任务，请逐项核对并补填责任单位"
    table.problems.append(Problem("全文", what))
    return table


def _read(body: list[Line]) -> _Reading:
    reading = _Reading()
    texts = paragraphs(_apart(body))
    for text, following in zip_longest(texts, texts[1:]):
        signed = following is not None and bool(DATE.match(following.text))
        reading.take(text, signed=signed)
    reading.close()
    return reading


def _is_numbered(point: _Point) -> bool:
    return bool(point.texts and _NUMBERED.match(point.texts[0].text))


def _is_about(point: _Point) -> bool:
    return any(_NO_TASKS.search(name) for name in (*point.above, point.texts[0].text[:20]))


def _apart(body: list[Line]) -> list[Line]:
    """Numbers and labels begin a paragraph of their own; a line of units only is one."""
    lines: list[Line] = []
    closed = False
    for line in body:
        text = line.text.strip()
        begins = closed or line.indented or _begins(text)
        lines.append(Line(line.text, line.at, line.page, begins))
        closed = begins and len(text) <= _LONGEST_UNITS and looks_like_units(squeeze(text))
    return lines


def _begins(text: str) -> bool:
    marked = any(mark.start == 0 for mark in find_marks(text))
    return bool(_NUMBERED.match(text)) or marked


def _is_heading(text: str) -> bool:
    return bool(_NUMBERED.match(text)) and len(text) <= _LONGEST_HEADING and "。" not in text


def _rank(text: str) -> int:
    return next((rank for rank, style in enumerate(_RANKS) if style.match(text)), len(_RANKS))


@dataclass
class _Reading:
    """The points so far, the headings above, and the point that is being read."""

    points: list[_Point] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    stack: list[tuple[int, Paragraph]] = field(default_factory=list)
    current: _Point | None = None

    def take(self, text: Paragraph, *, signed: bool) -> None:
        """Take the next paragraph: a heading, a duty, or who and when for the last one.

        `signed` if it may be the name of the issuer, which is no unit of the duty above.
        """
        marks = find_marks(text.text)
        if self._names_units(text.text) and not signed:
            marks = [Mark(0, len(text.text), text.text, None)]
        if not marks and _is_heading(text.text):
            self._descend(text)
            return
        at = 0
        for mark in marks:
            self._add_text(text, text.text[at : mark.start])
            self._add_mark(text, mark)
            at = mark.end
        self._add_text(text, text.text[at:])

    def _names_units(self, text: str) -> bool:
        """True for a line of units and nothing else, right below a numbered duty."""
        numbered = self.current is not None and _is_numbered(self.current)
        return numbered and len(text) <= _LONGEST_UNITS and looks_like_units(text)

    def close(self) -> None:
        """End the reading; a last heading with nothing below is a point too."""
        self.flush()
        self._rise(0)

    def flush(self) -> None:
        """Close the point that is being read."""
        if self.current and self.current.texts:
            self.points.append(self.current)
        self.current = None

    def _descend(self, text: Paragraph) -> None:
        self.flush()
        self._rise(_rank(text.text))
        self.stack.append((_rank(text.text), text))

    def _rise(self, rank: int) -> None:
        """Leave the headings that do not stand above a point of this rank."""
        if self.stack and rank <= self.stack[-1][0]:
            self._close_heading()
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()

    def _close_heading(self) -> None:
        """A heading followed at once by the next one of its rank is itself a duty."""
        _, text = self.stack[-1]
        known = self.points[-1] if self.points else None
        if known and (text in known.texts or text.text in known.above):
            return
        above = tuple(entry.text for _, entry in self.stack[:-1])
        self.points.append(_Point(above, [text], begin=self._begin()))

    def _begin(self) -> int:
        return min((entry.lines[0] for _, entry in self.stack), default=0)

    def _add_text(self, text: Paragraph, piece: str) -> None:
        piece = piece.strip()
        if not piece.strip("。；;，, "):
            return
        numbered = bool(_NUMBERED.match(piece))
        if self.current is None or self.current.is_marked or numbered:
            self.flush()
            if numbered:
                self._rise(_rank(piece))
            above = tuple(entry.text for _, entry in self.stack)
            self.current = _Point(above, [], begin=self._begin())
        self.current.texts.append(Paragraph(piece, text.lines))

    def _add_mark(self, text: Paragraph, mark: Mark) -> None:
        if self.current is None and self.stack:
            # The heading itself is the duty: its units stand right below it.
            _, heading = self.stack[-1]
            above = tuple(entry.text for _, entry in self.stack[:-1])
            self.current = _Point(above, [heading], begin=self._begin())
        if self.current is None:
            where, what = f"第{text.lines[0]}行", f"“{text.text[:30]}”之前没有任务"
            self.problems.append(Problem(where, what))
            return
        if mark.units:
            self.current.units.append((mark.units, text))
        if mark.deadline:
            self.current.deadlines.append((mark.deadline, text))


def _table(points: list[_Point]) -> RawTable:
    table = RawTable([], has_units=True, has_deadlines=any(point.deadlines for point in points))
    table.is_prose = True
    table.tasks = [_task(point) for point in points]
    table.first_line = points[0].begin or points[0].texts[0].lines[0]
    table.last_line = max(task.lines[1] for task in table.tasks)
    return table


def _task(point: _Point) -> RawTask:
    first, last = point.texts[0].lines[0], point.texts[-1].lines[1]
    names = [*point.units, *point.deadlines]
    task = RawTask(
        number=None,
        categories=[*point.above],
        requirement=_NUMBERED.sub("", "".join(text.text for text in point.texts), count=1),
        units=[("unit", units) for units, _ in point.units],
        deadline="；".join(dict.fromkeys(deadline for deadline, _ in point.deadlines)) or None,
        sources={"requirement": lines_label(first, last)},
        lines=(first, max([last, *(text.lines[1] for _, text in names)])),
        where=f"第{first}行",
    )
    for name, found in (("responsible", point.units), ("deadline", point.deadlines)):
        if found:
            task.sources[name] = lines_label(found[0][1].lines[0], found[-1][1].lines[1])
    return task
