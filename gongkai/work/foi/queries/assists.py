"""What other bodies ask one's own to help with; who the applicant is stays with them."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from gongkai.work.foi.models.working import Assistance
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import OWN, posts_on


def assists_for(person: Person, on: date) -> QuerySet[Assistance]:
    """The questions to the organisations for which the person may answer, the open ones first."""
    places = posts_on(person, on).filter(role__in=OWN["foi.assist"]).values("organisation_id")
    rows = Assistance.objects.filter(organisation__in=places)
    return rows.select_related(
        "organisation", "request__organisation", "asked_by", "answered_by"
    ).order_by("answered_at", "due_on", "id")


def assists_waiting(person: Person, on: date) -> QuerySet[Assistance]:
    """Those that nobody has answered yet."""
    return assists_for(person, on).filter(answered_at=None)
