"""What waits for a reviewer's decision."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import posts_on
from gongkai.work.records.models.record import Drafter, Record
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.reviewing import ROLE_OF_LEVEL, STATE_OF_LEVEL


def review_queue(person: Person, on: date) -> QuerySet[Record]:
    """The records on which the person can decide on that day, the longest waiting first.

    Those that the person drafted or has decided on at another level are left out.
    """
    mine = Q(pk=None)
    for level, role in ROLE_OF_LEVEL.items():
        organisations = posts_on(person, on).filter(role=role).values("organisation_id")
        mine |= Q(state=STATE_OF_LEVEL[level], organisation__in=organisations)
    drew_up = Drafter.objects.filter(record=OuterRef("pk"), person=person)
    decided = Review.objects.filter(version=OuterRef("current"), person=person)
    return (
        Record.objects.filter(mine)
        .exclude(Exists(drew_up))
        .exclude(Exists(decided))
        .select_related("organisation", "current__item", "current__drafted_by", "occurrence")
        .order_by("current__frozen_at", "id")
    )
