"""Tables of decisions: matters and steps, yearly lists, consultations, opinions, meetings."""

from gongkai.work.decisions.models import (
    consultation,
    decision,
    feedback,
    meeting,
    opinion,
    year_list,
)

__all__ = ["consultation", "decision", "feedback", "meeting", "opinion", "year_list"]
