"""What the provable log says about the catalogue, and whether the catalogue still agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import content_of
from gongkai.work.journal.queries.problems import Problem
from gongkai.work.ledger.models.plan import Task
from gongkai.work.records.models.catalogue import CatalogueItem

CATALOGUE = "catalogue"
CATALOGUE_LINK = "catalogue_link"

_LABELS = {
    "name": "公开事项",
    "parent": "上级",
    "basis": "公开依据",
    "workdays": "公开时限",
    "limit_text": "公开时限的文字",
    "period": "周期",
    "organisations": "公开主体",
    "ended_on": "不再列入目录之日",
}


def item_payload(item: CatalogueItem) -> dict[str, Any]:
    """The columns of an item that decide what must be public, by whom, and by when.

    What an item of the basic catalogue has beside one of the law is told only where it is set, so
    that what the log said before there were such items still holds.
    """
    told: dict[str, Any] = {
        "limit_text": item.limit_text,
        "period": item.period,
        "organisations": sorted(one.code for one in item.organisations.all()),
        "ended_on": item.ended_on.isoformat() if item.ended_on else "",
    }
    return {
        "code": item.code,
        "parent": item.parent.code if item.parent else None,
        "name": item.name,
        "basis": item.basis,
        "workdays": item.workdays,
        **{name: value for name, value in told.items() if value},
    }


def link_payload(item: CatalogueItem, tasks: Iterable[Task]) -> dict[str, Any]:
    """Which tasks of which year's plan are proven by what is published under the item."""
    return {
        "code": item.code,
        "name": item.name,
        "tasks": [{"year": one.plan.year, "number": one.number} for one in tasks],
    }


def catalogue_problems() -> Iterator[Problem]:
    """Items that are not as the log says; a log that never spoke of the catalogue is silent."""
    last: dict[str, tuple[LogEntry, dict[str, Any]]] = {}
    for entry in LogEntry.objects.filter(kind=CATALOGUE).order_by("sequence").iterator():
        content = content_of(entry)
        last[str(content.get("code"))] = entry, content
    stored = CatalogueItem.objects.select_related("parent").prefetch_related("organisations")
    items = {one.code: one for one in stored}
    for code, (entry, content) in last.items():
        yield from _of_item(entry, content, items.pop(code, None))
    if last:
        for code in sorted(items):
            yield Problem(None, f"目录事项 {code} 在日志中没有记载：绕过系统添加，或日志被删过。")


def _of_item(
    entry: LogEntry, content: dict[str, Any], item: CatalogueItem | None
) -> Iterator[Problem]:
    place = f"发布日志第 {entry.sequence} 条（目录事项 {content.get('code')}）"
    if item is None:
        yield Problem(entry.sequence, f"{place}没有对应的目录事项：事项被删去，或日志被添加。")
        return
    stored = item_payload(item)
    names = [label for name, label in _LABELS.items() if content.get(name) != stored.get(name)]
    if names:
        yield Problem(entry.sequence, f"{place}与现在的目录不符：{'、'.join(names)}。")
