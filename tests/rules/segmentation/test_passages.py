"""Passages hold the whole text, articles stay together; snippets mark what was asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.segmentation.passages import LONG, MOST_PASSAGES, passages
from gongkai.rules.segmentation.query import read_query
from gongkai.rules.segmentation.snippet import LENGTH, Piece, marked, marked_words, snippet
from gongkai.rules.segmentation.thesaurus import thesaurus

LINES = st.lists(st.text("第一二条章 政府公开。；\n", max_size=600), max_size=8).map("\n".join)
WORDS = thesaurus()


def together(text: str) -> str:
    return "".join(text.split())


@given(LINES)
def test_nothing_is_lost_and_nothing_too_long(text: str) -> None:
    found = passages(text)
    assert together("".join(one.text for one in found)) == together(text)
    assert all(len(one.text) <= LONG + one.text.count("\n") for one in found)


def test_articles_begin_passages_under_their_heading() -> None:
    long = "政府信息应当公开。" * 25
    text = f"第一章 总则\n第一条 {long}\n第二条 {long}\n第二章 附则\n第三条 短。\n第四条 也短。"
    found = passages(text)
    assert [(one.heading, one.articles) for one in found] == [
        ("第一章 总则", ("条1",)), ("第一章 总则", ("条2",)), ("第二章 附则", ("条3", "条4")),
    ]  # fmt: skip
    assert passages("")[0].text == ""
    assert len(passages("字。\n" * 400_000)) == MOST_PASSAGES


def test_marks_join_to_the_text_again() -> None:
    words = marked_words(read_query("低保 申请", WORDS))
    text = "申请最低生活保障（低保），向街道申请。"
    pieces = marked(text, words)
    assert "".join(one.text for one in pieces) == text
    assert [one.text for one in pieces if one.is_marked] == ["申请最低生活保障", "低保", "申请"]
    assert marked("无关", words) == [Piece("无关")]
    assert marked("", words) == []


@given(st.text(max_size=500), st.text(max_size=20))
def test_a_snippet_is_short_and_of_the_text(text: str, asked: str) -> None:
    words = marked_words(read_query(asked, WORDS))
    shown = "".join(one.text for one in snippet(text, words)).replace("……", "")
    assert len(shown) <= LENGTH
    assert shown in " ".join(text.split()).replace("……", "") or "……" in text


def test_a_snippet_shows_where_the_words_stand() -> None:
    text = "前言。" * 100 + "申请低保的，向街道提出。" + "后文。" * 100
    shown = snippet(text, marked_words(read_query("低保", WORDS)))
    assert [one.text for one in shown if one.is_marked] == ["低保"]
    assert (shown[0].text, shown[-1].text) == ("……", "……")
