"""The worker's loop: everything due is run, one fault does not end it, and it stops when told."""

from __future__ import annotations

from datetime import datetime, time
from threading import Event

import pytest

from gongkai.faces.jobs.worker import JOBS, run_all_due, work_until
from gongkai.work.journal.actions.runs import Job

pytestmark = pytest.mark.django_db


def test_everything_due_is_run_once() -> None:
    seen: list[datetime] = []
    job = Job("nightly", time(1, 0), seen.append)
    assert [run.due_at for run in run_all_due([job])] == seen
    assert run_all_due([job]) == []
    assert len(seen) == 1


def test_failing_job_is_tried_once_a_round_and_tells_its_error() -> None:
    def fail(at: datetime) -> None:
        raise ValueError("试错")

    assert [run.last_error for run in run_all_due([Job("nightly", time(1, 0), fail)])] == [
        "ValueError: 试错"
    ]


@pytest.mark.django_db(transaction=True)
def test_loop_ends_when_it_is_told_to() -> None:
    stopped = Event()
    rounds: list[datetime] = []

    def stop(at: datetime) -> None:
        rounds.append(at)
        stopped.set()

    work_until(stopped, [Job("nightly", time(1, 0), stop)])
    assert len(rounds) == 1


def test_the_products_own_jobs_run_on_an_empty_instance() -> None:
    tried = run_all_due()
    assert [(run.kind, run.last_error) for run in tried] == [(job.kind, "") for job in JOBS]
    assert tried[0].kind == "verify"


def test_kinds_of_jobs_are_unique() -> None:
    kinds = [job.kind for job in JOBS]
    assert len(kinds) == len(set(kinds))
