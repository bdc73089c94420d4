"""The official table as a workbook: written and read again, and what careless files look like."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.rules.basic_catalogue import (
    COLUMNS,
    FIELDS,
    Row,
    Sheet,
    TableUnreadable,
    read_table,
    write_table,
)
from tests.rules.catalogue_rows import row, rows

HEAD = ["序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体",
        "公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None]  # fmt: skip
SUB = [None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群体", "主动",
       "依申请", "县级", "乡、村级"]  # fmt: skip
LINE = [1, "预算", "政府预算", "收支表", "《预算法》第十四条", "批准后20日内", "财政局",
        "■政府网站", "√", None, "√", None, "√", None]  # fmt: skip
MERGED = ["B{0}:C{0}", "I{0}:J{0}", "K{0}:L{0}", "M{0}:N{0}"]


def book(
    lines: Sequence[Sequence[Any]], *, merged: Sequence[str] = (), title: str = "财政预决算"
) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    fill(sheet, lines, merged)
    return saved(made)


def fill(sheet: Worksheet, lines: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> None:
    for cells in lines:
        sheet.append(list(cells))
    for area in merged:
        sheet.merge_cells(area)


def saved(made: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def table(*lines: Sequence[Any], merged: Sequence[str] = ()) -> Sheet:
    return read_table(book([HEAD, SUB, *lines], merged=[*head_merges(1), *merged]))[0]


def head_merges(at: int) -> list[str]:
    return [area.format(at) for area in MERGED]


def by_field(found: Sequence[Sheet]) -> list[Row]:
    return [one.row for sheet in found for one in sheet.rows]


def plain(one: Row) -> Row:
    """As the table knows it: without code, column and organisations."""
    return Row(**(vars(one) | {"code": "", "column": "", "publishers": ()}))


@settings(deadline=None)
@given(st.lists(rows(), min_size=1, max_size=8))
def test_what_is_written_is_read_again(written: list[Row]) -> None:
    found = read_table(write_table(written, "青禾区"))
    order = [*FIELDS, ""]
    expected = sorted(map(plain, written), key=lambda one: order.index(one.field))
    assert by_field(found) == expected
    assert [flaw for sheet in found for one in sheet.rows for flaw in one.flaws] == []
    assert [sheet.asides for sheet in found] == [()] * len(found)


def test_written_workbook_has_the_official_shape() -> None:
    made = openpyxl.load_workbook(BytesIO(write_table([row(), row(second="决算")], "青禾区")))
    sheet = made["财政预决算"]
    assert made.sheetnames == ["财政预决算"]
    assert sheet["A1"].value == "青禾区财政预决算领域主动公开基本目录"
    assert [sheet.cell(3, n).value or sheet.cell(2, n).value for n in range(1, 15)] == [
        column.title for column in COLUMNS.values()
    ]
    assert sorted(map(str, sheet.merged_cells.ranges)) == sorted([
        "A1:N1", "A2:A3", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "H2:H3",
        "B2:C2", "I2:J2", "K2:L2", "M2:N2", "B4:B5",
    ])  # fmt: skip
    assert [cell.value for cell in sheet[5]] == [
        "2", None, "决算", "1.收支总表\n2.说明", "《预算法》第十四条", "批准后20日内", "财政局",
        "■政府网站\n□政府公报", "√", None, "√", None, "√", None,
    ]  # fmt: skip


def test_nothing_to_write_is_an_empty_table() -> None:
    made = openpyxl.load_workbook(BytesIO(write_table([])))
    assert (made.sheetnames, made.worksheets[0].max_row) == (["其他事项"], 3)


def test_text_like_a_formula_stays_text() -> None:
    made = openpyxl.load_workbook(BytesIO(write_table([row(second="=1+1")])))
    cell = made.worksheets[0]["C4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_line_of_the_official_table_is_read() -> None:
    found = table(LINE)
    assert (found.field, found.asides) == ("pilot-04", ())
    one = found.rows[0]
    assert (one.line, one.flaws) == (3, ())
    assert one.row == Row(
        first="预算", second="政府预算", field="pilot-04", content="收支表",
        basis="《预算法》第十四条", limit_text="批准后20日内", publishers_text="财政局",
        channels=("website",), channels_must=("website",), audience="all", mode="proactive",
        at_county=True,
    )  # fmt: skip


def test_cell_merged_downwards_counts_for_every_row() -> None:
    second = [2, None, "部门预算", *LINE[3:]]
    found = table(LINE, second, merged=["B3:B4"])
    assert [(one.row.first, one.row.second) for one in found.rows] == [
        ("预算", "政府预算"), ("预算", "部门预算"),
    ]  # fmt: skip


def test_empty_cell_that_is_not_merged_stays_empty() -> None:
    found = table(LINE, [2, None, "部门预算", *LINE[3:]])
    assert [one.row.first for one in found.rows] == ["预算", ""]


def test_name_merged_over_both_levels_is_the_wider_one() -> None:
    found = table([1, "预算", None, *LINE[3:]], merged=["B3:C3"])
    assert (found.rows[0].row.first, found.rows[0].row.second) == ("预算", "")


@pytest.mark.parametrize(
    ("cells", "flaws"),
    [
        ({8: "√", 9: "√"}, [("cell_both_ticked", "audience")]),
        ({10: "√", 11: "√"}, [("cell_both_ticked", "mode")]),
        ({12: "看情况"}, [("cell_tick_unclear", "at_county")]),
        ({8: None, 9: "□ 甲"}, [("cell_tick_unclear", "audience_group")]),
    ],
)
def test_ticks_that_say_nothing_clear_are_asked(
    cells: dict[int, Any], flaws: list[tuple[str, str]]
) -> None:
    line = [cells.get(place, text) for place, text in enumerate(LINE)]
    assert [(one.code, one.part) for one in table(line).rows[0].flaws] == flaws


def test_tick_over_two_columns_is_asked() -> None:
    found = table(LINE, merged=["I3:J3"]).rows[0]
    assert [(one.code, one.part) for one in found.flaws] == [("cell_merged_across", "audience_all")]
    assert found.row.audience == ""


@pytest.mark.parametrize("text", ["√（被征收人）", "√被征收人", "被征收人", "■ 被征收人"])
def test_group_is_read_with_its_words(text: str) -> None:
    line = [*LINE[:8], None, text, *LINE[10:]]
    one = table(line).rows[0].row
    assert (one.audience, one.audience_group) == ("group", "被征收人")


def test_title_notes_numbers_and_repeated_heads_are_no_rows() -> None:
    lines = [["青禾区财政预决算领域基层政务公开标准目录"], HEAD, SUB, LINE, HEAD, SUB, [2],
             ["注：■为必选，□为可选"], [3, *LINE[1:2], "决算", *LINE[3:]]]  # fmt: skip
    data = book(lines, merged=["A1:N1", *head_merges(2), *head_merges(5), "A8:N8"], title="Sheet1")
    found = read_table(data)[0]
    assert (found.field, [one.row.second for one in found.rows]) == (
        "pilot-04",
        ["政府预算", "决算"],
    )
    assert [(one.code, dict(one.values)) for one in found.asides] == [
        ("aside_line", {"line": 8, "text": "注：■为必选，□为可选"})
    ]


def test_other_columns_and_missing_ones_are_told() -> None:
    lines = [
        [*HEAD[:7], *HEAD[8:], "备注"],
        [*SUB[:7], *SUB[8:], None],
        [*LINE[:7], *LINE[8:], "x"],
    ]
    found = read_table(book(lines))[0]
    assert [(one.code, dict(one.values)["text"]) for one in found.asides] == [
        ("aside_column", "备注"), ("aside_column_missing", "公开渠道和载体"),
    ]  # fmt: skip


def test_several_sheets_hidden_and_strange_ones() -> None:
    made = openpyxl.Workbook()
    made.worksheets[0].title = "封面"
    fill(made.worksheets[0], [["目录"], ["二〇二六年"]])
    for name in ("01城乡规划", "我们自己的", "隐藏"):
        fill(made.create_sheet(name), [HEAD, SUB, LINE], head_merges(1))
    made["隐藏"].sheet_state = "hidden"
    found = read_table(saved(made))
    assert [
        (one.title, one.field, len(one.rows), [f.code for f in one.asides]) for one in found
    ] == [
        ("封面", None, 0, ["aside_sheet_other"]),
        ("01城乡规划", "pilot-01", 1, []),
        ("我们自己的", None, 1, []),
        ("隐藏", None, 0, ["aside_sheet_hidden"]),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 nothing", "table_corrupt"),
        (book([["a", "b"], [1, 2]]), "table_without_heading"),
        (book([HEAD, SUB], merged=head_merges(1)), "table_without_heading"),
    ],
)
def test_file_that_is_no_such_table_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(TableUnreadable) as refused:
        read_table(data)
    assert refused.value.code == code


def test_table_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.rules.basic_catalogue.sheet.LONGEST", 1)
    with pytest.raises(TableUnreadable, match="table_too_long"):
        table(LINE, [2, "预算", "决算", *LINE[3:]])
