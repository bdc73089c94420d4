"""verify_log: quiet while nothing was touched, and every kind of tampering is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet

from gongkai.work.files.models import StoredFile
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication, Withdrawal
from gongkai.work.records.models.record import Attachment, Record, Version
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.log_check import verify
from tests.factories import AT, post
from tests.tampering import guards_down
from tests.work.records.world import STEP, World, draft, pass_all, published, withdrawn, world


@pytest.fixture
def here(db: None) -> World:
    """Four publications (0 to 3), the second with a file, and a withdrawal of the last (4)."""
    place = world()
    published(place, AT)
    record = draft(place, AT + STEP)
    attach(record=record, file_name="表.txt", data=b"1", by=place.clerk, at=AT + STEP)
    submit(record=record, by=place.clerk, at=AT + STEP)
    pass_all(place, record, AT + STEP)
    edit(record=record, by=place.clerk, at=AT + 2 * STEP, title="更正", change_note="更正")
    submit(record=record, by=place.clerk, at=AT + 2 * STEP)
    pass_all(place, record, AT + 2 * STEP)
    last = published(place, AT + 3 * STEP)
    withdrawn(place, last, AT + 4 * STEP, reason="内容有误")
    return place


def publication(number: int) -> Publication:
    return Publication.objects.get(log_entry__sequence=number)


def change(number: int, **fields: object) -> None:
    Publication.objects.filter(log_entry__sequence=number).update(**fields)


def version(number: int, **fields: object) -> None:
    Version.objects.filter(publication__log_entry__sequence=number).update(**fields)


def run() -> tuple[int, dict[str, Any]]:
    out = StringIO()
    code = 0
    try:
        call_command("verify_log", "--json", stdout=out)
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, json.loads(out.getvalue())


def test_untouched_log_has_no_problems(here: World) -> None:
    code, found = run()
    root = LogEntry.objects.get(sequence=4).root_hash
    assert (code, found) == (0, {"entries": 5, "root": root, "problems": []})


def test_empty_instance_has_no_problems(db: None) -> None:
    assert run() == (0, {"entries": 0, "root": "", "problems": []})


def test_a_reviewer_who_later_becomes_clerk_raises_no_problem(here: World) -> None:
    post(here.first, here.organisation, "clerk")
    edit(record=publication(0).record, by=here.first, at=AT + 5 * STEP, title="新的标题")
    assert verify().problems == ()


def forge(here: World) -> None:
    """A publication with a log entry of its own, but without reviews."""
    model = publication(0)
    record = draft(here, AT + 5 * STEP)
    Version.objects.filter(pk=record.current_id).update(frozen_at=AT, content_hash="0" * 64)
    Record.objects.filter(pk=record.pk).update(index_number="000000JYJ/2023-00009")
    entry = LogEntry.objects.get(sequence=0)
    entry.pk, entry.sequence = None, 5
    entry.save(force_insert=True)
    model.pk, model.record_id, model.version_id = None, record.pk, record.current_id
    model.log_entry, model.index_number = entry, "000000JYJ/2023-00009"
    model.save(force_insert=True)


def record_of(number: int, **fields: object) -> None:
    Record.objects.filter(pk=publication(number).record_id).update(**fields)


def drop_publication(here: World) -> None:
    record_of(0, live=None, state="draft")
    Publication.objects.filter(log_entry__sequence=0).delete()


def second_review() -> QuerySet[Review]:
    return Review.objects.filter(version=publication(1).version_id, level=2)


def let_the_writer_review(here: World) -> None:
    second_review().update(person=here.clerk)


TAMPERINGS: dict[str, tuple[Callable[[World], object], int | None]] = {
    "title": (lambda here: change(1, title="改过的标题"), 1),
    "date": (lambda here: change(1, published_on=AT.date() - timedelta(days=9)), 1),
    "moment": (lambda here: change(1, published_at=AT - timedelta(days=9)), 1),
    "formed": (lambda here: change(1, formed_on=AT.date()), 1),
    "due": (lambda here: change(1, due_on=AT.date()), 1),
    "late": (lambda here: change(1, is_late=True), 1),
    "number": (lambda here: change(1, index_number="000000JYJ/2023-00077"), 1),
    "hash": (lambda here: change(1, content_hash="0" * 64), 1),
    "body": (lambda here: version(1, body_html="<p>改过</p>"), 1),
    "field": (lambda here: version(1, theme="卫生"), 1),
    "version hash": (lambda here: version(1, content_hash="0" * 64), 1),
    "attachment gone": (lambda here: Attachment.objects.filter(version__number=1).delete(), 1),
    "file renamed": (lambda here: StoredFile.objects.update(name="x.txt"), 1),
    "file replaced": (lambda here: StoredFile.objects.update(sha256="0" * 64), 1),
    "review gone": (lambda here: second_review().delete(), 1),
    "reviewer wrote it": (let_the_writer_review, 1),
    "review returned": (lambda here: second_review().update(outcome="returned", opinion="x"), 1),
    "review unknown": (lambda here: second_review().update(outcome="perhaps"), 1),
    "publication gone": (drop_publication, 0),
    "withdrawal gone": (lambda here: Withdrawal.objects.all().delete(), 4),
    "withdrawal reason": (lambda here: Withdrawal.objects.update(reason="别的"), 4),
    "withdrawal date": (lambda here: Withdrawal.objects.update(at=AT), 4),
    "live again": (lambda here: record_of(3, live=publication(3), state="published"), None),
    "hidden": (lambda here: record_of(0, live=None, state="draft"), None),
    "older one live": (lambda here: record_of(2, live=publication(1)), None),
    "log rewritten": (lambda here: LogEntry.objects.filter(sequence=1).update(payload="{}"), 1),
    "log time": (lambda here: LogEntry.objects.filter(sequence=4).update(at=AT + 9 * STEP), 4),
    "forged": (forge, 5),
}


@pytest.mark.parametrize(("tamper", "named"), TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_tampering_is_named(
    here: World, tamper: Callable[[World], object], named: int | None
) -> None:
    with guards_down():
        tamper(here)
        code, found = run()
    assert code == 1
    assert found["problems"][0]["entry"] == named
    assert found["problems"][0]["what"].endswith("。")


def test_swapped_entries_are_named(here: World) -> None:
    with guards_down():
        first, other = publication(0), publication(1)
        spare = LogEntry.objects.get(sequence=4)
        Withdrawal.objects.all().delete()
        for row, entry in ((first, spare), (other, first.log_entry), (first, other.log_entry)):
            Publication.objects.filter(pk=row.pk).update(log_entry=entry)
        assert run()[1]["problems"][0]["entry"] == 0


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_file_touched_on_the_disk_is_named(here: World, settings: Any, how: str) -> None:
    path = settings.GONGKAI_FILES / StoredFile.objects.get().path
    path.write_bytes(b"2") if how == "changed" else path.unlink()
    code, found = run()
    assert code == 1
    assert [problem["entry"] for problem in found["problems"]] == [1, 2]
    assert "表.txt" in found["problems"][0]["what"]


def test_readable_answer_names_the_entry(here: World) -> None:
    with guards_down():
        change(1, title="改过")
        out = StringIO()
        with pytest.raises(SystemExit):
            call_command("verify_log", stdout=out)
    assert "发布日志第 1 条（000000JYJ/2023-00002）与保存的记录不符：标题。" in out.getvalue()


def test_number_of_queries_does_not_grow(here: World, django_assert_max_num_queries: Any) -> None:
    for number in range(3):
        published(here, AT + (5 + number) * STEP)
    with django_assert_max_num_queries(33):
        assert verify().problems == ()


@pytest.mark.parametrize("what", ["version", "record", "organisation", "item"])
def test_a_row_torn_out_of_a_publication_is_named(here: World, what: str) -> None:
    """A console that does not enforce foreign keys can delete what a publication leads to."""
    nowhere = {f"{what}_id": 10**9}
    with pytest.raises(RuntimeError), transaction.atomic():
        with guards_down():
            Publication.objects.filter(log_entry__sequence=0).update(**nowhere)
            found = verify().problems[0]
        assert (found.sequence, "被删去" in found.what) == (0, True)
        raise RuntimeError
