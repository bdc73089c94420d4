"""What a query means: synonyms, questions, numbers, phrases; and in which steps it is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.segmentation.plan import TOO_MANY, frequency, group, indexed_words, steps
from gongkai.rules.segmentation.query import LONGEST, MOST_CONCEPTS, Query, read_query
from gongkai.rules.segmentation.thesaurus import BadLine, thesaurus
from gongkai.rules.segmentation.words import cut

WORDS = thesaurus()


def read(text: str, **more: bool) -> Query:
    return read_query(text, WORDS, **more)


def concepts(text: str) -> list[str]:
    return [one.word for one in read(text).concepts]


@pytest.mark.parametrize(("text", "words"), [
    ("低保怎么申请", ["低保"]),
    ("請問 低保怎麼申請？", ["低保"]),
    ("租房补贴", ["租房", "补贴"]),
    ("酒驾怎么处罚", ["酒驾"]),
    ("规定", ["规定"]),
    ("第三十九条", []),
    ("劳动合同法第三十九条", ["劳动合同", "法"]),
    ("国办发〔2018〕123号", []),
    ("青教〔2023〕3号 招生", ["招生"]),
    ("、。！", []),
])  # fmt: skip
def test_what_is_asked_for(text: str, words: list[str]) -> None:
    assert concepts(text) == words


def test_a_word_brings_what_means_the_same() -> None:
    (one,) = read("低保").concepts
    assert (one.forms["低保"], one.forms["最低生活保障"]) == (1.0, 0.9)
    assert "最低生活保障" in read("低保").also
    assert read("低保", literal=True).also == ()
    # Who asks for what documents say does not mean everything that people say.
    assert "欠薪" not in read("克扣").concepts[0].forms


def test_what_stands_for_a_whole_stands_for_its_parts() -> None:
    whole = read("租房补贴").concepts
    assert all("租赁补贴" in one.forms for one in whole)


def test_a_question_says_what_an_answer_looks_like() -> None:
    (question,) = read("产假多少天").questions
    assert question.share("享受98天产假，期限自分娩之日起计算") > question.share("产假期间工资照发")
    assert read("产假").questions == ()


def test_phrases_fields_and_numbers() -> None:
    query = read("“免费开放” 标题：公园 文号：青教〔2023〕3号 第五条")
    assert (query.phrases, query.titles, query.articles) == (("免费开放",), ("公园",), ("条5",))
    assert [one.keys[0] for one in query.numbers] == ["青教y2023n3"]
    assert read("  \0 ").is_empty
    assert not read("2023-12").is_empty


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    query = read(text)
    assert len(query.text) <= LONGEST
    assert len(query.concepts) <= MOST_CONCEPTS
    steps(query, dict.fromkeys(indexed_words(query), 5))


def test_the_steps_are_all_all_but_one_any() -> None:
    query = read("养犬 登记 疫苗")
    counts = dict.fromkeys(indexed_words(query), 10)
    all_of, all_but_one, any_of = steps(query, counts)
    assert [len(one.all_of) for one in (all_of, all_but_one, any_of)] == [1, 3, 3]
    assert [len(one.all_of[0]) for one in (all_of, all_but_one, any_of)] == [3, 2, 1]
    assert [len(step.all_of) for step in steps(read("养犬 疫苗"), counts)] == [1, 2]
    assert steps(query, {}) == []


def test_common_words_are_left_out_of_a_step_that_would_find_too_much() -> None:
    query = read("养犬 疫苗", literal=True)
    counts = dict.fromkeys(cut("养犬"), 5) | dict.fromkeys(cut("疫苗"), TOO_MANY)
    _, any_of = steps(query, counts)
    assert [choice[0] for choice in any_of.all_of] == [group(query.concepts[0], counts)]


def test_a_form_is_as_rare_as_its_rarest_word() -> None:
    assert frequency("公共租赁住房", {"公共": 9, "租赁": 4, "住房": 7}) == 4
    assert frequency("公共租赁住房", {"公共": 9}) == 0


@pytest.mark.parametrize(
    "line",
    ["", "低保", "低保 最低生活保障", "低保 = ", " > 最低生活保障", "甲 = 乙 > 丙", "、 = 、"],
)
def test_a_line_that_says_nothing_is_refused(line: str) -> None:
    with pytest.raises(BadLine):
        thesaurus([line])


def test_a_place_adds_words_of_its_own() -> None:
    own = thesaurus(["乐龄卡、敬老卡 > 老年人优待证"])
    (one,) = read_query("乐龄卡怎么办理", own).concepts
    assert one.forms == {"乐龄卡": 1.0, "敬老卡": 0.8, "老年人优待证": 0.9}
