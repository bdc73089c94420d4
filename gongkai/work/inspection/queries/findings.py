"""Findings as people see them: a department its own, the openness office all."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from gongkai.work.inspection.models.finding import Finding, Rectification
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for

_STATE = Finding.State


def findings_for(
    person: Person,
    on: date,
    *,
    state: str = "",
    organisation: Organisation | None = None,
    month: str = "",
    kind: str = "",
) -> QuerySet[Finding]:
    """What `person` may see on that day, narrowed by the filters given, the newest month first."""
    found = Finding.objects.filter(organisation__in=organisations_for(person, ["finding.view"], on))
    wanted = {"state": state, "organisation": organisation, "month": month, "kind": kind}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    steps = Rectification.objects.select_related("by").order_by("at", "id")
    return found.select_related(
        "organisation", "found_by", "occurrence__duty__task__plan"
    ).prefetch_related(Prefetch("steps", steps))


def finding_for(person: Person, on: date, pk: int) -> Finding | None:
    """One finding with its steps, if `person` may see it."""
    return findings_for(person, on).filter(pk=pk).first()


def waiting_count(person: Person, on: date) -> int:
    """How many findings wait for this person: to be mended by the department, to be looked at
    again by the openness office."""
    to_mend = organisations_for(person, ["finding.mend"], on)
    to_close = organisations_for(person, ["finding.close"], on)
    open_ones = Finding.objects.filter(state=_STATE.OPEN, organisation__in=to_mend)
    mended = Finding.objects.filter(state=_STATE.MENDED, organisation__in=to_close)
    return open_ones.count() + mended.count()


def due_for(person: Person, on: date) -> QuerySet[Finding]:
    """What the department of this person has still to mend, the most urgent first."""
    mine = organisations_for(person, ["finding.mend"], on)
    found = Finding.objects.filter(state=_STATE.OPEN, organisation__in=mine)
    return found.select_related("organisation").order_by("due_on", "id")
