"""The catalogue: all items of the law are there, in order, with terms that can be read."""

import doctest

import pytest

from gongkai.rules import catalogue
from gongkai.rules.catalogue import (
    ITEMS,
    TERMS,
    Item,
    UnknownItem,
    columns,
    find_item,
    items_for,
    items_of,
    short_name,
    terms_of,
)
from gongkai.rules.deadlines import parse_deadline


@pytest.mark.parametrize(
    ("group", "count", "verified"),
    [("P20", 15, True), ("P21-county", 7, True), ("P21-town", 8, True), ("pilot", 26, False)],
)
def test_groups_are_whole_and_numbered(group, count, verified):
    items = items_of(group)
    assert [item.code for item in items] == [f"{group}-{n:02d}" for n in range(1, count + 1)]
    assert {item.verified for item in items} == {verified}
    assert {item.workdays for item in items} == {20}
    assert len({item.name for item in items}) == count


def test_an_item_names_its_clause():
    assert find_item("P20-07") == Item(
        code="P20-07",
        parent="P20",
        name="财政预算、决算信息",
        basis="政府信息公开条例 第二十条第（七）项",
        workdays=20,
        verified=True,
    )
    assert [item.code for item in items_of(None)] == ["P20", "P21-county", "P21-town", "pilot"]


def test_levels():
    assert [len(items_for(level)) for level in ("county", "town")] == [22, 23]


def test_columns_stand_beside_the_items_of_the_law():
    assert [item.code for item in columns()] == ["COL-guide", "COL-rules", "COL-report"]
    law = {item.code for group in items_of(None) for item in (group, *items_of(group.code))}
    assert law.isdisjoint({item.code for item in columns()})
    assert law | {item.code for item in columns()} == set(ITEMS)


def test_short_names_are_those_of_items_and_shorter():
    items = items_of("P20")
    assert [one for one in items if len(short_name(one.code, one.name)) > 13] == []
    assert len({short_name(one.code, one.name) for one in items}) == len(items)
    assert short_name("x", "季度统计") == "季度统计"


@pytest.mark.parametrize("ask", [find_item, items_of, terms_of])
def test_unknown_codes_are_refused(ask):
    with pytest.raises(UnknownItem) as raised:
        ask("P99-01")
    assert raised.value.code == "P99-01"


def test_special_terms_can_be_read_as_time_limits():
    found = {term.matter: parse_deadline(term.limit).as_json() for term in TERMS}
    assert found["政府预算、决算"]["kind"] == "days_after_event"
    assert found["政府采购合同"] == {
        "kind": "workdays_after_event",
        "days": 2,
        "event": "合同签订",
    }
    assert found["逾期尚未支付中小企业款项的信息"] == {"kind": "yearly", "month_day": "03-31"}
    assert {term.item for term in TERMS} <= set(ITEMS)
    assert [term.matter for term in terms_of("P20-07")] == ["政府预算、决算", "部门预算、决算"]
    assert terms_of("P20-01") == ()


def test_examples_in_the_docstrings():
    assert doctest.testmod(catalogue).failed == 0
