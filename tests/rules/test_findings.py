"""Kinds of findings, days to mend, and when two findings are one fact."""

import doctest
from datetime import date

import pytest

from gongkai.rules import findings
from gongkai.rules.findings import (
    KINDS,
    DuplicateFinding,
    Finding,
    Identity,
    UnknownKind,
    booked_before,
    in_order,
    kind_of,
    rectify_due,
)
from gongkai.rules.scoring_table import default_table
from gongkai.rules.workdays import YearNotPublished


def finding(number, day=1, **changes):
    case = {
        "id": f"F-{number}",
        "organisation": "C001",
        "rule": "task_unfinished",
        "object": "occurrence:1",
        "period": "2023",
        "found_on": date(2023, 10, day),
        "title": "任务",
    }
    return Finding(**(case | changes))


def test_every_kind_hits_an_enabled_rule_or_none():
    enabled = {rule.code for rule in default_table().rules if rule.enabled}
    assert {kind.rule for kind in KINDS.values() if kind.rule} <= enabled
    assert [kind.code for kind in KINDS.values() if not kind.rule] == [
        "number_gap", "item_without_column", "item_without_publisher",
        "foi_conversion_unreviewed", "foi_conversion_unpublished", "evaluation_missing",
        "evaluation_unfollowed", "reminder",
    ]  # fmt: skip


def test_every_kind_gives_time_to_mend_and_its_source():
    assert [kind for kind in KINDS.values() if kind.mend_workdays < 1 or not kind.source] == []


def test_kind_by_code():
    assert kind_of("duty_overdue").title == "任务逾期未完成"
    with pytest.raises(UnknownKind) as raised:
        kind_of("nothing")
    assert raised.value.code == "nothing"


@pytest.mark.parametrize(
    ("found", "days", "due"),
    [("2023-09-25", 5, "2023-10-08"), ("2024-02-08", 1, "2024-02-09"), ("2023-09-29", 0, None)],
)
def test_days_to_mend_are_workdays(found, days, due):
    found_on = date.fromisoformat(found)
    assert rectify_due(found_on, days) == (date.fromisoformat(due) if due else found_on)


def test_days_to_mend_in_an_unknown_year():
    with pytest.raises(YearNotPublished):
        rectify_due(date(2026, 12, 31), 5)
    assert rectify_due(date(2026, 12, 31), 1, provisional=True) == date(2027, 1, 4)


def test_identity_is_organisation_rule_object_and_period():
    one = finding(1)
    assert one.identity == Identity("C001", "task_unfinished", "occurrence:1", "2023")
    assert one.identity == finding(2, 9, title="又一次").identity
    assert one.identity != finding(1, rule="published_late").identity
    assert one.fact == finding(1, rule="published_late").fact


def test_order_is_by_day_then_number():
    given = [finding(3, 2), finding(2, 1), finding(1, 2)]
    assert [one.id for one in in_order(given)] == ["F-2", "F-1", "F-3"]


def test_two_findings_with_one_number_are_refused():
    with pytest.raises(DuplicateFinding):
        in_order([finding(1), finding(1, 2)])


def test_first_finding_of_a_fact_counts():
    given = [
        finding(1, 5, rule="published_late"),
        finding(2, 3),
        finding(3, 4),
        finding(4, 6, object="occurrence:2"),
        finding(5, 7, organisation="C002"),
    ]
    assert {number: one.id for number, one in booked_before(given).items()} == {
        "F-1": "F-2",
        "F-3": "F-2",
    }


def test_a_finding_counts_at_least_once():
    with pytest.raises(ValueError, match="F-1"):
        finding(1, count=0)


def test_examples_in_the_docstrings():
    assert doctest.testmod(findings).failed == 0
