"""Run each periodic job exactly once for each of its due times, however many workers look."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from time import monotonic

from django.db.models import F, Q

from gongkai.work.journal.deeds import CHINA, day_of, deed
from gongkai.work.journal.models.run import Run

log = logging.getLogger(__name__)

ATTEMPTS = 5
_FIRST_PAUSE = timedelta(minutes=1)
# A worker that died in the middle leaves its run started; after this long another takes it over.
_LEASE = timedelta(hours=1)
_DAY = timedelta(days=1)
_DONE = Q(finished_at__isnull=False, last_error="")


@dataclass(frozen=True)
class Job:
    """Work that is due every day at one time of day in China; it is told for which moment."""

    kind: str
    daily_at: time
    work: Callable[[datetime], object]


class TakenOver(Exception):
    """The lease of this run ended and another worker has it; what was written is rolled back."""


def run_due(jobs: Sequence[Job], *, at: datetime) -> list[Run]:
    """Try the oldest open run of each job and return the runs tried; call again until it is empty.

    Due times missed while no worker was alive are made up for, each for its own moment. While a run
    waits for its next attempt the later ones of that job wait too, so that days keep their order.
    """
    tried = [_run_oldest(job, at) for job in jobs]
    return [run for run in tried if run is not None]


def _run_oldest(job: Job, at: datetime) -> Run | None:
    _plan_due(job, at)
    open_runs = Run.objects.filter(~_DONE, kind=job.kind, attempts__lt=ATTEMPTS)
    run = open_runs.order_by("due_at").first()
    if run is None or not _is_ready(run, at) or not _claim(run, at):
        return None
    _carry_out(job, run, at)
    run.refresh_from_db()
    return run


def _plan_due(job: Job, at: datetime) -> None:
    """Write a row for every due time since the last one; a new job begins with its latest."""
    latest = _latest_due(job.daily_at, at)
    known = Run.objects.filter(kind=job.kind).order_by("-due_at").first()
    missed = (day_of(latest) - day_of(known.due_at)).days if known else 1
    Run.objects.bulk_create(
        [Run(kind=job.kind, due_at=latest - _DAY * back) for back in reversed(range(missed))],
        ignore_conflicts=True,
    )


def _latest_due(daily_at: time, at: datetime) -> datetime:
    """The last moment up to `at` at which a job of this time of day was due."""
    today = datetime.combine(day_of(at), daily_at, CHINA)
    return today if today <= at else today - _DAY


def _is_ready(run: Run, at: datetime) -> bool:
    """Never started, left behind by a dead worker, or failed and rested long enough."""
    if run.started_at is None:
        return True
    if run.finished_at is None:
        return at >= run.started_at + _LEASE
    rest: timedelta = _FIRST_PAUSE * 2 ** (run.attempts - 1)
    return at >= run.finished_at + rest


def _claim(run: Run, at: datetime) -> bool:
    """Take the run, unless another worker took it since it was read."""
    taken = Run.objects.filter(pk=run.pk, attempts=run.attempts).update(
        started_at=at, finished_at=None, attempts=F("attempts") + 1
    )
    run.attempts += 1
    return bool(taken)


def _carry_out(job: Job, run: Run, at: datetime) -> None:
    """Do the work and mark it done in one transaction: the run counts if and only if it wrote."""
    began = monotonic()
    what = {"job": job.kind, "due_at": run.due_at.isoformat(), "attempt": run.attempts}
    try:
        with deed("run_job", by=None, at=at, power=None, target=run, detail=what):
            job.work(run.due_at)
            _end(run, at + timedelta(seconds=monotonic() - began), error="")
    except TakenOver:
        log.warning("%s: another worker took over", run)
    except Exception as error:  # one job's fault must not stop the others; it stays in the journal
        log.exception("%s: attempt %s failed", run, run.attempts)
        _record_failure(run, at + timedelta(seconds=monotonic() - began), error, what)


def _end(run: Run, ended_at: datetime, *, error: str) -> None:
    mine = Run.objects.filter(pk=run.pk, attempts=run.attempts)
    if not mine.update(finished_at=ended_at, last_error=error):
        raise TakenOver(run)


def _record_failure(
    run: Run, ended_at: datetime, error: Exception, what: dict[str, object]
) -> None:
    text = f"{type(error).__name__}: {error}"
    detail = what | {"error": text}
    try:
        with deed("job_failed", by=None, at=ended_at, power=None, target=run, detail=detail):
            _end(run, ended_at, error=text)
    except TakenOver:
        log.warning("%s: another worker took over", run)
