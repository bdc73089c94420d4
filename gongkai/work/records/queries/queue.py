"""What waits for a reviewer's decision."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gongkai.rules.workdays import add_workdays
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import posts_on
from gongkai.work.records.models.record import Drafter, Record
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.reviewing import ROLE_OF_LEVEL, STATE_OF_LEVEL


def review_queue(person: Person, on: date) -> QuerySet[Record]:
    """The records on which the person can decide on that day, the longest waiting first.

    Each has `waiting_since`, when it came to its level; what is over its term thus comes first.
    Those that the person drafted or has decided on at another level are left out.
    """
    mine = Q(pk=None)
    for level, role in ROLE_OF_LEVEL.items():
        organisations = posts_on(person, on).filter(role=role).values("organisation_id")
        mine |= Q(state=STATE_OF_LEVEL[level], organisation__in=organisations)
    drew_up = Drafter.objects.filter(record=OuterRef("pk"), person=person)
    decided = Review.objects.filter(version=OuterRef("current"), person=person)
    last = Review.objects.filter(version=OuterRef("current")).order_by("-at", "-id").values("at")
    return (
        Record.objects.filter(mine)
        .exclude(Exists(drew_up))
        .exclude(Exists(decided))
        .select_related("organisation", "current__item", "current__drafted_by", "occurrence")
        .annotate(waiting_since=Coalesce(Subquery(last[:1]), F("current__frozen_at")))
        .order_by("waiting_since", "id")
    )


def review_due_on(since: datetime) -> date:
    """The last day for a review that waits since then; the day on which it came is not counted."""
    return add_workdays(day_of(since), settings.GONGKAI_REVIEW_WORKDAYS, provisional=True)


def routine_queue(person: Person, on: date) -> QuerySet[Record]:
    """Those of the queue that may be passed together, as their item is routine."""
    return review_queue(person, on).filter(current__item__is_routine=True)
