"""Words and pairs of characters: nothing of a text is lost, nothing in it breaks the index."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.segmentation.normal import normal, normal_number
from gongkai.rules.segmentation.words import Cutter, cut, fingerprint, pairs, runs, words

TEXTS = st.text(max_size=80)
CHINESE = st.text("政府信息公开条例低保申请办法的通知2023", min_size=1, max_size=30)


@given(TEXTS)
def test_normal_writing_keeps_every_sign_in_its_place(text: str) -> None:
    assert len(normal(text)) == len(normal_number(text)) == len(text)
    assert normal(normal(text)) == normal(text)


def test_one_way_of_writing() -> None:
    assert normal("ＡＢｃ　１２３（政務公開）") == "abc 123(政务公开)"
    assert (
        normal_number("国办发［2018］12号（国办發(2018)12号）")
        == "国办发〔2018〕12号〔国办发〔2018〕12号〕"
    )


@given(TEXTS)
def test_words_hold_letters_and_digits_alone(text: str) -> None:
    for word in (*words(text), *pairs(text), *cut(text)):
        assert word
        assert all(sign.isalnum() for sign in word)


@given(CHINESE)
def test_words_together_are_the_text_and_are_all_indexed(text: str) -> None:
    assert "".join(cut(text)) == "".join(runs(text))
    assert set(cut(text)) <= set(words(text))


@given(CHINESE, st.integers(0, 20), st.integers(2, 8))
def test_the_pairs_of_every_stretch_stand_side_by_side(text: str, start: int, length: int) -> None:
    part = text[start : start + length]
    asked = [pair for pair in pairs(part) if len(pair) > 1 and not pair.isascii()]
    assert set(asked) <= set(pairs(text))


def test_a_long_word_is_found_by_its_parts() -> None:
    assert set(words("公共租赁住房")) >= {"公共", "租赁", "住房"}
    assert words("3.5万元 GB/T9704") == ["3p5", "万元", "gb", "t9704"]
    assert pairs("低保户2023") == ["低保", "保户", "户", "2023"]


def test_own_words_stay_whole() -> None:
    assert Cutter([]).cut("公租房怎么申请") == ["公", "租房", "怎么", "申请"]
    assert Cutter(["公租房", "怎么申请"]).cut("公租房怎么申请") == ["公租房", "怎么申请"]
    assert fingerprint() == fingerprint()
