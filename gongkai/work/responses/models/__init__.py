"""Tables of events of public opinion, press conferences and major policies."""

from gongkai.work.responses.models import event, policy

__all__ = ["event", "policy"]
