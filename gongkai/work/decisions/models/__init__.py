"""Tables of decisions: the matter and its steps, the yearly list, consultations, opinions."""

from gongkai.work.decisions.models import consultation, decision, feedback, opinion, year_list

__all__ = ["consultation", "decision", "feedback", "opinion", "year_list"]
