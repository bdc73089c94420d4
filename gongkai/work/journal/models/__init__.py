"""Tables of the journal: every deed, the provable log and its heads, the runs of jobs."""

from gongkai.work.journal.models import deed, head, log, run

__all__ = ["deed", "head", "log", "run"]
