"""A string is found however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.work.foi.redact.fold import fold, folded, is_telling


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三", "张三"),
        ("张 三", "张三"),
        ("张\u3000三\u200b", "张三"),
        ("张\n三", "张三"),
        ("１３８００１３８０００", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("138–0013—8000", "13800138000"),
        ("110105x", "110105x"),
        ("110105Ｘ", "110105x"),
        ("阿依·古丽", "阿依古丽"),
        ("3.5 万元", "3.5万元"),
        ("", ""),
        (" \t-", ""),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_places_are_those_of_the_text_as_it_was() -> None:
    text = "联系人 张  三，又名张三。"
    assert [text[start:end] for start, end in fold(text).find(folded("张三"))] == ["张  三", "张三"]


def test_nothing_is_found_nowhere() -> None:
    assert list(fold("张三").find("")) == []


@given(st.text(), st.text())
def test_without_what_is_found_it_is_found_no_more(before: str, wanted: str) -> None:
    words, text = folded(wanted), before + wanted
    places = list(fold(text).find(words))
    assert bool(places) is bool(words)
    for start, end in reversed(places):
        text = f"{text[:start]}■{text[end:]}"
    assert list(fold(text).find(words)) == []


@pytest.mark.parametrize(
    ("text", "telling"),
    [("张三", True), ("张", False), ("12", False), ("1234", False), ("12345", True),
     ("Li Si", False), ("Zhang San", True), ("，。", False), ("", False)],
)  # fmt: skip
def test_what_is_short_tells_nothing_by_itself(text: str, telling: bool) -> None:
    assert is_telling(text) is telling
