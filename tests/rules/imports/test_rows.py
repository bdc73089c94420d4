"""What a row says: days in all their shapes, and every reason named with its column and value."""

from __future__ import annotations

import doctest
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.imports import (
    BODY_LIMIT,
    BadValue,
    Mapping,
    read_day,
    read_row,
    rows,
    source_key,
    suggest,
    values,
)

TODAY = date(2026, 1, 5)
FULL = {"标题": "关于招生工作的通知", "成文日期": "2020-01-06", "正文": "通知如下。"}


def read(**cells: Any) -> rows.Reading:
    given_cells = FULL | cells
    return read_row(given_cells, suggest(list(given_cells)).mapping, today=TODAY)


DAYS = ["2023-07-25", "2023/7/25", "2023.7.25", "2023年7月25日", "20230725", "２０２３年７月２５日",
        "二〇二三年七月二十五日", "二○二三年七月二十五日", "2023-07-25 10:30",
        "2023-07-25T10:30:00+08:00", "2023-07-25 10:30:00.0", " 2023 年 7 月 25 日 ", 20230725,
        date(2023, 7, 25), datetime(2023, 7, 25, 23, 59)]  # fmt: skip


@pytest.mark.parametrize("written", DAYS, ids=str)
def test_a_day_in_any_usual_shape(written: object) -> None:
    assert read_day(written) == date(2023, 7, 25)


@pytest.mark.parametrize("written", ["", None, "  ", "无", "—", "NULL", "暂无"])
def test_nothing_is_no_day(written: object) -> None:
    assert read_day(written) is None


BAD_DAYS = [
    ("45132", "不是日期，请写成 2023-07-25 的样子"),
    ("去年七月", "不是日期，请写成 2023-07-25 的样子"),
    ("2023-07", "不是日期，请写成 2023-07-25 的样子"),
    ("25/07/2023", "不是日期，请写成 2023-07-25 的样子"),
    ("2023-07-25至2023-08-01", "不是日期，请写成 2023-07-25 的样子"),
    ("2023-02-30", "没有这一天，请核对"),
    ("二〇二三年十三月一日", "没有这一天，请核对"),
    ("1023-07-25", "早于 1949 年，请核对"),
]


@pytest.mark.parametrize(("written", "reason"), BAD_DAYS)
def test_what_is_no_day_is_not_guessed(written: str, reason: str) -> None:
    with pytest.raises(BadValue) as bad:
        read_day(written)
    assert bad.value.reason == reason


