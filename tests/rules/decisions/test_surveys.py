"""Questionnaires: what may be asked, what is an answer, and sums that hold."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions.surveys import (
    Question,
    Row,
    answer_faults,
    faults_of_form,
    percentages,
    tally,
)

SINGLE = Question("q1", "您对公交线网是否满意？", "single", ("满意", "一般", "不满意"))
MULTIPLE = Question("q2", "希望改进什么？", "multiple", ("班次", "站点", "票价"), False, 2)
SCALE = Question("q3", "请为候车环境打分。", "scale", required=False)
TEXT = Question("q4", "还有什么建议？", "text", required=False)
FORM = (SINGLE, MULTIPLE, SCALE, TEXT)


def codes(faults):
    return [one.code for one in faults]


@pytest.mark.parametrize(
    ("form", "found"),
    [
        (FORM, []),
        ((), ["no_question"]),
        ([replace(SINGLE, code=f"q{place}") for place in range(30)], []),
        ([replace(SINGLE, code=f"q{place}") for place in range(31)], ["too_many_questions"]),
        ((SINGLE, replace(TEXT, code="q1")), ["code_twice", "code_twice"]),
        ((replace(SINGLE, label=" "),), ["label_missing"]),
        ((replace(SINGLE, label="问" * 200),), []),
        ((replace(SINGLE, label="问" * 201),), ["label_long"]),
        ((replace(SINGLE, kind="matrix"),), ["kind_unknown"]),
        ((replace(SINGLE, options=("满意",)),), ["options_few"]),
        ((replace(MULTIPLE, options=(), most=None),), ["options_few"]),
        ((replace(SINGLE, options=("满意", "满意 ")),), ["option_twice"]),
        ((replace(SINGLE, options=("满意", "")),), ["option_empty"]),
        ((replace(SINGLE, options=("满意", "一" * 101)),), ["option_long"]),
        ((replace(SINGLE, options=tuple(map(str, range(31)))),), ["options_many"]),
        ((replace(SCALE, options=("好",)),), ["options_unwanted"]),
        ((replace(MULTIPLE, most=0),), ["most_unfit"]),
        ((replace(MULTIPLE, most=4),), ["most_unfit"]),
        ((replace(SINGLE, label="", options=()), replace(TEXT, kind="")),
         ["label_missing", "options_few", "kind_unknown"]),
    ],
)  # fmt: skip
def test_faults_of_form(form, found):
    assert codes(faults_of_form(form)) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"q1": None}, ["required"]),
        ({"q1": " "}, ["required"]),
        ({"q1": "很满意"}, ["option_unknown"]),
        ({"q1": ["满意"]}, ["option_unknown"]),
        ({"q2": ["班次", "站点"]}, []),
        ({"q2": ["班次", "站点", "票价"]}, ["too_many"]),
        ({"q2": ["班次", "班次"]}, ["choice_twice"]),
        ({"q2": ["车况"]}, ["option_unknown"]),
        ({"q2": [["班次"]]}, ["option_unknown"]),
        ({"q2": "班次"}, ["option_unknown"]),
        ({"q2": []}, []),
        ({"q3": 1}, []),
        ({"q3": 5}, []),
        ({"q3": 0}, ["points"]),
        ({"q3": 6}, ["points"]),
        ({"q3": True}, ["points"]),
        ({"q3": "4"}, ["points"]),
        ({"q4": "字" * 1000}, []),
        ({"q4": "字" * 1001}, ["text_long"]),
        ({"q4": 7}, ["text"]),
        ({"q9": "满意", "q10": "满意"}, ["unknown_question"]),
        ({"q1": "", "q3": 9}, ["required", "points"]),
    ],
)
def test_answer_faults(changes, found):
    assert codes(answer_faults(FORM, {"q1": "满意"} | changes)) == found


def test_fault_says_which_question():
    assert [str(one) for one in answer_faults(FORM, {})] == ["第 1 题没有回答。"]


def test_tally_of_every_kind():
    sheets = [
        {"q1": "满意", "q2": ["班次", "票价"], "q3": 5, "q4": "加一班夜车"},
        {"q1": "满意", "q2": ["班次"], "q3": 4},
        {"q1": "一般", "q2": [], "q3": 4, "q4": " "},
    ]
    single, multiple, scale, text = tally(FORM, sheets)
    assert (single.answered, single.mean) == (3, None)
    assert single.rows == (Row("满意", 2, 67), Row("一般", 1, 33), Row("不满意", 0, 0))
    assert multiple.answered == 2
    assert multiple.rows == (Row("班次", 2, 100), Row("站点", 0, 0), Row("票价", 1, 50))
    assert (scale.answered, scale.mean) == (3, Decimal("4.33"))
    assert [(row.option, row.count) for row in scale.rows] == [
        ("1 分", 0), ("2 分", 0), ("3 分", 0), ("4 分", 2), ("5 分", 1),
    ]  # fmt: skip
    assert (text.answered, text.rows, text.mean) == (1, (), None)


def test_nobody_answered():
    results = tally(FORM, [])
    assert [(one.answered, one.mean) for one in results] == [(0, None)] * 4
    assert {row.percent for one in results for row in one.rows} == {0}


def test_an_answer_that_fits_no_option_is_not_counted_away():
    with pytest.raises(ValueError, match="q1"):
        tally([SINGLE], [{"q1": "很满意"}])


SHEETS = st.lists(
    st.fixed_dictionaries(
        {"q1": st.sampled_from(SINGLE.options)},
        optional={
            "q2": st.lists(st.sampled_from(MULTIPLE.options), unique=True, max_size=2),
            "q3": st.integers(1, 5),
            "q4": st.text(max_size=20),
        },
    ),
    max_size=40,
)


@given(SHEETS)
def test_sums_equal_the_number_of_answers(sheets):
    assert [answer_faults(FORM, one) for one in sheets] == [()] * len(sheets)
    single, multiple, scale, text = tally(FORM, sheets)
    assert sum(row.count for row in single.rows) == single.answered == len(sheets)
    assert sum(row.count for row in scale.rows) == scale.answered
    assert sum(row.count for row in multiple.rows) == sum(len(one.get("q2", [])) for one in sheets)
    assert multiple.answered == sum(bool(one.get("q2")) for one in sheets)
    assert text.answered == sum(bool(one.get("q4", "").strip()) for one in sheets)
    for one in (single, scale):
        assert sum(row.percent for row in one.rows) == (100 if one.answered else 0)


@given(SHEETS.flatmap(lambda sheets: st.tuples(st.just(sheets), st.permutations(sheets))))
def test_order_of_sheets_does_not_count(both):
    sheets, shuffled = both
    assert tally(FORM, sheets) == tally(FORM, shuffled)


@given(SHEETS)
def test_mean_is_that_of_the_points(sheets):
    points = [one["q3"] for one in sheets if "q3" in one]
    mean = tally([SCALE], [{"q3": one} for one in points])[0].mean
    if points:
        exact = Fraction(sum(points), len(points))
        assert abs(Fraction(mean) - exact) <= Fraction(1, 200)
    assert (mean is None) == (not points)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30))
def test_percentages_add_up_and_stay_near(counts):
    found = percentages(counts)
    total = sum(counts)
    assert sum(found) == (100 if total else 0)
    assert total == 0 or all(
        abs(got * total - 100 * n) < total for got, n in zip(found, counts, strict=True)
    )


@given(st.dictionaries(st.sampled_from(["q1", "q2", "q3", "q4", "x"]),
                       st.recursive(st.none() | st.booleans() | st.integers() | st.text(),
                                    lambda one: st.lists(one, max_size=3))))  # fmt: skip
def test_no_sheet_breaks_the_check_and_what_passes_can_be_counted(sheet):
    if not answer_faults(FORM, sheet):
        assert len(tally(FORM, [sheet])) == 4
