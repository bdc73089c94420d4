"""What a file holds beside its text: read for screening where it is text, and named where not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import typst
from docx import Document
from docx.oxml import parse_xml
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from PIL import Image
from pylopdf_fonts_zh_cn import serif_path

from gongkai.work.files.extract import Extract, Unreadable, extract
from gongkai.work.files.extract.leftovers import LEFTOVERS, Leftover, persons
from tests.work.files.ofd_files import ofd
from tests.work.files.word_files import NS, box, change, replaced, saved

FONTS = typst.Fonts(include_system_fonts=False, font_paths=[serif_path().parent])
PAGE = '#set text(font: "Noto Serif SC")\n'


def picture(**fields: Any) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (400, 400), (90, 90, 90)).save(
        stream, "PNG" if not fields else "JPEG", **fields
    )
    return stream.getvalue()


def left(found: Extract) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {one.kind: (one.count, one.names) for one in found.leftovers}


def places(found: Extract, *texts: str) -> list[str]:
    return [found.place_of(found.text.index(text)) for text in texts]


def word(
    edit: Callable[[Any], object],
    text: str = "这是一份公开材料，它的正文在二十个字以上，可以筛查。",
) -> bytes:
    document = Document()
    document.core_properties.author = "python-docx"
    document.add_paragraph(text)
    edit(document)
    return saved(document)


def with_parts(data: bytes, **parts: bytes | str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(stream, "w") as made:
        for one in given.infolist():
            made.writestr(one.filename, given.read(one))
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def workbook(edit: Callable[[Any], object] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = "openpyxl"
    book.active.title = "公开"
    book.active.append(["姓名", "事由"])
    edit(book)
    return saved(book)


def pdf(source: str, files: dict[str, bytes] | None = None) -> bytes:
    made = typst.compile((PAGE + source).encode(), font_paths=FONTS)
    assert isinstance(made, bytes)
    return made


def test_a_plain_file_leaves_nothing() -> None:
    assert extract("a.docx", word(lambda _: None)).leftovers == []
    assert extract("a.xlsx", workbook()).leftovers == []
    assert extract("a.pdf", pdf("公开材料")).leftovers == []
    assert extract("a.ofd", ofd("公开材料")).leftovers == []


def test_changes_comments_and_hidden_text_of_word_are_read_and_named() -> None:
    def edit(document: Any) -> None:
        paragraph = document.paragraphs[0]
        paragraph._p.append(change("del", "删去的字"))
        paragraph._p.append(change("ins", "加上的字"))
        paragraph.add_run("隐藏的字").font.hidden = True
        document.add_comment(paragraph.runs[0], text="批注的字", author="李某某")

    found = extract("a.docx", word(edit))
    assert places(found, "删去的字", "隐藏的字", "批注的字") == ["正文", "正文", "批注"]
    assert left(found) == {
        "changes": (2, ()), "comments": (1, ()), "hidden_text": (1, ()),
        "persons": (2, ("李某某", "张某某")),
    }  # fmt: skip


def test_boxes_words_of_pictures_margins_links_and_properties_of_word_are_read() -> None:
    def edit(document: Any) -> None:
        document.paragraphs[0]._p.append(box("框甲"))
        document.paragraphs[0]._p.append(box("框乙", old=True))
        run = document.add_paragraph().add_run()
        run.add_picture(io.BytesIO(picture()))
        next(run._r.iter("{*}docPr")).set("descr", "图片的说明")
        document.sections[0].first_page_header.paragraphs[0].text = "首页页眉"
        document.part.relate_to(
            "mailto:someone@example.gov.cn",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        document.core_properties.author, document.core_properties.subject = "王某某", "属性的主题"
        document.core_properties.last_modified_by = "办公室"

    found = extract("a.docx", word(edit))
    assert places(found, "框甲", "图片的说明", "首页页眉", "mailto:", "属性的主题") == [
        "正文", "图片说明", "页眉", "链接", "文件属性",
    ]  # fmt: skip
    # Two boxes are two texts, so that no number is made of both.
    assert "框甲框乙" not in found.text
    assert found.text.count("框甲") == 1
    assert left(found) == {"persons": (1, ("王某某",))}


def test_files_within_word_are_read_or_named() -> None:
    inner = workbook(lambda book: book.active.append(["表里的字", "13800138000"]))
    data = with_parts(
        word(lambda _: None),
        **{"word/embeddings/表.xlsx": inner, "word/embeddings/oleObject1.bin": b"\xd0\xcf"},
    )
    found = extract("a.docx", data)
    assert places(found, "表里的字") == ["内嵌文件“表.xlsx”"]
    cells = [[found.text[a:b] for a, b in row] for table in found.tables for row in table]
    assert ["表里的字", "13800138000"] in cells
    assert left(found) == {"embedded": (1, ("oleObject1.bin",))}


def test_a_file_within_a_file_within_a_file_is_named_and_not_opened() -> None:
    deep = word(lambda _: None, "最里面的文件，写有二十个字以上的正文内容。")
    middle = with_parts(word(lambda _: None), **{"word/embeddings/里.docx": deep})
    found = extract(
        "a.docx", with_parts(word(lambda _: None), **{"word/embeddings/中.docx": middle})
    )
    assert left(found) == {"embedded": (1, ("里.docx",))}
    assert "最里面的文件" not in found.text


def test_charts_and_diagrams_of_word_are_read() -> None:
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    c = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    inner = "<a:p><a:t>图题</a:t></a:p><c:v>缓存值</c:v>"
    chart = f'<c:chart xmlns:c="{c}" xmlns:a="{a}">{inner}</c:chart>'
    diagram = f'<d xmlns:a="{a}"><a:p><a:r><a:t>示</a:t></a:r><a:r><a:t>意</a:t></a:r></a:p></d>'
    data = with_parts(
        word(lambda _: None),
        **{"word/charts/chart1.xml": chart, "word/diagrams/data1.xml": diagram},
    )
    assert places(extract("a.docx", data), "图题", "缓存值", "示意") == ["图表"] * 3


def test_a_word_file_of_pictures_alone_cannot_be_screened() -> None:
    def edit(document: Any) -> None:
        document.add_picture(io.BytesIO(picture()))

    assert left(extract("a.docx", word(edit, "附件"))) == {"unread": (1, ("正文",))}
    assert left(extract("a.docx", word(edit))) == {}


def test_hidden_sheets_rows_and_comments_of_excel_are_read_and_named() -> None:
    def edit(book: Any) -> None:
        sheet = book.active
        sheet["A1"].comment = Comment("批注的字", "赵某某")
        sheet.append(["隐藏行的字", ""])
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True
        for title, state in (("底稿", "hidden"), ("名单", "veryHidden")):
            book.create_sheet(title).append([f"{title}里的字"])
            book[title].sheet_state = state

    found = extract("a.xlsx", workbook(edit))
    assert places(found, "批注的字", "隐藏行的字", "底稿里的字", "名单里的字") == [
        "工作表“公开”", "工作表“公开”", "工作表“底稿”（隐藏）", "工作表“名单”（隐藏）",
    ]  # fmt: skip
    assert left(found) == {
        "comments": (1, ()), "hidden_sheets": (2, ("“底稿”", "“名单”")),
        "hidden_cells": (2, ("“公开”第 2 行", "“公开”第 C 列")), "persons": (1, ("赵某某",)),
    }  # fmt: skip


def test_text_boxes_charts_and_caches_of_excel_are_read_and_named() -> None:
    def edit(book: Any) -> None:
        sheet = book.active
        for n in range(3):
            sheet.append([f"项{n}", n])
        chart = BarChart()
        chart.title = "图表标题"
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
        sheet.add_chart(chart, "E2")

    data = workbook(edit)
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    xdr = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    drawing = (
        f'<xdr:wsDr xmlns:xdr="{xdr}" xmlns:a="{a}"><xdr:sp><xdr:cNvPr descr="形状说明"/>'
        "<a:p><a:r><a:t>框里</a:t></a:r><a:r><a:t>的字</a:t></a:r></a:p></xdr:sp></xdr:wsDr>"
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cache = f'<pivotCacheRecords xmlns="{main}"><r><s v="透视表里的姓名"/></r></pivotCacheRecords>'
    link = f'<externalLink xmlns="{main}"><cell><v>外部的值</v></cell></externalLink>'
    found = extract("a.xlsx", with_parts(data, **{
        "xl/drawings/drawing9.xml": drawing, "xl/pivotCache/pivotCacheRecords1.xml": cache,
        "xl/externalLinks/externalLink1.xml": link,
    }))  # fmt: skip
    assert places(found, "框里的字", "形状说明", "图表标题", "透视表里的姓名", "外部的值") == [
        "文本框", "图片说明", "图表", "数据透视表缓存", "外部链接的缓存",
    ]  # fmt: skip
    assert left(found) == {"cached": (2, ("数据透视表缓存", "外部链接的缓存"))}


def test_strings_that_no_cell_shows_any_more_are_found() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = "".join(
        f"<si><r><t>{text[:2]}</t></r><r><t>{text[2:]}</t></r></si>"
        for text in ("姓名", "已经删去的姓名")
    )
    table = f'<sst xmlns="{main}">{strings}</sst>'
    found = extract("a.xlsx", with_parts(workbook(), **{"xl/sharedStrings.xml": table}))
    assert places(found, "已经删去的姓名") == ["残留的文字"]
    assert left(found) == {"cached": (1, ("已删除的文字",))}


def test_newer_comments_of_excel_are_read_with_their_authors() -> None:
    ns = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    data = with_parts(workbook(), **{
        "xl/threadedComments/threadedComment1.xml":
            f'<ThreadedComments xmlns="{ns}"><threadedComment ref="A1"><text>讨论的字</text>'
            "</threadedComment></ThreadedComments>",
        "xl/persons/person.xml":
            f'<personList xmlns="{ns}"><person displayName="钱某某"/></personList>',
    })  # fmt: skip
    found = extract("a.xlsx", data)
    assert places(found, "讨论的字") == ["批注"]
    assert left(found) == {"comments": (1, ()), "persons": (1, ("钱某某",))}


def scanned(tmp_path: Any, *pages: str) -> bytes:
    """A PDF with a page for each text; an empty text is a page that a picture fills."""
    (tmp_path / "scan.png").write_bytes(picture())
    source = PAGE + "#set page(width: 100pt, height: 100pt, margin: 0pt)\n" + "#pagebreak()".join(
        f"\n{text}\n" if text else '\n#image("/scan.png", width: 100%)\n' for text in pages
    )  # fmt: skip
    made = typst.compile(source.encode(), root=str(tmp_path), font_paths=FONTS)
    assert isinstance(made, bytes)
    return made


def test_pages_of_a_pdf_that_are_scans_are_named(tmp_path: Any) -> None:
    found = extract("a.pdf", scanned(tmp_path, "公开材料的正文", "", "附件", ""))
    assert left(found) == {"unread": (2, ("第2页", "第4页"))}
    sentence = found.leftovers[0].sentence
    assert sentence.startswith("第2页、第4页没有文字，像是扫描件或图片，无法筛查，请人工核对")


def test_a_scan_with_a_stamp_on_it_is_a_scan(tmp_path: Any) -> None:
    (tmp_path / "scan.png").write_bytes(picture())
    source = (
        PAGE + "#set page(width: 100pt, height: 100pt, margin: 0pt)\n公开材料的正文\n#pagebreak()\n"
        '#place(top, text(size: 6pt)[第2页])#image("/scan.png", width: 100%)'
    )
    made = typst.compile(source.encode(), root=str(tmp_path), font_paths=FONTS)
    assert left(extract("a.pdf", made)) == {"unread": (1, ("第2页",))}


def test_a_pdf_that_is_nothing_but_a_scan_is_unreadable(tmp_path: Any) -> None:
    with pytest.raises(Unreadable) as raised:
        extract("a.pdf", scanned(tmp_path, "", ""))
    assert raised.value.code == "scanned"


def test_properties_and_files_of_a_pdf_are_read(tmp_path: Any) -> None:
    (tmp_path / "表.txt").write_text("内嵌的字 13800138000", "utf-8")
    (tmp_path / "程序.exe").write_bytes(b"MZ")
    source = (
        PAGE + '#set document(title: "属性标题", author: "孙某某")\n公开材料\n'
        '#pdf.attach("/表.txt")\n#pdf.attach("/程序.exe")'
    )
    made = typst.compile(source.encode(), root=str(tmp_path), font_paths=FONTS)
    found = extract("a.pdf", made)
    assert places(found, "属性标题", "内嵌的字") == ["文件属性", "内嵌文件“表.txt”"]
    assert left(found) == {"persons": (1, ("孙某某",)), "embedded": (1, ("程序.exe",))}


def test_text_under_a_black_bar_is_still_text(tmp_path: Any) -> None:
    bar = "#place(dx: 30pt, dy: -14pt, rect(width: 200pt, height: 16pt, fill: black))"
    source = f"电话 13800138000 {bar}"
    assert "13800138000" in extract("a.pdf", pdf(source)).text


def test_pages_and_descriptions_of_an_ofd_are_read() -> None:
    found = extract("a.ofd", ofd("公园开放", "", title="属性标题"))
    assert places(found, "公园开放", "属性标题") == ["第1页", "批注和属性"]
    assert left(found) == {"unread": (1, ("第2页",))}
    ten = extract("a.ofd", ofd(*(f"第{n}段文字" for n in range(1, 12))))
    assert [ten.place_of(ten.text.index(f"第{n}段")) for n in (2, 10, 11)] == [
        "第2页", "第10页", "第11页",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ofd("", ""), "scanned"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"no zip", "mismatch"),
        (with_parts(word(lambda _: None), x=b""), "mismatch"),
        (replaced(ofd("文"), "Doc_0/Pages/Page_0/Content.xml", lambda _: "<x"), "damaged"),
    ],
)
def test_ofd_files_that_cannot_be_read_say_why(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as raised:
        extract("a.ofd", data)
    assert raised.value.code == code


def test_a_picture_is_for_people_and_says_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 0.0)
    for name, data, kinds in (
        ("a.png", picture(), []),
        ("a.jpg", picture(exif=exif), ["location"]),
        ("a.jpeg", picture(quality=50), []),
    ):
        with pytest.raises(Unreadable) as raised:
            extract(name, data)
        assert raised.value.code == "picture"
        assert [one.kind for one in raised.value.leftovers] == kinds
    with pytest.raises(Unreadable) as raised:
        extract("a.png", b"\x89PNG\r\n\x1a\n broken")
    assert raised.value.code == "damaged"


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["张某某", "张某某", " 李 某 "], ("张某某", "李某")),
        (["欧阳某某", "阿依·古丽"], ("欧阳某某", "阿依·古丽")),
        (["Administrator", "微软用户", "教育局", "办公室", "admin", "", None, "张", "作者"], ()),
    ],
)
def test_names_of_persons_are_told_from_others(
    names: list[str | None], found: tuple[str, ...]
) -> None:
    assert persons(names) == found


@pytest.mark.parametrize("kind", LEFTOVERS)
def test_every_leftover_has_its_sentence(kind: str) -> None:
    one = Leftover(kind, 7, tuple(f"名{n}" for n in range(7)))
    assert "{" not in one.sentence
    assert one.sentence.endswith("。")
    assert one.label
    if "{names}" in LEFTOVERS[kind][1]:
        assert "名0、名1、名2、名3、名4等 7 个" in one.sentence


def test_hidden_marks_that_are_off_hide_nothing() -> None:
    def edit(document: Any) -> None:
        run = document.paragraphs[0].runs[0]._element
        run.get_or_add_rPr().append(parse_xml(f'<w:vanish {NS} w:val="0"/>'))

    assert left(extract("a.docx", word(edit))) == {}
