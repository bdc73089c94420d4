"""What is missing or unclear in a plan: each gap with its place, so that nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date
from typing import Any

from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.ledger.queries.names import Directory
from gongkai.work.ledger.queries.shares import dues, horizon, laid_on, named, orphans
from gongkai.work.org.models.organisation import Organisation


@dataclass(frozen=True)
class Question:
    """Something that the office has to settle before the plan can be adopted.

    `said` repeats what the reader reported about that task; `lines` are the first and last line
    in `plan.source_lines`, from 1.
    """

    code: str
    field: str
    task: Task | None = None
    responsible: Responsible | None = None
    lines: tuple[int, int] | None = None
    values: dict[str, Any] = made_by(default_factory=dict)
    candidates: tuple[Organisation, ...] = ()
    said: tuple[str, ...] = ()


def plan_gaps(plan: Plan, tasks: Sequence[Task]) -> Iterator[Question]:
    """What is missing of the plan as a whole."""
    if not plan.title:
        yield Question("title_missing", "title")
    if plan.issued_on is None:
        yield Question("issued_on_missing", "issued_on")
    if plan.year is None:
        yield Question("year_missing", "year")
    elif plan.issued_on and not plan.year - 1 <= plan.issued_on.year <= plan.year:
        values = {"year": plan.year, "issued_on": plan.issued_on}
        yield Question("year_unlike_issue", "year", values=values)
    if not tasks:
        yield Question("tasks_missing", "tasks")
    yield from _ledger_date(plan)
    for index, problem in enumerate(plan.problems):
        if problem.get("task") is None and not problem.get("settled"):
            values = {"index": index, "where": problem["where"], "what": problem["what"]}
            yield Question("reader_problem", "problems", values=values)


def ledger_dates(plan: Plan) -> list[date]:
    """The days by which the text of the plan wants the ledgers."""
    found = {one.due_on for one in plan.obligations.all() if one.kind == "ledger" and one.due_on}
    return sorted(found)


def _ledger_date(plan: Plan) -> Iterator[Question]:
    found = ledger_dates(plan)
    if plan.ledger_due_on is None and len(found) > 1:
        yield Question("ledger_due_on_unclear", "ledger_due_on", values={"dates": found})


def task_gaps(
    plan: Plan, tasks: Sequence[Task], names: Directory | None, today: date | None
) -> Iterator[Question]:
    """What is missing of the single tasks, in their order."""
    on = laid_on(plan, today) if plan.issued_on and plan.year else None
    counted = Counter(task.number for task in tasks)
    said = _said(plan)
    for task in tasks:
        for gap in _gaps(plan, task, counted[task.number], names, on):
            yield Question(
                code=gap.code,
                field=gap.field,
                task=task,
                responsible=gap.responsible,
                lines=(task.first_line, task.last_line),
                values={"where": task.place, **gap.values},
                candidates=gap.candidates,
                said=said.get(task.order, ()),
            )


def _said(plan: Plan) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for problem in plan.problems:
        order = problem.get("task")
        if order is not None:
            found[order] = (*found.get(order, ()), problem["what"])
    return found


def _gaps(
    plan: Plan, task: Task, count: int, names: Directory | None, on: date | None
) -> Iterator[Question]:
    if task.number is None:
        yield Question("number_missing", "number")
    elif count > 1:
        yield Question("number_repeated", "number", values={"number": task.number})
    if task.categories is None:
        yield Question("categories_missing", "categories")
    if not task.requirement:
        yield Question("requirement_missing", "requirement")
    yield from _responsible_gaps(plan, task, names)
    yield from _dissolved(task, on)
    yield from _deadline_gaps(plan, task)


def _responsible_gaps(plan: Plan, task: Task, names: Directory | None) -> Iterator[Question]:
    rows = list(task.responsibles.all())
    if not rows:
        yield Question("responsible_missing", "responsible")
    for row in rows:
        if row.means == Responsible.Means.UNKNOWN:
            yield _unknown(plan, row, names)
        elif row.means == Responsible.Means.GROUP and not named(row):
            yield Question("group_empty", "responsible", responsible=row, values={"name": row.name})


def _dissolved(task: Task, on: date | None) -> Iterator[Question]:
    if on is None:
        return
    for row in task.responsibles.all():
        for one in orphans(row, on):
            values = {"name": row.name, "organisation": one}
            yield Question("organisation_dissolved", "responsible", responsible=row, values=values)


def _unknown(plan: Plan, row: Responsible, names: Directory | None) -> Question:
    match = names.match(row.name, plan.issued_on) if names else None
    return Question(
        "responsible_unknown",
        "responsible",
        responsible=row,
        values={"name": row.name, "why": match.note if match else ""},
        candidates=match.candidates if match else (),
    )


def _deadline_gaps(plan: Plan, task: Task) -> Iterator[Question]:
    values = {"text": task.deadline_text or ""}
    if task.deadline is None:
        code = "deadline_unreadable" if task.deadline_text else "deadline_missing"
        yield Question(code, "deadline", values=values)
    elif task.deadline["kind"] == "vague":
        yield Question("deadline_vague", "deadline", values=values)
    elif plan.issued_on and plan.year and not dues(task.deadline, *horizon(plan)):
        yield Question("deadline_without_day", "deadline", values=values)
