"""How many documents were left to be put in order from day to day, until the day of the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Subquery

from gongkai.rules.completeness import is_about_old_documents
from gongkai.rules.deadlines.due import day_of_month
from gongkai.rules.deadlines.limit import from_json
from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.plan import Plan, Task
from gongkai.work.ledger.queries.plans import adopted
from gongkai.work.records.models.completeness import Completeness
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.queries.workbench import Scope, taken_over

_POINTS = 15
_STEPS = (7, 14, 28, 91, 364)


@dataclass(frozen=True)
class Left:
    """What was left to do at the end of a day."""

    on: date
    lacking: int
    waiting: int

    @property
    def open(self) -> int:
        return self.lacking + self.waiting


@dataclass(frozen=True)
class Target:
    """A task of an adopted plan that seems to ask for it: since when, and until which day."""

    task: Task
    starts_on: date
    until: date


def targets(on: date) -> list[Target]:
    """The dated tasks about old documents of the newest plan adopted by then. Two queries."""
    plan = adopted().filter(issued_on__lte=on).order_by("-year", "-id").first()
    if plan is None or plan.issued_on is None:
        return []
    found = []
    for task in plan.tasks.order_by("order"):
        until = _fixed_day(plan, task)
        words = f"{task.requirement or ''} {task.deadline_text or ''}"
        if until is not None and is_about_old_documents(words):
            found.append(Target(task, plan.issued_on, until))
    return found


def days_between(first: date, last: date, on: date) -> list[date]:
    """The days to look at: every so many weeks from first to last, and `on` if it comes later."""
    length = max((last - first).days, 0)
    step = next((days for days in _STEPS if length / days < _POINTS), _STEPS[-1])
    grid = {first + timedelta(days=n) for n in range(0, length, step)} | {last}
    return sorted(grid | ({on} if on > first else set()))


def left_on(scope: Scope, days: Sequence[date]) -> list[Left]:
    """What was left at the end of each of the days, from what was public and what waited then.

    Two queries. A document lacks something from the day on which such a text of it was published
    until the day on which another one was, or until it was withdrawn.
    """
    lacking, waiting = _changes(_lacking_spells(scope)), _changes(_waiting_spells(scope))
    return [Left(day, _until(lacking, day), _until(waiting, day)) for day in days]


_Spell = tuple[date, date | None, int]


def _lacking_spells(scope: Scope) -> Iterable[_Spell]:
    """From which day to which day how many documents were public and lacked something."""
    later = Publication.objects.filter(record=OuterRef("record"), pk__gt=OuterRef("pk"))
    rows = (
        Publication.objects.filter(
            Exists(
                Completeness.objects.filter(scope.condition, is_public=True)
                .filter(version=OuterRef("version"))
                .exclude(lacks="")
            )
        )
        .annotate(next_on=Subquery(later.order_by("pk").values("published_on")[:1]))
        .order_by()
        .values_list("published_on", "next_on", "withdrawal__at")
        .annotate(n=Count("pk"))
    )
    for first, next_on, withdrawn_at, count in rows:
        ends = [next_on, day_of(withdrawn_at) if withdrawn_at else None]
        yield first, min((day for day in ends if day), default=None), count


def _waiting_spells(scope: Scope) -> Iterable[_Spell]:
    """From which day to which day how many documents were here and not public yet."""
    within = Completeness.objects.filter(scope.condition, record=OuterRef("pk"))
    published = Publication.objects.filter(record=OuterRef("pk")).order_by().values("record")
    first = published.annotate(first_on=Min("published_on")).values("first_on")
    rows = (
        taken_over()
        .filter(Exists(within))
        .annotate(first_on=Subquery(first))
        .order_by()
        .values_list("created_at", "first_on")
        .annotate(n=Count("pk"))
    )
    for created_at, first_on, count in rows:
        yield day_of(created_at), first_on, count


def _changes(spells: Iterable[_Spell]) -> dict[date, int]:
    """By how many the number changed on each day."""
    changes: dict[date, int] = defaultdict(int)
    for first, last, count in spells:
        changes[first] += count
        if last is not None:
            changes[max(first, last)] -= count
    return changes


def _until(changes: dict[date, int], day: date) -> int:
    return sum(change for on, change in changes.items() if on <= day)


def _fixed_day(plan: Plan, task: Task) -> date | None:
    limit = from_json(task.deadline) if task.deadline else None
    if limit is None or plan.year is None:
        return None
    if limit.kind == "yearly" and limit.month_day is not None:
        return day_of_month(plan.year, *limit.month_day)
    return limit.date if limit.kind == "fixed" else None
