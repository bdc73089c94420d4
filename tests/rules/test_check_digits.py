"""Check digits: the vectors of the standards, and that one wrong sign is always found."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules import check_digits
from gongkai.rules.check_digits import (
    has_id_shape,
    id_check_sign,
    is_credit_code,
    is_identity_number,
    is_old_identity_number,
    is_organisation_code,
    passes_luhn,
)

DIGITS = "0123456789"
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BIRTHDAYS = st.dates().filter(lambda day: 1800 <= day.year <= 2099)
PERSONS = st.builds(
    lambda region, day, order: f"{region}{day:%Y%m%d}{order:03d}",
    st.integers(100000, 999999),
    BIRTHDAYS,
    st.integers(0, 999),
)


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", False),
        ("110105194912310021", False),
        ("110105194913310021", False),
        ("110105194902300021", False),
        ("01010519491231002X", False),
        ("1101051949123100２X", False),
        ("", False),
    ],
)
def test_identity_numbers(number, right):
    assert is_identity_number(number) is right


@pytest.mark.parametrize(
    ("number", "right"),
    [("110105491231002", True), ("110105491331002", False), ("990105491231002", False)],
)
def test_old_identity_numbers(number, right):
    assert is_old_identity_number(number) is right


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("91350100M000100Y43", True),
        ("11370322004222241N", True),
        ("91350100M000100Y44", False),
        ("91350100M000100I43", False),
        ("91350100M000100Y4", False),
    ],
)
def test_credit_codes(code, right):
    assert is_credit_code(code) is right


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("M000100Y-4", True),
        ("M000100Y4", True),
        ("01404053X", True),
        ("000000001", False),
        ("M000100Y-5", False),
        ("M000100Y--4", False),
    ],
)
def test_organisation_codes(code, right):
    assert is_organisation_code(code) is right


@pytest.mark.parametrize(
    ("number", "right"),
    [("6222021234567890128", True), ("6222021234567890129", False), ("62２2", False), ("a", False)],
)
def test_luhn(number, right):
    assert passes_luhn(number) is right


@given(PERSONS, st.integers(0, 17), st.sampled_from(DIGITS))
def test_one_wrong_digit_in_an_identity_number_is_found(first_17, place, digit):
    number = first_17 + id_check_sign(first_17)
    assert is_identity_number(number) and has_id_shape(number)
    wrong = number[:place] + digit + number[place + 1 :]
    assert is_identity_number(wrong) is (wrong == number)


@given(st.text(CREDIT_SIGNS, min_size=9, max_size=9), st.integers(0, 30))
def test_exactly_one_check_sign_fits_a_credit_code(tail, _):
    codes = [f"91370303{tail}{sign}" for sign in CREDIT_SIGNS]
    assert sum(map(is_credit_code, codes)) == 1


@given(st.text(DIGITS, min_size=12, max_size=18))
def test_exactly_one_last_digit_passes_luhn(first):
    assert sum(passes_luhn(first + digit) for digit in DIGITS) == 1


@given(st.text())
def test_no_text_raises(text):
    for check in (is_identity_number, is_old_identity_number, is_credit_code, passes_luhn):
        assert check(text) in {True, False}
    assert is_organisation_code(text) in {True, False}


def test_examples_in_the_docstrings():
    assert doctest.testmod(check_digits).failed == 0
