"""Tables of the organisation: who exists, who works where, since when."""

from gongkai.work.org.models import organisation, person

__all__ = ["organisation", "person"]
