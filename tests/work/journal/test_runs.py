"""Periodic jobs: once for each due time, in order, with another try after a fault."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from gongkai.work.journal.actions.runs import ATTEMPTS, Job, run_due
from gongkai.work.journal.deeds import CHINA
from gongkai.work.journal.models.deed import Deed
from gongkai.work.journal.models.run import Run


def moment(day: int, hour: int = 1, minute: int = 0) -> datetime:
    return datetime(2023, 7, day, hour, minute, tzinfo=CHINA)


class Recorder:
    """A job that notes for which moments it was run, and fails as often as it is told."""

    def __init__(self, *, failures: int = 0) -> None:
        self.seen: list[datetime] = []
        self.failures = failures

    def __call__(self, at: datetime) -> None:
        if self.failures:
            self.failures -= 1
            raise ValueError("试错")
        self.seen.append(at)

    def job(self, at: time = time(1, 0)) -> Job:
        return Job("nightly", at, self)


def run_all(job: Job, at: datetime) -> list[Run]:
    tried: list[Run] = []
    while batch := run_due([job], at=at):
        tried += batch
    return tried


@pytest.mark.django_db
def test_new_job_begins_with_its_latest_due_time() -> None:
    recorder = Recorder()
    run_all(recorder.job(), moment(10, 9))
    assert recorder.seen == [moment(10)]


@pytest.mark.django_db
def test_before_the_hour_yesterday_is_the_latest() -> None:
    recorder = Recorder()
    run_all(recorder.job(), moment(10, 0, 59))
    assert recorder.seen == [moment(9)]


@pytest.mark.django_db
def test_at_the_very_minute_today_is_due() -> None:
    recorder = Recorder()
    run_all(recorder.job(), moment(10, 1, 0))
    assert recorder.seen == [moment(10)]


@pytest.mark.django_db
def test_same_due_time_runs_once() -> None:
    recorder = Recorder()
    for minute in range(3):
        run_all(recorder.job(), moment(10, 9, minute))
    assert recorder.seen == [moment(10)]
    assert Run.objects.count() == 1


@pytest.mark.django_db
def test_missed_days_are_made_up_for_in_order() -> None:
    recorder = Recorder()
    run_all(recorder.job(), moment(10, 9))
    run_all(recorder.job(), moment(13, 9))
    assert recorder.seen == [moment(10), moment(11), moment(12), moment(13)]


@pytest.mark.django_db
def test_moving_the_hour_does_not_repeat_a_day() -> None:
    recorder = Recorder()
    run_all(recorder.job(time(1, 0)), moment(10, 9))
    run_all(recorder.job(time(2, 0)), moment(10, 9))
    run_all(recorder.job(time(0, 30)), moment(11, 9))
    assert recorder.seen == [moment(10), moment(11, 0, 30)]


@pytest.mark.django_db
def test_failed_run_rests_longer_each_time_and_then_succeeds() -> None:
    recorder = Recorder(failures=2)
    job = recorder.job()
    at = moment(10, 9)
    outcomes = []
    for minutes in (0, 0.5, 1.1, 2, 3.2):
        outcomes.append(
            [run.last_error for run in run_due([job], at=at + timedelta(minutes=minutes))]
        )
    assert outcomes == [["ValueError: 试错"], [], ["ValueError: 试错"], [], [""]]
    assert recorder.seen == [moment(10)]
    assert Run.objects.get().attempts == 3


@pytest.mark.django_db
def test_every_attempt_stands_in_the_journal() -> None:
    job = Recorder(failures=1).job()
    run_due([job], at=moment(10, 9))
    run_due([job], at=moment(10, 9, 5))
    verbs = list(Deed.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["job_failed", "run_job"]
    assert Deed.objects.get(verb="job_failed").detail == {
        "job": "nightly",
        "due_at": Run.objects.get().due_at.isoformat(),
        "attempt": 1,
        "error": "ValueError: 试错",
    }


@pytest.mark.django_db
def test_job_is_given_up_and_the_next_day_goes_on() -> None:
    recorder = Recorder(failures=ATTEMPTS)
    job = recorder.job()
    for hour in range(2, 2 + ATTEMPTS + 2):
        run_due([job], at=moment(10, hour))
    assert Run.objects.get().attempts == ATTEMPTS
    run_due([job], at=moment(11, 9))
    assert recorder.seen == [moment(11)]


@pytest.mark.django_db
def test_later_days_wait_for_the_failed_one() -> None:
    recorder = Recorder(failures=1)
    job = recorder.job()
    run_due([job], at=moment(10, 9))
    assert run_due([job], at=moment(10, 9)) == []
    run_all(job, moment(11, 9))
    assert recorder.seen == [moment(10), moment(11)]


@pytest.mark.django_db
def test_what_a_failed_run_wrote_is_rolled_back() -> None:
    def write_and_fail(at: datetime) -> None:
        Run.objects.create(kind="trace", due_at=at)
        raise ValueError("after writing")

    run_due([Job("nightly", time(1, 0), write_and_fail)], at=moment(10, 9))
    assert list(Run.objects.values_list("kind", flat=True)) == ["nightly"]


@pytest.mark.django_db
def test_one_faulty_job_does_not_stop_the_others() -> None:
    good = Recorder()
    jobs = [Recorder(failures=1).job(), Job("other", time(1, 0), good)]
    run_due(jobs, at=moment(10, 9))
    assert good.seen == [moment(10)]


@pytest.mark.django_db
def test_run_of_a_dead_worker_is_taken_over_after_an_hour() -> None:
    Run.objects.create(kind="nightly", due_at=moment(10), started_at=moment(10, 2), attempts=1)
    recorder = Recorder()
    assert run_due([recorder.job()], at=moment(10, 2, 59)) == []
    run_due([recorder.job()], at=moment(10, 3))
    assert recorder.seen == [moment(10)]


@pytest.mark.django_db
def test_worker_that_lost_its_lease_leaves_nothing_behind() -> None:
    def overtaken(at: datetime) -> None:
        Run.objects.create(kind="trace", due_at=at)
        Run.objects.filter(kind="nightly").update(attempts=2)

    run_due([Job("nightly", time(1, 0), overtaken)], at=moment(10, 9))
    run = Run.objects.get()
    assert (run.kind, run.finished_at) == ("nightly", None)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_time_run_each_due_time_once() -> None:
    recorder = Recorder()
    run_all(recorder.job(), moment(1, 9))
    together = Barrier(2)

    def worker() -> None:
        together.wait()
        run_all(recorder.job(), moment(20, 9))
        connection.close()

    threads = [Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(recorder.seen) == [moment(day) for day in range(1, 21)]
    assert list(Deed.objects.values_list("verb", flat=True)) == ["run_job"] * 20
