"""Duties and what is due of them, read with everything a page shows and no query a row."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from gongkai.work.ledger.models.duty import Duty, Evidence, Occurrence
from gongkai.work.ledger.models.plan import Plan, Responsible
from gongkai.work.org.models.organisation import Name, Organisation

LIVE = Evidence.objects.filter(void_since=None)


def ledger_of(plan: Plan, organisation: Organisation) -> QuerySet[Duty]:
    """The ledger of one organisation: its duties in the order of the plan."""
    occurrences = Occurrence.objects.prefetch_related(Prefetch("evidence", LIVE))
    return (
        Duty.objects.filter(task__plan=plan, organisation=organisation)
        .select_related("task__plan", "organisation")
        .prefetch_related(
            "milestones",
            Prefetch("occurrences", occurrences),
            Prefetch("task__responsibles", Responsible.objects.select_related("group")),
        )
        .order_by("task__order")
    )


def occurrences_for(
    organisation: Organisation | None = None, on: date | None = None
) -> QuerySet[Occurrence]:
    """What is due of one organisation (None: of all) under adopted plans, the nearest first.

    With `on` only what has begun by that day. Standing duties come last.
    """
    found = Occurrence.objects.filter(duty__task__plan__state=Plan.State.ADOPTED)
    if organisation is not None:
        found = found.filter(duty__organisation=organisation)
    if on is not None:
        found = found.filter(starts_on__lte=on)
    return (
        found.select_related("duty__task__plan", "duty__organisation")
        .prefetch_related(Prefetch("evidence", LIVE))
        .order_by(F("due_on").asc(nulls_last=True), "duty__task__order", "id")
    )


def organisations_in(plan: Plan) -> QuerySet[Organisation]:
    """The organisations with a duty under the plan, with `duty_count` and `filled_count`."""
    ours = Q(duties__task__plan=plan)
    filled = ours & ~Q(duties__section="") & ~Q(duties__person="")
    return (
        Organisation.objects.filter(ours)
        .annotate(
            duty_count=Count("duties", filter=ours, distinct=True),
            filled_count=Count("duties", filter=filled, distinct=True),
        )
        .order_by("order", "code")
    )


def former_names(organisation: Organisation) -> frozenset[str]:
    """The names that the organisation bore before."""
    names = organisation.names.filter(kind=Name.Kind.FORMER)
    return frozenset(names.values_list("text", flat=True))


def named_as(duty: Duty, former: frozenset[str]) -> str:
    """The former name under which the plan lays the duty on the organisation, or nothing."""
    called = (row.name for row in duty.task.responsibles.all())
    return next((name for name in called if name in former), "")
