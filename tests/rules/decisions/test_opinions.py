"""Tables of opinions: columns and words as they are met, and every bad row told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions.clauses import clauses_of
from gongkai.rules.decisions.opinions import (
    _DATA,
    CHANNELS,
    TEXT_LIMIT,
    Bad,
    NoText,
    Read,
    channel_code,
    clause_key,
    read_rows,
    suggest,
)
from gongkai.rules.imports.columns import plain
from gongkai.rules.imports.values import BadValue

PERIOD = (date(2026, 1, 1), date(2026, 1, 31))
TODAY = date(2026, 1, 20)
ARTICLES = {"a1": "第一条 【目的】", "a5": "第五条", "a5-1": "第五条之一", "a12": "第十二条"}
SECTIONS = {
    one.key: one.heading
    for one in clauses_of("一、总体要求\n（一）公开\n1. 及时。\n（二）解读\n二、保障措施\n三、附则")
}
MAPPING = {
    "text": "意见内容", "channel": "渠道", "clause": "条款",
    "name": "姓名", "contact": "电话", "on": "日期",
}  # fmt: skip
ROW = {
    "意见内容": "建议延长。\n理由如下。", "渠道": "来信", "条款": "第五条",
    "姓名": "甲某", "电话": 5551234.0, "日期": "2026年1月5日",
}  # fmt: skip


def read(*rows: dict[str, Any], **more: Any) -> list[Read | Bad]:
    return read_rows(rows, MAPPING, ARTICLES, PERIOD, TODAY, **more)


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (["序号", "意见建议（必填）", "来源"], {"text": "意见建议（必填）", "channel": "来源"}),
        (["建议", "意见内容", "内容"], {"text": "意见内容"}),
        (["具体 内容", "对应条文", "姓名", "联系电话", "提交时间"],
         {"text": "具体 内容", "clause": "对应条文", "name": "姓名", "contact": "联系电话",
          "on": "提交时间"}),
        (["序号"], {}),
    ],
)  # fmt: skip
def test_columns_are_told_by_their_names(columns: list[str], found: dict[str, str]) -> None:
    assert suggest(columns) == found


def test_no_word_means_two_things() -> None:
    names = [plain(name) for row in _DATA["fields"].values() for name in row["names"]]
    words = [plain(word) for row in _DATA["channels"].values() for word in row["words"]]
    assert len(set(names)) == len(names)
    assert len(set(words)) == len(words)
    assert all(channel_code(label) == code for code, label in CHANNELS.items())
    assert all(len(code) <= 12 for code in CHANNELS)


def test_whole_row() -> None:
    assert read(ROW) == [
        Read(2, "建议延长。\n理由如下。", "letter", "a5", "甲某", "5551234", date(2026, 1, 5))
    ]
    bare = {"意见内容": "好", "渠道": "电话"}
    assert read(bare, {"意见内容": None, "渠道": " "}, bare) == [
        Read(2, "好", "phone"),
        Read(4, "好", "phone"),
    ]
    assert read({"意见内容": "好"}, channel="talk", first=1) == [Read(1, "好", "talk")]
    assert read() == []


BAD = [
    ({"意见内容": " 无 "}, "“意见内容”列没有意见内容，请补上，或者删去这一行。"),
    ({"意见内容": "字" * 5001},
     "“意见内容”列有 5001 个字，最多 5000 个字，请缩短，或者分成几条。"),
    ({"渠道": "托梦"}, "“渠道”列的“托梦”不是来源渠道，可以是本平台、电子邮件、信函、电话、新媒体、"
     "座谈会、听证会、实地走访、民意调查。"),
    ({"渠道": ""}, "“渠道”列没有写来源渠道，请写上，可以是本平台、电子邮件、信函、电话、新媒体、"
     "座谈会、听证会、实地走访、民意调查。"),
    ({"日期": "2025-12-31"},
     "“日期”列的“2025-12-31”不在征求意见期间（2026-01-01 至 2026-01-31），请核对日期。"),
    ({"日期": "2026-01-21"}, "“日期”列的“2026-01-21”还没有到，请核对日期。"),
    ({"日期": "上周"}, "“日期”列的“上周”不是日期，请写成 2023-07-25 的样子。"),
    ({"条款": "第九条"}, "“条款”列的“第九条”在征求意见稿里没有。"
     "请写第几条或者条目的名称，对全文的意见写“全文”。"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "told"), BAD)
def test_bad_rows_are_told(cells: dict[str, Any], told: str) -> None:
    assert read(ROW, ROW | cells)[1:] == [Bad(3, (told,))]


def test_all_reasons_of_a_row_are_told() -> None:
    (found,) = read(ROW | {"渠道": "托梦", "条款": "第九条"})
    assert isinstance(found, Bad)
    assert len(found.reasons) == 2
    assert str(found) == "第 2 行：" + "".join(found.reasons)


def test_dates_as_they_come() -> None:
    days = ["20260105", "2026/1/5 10:30", date(2026, 1, 5), datetime(2026, 1, 5, 9)]
    assert [one.on for one in read(*(ROW | {"日期": day} for day in days))] == [  # type: ignore[union-attr]
        date(2026, 1, 5)
    ] * 4


def test_missing_column_is_told_with_those_there_are() -> None:
    rows = [{"序号": 1, "来源": "来信"}]
    with pytest.raises(NoText) as caught:
        read_rows(rows, suggest(list(rows[0])), ARTICLES, PERIOD, TODAY)
    assert str(caught.value) == (
        "没有找到“意见内容”列。表里的列是：“序号”、“来源”。"
        "请把写意见的一列改名为“意见内容”，或者指定它。"
    )
    with pytest.raises(NoText):
        read_rows(rows, MAPPING, ARTICLES, PERIOD, TODAY)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("第五条", "a5"), ("五", "a5"), ("5", "a5"), ("第5条", "a5"), ("５", "a5"), ("a5", "a5"),
        ("第五条第二款", "a5"), ("第五条第（二）项", "a5"), ("第五条之一", "a5-1"), ("十二", "a12"),
        ("第一条【目的】", "a1"), ("", ""), ("全文", ""), ("整体", ""), (" 总体意见 ", ""),
    ],
)  # fmt: skip
def test_words_for_articles(words: str, key: str) -> None:
    assert clause_key(words, ARTICLES) == key


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("二", "s2"), ("二、", "s2"), ("二、保障措施", "s2"), ("第二部分", "s2"), ("三", "s3"),
        ("一（二）", "s1-2"), ("一、（一）1", "s1-1-1"), ("1-2", "s1-2"), ("（二）解读", "s1-2"),
    ],
)  # fmt: skip
def test_words_for_sections(words: str, key: str) -> None:
    assert clause_key(words, SECTIONS) == key


@pytest.mark.parametrize("words", ["第九条", "（二）", "附件", "五和六", "第"])
def test_words_for_no_clause(words: str) -> None:
    with pytest.raises(BadValue):
        clause_key(words, ARTICLES | SECTIONS)


CELLS = st.one_of(st.none(), st.text(max_size=8), st.integers(), st.floats(), st.dates())


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(MAPPING.values(), CELLS)), max_size=6))
def test_whatever_stands_in_the_cells_each_row_is_read_or_told(rows: list[dict[str, Any]]) -> None:
    numbers = [
        number for number, row in enumerate(rows, 2)
        if any(cell is not None and str(cell).strip() for cell in row.values())
    ]  # fmt: skip
    found = read(*rows)
    assert [one.number for one in found] == numbers
    for one in found:
        if isinstance(one, Bad):
            assert one.reasons
        else:
            assert 0 < len(one.text) <= TEXT_LIMIT
            assert one.channel in CHANNELS
            assert one.clause in {"", *ARTICLES}
