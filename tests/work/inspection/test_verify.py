"""The inspection: what it raises, what it corrects, what it leaves alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.work.inspection.actions.finding import close, dismiss, send_back
from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding, Rectification
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.submit import submit_ledger
from gongkai.work.ledger.models.duty import Duty, State
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.records.models.record import Version
from tests.factories import head, moment
from tests.tampering import guards_down
from tests.work.inspection.world import (
    DECEMBER,
    END_OF_NOVEMBER,
    NOVEMBER,
    Year,
    other_department,
    year,
)
from tests.work.records.world import withdrawn

pytestmark = pytest.mark.django_db
FIRST = moment(date(2023, 11, 1))


@pytest.fixture
def here() -> Year:
    """The year without a day for its ledgers, which have tests of their own."""
    made = year()
    Plan.objects.update(ledger_due_on=None)
    return made


def rows() -> list[tuple[Any, ...]]:
    found = Finding.objects.order_by("pk")
    return [(one.kind, one.rule, one.month, one.happened_on, one.state) for one in found]


def content() -> list[dict[str, Any]]:
    return list(Finding.objects.order_by("pk").values())


def test_nothing_is_raised_on_the_last_day(here: Year) -> None:
    verify(at=moment(date(2023, 10, 31), 23))
    assert rows() == []


def test_an_overdue_duty_is_found_the_day_after_and_only_once(here: Year) -> None:
    here.publish(date(2023, 10, 12))
    first = verify(at=FIRST)
    (finding,) = first.booked.raised
    assert rows() == [("duty_overdue", "task_unfinished", NOVEMBER, date(2023, 11, 1), "open")]
    assert finding.what == "第 2 项（2023年10月31日）开展培训：应于 2023-10-31 前完成，到期未完成。"
    assert finding.due_on == date(2023, 11, 8)
    assert finding.occurrence == here.occurrence(2)
    before = content()
    for day in (date(2023, 11, 1), date(2023, 11, 2), date(2023, 12, 1), date(2024, 2, 1)):
        assert verify(at=moment(day, 20)).booked.raised == []
    assert content() == before


def test_states_are_written_with_their_sentences(here: Year) -> None:
    verify(at=FIRST)
    one = here.occurrence(1)
    assert (one.state, one.explanation, one.verified_at) == (
        State.OVERDUE, "应于 2023-10-31 前完成，已超期 1 个工作日，尚无公开记录。", FIRST,
    )  # fmt: skip


def test_an_older_moment_does_not_put_back_the_states(here: Year) -> None:
    verify(at=FIRST)
    verify(at=moment(date(2023, 10, 30)))
    assert here.occurrence(1).state == State.OVERDUE
    verify(at=FIRST, on=date(2023, 10, 30))
    assert here.occurrence(1).state == State.OVERDUE


def test_done_within_the_month_is_late_however_often_it_was_looked_at(here: Year) -> None:
    here.train()
    here.item.tasks.clear()
    verify(at=FIRST)
    here.publish(date(2023, 11, 8), occurrence=here.occurrence(1), title="改革")
    verified = verify(at=moment(date(2023, 11, 9)))
    assert rows() == [("duty_late", "published_late", NOVEMBER, date(2023, 11, 1), "mended")]
    (step,) = Rectification.objects.all()
    assert (step.by, step.text) == (
        None, "系统核对：已于 2023-11-08 完成（《改革》），可以销号。",
    )  # fmt: skip
    assert [one.pk for one in verified.booked.regraded] == [step.finding_id]
    often = content()
    assert _found_in_one_go(here) == [
        {**row, "id": 0, "found_at": END_OF_NOVEMBER, "due_on": date(2023, 12, 7)} for row in often
    ]


def _found_in_one_go(here: Year) -> list[dict[str, Any]]:
    with guards_down():
        Rectification.objects.all().delete()
    Finding.objects.all().delete()
    verify(at=END_OF_NOVEMBER)
    return [{**row, "id": 0} for row in content()]


def test_a_look_back_into_the_month_does_not_make_it_worse_again(here: Year) -> None:
    here.train()
    here.publish(date(2023, 11, 8))
    verify(at=DECEMBER)
    before = content()
    for day in (date(2023, 11, 2), date(2023, 11, 30)):
        verify(at=DECEMBER, on=day)
        assert content() == before


def test_done_in_a_later_month_stays_unfinished_for_the_month_it_fell_due(here: Year) -> None:
    here.train()
    here.item.tasks.clear()
    here.publish(date(2023, 12, 1), occurrence=here.occurrence(1), title="改革")
    verify(at=DECEMBER)
    assert rows() == [("duty_overdue", "task_unfinished", NOVEMBER, date(2023, 11, 1), "mended")]


def test_a_duty_that_is_late_excuses_its_record(here: Year) -> None:
    here.train()
    here.publish(date(2023, 11, 20), formed_on=date(2023, 9, 1))
    verify(at=DECEMBER)
    assert [row[:3] for row in rows()] == [("duty_late", "published_late", NOVEMBER)]


def test_a_late_publication_is_found_once_with_its_figures(here: Year) -> None:
    here.publish(date(2023, 8, 10))
    here.train()
    late = here.publish(date(2023, 10, 30), formed_on=date(2023, 9, 25), title="检查结果")
    verify(at=moment(date(2023, 10, 30), 20))
    verify(at=DECEMBER)
    (finding,) = Finding.objects.all()
    assert finding.what == (
        "《检查结果》于 2023-09-25 形成或变更，应于 2023-10-27 前公开，"
        "实际于 2023-10-30 公开，超期 1 个工作日（条例第二十六条）。"
    )
    assert (finding.kind, finding.month, finding.url, finding.object_id) == (
        "publication_late", "2023-10", f"/records/{late.index_number}/", late.index_number,
    )  # fmt: skip


def test_missing_fields_are_found_and_reported_gone_when_corrected(here: Year) -> None:
    publication = here.publish(date(2023, 10, 12), occurrence=here.occurrence(2))
    here.publish(date(2023, 10, 12), title="改革")
    with guards_down():
        Version.objects.filter(pk=publication.version_id).update(theme="", issuer=" ")
    verify(at=moment(date(2023, 10, 12), 20))
    (finding,) = Finding.objects.all()
    assert finding.what == "《国企改革情况》公开时缺少要素：发文机关、主题分类。"
    with guards_down():
        Version.objects.filter(pk=publication.version_id).update(theme="经济", issuer="教育局")
    verify(at=moment(date(2023, 10, 13)))
    finding.refresh_from_db()
    assert finding.state == Finding.State.MENDED
    assert finding.steps.get().text == "系统核对：现在查不到这个问题，可以销号。"


def test_a_ledger_is_missed_the_day_after_and_late_when_it_comes() -> None:
    here = year()
    due_on = date(2023, 8, 4)
    verify(at=moment(due_on, 23))
    assert rows() == []
    verify(at=moment(date(2023, 8, 5)))
    assert rows() == [("ledger_missing", "ledger_missing", "2023-08", date(2023, 8, 5), "open")]
    _hand_in(here, date(2023, 8, 9))
    verify(at=moment(date(2023, 8, 9), 20))
    assert rows() == [("ledger_late", "ledger_missing", "2023-08", date(2023, 8, 5), "mended")]
    assert Finding.objects.get().what == (
        "《青禾区2023年政务公开工作方案》要求的工作台账应于 2023-08-04 前报送，"
        "实际于 2023-08-09 报送。"
    )


def test_a_ledger_in_time_is_no_finding() -> None:
    here = year()
    _hand_in(here, date(2023, 8, 4))
    verify(at=moment(date(2023, 10, 30)))
    assert rows() == []


def test_the_machine_reports_once_and_a_person_decides(here: Year) -> None:
    here.train()
    here.publish(date(2023, 12, 1))
    verify(at=DECEMBER)
    (finding,) = Finding.objects.all()
    send_back(finding=finding, text="内容不全", by=here.officer, at=DECEMBER)
    verify(at=moment(date(2023, 12, 5)))
    finding.refresh_from_db()
    assert finding.state == Finding.State.OPEN
    assert [one.step for one in finding.steps.all()] == ["mended", "sent_back"]


def test_what_was_closed_or_dismissed_is_not_raised_again(here: Year) -> None:
    here.publish(date(2023, 12, 1))
    verify(at=DECEMBER)
    first, second = Finding.objects.order_by("pk")
    close(finding=first, text="已核对", by=here.officer, at=DECEMBER)
    dismiss(finding=second, text="已由上级统一组织", by=here.officer, at=DECEMBER)
    before = content()
    assert verify(at=moment(date(2023, 12, 5))).booked.raised == []
    assert content() == before


def test_undone_by_a_withdrawal_it_is_a_new_fact(here: Year) -> None:
    here.train()
    publication = here.publish(date(2023, 11, 8))
    verify(at=moment(date(2023, 11, 9)))
    withdrawn(here.here, publication, moment(date(2023, 12, 15)), reason="有误")
    verify(at=moment(date(2023, 12, 15), 20))
    assert rows() == [
        ("duty_late", "published_late", NOVEMBER, date(2023, 11, 1), "mended"),
        ("duty_overdue", "task_unfinished", "2023-12", date(2023, 12, 15), "open"),
    ]


def test_the_past_can_be_inspected_again_with_the_same_result(here: Year) -> None:
    publication = here.publish(date(2023, 10, 12))
    then = [one.as_json() for one in verify(at=FIRST).states]
    found = content()
    withdrawn(here.here, publication, DECEMBER, reason="有误")
    again = verify(at=moment(date(2023, 12, 20)), on=date(2023, 11, 1))
    assert [one.as_json() for one in again.states] == then
    assert content() == found


def test_a_locked_month_is_left_alone_and_what_comes_to_light_counts_now(here: Year) -> None:
    here.publish(date(2023, 10, 12))
    here.train()
    compute(month=NOVEMBER, at=DECEMBER)
    lock(month=NOVEMBER, by=here.head, at=DECEMBER)
    here.item.tasks.clear()
    verify(at=moment(date(2023, 12, 5)))
    assert rows() == [("duty_overdue", "task_unfinished", "2023-12", date(2023, 11, 1), "open")]
    verify(at=moment(date(2024, 1, 5)))
    assert len(rows()) == 1


def test_a_provisional_date_accuses_nobody(here: Year) -> None:
    Duty.objects.first().occurrences.update(provisional=True)
    verify(at=FIRST)
    assert [one.occurrence_id for one in Finding.objects.all()] == [here.occurrence(2).pk]


def test_one_organisation_can_be_inspected_alone(here: Year) -> None:
    other = other_department()
    verify(at=FIRST, organisation=other, by=here.officer)
    assert rows() == []
    verify(at=FIRST, organisation=here.organisation)
    assert len(rows()) == 2


def test_the_future_is_refused_and_so_is_a_clerk(here: Year) -> None:
    with pytest.raises(Refused) as refused:
        verify(at=FIRST, on=date(2023, 11, 2))
    assert refused.value.code == "verify_in_future"
    with pytest.raises(Refused) as refused:
        verify(at=FIRST, by=here.here.clerk)
    assert (refused.value.code, rows()) == ("no_power", [])


def _hand_in(here: Year, day: date) -> None:
    for duty in Duty.objects.all():
        fill_duty(
            duty=duty,
            section="办公室",
            person="林一",
            by=here.here.clerk,
            at=moment(date(2023, 8, 1)),
        )
    submit_ledger(
        plan=here.plan, organisation=here.organisation, by=head(here.organisation), at=moment(day)
    )
