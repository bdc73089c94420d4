"""The plans as they stand on the shelf, and the ledgers kept under them."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Count, F, IntegerField, Prefetch, Q, QuerySet, Value, When

from gongkai.work.ledger.models.duty import Duty, Evidence, Occurrence
from gongkai.work.ledger.models.plan import Plan, Responsible
from gongkai.work.ledger.models.submission import LedgerSubmission
from gongkai.work.ledger.queries.duties import LIVE
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for, posts_on

_ORDER = (Plan.State.DRAFT, Plan.State.ADOPTED, Plan.State.ABANDONED)


def shelf() -> QuerySet[Plan]:
    """Every plan with `task_count`: drafts first, then adopted ones, the newest year first."""
    places = [When(state=state, then=Value(place)) for place, state in enumerate(_ORDER)]
    return (
        Plan.objects.select_related("organisation", "file", "adopted_by")
        .annotate(task_count=Count("tasks"), place=Case(*places, output_field=IntegerField()))
        .order_by("place", F("year").desc(nulls_first=True), "-id")
    )


def plans_under(organisation: Organisation) -> QuerySet[Plan]:
    """Adopted plans that lay something on the organisation, the newest first."""
    ours = Duty.objects.filter(organisation=organisation).values("task__plan")
    return Plan.objects.filter(pk__in=ours, state=Plan.State.ADOPTED).order_by("-year", "-id")


def keepers(person: Person, on: date) -> list[Organisation]:
    """The organisations in which the person holds a post on the day and may see the ledger."""
    posts = posts_on(person, on).values("organisation")
    return list(organisations_for(person, ["ledger.view"], on).filter(pk__in=posts))


def duties_for(person: Person, on: date) -> QuerySet[Duty]:
    """The duties that the person may see, with everything that the page of one shows."""
    occurrences = Occurrence.objects.prefetch_related(Prefetch("evidence", LIVE))
    return (
        Duty.objects.filter(
            organisation__in=organisations_for(person, ["ledger.view"], on),
            task__plan__state=Plan.State.ADOPTED,
        )
        .select_related("task__plan__organisation", "organisation")
        .prefetch_related(
            "milestones",
            Prefetch("occurrences", occurrences),
            Prefetch("task__responsibles", Responsible.objects.select_related("group")),
        )
    )


def void_evidence_of(duty: Duty) -> QuerySet[Evidence]:
    """What proved the duty once and does so no longer."""
    return Evidence.objects.filter(~Q(void_since=None), occurrence__duty=duty).select_related(
        "occurrence"
    )


def receipts(plan: Plan, organisation: Organisation) -> QuerySet[LedgerSubmission]:
    """All that the organisation handed in under the plan, the latest first."""
    found = plan.submissions.filter(organisation=organisation)
    return found.select_related("submitted_by", "plan", "organisation").order_by("-number")
