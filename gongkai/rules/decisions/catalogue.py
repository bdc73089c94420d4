"""The yearly list of decisions (决策事项目录): what a version changes, and when it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.rules.decisions.asked import wrong
from gongkai.rules.decisions.lack import Lack
from gongkai.rules.decisions.law import EARLY, TERMS
from gongkai.rules.decisions.periods import chinese_day
from gongkai.rules.workdays import add_workdays

ADDED, DROPPED, MOVED, RENAMED = "added", "dropped", "moved", "renamed"
_REASONED = frozenset({ADDED, DROPPED, MOVED})


class DuplicateItem(ValueError):
    """A version of the list names the matter `code` twice."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Item:
    """A matter as one version names it; `is_dropped` if that version takes it out.

    `reason` says publicly why this version changes it.
    """

    code: str
    title: str
    unit: str
    planned_on: date | None
    reason: str = ""
    is_dropped: bool = False


@dataclass(frozen=True)
class Change:
    """What a version does to a matter: `kind` is "added", "dropped", "moved" or "renamed"."""

    kind: str
    code: str
    before: Item | None
    after: Item | None
    reason: str = ""

    @property
    def title(self) -> str:
        """The name of the matter, the newer one if there are two."""
        item = self.after or self.before
        assert item is not None
        return item.title

    @property
    def words(self) -> str:
        """What happened to it, in Chinese: 新增, 移出目录, 承办单位由甲改为乙 …"""
        return _words(self)


def changes(before: Iterable[Item], after: Iterable[Item]) -> tuple[Change, ...]:
    """Return what the later version changes, in its order, then what it no longer names.

    A matter can be both moved (its unit or planned day) and renamed. One that the version before
    had dropped counts as not there. Raises DuplicateItem. Source: 重大行政决策程序暂行条例
    第三条第三款.
    """
    old = {code: item for code, item in _by_code(before).items() if not item.is_dropped}
    new = _by_code(after)
    gone = [Change(DROPPED, code, item, None) for code, item in old.items() if code not in new]
    return (*_met(old, new), *gone)


def change_faults(before: Iterable[Item] | None, after: Iterable[Item]) -> tuple[Lack, ...]:
    """Return the changes that have no public reason; a new name alone needs none.

    `before` is None for the first version of a year, in which nothing is changed. Raises
    DuplicateItem. Source: our reading of 重大行政决策程序暂行条例 第三条第三款 (unverified).
    """
    if before is None:
        return ()
    return tuple(
        wrong("change_unreasoned", title=change.title, change=change.words)
        for change in changes(before, after)
        if change.kind in _REASONED and not change.reason.strip()
    )


def publish_due(agreed_on: date, *, provisional: bool = False) -> date:
    """Return by when a version is public that the party committee agreed to: 20 working days.

    Raises YearNotPublished unless `provisional`. Source: the yearly work plan (unverified).

    >>> publish_due(date(2026, 2, 5))
    datetime.date(2026, 3, 11)
    """
    return add_workdays(
        agreed_on, TERMS["catalogue_publish_workdays"].count, provisional=provisional
    )


def is_early(published_on: date, year: int) -> bool:
    """True if the list of `year` was public by 31 March of it. Source: ours (unverified).

    >>> is_early(date(2026, 3, 31), 2026), is_early(date(2026, 4, 1), 2026)
    (True, False)
    """
    return published_on <= date(year, EARLY.month, EARLY.day)


def _by_code(items: Iterable[Item]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        if item.code in found:
            raise DuplicateItem(item.code)
        found[item.code] = item
    return found


def _met(old: dict[str, Item], new: dict[str, Item]) -> Iterator[Change]:
    for code, item in new.items():
        was = old.get(code)
        for kind in _kinds(was, item):
            yield Change(kind, code, was, item, item.reason)


def _kinds(was: Item | None, item: Item) -> Iterator[str]:
    if was is None:
        if not item.is_dropped:
            yield ADDED
    elif item.is_dropped:
        yield DROPPED
    else:
        if (was.unit, was.planned_on) != (item.unit, item.planned_on):
            yield MOVED
        if was.title != item.title:
            yield RENAMED


def _words(change: Change) -> str:
    if change.kind == ADDED or change.before is None or change.after is None:
        return "新增" if change.kind == ADDED else "移出目录"
    if change.kind == DROPPED:
        return "移出目录"
    if change.kind == RENAMED:
        return f"名称由“{change.before.title}”改为“{change.after.title}”"
    return "，".join(_moves(change.before, change.after))


def _moves(before: Item, after: Item) -> Iterator[str]:
    if before.unit != after.unit:
        yield f"承办单位由{before.unit}改为{after.unit}"
    if before.planned_on != after.planned_on:
        yield f"计划完成时间由{_planned(before)}改为{_planned(after)}"


def _planned(item: Item) -> str:
    return chinese_day(item.planned_on) if item.planned_on else "未定"
