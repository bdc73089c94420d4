"""Late backfill is found once, whatever days its corrections claim."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.work.inspection.checks.records import late_facts
from gongkai.work.records.queries.disclosed import disclosed
from tests.factories import moment
from tests.work.records.world import World, corrected, published, world

pytestmark = pytest.mark.django_db
LATE_DAY = date(2023, 9, 1)
END = date(2023, 12, 31)


@pytest.fixture
def here() -> World:
    return world()


def found() -> list[tuple[date, str]]:
    """The day of each fact, and how long the delay is said to be."""
    facts = late_facts(disclosed(END), ())
    return [(one.happened_on, one.what.partition("超期 ")[2].partition("（")[0]) for one in facts]


def told() -> str:
    (fact,) = late_facts(disclosed(END), ())
    return fact.what


def test_a_correction_of_what_was_late_is_not_charged_again(here: World) -> None:
    late = published(here, moment(LATE_DAY))
    for day, formed_on in ((4, date(2023, 8, 30)), (25, date(2023, 8, 1))):
        late = corrected(here, late, moment(date(2023, 9, day)), formed_on=formed_on)
        assert late.is_late
    assert found() == [(LATE_DAY, "11 个工作日")]


def test_a_change_since_then_has_its_own_term(here: World) -> None:
    late = published(here, moment(LATE_DAY))
    corrected(here, late, moment(date(2023, 11, 20)), formed_on=date(2023, 10, 9))
    assert found() == [(LATE_DAY, "11 个工作日"), (date(2023, 11, 20), "10 个工作日")]


@pytest.mark.parametrize("fields", [
    {"issued_on": date(2023, 7, 3)}, {"formed_on": date(2023, 7, 3)},
])  # fmt: skip
def test_an_earlier_day_that_is_admitted_later_is_charged_by_the_first_publication(
    here: World, fields: dict[str, Any]
) -> None:
    first = published(here, moment(date(2023, 8, 7)))
    corrected(here, first, moment(date(2023, 8, 9)), **fields)
    assert "于 2023-07-03 形成或变更，应于 2023-07-31 前公开，实际于 2023-08-07 公开" in told()


def test_an_earlier_date_of_the_document_itself_is_charged(here: World) -> None:
    published(here, moment(LATE_DAY), formed_on=date(2023, 8, 30))
    assert "于 2023-07-20 形成或变更，应于 2023-08-17 前公开，实际于 2023-09-01 公开" in told()


def test_what_was_late_elsewhere_is_marked_and_not_charged_here(here: World) -> None:
    old = published(here, moment(LATE_DAY), first_public_on=date(2023, 8, 31))
    assert (old.is_late, old.marks) == (True, ["late", "taken_over"])
    assert found() == []


def test_as_many_queries_for_many_as_for_one(here: World, django_assert_num_queries: Any) -> None:
    for n in range(4):
        published(here, moment(LATE_DAY), title=f"{n}", formed_on=date(2023, 8, 30))
    records = disclosed(END)
    with django_assert_num_queries(3):
        assert len(list(late_facts(records, ()))) == 4
