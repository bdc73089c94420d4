"""The scoring table: the default one is whole, and a broken one is refused with its reasons."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.rules.scoring_table import (
    BadTable,
    default_table,
    from_json,
    load_table,
    to_json,
)

TABLE = default_table()


def test_stored_table_comes_back():
    assert from_json(to_json(TABLE)) == TABLE
    (rule,) = [row for row in to_json(TABLE)["rules"] if row["code"] == "mending_overdue"]
    assert (rule["points"], rule["cap"], rule["valid_from"]) == ("1", "1", "2023-01-01")


def test_dates_in_force():
    rule = TABLE.rules[0]
    days = [date(2022, 12, 31), date(2023, 1, 1), date(2030, 1, 1)]
    assert [rule.is_in_force(day) for day in days] == [False, True, True]


def test_default_table_is_whole():
    assert TABLE.full == 100
    assert list(TABLE.problems()) == []
    assert max(len(rule.code) for rule in TABLE.rules) <= 20
    assert len({rule.code for rule in TABLE.rules}) == len(TABLE.rules)
    assert [rule.code for rule in TABLE.rules if rule.auto] == [
        "task_unfinished",
        "metadata_incomplete",
        "published_late",
        "period_blank",
        "period_late",
        "foi_overdue",
        "foi_corrected",
        "report_missing",
        "report_late",
        "ledger_missing",
        "catalogue_irregular",
        "catalogue_late",
    ]
    assert [rule.code for rule in TABLE.rules if not (rule.source and rule.valid_from)] == []


def test_volume_is_never_scored():
    assert [rule.enabled for rule in TABLE.rules if rule.code.startswith("volume")] == [False] * 2


SMALL = """
title = "表"
bonus_cap = 0
[defaults]
valid_from = 2023-01-01
[sources]
A = "甲表"
[[group]]
code = "g"
title = "一"
points = 100
[[grade]]
code = "all"
title = "合格"
at_least = {at_least}
[rules]
{group} = [{{ row = "1", code = "r", text = "行", source = "{source}", unit = "项", {more} }}]
"""


def small(*, at_least=0, group="g", source="A", more="points = 1"):
    return SMALL.format(at_least=at_least, group=group, source=source, more=more)


def test_small_table():
    (rule,) = load_table(small(more="points = 0.1, cap = 0.3")).rules
    assert (rule.points, rule.cap, rule.source) == (Decimal("0.1"), Decimal("0.3"), "甲表")
    assert (rule.verified, rule.enabled) == (False, True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[", "不是 TOML 格式"),
        ("", "缺少或多出一项"),
        (small(source="B"), "缺少或多出一项"),
        (small(more="points = 'x'"), "缺少或多出一项"),
        (small(more="point = 1"), "缺少或多出一项"),
        (small(more="points = 1, valid_from = '2023'"), "缺少或多出一项"),
        (small(group="h"), "规则 r：没有“h”这一类"),
        (small(more="points = -1"), "规则 r：分值不能是负数"),
        (small(more="points = nan"), "规则 r：分值不能是负数"),
        (small(more="points = 1, enabled = false"), "规则 r：停用要写明原因"),
        (small(at_least=60), "等次：最低一等必须从 0 分起"),
        (
            small(
                more='points = 1}, {row = "2", code = "r", text = "行", source = "A", '
                'unit = "项", points = 2'
            ),
            "规则 r：两个版本的施行日期重叠",
        ),
        (
            small(
                more='points = 1}, {row = "1", code = "s", text = "行", source = "A", '
                'unit = "项", points = 2, cap = 3'
            ),
            "规则 r：第 1 行的最高扣分前后不一致",
        ),
    ],
)
def test_broken_table_is_refused(text, problem):
    with pytest.raises(BadTable) as raised:
        load_table(text)
    assert [one[: len(problem)] for one in raised.value.problems] == [problem]
