"""Cutting a draft: articles, sections, paragraphs; no line lost and no key twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions.clauses import Clause, clauses_of

ARTICLES = """青禾区养犬管理办法
（征求意见稿）
目　录
第一章 总则
第二章 登记

第一章 总则
第一条 【目的】为了规范养犬，制定本办法。
第二条　本办法适用于本区。
（一）城区；
（二）镇。
第二章 登记
第一节 一般规定
第三条 养犬人应当登记。
第三条规定的期限为三十日。
第三条之一 登记免费。
第四条 自公布之日起施行。
"""
SECTIONS = """工作方案
为了公开，制定本方案。
一、总体要求
坚持为民。
二、主要任务
（一）公开
1. 及时公开，期限1.5日。
2．全面公开。
（二）解读。做好解读。
三、保障
"""
AMENDMENT = """一、将第三条修改为：
第三条 登记免费。
二、将第五条修改为：
第五条 期限十日。"""


def test_articles_under_their_chapters() -> None:
    found = clauses_of(ARTICLES)
    assert [(one.key, one.heading, one.chapter) for one in found] == [
        ("p1", "青禾区养犬管理办法", ""),
        ("a1", "第一条 【目的】", "第一章 总则"),
        ("a2", "第二条", "第一章 总则"),
        ("a3", "第三条", "第二章 登记 第一节 一般规定"),
        ("a3-1", "第三条之一", "第二章 登记 第一节 一般规定"),
        ("a4", "第四条", "第二章 登记 第一节 一般规定"),
    ]
    assert found[0].text.splitlines()[-2:] == ["第一章 总则", "第二章 登记"]
    assert found[2].text == "第二条　本办法适用于本区。\n（一）城区；\n（二）镇。"
    assert found[3].text == "第三条 养犬人应当登记。\n第三条规定的期限为三十日。"
    assert found[3].above == ("第二章 登记", "第一节 一般规定")


def test_sections_in_three_levels() -> None:
    assert [(one.key, one.chapter) for one in clauses_of(SECTIONS)] == [
        ("p1", ""),
        ("s1", ""),
        ("s2", ""),
        ("s2-1", "二、主要任务"),
        ("s2-1-1", "二、主要任务 （一）公开"),
        ("s2-1-2", "二、主要任务 （一）公开"),
        ("s2-2", "二、主要任务"),
        ("s3", ""),
    ]


def test_articles_quoted_in_sections_are_text() -> None:
    assert [one.key for one in clauses_of(AMENDMENT)] == ["s1", "s2"]


def test_paragraphs_where_nothing_is_numbered() -> None:
    assert clauses_of("甲\n\n 乙 ") == (Clause("p1", "甲", "甲"), Clause("p2", "乙", "乙"))
    assert clauses_of(" \n") == ()


def test_number_given_twice_keeps_the_first_key() -> None:
    assert [one.key for one in clauses_of("第一条 甲\n第二条 乙\n第二条 丙")] == [
        "a1",
        "a2",
        "a2x2",
    ]


@pytest.mark.parametrize(
    "line", ["第二条规定的期限", "第二条第一款", "第二条、第三条", "“第二条 甲"]
)
def test_article_that_is_only_spoken_of_begins_nothing(line: str) -> None:
    assert [one.key for one in clauses_of(f"第一条 甲\n{line}\n第三条 乙")] == ["a1", "a3"]


def test_article_keys_stay_when_text_before_grows() -> None:
    before = {one.key: one.text for one in clauses_of(ARTICLES)}
    after = {
        one.key: one.text
        for one in clauses_of(ARTICLES.replace("总则\n第一条", "总则\n说明\n第一条"))
    }
    assert {key: after[key] for key in before if key != "p1"} == {
        key: text for key, text in before.items() if key != "p1"
    }


PIECES = (
    "第一章 总则", "第二章 罚则", "第一节 一般", "第一编 总", "第一条 甲", "第二条 乙",
    "第三条之一 丙", "第二条规定", "一、总", "二、分", "（一）甲", "（二）乙。", "1. 甲", "2、乙",
    "附件", "目录", "", "  ", "正文。",
)  # fmt: skip
LINES = st.one_of(st.sampled_from(PIECES), st.text(max_size=60))


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_every_line_is_in_one_clause_and_every_key_once(text: str) -> None:
    found = clauses_of(text)
    lines = [line for one in found for line in (*one.above, *one.text.split("\n"))]
    assert lines == [line.strip() for line in text.splitlines() if line.strip()]
    keys = [one.key for one in found]
    assert len(set(keys)) == len(keys)
    assert all(len(one.key) <= 20 and one.key.isascii() for one in found)
    assert all(0 < len(one.heading) <= 80 and len(one.chapter) <= 80 for one in found)
