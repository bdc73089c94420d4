"""Which opinions are put together, and that the order of arrival changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions.grouping import (
    ALIKE,
    form_of,
    groups_of,
    representative,
    shingles_of,
)

CAMPAIGN = "建议将公示期限由十五日延长到三十日，方便上班的居民知晓并提出意见"


@pytest.mark.parametrize(
    ("first", "second", "is_alike"),
    [
        ("建议延长公示期。", "建议，延长公示期", True),
        ("ＡＢＣ路口加红绿灯", "abc 路口加红绿灯!", True),
        (CAMPAIGN, CAMPAIGN + "。我住在东街，一直看不到公告", True),
        (CAMPAIGN, CAMPAIGN.replace("方便", "便于"), True),
        ("支持该方案", "不支持该方案", False),
        ("期限建议改为15日", "期限建议改为20日", False),
        (CAMPAIGN, "建议在东街增加停车位，方便周边居民停车", False),
        ("！！！", "？？？", False),
    ],
)
def test_two_texts(first: str, second: str, is_alike: bool) -> None:
    assert groups_of([first, second]) == ([[0, 1]] if is_alike else [])


def test_largest_group_first_and_lone_texts_in_none() -> None:
    texts = ["增加停车位", "延长公示期", "增设公交站", "延长公示期！", "增加停车位", "延长 公示期"]
    assert groups_of(texts) == [[1, 3, 5], [0, 4]]


def test_chain_of_small_changes_does_not_join_unlike_texts() -> None:
    signs = list("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃")
    chain = []
    for place in range(len(signs)):
        chain.append("".join(signs))
        signs[place] = chr(ord("山") + place)
    for group in groups_of(chain):
        forms = [shingles_of(form_of(chain[place])) for place in group]
        assert any(all(dice(core, one) >= ALIKE for one in forms) for core in forms)
    assert sum(map(len, groups_of(chain))) <= len(chain)
    assert not any({0, len(chain) - 1} <= set(group) for group in groups_of(chain))


def dice(first: frozenset[str], second: frozenset[str]) -> float:
    return 2 * len(first & second) / (len(first) + len(second))


def test_many_texts() -> None:
    same = [CAMPAIGN] * 5_000
    others = [f"{chr(0x4E00 + n)}{chr(0x5E00 + n)}{chr(0x6E00 + n)}路灯不亮" for n in range(2_000)]
    found = groups_of([*same, *others])
    assert found[0] == list(range(5_000))


def test_frequent_pairs_are_counted_as_exactly_as_rare_ones() -> None:
    """More cores than a list of places may hold share the same pairs."""
    template = "关于本区养犬管理办法的意见"
    texts = [template + "".join(chr(0x4E00 + 40 * n + k) for k in range(30)) for n in range(200)]
    assert groups_of(texts) == []
    assert groups_of([*texts, texts[150] + "谢谢"]) == [[150, 200]]


def test_long_texts_are_compared_by_a_choice_of_their_pairs() -> None:
    long = "".join(chr(0x4E00 + n) for n in range(2_000))
    other = "".join(chr(0x6E00 + n) for n in range(2_000))
    assert len(shingles_of(long)) == 300
    assert groups_of([long, other, long[:1_900], other + "完"]) == [[0, 2], [1, 3]]


@pytest.mark.parametrize("alike", [0, -1, 1.1])
def test_measure_must_be_a_share(alike: float) -> None:
    with pytest.raises(ValueError, match=str(alike)):
        groups_of([], alike=alike)


def test_representative_is_the_most_frequent_form_in_its_longest_writing() -> None:
    texts = ["延长期限", "请延长期限", "延长期限！", "延长期限", "增加车位"]
    assert representative(texts, [0, 1, 2, 3]) == 2
    assert representative(texts, [4]) == 4
    with pytest.raises(ValueError, match="empty"):
        representative(texts, [])


def test_representative_of_different_forms_is_the_nearest_to_all() -> None:
    texts = ["延长公示期限到三十日", "请延长公示期限到三十日为好", "延长公示期限到三十日为好"]
    assert representative(texts, [0, 1, 2]) == 2


TEXTS = st.lists(st.text("甲乙丙不1 。a", max_size=12), max_size=25)


@given(TEXTS, st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing(texts: list[str], random: object) -> None:
    order = list(range(len(texts)))
    random.shuffle(order)  # type: ignore[attr-defined]
    found = groups_of([texts[place] for place in order])
    there = {frozenset(order[place] for place in group) for group in found}
    assert there == set(map(frozenset, groups_of(texts)))


@given(TEXTS)
def test_groups_are_apart_sorted_and_hold_equal_texts_together(texts: list[str]) -> None:
    found = groups_of(texts)
    members = [place for group in found for place in group]
    assert len(set(members)) == len(members)
    assert all(len(group) > 1 and group == sorted(group) for group in found)
    assert [len(group) for group in found] == sorted(map(len, found), reverse=True)
    group_of = {place: number for number, group in enumerate(found) for place in group}
    for first, one in enumerate(texts):
        for second in range(first):
            if form_of(one) == form_of(texts[second]):
                assert group_of[first] == group_of[second]
    for group in found:
        assert representative(texts, group) in group


@given(TEXTS)
def test_every_member_is_alike_to_one_core(texts: list[str]) -> None:
    for group in groups_of(texts):
        forms = [shingles_of(form_of(texts[place])) for place in group]
        assert any(all(core == one or dice(core, one) >= ALIKE for one in forms) for core in forms)
