"""What adopting a draft would lay down: counted beforehand, written by nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.ledger.queries.shares import dues, horizon, laid_on, shares
from gongkai.work.org.models.organisation import Organisation


@dataclass(frozen=True)
class Outcome:
    """Numbers of duties, of what is due of them, of organisations; `later` are tasks given out
    in the course of the year."""

    duty_count: int
    occurrence_count: int
    organisations: tuple[Organisation, ...]
    later: tuple[Task, ...]


def outcome(plan: Plan, tasks: Sequence[Task], on: date) -> Outcome | None:
    """What adoption on the day `on` would lay down; None while year or date of issue is missing.

    `tasks` come from `queries.plans.tasks_of`.
    """
    if plan.year is None or plan.issued_on is None:
        return None
    until = horizon(plan)[1]
    day = max(laid_on(plan, on), min(on, until))
    given = [(task, shares(task, day)) for task in tasks]
    found = {one for _, units in given for one in units}
    return Outcome(
        duty_count=sum(len(units) for _, units in given),
        occurrence_count=sum(
            len(units) * len(dues(task.deadline, plan.issued_on, until)) for task, units in given
        ),
        organisations=tuple(sorted(found, key=lambda one: (one.order, one.code))),
        later=tuple(task for task in tasks if is_given_later(task)),
    )


def is_given_later(task: Task) -> bool:
    """True if a name of the task means whoever the office will say when the case arises."""
    return any(row.means == Responsible.Means.LATER for row in task.responsibles.all())
