"""A Word file as lines with looks: read through styles, boxes, tables, lists and changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.rules.document.gb9704 import BOX, TABLE, read_paper
from gongkai.work.files.extract.word_paper import word_paper
from gongkai.work.journal.deeds import Refused
from tests.work.files.word_files import (
    NS,
    PAPER,
    add_item,
    add_line,
    box,
    change,
    number_pages,
    numbering,
    replaced,
    saved,
    whole_paper,
    word_art,
    wps_paper,
)

TITLE = "青禾区人民政府办公室关于做好城市公园开放工作的通知"


def texts(data: bytes) -> list[tuple[str, str]]:
    return [(one.where, one.text) for one in word_paper("文.docx", data).paragraphs if one.text]


def facts(data: bytes) -> tuple[object, ...]:
    read = read_paper(word_paper("文.docx", data))
    return (
        read.title, read.document_number, read.issuer, read.issued_on, read.kind, read.openness,
        [one.code for one in read.notes],
    )  # fmt: skip


WHOLE = (
    TITLE, "青政办发〔2026〕5号", "青禾区人民政府办公室", date(2026, 3, 2), "notice", "proactive",
    [],
)  # fmt: skip


def test_a_whole_paper_is_read_without_a_remark() -> None:
    paper = word_paper("文.docx", whole_paper())
    assert (paper.width, paper.height) == (210.0, 297.0)
    assert paper.margins == pytest.approx((37.0, 35.0, 28.0, 26.0), abs=0.1)
    assert paper.has_page_numbers
    first, title = paper.paragraphs[0], paper.paragraphs[4]
    assert (first.align, first.face, first.size) == ("center", "方正小标宋简体", 36.0)
    assert (title.text, title.size, title.red) == ("关于做好城市公园开放工作的通知", 22.0, False)
    assert facts(whole_paper()) == WHOLE


def test_a_file_of_wps_without_styles_reads_the_same() -> None:
    assert facts(wps_paper()) == WHOLE


@pytest.mark.parametrize(
    "part", ["word/styles.xml", "word/theme/theme1.xml", "docProps/app.xml", "word/settings.xml"]
)
def test_parts_that_are_missing_are_done_without(part: str) -> None:
    assert facts(replaced(whole_paper(), part, lambda _: None))[:6] == WHOLE[:6]


def test_looks_come_through_styles_and_defaults() -> None:
    document = Document()
    base = document.styles.add_style("公文正文", 1)
    base.element.get_or_add_rPr().get_or_add_rFonts().set(
        f"{{{NS.split(chr(34))[1]}}}eastAsia", "仿宋"
    )
    base.element.get_or_add_rPr().append(parse_xml(f'<w:sz {NS} w:val="32"/>'))
    above = document.styles.add_style("公文标题", 1)
    above.base_style = base
    above.element.get_or_add_pPr().append(parse_xml(f'<w:jc {NS} w:val="center"/>'))
    above.element.get_or_add_rPr().append(parse_xml(f"<w:b {NS}/>"))
    document.add_paragraph("正文", style=base)
    heading = document.add_paragraph("标题", style=above)
    heading.add_run("甲").bold = False
    heading.paragraph_format.first_line_indent = 635 * 640
    one, two = word_paper("文.docx", saved(document)).paragraphs
    assert (one.face, one.size, one.bold, one.align, one.style) == (
        "仿宋", 16.0, False, "left", "公文正文",
    )  # fmt: skip
    assert (two.face, two.size, two.bold, two.align, two.style, two.indent) == (
        "仿宋", 16.0, True, "center", "公文标题", 32.0,
    )  # fmt: skip


def test_a_circle_of_styles_ends() -> None:
    document = Document()
    one, two = document.styles.add_style("甲", 1), document.styles.add_style("乙", 1)
    one.base_style, two.base_style = two, one
    document.add_paragraph("文", style=one)
    assert word_paper("文.docx", saved(document)).paragraphs[0].text == "文"


@pytest.mark.parametrize("old", [False, True])
def test_a_head_in_a_text_box_is_found_once(old: bool) -> None:
    def edit(document: Any) -> None:
        document.paragraphs[0]._p.append(box("青 禾 区 人 民 政 府 办 公 室 文 件", old=old))

    data = whole_paper(PAPER[1:], edit)
    assert [one for one in texts(data) if one[0] == BOX] == [
        (BOX, "青 禾 区 人 民 政 府 办 公 室 文 件")
    ]
    assert facts(data) == WHOLE


def test_a_head_of_word_art_or_in_the_header_is_found() -> None:
    def draw(document: Any) -> None:
        document.paragraphs[0]._p.append(word_art("青禾区人民政府办公室文件"))

    def in_header(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "青禾区人民政府办公室文件"

    for edit in (draw, in_header):
        assert facts(whole_paper(PAPER[1:], edit)) == WHOLE


def test_number_and_signer_in_a_table_and_the_foot_in_another() -> None:
    document = Document()
    number_pages(document.sections[0])
    add_line(document, "青禾区教育局文件", "c")
    head = document.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "青教发〔2026〕6号", "签发人：王某某"
    for text in (
        "关于公园建设情况的报告",
        "区人民政府：",
        "报告如下。",
        "青禾区教育局",
        "2026年3月2日",
    ):
        add_line(document, text)
    foot = document.add_table(2, 2)
    foot.cell(0, 0).merge(foot.cell(0, 1)).text = "抄送：区财政局。"
    foot.cell(1, 0).text, foot.cell(1, 1).text = "青禾区教育局办公室", "2026年3月2日印发"
    read = read_paper(word_paper("文.docx", saved(document)))
    assert [(one.code, one.text, one.where) for one in read.elements] == [
        ("masthead", "青禾区教育局文件", "body"),
        ("number", "青教发〔2026〕6号", TABLE),
        ("signer", "签发人：王某某", TABLE),
        ("title", "关于公园建设情况的报告", "body"),
        ("addressee", "区人民政府", "body"),
        ("text", "报告如下。", "body"),
        ("issuer", "青禾区教育局", "body"),
        ("date", "2026年3月2日", "body"),
        ("copies", "抄送：区财政局。", TABLE),
        ("printed", "青禾区教育局办公室 2026年3月2日印发", TABLE),
        ("pages", "有", "page"),
    ]


def test_changes_are_accepted_and_counted() -> None:
    def edit(document: Any) -> None:
        title = document.paragraphs[4]._p
        for child in title.r_lst:
            title.remove(child)
        for kind, text in (
            ("ins", "关于做好城市公园"), ("del", "停车场"), ("moveFrom", "开放"),
            ("moveTo", "开放"), ("ins", "工作的通知"),
        ):  # fmt: skip
            title.append(change(kind, text))
        row = document.add_table(1, 1).rows[0]
        row.cells[0].text = "删去的行"
        row._tr.get_or_add_trPr().append(parse_xml(f'<w:del {NS} w:id="9" w:author="a"/>'))
        document.add_comment(document.paragraphs[6].runs[0], text="请核对", author="张某某")

    data = whole_paper(edit=edit)
    paper = word_paper("文.docx", data)
    assert (paper.changes, paper.comments) == (6, 1)
    assert "删去的行" not in [one.text for one in paper.paragraphs]
    assert facts(data)[:6] == WHOLE[:6]


def test_hidden_text_is_no_line_and_is_counted() -> None:
    document = Document()
    document.add_paragraph("看得见").add_run("看不见").font.hidden = True
    paper = word_paper("文.docx", saved(document))
    assert ([one.text for one in paper.paragraphs], paper.hidden) == (["看得见"], 1)


def test_numbers_that_word_prints_are_part_of_the_line() -> None:
    document = Document()
    number = numbering(document, ("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"))
    article = numbering(document, ("chineseCountingThousand", "第%1条"))
    for text, depth in (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0)):
        add_item(document, number, text, depth)
    add_item(document, article, "为了管理公园。")
    assert [text for _, text in texts(saved(document))] == [
        "一、甲", "（一）乙", "（二）丙", "二、丁", "第一条 为了管理公园。",
    ]  # fmt: skip


def test_tables_nested_and_merged_give_their_lines_once() -> None:
    document = Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合"
    inner = table.cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).text = "里"
    paper = word_paper("文.docx", saved(document))
    assert texts(saved(document)) == [(TABLE, "合"), (TABLE, "里")]
    assert paper.tables == 2


def test_a_form_is_no_official_paper() -> None:
    document = Document()
    add_line(document, "公园开放申请表", "c")
    document.add_table(3, 2).cell(0, 0).text = "姓名"
    assert read_paper(word_paper("表.docx", saved(document))).is_official is False


def test_a_real_notice_is_read_as_it_was_issued(samples: Path) -> None:
    read = read_paper(word_paper("seed.docx", (samples / "plans" / "seed.docx").read_bytes()))
    assert (read.document_number, read.issued_on, read.kind, read.openness) == (
        "淄高新管办字〔2023〕12号", date(2023, 7, 25), "notice", "proactive",
    )  # fmt: skip
    # Title and signature are each broken over two lines there.
    assert read.title == f"{read.issuer}关于印发2023年淄博高新区政务公开工作方案的通知"
    assert {one.code for one in read.notes if one.level == "warn"} == set()


def test_a_table_of_tasks_alone_is_no_paper(samples: Path) -> None:
    data = (samples / "plans" / "jiangmen_tdcb.docx").read_bytes()
    assert read_paper(word_paper("表.docx", data)).is_official is False


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"PK\x03\x04 broken", "file_damaged"),
        (replaced(whole_paper(), "word/document.xml", lambda _: None), "file_damaged"),
        (replaced(whole_paper(), "word/document.xml", lambda _: "<w"), "file_damaged"),
        (replaced(whole_paper(), "word/document.xml", lambda text: BOMB + text), "file_damaged"),
        (
            replaced(whole_paper(), "[Content_Types].xml", lambda text: text.replace(
                "document.main+xml", "document.macroEnabled.main+xml")),
            "file_macros",
        ),
        (replaced(whole_paper(), "word/document.xml", lambda _: "a" * 50_000_000), "file_damaged"),
    ],
    ids=["empty", "broken", "no document", "no xml", "entities", "macros", "too long"],
)  # fmt: skip
def test_what_is_no_sound_word_file_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        word_paper("文.docx", data)
    assert refused.value.code == code


VALUES = st.sampled_from(["", "x", "-1", "99999999999", "一", "0.5", "nan"])


@settings(max_examples=40)
@given(VALUES, VALUES, VALUES)
def test_measures_that_are_none_are_looked_past(size: str, width: str, indent: str) -> None:
    def edit(document: Any) -> None:
        properties = document.paragraphs[0]._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:ind {NS} w:firstLine="{indent}"/>'))
        run = document.paragraphs[0].runs[0]._element.get_or_add_rPr()
        run.append(parse_xml(f'<w:sz {NS} w:val="{size}"/>'))

    data = whole_paper([("文", "", "", 0)], edit)
    data = replaced(
        data,
        "word/document.xml",
        lambda text: text.replace('<w:pgSz w:w="', f'<w:pgSz w:w="{width}'),
    )
    assert word_paper("文.docx", data).paragraphs[0].text == "文"


@settings(max_examples=30)
@given(st.data())
def test_a_damaged_file_is_refused_or_read(data: st.DataObject) -> None:
    whole = bytearray(whole_paper())
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        word_paper("文.docx", bytes(whole))
    except Refused as refused:
        assert refused.code.startswith("file_")
