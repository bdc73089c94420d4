"""Word files as WPS and Word make them: own numbers, text boxes, frames, merged cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from gongkai.rules.plan.model import PlanReading
from gongkai.rules.plan.reader import read_plan
from tests.rules.plan.build import (
    FRONT,
    HEADER,
    categories,
    document,
    read_docx,
    requirements,
    said,
    saved,
    units,
)

ROWS = [
    ["1", "财政", "公开预算信息", "区财政局", "6月底前"],
    ["2", "财政", "公开决算信息", "区财政局", "长期坚持"],
    ["3", "教育", "公开招生信息", "区教育局", "8月底前"],
]
DUTIES = ["公开预算信息", "公开决算信息", "公开招生信息"]
_LEVELS = {0: ("chineseCounting", "%1、"), 1: ("chineseCounting", "（%2）"), 2: ("decimal", "%3.")}


def _read(file: Document, change: Callable[[Document], None]) -> PlanReading:
    change(file)
    return read_plan("plan.docx", saved(file))


def _add_list(file: Document) -> None:
    """A numbering list 一、（一）1. with the id 77."""
    root = file.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in _LEVELS.items()
    )
    names = nsdecls("w")
    root.insert(
        0, parse_xml(f'<w:abstractNum {names} w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    root.append(parse_xml(f'<w:num {names} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _number(paragraph: object, depth: int) -> None:
    names = nsdecls("w")
    place = f'<w:numPr {names}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(place))  # type: ignore[attr-defined]


def test_row_numbers_that_word_prints_are_read() -> None:
    file = document(*FRONT, [HEADER, *[["", *row[1:]] for row in ROWS]])
    file.tables[0].rows[3].cells[2].text = "公开招生信息"

    def change(file: Document) -> None:
        _add_list(file)
        for row in file.tables[0].rows[1:]:
            _number(row.cells[0].paragraphs[0], 2)

    reading = _read(file, change)
    assert [task.number for task in reading.tasks] == [1, 2, 3]
    assert requirements(reading) == DUTIES
    assert reading.problems == ()


def test_headings_that_word_numbers_are_headings() -> None:
    file = document(
        "2024年云岫区政务公开工作要点",
        "加强主动公开",
        "公开财政信息。（区财政局负责）",
        "公开民生信息。（区民政局负责）",
        "强化平台建设",
        "清理网站栏目。（区大数据局负责）",
    )

    def change(file: Document) -> None:
        _add_list(file)
        for at, depth in enumerate([0, 1, 1, 0, 1], 1):
            _number(file.paragraphs[at], depth)

    reading = _read(file, change)
    assert categories(reading) == [("一、加强主动公开",)] * 2 + [("二、强化平台建设",)]
    assert requirements(reading) == ["公开财政信息。", "公开民生信息。", "清理网站栏目。"]


def test_a_merged_cell_without_a_beginning_begins_where_it_stands() -> None:
    file = document(*FRONT, [HEADER, ROWS[0], ["2", "", *ROWS[1][2:]], ROWS[2]])

    def change(file: Document) -> None:
        for row in list(file.tables[0]._tbl.tr_lst)[1:3]:
            row.tc_lst[1].get_or_add_tcPr().append(OxmlElement("w:vMerge"))

    assert categories(_read(file, change)) == [("财政",), ("财政",), ("教育",)]


def test_a_text_box_is_a_paragraph_of_its_own() -> None:
    file = document(FRONT[0], *FRONT[2:], [HEADER, *ROWS])
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
        f"<w:txbxContent><w:p><w:r><w:t>{FRONT[1]}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    reading = _read(file, lambda file: file.paragraphs[0]._p.append(parse_xml(box)))
    assert reading.document_number == FRONT[1]
    assert reading.title == "2024年云岫区政务公开工作要点"


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    file = document(*FRONT, [HEADER, *ROWS])

    def change(file: Document) -> None:
        inner = file.tables[0]._tbl
        file.add_table(1, 1).cell(0, 0)._tc.insert(1, inner)

    assert requirements(_read(file, change)) == DUTIES


def test_a_table_inside_a_cell_is_reported() -> None:
    file = document(*FRONT, [HEADER, *ROWS])
    reading = _read(file, lambda file: file.tables[0].cell(1, 2).add_table(1, 2))
    assert len(reading.tasks) == 3
    assert "单元格里还有一张表格，按文字连读，请核对" in said(reading)


def test_deleted_text_is_gone_and_inserted_text_is_there() -> None:
    file = document(*FRONT, [HEADER, *ROWS])

    def change(file: Document) -> None:
        cell = file.tables[0].cell(2, 4).paragraphs[0]._p
        names = nsdecls("w")
        cell.append(parse_xml(f"<w:del {names}><w:r><w:delText>并落实</w:delText></w:r></w:del>"))
        cell.append(parse_xml(f"<w:ins {names}><w:r><w:t>不懈</w:t></w:r></w:ins>"))

    assert _read(file, change).tasks[1].deadline_text == "长期坚持不懈"


@pytest.mark.parametrize("rest", [["", "", "和学区划分", "", ""]])
def test_a_row_cut_into_two_tables_is_one_row(rest: list[str]) -> None:
    reading = read_docx(*FRONT, [HEADER, *ROWS], "", [rest, ["4", *ROWS[2][1:]]])
    assert requirements(reading) == [*DUTIES[:2], "公开招生信息和学区划分", DUTIES[2]]


def test_two_header_rows_are_one_header() -> None:
    reading = read_docx(
        *FRONT,
        [
            ["序号", "任务", "<", "责任单位", "<", "时限"],
            ["^", "目标任务", "工作要求", "牵头单位", "配合单位", "^"],
            ["1", "财政", "公开预算信息", "区财政局", "区审计局", "年底"],
            ["2", "财政", "公开决算信息", "区财政局", "", "年底"],
        ],
    )
    assert units(reading) == [
        [("区财政局", "lead"), ("区审计局", "support")],
        [("区财政局", "lead")],
    ]
    assert requirements(reading) == DUTIES[:2]
    assert reading.problems == ()
