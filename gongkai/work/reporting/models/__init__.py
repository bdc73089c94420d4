"""Tables of the annual report: the report and its steps, what was handed in and brought in."""

from gongkai.work.reporting.models import report

__all__ = ["report"]
