"""Surveys as the desk and the public see them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from gongkai.work.evaluations.models.survey import Survey
from gongkai.work.org.models.organisation import Organisation


def surveys_of(places: Collection[Organisation] | None) -> QuerySet[Survey]:
    """The surveys of these organisations, None for those of all; the newest first."""
    rows = Survey.objects.select_related("organisation", "record__live", "results__live")
    if places is not None:
        rows = rows.filter(organisation__in=[one.pk for one in places])
    return rows.order_by("-number")


def public_surveys() -> QuerySet[Survey]:
    """Those whose announcement is public now, the newest first."""
    rows = surveys_of(None).filter(state=Survey.State.SURVEYING, record__live__isnull=False)
    return rows.order_by("-closes_on", "-number")


def public_survey(number: str) -> Survey | None:
    """One of these; None for any other. One query."""
    return public_surveys().filter(number=number).first()


def is_taking(survey: Survey, on: date) -> bool:
    """True while sheets are taken: from the first day to the end of the last."""
    is_open = survey.state == Survey.State.SURVEYING
    return is_open and survey.opens_on <= on <= survey.closes_on
