"""How much is public where: right after every change, and counted once in between."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.queries import shelves
from gongkai.work.records.queries.holdings import Holding, among, holdings, total
from tests.factories import AT, moment
from tests.work.records.world import item, pass_all, published, withdrawn, world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def rows() -> list[tuple[Any, ...]]:
    return sorted((one.organisation, one.item, one.year, one.count, one.late) for one in holdings())


def test_an_empty_place_holds_nothing() -> None:
    assert holdings() == ()


def test_by_organisation_item_and_year() -> None:
    here, there = world(), world("czj", "财政局")
    published(here)
    published(there)
    new_year = date(2024, 1, 2)
    published(here, moment(date(2024, 1, 3)), formed_on=new_year, issued_on=new_year)
    published(here, moment(date(2024, 1, 4)), item=item("20.9"))
    assert rows() == [
        ("czj", "20.3", 2023, 1, 0), ("jyj", "20.3", 2023, 1, 0), ("jyj", "20.3", 2024, 1, 0),
        ("jyj", "20.9", 2024, 1, 1),
    ]  # fmt: skip
    assert max(one.latest_on for one in holdings()) == date(2024, 1, 4)
    assert shelves.years() == [2024, 2023]
    assert shelves.years(there.organisation) == [2023]
    assert [one.code for one in shelves.organisations()] == ["jyj", "czj"]


def test_a_correction_moves_and_a_withdrawal_removes() -> None:
    here = world()
    live = published(here)
    assert rows() == [("jyj", "20.3", 2023, 1, 0)]
    edit(record=live.record, by=here.clerk, at=AT, item=item("20.9"), change_note="更正")
    assert rows() == [("jyj", "20.3", 2023, 1, 0)]
    submit(record=live.record, by=here.clerk, at=AT)
    again = pass_all(here, live.record, AT + DAY)
    assert rows() == [("jyj", "20.9", 2023, 1, 0)]
    withdrawn(here, again, AT + DAY, reason="误")
    assert rows() == []


def test_what_was_taken_back_by_the_database_is_not_remembered() -> None:
    here = world()
    published(here)
    before = rows()
    with transaction.atomic():
        published(here, AT + DAY)
        assert total(holdings()) == 2
        transaction.set_rollback(True)
    assert rows() == before


def test_counted_once_between_two_changes() -> None:
    here = world()
    published(here)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            holdings()
        counts.append(len(asked))
    assert counts == [2, 1]


def test_narrowing_adds_up() -> None:
    found = tuple(
        Holding(organisation, code, year, 1, 0, date(year, 1, 1))
        for organisation in "ab"
        for code in "xyz"
        for year in (2023, 2024)
    )
    assert total(among(found)) == 12
    assert total(among(found, items=("x", "y"), organisation="a", year=2024)) == 2
    assert among(found, items=()) == ()


def test_figures_are_those_of_the_day() -> None:
    here = world()
    published(here, AT)
    published(here, AT + DAY, formed_on=date(2023, 6, 1))
    told = shelves.figures((AT + DAY).date())
    assert told == shelves.Figures(total=2, today=1, organisations=1, this_year=2, timely=1)
    assert shelves.figures(AT.date()).today == 1
    assert shelves.figures(date(2024, 1, 1)) == shelves.Figures(2, 0, 1, 0, 0)
