"""What a row of the basic catalogue must say, what its time limit means, and what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.basic_catalogue import (
    CHANNELS,
    COLUMNS,
    FIELDS,
    LABELS,
    PARENTS,
    BadLimit,
    Row,
    Term,
    diff_editions,
    field_of,
    flaws_between,
    flaws_of,
    read_term,
)
from gongkai.rules.basic_catalogue.columns import DATA
from gongkai.rules.basic_catalogue.marks import UnclearTick, is_ticked, read_channels
from gongkai.rules.catalogue import ITEMS, TERMS
from gongkai.rules.workdays import add_workdays
from tests.rules.catalogue_rows import editions, row

LAW = "《土地管理法实施条例》第三十一条"


def test_columns_are_those_of_the_official_table() -> None:
    assert [(one.group, one.title) for one in COLUMNS.values()] == [
        ("", "序号"), ("公开事项", "一级事项"), ("公开事项", "二级事项"), ("", "公开内容（要素）"),
        ("", "公开依据"), ("", "公开时限"), ("", "公开主体"), ("", "公开渠道和载体"),
        ("公开对象", "全社会"), ("公开对象", "特定群体"), ("公开方式", "主动"),
        ("公开方式", "依申请"),
        ("公开层级", "县级"), ("公开层级", "乡、村级"),
    ]  # fmt: skip
    assert (len(CHANNELS), len(FIELDS), len(PARENTS)) == (13, 26, 30)
    assert DATA["verified"] is False


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("信息形成（或变更）之日起20个工作日内", Term(20)),
        ("自信息形成或者变更之日起20个工作日内；法律、法规另有规定的，从其规定", Term(20)),
        ("7个工作日", Term(7)),
        ("批准后20日内", Term(20)),
        ("10日内", Term(10)),
        ("实时", Term(1)),
        ("实时公开", Term(1)),
        ("长期", Term(20)),
        ("每年3月31日前", Term(20, "year")),
        ("每月", Term(20, "month")),
        ("每月10日前", Term(20, "month")),
        ("每季度", Term(20, "quarter")),
        ("每季度结束后10个工作日内", Term(10, "quarter")),
        ("每半年", Term(20, "half")),
        ("半年结束后10个工作日内", Term(10, "half")),
        ("信息形成之日起5个工作日内，每季度更新", Term(5, "quarter")),
    ],
)
def test_term_follows_from_the_words(text: str, term: Term) -> None:
    assert read_term(text) == term


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("看情况公开吧", "limit_unreadable"),
        ("", "limit_unreadable"),
        ("及时公开", "limit_vague"),
        ("2026年3月31日前", "limit_once"),
        ("每年3月31日前、9月30日前", "limit_several"),
        ("每月10日前，每季度末", "limit_several"),
        ("21个工作日", "limit_too_long"),
        ("30日内", "limit_too_long"),
        ("3个月内", "limit_too_long"),
    ],
)
def test_words_without_a_term_are_refused(text: str, code: str) -> None:
    with pytest.raises(BadLimit) as refused:
        read_term(text)
    assert (refused.value.code, refused.value.text) == (code, text)


@pytest.mark.parametrize(
    ("basis", "allowed"),
    [
        (LAW, True),
        ("《中华人民共和国预算法》第十四条", True),
        ("《政府信息公开条例》第二十六条", False),
        ("《中华人民共和国政府信息公开条例》第二十条", False),
        ("《政府信息公开条例》第二十条；《土地管理法》第四十七条", True),
        ("《土地管理法》", False),
        ("《某某管理办法》第十条", False),
    ],
)
def test_only_another_law_may_set_a_longer_term(basis: str, allowed: bool) -> None:
    if allowed:
        assert read_term("30个工作日内", basis) == Term(30)
        return
    with pytest.raises(BadLimit, match="limit_too_long"):
        read_term("30个工作日内", basis)


def test_every_special_term_of_the_law_can_be_written() -> None:
    assert [read_term(one.limit, one.source) for one in TERMS] == [
        Term(7), Term(7), Term(20), Term(20), Term(2), Term(2), Term(20, "year"), Term(15),
    ]  # fmt: skip


def test_general_days_never_outlast_the_general_workdays() -> None:
    """Whenever information was formed, so many natural days are over before 20 workdays are."""
    first = date(2023, 1, 1)
    formed = [first + timedelta(n) for n in range((date(2026, 11, 1) - first).days)]
    workdays = DATA["limit"]["general_workdays"]
    shortest = min((add_workdays(day, workdays) - day).days for day in formed)
    assert shortest == DATA["limit"]["general_days"]


def test_whole_row_has_no_flaw() -> None:
    assert flaws_of(row()) == ()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"first": ""}, [("row_blank", "first")]),
        ({"second": ""}, []),
        ({"content": ""}, [("row_blank", "content")]),
        ({"basis": ""}, [("row_blank", "basis")]),
        ({"limit_text": ""}, [("row_blank", "limit_text")]),
        ({"limit_text": "及时"}, [("row_limit_vague", "limit_text")]),
        ({"publishers_text": "", "publishers": ()}, [("row_blank", "publishers_text")]),
        ({"publishers": ()}, [("row_publisher_open", "publishers")]),
        ({"channels": (), "channels_must": ()}, [("row_blank", "channels")]),
        ({"channels_must": ()}, [("row_channel_none_must", "channels")]),
        ({"channels_must": ("print",)}, [("row_channel_none_must", "channels")]),
        ({"channels": ("website", "飞鸽")}, [("row_channel_unknown", "channels")]),
        ({"channels": ("website", "other:宣传车")}, []),
        ({"audience": ""}, [("row_tick_missing", "audience")]),
        ({"audience_group": "被征收人"}, [("row_group_of_all", "audience_group")]),
        ({"audience": "group", "audience_group": "被征收人"}, []),
        ({"mode": "both"}, [("row_tick_missing", "mode")]),
        ({"at_county": False}, [("row_tick_missing", "levels")]),
        ({"at_county": False, "at_town": True}, []),
        ({"column": ""}, [("row_without_column", "column")]),
        ({"column": "pilot-04"}, [("row_column_unknown", "column")]),
        ({"column": "P20"}, [("row_column_unknown", "column")]),
        ({"field": "pilot-99"}, [("row_field_unknown", "field")]),
        ({"field": ""}, []),
        ({"code": "P20-07"}, [("row_code_of_law", "code")]),
        ({"second": "长" * 121}, [("row_too_long", "second")]),
    ],
)
def test_flaw_is_named_with_its_part(changes: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert [(flaw.code, flaw.part) for flaw in flaws_of(row(**changes))] == found


def test_empty_row_tells_everything_at_once() -> None:
    parts = [flaw.part for flaw in flaws_of(Row(first=""))]
    assert parts == [
        "column", "first", "content", "basis", "limit_text", "publishers_text", "channels",
        "audience", "mode", "levels",
    ]  # fmt: skip


def test_rows_that_say_or_are_the_same_are_named() -> None:
    other = row(code="x", second="部门预算")
    assert flaws_between([row(), other]) == {}
    found = flaws_between([row(), other, row(second="决算"), row(code="y")])
    assert {place: [flaw.code for flaw in flaws] for place, flaws in found.items()} == {
        2: ["row_code_twice"],
        3: ["row_twice"],
    }


@given(st.builds(lambda one: one, editions()))
def test_flaws_name_parts_that_have_a_label(edition: list[Row]) -> None:
    named = {flaw.part for one in edition for flaw in flaws_of(one)}
    assert named <= LABELS.keys()


@pytest.mark.parametrize("mark", ["√", "✓", "■", " √ ", "是", "☑"])
def test_signs_that_tick(mark: str) -> None:
    assert is_ticked(mark)


@pytest.mark.parametrize("mark", ["", " ", "□", "-", "—", "/", "否", "×"])
def test_signs_that_do_not(mark: str) -> None:
    assert not is_ticked(mark)


def test_other_words_are_not_taken_for_a_tick() -> None:
    with pytest.raises(UnclearTick, match="看情况"):
        is_ticked("看情况")


def test_channels_are_read_with_their_marks() -> None:
    text = (
        "■政府网站 □政府公报\n■ 两微一端　□发布会听证会\n"
        "□社区/企事业单位、村公示栏（电子屏）\n■其他：宣传车"
    )
    listed, must = read_channels(text)
    assert listed == (
        "website",
        "gazette",
        "accounts",
        "conference",
        "notice_board",
        "other:宣传车",
    )
    assert must == ("website", "accounts", "other:宣传车")


def test_channel_without_mark_is_no_must_and_unknown_one_stays_in_its_words() -> None:
    assert read_channels("政府网站、飞鸽") == (("website", "飞鸽"), ())


@pytest.mark.parametrize("code", FIELDS)
def test_field_is_found_in_the_names_of_sheets(code: str) -> None:
    name = FIELDS[code]
    forms = [name, f"{name}领域", f"01{name}", f"青禾区{name}领域基层政务公开标准目录"]
    assert [field_of(form) for form in forms] == [code] * 4


@given(editions())
def test_edition_does_not_differ_from_itself_in_any_order(edition: list[Row]) -> None:
    found = diff_editions(edition, reversed(edition))
    assert (found.is_empty, found.unchanged) == (True, len(edition))


@given(editions(), editions())
def test_diff_is_what_makes_one_edition_of_the_other(one: list[Row], two: list[Row]) -> None:
    found, back = diff_editions(one, two), diff_editions(two, one)
    assert {row.code for row in found.added} == {row.code for row in back.removed}
    assert {row.code for row in found.removed} == {row.code for row in back.added}
    assert len(found.changed) == len(back.changed)
    made = {row.code: row for row in one if row not in found.removed}
    made |= {row.code: row for row in found.added}
    made |= {change.after.code: change.after for change in found.changed}
    assert diff_editions(made.values(), two).is_empty
    assert found.unchanged + len(found.changed) + len(found.added) == len(two)


def test_changed_row_tells_its_fields() -> None:
    after = row(
        limit_text="10个工作日", channels=("gazette", "website"), channels_must=("website",)
    )
    change = diff_editions([row()], [after]).changed[0]
    assert [(one.name, one.before, one.after) for one in change.fields] == [
        ("limit_text", "批准后20日内", "10个工作日")
    ]
    assert replace(change.after, limit_text=change.before.limit_text).channels == after.channels


def test_parents_are_items_of_the_law() -> None:
    assert all(ITEMS[code].parent in {"P20", "P21-county", "P21-town"} for code in PARENTS)
