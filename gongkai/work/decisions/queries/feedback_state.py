"""Whether the feedback of a decision stands, so that what it tells can no longer be changed."""

from __future__ import annotations

from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.feedback import Feedback


def standing(decision: Decision) -> Feedback | None:
    """The feedback whose record is drafted, under review or public; None if there is none."""
    found = Feedback.objects.filter(decision=decision).select_related("record").first()
    if found is None or found.record is None or found.record.is_gone:
        return None
    return found
