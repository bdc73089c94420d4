"""How far the plan has come, for everybody to see."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from gongkai.work.ledger.models.duty import Duty, Evidence, Occurrence, State
from gongkai.work.ledger.models.plan import Plan, Task
from gongkai.work.ledger.queries.duties import LIVE

_DONE = (State.FULFILLED, State.LATE, State.KEPT)
# Addresses of the back office prove nothing to the public.
INTERNAL = "/desk/"


@dataclass(frozen=True)
class Tally:
    """How many occurrences are in which state."""

    counts: Counter[str]

    @property
    def total(self) -> int:
        """All occurrences."""
        return self.counts.total()

    @property
    def done(self) -> int:
        """Fulfilled, fulfilled late, or kept so far."""
        return sum(self.counts[state] for state in _DONE)

    @property
    def percent(self) -> int:
        """The done ones of a hundred, rounded down: 100 means all of them."""
        return self.done * 100 // self.total if self.total else 0


@dataclass(frozen=True)
class Unit:
    """An organisation and its part in a task."""

    name: str
    role: str
    role_label: str


@dataclass(frozen=True)
class TaskProgress:
    """One task as the public sees it."""

    number: int | None
    categories: tuple[str, ...]
    requirement: str
    deadline_text: str
    units: tuple[Unit, ...]
    tally: Tally
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Progress:
    """The whole plan; `categories` are its widest ones, in the order of the plan."""

    tally: Tally
    tasks: tuple[TaskProgress, ...]
    categories: dict[str, Tally] = field(default_factory=dict)


def progress(plan: Plan, on: date) -> Progress:
    """The progress of the plan, with public evidence dated up to `on`. Four queries."""
    units, counts, evidence = _units(plan), _counts(plan), _evidence(plan, on)
    tasks = tuple(
        _task(one, units[one.pk], counts[one.pk], evidence[one.pk]) for one in plan.tasks.all()
    )
    whole: Counter[str] = Counter()
    by_category: dict[str, Counter[str]] = defaultdict(Counter)
    for task in tasks:
        whole.update(task.tally.counts)
        by_category[task.categories[0] if task.categories else ""].update(task.tally.counts)
    categories = {name: Tally(counts) for name, counts in by_category.items()}
    return Progress(Tally(whole), tasks, categories)


def _task(
    task: Task, units: list[Unit], counts: Counter[str], evidence: dict[str, Evidence]
) -> TaskProgress:
    return TaskProgress(
        number=task.number,
        categories=tuple(task.categories or ()),
        requirement=task.requirement or "",
        deadline_text=task.deadline_text or "",
        units=tuple(units),
        tally=Tally(counts),
        evidence=tuple(evidence.values()),
    )


def _units(plan: Plan) -> dict[int, list[Unit]]:
    found: dict[int, list[Unit]] = defaultdict(list)
    duties = Duty.objects.filter(task__plan=plan).select_related("organisation")
    for duty in duties.order_by("organisation__order", "organisation__code"):
        found[duty.task_id].append(
            Unit(duty.organisation.label, duty.role, duty.get_role_display())
        )
    return found


def _counts(plan: Plan) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Occurrence.objects.filter(duty__task__plan=plan).order_by()
    for task, state, count in rows.values_list("duty__task", "state").annotate(Count("id")):
        found[task][state] = count
    return found


def _evidence(plan: Plan, on: date) -> dict[int, dict[str, Evidence]]:
    """By task, each public address once, however many occurrences it proves."""
    found: dict[int, dict[str, Evidence]] = defaultdict(dict)
    live = LIVE.filter(occurrence__duty__task__plan=plan, on__lte=on).exclude(url="")
    public = live.exclude(url__startswith=INTERNAL).select_related("occurrence__duty")
    for one in public.order_by("on", "id"):
        found[one.occurrence.duty.task_id].setdefault(one.url, one)
    return found
