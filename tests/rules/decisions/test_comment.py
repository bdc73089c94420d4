"""What the public sees of a comment, and what waits for a person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions.comment import clean, faults, shown
from gongkai.rules.document.remarks import Remark
from gongkai.rules.screening import WORDING

TODAY = date(2026, 1, 5)
GRAVE = "密级标志：机密★10年"


def test_personal_data_is_masked_and_does_not_hold_the_comment() -> None:
    found = shown("身份证号：11010519491231002X，电话 138\u200b00138000，建议延长。", TODAY)
    assert found.text_masked == "身份证号：110105************，电话 138****8000，建议延长。"
    assert [hit.kind for hit in found.hits] == ["id_number", "mobile"]
    assert (found.held, found.why) == (False, "")


def test_markup_stays_text() -> None:
    text = '<script>alert(1)</script><img src=x onerror="a()">建议延长'
    assert (shown(text, TODAY).text_masked, shown(text, TODAY).held) == (text, False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("https://a.example.com/x?y=1 www.shop.cn/1", "只有网址，没有意见内容。"),
        ("！！！ 123 👍", "没有文字内容。"),
        ("", "没有文字内容。"),
        ("建议参考 https://example.com 的做法", ""),
        ("同意", ""),
    ],
)
def test_links_only_and_no_words_are_held(text: str, why: str) -> None:
    found = shown(text, TODAY)
    assert (found.held, found.why) == (bool(why), why)


def test_grave_wording_is_held_with_its_words() -> None:
    grave = [rule for rule in WORDING if rule.level == "block"]
    assert grave
    found = shown(f"建议如下。\n{GRAVE}", TODAY)
    blocks = [hit.text for hit in found.hits if hit.level == "block"]
    assert blocks
    assert found.held
    assert found.why == "含有不宜公开的内容：" + "、".join(f"“{one}”" for one in blocks) + "。"


def test_intake() -> None:
    assert clean("\ufeff甲\r\n乙\x00\t丙\u202e ") == "甲\n乙 丙"
    assert faults("\u200b \n") == (Remark("comment_empty", True),)
    assert faults("字" * 2000) == ()
    assert faults("字" * 2000 + "\x07") == ()
    long = Remark("comment_long", True, (("count", 2001), ("limit", 2000)))
    assert faults("字" * 2001) == (long,)
    assert faults("字" * 11, 10) == (Remark("comment_long", True, (("count", 11), ("limit", 10))),)


@given(st.text(st.characters()))
def test_cleaning_twice_is_cleaning_once_and_can_be_stored(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")
    found = shown(text, TODAY)
    assert found.held == bool(found.why)
    assert len(found.why) <= 200
