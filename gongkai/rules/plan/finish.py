"""From raw tasks to tasks: numbers, units and time limits read, every gap reported."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from itertools import pairwise

from gongkai.rules.plan.model import Problem, RawTable, RawTask, Task, Unit
from gongkai.rules.plan.timelimits import time_limit
from gongkai.rules.plan.units import odd_names, read_units, with_first_leading
from gongkai.rules.plan.words import squeeze

_HEAD_NUMBER = re.compile(r"^[（(]?(\d{1,3})[）)]?[.．、](?!\d)|^[（(](\d{1,3})[）)]")
_SOME_YEAR = 2020
_DITTO = re.compile(r"^(?:同上|[〃″])$")
_ROW_NUMBER = re.compile(
    r"^[(（]?(\d{1,4}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])[)）]?[.．、]?$"
)


def finish(
    table: RawTable, issued: date | None, year: int | None
) -> tuple[tuple[Task, ...], list[Problem]]:
    """Return the tasks and the problems met. A task is never dropped."""
    problems = list(table.problems)
    _resolve_dittos(table)
    numbers = _numbers(table.tasks, problems)
    tasks = [
        _task(raw, number, table, (issued, year), problems)
        for raw, number in zip(table.tasks, numbers, strict=True)
    ]
    _report_columns(table, problems)
    _report_repeated(table, tasks, problems)
    _report_gaps(tasks, table.confirm)
    return tuple(tasks), problems


def _resolve_dittos(table: RawTable) -> None:
    """同上 says that a cell is as the one above it."""
    for above, raw in pairwise(table.tasks):
        if above.deadline and _DITTO.match(squeeze(raw.deadline or "")):
            raw.deadline = above.deadline
            table.confirm.append(Problem(raw.where, f"时限“同上”按“{above.deadline}”读"))
        texts = [squeeze(text or "") for _, text in raw.units]
        if above.units and texts and all(map(_DITTO.match, texts)):
            raw.units = above.units
            table.confirm.append(Problem(raw.where, "责任单位“同上”按上一项读"))


def _report_columns(table: RawTable, problems: list[Problem]) -> None:
    if table.tasks and table.is_prose and not table.has_deadlines:
        problems.append(Problem("全文", "条文没有单列时限，各项任务的时限为空"))
        return
    if table.tasks and not table.has_units:
        problems.append(Problem("表头", "表格没有责任单位一列，各项任务的责任单位为空"))
    if table.tasks and not table.has_deadlines:
        problems.append(Problem("表头", "表格没有时限一列，各项任务的时限为空"))


def _report_repeated(table: RawTable, tasks: list[Task], problems: list[Problem]) -> None:
    counted = Counter(task.number for task in tasks if task.number is not None)
    again = {number: count for number, count in counted.items() if count > 1}
    if again and _starts_over(tasks):
        what = "各部分的序号都从1编起，同一序号不只一项，请按类别区分"
        table.confirm.append(Problem("附表", what))
        return
    for number, count in again.items():
        problems.append(Problem(f"序号{number}", f"序号{number}出现了{count}次，请核对"))


def _starts_over(tasks: list[Task]) -> bool:
    """True if every part of the table, by its widest category, counts from 1."""
    parts: dict[str, list[int | None]] = {}
    for task in tasks:
        parts.setdefault((task.categories or ("",))[0], []).append(task.number)
    return all(numbers == list(range(1, len(numbers) + 1)) for numbers in parts.values())


def _report_gaps(tasks: list[Task], confirm: list[Problem]) -> None:
    numbers = [task.number for task in tasks if task.number is not None]
    for before, number in pairwise(numbers):
        if number > before + 1:
            what = f"序号从{before}跳到{number}，请核对是否缺项"
            confirm.append(Problem(f"序号{number}", what))


def _numbers(raws: list[RawTask], problems: list[Problem]) -> list[int | None]:
    printed = [raw.number for raw in raws]
    if any(printed):
        return [_printed(raw, problems) for raw in raws]
    heads = [_head_number(raw) for raw in raws]
    rising = all(b is not None and a is not None and b > a for a, b in pairwise(heads))
    if heads and heads[0] is not None and rising and not _has_sub_items(raws):
        for raw in raws:
            raw.requirement = _HEAD_NUMBER.sub("", squeeze(raw.requirement or ""), count=1)
        return heads
    return list(range(1, len(raws) + 1))


def _printed(raw: RawTask, problems: list[Problem]) -> int | None:
    plain = unicodedata.normalize("NFKC", squeeze(raw.number or ""))
    number = as_number(plain)
    if number is None:
        problems.append(
            Problem(raw.where, "序号为空或不是数字" + (f"：“{plain}”" if plain else ""))
        )
    return number


def as_number(text: str) -> int | None:
    """Return the number of a row, or None: 1.1 is no whole number and is not made one.

    >>> as_number("(3)"), as_number("十二"), as_number("1.1")
    (3, 12, None)
    """
    match = _ROW_NUMBER.match(text)
    if match is None:
        return None
    digits = match.group(1)
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    value = {sign: at for at, sign in enumerate("一二三四五六七八九", 1)}
    return (value.get(tens, 1) * 10 if ten else 0) + value.get(ones, 0)


def _head_number(raw: RawTask) -> int | None:
    match = _HEAD_NUMBER.match(squeeze(raw.requirement or ""))
    return int(match.group(1) or match.group(2)) if match else None


def _has_sub_items(raws: list[RawTask]) -> bool:
    """True if the numbers count points inside one cell (1.… 2.… 3.…), not the rows."""
    return any(
        re.search(r"[。；;]2[.．、](?!\d)", squeeze(raw.requirement or ""))
        and _head_number(raw) == 1
        for raw in raws
    )


def _task(
    raw: RawTask,
    number: int | None,
    table: RawTable,
    dates: tuple[date | None, int | None],
    problems: list[Problem],
) -> Task:
    where = raw.where if number is None else f"第{number}项（{raw.where}）"
    for what in dict.fromkeys(raw.unresolved.values()):
        problems.append(Problem(where, what))
    if raw.requirement is None and "requirement" not in raw.unresolved:
        problems.append(Problem(where, "工作要求为空"))
    text, deadline = _deadline(raw, table, dates, where, problems)
    known = [name for name in raw.categories if name is not None]
    complete = len(known) == len(raw.categories) and "categories" not in raw.unresolved
    return Task(
        number=number,
        categories=tuple(map(squeeze, known)) if complete else None,
        requirement=None if raw.requirement is None else squeeze(raw.requirement),
        responsible=_responsible(raw, table, where, problems),
        deadline_text=text,
        deadline=deadline,
        sources=raw.sources,
        lines=raw.lines,
    )


def _responsible(
    raw: RawTask, table: RawTable, where: str, problems: list[Problem]
) -> tuple[Unit, ...] | None:
    if not table.has_units or "responsible" in raw.unresolved:
        return None
    units, unclear = read_units(raw.units)
    problems += [Problem(where, what) for what in unclear]
    if not units:
        if not unclear:
            problems.append(Problem(where, "责任单位为空"))
        return None
    units = with_first_leading(units) if table.first_leads else units
    for name in odd_names(units):
        table.confirm.append(Problem(where, f"责任单位“{name}”不像单位名称，请核对"))
    return units


def _deadline(
    raw: RawTask,
    table: RawTable,
    dates: tuple[date | None, int | None],
    where: str,
    problems: list[Problem],
) -> tuple[str | None, dict[str, object] | None]:
    if not table.has_deadlines or "deadline" in raw.unresolved:
        return None, None
    text = squeeze(raw.deadline or "")
    if not text:
        problems.append(Problem(where, "时限为空"))
        return None, None
    found = time_limit(text, *dates)
    if found is None:
        undated = dates[1] is None and time_limit(text, None, _SOME_YEAR) is not None
        why = "没有写年份，文件里也没有读出年份" if undated else "无法换算成日期或规则"
        problems.append(Problem(where, f"时限“{text}”{why}"))
    return text, found
