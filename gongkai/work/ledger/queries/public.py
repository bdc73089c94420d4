"""One organisation's tasks as everybody may see them: never a section, a person or a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Prefetch, QuerySet

from gongkai.work.ledger.models.duty import Duty, Evidence, Occurrence
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.duties import LIVE
from gongkai.work.ledger.queries.plans import adopted
from gongkai.work.ledger.queries.progress import INTERNAL
from gongkai.work.org.models.organisation import Organisation


@dataclass(frozen=True)
class PublicOccurrence:
    """What is due in one period, how it stands, and what everybody can read to check it."""

    label: str
    due_on: date | None
    state: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class PublicDuty:
    """One organisation's share of a task."""

    number: int | None
    place: str
    categories: tuple[str, ...]
    requirement: str
    deadline_text: str
    role: str
    role_label: str
    occurrences: tuple[PublicOccurrence, ...]


def public_plans(on: date) -> QuerySet[Plan]:
    """Adopted plans that were issued by that day, the newest first."""
    return adopted().filter(issued_on__lte=on)


def public_duties(plan: Plan, organisation: Organisation, on: date) -> list[PublicDuty]:
    """The organisation's tasks in the order of the plan. Three queries."""
    shown = LIVE.filter(on__lte=on).exclude(url="").exclude(url__startswith=INTERNAL)
    occurrences = Occurrence.objects.prefetch_related(Prefetch("evidence", shown))
    duties = (
        Duty.objects.filter(task__plan=plan, organisation=organisation)
        .select_related("task")
        .prefetch_related(Prefetch("occurrences", occurrences))
        .order_by("task__order")
    )
    return [_public(one) for one in duties]


def checked_at(plan: Plan) -> datetime | None:
    """When the states under the plan were last looked at; None before the first time."""
    rows = Occurrence.objects.filter(duty__task__plan=plan)
    last: datetime | None = rows.aggregate(last=Max("verified_at"))["last"]
    return last


def _public(duty: Duty) -> PublicDuty:
    task = duty.task
    return PublicDuty(
        number=task.number,
        place=task.place,
        categories=tuple(task.categories or ()),
        requirement=task.requirement or "",
        deadline_text=task.deadline_text or "",
        role=duty.role,
        role_label=duty.get_role_display(),
        occurrences=tuple(
            PublicOccurrence(one.label, one.due_on, one.state, tuple(one.evidence.all()))
            for one in duty.occurrences.all()
        ),
    )
