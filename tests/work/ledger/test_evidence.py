"""Evidence points to live objects; states are written in bulk."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.work.journal.models.deed import Deed
from gongkai.work.ledger.actions.evidence import file_evidence, void_evidence
from gongkai.work.ledger.actions.judge import Verdict, judge
from gongkai.work.ledger.models.duty import Evidence, Occurrence
from tests.factories import AT, adopted_plan, clerk, department, moment

pytestmark = pytest.mark.django_db
LATER = moment(date(2023, 9, 1))


def proof(occurrence: Occurrence, **changes: Any) -> Evidence:
    facts = {
        "kind": "record",
        "object_id": "7",
        "title": "关于公开的通知",
        "url": "/records/7/",
        "on": date(2023, 8, 1),
        "by": None,
        "at": AT,
    }
    return file_evidence(occurrence=occurrence, **{**facts, **changes})


def test_a_link_is_filed_once() -> None:
    adopted_plan()
    occurrence, by = Occurrence.objects.get(), clerk(department())
    first = proof(occurrence, by=by)
    assert proof(occurrence, by=None, at=LATER) == first
    assert (first.filed_by, first.filed_at, Evidence.objects.count()) == (by, AT, 1)
    assert Deed.objects.filter(verb="evidence.file").count() == 1
    again = proof(occurrence, title="关于公开的通知（修订）", at=LATER)
    assert (again.pk, again.title, again.filed_at) == (first.pk, "关于公开的通知（修订）", AT)


def test_voiding_reaches_every_link_and_filing_revives() -> None:
    adopted_plan({}, {})
    one, two = Occurrence.objects.order_by("id")
    proof(one)
    proof(two)
    kept = proof(one, object_id="8")
    assert void_evidence(kind="record", object_id="9", reason="撤回", at=LATER) == []
    voided = void_evidence(kind="record", object_id="7", reason="撤回", at=LATER)
    assert [link.occurrence for link in voided] == [one, two]
    assert list(Evidence.objects.filter(void_since=None)) == [kept]
    assert {link.void_reason for link in Evidence.objects.exclude(void_since=None)} == {"撤回"}
    assert void_evidence(kind="record", object_id="7", reason="再次", at=LATER) == []
    assert proof(one).void_since is None


def test_states_are_written_and_only_changes_are_told() -> None:
    adopted_plan({}, {})
    one, two = Occurrence.objects.order_by("id")
    verdicts = [Verdict(one.pk, "kept", "按期公开。"), Verdict(two.pk, "upcoming", "未到期。")]
    assert [row.pk for row in judge(verdicts=verdicts, at=AT)] == [one.pk]
    assert judge(verdicts=verdicts, at=LATER) == []
    rows = Occurrence.objects.order_by("id")
    assert [(row.state, row.explanation, row.verified_at) for row in rows] == [
        ("kept", "按期公开。", LATER),
        ("upcoming", "未到期。", LATER),
    ]
    assert Deed.objects.get(verb="occurrence.judge").detail == {
        "changed": [[one.pk, "upcoming", "kept"]]
    }


def test_a_state_that_does_not_exist_is_a_mistake_of_the_caller() -> None:
    adopted_plan()
    with pytest.raises(ValueError):
        judge(verdicts=[Verdict(Occurrence.objects.get().pk, "done", "")], at=AT)


def test_judging_takes_the_same_queries_for_many(django_assert_max_num_queries: Any) -> None:
    adopted_plan(*[{} for _ in range(30)])
    verdicts = [Verdict(row.pk, "kept", "好。") for row in Occurrence.objects.all()]
    with django_assert_max_num_queries(8):
        assert len(judge(verdicts=verdicts, at=AT)) == 30