@given(st.dates(date(1949, 1, 1), date(2999, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for shape in ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d"):
        assert read_day(day.strftime(shape)) == day
    assert read_day(f"{day.year}.{day.month}.{day.day}") == day


@given(st.text("0123456789-/年月日 .〇一二三十", max_size=12))
def test_any_text_is_a_day_or_a_reason(text: str) -> None:
    try:
        found = read_day(text)
    except BadValue as bad:
        assert bad.reason
    else:
        assert found is None or found.year >= 1949


def test_a_row_becomes_fields() -> None:
    found = read(
        发文字号="青教发[2020] 5 号", 公文种类="通知", 公开属性="主动公开",
        关键词="招生；教育,招生",
        发布日期="2020-1-8", 附件="表.xlsx；说明.docx", 编号=12.0, 备注="不用",
    )  # fmt: skip
    assert found.reasons == []
    assert found.fields == {
        "title": "关于招生工作的通知", "issued_on": date(2020, 1, 6), "body": "通知如下。",
        "document_number": "青教发〔2020〕5号", "document_kind": "notice", "openness": "proactive",
        "keywords": ["招生", "教育"], "first_public_on": date(2020, 1, 8),
        "attachments": ["表.xlsx", "说明.docx"], "source_id": "12",
    }  # fmt: skip


REASONS = [
    ({"标题": ""}, "“标题”列是空的。请补上标题。"),
    ({"标题": "长" * 201}, f"“标题”列有 201 个字，最多 200 个字：“{'长' * 23}…”。请缩短。"),
    ({"成文日期": "2020-13-01"}, "“成文日期”列的“2020-13-01”没有这一天，请核对。"),
    ({"成文日期": ""}, "“成文日期”列是空的。请补上成文日期。"),
    ({"成文日期": "2026-02-01"}, "成文日期 2026-02-01 还没有到。请核对。"),
    ({"发布日期": "2019-12-31"},
     "原发布日期 2019-12-31 早于成文日期 2020-01-06。请核对这两个日期。"),
    ({"实施日期": "2021-01-01", "失效日期": "2020-12-31"},
     "失效日期 2020-12-31 早于实施日期 2021-01-01。请核对这两个日期。"),
    ({"发文字号": "五号文"}, "“发文字号”列的“五号文”不合格式，应如“青办发〔2023〕5号”。"),
    ({"索引号": "A/2020-1"}, "“索引号”列的“A/2020-1”不合格式，应如“机构代码/年份-序号”。"),
    ({"索引号": "11370322004222241M/2021-00001"},
     "“索引号”列的“11370322004222241M/2021-00001”中的统一社会信用代码校验位不对，请核对。"),
    ({"公开属性": "依申请公开"},
     "“公开属性”列的“依申请公开”不是主动公开，不在网上发布，不能批量导入。"),
    ({"公开属性": "部分公开"},
     "“公开属性”列的“部分公开”不是公开属性，可以是主动公开、依申请公开、不予公开。"),
    ({"正文": " \n "}, "没有正文，也没有附件。请补上其中一项。"),
    ({"正文": "字" * (BODY_LIMIT + 1)},
     f"“正文”列有 {BODY_LIMIT + 1} 个字，最多 {BODY_LIMIT} 个字：“{'字' * 23}…”。请改为附件。"),
    ({"关键词": "一；二；三；四；五；六；七；八；九；十；百"},
     "“关键词”列有 11 个关键词，最多 10 个。请留下最要紧的。"),
    ({"标题": {"甲": 1}}, "“标题”列的“{'甲': 1}”是一组内容，不是一段文字。"),
    ({"标题": BadValue("是公式错误 #REF!，请改正公式或直接填写")},
     "“标题”列是公式错误 #REF!，请改正公式或直接填写。"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "reason"), REASONS, ids=[reason[:24] for _, reason in REASONS])
def test_what_does_not_fit_is_told_with_its_column(cells: dict[str, Any], reason: str) -> None:
    assert read(**cells).reasons == [reason]


def test_all_reasons_are_told_at_once() -> None:
    assert len(read(标题="", 成文日期="昨天", 正文="", 公文种类="便条").reasons) == 4


def test_what_bears_no_date_is_dated_by_its_publication_and_says_so() -> None:
    found = read(成文日期="", 发布日期="2020-02-03")
    assert found.fields["issued_on"] == date(2020, 2, 3)
    assert (found.reasons, found.remarks) == ([], ["没有成文日期，按原发布日期 2020-02-03 记。"])


def test_a_date_that_cannot_be_read_is_not_replaced() -> None:
    assert read(成文日期="不详", 发布日期="2020-02-03").reasons != []


def test_constants_fill_what_a_row_leaves_open() -> None:
    mapping = Mapping({"标题": "title", "日": "issued_on", "文": "body", "类": "theme"},
                      {"theme": "教育", "item": "P20-11"})  # fmt: skip
    cells = {"标题": "甲", "日": "2020-01-06", "文": "乙", "类": ""}
    assert read_row(cells, mapping, today=TODAY).fields["theme"] == "教育"
    assert read_row(cells | {"类": "卫生"}, mapping, today=TODAY).fields["theme"] == "卫生"
    assert read_row(cells, mapping, today=TODAY).fields["item"] == "P20-11"


COLUMNS = ["标题", "成文日期", "正文", "索引号", "关键词", "公开属性", "编号", "附件"]
CELLS = st.one_of(
    st.text(max_size=20),
    st.none(),
    st.floats(),
    st.booleans(),
    st.lists(st.text(max_size=3)),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
)


@given(st.dictionaries(st.sampled_from(COLUMNS), CELLS))
def test_whatever_stands_in_the_cells_it_is_read_or_refused(cells: dict[str, Any]) -> None:
    found = read_row(cells, suggest(list(cells)).mapping, today=TODAY)
    assert found.reasons or {"title", "issued_on"} <= found.fields.keys()
    assert all(reason.endswith("。") for reason in found.reasons)


KEYS = [
    ({"source_id": "7", "index_number": "x"}, "id:jyj:7"),
    (
        {"index_number": "000000001/2020-00001", "document_number": "甲"},
        "index:000000001/2020-00001",
    ),
    (
        {"document_number": "青教发〔2020〕5号", "issuer": "教育局"},
        "number:青教发〔2020〕5号:教育局",
    ),
    (
        {"title": "甲", "issued_on": date(2020, 1, 6), "issuer": "教育局"},
        "title:甲:2020-01-06:教育局",
    ),
]


@pytest.mark.parametrize(("fields", "key"), KEYS)
def test_a_document_is_known_again_by_the_surest_that_it_has(
    fields: dict[str, Any], key: str
) -> None:
    assert source_key(fields, "jyj") == key


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_key_is_short_and_tells_documents_apart(one: str, other: str) -> None:
    keys = [source_key({"title": title}, "jyj") for title in (one, other)]
    assert max(map(len, keys)) <= 200
    assert (keys[0] == keys[1]) == (one == other)


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(values).failed == 0
