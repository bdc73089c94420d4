"""How far the plan has come, for everybody to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from gongkai.work.ledger.models.duty import Duty, Evidence, Occurrence, State
from gongkai.work.ledger.models.plan import Plan, Task
from gongkai.work.ledger.queries.duties import LIVE

_DONE = (State.FULFILLED, State.LATE, State.KEPT)
# Addresses of the back office prove nothing to the public.
_INTERNAL = "/desk/"


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
    tasks = tuple(_task(one, on) for one in _tasks(plan))
    by_category: dict[str, Counter[str]] = {}
    for task in tasks:
        category = task.categories[0] if task.categories else ""
        by_category.setdefault(category, Counter()).update(task.tally.counts)
    return Progress(
        tally=Tally(_sum(task.tally.counts for task in tasks)),
        tasks=tasks,
        categories={name: Tally(counts) for name, counts in by_category.items()},
    )


def _tasks(plan: Plan) -> Iterable[Task]:
    occurrences = Occurrence.objects.prefetch_related(Prefetch("evidence", LIVE))
    duties = (
        Duty.objects.select_related("organisation")
        .order_by("organisation__order", "organisation__code")
        .prefetch_related(Prefetch("occurrences", occurrences))
    )
    return plan.tasks.prefetch_related(Prefetch("duties", duties))


def _task(task: Task, on: date) -> TaskProgress:
    duties = list(task.duties.all())
    occurrences = [one for duty in duties for one in duty.occurrences.all()]
    return TaskProgress(
        number=task.number,
        categories=tuple(task.categories or ()),
        requirement=task.requirement or "",
        deadline_text=task.deadline_text or "",
        units=tuple(
            Unit(duty.organisation.label, duty.role, duty.get_role_display()) for duty in duties
        ),
        tally=Tally(Counter(one.state for one in occurrences)),
        evidence=tuple(_public(occurrences, on)),
    )


def _public(occurrences: Iterable[Occurrence], on: date) -> Iterable[Evidence]:
    """Each public address once, however many occurrences it proves."""
    found: dict[str, Evidence] = {}
    for occurrence in occurrences:
        for one in occurrence.evidence.all():
            if one.url and not one.url.startswith(_INTERNAL) and one.on <= on:
                found.setdefault(one.url, one)
    return sorted(found.values(), key=lambda one: (one.on, one.pk))


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    whole: Counter[str] = Counter()
    for one in counts:
        whole.update(one)
    return whole
