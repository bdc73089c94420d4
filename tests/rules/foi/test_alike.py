"""How alike two wishes are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.foi.alike import ALIKE, kernel, similarity

SETS = st.frozensets(st.sampled_from("道路合同养护预算公交停车"), max_size=6)


@pytest.mark.parametrize(
    ("first", "second", "is_alike"),
    [
        ("二〇二五年道路养护合同", "申请公开2025年道路养护合同的全文", True),
        ("停车收费标准的测算成本", "公共停车收费标准是怎样测算的，成本数据", True),
        ("青政办字〔2025〕12号", "我要青政办字[2025]12 号文件", True),
        ("道路养护合同", "公交线路调整的会议纪要", False),
        ("请公开政府信息", "申请公开有关信息", False),
    ],
)
def test_the_same_wish_in_other_words(first: str, second: str, is_alike: bool) -> None:
    assert (similarity(kernel(first), kernel(second)) >= ALIKE) == is_alike


def test_words_that_every_request_says_do_not_count() -> None:
    assert kernel("我申请公开有关政府信息") == frozenset()


@given(SETS, SETS)
def test_similarity_is_a_measure(one: frozenset[str], other: frozenset[str]) -> None:
    found = similarity(one, other)
    assert found == similarity(other, one)
    assert 0.0 <= found <= 1.0
    assert similarity(one, one) == (1.0 if one else 0.0)
    assert (found == 0.0) == (not one & other)
