"""Workbooks: dates, formulas, merged cells, hidden sheets; and files that are none."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.rules.imports import BadValue
from gongkai.work.files.bulk import Source, open_source
from gongkai.work.journal.deeds import Refused

HEAD = ["标题", "成文日期", "公开单位", "正文"]


def saved(folder: Path, fill: Callable[[Worksheet], Any], name: str = "清单.xlsx") -> Source:
    book = Workbook()
    page = book.active
    assert page is not None
    fill(page)
    path = folder / name
    book.save(path)
    return open_source(path)


def test_rows_below_the_header_with_their_numbers(tmp_path: Path) -> None:
    def fill(page: Worksheet) -> None:
        page.append(["青禾区历史文件清单"])
        page.append(HEAD)
        page.append(["甲", date(2020, 1, 6), "教育局", "文"])
        page.append([])
        page.append(["乙", datetime(2020, 1, 7, 8, 30), None, 12.0])
        page.append(["丙", "2020年1月8日", "", 1.5])

    source = saved(tmp_path, fill)
    assert source.columns == tuple(HEAD)
    assert [(one.number, list(one.values.values())) for one in source.rows()] == [
        (3, ["甲", date(2020, 1, 6), "教育局", "文"]),
        (5, ["乙", date(2020, 1, 7), "", 12]),
        (6, ["丙", "2020年1月8日", "", 1.5]),
    ]


def test_a_number_is_a_date_only_where_it_is_shown_as_one(tmp_path: Path) -> None:
    def fill(page: Worksheet) -> None:
        page.append(HEAD)
        page.append(["甲", 43836, "", "文"])
        page.append(["乙", 43836, "", "文"])
        page["B3"].number_format = "yyyy-mm-dd"

    assert [one.values["成文日期"] for one in saved(tmp_path, fill).rows()] == [
        43836,
        date(2020, 1, 6),
    ]


def test_merged_cells_say_the_same_in_all_their_places(tmp_path: Path) -> None:
    def fill(page: Worksheet) -> None:
        page.append(HEAD)
        for title in ("甲", "乙", "丙", "丁"):
            page.append([title, "2020-01-06", None, "文"])
        page["C2"], page["C5"] = "教育局", "财政局"
        page.merge_cells("C2:C4")
        page.merge_cells("D3:F4")

    found = [one.values for one in saved(tmp_path, fill).rows()]
    assert [one["公开单位"] for one in found] == ["教育局", "教育局", "教育局", "财政局"]
    assert [one["正文"] for one in found] == ["文", "文", "文", "文"]


def test_a_formula_without_a_value_and_an_error_are_told(tmp_path: Path) -> None:
    def fill(page: Worksheet) -> None:
        page.append(HEAD)
        page.append(["甲", "=TODAY()", "", "文"])

    source = saved(tmp_path, fill)
    value = next(iter(source.rows())).values["成文日期"]
    assert isinstance(value, BadValue)
    assert value.reason == "是公式，文件里没有算出的值，请在 Excel 或 WPS 里打开后另存"


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The package with one part changed."""
    stream = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for one in old.infolist():
            data = old.read(one)
            new.writestr(one, change(data) if one.filename == part else data)
    path.write_bytes(stream.getvalue())
    return path


def computed(xml: bytes) -> bytes:
    """The sheet as a program writes it that computes its formulas."""
    title = '<c r="A2" t="str"><v>甲</v>'.encode()
    xml = re.sub(rb'<c r="A2"[^>]*><f>A1</f><v ?/?>(</v>)?', title, xml)
    return re.sub(
        rb'<c r="D2"[^>]*><f>1/0</f><v ?/?>(</v>)?', b'<c r="D2" t="e"><v>#DIV/0!</v>', xml
    )


def test_what_a_formula_came_to_is_its_value(tmp_path: Path) -> None:
    def fill(page: Worksheet) -> None:
        page.append(HEAD)
        page.append(["=A1", "2020-01-06", "", "=1/0"])

    saved(tmp_path, fill)
    path = rewritten(tmp_path / "清单.xlsx", "xl/worksheets/sheet1.xml", computed)
    values = next(iter(open_source(path).rows())).values
    assert values["标题"] == "甲"
    assert isinstance(values["正文"], BadValue)
    assert values["正文"].reason == "是公式错误 #DIV/0!，请改正公式或直接填写"


def test_hidden_and_other_sheets_are_left_out_and_told(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "说明"
    first.append(["填写说明"])
    hidden = book.create_sheet("旧数据")
    hidden.append(HEAD)
    hidden.append(["密", "2020-01-06", "", "文"])
    hidden.sheet_state = "hidden"
    page = book.create_sheet("清单")
    page.append(HEAD)
    page.append(["甲", "2020-01-06", "", "文"])
    book.create_sheet("空表")
    book.save(tmp_path / "多表.xlsx")
    source = open_source(tmp_path / "多表.xlsx")
    assert [one.values["标题"] for one in source.rows()] == ["甲"]
    assert source.remarks == [
        "隐藏的工作表“旧数据”没有导入。需要的，请取消隐藏，单独导入。",
        "只导入工作表“清单”，“说明”没有导入。需要的，请另存成单独的文件。",
    ]


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"spreadsheetml.sheet.main+xml")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (bomb, "file_bomb"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + b"x" * 50), "file_damaged"),
        (lambda path: path.write_bytes("标题,正文".encode()), "file_mismatch"),
        (
            lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600),
            "file_encrypted",
        ),
    ],
    ids=["bomb", "damaged", "text", "encrypted"],
)
def test_what_is_no_workbook_is_refused(
    tmp_path: Path, write: Callable[[Path], object], code: str
) -> None:
    path = tmp_path / "坏.xlsx"
    write(path)
    with pytest.raises(Refused) as refusal:
        open_source(path)
    assert refusal.value.code == code


def test_a_broken_sheet_is_refused_as_damaged(tmp_path: Path) -> None:
    saved(tmp_path, lambda page: page.append(HEAD))
    path = rewritten(tmp_path / "清单.xlsx", "xl/worksheets/sheet1.xml", lambda xml: xml[:200])
    with pytest.raises(Refused) as refusal:
        open_source(path)
    assert refusal.value.code == "file_damaged"


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    def poison(xml: bytes) -> bytes:
        return xml.replace(
            b"<worksheet", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet', 1
        ).replace("甲".encode(), b"&a;")

    def fill(page: Worksheet) -> None:
        page.append(HEAD)
        page.append(["甲", "2020-01-06", "", "文"])

    saved(tmp_path, fill)
    path = rewritten(tmp_path / "清单.xlsx", "xl/sharedStrings.xml", lambda xml: xml)
    path = rewritten(path, "xl/worksheets/sheet1.xml", poison)
    try:
        found = [str(one.values) for one in open_source(path).rows()]
    except Refused as refusal:
        assert refusal.code == "file_damaged"
    else:
        assert "root:" not in "".join(found)
