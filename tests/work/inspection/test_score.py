"""Scores: computed alike each time, explained to the last point, and fixed once locked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.rules.scoring_table import default_table, to_json
from gongkai.work.inspection.actions.finding import dismiss, mend, raise_finding
from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Deduction, Month, Score
from gongkai.work.inspection.queries import scores
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
    year,
)

pytestmark = pytest.mark.django_db
TODAY = date(2023, 12, 4)


@pytest.fixture
def here() -> Year:
    """The year with a second department that has one standing duty and no ledger to hand in."""
    made = year({"units": [other_department()]})
    Plan.objects.update(ledger_due_on=None)
    return made


def stored() -> list[list[dict[str, Any]]]:
    """Every row of the scores, keys included."""
    return [list(model.objects.order_by("pk").values()) for model in (Score, Deduction)]


def points(month: str = NOVEMBER) -> dict[str, Decimal]:
    return {one.organisation.code: one.points for one in Score.objects.filter(month__month=month)}


def raised(here: Year, **fields: Any) -> Finding:
    given_ = {"kind": "misprint", "what": "错别字", "url": "https://example.invalid/1"}
    return raise_finding(
        organisation=here.organisation, by=here.officer, at=END_OF_NOVEMBER, **(given_ | fields)
    )


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
    "text", ["2023-13", "2023-1", "2023-00", "", "二〇二三", "2023-10-01", "202310", "2023-W1"]
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


_ATTACKS = {
    "score points": "UPDATE inspection_score SET points = 100",
    "score grade": "UPDATE inspection_score SET grade = 'excellent'",
    "score gone": "DELETE FROM inspection_score",
    "score of another month": "UPDATE inspection_score SET month_id = month_id + 1",
    "deduction points": "UPDATE inspection_deduction SET points = 0",
    "deduction text": "UPDATE inspection_deduction SET explanation = ''",
    "deduction gone": "DELETE FROM inspection_deduction",
    "month opened": "UPDATE inspection_month SET locked_at = NULL",
    "month rules": "UPDATE inspection_month SET rules = '{}'",
    "month digest": "UPDATE inspection_month SET digest = ''",
    "month gone": "DELETE FROM inspection_month",
    "finding dismissed": "UPDATE inspection_finding SET state = 'dismissed'",
    "finding moved": "UPDATE inspection_finding SET month = '2023-12'",
    "finding text": "UPDATE inspection_finding SET what = '无'",
    "finding rule": "UPDATE inspection_finding SET rule = ''",
    "finding count": "UPDATE inspection_finding SET count = 9",
    "finding gone": "DELETE FROM inspection_finding",
    "new finding": (
        "INSERT INTO inspection_finding (organisation_id, kind, rule, month, object_kind, "
        "object_id, object_title, url, what, evidence, count, happened_on, found_at, due_on, state)"
        " SELECT organisation_id, kind, 'misprint', month, object_kind, object_id, object_title, "
        "url, what, evidence, count, '2023-11-09', found_at, due_on, state FROM inspection_finding"
    ),
    "new score": (
        "INSERT INTO inspection_score (month_id, organisation_id, points, grade) "
        "SELECT id, (SELECT MAX(id) FROM org_organisation), 100, '' FROM inspection_month"
    ),
    "new deduction": (
        "INSERT INTO inspection_deduction (score_id, finding_id, rule, points, explanation) "
        "SELECT (SELECT MAX(id) FROM inspection_score), finding_id, rule, points, explanation "
        "FROM inspection_deduction"
    ),
}


@pytest.mark.parametrize("sql", _ATTACKS.values(), ids=_ATTACKS)
def test_a_locked_month_withstands_sql(here: Year, sql: str) -> None:
    compute(month=NOVEMBER, at=DECEMBER)
    _try(sql)
    lock(month=NOVEMBER, by=here.head, at=DECEMBER)
    before = stored(), list(Month.objects.values()), list(Finding.objects.values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert (stored(), list(Month.objects.values()), list(Finding.objects.values())) == before


def _try(sql: str) -> None:
    """Before the lock the same statement reaches rows: it is the lock that stops it later."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            assert cursor.rowcount > 0
            raise _Undo
    except _Undo:
        return
    except DatabaseError as error:
        # Rows that others point to cannot go anyway, and organisation and month are unique.
        assert "锁定" not in str(error), error


class _Undo(Exception):
    """Takes back what a probe did."""


