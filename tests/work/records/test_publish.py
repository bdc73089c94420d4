"""Publishing and withdrawing: numbers, terms, corrections, and many at one moment."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import content_of
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.publish import publish
from gongkai.work.records.actions.review import give
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import current_of
from tests.factories import AT, clerk, department, moment
from tests.factories import reviewers as three_reviewers
from tests.work.records.world import (
    PASSED,
    STEP,
    World,
    at_once,
    decide,
    draft,
    fresh,
    item,
    pass_all,
    published,
    refused_for,
    submitted,
    withdrawn,
    world,
)


@pytest.mark.django_db
def test_late_publication_is_told_from_the_log() -> None:
    here = world()
    on_time = published(here, moment(date(2023, 8, 17)))
    late = published(here, moment(date(2023, 8, 18)))
    assert [(one.is_late, content_of(one.log_entry)["is_late"]) for one in (on_time, late)] == [
        (False, False),
        (True, True),
    ]


@pytest.mark.django_db
def test_the_item_may_set_a_shorter_term() -> None:
    here = world()
    publication = published(here, AT, item=item("20.6", name="行政处罚", workdays=7))
    assert publication.due_on == date(2023, 7, 31)


@pytest.mark.django_db
def test_publish_alone_is_refused_before_the_final_pass() -> None:
    here = world()
    record = submitted(here)
    for level, reviewer in ((1, here.first), (2, here.second)):
        assert refused_for(lambda: publish(record=record, by=here.final, at=AT)) == [
            "record_not_under_review"
        ]
        decide(record, level, reviewer)
    assert refused_for(lambda: publish(record=record, by=here.final, at=AT)) == ["not_approved"]
    assert refused_for(lambda: publish(record=record, by=here.first, at=AT)) == ["no_power"]
    assert (LogEntry.objects.count(), record.index_number) == (0, None)


@pytest.mark.django_db
def test_a_correction_keeps_the_number_and_the_history() -> None:
    here = world()
    first = published(here)
    record = first.record
    edit(record=record, by=here.clerk, at=AT + STEP, title="更正后的标题", change_note="更正")
    assert record.live == first
    submit(record=record, by=here.clerk, at=AT + STEP)
    second = pass_all(here, record, AT + timedelta(days=60))
    assert (second.index_number, second.title) == (first.index_number, "更正后的标题")
    assert (record.live, record.state) == (second, "published")
    assert second.is_late is False
    assert list(record.publications.order_by("id")) == [first, second]


@pytest.mark.django_db
def test_what_was_withdrawn_can_be_corrected_and_published_again() -> None:
    here = world()
    publication = published(here)
    record = publication.record
    withdrawn(here, publication, AT, reason="附件有误")
    record.refresh_from_db()
    edit(record=record, by=here.clerk, at=AT, title="改好", change_note="更正")
    submit(record=record, by=here.clerk, at=AT)
    again = pass_all(here, record, AT + STEP)
    assert (record.live, again.index_number) == (again, publication.index_number)


@pytest.mark.django_db
def test_withdrawing_while_a_correction_is_drafted_leaves_the_draft() -> None:
    here = world()
    publication = published(here)
    record = publication.record
    edit(record=record, by=here.clerk, at=AT, title="正在更正", change_note="更正")
    withdrawn(here, publication, AT, reason="先撤下")
    record.refresh_from_db()
    assert (record.state, record.live, current_of(record).title) == ("draft", None, "正在更正")


@pytest.mark.django_db
def test_numbers_run_by_code_and_year_and_are_never_reused() -> None:
    here, there = world(), world("wjj", "卫健局")
    numbers = [
        published(here, AT).index_number,
        published(there, AT).index_number,
        published(here, AT).index_number,
        published(here, moment(date(2024, 1, 2))).index_number,
    ]
    assert numbers == [
        "000000JYJ/2023-00001", "000000WJJ/2023-00001", "000000JYJ/2023-00002",
        "000000JYJ/2024-00001",
    ]  # fmt: skip
    last = Record.objects.get(index_number="000000JYJ/2024-00001").live
    assert last is not None
    withdrawn(here, last, moment(date(2024, 1, 2)), reason="错")
    again = published(here, moment(date(2024, 1, 3)))
    assert again.index_number == "000000JYJ/2024-00002"


@pytest.mark.django_db
def test_numbers_go_on_past_99999() -> None:
    here = world()
    record = draft(here)
    for number in ("099999", "100000", "99999"):
        other = draft(here)
        Record.objects.filter(pk=other.pk).update(index_number=f"000000JYJ/2023-{number}")
    submit(record=record, by=here.clerk, at=AT)
    assert pass_all(here, record).index_number == "000000JYJ/2023-100001"


@pytest.mark.django_db
def test_organisations_that_share_a_credit_code_share_its_numbers() -> None:
    code = "91350100M000100Y43"
    organisations = [
        department("gwh", "管委会", credit_code=code),
        department("gwhbgs", "管委会办公室", credit_code=code),
    ]
    numbers = []
    for one in organisations:
        here = World(one, clerk(one), *three_reviewers(one), item())
        numbers.append(published(here).index_number)
    assert numbers == [f"{code}/2023-00001", f"{code}/2023-00002"]


@pytest.mark.django_db(transaction=True)
def test_many_publications_in_the_same_second_get_numbers_of_their_own() -> None:
    here = world()
    records = [submitted(here, title=f"第{n}件") for n in range(4)]
    for record in records:
        decide(record, 1, here.first)
        decide(record, 2, here.second)
    raised = at_once(
        *(lambda record=record: decide(fresh(record), 3, here.final) for record in records)
    )
    assert raised == [None] * 4
    numbers = sorted(Publication.objects.values_list("index_number", flat=True))
    assert numbers == [f"000000JYJ/2023-{n:05d}" for n in range(1, 5)]
    assert list(LogEntry.objects.values_list("sequence", flat=True)) == [0, 1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_an_edit_and_a_final_pass_in_the_same_second_never_publish_the_edit() -> None:
    here = world()
    record = submitted(here)
    decide(record, 1, here.first)
    decide(record, 2, here.second)
    seen = current_of(record).content_hash
    raised = at_once(
        lambda: give(
            record=fresh(record), level=3, outcome=PASSED, opinion="",
            content_hash=seen, by=here.final, at=AT,
        ),
        lambda: edit(record=fresh(record), by=here.clerk, at=AT, title="抢先改"),
    )  # fmt: skip
    assert raised[1] is None
    published_hashes = list(Publication.objects.values_list("content_hash", flat=True))
    assert published_hashes == ([seen] if raised[0] is None else [])
