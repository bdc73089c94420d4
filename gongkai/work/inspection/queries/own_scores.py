"""One organisation's score in one month, for whoever may see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.work.inspection.models.score import Score
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for


def score_for(person: Person, on: date, month: str, code: str) -> Score | None:
    """The score of the organisation with this code, if `person` may see it on that day."""
    seen = organisations_for(person, ["score.view"], on)
    found = Score.objects.filter(month__month=month, organisation__code=code)
    return found.filter(organisation__in=seen).select_related("month", "organisation").first()


def scores_of(organisations: Iterable[Organisation], month: str) -> list[Score]:
    """The scores of these organisations in a month, as far as it was computed. One query."""
    found = Score.objects.filter(month__month=month, organisation__in=list(organisations))
    return list(found.select_related("month", "organisation").order_by("organisation__order"))
