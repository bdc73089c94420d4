"""A name in a plan leads to one organisation or group, or it is honestly unknown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.work.ledger.queries.names import Directory, match_name, normal
from gongkai.work.staffing.actions.names import add_alias
from gongkai.work.staffing.actions.organisations import dissolve, rename
from tests.factories import AT, department, district, group

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("教育局", "jyj"),
        ("区教育局", "jyj"),
        ("青禾区教育局", "jyj"),
        ("滨海市青禾区教育局", "jyj"),
        ("教育局（区委教育工委）", "jyj"),
        ("教育局(招生办)", "jyj"),
        ("教 育\n局", "jyj"),
        ("教体局", "jyj"),
        ("区教体局", "jyj"),
        ("区政府", "qhq"),
        ("青禾区政府", "qhq"),
        ("区人民政府办公室", "bgs"),
        ("青禾区人民政府办公室", "bgs"),
        ("区税务局", "swj"),
        ("税务局", "swj"),
    ],
)
def test_known_names(text: str, code: str) -> None:
    district("滨海市青禾区人民政府")
    add_alias(organisation=department("jyj", "教育局"), text="教体局", by=None, at=AT)
    department("bgs", "青禾区人民政府办公室", short_name="区政府办公室")
    department("swj", "国家税务总局青禾区税务局", short_name="区税务局")
    found = match_name(text)
    assert (found.organisation and found.organisation.code, found.note) == (code, "")


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("市教育局", ["jyj"]),
        ("教育体育局", ["jyj"]),
        ("各有关单位", []),
        ("局", []),
        ("", []),
        ("重大行政决策承办单位", []),
    ],
)
def test_unknown_names_are_never_guessed(text: str, candidates: list[str]) -> None:
    district()
    department("jyj", "教育局")
    found = match_name(text)
    assert (found.organisation, found.group, found.note) == (None, None, "unlike")
    assert [one.code for one in found.candidates] == candidates


def test_at_most_three_candidates_the_likest_first() -> None:
    for place, name in enumerate(("卫生局", "卫生健康局", "卫生健康委", "卫健局", "水利局")):
        department(f"d{place}", name, order=place)
    found = match_name("卫生健康事业局")
    assert [one.name for one in found.candidates] == ["卫生健康局", "卫生健康委", "卫生局"]


def test_a_group_is_known_by_its_exact_name() -> None:
    everybody = group("各有关单位", department())
    assert match_name("各有关 单位").group == everybody
    assert not match_name("各相关单位").is_known


def test_two_bearers_of_one_loose_name_are_candidates() -> None:
    district()
    department("a", "办公室", order=1)
    department("b", "青禾区办公室", order=2)
    assert [one.code for one in match_name("区办公室").candidates] == ["a", "b"]
    assert match_name("区办公室").note == "ambiguous"
    found = match_name("办公室").organisation
    assert found is not None and found.code == "a"


def test_a_former_name_leads_to_the_organisation() -> None:
    school = department("jyj", "教育局")
    rename(organisation=school, name="教育和体育局", on=date(2023, 9, 1), by=None, at=AT)
    before, after = match_name("教育局", date(2023, 7, 1)), match_name("教育局", date(2024, 1, 1))
    assert (before.organisation, before.note) == (school, "former_name")
    assert (after.organisation, after.note) == (school, "former_name")
    assert match_name("教育和体育局", date(2023, 7, 1)).note == ""


def test_the_date_tells_two_bearers_of_one_name_apart() -> None:
    old = department("old", "民政局")
    rename(organisation=old, name="社会工作局", on=date(2023, 1, 1), by=None, at=AT)
    new = department("new", "民政局", active_from=date(2023, 1, 1))
    rename(organisation=new, name="临时", on=date(2023, 2, 1), by=None, at=AT)
    rename(organisation=new, name="民政局", on=date(2023, 3, 1), by=None, at=AT)
    assert match_name("民政局", date(2022, 7, 1)).organisation == old
    assert match_name("民政局", date(2023, 7, 1)).organisation == new
    assert match_name("民政局").organisation == new


def test_two_bearers_that_no_date_tells_apart_are_candidates() -> None:
    old = department("old", "民政局", order=1)
    rename(organisation=old, name="社会工作局", on=date(2023, 1, 1), by=None, at=AT)
    new = department("new", "民政局", order=2)
    assert set(match_name("民政局", date(2022, 7, 1)).candidates) == {old, new}


def test_who_took_over_answers_for_the_dissolved() -> None:
    old, middle, new = department("a", "甲局"), department("b", "乙局"), department("c", "丙局")
    dissolve(organisation=old, on=date(2023, 3, 1), successor=middle, by=None, at=AT)
    dissolve(organisation=middle, on=date(2023, 6, 1), successor=new, by=None, at=AT)
    assert match_name("甲局", date(2023, 2, 28)).organisation == old
    assert match_name("甲局", date(2023, 3, 1)).organisation == middle
    found = match_name("甲局", date(2023, 7, 1))
    assert (found.organisation, found.note) == (new, "succeeded")


def test_the_dissolved_without_successor_is_a_question() -> None:
    old = department("a", "甲局")
    dissolve(organisation=old, on=date(2023, 3, 1), by=None, at=AT)
    found = match_name("甲局", date(2023, 7, 1))
    assert (found.organisation, found.candidates, found.note) == (None, (old,), "dissolved")


def test_many_names_take_three_queries(django_assert_num_queries: Any) -> None:
    district()
    for place in range(20):
        department(f"d{place}", f"第{place}局")
    with django_assert_num_queries(3):
        names = Directory()
        found = [names.match(f"区第{place}局") for place in range(20)]
    assert all(one.is_known for one in found)


def test_one_spelling() -> None:
    assert normal(" 青禾区人民政府【办】（公）〔室〕 ") == "青禾区政府(办)(公)(室)"
