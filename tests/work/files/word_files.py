"""Word files as offices send them: whole papers, files of WPS, changes, text boxes, lists."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
SIDES = {
    "": None,
    "c": WD_ALIGN_PARAGRAPH.CENTER,
    "r": WD_ALIGN_PARAGRAPH.RIGHT,
}
PAPER: tuple[tuple[str, str, str, float], ...] = (
    ("青禾区人民政府办公室文件", "c", "方正小标宋简体", 36),
    ("青政办发〔2026〕5号", "c", "仿宋_GB2312", 16),
    ("", "", "", 0),
    ("青禾区人民政府办公室", "c", "方正小标宋简体", 22),
    ("关于做好城市公园开放工作的通知", "c", "方正小标宋简体", 22),
    ("各街道办事处，区政府各部门：", "", "仿宋_GB2312", 16),
    ("为方便群众游园，现将城市公园开放的有关事项通知如下。", "", "仿宋_GB2312", 16),
    ("一、开放时间", "", "黑体", 16),
    ("（一）工作日", "", "楷体_GB2312", 16),
    ("每日六时至二十二时开放，遇有恶劣天气另行公告。", "", "仿宋_GB2312", 16),
    ("二、有关要求", "", "黑体", 16),
    ("请各单位认真落实，及时报告情况。", "", "仿宋_GB2312", 16),
    ("青禾区人民政府办公室", "r", "仿宋_GB2312", 16),
    ("2026年3月2日", "r", "仿宋_GB2312", 16),
    ("（此件公开发布）", "", "仿宋_GB2312", 16),
    ("抄送：区委办公室。", "", "仿宋_GB2312", 14),
    ("青禾区人民政府办公室　　2026年3月3日印发", "", "仿宋_GB2312", 14),
)


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_line(document: Any, text: str, side: str = "", face: str = "", size: float = 0) -> Any:
    """A paragraph whose look stands in its run alone, as WPS writes it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = SIDES[side]
    run = paragraph.add_run(text)
    if face:
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if size:
        run.font.size = Pt(size)
    return paragraph


def a4(document: Any) -> Any:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.bottom_margin, section.right_margin = Mm(35), Mm(26)
    return section


def number_pages(section: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), r" PAGE \* MERGEFORMAT ")
    section.footer.paragraphs[0]._p.append(field)


def whole_paper(
    lines: Sequence[tuple[str, str, str, float]] = PAPER,
    edit: Callable[[Any], object] = lambda document: None,
) -> bytes:
    """An official paper with everything that belongs to one, then edited."""
    document = Document()
    number_pages(a4(document))
    for line in lines:
        add_line(document, *line)
    edit(document)
    return saved(document)


def replaced(data: bytes, part: str, edit: Callable[[str], str | None]) -> bytes:
    """The package with a part rewritten, or without it if `edit` gives None."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(stream, "w") as made:
        for one in given.infolist():
            content = given.read(one)
            if one.filename == part:
                text = edit(content.decode())
                if text is None:
                    continue
                content = text.encode()
            made.writestr(one.filename, content)
    return stream.getvalue()


def wps_paper() -> bytes:
    """As WPS may leave it: no styles, each look in its run, every paragraph of a missing style."""
    data = whole_paper()
    data = replaced(data, "word/styles.xml", lambda _: f'<w:styles xmlns:w="{W}"/>')
    named = '<w:pPr><w:pStyle w:val="没有的样式"/>'
    return replaced(data, "word/document.xml", lambda text: text.replace("<w:pPr>", named))


def box(text: str, *, old: bool = False, fallback: bool = True) -> Any:
    """A run with a text box, in the new form (with its old copy) or in the old form alone."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    picture = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    if old:
        return parse_xml(f"<w:r {NS}>{picture}</w:r>")
    drawing = (
        "<w:drawing><wp:anchor><a:graphic><a:graphicData uri="
        '"http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"<wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    copy = f"<mc:Fallback>{picture}</mc:Fallback>" if fallback else ""
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice>'
    return parse_xml(f"<w:r {NS}><mc:AlternateContent>{choice}{copy}</mc:AlternateContent></w:r>")


def word_art(text: str, colour: str = "red") -> Any:
    """A red head drawn as WordArt."""
    path = f'<v:textpath string="{text}"/>'
    shape = f'<v:shape fillcolor="{colour}">{path}</v:shape>'
    return parse_xml(f"<w:r {NS}><w:pict>{shape}</w:pict></w:r>")


def change(kind: str, text: str) -> Any:
    """A tracked change: ins, del, moveFrom or moveTo."""
    tag = "delText" if kind == "del" else "t"
    run = f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"
    return parse_xml(f'<w:{kind} {NS} w:id="7" w:author="张某某">{run}</w:{kind}>')


def numbering(document: Any, *levels: tuple[str, str]) -> str:
    """Add a list with these levels (numFmt, lvlText); its number."""
    root = document.part.numbering_part.element
    number = str(900 + len(root))
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(levels)
    )
    root.insert(
        0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="{number}">{inner}</w:abstractNum>')
    )
    root.append(
        parse_xml(f'<w:num {NS} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    )
    return number


def add_item(document: Any, number: str, text: str, depth: int = 0) -> Any:
    """A paragraph that the list numbers."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )
    return paragraph


def plain(html: str) -> str:
    """HTML with its tags as they are and without the blanks between them."""
    return re.sub(r">\s+<", "><", html)
