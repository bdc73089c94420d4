"""Plans: the adopted ones, what still has to be settled in a draft, what went to a successor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.ledger.queries.gaps import Question as Question
from gongkai.work.ledger.queries.gaps import ledger_dates, plan_gaps, task_gaps
from gongkai.work.ledger.queries.names import Directory
from gongkai.work.org.models.organisation import Organisation

# Without these nothing can be laid down at all; the rest may stay open (adopt with leave_open).
ESSENTIAL = frozenset({"issued_on_missing", "year_missing", "year_unlike_issue", "tasks_missing"})


@dataclass(frozen=True)
class Note:
    """What a person should look at, though it stands in nobody's way."""

    code: str
    where: str
    what: str


def adopted(organisation: Organisation | None = None, year: int | None = None) -> QuerySet[Plan]:
    """Adopted plans, the newest year first: those issued by `organisation`, of that year."""
    plans = Plan.objects.filter(state=Plan.State.ADOPTED).select_related("organisation", "file")
    if organisation is not None:
        plans = plans.filter(organisation=organisation)
    return plans.filter(year=year) if year is not None else plans


def drafts(organisation: Organisation | None = None) -> QuerySet[Plan]:
    """Plans that were read and wait to be adopted."""
    plans = Plan.objects.filter(state=Plan.State.DRAFT).select_related("organisation", "file")
    return plans.filter(organisation=organisation) if organisation is not None else plans


def tasks_of(plan: Plan) -> list[Task]:
    """The plan's tasks with everyone they name: five queries however many tasks there are."""
    responsibles = Responsible.objects.select_related(
        "organisation__successor__successor", "group"
    ).prefetch_related(
        Prefetch("group__members", Organisation.objects.select_related("successor__successor"))
    )
    tasks = plan.tasks.prefetch_related(Prefetch("responsibles", responsibles))
    return list(tasks)


def questions(
    plan: Plan, tasks: list[Task] | None = None, *, on: date | None = None
) -> list[Question]:
    """Everything that blocks adoption on the day `on`: the plan first, then task by task.

    For an adopted plan these are the questions that were left open.
    """
    tasks = tasks_of(plan) if tasks is None else tasks
    unknown = any(
        row.means == Responsible.Means.UNKNOWN for task in tasks for row in task.responsibles.all()
    )
    names = Directory() if unknown else None
    return [*plan_gaps(plan, tasks), *task_gaps(plan, tasks, names, on)]


def open_names(plan: Plan) -> list[Responsible]:
    """The names of the plan that nobody has resolved yet, in the order of the plan."""
    rows = Responsible.objects.filter(task__plan=plan, means=Responsible.Means.UNKNOWN)
    return list(rows.select_related("task").order_by("task__order", "order"))


def notes(plan: Plan, tasks: list[Task] | None = None) -> list[Note]:
    """What the reader wants confirmed, names that lead elsewhere, a plan without ledger date."""
    tasks = tasks_of(plan) if tasks is None else tasks
    found = [Note("reader_confirm", one["where"], one["what"]) for one in plan.confirm]
    if plan.ledger_due_on is None and not ledger_dates(plan):
        found.append(Note("ledger_due_on_missing", "", ""))
    names = Directory()
    seen: set[str] = set()
    for task in tasks:
        for row in task.responsibles.all():
            match = names.match(row.name, plan.issued_on)
            if match.note in {"former_name", "succeeded"} and row.name not in seen:
                seen.add(row.name)
                found.append(Note(match.note, row.name, str(row.organisation or "")))
    return found


def handovers(plan: Plan, on: date) -> list[Duty]:
    """Duties of organisations dissolved by `on` that nobody has taken over yet.

    A successor with a share of its own in the same task needs no second one.
    """
    gone = Duty.objects.filter(task__plan=plan, organisation__active_until__lte=on)
    own = Duty.objects.filter(task__plan=plan).values_list("task_id", "organisation_id")
    taken = set(own)
    return [
        duty
        for duty in gone.select_related("task", "organisation__successor")
        if (duty.task_id, duty.organisation.successor_id) not in taken
    ]


def same_file(organisation: Organisation, sha256: str) -> Plan | None:
    """The plan that was read from the very same bytes and not abandoned."""
    known = Plan.objects.filter(~Q(state=Plan.State.ABANDONED), file__sha256=sha256)
    return known.filter(organisation=organisation).order_by("id").first()
