"""Laying down duties and what is due of them; only ever adds what is not there yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.plan import Plan, Task
from gongkai.work.ledger.queries.shares import Due, dues, horizon, laid_on, shares

_BATCH = 500


def lay_down(plan: Plan, tasks: Sequence[Task], today: date) -> list[Duty]:
    """Create the missing duties of `tasks` and the occurrences of duties without any.

    `tasks` come from `queries.plans.tasks_of`. Returns the new duties.
    """
    # A share that is settled later goes to whoever exists then.
    on = max(laid_on(plan), min(today, horizon(plan)[1]))
    known = set(Duty.objects.filter(task__in=tasks).values_list("task_id", "organisation_id"))
    new = [
        Duty(task=task, organisation=organisation, role=role)
        for task in tasks
        for organisation, role in shares(task, on).items()
        if (task.pk, organisation.pk) not in known
    ]
    Duty.objects.bulk_create(new, batch_size=_BATCH)
    _lay_occurrences(plan, tasks)
    return new


def _lay_occurrences(plan: Plan, tasks: Sequence[Task]) -> None:
    start, until = horizon(plan)
    found = {task.pk: dues(task.deadline, start, until) for task in tasks}
    empty = Duty.objects.filter(task__in=tasks, occurrences=None)
    write_occurrences((duty, found[duty.task_id]) for duty in empty)


def write_occurrences(rows: Iterable[tuple[Duty, Sequence[Due]]]) -> None:
    """Write what is due of each duty."""
    Occurrence.objects.bulk_create(
        [
            Occurrence(
                duty=duty,
                period=due.period,
                label=due.label,
                starts_on=due.starts_on,
                due_on=due.due_on,
                provisional=due.provisional,
            )
            for duty, found in rows
            for due in found
        ],
        batch_size=_BATCH,
    )
