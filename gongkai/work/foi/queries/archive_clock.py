"""The log of the clock in an archive: events, steps with their articles, and the last word."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.rules.foi import STATES
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.archive_facts import Table, said
from gongkai.work.foi.queries.clocks import clock_of, events_of

_EVENT = (
    "序号",
    "日期",
    "事件",
    "工作日",
    "约定日期",
    "答复类型",
    "对方",
    "说明",
    "登记时间",
    "登记人",
)
_STEP = ("日期", "办理", "依据")


def clock_tables(request: Request, on: date) -> tuple[list[tuple[str, str]], list[Table]]:
    """The clock as it stood at the end: facts in words, then events and steps."""
    rows = events_of(request)
    reading = clock_of(request, on, rows)
    facts = [
        ("状态", STATES.get(reading.state, reading.state)),
        ("收到日期", said(reading.received)),
        ("起算日期", said(reading.clock_from)),
        ("到期日", said(reading.due)),
        ("不计入的工作日", said(reading.excluded_days)),
        ("办结日期", said(reading.ended)),
        ("超期", said(reading.overdue)),
    ]
    events = tuple(
        tuple(
            said(value)
            for value in (
                one.order, one.on, one.get_kind_display(), one.days, one.until, one.outcome,
                one.party, one.note, one.at, one.by.name if one.by else "",
            )
        )
        for one in rows
    )  # fmt: skip
    steps = tuple((said(one.on), one.what, one.because) for one in reading.steps)
    return facts, [Table("事件", _EVENT, events), Table("期限怎样计算", _STEP, steps)]


def clock_json(request: Request, on: date) -> dict[str, Any]:
    """The same for a program; `events` are in the words of the command `foi_clock`."""
    facts, tables = clock_tables(request, on)
    events = [
        {
            "event": one.kind,
            "on": one.on.isoformat(),
            **({"days": one.days} if one.days is not None else {}),
            **({"outcome": one.outcome} if one.outcome else {}),
            **({"until": one.until.isoformat()} if one.until else {}),
            **({"party": one.party} if one.party else {}),
            **({"good_reason": True} if one.good_reason else {}),
        }
        for one in events_of(request)
    ]
    return {
        "case": request.number,
        "events": events,
        "reading": dict(facts),
        "steps": tables[1].as_json(),
    }
