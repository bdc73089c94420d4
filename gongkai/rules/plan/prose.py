"""Plans without a table: numbered duties with the units named below or in brackets."""

from __future__ import annotations

import re

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
    table = RawTable([], has_units=True, has_deadlines=False)
    stack: list[tuple[int, Paragraph]] = []
    waiting: list[Paragraph] = []
    for text in texts:
        units, time = _UNITS.match(text.text), _TIME.match(text.text)
        inline = _INLINE.search(text.text)
        if units or time:
            _close(table, stack, waiting, text, units, time)
        elif inline:
            waiting.append(Paragraph(text.text[: inline.start()], text.lines))
            _close(table, stack, waiting, text, inline, None)
        elif _is_heading(text.text):
            _descend(stack, text)
            waiting.clear()
        else:
            waiting.append(text)
    table.has_deadlines = any(task.deadline for task in table.tasks)
    return table


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


def _descend(stack: list[tuple[int, Paragraph]], text: Paragraph) -> None:
    rank = _rank(text.text)
    while stack and stack[-1][0] >= rank:
        stack.pop()
    stack.append((rank, text))


def _close(
    table: RawTable,
    stack: list[tuple[int, Paragraph]],
    waiting: list[Paragraph],
    text: Paragraph,
    units: re.Match[str] | None,
    time: re.Match[str] | None,
) -> None:
    """A label line ends a duty; further labels add to the same one."""
    own = waiting or [entry for _, entry in stack[-1:]]
    same = table.tasks and own and table.tasks[-1].lines[0] == own[0].lines[0]
    if not same and (not own or _used(table, own)):
        same = bool(table.tasks)
    if not same:
        if not own:
            table.problems.append(
                Problem(f"第{text.lines[0]}行", f"“{text.text[:30]}”之前没有任务")
            )
            return
        table.tasks.append(_task(table, stack, waiting, own))
    _add(table.tasks[-1], text, units, time)
    waiting.clear()


def _used(table: RawTable, own: list[Paragraph]) -> bool:
    return any(task.lines[0] <= own[0].lines[0] <= task.lines[1] for task in table.tasks[-1:])


def _task(
    table: RawTable,
    stack: list[tuple[int, Paragraph]],
    waiting: list[Paragraph],
    own: list[Paragraph],
) -> RawTask:
    above = stack if waiting else stack[:-1]
    if waiting and _NUMBERED.match(waiting[0].text):
        above = [entry for entry in stack if entry[0] < _rank(waiting[0].text)]
    first, last = own[0].lines[0], own[-1].lines[1]
    requirement = _NUMBERED.sub("", "".join(entry.text for entry in own), count=1)
    table.first_line = table.first_line or min([first, *(e.lines[0] for _, e in above)])
    task = RawTask(
        None,
        [entry.text for _, entry in above],
        requirement,
        [],
        None,
        {},
        (first, last),
        f"第{first}行",
    )
    task.sources = {"requirement": f"第{first}–{last}行"}
    return task


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
