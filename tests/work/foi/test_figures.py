"""The year's tables are counted from the cases, and whatever the cases, their equations hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.rules.foi import OUTCOMES
from gongkai.rules.report_tables import check
from gongkai.work.foi.models.ending import Challenge
from gongkai.work.foi.models.request import Applicant
from gongkai.work.foi.queries.figures import cases_of, table3, table4
from gongkai.work.org.models.organisation import Organisation
from tests.factories import AT, moment
from tests.work.foi.scene import Scene, registered, scene, then

pytestmark = pytest.mark.django_db


def told(here: list[Organisation], year: int) -> dict[str, Any]:
    return {"year": year, "table3": table3(here, year), "table4": table4(here, year)}


def cells(table: dict[str, dict[str, int]]) -> dict[tuple[str, str], int]:
    return {
        (row, column): count
        for row, columns in table.items()
        for column, count in columns.items()
        if count
    }


def test_a_case_counts_where_it_began_and_where_it_ended() -> None:
    here = scene()
    one = registered(here, at=moment(date(2025, 12, 20))).request
    two = registered(here, kind="legal", identity="", identity_kind="").request
    three = registered(here).request
    registered(here, "online")
    then(here, one, "replied", date(2026, 1, 12), outcome="3.2")
    then(here, two, "withdrawn", date(2026, 2, 9))
    then(here, three, "fee_notified", date(2026, 2, 9))
    assert cells(table3([here.organisation], 2025)) == {
        ("1", "natural"): 1,
        ("1", "total"): 1,
        ("4", "natural"): 1,
        ("4", "total"): 1,
    }
    assert cells(table3([here.organisation], 2026)) == {
        ("1", "natural"): 1,
        ("1", "legal"): 1,
        ("1", "total"): 2,
        ("2", "natural"): 1,
        ("2", "total"): 1,
        ("3.2", "natural"): 1,
        ("3.2", "total"): 1,
        ("3.6.3", "legal"): 1,
        ("3.6.3", "total"): 1,
        ("3.7", "natural"): 1,
        ("3.7", "legal"): 1,
        ("3.7", "total"): 2,
        ("4", "natural"): 1,
        ("4", "total"): 1,
    }


def test_the_district_is_the_sum_of_its_organisations() -> None:
    here, there = scene(), scene("mzj", "民政局")
    registered(here)
    registered(there)
    both = table3([here.organisation, there.organisation], 2026)
    assert both["1"]["natural"] == 2
    assert check({"table3": both}) == []


def test_challenges_are_counted_when_decided_or_pending() -> None:
    here = scene()
    request = registered(here).request
    for kind, result, notified, decided in (
        ("reconsideration", "upheld", date(2026, 3, 1), date(2026, 5, 1)),
        ("reconsideration", "corrected", date(2026, 11, 1), date(2027, 1, 20)),
        ("litigation_direct", "pending", date(2026, 6, 1), None),
        ("litigation_direct", "other", date(2027, 6, 1), date(2027, 8, 1)),
    ):
        Challenge.objects.create(
            request=request, kind=kind, body="青禾区人民政府", notified_on=notified,
            result=result, decided_on=decided, at=AT, by=here.clerk,
        )  # fmt: skip
    assert cells(table4([here.organisation], 2026)) == {
        ("reconsideration", "upheld"): 1,
        ("reconsideration", "pending"): 1,
        ("reconsideration", "total"): 2,
        ("litigation_direct", "pending"): 1,
        ("litigation_direct", "total"): 1,
    }
    assert check(told([here.organisation], 2026)) == []


CASES = st.lists(
    st.tuples(
        st.dates(date(2024, 11, 1), date(2026, 11, 1)),
        st.sampled_from(Applicant.Kind.values),
        st.sampled_from(["open", "withdrawn", *(code for code in OUTCOMES if code < "3.4.3")]),
        st.integers(0, 60),
    ),
    max_size=8,
)


def make(here: Scene, received: date, kind: str, end: str, wait: int) -> None:
    request = registered(here, at=moment(received), kind=kind).request
    on = received + timedelta(days=wait)
    if end == "withdrawn":
        then(here, request, "withdrawn", on)
    elif end != "open":
        then(here, request, "replied", on, outcome=end)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CASES)
def test_whatever_the_cases_the_equations_hold(cases: list[tuple[date, str, str, int]]) -> None:
    """T5, T6, and EQ5 from year to year."""
    here = scene(f"d{Organisation.objects.count()}", f"第{Organisation.objects.count()}局")
    for case in cases:
        make(here, *case)
    years = {year: told([here.organisation], year) for year in (2024, 2025, 2026)}
    assert [check(years[year], last_year=years.get(year - 1)) for year in years] == [[], [], []]
    assert sum(one["table3"]["1"]["total"] for one in years.values()) == len(cases)
    # Behind each number stand exactly so many cases.
    own = [here.organisation]
    for year, one in years.items():
        found = {
            (row, column): cases_of(row, column, year).filter(organisation__in=own).count()
            for row, column in cells(one["table3"])
        }
        assert found == cells(one["table3"])
