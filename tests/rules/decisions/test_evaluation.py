"""The yearly evaluation of a policy: all that is missing at once, its days, and who has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions.evaluation import (
    ASPECTS,
    METHODS,
    OUTCOMES,
    Done,
    Facts,
    Method,
    UnknownOutcome,
    coverage,
    due_on,
    duty_term,
    lacks,
)
from gongkai.rules.workdays import is_workday, workdays_between

TALK = Method("talk", date(2026, 9, 1), 12)
ASKED = Method("survey", date(2026, 9, 8), 340)
WHOLE = Facts(
    aspects=dict.fromkeys(ASPECTS, "执行中没有发现标准不一的情况。"),
    methods=(TALK, ASKED),
    result="总体有效，补贴标准偏低。",
    use="提请修改补贴标准。",
    outcome="revise",
    evaluated_on=date(2026, 10, 12),
)
EMPTY = Facts({}, (), "", "", "", None)
ALL = [
    *(f"aspect_{code}" for code in ASPECTS),
    "methods_few", "result", "use", "outcome", "evaluated_on",
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"aspects": WHOLE.aspects | {"scope": " 适用范围适当，。 "}}, ["aspect_scope"]),
        ({"aspects": WHOLE.aspects | {"scope": "适用范围适当，没有变"}}, []),
        ({"methods": (TALK,)}, ["methods_few"]),
        ({"methods": (TALK, replace(TALK, on=date(2026, 9, 2)))}, ["methods_few"]),
        ({"methods": (TALK, replace(ASKED, on=None))}, ["method_date"]),
        ({"methods": (TALK, replace(ASKED, people=None))}, ["method_people"]),
        ({"methods": (TALK, replace(ASKED, people=0))}, ["method_people"]),
        ({"methods": (TALK, Method("monitoring", date(2026, 9, 3), None))}, []),
        ({"methods": (TALK, replace(ASKED, code="guess"))}, ["method_unknown", "methods_few"]),
        ({"methods": (TALK, replace(ASKED, on=date(2026, 10, 13)))}, ["method_after"]),
        ({"methods": (TALK, replace(ASKED, on=date(2026, 10, 15)))},
         ["method_ahead", "method_after"]),
        ({"result": " "}, ["result"]),
        ({"use": ""}, ["use"]),
        ({"outcome": "praise"}, ["outcome"]),
        ({"evaluated_on": None}, ["evaluated_on"]),
        ({"evaluated_on": date(2026, 10, 15)}, ["evaluated_ahead"]),
    ],
)  # fmt: skip
def test_lacks(changes, codes):
    found = lacks(replace(WHOLE, **changes), date(2026, 10, 14))
    assert [one.code for one in found] == codes


def test_all_lacks_come_at_once_and_none_is_of_national_law():
    assert [(one.code, one.verified) for one in lacks(EMPTY)] == [(code, False) for code in ALL]


def test_without_a_day_no_date_is_ahead():
    assert lacks(replace(WHOLE, evaluated_on=date(2099, 1, 1))) == ()


def test_lists_of_the_plan():
    assert list(ASPECTS.values()) == ["执行标准", "适用范围", "使用情况", "取得成效", "存在问题"]
    assert list(METHODS.values()) == [
        "政府开放日", "征集调查", "专题座谈", "重点访谈", "舆情监测", "网络问政",
    ]  # fmt: skip
    assert list(OUTCOMES) == ["continue", "extend", "revise", "repeal"]


def test_year_ends_on_its_last_day_even_on_a_rest_day():
    assert [due_on(year) for year in (2023, 2026)] == [date(2023, 12, 31), date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("outcome", "evaluated_on", "term"),
    [
        ("revise", date(2026, 3, 3), date(2026, 6, 1)),
        # 2026-10-01 is a holiday, the first workday after it is 10-08.
        ("repeal", date(2026, 7, 3), date(2026, 10, 8)),
        ("continue", date(2026, 3, 3), None),
        ("extend", date(2026, 3, 3), None),
    ],
)
def test_duty_term(outcome, evaluated_on, term):
    assert duty_term(outcome, evaluated_on) == term


def test_unknown_outcome_has_no_term():
    with pytest.raises(UnknownOutcome):
        duty_term("", date(2026, 3, 3))


@given(st.dates(date(2023, 1, 1), date(2026, 9, 1)), st.sampled_from(["revise", "repeal"]))
def test_term_is_the_first_workday_not_before_ninety_days(evaluated_on, outcome):
    term, day = duty_term(outcome, evaluated_on), evaluated_on + timedelta(days=90)
    assert term >= day
    assert is_workday(term)
    assert workdays_between(day - timedelta(days=1), term) == 1


def test_coverage():
    done = [
        Done("财政局", 2026, date(2026, 12, 31)),
        Done("教育局", 2026, date(2027, 1, 1)),
        Done("民政局", 2026, None),
        Done("水利局", 2025, date(2025, 12, 1)),
        Done("无政策局", 2026, date(2026, 5, 1)),
    ]
    units = ["财政局", "教育局", "民政局", "水利局", "财政局", "商务局", "商务局"]
    assert coverage(units, done, 2026) == ("教育局", "民政局", "水利局", "商务局")
    assert coverage([], done, 2026) == ()


UNITS = st.sampled_from("甲乙丙丁")
DONE = st.builds(
    Done, UNITS, st.sampled_from([2025, 2026]),
    st.none() | st.dates(date(2025, 1, 1), date(2027, 2, 1)),
)  # fmt: skip


@given(st.lists(UNITS), st.lists(DONE, max_size=6), DONE)
def test_one_more_evaluation_never_makes_more_units_lack(units, done, more):
    before = coverage(units, done, 2026)
    after = coverage(units, [*done, more], 2026)
    assert set(after) <= set(before) <= set(units)
    assert set(before) - set(after) <= {more.unit}


@given(st.sets(st.sampled_from(list(ASPECTS))), st.integers(0, 6))
def test_every_part_that_is_missing_is_named(written, used):
    on = date(2026, 9, 1)
    methods = tuple(Method(code, on, 3) for code in list(METHODS)[:used])
    aspects = dict.fromkeys(written, "字" * 10)
    found = [one.code for one in lacks(replace(WHOLE, aspects=aspects, methods=methods))]
    missing = [f"aspect_{code}" for code in ASPECTS if code not in written]
    assert found == missing + (["methods_few"] if used < 2 else [])
