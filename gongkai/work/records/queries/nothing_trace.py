"""What the provable log says about statements of nothing, and whether the rows still agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef

from gongkai.rules.currency import label_of
from gongkai.work.journal.deeds import CHINA
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import content_of
from gongkai.work.journal.queries.problems import Problem
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.currency import NothingStatement

NOTHING = "nothing"
_LABELS = {
    "item": "目录事项",
    "organisation": "单位",
    "from_on": "期间",
    "until_on": "期间",
    "reason": "说明",
    "stated_at": "声明时间",
    "person": "声明人",
}


def nothing_payload(statement: NothingStatement) -> dict[str, Any]:
    """The facts of a statement that must never change afterwards."""
    return _payload(statement, statement.item.code, statement.organisation.code)


def nothing_problems() -> Iterator[Problem]:
    """Statements that are not as they were when they were signed, and entries without a row."""
    lonely = ~Exists(NothingStatement.objects.filter(log_entry=OuterRef("pk")))
    for entry in LogEntry.objects.filter(lonely, kind=NOTHING).order_by("sequence"):
        what = "没有对应的声明：声明被删去，或日志被添加"
        yield Problem(entry.sequence, f"{_place(entry)}{what}。")
    # Not joined: a join would leave out the statement whose item or organisation is gone.
    items = dict(CatalogueItem.objects.order_by().values_list("pk", "code"))
    organisations = dict(Organisation.objects.order_by().values_list("pk", "code"))
    rows = NothingStatement.objects.order_by("id")
    entries = LogEntry.objects.filter(kind=NOTHING).in_bulk()
    for row in rows.iterator():
        stored = _payload(row, items.get(row.item_id), organisations.get(row.organisation_id))
        yield from _compared(row, entries.get(row.log_entry_id), stored)


def _payload(row: NothingStatement, item: str | None, organisation: str | None) -> dict[str, Any]:
    return {
        "item": item,
        "organisation": organisation,
        "from_on": row.from_on.isoformat(),
        "until_on": row.until_on.isoformat(),
        "reason": row.reason,
        "stated_at": row.at.astimezone(CHINA).isoformat(timespec="microseconds"),
        "person": row.by_id,
    }


def _compared(
    row: NothingStatement, entry: LogEntry | None, stored: dict[str, Any]
) -> Iterator[Problem]:
    if entry is None:
        period = label_of(row.from_on, row.until_on)
        what = "在日志中没有记载：日志被删过，或声明绕过系统添加"
        yield Problem(None, f"目录事项 {stored['item']} {period}的无此类信息声明{what}。")
        return
    logged = content_of(entry)
    names = [name for name in {**logged, **stored} if logged.get(name) != stored.get(name)]
    if names:
        labels = "、".join(dict.fromkeys(_LABELS.get(name, name) for name in names))
        yield Problem(entry.sequence, f"{_place(entry)}与保存的声明不符：{labels}。")


def _place(entry: LogEntry) -> str:
    told = content_of(entry)
    return f"发布日志第 {entry.sequence} 条（目录事项 {told.get('item')} 无此类信息声明）"
