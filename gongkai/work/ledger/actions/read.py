"""Reading a plan file into a draft that the office then settles and adopts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from gongkai.rules.deadlines import NotADeadline, parse_deadline
from gongkai.rules.plan import model
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.reader import read_plan
from gongkai.work.files.actions.store import store
from gongkai.work.files.models import StoredFile
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.ledger.actions.words import cut
from gongkai.work.ledger.models.plan import Obligation, Plan, Responsible, Task
from gongkai.work.ledger.queries.gaps import ledger_dates
from gongkai.work.ledger.queries.names import Directory, Match
from gongkai.work.ledger.queries.plans import adopted, same_file
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

LONGEST_NAME = 120
_LARGEST_NUMBER = 9999
# Problems at these places repeat what a missing field says by itself.
_SAID_BY_FIELDS = ("表头", "文首", "序号")


def read(
    *,
    file_name: str,
    data: bytes,
    organisation: Organisation,
    by: Person | None,
    at: datetime,
    year: int | None = None,
    issued_on: date | None = None,
) -> Plan:
    """Store the file and lay out what it says as a draft; `year` and `issued_on` fill gaps."""
    reading = _reading(file_name, data)
    with deed("plan.read", by=by, at=at, power="plan.adopt", organisation=organisation) as act:
        plan = _plan(reading, organisation, at, year, issued_on)
        refuse_known(plan, hashlib.sha256(data).hexdigest())
        plan.file = _store(file_name, data, organisation, by, at)
        plan.save(force_insert=True)
        _write_tasks(plan, reading.tasks)
        _write_obligations(plan, reading.obligations)
        plan.ledger_due_on = _only(ledger_dates(plan))
        plan.save(update_fields=["ledger_due_on"])
        act.target = plan
        act.detail = {"file": plan.file.sha256, "tasks": len(reading.tasks)}
    return plan


def refuse_known(plan: Plan, sha256: str) -> None:
    """Refuse a file that was read already, and a second plan of a year that has one."""
    known = same_file(plan.organisation, sha256)
    is_same_file = known is not None
    if known is not None and known.state == Plan.State.DRAFT:
        raise Refused("plan_already_read", plan=known, is_same_file=is_same_file)
    if known is None and plan.year is not None:
        known = adopted(plan.organisation, plan.year).first()
    if known is not None:
        raise Refused(
            "plan_already_adopted", year=known.year, plan=known, is_same_file=is_same_file
        )


def time_limit(text: str | None, issued_on: date | None, year: int | None) -> dict[str, Any] | None:
    """The whole time limit in words, as the rules store it; None where it is none."""
    if not text:
        return None
    try:
        limit = parse_deadline(text, issued=issued_on, year=year)
    except NotADeadline:
        return None
    # The due date is computed when the plan is adopted, by the calendar of that day.
    return replace(limit, due=None, provisional=False).as_json()


def responsible_rows(
    task: Task, units: Iterable[tuple[str, str]], names: Directory, on: date | None
) -> list[Responsible]:
    """Unsaved rows for the units that a task names; what is not certain stays unknown."""
    return [
        matched(
            Responsible(task=task, order=order, name=cut(name, LONGEST_NAME) or "", role=role),
            names.match(name, on),
        )
        for order, (name, role) in enumerate(units, 1)
    ]


def _reading(file_name: str, data: bytes) -> model.PlanReading:
    try:
        reading = read_plan(file_name, data)
        if "\0" in "".join(reading.source_lines):
            raise PlanUnreadable("garbled")
        return reading
    except PlanUnreadable as error:
        raise Refused("plan_unreadable", sentence=error.sentence, name=file_name) from error


def _store(
    file_name: str, data: bytes, organisation: Organisation, by: Person | None, at: datetime
) -> StoredFile:
    return store(name=file_name, data=data, by=by, at=at, organisation=organisation)


def _plan(
    reading: model.PlanReading,
    organisation: Organisation,
    at: datetime,
    year: int | None,
    issued_on: date | None,
) -> Plan:
    printed = date.fromisoformat(reading.date) if reading.date else None
    if year and reading.year and year != reading.year:
        raise Refused("plan_of_another_year", year=year, printed=reading.year)
    return Plan(
        organisation=organisation,
        year=reading.year or year,
        title=cut(reading.title, 200) or "",
        document_number=cut(reading.document_number, 60) or "",
        issuer=cut(reading.issuer, 80) or "",
        issued_on=printed or issued_on,
        source_lines=list(reading.source_lines),
        problems=_problems(reading),
        confirm=[one.as_json() for one in reading.confirm],
        read_at=at,
    )


def _problems(reading: model.PlanReading) -> list[dict[str, Any]]:
    """The reader's problems; `task` is the order of the task whose empty field says it too."""
    return [
        one.as_json() | {"task": _order_of(one, reading.tasks), "settled": False}
        for one in reading.problems
        if not one.where.startswith(_SAID_BY_FIELDS)
    ]


def _order_of(problem: model.Problem, tasks: Sequence[model.Task]) -> int | None:
    for order, task in enumerate(tasks, 1):
        places = set(task.sources.values())
        is_here = problem.where in places or problem.where.startswith(f"第{task.number}项（")
        if is_here and _has_gap(task):
            return order
    return None


def _has_gap(task: model.Task) -> bool:
    fields = (task.number, task.categories, task.requirement, task.responsible, task.deadline)
    return None in fields


def _write_tasks(plan: Plan, readings: Sequence[model.Task]) -> None:
    tasks = [_task(plan, order, one) for order, one in enumerate(readings, 1)]
    Task.objects.bulk_create(tasks)
    names = Directory()
    Responsible.objects.bulk_create(
        row
        for task, reading in zip(tasks, readings, strict=True)
        for row in responsible_rows(
            task, [(one.name, one.role) for one in reading.responsible or ()], names, plan.issued_on
        )
    )


def _task(plan: Plan, order: int, reading: model.Task) -> Task:
    whole = time_limit(reading.deadline_text, plan.issued_on, plan.year)
    return Task(
        plan=plan,
        order=order,
        number=reading.number if (reading.number or 0) <= _LARGEST_NUMBER else None,
        categories=None if reading.categories is None else list(reading.categories),
        requirement=reading.requirement,
        deadline_text=cut(reading.deadline_text, 200),
        deadline=whole or reading.deadline,
        first_line=reading.lines[0],
        last_line=reading.lines[1],
        sources=reading.sources,
    )


def matched(row: Responsible, match: Match) -> Responsible:
    """The row with what its name means, if that is known."""
    row.organisation, row.group = match.organisation, match.group
    if match.organisation is not None:
        row.means = Responsible.Means.ORGANISATION
    elif match.group is not None:
        row.means = Responsible.Means.GROUP
    return row


def _write_obligations(plan: Plan, readings: Sequence[model.Obligation]) -> None:
    Obligation.objects.bulk_create(
        Obligation(
            plan=plan,
            number=one.id,
            section=cut(one.section, 120) or "",
            text=one.text,
            kind=one.kind,
            count=one.count,
            per=one.per or "",
            due_on=date.fromisoformat(one.date) if one.date else None,
            first_line=one.lines[0],
            last_line=one.lines[1],
        )
        for one in readings
    )


def _only(days: Sequence[date]) -> date | None:
    return days[0] if len(days) == 1 else None
