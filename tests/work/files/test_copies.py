"""Copies of a text as Word and PDF: what they say, that they never differ, and what is kept."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gongkai.work.files.copies import as_docx, as_pdf, kept
from gongkai.work.files.copies.blocks import blocks_of, pictures_in
from gongkai.work.files.copies.glyphs import shown
from gongkai.work.files.copies.grid import MOST_COLUMNS
from gongkai.work.files.copies.measures import fact_rows
from gongkai.work.files.copies.paper import Attached, Block, Paper, Run
from gongkai.work.files.copies.pictures import fitted
from gongkai.work.files.html import clean_html, text_of, word_to_html
from gongkai.work.journal.deeds import CHINA

URL = "https://www.example.gov.cn/records/000000BGS/2026-00001/"


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 20), **fields: Any) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, (30, 120, 200)).save(stream, kind, **fields)
    return stream.getvalue()


PNG = picture()
SHA = hashlib.sha256(PNG).hexdigest()
PAPER = Paper(
    title="关于公园开放的通知",
    issuer="青禾区人民政府",
    number="青政发〔2026〕5号",
    blocks=(),
    facts=(("索引号", "000000BGS/2026-00001"), ("发布日期", "2026-03-04")),
    files=(Attached("清单.pdf", "38 KB", f"{URL}files/abc/"),),
    publisher="青禾区政务公开",
    url=URL,
    footer=("索引号 000000BGS/2026-00001　2026年3月4日发布", URL),
    published_at=datetime(2026, 3, 4, 9, 30, tzinfo=CHINA),
    keywords=("公园", "开放"),
)
BODY = f"""<p>各街道办事处：</p><p>为方便群众，通知如下。</p>
<h2>一、开放时间</h2><h3>（一）工作日</h3>
<p><strong>粗</strong><em>斜</em><u>划</u><s>删</s>H<sub>2</sub>O<sup>3</sup>甲<br>乙
<a href="https://www.example.gov.cn/park/">公园</a></p>
<ul><li>东园</li><li><p>西园</p><ol><li>甲门</li><li>乙门</li></ol></li></ul>
<blockquote><p>引文。</p></blockquote><p><img src="file:{SHA}" alt="公园平面图"></p>
<table><caption>时间表</caption><thead><tr><th rowspan="2">园</th><th colspan="2">时间</th></tr>
<tr><th>起</th><th>止</th></tr></thead>
<tbody><tr><td rowspan="2">东园</td><td>六时</td><td>二十二时</td></tr>
<tr><td colspan="2"><p>照常</p><table><tr><td>里</td><td>外</td></tr></table></td></tr></tbody>
</table><p>青禾区人民政府</p><p>2026年3月2日</p><p>（此件公开发布）</p>"""
WHOLE = replace(PAPER, blocks=blocks_of(BODY), pictures={SHA: PNG})


def kinds(html: str) -> list[tuple[str, str]]:
    return [(one.kind, "".join(run.text for run in one.runs)) for one in blocks_of(html)]


def pdf_text(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        held = page.get_textpage()
        texts.append(held.get_text_range().replace("\r\n", "\n"))
        held.close()
        page.close()
    document.close()
    return texts


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_body_comes_in_blocks() -> None:
    assert [(one.kind, one.level, one.side) for one in WHOLE.blocks] == [
        ("paragraph", 0, "flush"), ("paragraph", 0, "left"), ("heading", 1, "left"),
        ("heading", 2, "left"), ("paragraph", 0, "left"), ("list", 0, "left"),
        ("quote", 0, "left"), ("picture", 0, "left"), ("paragraph", 0, "center"),
        ("table", 0, "left"), ("paragraph", 0, "right"), ("paragraph", 0, "right"),
        ("paragraph", 0, "left"),
    ]  # fmt: skip
    assert WHOLE.blocks[4].runs[:5] == (
        Run("粗", bold=True), Run("斜", italic=True), Run("划", underline=True),
        Run("删", strike=True), Run("H"),
    )  # fmt: skip
    assert [run.text for run in WHOLE.blocks[4].runs][7:] == ["3", "甲", "\n", "乙 ", "公园"]
    assert pictures_in(WHOLE.blocks) == [SHA]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("  <p> </p>", []),
        ("没有段落", [("paragraph", "没有段落")]),
        ("<p>甲</p>乙<p>丙</p>", [("paragraph", "甲"), ("paragraph", "乙"), ("paragraph", "丙")]),
        ("<h4>只有第三级</h4>", [("heading", "只有第三级")]),
        (f'<p>前<img src="file:{SHA}">后</p>',
         [("paragraph", "前"), ("picture", ""), ("paragraph", "后")]),
        ("<ul></ul>", [("list", "")]),
        ("<table></table>", []),
        ("<script>x</script><p onclick='x'>甲</p>", [("paragraph", "甲")]),
    ],
)  # fmt: skip
def test_odd_bodies(html: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(html) == expected


def test_the_highest_heading_is_the_first_level() -> None:
    assert [one.level for one in blocks_of("<h3>甲</h3><h4>乙</h4>")] == [1, 2]


def placed(html: str) -> list[tuple[int, int, int, int]]:
    (table,) = blocks_of(html)
    return [(one.x, one.y, one.width, one.height) for one in table.cells]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>1<td>2<tr><td>3<td>4", [(0, 0, 1, 1), (1, 0, 1, 1), (0, 1, 1, 1), (1, 1, 1, 1)]),
        ("<tr><td rowspan=2>1<td>2<tr><td>3", [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]),
        # A span that reaches out of the table ends at its edge.
        ("<tr><td rowspan=9>1<td>2", [(0, 0, 1, 1), (1, 0, 1, 1)]),
        # Cells that would lie upon each other stand beside each other.
        ("<tr><td>1<td rowspan=2>2<tr><td colspan=2>3", [(0, 0, 1, 1), (1, 0, 1, 2), (0, 1, 1, 1)]),
        ("<tr><td>1<tr><tr><td>2", [(0, 0, 1, 1), (0, 2, 1, 1)]),
    ],
)
def test_cells_have_their_places(rows: str, expected: list[tuple[int, int, int, int]]) -> None:
    assert placed(f"<table>{rows}</table>") == expected


def test_head_rows_are_those_that_are_heads_as_a_whole() -> None:
    table = next(one for one in WHOLE.blocks if one.kind == "table")
    assert (table.columns, table.rows, table.head) == (3, 4, 2)
    (alone,) = blocks_of("<table><tr><th>1<th>2</table>")
    assert alone.head == 0


def test_a_row_of_more_cells_than_word_takes_loses_none() -> None:
    cells = "".join(f"<td>{n}</td>" for n in range(70))
    (table,) = blocks_of(f"<table><tr>{cells}</tr><tr><td colspan='9'>甲</td></tr></table>")
    assert (table.columns, len(table.cells)) == (MOST_COLUMNS, MOST_COLUMNS + 1)
    last = [block.runs[0].text for block in table.cells[MOST_COLUMNS - 1].blocks]
    assert last == [str(n) for n in range(MOST_COLUMNS - 1, 70)]


CELLS = st.tuples(st.sampled_from(["td", "th"]), st.integers(0, 90), st.integers(0, 9))
ROWS = st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=5)


@given(ROWS, st.integers(0, 3))
def test_no_cell_lies_upon_another_or_out_of_the_table(
    rows: list[list[tuple[str, int, int]]], head: int
) -> None:
    def drawn(part: list[list[tuple[str, int, int]]]) -> str:
        return "".join(
            "<tr>" + "".join(f'<{tag} colspan="{w}" rowspan="{h}">x</{tag}>' for tag, w, h in row)
            for row in part
        )

    html = f"<table><thead>{drawn(rows[:head])}</thead><tbody>{drawn(rows[head:])}</tbody></table>"
    for table in blocks_of(html):
        places = [
            (one.x + i, one.y + j)
            for one in table.cells
            for i in range(one.width)
            for j in range(one.height)
        ]
        assert len(places) == len(set(places))
        assert all(
            0 <= x < table.columns <= MOST_COLUMNS and 0 <= y < table.rows for x, y in places
        )
        told = [run.text for one in table.cells for block in one.blocks for run in block.runs]
        assert told == ["x"] * sum(len(row) for row in rows)


def test_a_word_copy_reads_back_as_the_text() -> None:
    document = Document(io.BytesIO(as_docx(WHOLE)))
    texts = [one.text for one in document.paragraphs if one.text.strip()]
    assert texts == [
        "青禾区人民政府", "青政发〔2026〕5号", "关于公园开放的通知", "各街道办事处：",
        "为方便群众，通知如下。", "一、开放时间", "（一）工作日", "粗斜划删H2O3甲\n乙 公园",
        "· 东园", "· 西园", "1. 甲门", "2. 乙门", "引文。", "时间表", "青禾区人民政府",
        "2026年3月2日", "（此件公开发布）", "附件", "1. 清单.pdf（38 KB）", "网上公开信息",
        "本件由青禾区政务公开按网上公开的内容生成。附件、有效性和发布日期的证明以网页为准。",
    ]  # fmt: skip
    assert [one.style.name for one in document.paragraphs if one.style.name != "Normal"] == [
        "Title", "Heading 1", "Heading 2",
    ]  # fmt: skip
    table, facts = document.tables
    grid = [[cell.text for cell in row.cells] for row in table.rows]
    assert grid == [
        ["园", "时间", "时间"], ["园", "起", "止"], ["东园", "六时", "二十二时"],
        ["东园", "照常\n", "照常\n"],
    ]  # fmt: skip
    assert [cell.text for cell in table.cell(3, 1).tables[0]._cells] == ["里", "外"]
    assert [[cell.text for cell in row.cells] for row in facts.rows] == [
        ["索引号", "000000BGS/2026-00001", "发布日期", "2026-03-04"], ["网址", URL, URL, URL],
    ]  # fmt: skip
    foot = document.sections[0].footer
    assert [one.text for one in foot.paragraphs] == ["—  —", *WHOLE.footer]
    assert [one.text for one in foot._element.iter(qn("w:instrText"))] == ["PAGE"]


def test_a_word_copy_names_its_faces_links_and_pictures() -> None:
    document = Document(io.BytesIO(as_docx(WHOLE)))
    faces = {one.get(qn("w:eastAsia")) for one in document.element.iter(qn("w:rFonts"))}
    assert faces == {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"}
    drawn = [one.get("descr") for one in document.element.iter(qn("wp:docPr"))]
    assert drawn == ["公园平面图"]
    linked = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert linked == ["https://www.example.gov.cn/park/", f"{URL}files/abc/", URL]
    properties = document.core_properties
    assert (properties.title, properties.author) == ("关于公园开放的通知", "青禾区政务公开")
    assert properties.created.isoformat() == "2026-03-04T01:30:00+00:00"


def test_a_word_copy_can_be_read_in_again() -> None:
    html = word_to_html(as_docx(WHOLE))[0]
    assert "<h2>一、开放时间</h2><h3>（一）工作日</h3>" in html
    assert '<th rowspan="2" scope="col">' in html
    assert '<th colspan="2" scope="col">' in html


def test_a_pdf_copy_says_the_same() -> None:
    pages = pdf_text(as_pdf(WHOLE))
    text = squeezed("".join(pages))
    told = squeezed(text_of(clean_html(BODY)).replace("公园平面图", ""))
    for piece in (
        "关于公园开放的通知",
        "青政发〔2026〕5号",
        "清单.pdf（38KB）",
        "发布日期2026-03-04",
    ):
        assert piece in text
    # Every sign of the body is there, in whatever order the columns of tables are read.
    assert sorted(set(told) - set(text)) == []
    assert [f"—{n}—" in squeezed(page) for n, page in enumerate(pages, 1)] == [True] * len(pages)


def test_a_pdf_copy_is_tagged_archivable_and_described() -> None:
    data = as_pdf(WHOLE)
    assert b"/StructTreeRoot" in data
    assert b"/MarkInfo" in data
    document = pypdfium2.PdfDocument(data)
    described = document.get_metadata_dict(skip_empty=True)
    outline = [(one.level, one.get_title()) for one in document.get_toc()]
    document.close()
    assert (described["Title"], described["Author"]) == ("关于公园开放的通知", "青禾区政务公开")
    assert outline == [(0, "一、开放时间"), (1, "（一）工作日")]
    meta = data[data.index(b"<x:xmpmeta") : data.index(b"</x:xmpmeta>")].decode()
    assert "<pdfaid:part>2</pdfaid:part>" in meta
    assert "<pdfuaid:part>1</pdfuaid:part>" in meta


@pytest.mark.parametrize("write", [as_docx, as_pdf])
def test_a_copy_never_differs(write: Any) -> None:
    assert write(WHOLE) == write(WHOLE)
    assert write(WHOLE) != write(replace(WHOLE, title="另一个标题"))


def test_parts_of_a_word_copy_bear_no_date_of_today() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(WHOLE))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


HOSTILE = '#read("/etc/passwd") $x$ @a *b* _c_ \\u{41} #import "@preview/a:1.0.0" // </w:t> ]]>'


@pytest.mark.parametrize("write", [as_docx, as_pdf])
def test_text_is_never_taken_for_a_command(write: Any) -> None:
    blocks = (Block("paragraph", runs=(Run(HOSTILE),)),)
    data = write(replace(PAPER, title=HOSTILE, blocks=blocks, pictures={}))
    if write is as_pdf:
        text = "".join(pdf_text(data))
    else:
        text = "".join(one.text for one in Document(io.BytesIO(data)).paragraphs)
    assert squeezed(text).count(squeezed(HOSTILE)) == 2


def test_what_the_faces_lack_is_told() -> None:
    rare = "".join(map(chr, (0x20BB7, 0x1F600, 0xE000)))
    paper = replace(PAPER, title=f"关于{rare}的通知", blocks=(), pictures={})
    text = squeezed("".join(pdf_text(as_pdf(paper))))
    assert "关于〓〓〓的通知" in text
    assert "字库里没有的字以“〓”代替，请看网页：U+E000、U+1F600、U+20BB7。" in text
    word = Document(io.BytesIO(as_docx(paper)))
    assert f"关于{rare}的通知" in [one.text for one in word.paragraphs]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("公园㐂\u200b\ufeff\x07", "公园㐂"), ("\U000e0100\ufe0f", ""), ("a\nb", "a\nb")],
)
def test_signs_that_nobody_sees_are_left_out(text: str, drawn: str) -> None:
    missing: set[str] = set()
    assert (shown(text, missing), missing) == (drawn, set())


@pytest.mark.parametrize("write", [as_docx, as_pdf])
@pytest.mark.parametrize("data", [b"", PNG[:40], b"\x89PNG\r\n\x1a\n broken", b"GIF89a"])
def test_a_broken_picture_leaves_a_visible_mark(write: Any, data: bytes) -> None:
    made = write(replace(WHOLE, pictures={SHA: data}))
    if write is as_pdf:
        text = squeezed("".join(pdf_text(made)))
    else:
        text = "".join(one.text for one in Document(io.BytesIO(made)).paragraphs)
    assert "【此处图片不能显示：公园平面图，请看网页】" in text


def test_pictures_lose_what_was_stored_beside_them_and_are_no_larger_than_print() -> None:
    exif = Image.Exif()
    exif[0x010E] = "拍摄地点"
    exif[0x0112] = 6
    fit = fitted(picture("JPEG", (4000, 2000), exif=exif), 440.0, 560.0)
    assert fit is not None
    with Image.open(io.BytesIO(fit.data)) as seen:
        assert dict(seen.getexif()) == {}
        assert seen.height > seen.width
        assert max(seen.size) <= 560 * 220 / 72 + 2
    assert fit.height == pytest.approx(560.0)
    assert fitted(picture("GIF"), 440.0, 560.0) is not None
    assert fitted(picture(size=(9000, 9000)), 440.0, 560.0) is None


def test_short_facts_stand_in_pairs_and_long_ones_alone() -> None:
    facts = [("甲", "短"), ("乙", "短"), ("丙", "长" * 40), ("丁", "短"), ("戊", "长" * 40)]
    assert [[label for label, _ in row] for row in fact_rows(facts)] == [
        ["甲", "乙"], ["丙"], ["丁"], ["戊"],
    ]  # fmt: skip


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=25)
@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=4))
def test_any_text_can_be_copied(title: str, fact: str, lines: list[str]) -> None:
    blocks = tuple(Block("paragraph", runs=(Run(text),)) for text in lines)
    paper = replace(PAPER, title=title, facts=(("事项", fact),), blocks=blocks)
    assert as_pdf(paper).startswith(b"%PDF-")
    assert Document(io.BytesIO(as_docx(paper))).paragraphs


def test_a_copy_is_made_once_and_what_was_changed_on_the_disk_is_made_anew(settings: Any) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"content"

    key = "ab" * 32
    assert [kept(key, make) for _ in range(3)] == [b"content"] * 3
    assert len(made) == 1
    path = Path(settings.GONGKAI_COPIES) / "ab" / "ab" / key
    whole = path.read_bytes()
    for wrong in (whole + b"x", b"forged" + whole, b"", whole[:31]):
        path.write_bytes(wrong)
        assert kept(key, make) == b"content"
        assert path.read_bytes() == whole
    other = path.with_name("cd" * 32)
    other.parent.mkdir(parents=True, exist_ok=True)
    # The seal names the key: a copy put in another's place is none.
    (Path(settings.GONGKAI_COPIES) / "cd" / "cd").mkdir(parents=True)
    (Path(settings.GONGKAI_COPIES) / "cd" / "cd" / ("cd" * 32)).write_bytes(whole)
    assert kept("cd" * 32, lambda: b"other") == b"other"


def test_a_disk_that_takes_nothing_does_not_stop_a_copy(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "closed").write_bytes(b"a file where a folder should be")
    settings.GONGKAI_COPIES = tmp_path / "closed"
    assert kept("ef" * 32, lambda: b"content") == b"content"
