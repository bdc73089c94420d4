"""Whose a task is, and what is due for it when: computed from the plan, not yet written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.rules.deadlines import TimeLimit, from_json, periods
from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.ledger.queries.names import acting
from gongkai.work.org.models.organisation import Organisation

_STRENGTH: list[str] = [
    Responsible.Role.LEAD,
    Responsible.Role.RESPONSIBLE,
    Responsible.Role.SUPPORT,
]
_UNDATED = frozenset({"standing", "workdays_after_event", "days_after_event"})


@dataclass(frozen=True)
class Due:
    """What is due in one period; without `due_on` all the time."""

    period: str
    label: str
    starts_on: date
    due_on: date | None
    provisional: bool = False


def strongest(first: str, second: str) -> str:
    """牵头 before 责任 before 配合."""
    return min(first, second, key=_STRENGTH.index)


def named(responsible: Responsible) -> list[Organisation]:
    """The organisations that one entry of the plan means, as they are recorded."""
    if responsible.organisation is not None:
        return [responsible.organisation]
    return list(responsible.group.members.all()) if responsible.group is not None else []


def shares(task: Task, on: date) -> dict[Organisation, str]:
    """Each organisation with a share in the task and its strongest role.

    Who is dissolved by `on` is replaced by its successor, and left out where it has none
    (`orphans` tells them).
    """
    found: dict[Organisation, str] = {}
    for responsible in task.responsibles.all():
        for member in named(responsible):
            owner = acting(member, on)
            if owner is not None:
                found[owner] = strongest(found.get(owner, responsible.role), responsible.role)
    return found


def orphans(responsible: Responsible, on: date) -> list[Organisation]:
    """Organisations that the entry means although they are dissolved without successor."""
    return [one for one in named(responsible) if acting(one, on) is None]


def horizon(plan: Plan) -> tuple[date, date]:
    """From the issue of the plan to the end of its year. The plan must have both."""
    assert plan.issued_on is not None and plan.year is not None
    return plan.issued_on, date(plan.year, 12, 31)


def laid_on(plan: Plan, today: date | None = None) -> date:
    """The day for which it is asked who exists: of the adoption, within the plan's own year.

    For a draft `today` is that day; without it the end of the year, so that every dissolution
    known by now is seen.
    """
    start, until = horizon(plan)
    day = day_of(plan.adopted_at) if plan.adopted_at else today
    return min(max(start, day or until), max(start, until))


def dues(deadline: dict[str, object] | None, start: date, until: date) -> list[Due]:
    """Everything due under a time limit from `start` to `until`; nothing for a vague one."""
    if deadline is None:
        return []
    limit = from_json(deadline)
    found = [
        Due(one.key, one.label_zh, one.starts_on, one.due_on, one.provisional)
        for one in periods(limit, start=start, until=until)
    ]
    if _is_open(limit, start, until):
        found.append(Due(str(until.year), f"{until.year}年度", start, None))
    return found


def event_workdays(task: Task) -> int | None:
    """The strictest number of working days after an event that the task states, if it does.

    What runs from the issue of the plan itself has a date and is not meant.
    """
    if task.deadline is None:
        return None
    start, until = horizon(task.plan)
    stated = [
        part.days
        for part in _parts(from_json(task.deadline))
        if part.kind == "workdays_after_event"
        and part.days
        and not periods(part, start=start, until=until)
    ]
    return min(stated, default=None)


def _parts(limit: TimeLimit) -> Iterable[TimeLimit]:
    return limit.parts or (limit,)


def _is_open(limit: TimeLimit, start: date, until: date) -> bool:
    """True if a part of the limit has no date of its own and is judged all through the year."""
    return any(
        part.kind in _UNDATED and not periods(part, start=start, until=until)
        for part in _parts(limit)
    )
