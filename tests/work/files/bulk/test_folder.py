"""Folders and archives of Word and HTML files: what is read of them, and what is refused."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from gongkai.work.files.bulk import SourceRow, open_source
from gongkai.work.files.bulk.documents import SIGNED
from gongkai.work.journal.deeds import Refused

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82"
)
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>标题甲_青禾区人民政府</title>
<meta name="ArticleTitle" content="关于甲的通知"><meta name="PubDate" content="2020-01-09 10:30">
<meta name="ContentSource" content="教育局"><script>alert(1)</script></head>
<body onload="alert(2)"><nav><a href="/">首页</a></nav><h1>关于甲的通知</h1>
<div class="article-content"><p>青教发〔2020〕5号</p><p onclick="x()">正文第一段。</p>
<p><img src="图/一.png"><img src="http://example.com/x.png"></p><script>document.write(1)</script>
<p><a href="javascript:alert(3)">链接</a></p></div><footer>版权</footer></body></html>"""


def word(*lines: str, title: str = "关于乙的通知") -> bytes:
    document = Document()
    document.add_heading(title, 1)
    for line in lines or ("正文。",):
        document.add_paragraph(line)
    return saved(document)


def saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def lay(folder: Path, **files: bytes | str) -> Path:
    for name, data in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def zipped(path: Path, *files: tuple[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files:
            package.writestr(name, data)
    return path


def rows(path: Path) -> dict[str, SourceRow]:
    return {one.name: one for one in open_source(path).rows()}


def test_a_page_gives_its_text_without_scripts_and_what_stands_around(tmp_path: Path) -> None:
    folder = lay(tmp_path / "网页", **{"甲.html": PAGE, "图__一.png": PNG})
    found = rows(folder)["甲.html"]
    assert found.values == {
        "标题": "关于甲的通知",
        "发布日期": "2020-01-09 10:30",
        "发文机关": "教育局",
        "发文字号": "青教发〔2020〕5号",
    }
    assert found.document is not None
    html = found.document.html
    assert "正文第一段。" in html
    assert "青禾区人民政府" not in html and "首页" not in html and "版权" not in html
    assert not any(word in html for word in ("script", "alert", "onclick", "javascript"))
    assert [name for name, _, _ in found.document.pictures] == ["一.png"]
    assert html.count("<img") == html.count('<img src="file:') == 1
    assert found.remarks == (
        "有 1 张图片不在文件夹里或格式不能用，没有导入。",
        "网页里的脚本和样式没有导入。",
    )


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("gb18030", "gb2312"),
        ("gb18030", ""),
        ("utf-8", ""),
        ("gb18030", "utf-8"),
    ],
)
def test_the_encoding_is_what_meta_says_or_what_fits(
    tmp_path: Path, encoding: str, told: str
) -> None:
    meta = f'<meta charset="{told}">' if told else ""
    text = (
        f"<html><head>{meta}<title>关于镕的通知</title></head><body><p>正文镕。</p></body></html>"
    )
    found = rows(lay(tmp_path / "网页", **{"甲.htm": text.encode(encoding)}))["甲.htm"]
    assert found.values["标题"] == "关于镕的通知"
    assert found.document is not None and found.document.html == "<p>正文镕。</p>"


def test_a_word_file_gives_title_number_and_body(tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "文件", **{"乙.docx": word("青教发〔2020〕5号", "各学校：", "通知如下。")}
    )
    found = rows(folder)["乙.docx"]
    assert found.values == {"标题": "关于乙的通知", "发文字号": "青教发〔2020〕5号"}
    assert found.document is not None
    assert found.document.html == "<p>青教发〔2020〕5号</p><p>各学校：</p><p>通知如下。</p>"
    assert (found.fault, found.remarks) == ("", ())


def tracked() -> bytes:
    """A file in which somebody put in one word and struck another out, as WPS keeps it."""
    document = Document()
    document.add_heading("关于丙的通知", 1)
    paragraph = document.add_paragraph("通知")._p
    for tag, text, inner in (("w:ins", "加上的", "w:t"), ("w:del", "删去的", "w:delText")):
        change = OxmlElement(tag)
        change.set(qn("w:author"), "某人")
        run, words = OxmlElement("w:r"), OxmlElement(inner)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph.append(change)
    return saved(document)


def test_of_tracked_changes_the_accepted_text_is_taken_and_told(tmp_path: Path) -> None:
    found = rows(lay(tmp_path / "文件", **{"丙.docx": tracked()}))["丙.docx"]
    assert found.document is not None
    assert found.document.html == "<p>通知加上的</p>"
    assert found.remarks == ("文件里有修订痕迹，按接受全部修订后的文字导入。",)


