"""Tables in text: encodings, separators, and rows that cannot be read while the others can."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.work.files.bulk import SourceRow, open_source
from gongkai.work.journal.deeds import Refused

HEAD = ["标题", "文号", "正文"]
ROWS = [
    ["关于甲的通知", "青办发〔2020〕1号", "第一段，\n第二段"],
    ["关于“乙”的通知", "", "丙;丁\t戊|己"],
]


def table(rows: list[list[str]], separator: str = ",") -> str:
    stream = StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()


def opened(folder: Path, data: bytes, name: str = "清单.csv") -> list[SourceRow]:
    path = folder / name
    path.write_bytes(data)
    return list(open_source(path).rows())


def refused(folder: Path, data: bytes, name: str) -> str:
    with pytest.raises(Refused) as refusal:
        opened(folder, data, name)
    return refusal.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_encoding_and_separator_is_seen(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    found = opened(tmp_path, table([HEAD, *ROWS], separator).encode(encoding))
    assert [one.number for one in found] == [2, 3]
    assert [list(one.values.values()) for one in found] == ROWS
    assert list(found[0].values) == HEAD


def test_a_header_below_a_title_is_found(tmp_path: Path) -> None:
    found = opened(tmp_path, table([["青禾区文件清单"], [], HEAD, *ROWS]).encode())
    assert [one.number for one in found] == [4, 5]
    assert list(found[0].values) == HEAD


def test_columns_without_a_name_or_with_the_same_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("标题,,备注,备注\n甲,乙,丙,丁\n", "utf-8")
    source = open_source(path)
    assert source.columns == ("标题", "第2列", "备注", "备注（2）")
    assert list(next(iter(source.rows())).values.values()) == ["甲", "乙", "丙", "丁"]


def rows_in(encoding: str, *others: bytes) -> bytes:
    """A table of nine rows in one encoding, with others below."""
    head = ",".join(HEAD).encode(encoding)
    rows = [f"关于第{number}号事项的通知,,正文".encode(encoding) for number in range(9)]
    return b"\n".join([head, *rows, *others])


@pytest.mark.parametrize(
    ("encoding", "other", "label"),
    [
        ("utf-8", "关于乱码的通知,,文".encode("gb18030"), "UTF-8"),
        ("gb18030", "关于乱码的通知,,文".encode(), "GB18030"),
        ("gb18030", b"\x81\xff\xfe,,x", "GB18030"),
    ],
)
def test_a_row_in_another_encoding_is_refused_and_the_others_go_on(
    tmp_path: Path, encoding: str, other: bytes, label: str
) -> None:
    found = opened(tmp_path, rows_in(encoding, other))
    assert {one.number: one.fault for one in found if one.fault} == {
        11: f"这一行里有不是 {label} 编码的字，读出来会是乱码。请统一编码后重新导入。"
    }
    assert [one.values["正文"] for one in found[:9]] == ["正文"] * 9


def test_rows_with_too_many_cells_and_broken_quotes_are_refused(tmp_path: Path) -> None:
    text = '标题,文号,正文\n甲,1,文\n乙,2,文,多,出\n丙,"3"号,文\n丁,4,文\n'
    found = {one.number: one.fault for one in opened(tmp_path, text.encode())}
    assert found[2] == found[5] == ""
    assert found[3] == "这一行有 5 格，表头只有 3 列。请核对分隔符和引号。"
    assert found[4].startswith("这一行的引号或换行不合 CSV 的写法")


def test_a_quote_that_never_ends_is_told(tmp_path: Path) -> None:
    found = opened(tmp_path, '标题,文号,正文\n甲,1,文\n乙,"2,文\n丙,3,文\n'.encode())
    assert [one.number for one in found] == [2, 3]
    assert found[1].fault == "从这一行起引号没有配对，后面的内容都没有读出来。请补上引号。"


def test_lines_of_json_are_rows_and_what_is_none_is_refused(tmp_path: Path) -> None:
    lines = [json.dumps({"标题": "甲"}), "", "{坏的", "[1]", json.dumps({"正文": "乙"}), '"丙"']
    path = tmp_path / "记录.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    source = open_source(path)
    assert source.columns == ("标题", "正文")
    found = list(source.rows())
    assert [one.number for one in found] == [1, 3, 4, 5, 6]
    assert [bool(one.fault) for one in found] == [False, True, True, False, True]


def test_deep_json_does_not_break_the_reader(tmp_path: Path) -> None:
    found = opened(tmp_path, b'{"a": 1}\n' + b"[" * 200_000 + b"\n", "深.jsonl")
    assert found[1].fault == "这一行不是一个 JSON 对象，请每行写一个 {…}。"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.csv", b"", "file_empty"),
        ("空.csv", b"\n\n", "import_empty"),
        ("空.jsonl", b"\n", "import_empty"),
        ("图.csv", b"\x89PNG\r\n\x1a\n\0\0\0", "import_not_text"),
        ("旧.xls", b"\xd0\xcf\x11\xe0", "import_kind"),
        ("没有扩展名", b"a", "import_kind"),
    ],
)
def test_what_is_no_table_is_refused_as_a_whole(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    assert refused(tmp_path, data, name) == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        open_source(tmp_path / "没有.csv")
    assert refusal.value.code == "import_missing"


SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ROW = st.lists(st.text(SIGNS, max_size=6), min_size=3, max_size=3)


@given(st.lists(ROW, max_size=6), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_whatever_a_spreadsheet_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], encoding: str
) -> None:
    data = table([HEAD, *rows]).encode(encoding)
    found = opened(tmp_path_factory.mktemp("表"), data)
    wanted = [row for row in rows if any(row)]
    if encoding == "gb18030" and data.decode("utf-8", "replace").encode() == data:
        return  # what is both is taken for UTF-8
    assert [list(one.values.values()) for one in found] == wanted
    assert {one.fault for one in found} <= {""}
