"""Which column is which field: sure names alone, nothing guessed, the rest told."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.imports import FIELDS, BadMapping, Mapping, columns, problems, suggest

NAMES = [(code, name) for code, row in columns._ROWS.items() for name in row["names"]]


@pytest.mark.parametrize(("code", "name"), NAMES, ids=[name for _, name in NAMES])
def test_every_known_name_leads_to_its_field(code: str, name: str) -> None:
    assert suggest([name]).mapping.columns == {name: code}
    assert suggest([f" {name.upper()}（必填）"]).mapping.columns == {
        f" {name.upper()}（必填）": code
    }


def test_an_export_is_understood_and_the_rest_is_told() -> None:
    found = suggest(
        ["编号", "标题", "文号", "发布机构", "成文日期", "发布日期", "栏目", "正文", "点击量"]
    )
    assert found.mapping.columns == {
        "编号": "source_id", "标题": "title", "文号": "document_number", "发布机构": "issuer",
        "成文日期": "issued_on", "发布日期": "first_public_on", "栏目": "item", "正文": "body",
    }  # fmt: skip
    assert (found.left_over, found.ambiguous) == (("点击量",), {})


def test_two_columns_for_one_field_are_not_decided_between() -> None:
    found = suggest(["标题", "题名", "正文"])
    assert found.mapping.columns == {"正文": "body"}
    assert found.ambiguous == {"title": ("标题", "题名")}
    assert found.left_over == ("标题", "题名")


def test_of_a_text_and_its_markup_the_markup_is_taken() -> None:
    assert suggest(["title", "body", "body_html"]).mapping.columns == {
        "title": "title",
        "body_html": "body_html",
    }


@given(
    st.lists(
        st.one_of(st.sampled_from([name for _, name in NAMES]), st.text(max_size=6)), max_size=8
    )
)
def test_no_field_is_ever_mapped_twice_and_no_column_lost(names: list[str]) -> None:
    names = list(dict.fromkeys(names))
    found = suggest(names)
    mapped = found.mapping.columns
    assert len(set(mapped.values())) == len(mapped)
    assert set(mapped.values()) <= set(FIELDS)
    assert [*mapped, *found.left_over] == sorted(names, key=[*mapped, *found.left_over].index)
    assert set(mapped) | set(found.left_over) == set(names)


@given(
    st.dictionaries(st.text(max_size=5), st.sampled_from(sorted(FIELDS)), max_size=4),
    st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text(max_size=5), max_size=3),
)
def test_a_mapping_is_read_as_it_was_written(
    given_columns: dict[str, str], constants: dict[str, str]
) -> None:
    mapping = Mapping(given_columns, constants)
    assert Mapping.from_json(mapping.as_json()) == mapping


def test_columns_alone_are_a_mapping_too() -> None:
    assert Mapping.from_json({"题": "title"}) == Mapping({"题": "title"})


@pytest.mark.parametrize(
    "value",
    [[], "题", {"columns": {"题": 1}}, {"columns": {"题": "title"}, "constants": {"item": 1}}],
)
def test_what_is_no_mapping_is_refused(value: object) -> None:
    with pytest.raises(BadMapping):
        Mapping.from_json(value)


def test_everything_wrong_with_a_mapping_is_told() -> None:
    mapping = Mapping({"甲": "title", "乙": "title", "丙": "colour"}, {"size": "大"})
    assert problems(mapping, ["甲", "丙"]) == (
        "“丙”列对应到“colour”，没有这个字段。请从列出的字段中选择。",
        "固定值写给“size”，没有这个字段。请从列出的字段中选择。",
        "文件里没有“乙”这一列。请核对列名。",
        "“甲”、“乙”都对应“标题”。请只留一列。",
        "没有哪一列对应“正文”或“附件”。请指定正文所在的列。",
    )
    assert problems(Mapping({"甲": "body"}), ["甲"]) == (
        "没有哪一列对应“标题”。请指定标题所在的列。",
    )


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(columns).failed == 0
