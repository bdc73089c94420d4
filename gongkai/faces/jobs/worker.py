"""The background worker: which jobs there are, and the loop that runs them when they are due."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, time
from threading import Event

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from gongkai.work.inspection.actions.verify import verify
from gongkai.work.journal.actions.runs import Job, run_due
from gongkai.work.journal.models.run import Run

log = logging.getLogger(__name__)


def _inspect(at: datetime) -> None:
    """Judge every duty as the day begins: what was due yesterday and is not there is overdue."""
    verify(at=at)


JOBS = (Job("verify", time(1, 0), _inspect),)
_PAUSE_SECONDS = 20.0


def run_all_due(jobs: Sequence[Job] = JOBS) -> list[Run]:
    """Run until nothing is due any more; the clock is asked before every round."""
    tried: list[Run] = []
    while batch := run_due(jobs, at=timezone.now()):
        tried += batch
    return tried


def work_until(stopped: Event, jobs: Sequence[Job] = JOBS) -> None:
    """Look for due jobs until `stopped` is set."""
    while not stopped.is_set():
        close_old_connections()
        try:
            run_all_due(jobs)
        except DatabaseError:  # a database that is away now is asked again in the next round
            log.exception("the worker cannot reach the database")
        stopped.wait(_PAUSE_SECONDS)
