"""Old documents brought into the example district: imported, reviewed by three, published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from gongkai.faces.jobs.demo.archive import write_archive
from gongkai.faces.jobs.demo.publishing import REVIEWERS
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions import imports
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.staffing.actions.accounts import machine_account

_State = ImportBatch.State
_OPEN = (_State.OPEN, _State.FIRST, _State.SECOND, _State.FINAL, _State.PUBLISHING)
Clock = Callable[[], datetime]


def bring_in(count: int, clock: Clock, progress: Callable[[int], None]) -> Iterator[str]:
    """Bring so many documents in, through everything that documents go through.

    Yields what comes next. What an earlier run left is finished first; what it brought in is
    there already and does not change.
    """
    yield from _finish(clock)
    name = f"示例历史文件{count}.jsonl"
    if ImportBatch.objects.filter(name=name, state__in=(_State.PUBLISHED, _State.NOTHING)).exists():
        yield f"{count:,} 份历史文件已经装入，没有重复装入"
        return
    yield f"编写 {count:,} 份历史文件"
    path = write_archive(Path(settings.HOME) / name, count)
    try:
        yield "导入历史文件"
        batch = imports.begin(
            source_name=name, source=path, organisation=None, mapping=None, by=None, at=clock()
        )
        imports.load(batch=batch, by=None, at=batch.created_at, source=path, progress=progress)
    finally:
        path.unlink()
    yield from _finish(clock)


def _finish(clock: Clock) -> Iterator[str]:
    """Hand in, review and publish whatever the machine brought in."""
    mine = ImportBatch.objects.filter(created_by=machine_account(at=clock()), state__in=_OPEN)
    for batch in mine.select_related("organisation").order_by("id"):
        yield f"审核、发布{batch.organisation.label}的历史文件"
        publish_batch(batch, clock)


def publish_batch(batch: ImportBatch, clock: Clock) -> int:
    """Take a batch from where it stands to its publication; returns how many it published."""
    if batch.state == _State.OPEN:
        imports.submit(batch=batch, by=None, at=clock())
    for level, state in enumerate((_State.FIRST, _State.SECOND, _State.FINAL), start=1):
        if batch.state == state:
            imports.review(
                batch=batch, level=level, outcome="passed", opinion="",
                batch_hash=batch.batch_hash, by=_reviewer(batch, level), at=clock(),
            )  # fmt: skip
    done = 0
    while batch.state == _State.PUBLISHING:
        done += imports.publish_chunk(batch=batch, at=clock()).done
    return done


def _reviewer(batch: ImportBatch, level: int) -> Person:
    posts = Post.objects.filter(organisation=batch.organisation, role=REVIEWERS[level - 1])
    return posts.select_related("person").earliest("from_on").person
