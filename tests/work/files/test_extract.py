"""Text out of files: what is shown, what is hidden, and what cannot be read."""

import io
import zipfile

import openpyxl
import pytest
from docx import Document
from openpyxl.comments import Comment

from gongkai.work.files.extract import MAX_BYTES, Extract, Unreadable, extract


def cells(found):
    return [
        [[found.text[start:end].strip() for start, end in row] for row in table]
        for table in found.tables
    ]


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def a_docx():
    document = Document()
    document.add_paragraph("正文一段")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "姓名"
    table.rows[0].cells[1].text = "病种"
    hidden = document.add_paragraph().add_run("隐藏的字")
    hidden.font.hidden = True
    document.sections[0].header.paragraphs[0].text = "页眉的字"
    document.sections[0].footer.paragraphs[0].text = "页脚的字"
    document.add_comment(hidden, text="批注的字", author="", initials="")
    return saved(document)


def a_workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公开"
    sheet.append(["姓名", "电话"])
    sheet.append(["张某某", 13800138000])
    sheet["A1"].comment = Comment("批注的字", "")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.oddHeader.center.text = "页眉的字"
    other = book.create_sheet("底稿")
    other.append(["隐藏的字"])
    other.sheet_state = "veryHidden"
    return saved(book)


def test_word_gives_all_parts_and_tables():
    found = extract("a.docx", a_docx())
    assert cells(found) == [[["姓名", "病种"]]]
    for text, place in (
        ("正文一段", "正文"),
        ("隐藏的字", "正文"),
        ("页眉的字", "页眉"),
        ("页脚的字", "页脚"),
        ("批注的字", "批注"),
    ):
        assert found.place_of(found.text.index(text)) == place


def test_excel_gives_hidden_sheets_rows_columns_comments_and_margins():
    found = extract("a.xlsx", a_workbook())
    assert cells(found) == [[["姓名", "电话"], ["张某某", "13800138000"]], [["隐藏的字"]]]
    assert "批注的字" in found.text
    assert "页眉的字" in found.text
    assert found.place_of(found.text.index("隐藏的字")) == "工作表“底稿”（隐藏）"


def test_html_gives_cells_attributes_and_comments_but_no_script():
    page = (
        "<title>通知</title><script>var a='脚本'</script><!-- 注释 --><p>第一<b>段</b></p>"
        "<table><tr><th>姓名<td>电话<tr><td>张某某<td>138</table><img alt='图片'>"
    )
    found = extract("a.html", page.encode())
    assert cells(found) == [[["姓名", "电话"], ["张某某", "138"]]]
    lines = [line.strip() for line in found.text.split("\n") if line.strip()]
    assert lines == ["通知", "注释", "第一段", "姓名\t电话", "张某某\t138", "图片"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_keeps_its_places_in_every_encoding(encoding):
    text = "第一行\n姓名\t电话\n张某某\t138\n末行"
    found = extract("a.txt", text.encode(encoding))
    assert found.text == text
    assert cells(found) == [[["姓名", "电话"], ["张某某", "138"]]]


def test_separated_values_are_a_table():
    assert cells(extract("a.csv", '姓名,"a,b"\n张某某,1'.encode())) == [
        [["姓名", "a,b"], ["张某某", "1"]]
    ]


def test_pdf_gives_pages_and_tables(samples):
    found = extract("seed.pdf", (samples / "plans" / "seed.pdf").read_bytes())
    assert found.place_of(0) == "第1页"
    assert found.tables
    assert "主动公开基本目录" in "".join(found.text.split())


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xff\xff\xff\x00", "undecodable"),
        ("a.txt", b"\x00\x01\x02", "undecodable"),
        ("a.exe", b"MZ", "unknown_type"),
        ("a", b"x", "unknown_type"),
        ("a.docx", b"not a zip", "mismatch"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.docx", zipped(other="x"), "mismatch"),
        ("a.docx", zipped(word__document_xml=b"<a"), "damaged"),
        ("a.docx", zipped(word__document_xml=BOMB), "damaged"),
        ("a.xlsx", zipped(xl__workbook_xml=b"<a/>"), "damaged"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old_office"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        ("a.pdf", b"no pdf", "mismatch"),
        ("a.pdf", b"%PDF-1.7 broken", "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(name, data, code):
    with pytest.raises(Unreadable) as raised:
        extract(name, data)
    assert raised.value.code == code


def test_too_large_and_too_large_when_unpacked():
    with pytest.raises(Unreadable) as raised:
        extract("a.txt", b"a" * (MAX_BYTES + 1))
    assert raised.value.code == "too_large"
    with pytest.raises(Unreadable) as raised:
        extract("a.docx", zipped(word__document_xml=b"0" * (301 * 1024 * 1024)))
    assert raised.value.code == "bomb"


def test_a_place_before_any_is_nameless():
    assert Extract("text").place_of(2) == ""
