"""Tables of the ledger: the plan as read, its duties, their evidence, what was handed in."""

from gongkai.work.ledger.models import duty, plan, submission

__all__ = ["duty", "plan", "submission"]
