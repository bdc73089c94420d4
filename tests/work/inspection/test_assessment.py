"""The states of duties, read from what was public on the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.rules.evidence import State
from gongkai.work.inspection.queries.assessment import assess
from gongkai.work.ledger.actions.evidence import file_evidence, void_evidence
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from tests.factories import adopted_plan, moment
from tests.work.inspection.world import DUE, Year, other_department, year
from tests.work.records.world import item, pass_all, published, withdrawn

pytestmark = pytest.mark.django_db


def test_every_duty_has_a_row_in_the_shape_of_the_contract() -> None:
    here = year()
    publication = here.publish(date(2023, 10, 12))
    rows = [one.as_json() for one in assess(date(2023, 11, 3))]
    assert [(row["task"], row["organisation"], row["state"], row["due"]) for row in rows] == [
        (1, "jyj", "fulfilled", "2023-10-31"),
        (2, "jyj", "overdue", "2023-10-31"),
        (3, "jyj", "manual", None),
    ]
    assert rows[0]["evidence"] == [
        {
            "kind": "record",
            "id": publication.index_number,
            "title": "国企改革情况",
            "url": f"/records/{publication.index_number}/",
            "on": "2023-10-12",
        }
    ]
    assert rows[0]["explanation"] == (
        "2023-10-31 前应公开，已于 2023-10-12 公开《国企改革情况》，按时完成。"
    )
    assert rows[1]["evidence"] == []
    assert rows[1]["explanation"] == "应于 2023-10-31 前完成，已超期 3 个工作日，尚无公开记录。"


def test_a_publication_after_the_date_is_late() -> None:
    here = year()
    here.publish(date(2023, 11, 8))
    state = here.state(1, date(2023, 11, 20))
    assert (state.state, state.done_on) == (State.LATE, date(2023, 11, 8))
    assert state.wrong_since == date(2023, 11, 1)


def test_on_the_last_day_it_is_due_and_a_day_later_overdue() -> None:
    here = year()
    assert [here.state(1, DUE + timedelta(days=n)).state for n in (0, 1)] == ["due", "overdue"]


def test_a_record_drafted_for_the_occurrence_proves_it_without_an_item() -> None:
    here = year()
    here.publish(date(2023, 10, 12), occurrence=here.occurrence(2), title="培训情况")
    assert here.state(2, DUE).state == State.FULFILLED


def test_the_record_of_another_organisation_proves_nothing() -> None:
    here = year({"deadline": "2023年10月31日前", "units": [other_department()]})
    here.item.tasks.add(here.task(4))
    here.publish(date(2023, 10, 12))
    assert here.state(4, DUE).state == State.DUE


def test_what_was_published_before_the_plan_proves_nothing() -> None:
    here = year()
    here.publish(date(2023, 7, 24))
    assert here.state(1, DUE).state == State.DUE


def test_a_withdrawn_record_no_longer_counts_and_the_sentence_says_so() -> None:
    here = year()
    publication = here.publish(date(2023, 10, 12))
    withdrawn(here.here, publication, moment(date(2023, 12, 15)), reason="数据有误")  # fmt: skip
    state = here.state(1, date(2023, 12, 18))
    assert (state.state, state.evidence) == (State.OVERDUE, ())
    assert state.explanation == (
        "应于 2023-10-31 前完成，已超期 34 个工作日，尚无公开记录；"
        "《国企改革情况》已于 2023-12-15 撤回（数据有误），不再计入。"
    )
    assert state.wrong_since == date(2023, 12, 15)
    assert here.state(1, date(2023, 12, 14)).state == State.FULFILLED


def test_a_correction_under_another_item_no_longer_counts() -> None:
    here = year()
    publication = here.publish(date(2023, 10, 12))
    _correct(here, publication.record, date(2023, 11, 10), item=item("20.9", name="其他信息"))
    state = here.state(1, date(2023, 11, 13))
    assert state.explanation == (
        "应于 2023-10-31 前完成，已超期 9 个工作日，尚无公开记录；"
        "《国企改革情况》已改列其他公开事项，不再计入。"
    )
    assert state.wrong_since == date(2023, 11, 10)
    assert here.state(1, date(2023, 11, 9)).state == State.FULFILLED


def test_a_correction_under_the_same_item_keeps_its_first_day() -> None:
    here = year()
    publication = here.publish(date(2023, 10, 12))
    _correct(here, publication.record, date(2023, 11, 10), title="国企改革情况（更正）")
    state = here.state(1, date(2023, 11, 13))
    assert (state.state, state.done_on, state.dead) == (State.FULFILLED, date(2023, 10, 12), ())


def test_an_item_that_no_longer_serves_the_task_voids_what_was_filed() -> None:
    here = year()
    here.publish(date(2023, 10, 12))
    here.item.tasks.clear()
    state = here.state(1, date(2023, 11, 3))
    assert state.state == State.OVERDUE
    assert state.explanation.endswith("；《国企改革情况》所在公开事项不再对应本项任务，不再计入。")


def test_what_another_office_filed_counts_until_it_is_voided() -> None:
    here = year()
    _file_training(here)
    assert here.state(2, DUE).explanation == (
        "2023-10-31 前应完成，已于 2023-09-12 完成《政务公开培训》，按时完成。"
    )
    void_evidence(
        kind="activity", object_id="1", reason="活动记录已删除", at=moment(date(2023, 11, 6))
    )
    assert here.state(2, date(2023, 11, 6)).explanation == (
        "应于 2023-10-31 前完成，已超期 4 个工作日，尚无公开记录；"
        "《政务公开培训》活动记录已删除，不再计入。"
    )
    assert here.state(2, date(2023, 11, 5)).state == State.FULFILLED


def test_a_standing_duty_is_kept_in_time_and_broken_by_a_late_publication() -> None:
    here = year()
    here.item.tasks.set([here.task(3)])
    here.publish(date(2023, 9, 12), formed_on=date(2023, 9, 1))
    assert here.state(3, date(2023, 12, 1)).state == State.KEPT
    here.publish(date(2023, 11, 20), formed_on=date(2023, 9, 25), title="检查结果")
    state = here.state(3, date(2023, 12, 1))
    assert (state.state, state.wrong_since) == (State.BROKEN, None)
    assert here.state(3, date(2023, 11, 19)).state == State.KEPT


def test_a_standing_duty_under_two_terms_names_both() -> None:
    here = year()
    short = item("20.7", name="应急信息", workdays=7)
    for one in (here.item, short):
        one.tasks.add(here.task(3))
    here.publish(date(2023, 9, 12))
    published(
        here.here, moment(date(2023, 9, 13)), item=short, title="预案",
        formed_on=date(2023, 9, 11), issued_on=date(2023, 9, 11),
    )  # fmt: skip
    assert here.state(3, date(2023, 12, 1)).explanation == (
        "本期 1 件均在形成之日起 7 个工作日内公开；本期 1 件均在形成之日起 20 个工作日内公开。"
    )


def test_the_number_of_queries_does_not_grow(django_assert_num_queries: Any) -> None:
    here = year()
    here.publish(date(2023, 10, 12))
    on = date(2023, 11, 3)
    with django_assert_num_queries(4):
        assess(on)
    adopted_plan(
        *[{"deadline": "2023年10月31日前", "units": [other_department()]}] * 12,
        year=2024,
        issued_on=date(2023, 8, 1),
    )
    for day in (13, 14, 15):
        here.publish(date(2023, 10, day))
    with django_assert_num_queries(4):
        assert len(assess(on)) == 15


def _correct(here: Year, record: Any, day: date, **fields: Any) -> None:
    record.refresh_from_db()
    edit(record=record, by=here.here.clerk, at=moment(day, 8), **fields, change_note="更正")
    submit(record=record, by=here.here.clerk, at=moment(day, 8))
    record.refresh_from_db()
    pass_all(here.here, record, moment(day))


def _file_training(here: Year) -> None:
    file_evidence(
        occurrence=here.occurrence(2),
        kind="activity",
        object_id="1",
        title="政务公开培训",
        url="/desk/activities/1/",
        on=date(2023, 9, 12),
        by=None,
        at=moment(date(2023, 9, 12)),
    )
