"""The background worker: the loop that runs what is due, and the one that keeps the index."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, time
from functools import partial
from threading import Event, Thread

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone

from gongkai.faces.jobs.memory import many_objects
from gongkai.work.decisions.actions.group import suggest_all
from gongkai.work.decisions.actions.publish_list import settle_lists
from gongkai.work.decisions.actions.tell import tell_all
from gongkai.work.decisions.actions.terms import close_over
from gongkai.work.foi.actions.drafts import erase_old_drafts
from gongkai.work.foi.actions.erase import erase_applicants
from gongkai.work.foi.actions.happen import restate
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.journal.actions.runs import Job, run_due
from gongkai.work.journal.models.run import Run
from gongkai.work.records.actions.imports import carry_on
from gongkai.work.search.actions.keep import keep_current

log = logging.getLogger(__name__)


def _inspect(at: datetime) -> None:
    """Judge every duty as the day begins: what was due yesterday and is not there is overdue."""
    verify(at=at)


def _lapse(at: datetime) -> None:
    """Let the terms of requests lapse that ended yesterday: 不补正, 不缴费, 第三方不答复."""
    restate(at=at)


def _erase(at: datetime) -> None:
    """Erase what applicants began to write and left."""
    erase_old_drafts(at=at)


def _end_keeping(at: datetime) -> None:
    """Erase who asked, and destroy archives, where the term of keeping is over."""
    erase_applicants(at=at)


def _close(at: datetime) -> None:
    """Note which consultations are over; what comes later is refused without this."""
    close_over(at=at)


def _settle(at: datetime) -> None:
    """Put the yearly lists in force that became public and nobody did."""
    settle_lists(at=at)


def _group(at: datetime) -> None:
    """Look for opinions that say the same, once nothing is held: people speak at night too."""
    transaction.on_commit(partial(suggest_all, at=at))


def _tell(at: datetime) -> None:
    """Write to those whose opinions were answered, once nothing is held: mail takes its time."""
    transaction.on_commit(partial(tell_all, at=at))


JOBS = (
    Job("verify", time(1, 0), _inspect),
    Job("foi_lapse", time(0, 5), _lapse),
    Job("foi_drafts", time(0, 20), _erase),
    Job("foi_keeping", time(2, 30), _end_keeping),
    Job("consultations", time(0, 1), _close),
    Job("decision_lists", time(0, 10), _settle),
    Job("opinion_groups", time(3, 30), _group),
    Job("opinion_results", time(8, 30), _tell),
)
_PAUSE_SECONDS = 20.0
# What was published is to be found within a second.
_LOOK_SECONDS = 0.4


def run_all_due(jobs: Sequence[Job] = JOBS) -> list[Run]:
    """Run until nothing is due any more; the clock is asked before every round."""
    tried: list[Run] = []
    while batch := run_due(jobs, at=timezone.now()):
        tried += batch
    return tried


def carry_on_imports(stopped: Event) -> None:
    """Read in and publish what waits of bulk imports, piece by piece until there is nothing."""
    with many_objects():
        while not stopped.is_set() and carry_on(timezone.now) is not None:
            pass


def work_until(stopped: Event, jobs: Sequence[Job] = JOBS) -> None:
    """Look for due jobs until `stopped` is set, and beside them keep the index up to date."""
    # A thread of its own: a long job of the night must not keep a publication from being found.
    searching = Thread(target=keep_search_current, args=(stopped,), name="search")
    searching.start()
    while not stopped.is_set():
        close_old_connections()
        try:
            run_all_due(jobs)
            carry_on_imports(stopped)
        except DatabaseError:  # a database that is away now is asked again in the next round
            log.exception("the worker cannot reach the database")
        stopped.wait(_PAUSE_SECONDS)
    searching.join()


def keep_search_current(stopped: Event) -> None:
    """Look for what is to be indexed until `stopped` is set, on a connection of its own."""
    while not stopped.is_set():
        close_old_connections()
        pause = _LOOK_SECONDS
        try:
            pause = 0 if keep_current(at=timezone.now()) else _LOOK_SECONDS
        except Exception:  # whatever it is, it is tried again, and must not end the worker
            log.exception("the search index could not be brought up to date")
            pause = _PAUSE_SECONDS
        stopped.wait(pause)
    connection.close()
