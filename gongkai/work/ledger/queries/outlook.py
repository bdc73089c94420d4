"""What lies ahead and what was left behind, over many duties at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Prefetch

from gongkai.work.ledger.models.duty import Duty, Occurrence, State
from gongkai.work.ledger.models.plan import Plan, Responsible
from gongkai.work.ledger.models.submission import LedgerSubmission
from gongkai.work.ledger.queries.gaps import plan_gaps, task_gaps
from gongkai.work.ledger.queries.names import Directory
from gongkai.work.ledger.queries.plans import drafts
from gongkai.work.org.models.organisation import Organisation

_ADOPTED = {"duty__task__plan__state": Plan.State.ADOPTED}


@dataclass(frozen=True)
class ComingDay:
    """A day on which something falls due, and what."""

    on: date
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True)
class Behind:
    """An organisation with overdue occurrences; `since` is the earliest date missed."""

    organisation: Organisation
    count: int
    since: date


@dataclass(frozen=True)
class MissingLedger:
    """An organisation that has not handed in the ledger of a plan though its day is over."""

    code: str
    name: str
    plan: str
    plan_id: int
    due_on: date


def coming_days(organisations: Iterable[int], on: date, most: int) -> list[ComingDay]:
    """The next days after `on` on which something not yet due now falls due. Two queries."""
    found = Occurrence.objects.filter(
        duty__organisation__in=list(organisations),
        state=State.UPCOMING,
        due_on__gt=on,
        **_ADOPTED,
    )
    days = found.order_by("due_on").values_list("due_on", flat=True).distinct()[:most]
    by_day: dict[date, list[Occurrence]] = defaultdict(list)
    rows = found.filter(due_on__in=list(days)).select_related("duty__task", "duty__organisation")
    for one in rows.order_by("due_on", "duty__task__order", "id"):
        if one.due_on is not None:
            by_day[one.due_on].append(one)
    return [ComingDay(day, tuple(rows)) for day, rows in by_day.items()]


def tallies(organisations: Iterable[int]) -> dict[int, Counter[str]]:
    """How many occurrences of each organisation are in which state. One query."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Occurrence.objects.filter(duty__organisation__in=list(organisations), **_ADOPTED)
    for organisation, state, count in (
        rows.order_by().values_list("duty__organisation", "state").annotate(n=Count("pk"))
    ):
        found[organisation][state] = count
    return found


def behind() -> list[Behind]:
    """The organisations with something overdue, the most of it first. Two queries."""
    rows = (
        Occurrence.objects.filter(state=State.OVERDUE, **_ADOPTED)
        .order_by()
        .values("duty__organisation")
        .annotate(count=Count("pk"), since=Min("due_on"))
    )
    found = {row["duty__organisation"]: row for row in rows}
    listed = Organisation.objects.filter(pk__in=found).order_by("order", "code")
    units = [Behind(one, found[one.pk]["count"], found[one.pk]["since"]) for one in listed]
    return sorted(units, key=lambda one: (-one.count, one.since))


def missing_ledgers(on: date) -> list[MissingLedger]:
    """Every ledger that should be there and is not, the longest awaited first. One query."""
    sent = LedgerSubmission.objects.filter(
        plan=OuterRef("task__plan"), organisation=OuterRef("organisation")
    )
    rows = (
        Duty.objects.filter(
            ~Exists(sent), task__plan__state=Plan.State.ADOPTED, task__plan__ledger_due_on__lt=on
        )
        .order_by("task__plan__ledger_due_on", "organisation__order", "organisation__code")
        .values_list(
            "organisation__code",
            "organisation__name",
            "task__plan__title",
            "task__plan",
            "task__plan__ledger_due_on",
            "organisation__order",
        )
        .distinct()
    )
    return [
        MissingLedger(code, name, title, plan, due_on)
        for code, name, title, plan, due_on, _ in rows
        if due_on is not None
    ]


def open_questions() -> list[tuple[Plan, int]]:
    """The drafts with the number of questions that keep each from being adopted."""
    responsibles = Responsible.objects.select_related(
        "organisation__successor__successor", "group"
    ).prefetch_related(
        Prefetch("group__members", Organisation.objects.select_related("successor__successor"))
    )
    found = list(
        drafts().prefetch_related(
            "obligations", "tasks", Prefetch("tasks__responsibles", responsibles)
        )
    )
    names = Directory() if found else None
    return [(plan, _count(plan, names)) for plan in found]


def _count(plan: Plan, names: Directory | None) -> int:
    tasks = list(plan.tasks.all())
    return sum(1 for _ in plan_gaps(plan, tasks)) + sum(
        1 for _ in task_gaps(plan, tasks, names, None)
    )