def test_a_locked_month_withstands_the_orm(here: Year) -> None:
    lock(month=NOVEMBER, by=here.head, at=DECEMBER)
    score, deduction = Score.objects.first(), Deduction.objects.first()
    month, finding = Month.objects.get(), Finding.objects.first()
    before = stored()
    score.points, deduction.points, month.locked_at = Decimal(1), Decimal(0), None
    finding.state = Finding.State.DISMISSED
    for act in (
        score.save, deduction.save, month.save, finding.save, deduction.delete,
        Deduction.objects.all().delete, lambda: Score.objects.update(points=1),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert stored() == before


def test_a_score_is_explained_to_its_source(here: Year) -> None:
    raised(here)
    compute(month=NOVEMBER, at=DECEMBER)
    found = scores.explain(Score.objects.get(organisation=here.organisation))
    told = [(one.points, one.rule_text, one.source, one.verified, one.object_kind) for one in found]
    assert told == [
        (Decimal(5), "要点任务未完成", "金东2021年评分表", True, "occurrence"),
        (Decimal(5), "要点任务未完成", "金东2021年评分表", True, "occurrence"),
        (Decimal(1), "错误、排版问题", "金东2021年评分表", True, "fact"),
    ]
    assert sum(one.points for one in found) == 100 - points()["jyj"]
    assert [one.finding.month for one in found] == [NOVEMBER] * 3


def test_a_month_with_ranks_for_those_who_may_see_it(here: Year) -> None:
    compute(month=NOVEMBER, at=DECEMBER)
    shown = scores.month(NOVEMBER)
    assert [(one.organisation.code, one.rank, one.deducted) for one in shown.lines] == [
        ("czj", 1, Decimal(0)), ("jyj", 2, Decimal(10)),
    ]  # fmt: skip
    assert (shown.average, shown.count, shown.lines[0].grade_title) == (Decimal("95.00"), 2, "优秀")
    own = scores.month_for(here.here.clerk, TODAY, NOVEMBER)
    assert [(one.organisation.code, one.rank) for one in own.lines] == [("jyj", 2)]
    assert own.average == Decimal("95.00")
    assert scores.month_for(person("路人"), TODAY, NOVEMBER).lines == ()
    assert len(scores.month_for(here.officer, TODAY, NOVEMBER).lines) == 2
    assert scores.month("2023-01") is None


def test_the_months_of_one_organisation(here: Year) -> None:
    compute(month="2023-10", at=DECEMBER)
    lock(month=NOVEMBER, by=here.head, at=DECEMBER)
    found = scores.history(here.organisation, 2023)
    assert [(one.month, one.points, one.rank, one.average, one.is_locked) for one in found] == [
        ("2023-10", Decimal(100), 1, Decimal("100.00"), False),
        ("2023-11", Decimal(90), 2, Decimal("95.00"), True),
    ]
    assert scores.history(here.organisation, 2022) == ()


def test_the_pages_ask_the_same_with_one_and_with_many(
    here: Year, django_assert_num_queries: Any
) -> None:
    compute(month=NOVEMBER, at=DECEMBER)
    _ask(here, 2, django_assert_num_queries)
    many = [{"units": [department(f"d{n}", f"第{n}局")]} for n in range(9)]
    adopted_plan(*many, {"units": [here.organisation]}, year=2024, issued_on=date(2023, 8, 1))
    for number in range(9):
        raised(here, what=f"第{number}处")
    Plan.objects.update(ledger_due_on=None)
    compute(month=NOVEMBER, at=DECEMBER)
    compute(month="2023-12", at=DECEMBER)
    _ask(here, 10, django_assert_num_queries)


def _ask(here: Year, count: int, num_queries: Any) -> None:
    with num_queries(3):
        shown = scores.month(NOVEMBER)
        titles = [
            (line.organisation.name, [one.finding.organisation.name for one in line.deductions])
            for line in shown.lines
        ]
    assert len(titles) == count
    score = Score.objects.select_related("month").get(
        organisation=here.organisation, month__month=NOVEMBER
    )
    with num_queries(1):
        scores.explain(score)
    with num_queries(1):
        scores.history(here.organisation)


def test_a_computed_month_grows_stale(here: Year) -> None:
    row = compute(month=NOVEMBER, at=DECEMBER)
    assert not scores.is_stale(row)
    finding = Finding.objects.first()
    mend(finding=finding, text="已改", by=here.here.clerk, at=moment(date(2023, 12, 5)))
    assert not scores.is_stale(row)
    dismiss(finding=finding, text="错", by=here.officer, at=moment(date(2023, 12, 5)))
    assert scores.is_stale(row)
    assert not scores.is_stale(compute(month=NOVEMBER, at=moment(date(2023, 12, 6))))


_KINDS = ["misprint", "privacy_leak", "column_stale", "foi_overdue", "reminder"]


class TestProperties(TestCase):
    """Whatever was found, a score can be computed again, and locked is locked."""

    @settings(max_examples=15)
    @given(
        found=st.lists(
            st.tuples(st.sampled_from(_KINDS), st.integers(1, 30), st.booleans(), st.booleans()),
            max_size=8,
        )
    )
    def test_recomputed_alike_and_locked_for_good(
        self, found: list[tuple[str, int, bool, bool]]
    ) -> None:
        here = year({"units": [other_department()]})
        for number, (kind, count, is_dismissed, is_theirs) in enumerate(found):
            who = other_department() if is_theirs else here.organisation
            finding = raise_finding(
                organisation=who, kind=kind, what=f"第{number}处", url="/x", count=count,
                by=here.officer, at=END_OF_NOVEMBER,
            )  # fmt: skip
            if is_dismissed:
                dismiss(finding=finding, text="错", by=here.officer, at=END_OF_NOVEMBER)
        first = compute(month=NOVEMBER, at=DECEMBER).digest
        rows = stored()
        assert compute(month=NOVEMBER, at=moment(date(2023, 12, 9))).digest == first
        assert stored() == rows
        for score in Score.objects.prefetch_related("deductions"):
            lost = sum((one.points for one in score.deductions.all()), Decimal(0))
            assert score.points == 100 - lost
            assert 0 <= score.points <= 105
        assert lock(month=NOVEMBER, by=here.head, at=DECEMBER).digest == first
        verify(at=moment(date(2024, 1, 3)))
        with pytest.raises(Refused):
            compute(month=NOVEMBER, at=moment(date(2024, 1, 3)))
        assert stored() == rows
