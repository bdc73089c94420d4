"""The monthly score: the table, caps and floors, and what holds for any findings."""

import doctest
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongkai.rules import scoring
from gongkai.rules.findings import Finding
from gongkai.rules.scoring import (
    Deduction,
    MixedOrganisations,
    Month,
    MonthScore,
    UnknownRule,
    grade_of,
    score,
)
from gongkai.rules.scoring_table import default_table

OCTOBER = Month(2023, 10)
TABLE = default_table()


def finding(number, rule="task_unfinished", day=1, **changes):
    case = {
        "id": f"F-{number:03d}",
        "organisation": "C001",
        "rule": rule,
        "object": f"occurrence:{number}",
        "period": "2023",
        "found_on": date(2023, 10, day),
        "title": f"第{number}项",
    }
    return Finding(**(case | changes))


def with_rule(code, **changes):
    rules = [replace(one, **changes) if one.code == code else one for one in TABLE.rules]
    return replace(TABLE, rules=tuple(rules))


def only(findings, table=TABLE):
    (entry,) = score(findings, table, OCTOBER).deductions
    return entry.points, entry.explanation


def test_no_finding_no_deduction():
    assert score([], TABLE, OCTOBER) == MonthScore(OCTOBER, Decimal(100), ())


def test_one_finding_is_explained():
    assert score([finding(1)], TABLE, OCTOBER) == MonthScore(
        OCTOBER,
        Decimal(95),
        (
            Deduction(
                "task_unfinished",
                Decimal(5),
                "F-001",
                "第1项：按“要点任务未完成”，1 项 × 5 分，扣 5 分。",
            ),
        ),
    )


def test_several_in_one_finding():
    assert only([finding(1, "metadata_incomplete", count=3)]) == (
        3,
        "第1项：按“标题、索引号等要素不规范”，3 条 × 1 分，扣 3 分。",
    )


def test_row_cap_is_shared_and_told():
    found = score(
        [
            finding(1, "ledger_missing"),
            finding(2, "system_missing", count=2),
            finding(3, "ledger_missing"),
        ],
        TABLE,
        OCTOBER,
    )
    assert found.points == 96
    assert [(one.points, one.explanation) for one in found.deductions] == [
        (2, "第1项：按“台账未建”，1 项 × 2 分，扣 2 分。"),
        (
            2,
            "第2项：按“审核、保密、责任制度缺失”，2 项 × 2 分，"
            "应扣 4 分，本行最多扣 4 分，实扣 2 分。",
        ),
        (0, "第3项：按“台账未建”，1 项 × 2 分，应扣 2 分，本行最多扣 4 分，已扣满，本项不再扣分。"),
    ]


def test_group_never_falls_below_nothing():
    found = score(
        [finding(1, "published_late", count=12), finding(2, "interpretation_apart")],
        TABLE,
        OCTOBER,
    )
    assert found.points == 75
    assert found.deductions[1].explanation == (
        "第2项：按“规范性文件与解读不同步、要素缺”，1 例 × 4 分，"
        "应扣 4 分，“主动公开”类最多扣 25 分，实扣 1 分。"
    )


def test_bonus_is_capped():
    found = score(
        [finding(1, "commended_above", count=2), finding(2), finding(3, "commended_here")],
        TABLE,
        OCTOBER,
    )
    assert (found.points, len(found.deductions)) == (100, 1)
    assert [(one.points, one.explanation) for one in found.bonuses] == [
        (5, "第1项：按“上级表彰”，2 次 × 3 分，应加 6 分，加分合计最多 5 分，实加 5 分。"),
        (
            0,
            "第3项：按“本级表彰”，1 次 × 1 分，"
            "应加 1 分，加分合计最多 5 分，已加满，本项不再加分。",
        ),
    ]


def test_one_fact_hits_one_rule():
    late = finding(2, "published_late", day=9, object="occurrence:1")
    found = score([late, finding(1)], TABLE, OCTOBER)
    assert [(one.finding, one.points) for one in found.deductions] == [("F-001", 5), ("F-002", 0)]
    assert found.deductions[1].explanation == (
        "第2项：按“20个工作日内未公开”，与问题 F-001 是同一事实，不重复扣分。"
    )


def test_disabled_rule_costs_nothing_and_does_not_hold_the_fact():
    first = finding(1, "volume_month")
    found = score([first, finding(2, day=2, object="occurrence:1")], TABLE, OCTOBER)
    assert [one.points for one in found.deductions] == [0, 5]
    assert found.deductions[0].explanation == (
        "第1项：按“每月发布少于40条，空白月”，"
        "该规则未启用（按发布数量计分会催生凑数，原则上停用），不扣分。"
    )


def test_rule_out_of_force_costs_nothing():
    table = with_rule("task_unfinished", valid_from=date(2023, 10, 2))
    assert only([finding(1)], table) == (
        0,
        "第1项：按“要点任务未完成”，该规则在 2023-10-01 不施行，不扣分。",
    )
    assert only([finding(1, day=2)], table)[0] == 5


def test_the_version_of_the_day_counts():
    old = next(rule for rule in TABLE.rules if rule.code == "task_unfinished")
    new = replace(old, points=Decimal(3), valid_from=date(2023, 10, 15))
    table = with_rule("task_unfinished", valid_until=date(2023, 10, 14))
    table = replace(table, rules=(*table.rules, new))
    assert list(table.problems()) == []
    found = score([finding(1, day=14), finding(2, day=15)], table, OCTOBER)
    assert [one.points for one in found.deductions] == [5, 3]


def test_without_evidence_nothing_is_deducted():
    assert only([finding(1, has_evidence=False)]) == (
        0,
        "第1项：按“要点任务未完成”，没有佐证，不扣分。",
    )
    free = with_rule("task_unfinished", evidence_required=False)
    assert only([finding(1, has_evidence=False)], free)[0] == 5


def test_other_months_do_not_count():
    given = [finding(1, found_on=date(2023, 9, 30)), finding(2, found_on=date(2022, 10, 1))]
    assert score(given, TABLE, OCTOBER).deductions == ()


def test_unknown_rule_is_refused():
    with pytest.raises(UnknownRule) as raised:
        score([finding(1, "nothing")], TABLE, OCTOBER)
    assert (raised.value.rule, raised.value.finding) == ("nothing", "F-001")


def test_two_organisations_are_refused():
    with pytest.raises(MixedOrganisations):
        score([finding(1), finding(2, organisation="C002")], TABLE, OCTOBER)


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        ("100", "优秀"),
        ("90", "优秀"),
        ("89.99", "良好"),
        ("80", "良好"),
        ("79", "合格"),
        ("59.9", "不合格"),
        ("0", "不合格"),
    ],
)
def test_grades(points, grade):
    assert grade_of(Decimal(points), TABLE.grades).title == grade


def test_month_in_words():
    assert (Month.parse("2023-10"), str(OCTOBER)) == (OCTOBER, "2023-10")
    assert [OCTOBER.has(date(2023, month, 1)) for month in (9, 10, 11)] == [False, True, False]


@pytest.mark.parametrize("text", ["2023-13", "2023", "", "2023-10-01", "十月"])
def test_no_month(text):
    with pytest.raises(ValueError):
        Month.parse(text)


def test_examples_in_the_docstrings():
    assert doctest.testmod(scoring).failed == 0
