"""Word to HTML: outline, tables, pictures, tracked changes; and what cleaning takes away."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.work.files.html import clean_html, pictures_of, text_of, word_to_html
from gongkai.work.files.outline import suggested_title, without_head, without_title
from gongkai.work.journal.deeds import Refused
from tests.work.files.word_files import add_item, box, numbering, replaced, whole_paper

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def converted(*paragraphs: str) -> str:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return word_to_html(saved(document))[0]


def table_html(rows: int, columns: int, edit: Callable[[docx.table.Table], object]) -> str:
    document = docx.Document()
    edit(document.add_table(rows, columns))
    return word_to_html(saved(document))[0]


def test_typed_headings_become_headings() -> None:
    assert converted("一、总体要求", "（一）加强公开", "十二、其他") == (
        "<h2>一、总体要求</h2><h3>（一）加强公开</h3><h2>十二、其他</h2>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "一、二年级学生应当报到。",
        "一、" + "长" * 60,
        "（一）公开。",
        "一是加强公开",
        "一、",
        "第一、",
    ],
)
def test_sentences_stay_paragraphs(text: str) -> None:
    assert converted(text) == f"<p>{text}</p>"


def test_only_the_centred_line_at_the_top_is_a_heading() -> None:
    document = docx.Document()
    for text in ("关于公开的通知", "正文", "附注"):
        document.add_paragraph(text)
    for number in (0, 2):
        document.paragraphs[number].alignment = WD_ALIGN_PARAGRAPH.CENTER
    html, _ = word_to_html(saved(document))
    assert html == "<h2>关于公开的通知</h2><p>正文</p><p>附注</p>"
    assert suggested_title(html) == "关于公开的通知"
    assert without_title(html, "关于公开的通知") == "<p>正文</p><p>附注</p>"
    assert without_title(html, "另一个标题") == html


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("第一章 总则", "h2"), ("第十二章　附则", "h2"), ("第二节　开放", "h3"),
        ("第一条 为了管理公园。", "p"), ("第一章", "p"),
    ],
)  # fmt: skip
def test_chapters_of_rules_are_headings(text: str, tag: str) -> None:
    assert converted(text) == f"<{tag}>{text}</{tag}>"


def test_the_centred_line_may_have_the_usual_style_as_wps_writes_it() -> None:
    document = docx.Document()
    document.add_paragraph("关于公园的通知", style="Normal").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("文")
    data = replaced(
        saved(document),
        "word/document.xml",
        lambda text: text.replace("<w:pPr>", '<w:pPr><w:pStyle w:val="Normal"/>'),
    )
    assert word_to_html(data)[0] == "<h2>关于公园的通知</h2><p>文</p>"


def test_numbers_of_word_are_typed_unless_the_page_counts_the_same() -> None:
    document = docx.Document()
    heads = numbering(document, ("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"))
    broken, whole = (numbering(document, ("decimal", "%1.")) for _ in range(2))
    points = numbering(document, ("bullet", "·"))
    add_item(document, heads, "总体要求")
    add_item(document, heads, "加强公开", 1)
    add_item(document, broken, "甲")
    document.add_paragraph("说明甲。")
    add_item(document, broken, "乙")
    for list_number, text in ((heads, "组织保障"), (whole, "丙"), (whole, "丁"), (points, "戊")):
        add_item(document, list_number, text)
    assert word_to_html(saved(document))[0] == (
        "<h2>一、总体要求</h2><h3>（一）加强公开</h3><p>1.甲</p><p>说明甲。</p><p>2.乙</p>"
        "<h2>二、组织保障</h2><ol><li>丙</li><li>丁</li></ol><ul><li>戊</li></ul>"
    )


def test_numbers_that_a_style_brings_are_typed_once() -> None:
    document = docx.Document()
    number = numbering(document, ("chineseCountingThousand", "第%1章"))
    style = document.styles["Heading 1"]
    place = f'<w:numPr {NS}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    style.element.get_or_add_pPr().append(parse_xml(place))
    for text in ("总则", "附则"):
        document.add_heading(text, 1)
    assert word_to_html(saved(document))[0] == "<h2>第一章 总则</h2><h2>第二章 附则</h2>"


def test_hidden_text_is_left_out_and_text_boxes_are_taken_once() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("看得见")
    paragraph.add_run("看不见").font.hidden = True
    paragraph._p.append(box("框里的字"))
    document.add_paragraph("后")._p.append(box("旧框里的字", old=True))
    assert word_to_html(saved(document))[0] == (
        "<p>看得见</p><p>框里的字</p><p>后</p><p>旧框里的字</p>"
    )


def test_rows_struck_out_and_paragraphs_joined_are_as_accepted() -> None:
    document = docx.Document()
    mark = f'<w:rPr {NS}><w:del w:id="3" w:author="a"/></w:rPr>'
    document.add_paragraph("前一段")._p.get_or_add_pPr().append(parse_xml(mark))
    document.add_paragraph("后一段")
    table = document.add_table(3, 2)
    for cell, text in zip(table._cells, "甲乙丙丁戊己", strict=True):
        cell.text = text
    gone = parse_xml(f'<w:del {NS} w:id="4" w:author="a"/>')
    table.rows[1]._tr.get_or_add_trPr().append(gone)
    html = word_to_html(saved(document))[0]
    assert text_of(html) == "前一段后一段\n甲 乙\n戊 己"


def test_the_head_and_title_are_taken_from_the_top_alone() -> None:
    html = word_to_html(whole_paper())[0]
    head = {"青禾区人民政府办公室文件", "青政办发〔2026〕5号", "青禾区人民政府办公室"}
    title = {"关于做好城市公园开放工作的通知"}
    assert html.startswith("<h2>青禾区人民政府办公室文件</h2><p>青政办发〔2026〕5号</p>")
    rest = without_head(html, head | title)
    assert rest.startswith("<p>各街道办事处，区政府各部门：</p>")
    # The same words further down are the signature.
    assert "<p>青禾区人民政府办公室</p><p>2026年3月2日</p>" in rest
    assert without_head(html, title) == html
    assert without_head("", head) == ""
    kept = "<p>青禾区人民政府办公室</p><p>正文</p>"
    assert without_head(f"<table><tr><td><p>青政办发〔2026〕5号</p></td></tr></table>{kept}",
                        head) == "<p>正文</p>"  # fmt: skip


def test_headings_of_word_begin_at_level_two() -> None:
    document = docx.Document()
    for level in (1, 2, 3, 4):
        document.add_heading(f"级{level}", level)
    html, _ = word_to_html(saved(document))
    assert html == "<h2>级1</h2><h3>级2</h3><h4>级3</h4><h4>级4</h4>"


def test_first_row_is_the_header_and_spans_are_kept() -> None:
    def edit(table: docx.table.Table) -> None:
        table.cell(0, 0).merge(table.cell(0, 1)).text = "合"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "并"

    html = table_html(3, 3, edit)
    assert html.count('<th colspan="2" scope="col">') == 1
    assert html.count("<th") - html.count("<thead") == 2
    assert '<td rowspan="2">' in html


def test_header_of_two_rows_is_taken_whole() -> None:
    def edit(table: docx.table.Table) -> None:
        table.cell(0, 0).merge(table.cell(1, 0)).text = "序号"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "数量"

    html = table_html(4, 3, edit)
    head, body = html.split("</thead>")
    assert head.count("<tr>") == 2
    assert body.count("<tr>") == 2
    assert "<th" not in body


def test_a_first_column_over_all_rows_makes_no_header() -> None:
    html = table_html(3, 2, lambda table: table.cell(0, 0).merge(table.cell(2, 0)))
    assert "<th" not in html


def test_nested_tables_and_empty_cells_survive() -> None:
    def edit(table: docx.table.Table) -> None:
        inner = table.cell(1, 1).add_table(2, 2)
        inner.cell(0, 0).add_table(1, 1).cell(0, 0).text = "最内层"

    html = table_html(2, 2, edit)
    assert html.count("<table>") == 3
    assert text_of(html).split() == ["最内层"]


def test_struck_out_text_is_left_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("工作")._p
    for kind, tag, text in (
        ("del", "delText", "删去"),
        ("ins", "t", "增加"),
        ("moveFrom", "t", "移走"),
        ("moveTo", "t", "移来"),
    ):
        run = f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"
        paragraph.append(parse_xml(f'<w:{kind} {NS} w:id="1" w:author="a">{run}</w:{kind}>'))
    assert word_to_html(saved(document))[0] == "<p>工作增加移来</p>"


def test_pictures_are_handed_over_once_and_named_by_content() -> None:
    document = docx.Document()
    for _ in range(2):
        document.add_picture(io.BytesIO(PNG))
    html, pictures = word_to_html(saved(document))
    sha256 = hashlib.sha256(PNG).hexdigest()
    assert [(data, kind) for _, data, kind in pictures] == [(PNG, "image/png")]
    assert html.count(f'src="file:{sha256}"') == 2
    assert pictures_of(html) == [sha256]


def test_picture_of_another_kind_leaves_a_visible_mark() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(PNG))
    part = next(iter(document.part.package.image_parts))
    part._content_type = "image/x-emf"
    html, pictures = word_to_html(saved(document))
    assert pictures == []
    assert "不能在网页上显示" in html


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"PK\x03\x04", "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "file_encrypted"),
        (b"%PDF-1.7", "file_mismatch"),
    ],
)
def test_other_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        word_to_html(data)
    assert refused.value.code == code


@settings(max_examples=30)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_but_never_crashes(data: st.DataObject) -> None:
    whole = bytearray(saved(docx.Document()))
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        word_to_html(bytes(whole))
    except Refused as refused:
        assert refused.code.startswith("file_")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p onclick='x()' style='color:red'>a</p>", "<p>a</p>"),
        ("<script>alert(1)</script><style>p{}</style>b", "b"),
        ('<a href="javascript:x">c</a>', '<a rel="noopener noreferrer">c</a>'),
        ('<a href="//evil.example/">c</a>', '<a rel="noopener noreferrer">c</a>'),
        ('<img src="https://a.example/x.png" alt="x">', '<img alt="x">'),
        ('<img src="file:///etc/passwd">', "<img>"),
        ("<svg><script>1</script></svg><iframe src=x></iframe>d", "d"),
        ("<ul><li colspan='2'>e</li></ul>", "<ul><li>e</li></ul>"),
        ("a\x00\x0bb", "ab"),
        ("<h1>f</h1>", "f"),
    ],
)
def test_what_is_not_permitted_is_taken_away(given: str, kept: str) -> None:
    assert clean_html(given) == kept


def test_spans_without_measure_are_taken_away() -> None:
    cleaned = clean_html("<table><tr><td colspan='9999' rowspan='2'>e")
    assert cleaned == '<table><tbody><tr><td rowspan="2">e</td></tr></tbody></table>'


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_html(clean_html(text)) == clean_html(text)


def test_text_has_one_line_for_each_paragraph_and_row() -> None:
    html = "<p>甲 <strong>乙</strong></p><table><tr><td><p>一</p></td><td>二</td></tr></table>丙"
    assert text_of(html) == "甲 乙\n一 二\n丙"
    assert text_of(" ") == ""
