"""The terms after a reply as this place set them, or the defaults of the rules."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from gongkai.rules.foi import after
from gongkai.work.foi.models.request import Request


def keep_years() -> int:
    """How many years a closed case is kept."""
    return settings.GONGKAI_FOI_KEEP_YEARS or after.KEEPING.years


def years_are_default() -> bool:
    """True if nobody here chose the years; then pages say that no law gives them."""
    return not settings.GONGKAI_FOI_KEEP_YEARS


def kept_until(request: Request) -> date:
    """The last day of keeping, from the end of the case or of the last challenge of it."""
    assert request.ended_on is not None
    days = [one.decided_on for one in request.challenges.all() if one.decided_on]
    return after.keep_until(max([request.ended_on, *days]), keep_years())


def review_workdays() -> int:
    """How many working days the review for proactive disclosure may take."""
    return settings.GONGKAI_FOI_REVIEW_WORKDAYS or after.CONVERSION.review_workdays


def review_due(ended_on: date) -> date:
    """The last day of the review of a case that closed on that day."""
    return after.review_by(ended_on, review_workdays())