def test_merged_and_nested_tables_stay_tables(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("关于丁的通知", 1)
    table = document.add_table(3, 3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"格{number}"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    inner = table.cell(2, 0).add_table(1, 1)
    inner.cell(0, 0).text = "内表"
    found = rows(lay(tmp_path / "文件", **{"丁.docx": saved(document)}))["丁.docx"]
    assert found.document is not None
    html = found.document.html
    assert 'colspan="2"' in html and 'rowspan="2"' in html
    assert html.count("<table>") == 2 and "内表" in html


def broken_styles() -> bytes:
    """A file whose style part is gone, and whose paragraphs name styles that there are not."""
    data = BytesIO()
    with zipfile.ZipFile(BytesIO(word())) as old, zipfile.ZipFile(data, "w") as new:
        for one in old.infolist():
            if one.filename != "word/styles.xml":
                content = old.read(one).replace(b'w:val="Heading1"', b'w:val="WPS-\xe6\xa0\xb7"')
                new.writestr(one, content)
    return data.getvalue()


def macros() -> bytes:
    stream = BytesIO(word())
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    return stream.getvalue()


def test_a_file_with_broken_styles_is_read_all_the_same(tmp_path: Path) -> None:
    found = rows(lay(tmp_path / "文件", **{"样.docx": broken_styles()}))["样.docx"]
    assert found.fault == "" and found.document is not None
    assert "正文。" in found.document.html


FAULTS = {
    "宏.docx": (macros(), "文件“宏.docx”带有宏，不能导入。请另存为不带宏的 docx。"),
    "宏.docm": (b"PK", "文件“宏.docm”带有宏，不能导入。请另存为不带宏的 docx。"),
    "旧.doc": (b"\xd0\xcf", "文件“旧.doc”是 doc 格式，读不出来。请用 Word 或 WPS 另存为 docx。"),
    "稿.wps": (b"\xd0\xcf", "文件“稿.wps”是 wps 格式，读不出来。请用 Word 或 WPS 另存为 docx。"),
    "坏.docx": (word()[:2000], "文件“坏.docx”已损坏，打不开。请用原来的软件打开另存后重新导入。"),
    "假.docx": (
        b"text",
        "文件“假.docx”内容不是 docx 格式，与扩展名不符。请用 Word 或 WPS 另存后重新导入。",
    ),
    "空.docx": (b"", "文件“空.docx”是空的。请核对文件。"),
    "包.zip": (b"PK", "文件“包.zip”是压缩包，里面的文件没有读。请解开后放进文件夹。"),
    "扫描.pdf": (
        b"%PDF-",
        "文件“扫描.pdf”不是 Word 或网页文件，不能作为正文。作为附件的，请写在清单的“附件”列。",
    ),
    "空.html": (b" ", "文件“空.html”是空的。"),
}  # fmt: skip


def test_every_file_that_cannot_be_read_says_why_and_the_others_go_on(tmp_path: Path) -> None:
    files = {name: data for name, (data, _) in FAULTS.items()} | {"好.docx": word()}
    found = rows(lay(tmp_path / "文件", **files))
    assert {name: one.fault for name, one in found.items()} == {
        **{name: fault for name, (_, fault) in FAULTS.items()},
        "好.docx": "",
    }


def test_what_lies_about_in_a_folder_is_no_document(tmp_path: Path) -> None:
    files = {"好.docx": word(), "~$好.docx": b"x", ".DS_Store": b"x", "样式.css": "a",
             "图.png": PNG, "Thumbs.db": b"x"}  # fmt: skip
    assert list(rows(lay(tmp_path / "文件", **files))) == ["好.docx"]


def test_a_file_over_the_limit_is_refused(tmp_path: Path, settings: Any) -> None:
    settings.GONGKAI_UPLOAD_LIMIT = 1024 * 1024
    folder = lay(tmp_path / "文件", **{"大.html": b" " * (1024 * 1024 + 1)})
    assert rows(folder)["大.html"].fault == (
        "文件“大.html”超过 1 MB 的上限。请压缩图片或拆分后再导入。"
    )


def test_a_list_beside_the_files_goes_before_what_they_say(tmp_path: Path) -> None:
    table = (
        "文件,标题,成文日期,附件\n乙.docx,清单里的标题,2020-01-06,表.xlsx\n"
        "没有.docx,丙,,\n,丁,2020-01-07,\n"
    )
    folder = lay(tmp_path / "文件", **{"index.csv": table.encode("gb18030"), "乙.docx": word(),
                                       "另.docx": word(), "表.xlsx": b"x"})  # fmt: skip
    source = open_source(folder)
    found = list(source.rows())
    assert [(one.number, one.name) for one in found] == [
        (2, "乙.docx"), (3, "没有.docx"), (4, ""), (5, "另.docx"),
    ]  # fmt: skip
    assert found[0].values["标题"] == "清单里的标题"
    assert found[0].document is not None
    assert found[1].fault == "清单里写的文件“没有.docx”不在文件夹里。请核对文件名。"
    assert found[2].values["标题"] == "丁"
    assert source.file("表.xlsx") == b"x"


def test_a_list_with_names_of_its_own_leaves_one_column_for_a_field(tmp_path: Path) -> None:
    table = "文件名,题名,文号,印发日期\n乙.docx,,,\n丙.docx,丙,青办发〔2020〕9号,2020-01-06\n"
    number = word("青教发〔2020〕5号", "文。", "2020年1月5日")
    folder = lay(tmp_path / "文件", **{"清单.csv": table, "乙.docx": number, "丙.docx": number})
    source = open_source(folder)
    assert source.columns[:4] == ("文件名", "题名", "文号", "印发日期")
    assert source.columns[4:] == ("发文机关", "发布日期", "关键词", "内容概述")
    first, second = source.rows()
    assert list(first.values.values()) == [
        "关于乙的通知", "青教发〔2020〕5号", "2020-01-05", "乙.docx",
    ]  # fmt: skip
    assert first.remarks == (SIGNED,)
    assert second.values == {"文件名": "丙.docx", "题名": "丙", "文号": "青办发〔2020〕9号",
                             "印发日期": "2020-01-06"}  # fmt: skip
    assert second.remarks == ()


def test_a_date_that_stands_alone_under_the_text_is_taken_and_told(tmp_path: Path) -> None:
    folder = lay(tmp_path / "文件", **{"乙.docx": word("文。", "教育局", "二〇二〇年一月六日"),
                                       "丙.docx": word("自2020年1月6日起施行。")})  # fmt: skip
    found = rows(folder)
    assert found["乙.docx"].values["成文日期"] == "2020-01-06"
    assert found["乙.docx"].remarks == ("成文日期按文末的落款日期记，请核对。",)
    assert "成文日期" not in found["丙.docx"].values


def test_an_archive_is_read_like_the_folder(tmp_path: Path) -> None:
    path = zipped(tmp_path / "包.zip", ("资料/甲.html", PAGE), ("资料/图/一.png", PNG),
                  ("资料/乙.docx", word()), ("__MACOSX/._甲.html", b"x"))  # fmt: skip
    found = rows(path)
    assert sorted(found) == ["资料/乙.docx", "资料/甲.html"]
    page = found["资料/甲.html"].document
    assert page is not None and len(page.pictures) == 1


def test_names_in_the_encoding_of_chinese_windows_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "包.zip", ("ABCD.docx", word()))
    path.write_bytes(path.read_bytes().replace(b"ABCD.docx", "通知.docx".encode("gb18030")))
    assert list(rows(path)) == ["通知.docx"]


@pytest.mark.parametrize("name", ["../../etc/甲.html", "/etc/甲.html", "C:/甲.html"])
def test_a_path_that_leads_outside_is_not_followed(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "包.zip", ("好.docx", word()), (name, PAGE))
    found = list(open_source(path).rows())
    faults = [one.fault for one in found if one.fault]
    assert faults == [f"文件“{name}”的路径指到文件夹外面，没有导入。请改好文件名。"]
    assert open_source(path).file(name) is None


def bomb(path: Path) -> Path:
    return zipped(path, ("甲.html", b"\0" * 60_000_000))


def many(path: Path) -> Path:
    return zipped(path, *((f"{number}.html", "") for number in range(50_001)))


def locked(path: Path) -> Path:
    zipped(path, ("甲.html", PAGE))
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + offset
        data[place] |= 1
    path.write_bytes(bytes(data))
    return path


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (bomb, "file_bomb"),
        (many, "file_bomb"),
        (locked, "import_archive_locked"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + b"x" * 90), "file_damaged"),
        (lambda path: zipped(path, ("说明.css", "x")), "import_empty"),
    ],
    ids=["bomb", "many", "locked", "damaged", "empty"],
)
def test_an_archive_that_nobody_should_open_is_refused(
    tmp_path: Path, write: Any, code: str
) -> None:
    path = tmp_path / "包.zip"
    write(path)
    with pytest.raises(Refused) as refusal:
        open_source(path)
    assert refusal.value.code == code


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    lay(tmp_path / "外", **{"密.html": PAGE})
    folder = lay(tmp_path / "文件", **{"好.docx": word()})
    (folder / "链.html").symlink_to(tmp_path / "外" / "密.html")
    assert list(rows(folder)) == ["好.docx"]


def test_the_same_folder_has_the_same_digest_and_another_one_another(tmp_path: Path) -> None:
    one = open_source(lay(tmp_path / "一", **{"好.docx": b"1", "图.png": PNG}))
    same = open_source(lay(tmp_path / "二", **{"好.docx": b"1", "图.png": PNG}))
    other = open_source(lay(tmp_path / "三", **{"好.docx": b"2", "图.png": PNG}))
    assert one.digest == same.digest != other.digest
