"""What processing costs: the worked examples, and what must hold for every number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.foi import NotATariff, arithmetic, fee, price_of

NUMBERS = st.integers(0, 400)


@pytest.mark.parametrize(
    ("tariff", "count", "before", "yuan"),
    [
        *(("piece", count, 0, yuan) for count, yuan in (
            (0, 0), (10, 0), (11, 100), (12, 200), (30, 2000), (31, 2200), (40, 4000),
            (41, 4300), (50, 7000), (51, 7400),
        )),
        ("piece", 5, 8, 300),
        ("piece", 3, 29, 500),
        *(("page", count, 0, yuan) for count, yuan in (
            (30, 0), (31, 10), (68, 380), (100, 700), (101, 720), (150, 1700), (200, 2700),
            (201, 2740), (250, 4700),
        )),
    ],
)  # fmt: skip
def test_worked_examples(tariff: str, count: int, before: int, yuan: int) -> None:
    assert fee(tariff, count, before=before) == yuan


@given(st.sampled_from(["piece", "page"]), NUMBERS)
def test_the_fee_is_the_sum_of_its_prices(tariff: str, count: int) -> None:
    assert fee(tariff, count) == sum(price_of(tariff, one) for one in range(1, count + 1))


@given(NUMBERS, NUMBERS)
def test_pieces_counted_before_only_move_the_start(before: int, count: int) -> None:
    assert fee("piece", count, before=before) == fee("piece", before + count) - fee("piece", before)


@given(st.sampled_from(["piece", "page"]), NUMBERS)
def test_more_is_never_cheaper(tariff: str, count: int) -> None:
    """T7."""
    assert fee(tariff, count) <= fee(tariff, count + 1)


def test_how_it_comes_about_is_told() -> None:
    assert arithmetic("piece", 12, before=25) == [(100, 5), (200, 7)]
    assert arithmetic("page", 250) == [(10, 70), (20, 100), (40, 50)]
    assert arithmetic("piece", 10) == []


@pytest.mark.parametrize(("tariff", "count", "before"), [("page", 3, 1), ("piece", -1, 0)])
def test_what_cannot_be_counted_is_refused(tariff: str, count: int, before: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        fee(tariff, count, before=before)
    with pytest.raises(NotATariff):
        fee("hour", 1)
