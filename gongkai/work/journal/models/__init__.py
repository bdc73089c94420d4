"""Tables of the journal: every deed, the provable log, the runs of periodic jobs."""

from gongkai.work.journal.models import deed, log, run

__all__ = ["deed", "log", "run"]
