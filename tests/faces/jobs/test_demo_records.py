"""Old documents of the example district: the same ones every time, brought in once."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest
from django.utils import timezone

from gongkai.faces.jobs.demo import old_documents
from gongkai.faces.jobs.demo.archive import Archive
from gongkai.faces.jobs.demo.district import found_district
from gongkai.faces.jobs.demo.old_documents import bring_in
from gongkai.work.records.actions import imports
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.log_check import verify


def brought(count: int) -> list[str]:
    return list(bring_in(count, timezone.now, lambda read: None))


def test_the_first_documents_are_the_same_however_many_follow() -> None:
    assert list(Archive().rows(30)) == list(islice(Archive().rows(300), 30))


def test_no_two_documents_are_the_same_and_all_are_old_and_long_enough() -> None:
    rows = list(Archive().rows(2_000))
    numbers = [row["发文字号"] for row in rows if "发文字号" in row]
    assert len({row["标题"] for row in rows}) == len(rows)
    assert len(set(numbers)) == len(numbers) > 500
    assert len({row["公开单位"] for row in rows}) > 25
    assert len({row["目录事项"] for row in rows}) > 12
    days = [date.fromisoformat(row["成文日期"]) for row in rows]
    assert min(days).year == 2016 and max(days) < date(2026, 1, 1)
    assert min(len(row["正文"]) for row in rows) >= 200


@pytest.fixture
def district(db: None) -> None:
    at = timezone.now()
    found_district(at)
    set_up(at=at)


@pytest.mark.usefixtures("district")
def test_they_are_published_once_and_more_can_follow() -> None:
    brought(12)
    assert Publication.objects.count() == 12
    assert brought(12) == ["12 份历史文件已经装入，没有重复装入"]
    brought(20)
    assert Publication.objects.count() == Record.objects.count() == 20
    assert not ImportBatch.objects.filter(rows__outcome="refused").exists()
    assert verify().problems == ()


@pytest.mark.usefixtures("district")
def test_a_run_that_broke_off_is_finished_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def broken(**known: object) -> object:
        calls.append(known)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return imports.review(**known)  # type: ignore[arg-type]  # as they came

    class Breaking:
        review = staticmethod(broken)

        def __getattr__(self, name: str) -> object:
            return getattr(imports, name)

    with monkeypatch.context() as patched:
        patched.setattr(old_documents, "imports", Breaking())
        with pytest.raises(KeyboardInterrupt):
            brought(12)
    assert 0 < Publication.objects.count() < 12
    brought(12)
    assert Publication.objects.count() == Record.objects.count() == 12
