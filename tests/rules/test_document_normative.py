"""Normative documents: numbers, terms, the yearly clean-up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.document import (
    Metadata,
    Remark,
    cleanup_on,
    longest_term,
    months_later,
    normative_remarks,
)

GOOD = "SDPR-2023-0010001"
FROM, FIVE, TWO = date(2024, 2, 29), date(2029, 2, 28), date(2026, 2, 28)


def remarks(**fields: Any) -> list[str]:
    usual = {"title": "停车办法", "registration_number": GOOD, "effective_on": FROM}
    return [one.code for one in normative_remarks(Metadata(**(usual | fields)))]


@pytest.mark.parametrize("number", [GOOD, "ZBCR-2022-001001", "QHDR-2026-000001"])
def test_a_number_in_its_form(number: str) -> None:
    assert remarks(registration_number=number, expires_on=FIVE) == []


@pytest.mark.parametrize("number", [
    "SDPR-2023-001", "sdpr-2023-0010001", "SDPR2023-0010001", "SDXX-2023-0010001", GOOD + " ",
    "SDPR-２０２３-0010001",
])  # fmt: skip
def test_a_number_out_of_form_is_remarked(number: str) -> None:
    assert remarks(registration_number=number, expires_on=FIVE) == ["registration_number_form"]


def test_a_place_has_its_own_form() -> None:
    metadata = Metadata(title="办法", registration_number="青规〔2026〕3号", expires_on=FIVE)
    assert normative_remarks(metadata, pattern=r"青规〔\d{4}〕\d+号") == ()


@pytest.mark.parametrize(("fields", "expected"), [
    ({"registration_number": ""}, []),
    ({"expires_on": None}, ["term_missing"]),
    ({"expires_on": FIVE}, []),
    ({"expires_on": date(2029, 3, 1)}, ["term_too_long"]),
    ({"title": "停车暂行办法", "expires_on": TWO}, []),
    ({"title": "停车办法（试行）", "expires_on": date(2026, 3, 1)}, ["term_too_long"]),
    ({"effective_on": None, "issued_on": FROM, "expires_on": date(2029, 3, 1)}, ["term_too_long"]),
    ({"effective_on": None, "expires_on": date(2099, 1, 1)}, []),
])  # fmt: skip
def test_terms(fields: dict[str, Any], expected: list[str]) -> None:
    assert remarks(**fields) == expected


def test_a_remark_names_the_last_day() -> None:
    metadata = Metadata(
        title="暂行办法", registration_number=GOOD, effective_on=FROM, expires_on=FIVE
    )
    assert normative_remarks(metadata) == (
        Remark("term_too_long", False, (("years", 2), ("last_on", TWO))),
    )


@pytest.mark.parametrize(("expires_on", "expected"), [
    (None, ""), (date(2026, 8, 30), "expired"), (date(2026, 8, 31), "expiring"),
    (date(2027, 2, 28), "expiring"), (date(2027, 3, 1), ""),
])  # fmt: skip
def test_cleanup(expires_on: date | None, expected: str) -> None:
    assert cleanup_on(date(2026, 8, 31), expires_on) == expected


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 120))
def test_months_later_lands_in_its_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day in {day.day, *range(28, day.day)}


def test_what_is_provisional_lasts_two_years() -> None:
    titles = ("暂行办法", "办法（试行）", "办法", "")
    assert [longest_term(one) for one in titles] == [2, 2, 5, 5]
