"""The lot: the same for everybody, fair, and nothing of it can be changed unseen."""

from __future__ import annotations

import hashlib
from collections import Counter
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions.drawing import (
    BadDrawing,
    check_record,
    commitment,
    commitment_by_kind,
    draw,
    draw_by_kind,
    order_of,
    record_of,
    seed_of,
)

SECRET = "0123456789abcdef" * 2
NUMBERS = [f"D{n:02}" for n in range(1, 13)]
KINDS = {"居民代表": NUMBERS[:8], "企业代表": NUMBERS[8:]}
PLACES = {"居民代表": 3, "企业代表": 2}
LISTS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=5), unique=True)


def record() -> dict[str, Any]:
    return record_of(
        KINDS, PLACES, secret=SECRET, public_value="20260108001", source="2026年1月8日的开奖号码"
    )


def test_keys_are_plain_hashes() -> None:
    by_hand = sorted(NUMBERS, key=lambda one: hashlib.sha256(f"abc:{one}".encode()).hexdigest())
    assert list(order_of(NUMBERS, "abc")) == by_hand
    assert draw(NUMBERS, 5, "abc") == tuple(by_hand[:5])
    assert seed_of(SECRET, "7") == hashlib.sha256(f"{SECRET}:7".encode()).hexdigest()


def test_kinds_have_their_own_places_and_alternates() -> None:
    drawn = draw_by_kind(KINDS, PLACES, "abc")
    assert {kind: len(one.winners) for kind, one in drawn.items()} == PLACES
    for kind, one in drawn.items():
        assert one.winners + one.alternates == order_of(KINDS[kind], "abc")


def test_fewer_candidates_than_places_all_come() -> None:
    assert draw(["D02", "D01"], 5, "abc") == order_of(["D01", "D02"], "abc")
    assert draw([], 5, "abc") == ()


BAD = [
    (lambda: draw(["D01", "D01"], 1, "a"), "candidate"),
    (lambda: draw([""], 1, "a"), "candidate"),
    (lambda: draw(["D01"], -1, "a"), "places"),
    (lambda: draw("D01", 1, "a"), "candidate"),
    (lambda: draw_by_kind({"甲": ["D01"], "乙": ["D01"]}, {"甲": 1, "乙": 1}, "a"), "candidate"),
    (lambda: draw_by_kind({"甲": ["D01"]}, {"乙": 1}, "a"), "kinds_differ"),
    (lambda: commitment(["D01"], 1, "short"), "secret_weak"),
    (lambda: commitment(["D01"], 1, SECRET + ":"), "secret_weak"),
    (lambda: seed_of("", "7"), "secret_weak"),
    (lambda: seed_of(SECRET, " "), "public_value_missing"),
]


@pytest.mark.parametrize(("act", "code"), BAD)
def test_what_cannot_be_drawn(act: Any, code: str) -> None:
    with pytest.raises(BadDrawing) as caught:
        act()
    assert caught.value.code == code


def test_commitment_holds_everything_that_counts() -> None:
    told = {
        commitment(NUMBERS, 3, SECRET),
        commitment(NUMBERS[1:], 3, SECRET),
        commitment(NUMBERS, 4, SECRET),
        commitment(NUMBERS, 3, SECRET + "0"),
        commitment(NUMBERS, 3, SECRET, source="开奖号码"),
        commitment_by_kind(KINDS, PLACES, SECRET),
    }
    assert len(told) == 6
    assert commitment(NUMBERS[::-1], 3, SECRET) == commitment(NUMBERS, 3, SECRET)


def test_record_fits_itself_and_what_was_committed() -> None:
    found = record()
    committed = commitment_by_kind(KINDS, PLACES, SECRET, source=found["source"])
    assert found["commitment"] == committed
    assert check_record(found, committed=committed) == []
    assert check_record(found, committed="0" * 64) == [
        "承诺值与截止时公布的不符：名单、名额、公共数值来源或者密值在截止后改过。"
    ]


CHANGES: list[tuple[Any, int]] = [
    (lambda one: one.update(secret="f" * 32), 6),
    (lambda one: one.update(source="别的"), 1),
    (lambda one: one.update(seed="0" * 64), 1),
    (lambda one: one.update(commitment="0" * 64), 1),
    (lambda one: one.update(format="x"), 1),
    (lambda one: one["kinds"][0]["winners"].reverse(), 1),
    (lambda one: one["kinds"][0]["alternates"].pop(), 1),
    (lambda one: one["kinds"].append(one["kinds"][0]), 1),
    (lambda one: one.pop("secret"), 1),
    (lambda one: one.update(secret=7), 1),
    (lambda one: one.update(kinds=None), 1),
    (lambda one: one["kinds"][0].update(candidates="D01"), 1),
    (lambda one: one["kinds"][0].update(places="2"), 1),
]


@pytest.mark.parametrize(("change", "most"), CHANGES)
def test_changed_records_are_told(change: Any, most: int) -> None:
    changed = deepcopy(record())
    change(changed)
    assert 1 <= len(check_record(changed)) <= most


@given(LISTS, st.integers(0, 6), st.text(max_size=5), st.randoms(use_true_random=False))
def test_order_of_the_list_does_not_count(
    numbers: list[str], places: int, seed: str, random: Any
) -> None:
    mixed = random.sample(numbers, len(numbers))
    seed = hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()
    assert draw(mixed, places, seed) == draw(numbers, places, seed)
    assert commitment(mixed, places, SECRET) == commitment(numbers, places, SECRET)


@given(LISTS.filter(bool), st.integers(0, 6), st.integers())
def test_one_more_candidate_lets_no_other_loser_in(
    numbers: list[str], places: int, seed: int
) -> None:
    one, others = numbers[0], numbers[1:]
    assert set(draw(numbers, places, str(seed))) <= {one, *draw(others, places, str(seed))}


@given(LISTS, st.integers(0, 6))
def test_every_record_fits_itself(numbers: list[str], places: int) -> None:
    made = record_of({"": numbers}, {"": places}, secret=SECRET, public_value="7", source="来源")
    assert check_record(made) == []
    assert made["kinds"][0]["winners"] == list(draw(numbers, places, made["seed"]))


def test_everybody_has_about_the_same_chance() -> None:
    """2,000 seeds, 3 of 12: each about 500 times; 400 and 600 are five deviations away."""
    won = Counter(
        number for n in range(2_000) for number in draw(NUMBERS, 3, seed_of(SECRET, str(n)))
    )
    assert sorted(won) == NUMBERS
    assert sum(won.values()) == 6_000
    assert all(400 < times < 600 for times in won.values())
    first = Counter(draw(NUMBERS, 1, seed_of(SECRET, str(n)))[0] for n in range(2_000))
    assert all(100 < first[number] < 240 for number in NUMBERS)
