"""Signs that a word of one cell stands in another: what flattened text may have got wrong."""

from __future__ import annotations

import re
from collections import Counter

from gongkai.rules.plan.columns import UNIT_KINDS
from gongkai.rules.plan.model import Problem, RawTable, RawTask
from gongkai.rules.plan.units import looks_like_units, read_units
from gongkai.rules.plan.words import WORDS, squeeze

_SHORTEST_REST, _LONG_NAME = 2, 9
# 政务新媒体主办单位 is long because it says which units are meant.
_KINDS_OF_UNITS = ("单位", "部门", "机构", "企业", "学校", "医院", "主体", "责任人", "负责人")
# What may stand before or after a time limit that another row prints without it.
_BEFORE_LIMIT = re.compile(r"^(?:20\d\d年度?|每年|力争|确保|于|在|第)$")
_AFTER_LIMIT = re.compile(
    r"^(?:[底末前内止]|以前|之前|完成|公开|落实|发布|更新|报送|办结|推进|实施|并|及|，|、|；|（|。)"
)
_NO_NAME = re.compile(r"[，。；]|次|不少于|及时|公开|办理|发布|更新|梳理|方便|确保|按照|做到|查询")
_AFTER_DAY = re.compile(r"(?:\d日|月底|年底|季度末)前([^）)\d].*)$")
_EVENT = re.compile(r"^(.{2,60}?)(?:之日起|后)\d")
_UNIT_IN_EVENT = re.compile(r"局|办公室|办事处|中心|科|监督|^室|、[^、]*$|^.{15,}$")
_PART = re.compile(r"(?:局|委|办|室|处|中心|部门)(?:牵头|配合|负责)$")
_SURE_HEAD, _SHOWN = 4, 12
_ENDS_IN_DIGIT = re.compile(r"\d$")


def find_doubts(table: RawTable) -> list[Problem]:
    """Return what should be looked at because it contradicts the rest of the table.

    The cells of a table repeat themselves: a unit, a time limit or a category that is another
    one with a piece before or after it has probably taken that piece from its neighbour.
    """
    limits = Counter(squeeze(task.deadline or "") for task in table.tasks)
    units = Counter(name for task in table.tasks for name in _names(task))
    categories = {name for task in table.tasks for name in task.categories if name}
    inner = {task.categories[-1] for task in table.tasks if task.categories}
    problems: list[Problem] = []
    for task in table.tasks:
        for what in (
            *_unit_doubts(task, units),
            *_duty_doubts(task, units),
            *_limit_doubts(task, limits, set(units), categories),
            *_category_doubts(task, categories, inner),
        ):
            problems.append(Problem(_place(task), what))
    return problems


def _place(task: RawTask) -> str:
    return f"第{task.number}项（{task.where}）" if task.number else task.where


def _names(task: RawTask) -> list[str]:
    cells = [(kind, text) for kind, text in task.units if kind in UNIT_KINDS]
    return [unit.name for unit in read_units(cells)[0]]


def _unit_doubts(task: RawTask, units: Counter[str]) -> list[str]:
    """A name that ends in another unit's, with words before it that name no unit."""
    found = []
    for name in _names(task):
        rests = [
            name.removesuffix(other) for other in units if other != name and name.endswith(other)
        ]
        mixed = any(
            len(rest) >= _SHORTEST_REST and not looks_like_units(rest) and units[name] == 1
            for rest in rests
        )
        piece = units[name] == 1 and any(
            other != name and (other.startswith(name) or other.endswith(name)) for other in units
        )
        if piece:
            found.append(f"责任单位“{name}”可能不完整，请核对")
        odd = len(name) >= _LONG_NAME and not name.startswith(WORDS.unit_starts)
        odd &= not name.endswith(_KINDS_OF_UNITS)
        mixed |= odd and units[name] == 1
        if mixed or _NO_NAME.search(re.sub(r"（.*?）", "", name)):
            found.append(f"责任单位“{name}”可能混入了相邻单元格的文字，请核对")
    return found


def _limit_doubts(
    task: RawTask, limits: Counter[str], units: set[str], categories: set[str]
) -> list[str]:
    text = squeeze(task.deadline or "")
    if not text:
        return []
    mixed = any(text.startswith(unit) for unit in units if len(unit) > _SHORTEST_REST)
    rest = _AFTER_DAY.search(text)
    tail = rest.group(1) if rest else ""
    mixed |= len(tail) == 1 or (
        len(tail) >= _SHORTEST_REST and any(name.startswith(tail) for name in categories)
    )
    event = _EVENT.match(text)
    mixed |= bool(event and _UNIT_IN_EVENT.search(event.group(1)))
    mixed |= any(text.endswith(name) for name in categories if len(name) > _SHORTEST_REST)
    for other in limits:
        if not other or other == text or limits[text] > limits[other]:
            continue
        if text.startswith(other) and not _AFTER_LIMIT.match(text.removeprefix(other)):
            mixed = True
        if text.endswith(other) and not _BEFORE_LIMIT.match(text.removesuffix(other)):
            mixed |= not re.search(r"\d$|[年第]$", text.removesuffix(other))
        # The other text is this one and a little more: the end of it may be elsewhere.
        if other.startswith(text) and len(other) - len(text) == 1 and limits[text] == 1:
            mixed = True
    closed = sum(count for other, count in limits.items() if other.endswith("。"))
    mixed |= text.endswith("。") and closed * 2 < limits.total()
    return [f"时限“{text}”可能混入或缺少了相邻单元格的文字，请核对"] if mixed else []


def _duty_doubts(task: RawTask, units: Counter[str]) -> list[str]:
    """A duty that ends in the beginning of a unit's name, or in the part a unit plays."""
    duty = squeeze(task.requirement or "")
    names = [unit for unit in units if unit.startswith(WORDS.unit_starts)]
    heads = (name[:length] for name in names for length in range(_SURE_HEAD, len(name)))
    if _PART.search(duty) or any(duty.endswith(head) for head in heads):
        return [f"工作要求末尾“{duty[-_SHOWN:]}”可能混入了责任单位，请核对"]
    return []


def _category_doubts(task: RawTask, categories: set[str], inner: set[str | None]) -> list[str]:
    found = []
    names = [name for name in task.categories if name]
    for name in names:
        part = any(
            other != name
            and (other.startswith(name) or other.endswith(name) or name.endswith(other))
            for other in categories
        )
        if len(name) < _SHORTEST_REST or _ENDS_IN_DIGIT.search(name) or part:
            found.append(f"类别“{name}”可能不完整或混入了相邻单元格的文字，请核对")
    # A name is either an outer or an inner one.
    if len(names) > 1 and any(name in inner for name in names[:-1]):
        found.append(f"类别“{names[0]}”有时是上一级、有时是下一级，请核对")
    duty = squeeze(task.requirement or "")
    for name in categories:
        if len(name) > _SHORTEST_REST and duty.startswith(name) and name not in names:
            found.append(f"工作要求开头的“{name}”可能是类别，请核对")
    return found
