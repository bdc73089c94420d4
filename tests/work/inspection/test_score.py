"""Scores: computed alike each time, explained to the last point, and fixed once locked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongkai.rules.scoring_table import default_table, to_json
from gongkai.work.inspection.actions.finding import dismiss
from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.models.score import Deduction, Month, Score
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.staffing.actions.organisations import dissolve
from tests.factories import adopted_plan, department, moment, person
from tests.work.inspection.world import (
    DECEMBER,
    END_OF_NOVEMBER,
    NOVEMBER,
    Year,
    other_department,
    points,
    quiet_year,
    raised,
    stored,
)

pytestmark = pytest.mark.django_db
TODAY = date(2023, 12, 4)


@pytest.fixture
def here() -> Year:
    return quiet_year()


def test_who_has_findings_loses_points_and_who_has_none_keeps_all(here: Year) -> None:
    row = compute(month=NOVEMBER, at=DECEMBER, by=here.officer)
    assert points() == {"jyj": Decimal(90), "czj": Decimal(100)}
    (first, second) = Deduction.objects.order_by("pk")
    assert (first.points, first.rule, first.finding.occurrence) == (
        Decimal(5), "task_unfinished", here.occurrence(1),
    )  # fmt: skip
    assert first.explanation == (
        "第 1 项（2023年10月31日）公开国企改革情况：按“要点任务未完成”，1 项 × 5 分，扣 5 分。"
    )
    assert second.finding.occurrence == here.occurrence(2)
    assert row.rules == to_json(default_table())
    assert Deed.objects.get(verb="score.compute").detail == {
        "month": NOVEMBER, "digest": row.digest,
    }  # fmt: skip


def test_computed_again_every_row_stays(here: Year) -> None:
    compute(month=NOVEMBER, at=DECEMBER)
    raised(here)
    digest = compute(month=NOVEMBER, at=DECEMBER).digest
    before = stored()
    assert compute(month=NOVEMBER, at=moment(date(2023, 12, 8))).digest == digest
    assert stored() == before


def test_only_what_changed_is_written_again(here: Year) -> None:
    compute(month=NOVEMBER, at=DECEMBER)
    kept = Score.objects.get(organisation=other_department())
    finding = raised(here)
    compute(month=NOVEMBER, at=DECEMBER)
    assert points()["jyj"] == Decimal(89)
    dismiss(finding=finding, text="原文如此", by=here.officer, at=DECEMBER)
    assert points()["jyj"] == Decimal(89)
    compute(month=NOVEMBER, at=DECEMBER)
    assert points()["jyj"] == Decimal(90)
    assert Score.objects.get(organisation=other_department()) == kept


def test_counts_caps_bonuses_and_reminders(here: Year) -> None:
    raised(here, what="多处", count=3)
    raised(here, kind="", rule="commended_above", what="受到表彰")
    raised(here, kind="reminder", what="请留意")
    raised(here, kind="privacy_leak", what="一")
    raised(here, kind="privacy_leak", what="二")
    compute(month=NOVEMBER, at=DECEMBER)
    lines = Deduction.objects.order_by("pk").values_list("rule", "points")
    assert list(lines) == [
        ("task_unfinished", Decimal(5)),
        ("task_unfinished", Decimal(5)),
        ("misprint", Decimal(3)),
        ("secret_published", Decimal(6)),
        ("secret_published", Decimal(0)),
        ("commended_above", Decimal(-3)),
    ]
    assert points()["jyj"] == Decimal(84)


def test_a_finding_of_another_month_is_not_counted(here: Year) -> None:
    raised(here, happened_on=date(2023, 10, 20))
    compute(month=NOVEMBER, at=DECEMBER)
    assert points()["jyj"] == Decimal(90)
    compute(month="2023-10", at=DECEMBER)
    assert points("2023-10") == {"jyj": Decimal(99), "czj": Decimal(100)}


def test_a_month_that_is_not_over_can_be_computed_but_not_locked(here: Year) -> None:
    compute(month=NOVEMBER, at=END_OF_NOVEMBER)
    assert points()["jyj"] == Decimal(90)
    with pytest.raises(Refused) as refused:
        lock(month=NOVEMBER, by=here.head, at=END_OF_NOVEMBER)
    assert refused.value.code == "month_not_over"
    compute(month="2024-02", at=END_OF_NOVEMBER)
    assert points("2024-02") == {"jyj": Decimal(100), "czj": Decimal(100)}
    assert Month.objects.filter(locked_at__isnull=False).count() == 0


@pytest.mark.parametrize(
    "text",
    [
        "2023-13",
        "2023-1",
        "2023-00",
        "",
        "二〇二三",
        "2023-10-01",
        "202310",
        "2023-W1",
        "2007-12",
        "2101-01",
    ],
)
def test_what_is_no_month_is_refused(here: Year, text: str) -> None:
    for act in (compute, lock):
        with pytest.raises(Refused) as refused:
            act(month=text, at=DECEMBER, by=here.head)
        assert refused.value.code == "month_unreadable"
    assert Month.objects.count() == 0


def test_a_month_without_anybody_to_score_leaves_nothing(here: Year) -> None:
    with pytest.raises(Refused) as refused:
        compute(month="2019-03", at=DECEMBER)
    assert (refused.value.code, Month.objects.count()) == ("month_without_duties", 0)


def test_the_dissolved_take_part_until_they_end(here: Year) -> None:
    dissolve(organisation=other_department(), on=date(2023, 12, 1), by=None, at=DECEMBER)
    compute(month=NOVEMBER, at=DECEMBER)
    compute(month="2023-12", at=DECEMBER)
    assert (set(points()), set(points("2023-12"))) == ({"jyj", "czj"}, {"jyj"})


def test_the_newest_plan_says_who_is_scored(here: Year) -> None:
    third = department("wjj", "卫健局")
    adopted_plan({"units": [third]}, year=2024, issued_on=date(2024, 3, 1))
    Plan.objects.update(ledger_due_on=None)
    compute(month="2024-02", at=moment(date(2024, 4, 1)))
    compute(month="2024-03", at=moment(date(2024, 4, 1)))
    assert set(points("2024-02")) == {"jyj", "czj"}
    assert set(points("2024-03")) == {"wjj"}


def test_powers(here: Year) -> None:
    for by, act in (
        (here.here.clerk, compute), (here.here.clerk, lock), (here.officer, lock),
        (person("路人"), lock),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act(month=NOVEMBER, at=DECEMBER, by=by)
        assert refused.value.code == "no_power"
    assert Month.objects.count() == 0


def test_locking_fixes_the_scores_and_says_so_in_the_journal(here: Year) -> None:
    row = lock(month=NOVEMBER, by=here.head, at=DECEMBER)
    assert (row.locked_at, row.locked_by) == (DECEMBER, here.head)
    deed = Deed.objects.get(verb="score.lock")
    assert (deed.by, deed.detail) == (
        here.head, {"month": NOVEMBER, "digest": row.digest, "scores": 2},
    )  # fmt: skip
    before = stored()
    for act in (compute, lock):
        with pytest.raises(Refused) as refused:
            act(month=NOVEMBER, at=moment(date(2024, 1, 9)), by=here.head)
        assert refused.value.code == "month_locked"
    assert stored() == before


def test_what_the_head_did_not_see_is_not_locked(here: Year) -> None:
    seen = compute(month=NOVEMBER, at=DECEMBER).digest
    raised(here)
    with pytest.raises(Refused) as refused:
        lock(month=NOVEMBER, by=here.head, at=DECEMBER, seen=seen)
    assert refused.value.code == "score_changed"
    assert points()["jyj"] == Decimal(90)
    seen = compute(month=NOVEMBER, at=DECEMBER).digest
    assert lock(month=NOVEMBER, by=here.head, at=DECEMBER, seen=seen).digest == seen
