"""Plans without a table: numbered duties with the units named below or in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongkai.rules.plan.cells import lines_label
from gongkai.rules.plan.front import Paragraph, paragraphs
from gongkai.rules.plan.model import Line, Problem, RawTable, RawTask
from gongkai.rules.plan.units import looks_like_units

_UNIT_LABEL = r"(?:牵头|责任|配合|协办|参与|主办|承办|落实)(?:责任)?(?:单位|部门|科室|处室)"
_TIME_LABEL = r"(?:完成时限|完成时间|时限要求|时间节点|时限|时间要求|完成期限)"
_UNITS = re.compile(rf"^[（(]?({_UNIT_LABEL}[:：].*?)[）)]?$")
_TIME = re.compile(rf"^[（(]?{_TIME_LABEL}[:：](.*?)[）)]?$")
_INLINE = re.compile(
    rf"[（(]((?:{_UNIT_LABEL}|{_TIME_LABEL})[:：](?:[^（）()]|[（(][^（）()]*[）)])*)[）)]。?$"
)
_SPLIT_TIME = re.compile(rf"[；;，,。]?{_TIME_LABEL}[:：]([^；;]*)[；;]?")
_NUMBERED = re.compile(
    r"^(第?[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,3}[.．、])"
)
_RANKS = (
    re.compile(r"^第?[一二三四五六七八九十]+[、.．]"),
    re.compile(r"^[（(][一二三四五六七八九十]+[）)]"),
)
_LONGEST_HEADING = 50
_FEWEST = 2


def read_headings(body: list[Line]) -> RawTable | None:
    """Return the duties of a plan in prose, or None if fewer than two name their units."""
    texts = paragraphs(_apart(body))
    marked = [t for t in texts if _UNITS.match(t.text) or _INLINE.search(t.text)]
    if len(marked) < _FEWEST:
        return None
    reading = _Reading(RawTable([], has_units=True, has_deadlines=False))
    for text in texts:
        reading.take(text)
    reading.table.has_deadlines = any(task.deadline for task in reading.table.tasks)
    return reading.table


def _apart(body: list[Line]) -> list[Line]:
    """Labels always begin a paragraph of their own."""
    label = re.compile(rf"^\s*[（(]?(?:{_UNIT_LABEL}|{_TIME_LABEL})[:：]")
    return [
        Line(
            line.text,
            line.at,
            line.page,
            line.indented
            or bool(label.match(line.text))
            or bool(_NUMBERED.match(line.text.strip())),
        )
        for line in body
    ]


def _is_heading(text: str) -> bool:
    return bool(_NUMBERED.match(text)) and len(text) <= _LONGEST_HEADING and "。" not in text


def _rank(text: str) -> int:
    return next((rank for rank, style in enumerate(_RANKS) if style.match(text)), len(_RANKS))


@dataclass
class _Reading:
    """The duties so far, the headings above, and the paragraphs that wait for their units."""

    table: RawTable
    stack: list[tuple[int, Paragraph]] = field(default_factory=list)
    waiting: list[Paragraph] = field(default_factory=list)
    after_label: bool = False

    def take(self, text: Paragraph) -> None:
        """Take the next paragraph: a label, a text that ends in one, a heading, or a duty."""
        units, time = _UNITS.match(text.text), _TIME.match(text.text)
        inline = _INLINE.search(text.text)
        if units or time:
            self._close(text, units, time)
        elif inline:
            self.after_label = False
            self.waiting.append(Paragraph(text.text[: inline.start()], text.lines))
            self._close(text, inline, None)
        elif _is_heading(text.text):
            self._descend(text)
        else:
            self.after_label = False
            self.waiting.append(text)

    def _descend(self, text: Paragraph) -> None:
        rank = _rank(text.text)
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        self.stack.append((rank, text))
        self.waiting.clear()
        self.after_label = False

    def _close(
        self, text: Paragraph, units: re.Match[str] | None, time: re.Match[str] | None
    ) -> None:
        """A label line ends a duty; further labels add to the same one."""
        tasks = self.table.tasks
        own = self.waiting or [entry for _, entry in self.stack[-1:]]
        if own and not self.after_label:
            tasks.append(self._task(own))
        elif not tasks:
            where, what = f"第{text.lines[0]}行", f"“{text.text[:30]}”之前没有任务"
            self.table.problems.append(Problem(where, what))
            return
        _add(tasks[-1], text, units, time)
        self.waiting.clear()
        self.after_label = True

    def _task(self, own: list[Paragraph]) -> RawTask:
        above = self.stack if self.waiting else self.stack[:-1]
        if self.waiting and _NUMBERED.match(own[0].text):
            above = [entry for entry in self.stack if entry[0] < _rank(own[0].text)]
        first, last = own[0].lines[0], own[-1].lines[1]
        begin = min([first, *(entry.lines[0] for _, entry in above)])
        self.table.first_line = self.table.first_line or begin
        return RawTask(
            number=None,
            categories=[entry.text for _, entry in above],
            requirement=_NUMBERED.sub("", "".join(entry.text for entry in own), count=1),
            units=[],
            deadline=None,
            sources={"requirement": lines_label(first, last)},
            lines=(first, last),
            where=f"第{first}行",
        )


def _add(
    task: RawTask, text: Paragraph, units: re.Match[str] | None, time: re.Match[str] | None
) -> None:
    task.lines = (task.lines[0], text.lines[1])
    place = f"第{text.lines[0]}行"
    if time:
        task.deadline = time.group(1).rstrip("。")
        task.sources["deadline"] = place
    if not units:
        return
    phrase = units.group(1).rstrip("。")
    limit = _SPLIT_TIME.search(phrase)
    if limit:
        task.deadline = limit.group(1).rstrip("。")
        task.sources["deadline"] = place
        phrase = phrase[: limit.start()] + phrase[limit.end() :]
    if not phrase:
        return
    task.sources["responsible"] = place
    names = re.sub(rf"{_UNIT_LABEL}[:：]", "、", phrase).strip("、")
    task.units.append(("unit", phrase))
    if not looks_like_units(names) and len(names) <= 1:
        task.unresolved["responsible"] = f"责任单位“{names}”不完整，文件可能在此中断"
