"""Correcting what was read: cells, whole tasks, the head of the plan; each change is logged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.ledger.actions.adopt import locked, locked_draft
from gongkai.work.ledger.actions.lay import lay_down
from gongkai.work.ledger.actions.read import time_limit
from gongkai.work.ledger.actions.words import tidy, tidy_line
from gongkai.work.ledger.models.plan import Plan, Task
from gongkai.work.ledger.queries.plans import questions, tasks_of
from gongkai.work.org.models.person import Person

_PLAN_TEXTS = {"title": 200, "document_number": 60, "issuer": 80}
_PLAN_FIELDS = {*_PLAN_TEXTS, "issued_on", "year", "ledger_due_on"}
_TASK_FIELDS = {"number", "categories", "requirement", "deadline_text"}
# The name under which a question asks for the field.
_ASKED_AS = {"deadline_text": "deadline"}
_BY_HAND = "人工更正"
_LONGEST_LIMIT = 200
_LARGEST_NUMBER = 9999
_FIRST_YEAR, _LAST_YEAR = 2008, 2100


def correct_plan(*, plan: Plan, by: Person | None, at: datetime, **fields: Any) -> Plan:
    """Correct the head of a draft; a new year or date changes what its time limits say."""
    _only_known(fields, _PLAN_FIELDS)
    with deed(
        "plan.correct", by=by, at=at, power="plan.adopt", organisation=plan.organisation
    ) as act:
        plan = locked_draft(plan)
        act.target = plan
        act.detail = _changes(plan, fields)
        for name, value in fields.items():
            setattr(plan, name, _plan_value(name, value))
        plan.save(update_fields=list(fields))
        if {"year", "issued_on"} & set(fields):
            _read_limits_again(plan)
    return plan


def correct_task(*, task: Task, by: Person | None, at: datetime, **fields: Any) -> Task:
    """Correct cells of a task; in an adopted plan only those that were left open."""
    _only_known(fields, _TASK_FIELDS)
    with deed(
        "task.correct", by=by, at=at, power="plan.adopt", organisation=task.plan.organisation
    ) as act:
        plan = locked(task.plan)
        task = Task.objects.get(pk=task.pk)
        _refuse_closed(plan, task, fields)
        act.target = task
        act.detail = _changes(task, fields)
        _set(task, plan, fields)
        task.sources = task.sources | {_ASKED_AS.get(name, name): _BY_HAND for name in fields}
        task.save()
        if plan.state == Plan.State.ADOPTED:
            _lay_down_one(plan, task, at)
    return task


def add_task(*, plan: Plan, by: Person | None, at: datetime, **fields: Any) -> Task:
    """Add a task that the reader missed, at the end of a draft."""
    _only_known(fields, _TASK_FIELDS)
    with deed("task.add", by=by, at=at, power="plan.adopt", organisation=plan.organisation) as act:
        plan = locked_draft(plan)
        last = plan.tasks.aggregate(last=Max("order"))["last"] or 0
        task = Task(plan=plan, order=last + 1, sources={"number": "人工补录"})
        _set(task, plan, fields)
        task.save()
        act.target = task
        act.detail = _changes(Task(categories=None), fields)
    return task


def fill_deadlines(
    *, plan: Plan, deadline_text: str, by: Person | None, at: datetime
) -> list[Task]:
    """Give one time limit to all tasks of a draft that state none, as in plans without a column."""
    with deed(
        "plan.fill_deadlines", by=by, at=at, power="plan.adopt", organisation=plan.organisation
    ) as act:
        plan = locked_draft(plan)
        text = _text("deadline_text", deadline_text, _LONGEST_LIMIT)
        tasks = list(plan.tasks.filter(deadline_text=None))
        for task in tasks:
            task.deadline_text = text
            task.deadline = time_limit(text, plan.issued_on, plan.year)
            task.sources = task.sources | {"deadline": _BY_HAND}
        Task.objects.bulk_update(tasks, ["deadline_text", "deadline", "sources"])
        act.target = plan
        act.detail = {"text": text, "tasks": [task.order for task in tasks]}
    return tasks


def remove_task(*, task: Task, by: Person | None, at: datetime) -> None:
    """Take a row that is no task out of a draft; the journal keeps what it said."""
    with deed(
        "task.remove", by=by, at=at, power="plan.adopt", organisation=task.plan.organisation
    ) as act:
        locked_draft(task.plan)
        act.detail = {"number": task.number, "requirement": task.requirement, "plan": task.plan_id}
        task.delete()


def settle_problem(*, plan: Plan, index: int, by: Person | None, at: datetime) -> Plan:
    """Confirm that a problem of the reader has been looked at and needs nothing more."""
    with deed(
        "plan.settle_problem", by=by, at=at, power="plan.adopt", organisation=plan.organisation
    ) as act:
        plan = locked(plan)
        if not 0 <= index < len(plan.problems):
            raise Refused("problem_unknown", index=index)
        plan.problems[index]["settled"] = True
        plan.save(update_fields=["problems"])
        act.target = plan
        act.detail = dict(plan.problems[index])
    return plan


def _only_known(fields: Mapping[str, Any], known: set[str]) -> None:
    if unknown := set(fields) - known:
        raise TypeError(unknown)


def _changes(row: Plan | Task, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Old and new values as the journal keeps them."""
    return {
        name: [_plain(getattr(row, name)), _plain(value)]
        for name, value in fields.items()
        if getattr(row, name) != value
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _plan_value(name: str, value: Any) -> Any:
    if name in _PLAN_TEXTS:
        return _text(name, value, _PLAN_TEXTS[name]) or ""
    if name == "year" and value is not None and not _FIRST_YEAR <= value <= _LAST_YEAR:
        raise Refused("year_unlikely", year=value)
    return value


def _text(name: str, value: str | None, longest: int) -> str | None:
    text = tidy_line(value)
    if len(text) > longest:
        raise Refused("text_too_long", field=name, longest=longest)
    return text or None


def _set(task: Task, plan: Plan, fields: Mapping[str, Any]) -> None:
    if "number" in fields:
        task.number = _number(fields["number"])
    if "categories" in fields:
        task.categories = [text for text in map(tidy_line, fields["categories"] or ()) if text]
    if "requirement" in fields:
        task.requirement = tidy(fields["requirement"]) or None
    if "deadline_text" in fields:
        task.deadline_text = _text("deadline_text", fields["deadline_text"], _LONGEST_LIMIT)
        task.deadline = time_limit(task.deadline_text, plan.issued_on, plan.year)


def _number(value: int | None) -> int | None:
    if value is not None and not 1 <= value <= _LARGEST_NUMBER:
        raise Refused("number_unfit", number=value)
    return value


def _refuse_closed(plan: Plan, task: Task, fields: Mapping[str, Any]) -> None:
    if plan.state == Plan.State.ABANDONED:
        raise Refused("plan_abandoned", plan=plan)
    if plan.state == Plan.State.DRAFT:
        return
    still_open = {one.field for one in questions(plan) if one.task == task}
    if any(_ASKED_AS.get(name, name) not in still_open for name in fields):
        raise Refused("plan_already_adopted", year=plan.year, plan=plan)


def _lay_down_one(plan: Plan, task: Task, at: datetime) -> None:
    lay_down(plan, [one for one in tasks_of(plan) if one.pk == task.pk], day_of(at))


def _read_limits_again(plan: Plan) -> None:
    tasks = list(plan.tasks.all())
    for task in tasks:
        again = time_limit(task.deadline_text, plan.issued_on, plan.year)
        task.deadline = again or task.deadline
    Task.objects.bulk_update(tasks, ["deadline"])
