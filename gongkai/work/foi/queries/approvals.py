"""What waits for somebody's approval: letters, fees, and files that were redacted."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from gongkai.work.foi.models.ending import Fee
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.models.request import Request
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import OWN, posts_on


def to_approve(person: Person, on: date) -> QuerySet[Request]:
    """The cases in which something waits for the person's approval, the nearest last day first.

    What the person drafted, proposed or made waits for somebody else.
    """
    places = posts_on(person, on).filter(role__in=OWN["foi.approve"]).values("organisation_id")
    letters = Letter.objects.filter(state=Letter.State.SUBMITTED).exclude(drafted_by=person)
    fees = Fee.objects.filter(approved_at=None).exclude(proposed_by=person)
    made = Redaction.objects.filter(state=Redaction.State.MADE).exclude(made_by=person)
    waiting = (
        letters.order_by()
        .values("request_id")
        .union(fees.order_by().values("request_id"), made.order_by().values("source__request_id"))
    )
    rows = Request.objects.filter(organisation__in=places, pk__in=waiting)
    return rows.select_related("organisation", "holder").order_by("due_on", "id")
