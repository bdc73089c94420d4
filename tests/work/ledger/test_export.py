"""The ledger as a workbook and as a Word document, read back."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl import load_workbook

from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.queries.duties import occurrences_for
from gongkai.work.ledger.queries.export import ledger_docx, ledger_rows, ledger_xlsx
from gongkai.work.staffing.actions.organisations import rename
from tests.factories import AT, adopted_plan, clerk, department

pytestmark = pytest.mark.django_db
HEADINGS = [
    *("序号", "任务类别", "工作要求", "分工", "责任科室"),
    *("责任人", "工作措施", "时间节点", "时限", "进展"),
]
ROW = [
    "1",
    "推进政策公开—规范政策发布",
    "=HYPERLINK(\"http://example.org\")",
    "牵头（方案中称“教育局”）",
    "@科",
    "+王五",
    "-分两步",
    "2023年8月1日：起草\n2023年9月1日：发布",
    "每季度末",
    "2023年第三季度：未到期\n2023年第四季度：未到期",
]  # fmt: skip


def filled() -> tuple[Any, Any]:
    school = department("jyj", "教育局")
    plan = adopted_plan(
        {
            "units": [(school, "lead")],
            "deadline": "每季度末",
            "requirement": "=HYPERLINK(\"http://example.org\")",
        }
    )  # fmt: skip
    rename(organisation=school, name="教育和体育局", on=date(2023, 9, 1), by=None, at=AT)
    fill_duty(
        duty=Duty.objects.get(), section="@科", person="+王五", note="-分两步",
        milestones=[("起草", date(2023, 8, 1)), ("发布", date(2023, 9, 1))],
        by=clerk(school), at=AT,
    )  # fmt: skip
    # Older rows may hold what the form no longer lets in.
    Duty.objects.update(person="+王五\x0b")
    return plan, school


def test_the_workbook() -> None:
    sheet = load_workbook(BytesIO(ledger_xlsx(*filled()))).worksheets[0]
    assert sheet["A1"].value == "2023年政务公开工作台账"
    assert sheet["A2"].value == (
        "填报单位：教育和体育局    依据：《青禾区2023年政务公开工作方案》（青政办字〔2023〕12号）"
    )
    assert [cell.value for cell in sheet[3]] == HEADINGS
    assert [cell.value for cell in sheet[4]] == ROW
    assert sheet.max_row == 4
    assert {cell.data_type for cell in sheet[4]} == {"s"}
    assert [cell.quotePrefix for cell in sheet[4]] == [text[0] in "=+-@" for text in ROW]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$3:$3"
    assert {cell.alignment.wrap_text for cell in sheet[4]} == {True}
    assert (sheet["A3"].font.name, sheet["A4"].font.name) == ("黑体", "仿宋")
    assert sheet.column_dimensions["C"].width == 46


def test_the_workbook_holds_no_formula() -> None:
    with zipfile.ZipFile(BytesIO(ledger_xlsx(*filled()))) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text


def test_the_document() -> None:
    data = ledger_docx(*filled())
    document = Document(BytesIO(data))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert document.paragraphs[0].text == "2023年政务公开工作台账"
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [HEADINGS, ROW]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    run = table.rows[1].cells[2].paragraphs[0].runs[0]
    assert run._element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        fonts = archive.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/></w:font>' in fonts


def test_an_empty_ledger_is_a_table_without_rows() -> None:
    plan, other = adopted_plan(), department("b", "乙局")
    assert len(Document(BytesIO(ledger_docx(plan, other))).tables[0].rows) == 1
    assert load_workbook(BytesIO(ledger_xlsx(plan, other))).worksheets[0].max_row == 3


@pytest.mark.parametrize("count", [1, 20])
def test_a_ledger_takes_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    plan, school = adopted_plan(*[{} for _ in range(count)]), department()
    with django_assert_num_queries(6):
        assert len(ledger_rows(plan, school)) == count


@pytest.mark.parametrize("count", [1, 20])
def test_what_is_due_takes_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    adopted_plan(*[{"deadline": "2023年10月底前"} for _ in range(count)])
    school = department()
    with django_assert_num_queries(2):
        found = list(occurrences_for(school, date(2023, 9, 1)))
        assert len({one.duty.task.plan.title + one.duty.organisation.name for one in found}) == 1
    assert len(found) == count
