"""Tables of the inspection: findings and their mending, months scored, notices."""

from gongkai.work.inspection.models import finding, notice, score

__all__ = ["finding", "notice", "score"]
