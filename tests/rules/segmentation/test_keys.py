"""Numbers are found however they are written, and told apart from dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.segmentation.keys import articles, document_numbers, index_numbers, numeral

CODES = st.text("青禾政教财建发办字", min_size=1, max_size=6)


@pytest.mark.parametrize(("text", "keys"), [
    ("国办发〔2018〕123号", [("国办发y2018n123", "y2018n123")]),
    ("国办发[2018]123号", [("国办发y2018n123", "y2018n123")]),
    ("国办发【２０１８】１２３号", [("国办发y2018n123", "y2018n123")]),
    ("国办发 (2018) 第 123 号", [("国办发y2018n123", "y2018n123")]),
    ("国办发2018年123号", [("国办发y2018n123", "y2018n123")]),
    ("国办发〔2018〕123", [("国办发y2018n123", "y2018n123")]),
    ("〔2023〕12号", [("y2023n12",)]),
    ("2023-12", [("y2023n12",)]),
    ("2023-12-03", []),
    ("2023年12月3日", []),
    ("2023年12月", []),
    ("国务院令第711号", [("国务院令n711", "令n711")]),
    ("国令第711号", [("国务院令n711", "令n711")]),
    ("第711号国务院令", [("国务院令n711", "令n711")]),
    ("主席令第三号", [("主席令n3", "令n3")]),
    ("令第１４９号", [("令n149",)]),
    ("关于印发青政办字〔2023〕12号的通知", [("青政办字y2023n12", "y2023n12")]),
    ("根据青教〔2023〕3号和青财〔2022〕9号", [
        ("青教y2023n3", "y2023n3"), ("青财y2022n9", "y2022n9"),
    ]),
    ("没有号", []),
    ("", []),
])  # fmt: skip
def test_document_numbers(text: str, keys: list[tuple[str, ...]]) -> None:
    assert [one.keys for one in document_numbers(text)] == keys


@given(CODES, st.integers(1950, 2099), st.integers(1, 99_999))
def test_every_bracket_makes_the_same_number(code: str, year: int, serial: int) -> None:
    written = {
        tuple(one.keys for one in document_numbers(f"{code}{left}{year}{right}{serial}号"))
        for left, right in ("〔〕", "[]", "()", "（）", "【】", "［］")
    }
    assert written == {((f"{code}y{year}n{serial}", f"y{year}n{serial}"),)}


@given(st.text(max_size=60))
def test_numbers_lie_within_the_text_and_apart(text: str) -> None:
    end = 0
    for one in document_numbers(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
    articles(text)


@pytest.mark.parametrize(("text", "value"), [
    ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十九", 39), ("一百零五", 105),
    ("一百二十", 120), ("一千二百六十", 1260),
    ("二〇二三", 2023), ("两百", 200), ("7", 7), ("0012", 12),
])  # fmt: skip
def test_numerals(text: str, value: int) -> None:
    assert numeral(text) == value


def test_articles_and_index_numbers() -> None:
    assert articles("第三十九条、第4条和第八条之二") == [
        (0, 5, "条39"), (6, 9, "条4"), (10, 15, "条8之2"),
    ]  # fmt: skip
    assert index_numbers("见11370322004222241N/2026-00007、000000CZJ/2026-0000007。") == [
        "11370322004222241n/2026-00007", "000000czj/2026-0000007",
    ]  # fmt: skip
    assert index_numbers("2026-00007") == []
