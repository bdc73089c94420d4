"""Facts field by field: what may be a telephone number, an address, a year; what is missing."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules import facts
from gongkai.rules.facts import (
    INTERNET,
    KINDS,
    LINE,
    PHONE,
    TEXT,
    YEAR,
    FactField,
    fact_remarks,
    tidy,
)

WORDS = st.text(st.sampled_from("甲乙 \t\n\r\u3000a1"), max_size=30)


def codes(kind: str, text: str, **more: object) -> list[str]:
    field = FactField("one", "一项", kind, **more)
    return [one.code for one in fact_remarks([field], {"one": text})]


@pytest.mark.parametrize("text", [
    "0000-1234567", "053312345678", "010-12345678", "1234567", "12345678", "400-123-4567", "12345",
    "110", "0000-1234567转801", "0000-1234567 转 801", "（0000）1234567", "(0000)1234567",
    "0000—1234567", "0000-1234567、0000-1234568", "0000-1234567；0000-1234568", "13800000000",
    "0000-1234567 0000-1234568", "0000-1234567-801",
])  # fmt: skip
def test_telephone_numbers(text: str) -> None:
    assert codes(PHONE, text) == []


@pytest.mark.parametrize("text", [
    "办公室", "0000-12345", "00000-1234567", "1234", "办公室 0000-1234567", "、", "-", "0000-",
    "0000-1234567、见网站", "１２３４５６７", "+", "99999999999",
])  # fmt: skip
def test_what_is_no_telephone_number(text: str) -> None:
    assert codes(PHONE, text) == ["fact_phone"]


@pytest.mark.parametrize("text", [
    "gk@qinghe.example", "https://www.qinghe.example/", "www.qinghe.example/gk?x=1",
    "电子邮箱：gk@qinghe.example，网址：http://qinghe.example:8080/", "http://青禾.example",
    "邮箱 a.b+c@x-y.example；www.qinghe.example",
])  # fmt: skip
def test_addresses_on_the_internet(text: str) -> None:
    assert codes(INTERNET, text) == []


@pytest.mark.parametrize("text", [
    "见网站", "gk@", "@qinghe.example", "gk@qinghe", "http://", "https://x", "www.",
    "gk@qinghe.example，http://坏", "javascript:alert(1)", "gk＠qinghe.example",
])  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    assert codes(INTERNET, text) == ["fact_internet"]


@pytest.mark.parametrize(("text", "found"), [
    ("2025", []), ("2008", []), ("2007", ["fact_year"]), ("25", ["fact_year"]),
    ("2025年", ["fact_too_long"]), ("３０００", ["fact_year"]), ("3025", ["fact_year"]),
])  # fmt: skip
def test_years(text: str, found: list[str]) -> None:
    assert codes(YEAR, text) == found


def test_a_word_may_say_that_there_is_none() -> None:
    assert codes(PHONE, "无", none="无") == []
    assert codes(PHONE, "无") == ["fact_phone"]
    assert codes(LINE, "无", none="无") == []


def test_a_missing_field_is_named_once_and_only_if_it_is_required() -> None:
    fields = [FactField("a", "甲", LINE), FactField("b", "乙", PHONE, required=False)]
    (remark,) = fact_remarks(fields, {"a": " \n"})
    assert (remark.code, remark.blocks, remark.values) == (
        "fact_missing", True, (("fact", "a"), ("field", "甲")),
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_longest_text_fits_and_one_more_does_not(kind: str) -> None:
    longest = FactField("one", "一项", kind).longest
    assert "fact_too_long" not in codes(kind, "1" * longest)
    assert codes(kind, "1" * (longest + 1)) == ["fact_too_long"]


def test_a_field_of_no_kind_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="x"):
        FactField("x", "一项", "number")


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), WORDS))
def test_tidying_twice_changes_nothing_and_keeps_no_blank(given_facts: dict[str, str]) -> None:
    fields = [FactField("a", "甲", LINE), FactField("b", "乙", TEXT)]
    once = tidy(fields, given_facts)
    assert tidy(fields, once) == once
    assert set(once) <= {"a", "b"}
    assert all(text and text == text.strip() for text in once.values())
    assert "\n" not in once.get("a", "")
    for code, text in once.items():
        assert "".join(text.split()) == "".join(given_facts[code].split())


@given(st.integers(0, 999), st.integers(1_000_000, 99_999_999))
def test_every_number_with_an_area_code_is_one(area: int, number: int) -> None:
    assert codes(PHONE, f"0{area:03}-{number}") == []


@given(WORDS)
def test_no_text_breaks_a_check(text: str) -> None:
    for kind in KINDS:
        assert set(codes(kind, text)) <= {"fact_missing", "fact_too_long", f"fact_{kind}"}


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(facts).failed == 0
