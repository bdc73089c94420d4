"""Findings as people see them: a department its own, the openness office all."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from gongkai.work.inspection.models.finding import Finding, Rectification
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for


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
