"""One Word or HTML file as a row: its title, dates and body, and what had to be decided."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from lxml import html as lxml_html

from gongkai.rules.document import BadNumber, read_document_number
from gongkai.rules.document.signature import signed_on
from gongkai.rules.imports.values import line
from gongkai.work.files.bulk.source import Document, SourceRow
from gongkai.work.files.html import Picture, clean_html, text_of, word_to_html
from gongkai.work.files.kinds import media_type_of
from gongkai.work.files.outline import outlined, suggested_title, without_title
from gongkai.work.journal.deeds import Refused

COLUMNS = ("标题", "发文字号", "发文机关", "成文日期", "发布日期", "关键词", "内容概述")
SIGNED = "成文日期按文末的落款日期记，请核对。"
"""What is remarked where the text itself had to tell its date."""

_TOP_LINES = 12
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.I)
_HEAD = 8192
_META = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "contentsource": "发文机关",
    "keywords": "关键词",
    "description": "内容概述",
}
# What government pages put around the text itself, and the marks by which the text is found.
_ASIDE = ("nav", "header", "footer", "aside", "form", "noscript")
_MAIN = ("article", "main")
_CONTENT = re.compile(r"(article|content|zoom|trs_editor|detail|wenz|maintext)", re.I)
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >]")
_FAULTS = {
    "file_macros": "带有宏，不能导入。请另存为不带宏的 docx。",
    "file_encrypted": "设有密码，或是旧版 doc 改了扩展名，打不开。请取消密码，另存为 docx。",
    "file_bomb": "解开后过大，像是有意制作的压缩包，不能导入。请核对文件来源。",
    "file_empty": "是空的。请核对文件。",
    "file_mismatch": "内容不是 docx 格式，与扩展名不符。请用 Word 或 WPS 另存后重新导入。",
}
_DAMAGED = "已损坏，打不开。请用原来的软件打开另存后重新导入。"
Beside = Callable[[str], bytes | None]
"""Gives the bytes of a file by its path in the folder."""


@dataclass(frozen=True)
class _Page:
    root: Any
    meta: dict[str, str]


def read_word(number: int, name: str, data: bytes) -> SourceRow:
    """A .docx file: accepted text only; a title, a number and a date where they are certain."""
    short = PurePosixPath(name).name
    try:
        html, pictures = word_to_html(data, short)
    except Refused as refusal:
        fault = f"文件“{short}”{_FAULTS.get(refusal.code, _DAMAGED)}"
        return SourceRow(number, name=name, fault=fault)
    title, text = suggested_title(html), text_of(html)
    remarks = ["文件里有修订痕迹，按接受全部修订后的文字导入。"] if _is_tracked(data) else []
    values: dict[str, Any] = {"标题": title, **_front(text), **_signed(text, remarks)}
    body = without_title(html, title)
    return SourceRow(number, values, name, "", tuple(remarks), Document(body, tuple(pictures)))


def _is_tracked(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return _TRACKED.search(package.read("word/document.xml")) is not None


def _front(text: str) -> dict[str, str]:
    """A line at the top that is nothing but a document number."""
    for one in text.splitlines()[:_TOP_LINES]:
        try:
            return {"发文字号": read_document_number(one).text}
        except BadNumber:
            continue
    return {}


def _signed(text: str, remarks: list[str]) -> dict[str, str]:
    """The date that stands alone under the text, which a person is asked to look at."""
    found = signed_on(text)
    if found is None or not found.is_alone:
        return {}
    remarks.append(SIGNED)
    return {"成文日期": found.on.isoformat()}


def read_page(number: int, name: str, data: bytes, beside: Beside) -> SourceRow:
    """An HTML file: its text without scripts, styles and what stands around it."""
    source = _decoded(data)
    if source is None:
        fault = f"文件“{PurePosixPath(name).name}”的编码认不出来。请另存为 UTF-8 后重新导入。"
        return SourceRow(number, name=name, fault=fault)
    page = _parsed(source)
    if page is None:
        return SourceRow(number, name=name, fault=f"文件“{PurePosixPath(name).name}”是空的。")
    values: dict[str, Any] = dict(page.meta)
    heading = _heading(page.root)
    values["标题"] = values.get("标题") or heading or _of_title(page.root)
    pictures: dict[str, Picture] = {}
    content = _content(page.root)
    lost = _take_pictures(content, PurePosixPath(name).parent, beside, pictures)
    body = outlined(clean_html(lxml_html.tostring(content, encoding="unicode")))
    body = without_title(clean_html(body), values["标题"])
    remarks = [f"有 {lost} 张图片不在文件夹里或格式不能用，没有导入。"] if lost else []
    text = text_of(body)
    values = {**_front(text), **_signed(text, remarks), **values}
    if _has_scripts(source):
        remarks.append("网页里的脚本和样式没有导入。")
    document = Document(body, tuple(pictures.values()))
    return SourceRow(number, values, name, "", tuple(remarks), document)


def _decoded(data: bytes) -> str | None:
    """The text by its byte order mark, else what its META says, else UTF-8 or GB18030."""
    named = _CHARSET.search(data[:_HEAD])
    said = named[1].decode().lower() if named else ""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    # gb2312 and gbk are said where GB18030, which holds both, is meant.
    said = "gb18030" if said.startswith("gb") else said
    for encoding in ("utf-16",) if wide else ("utf-8-sig", said, "gb18030"):
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _parsed(text: str) -> _Page | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    root = lxml_html.document_fromstring(text.encode(), parser=parser) if text.strip() else None
    if root is None:
        return None
    meta: dict[str, str] = {}
    for one in root.iter("meta"):
        label = _META.get((one.get("name") or "").lower())
        value = line(one.get("content"))
        if label and value:
            meta.setdefault(label, value)
    return _Page(root, meta)


def _heading(root: Any) -> str:
    found = root.find(".//h1")
    return line("".join(found.itertext())) if found is not None else ""


def _of_title(root: Any) -> str:
    """The <title> without the names of site and column that follow it."""
    found = root.find(".//title")
    whole = line(found.text) if found is not None else ""
    return re.split(r"\s*[-_|—–]\s*", whole, maxsplit=1)[0]


def _content(root: Any) -> Any:
    """The element that holds the text: marked so, or the one whose class says so, or all."""
    body = root.find(".//body")
    body = root if body is None else body
    for tag in _ASIDE:
        for one in body.findall(f".//{tag}"):
            one.drop_tree()
    for tag in _MAIN:
        found = body.find(f".//{tag}")
        if found is not None and line("".join(found.itertext())):
            return found
    marked = [one for one in body.iter("div", "td") if _CONTENT.search(_names(one))]
    return max(marked, key=_length, default=body) if marked else body


def _names(element: Any) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"


def _length(element: Any) -> int:
    return len("".join(element.itertext()))


def _take_pictures(
    content: Any, folder: PurePosixPath, beside: Beside, pictures: dict[str, Picture]
) -> int:
    """Let the body refer to pictures that lie beside it; returns how many could not be taken."""
    lost = 0
    for image in list(content.iter("img")):
        taken = _picture(image.get("src") or "", folder, beside)
        if taken is None:
            lost += 1
            image.drop_tree()
            continue
        digest = sha256(taken[1]).hexdigest()
        pictures.setdefault(digest, taken)
        image.set("src", f"file:{digest}")
    return lost


def _picture(source: str, folder: PurePosixPath, beside: Beside) -> Picture | None:
    if not source or ":" in source or source.startswith("/"):
        return None
    path = folder / unquote(source.split("?", maxsplit=1)[0])
    data = beside(str(path))
    try:
        return (path.name, data, media_type_of(path.name, data)) if data else None
    except Refused:
        return None


def _has_scripts(text: str) -> bool:
    return re.search(r"<\s*(script|style|iframe|object)\b|\son\w+\s*=", text, re.I) is not None


def fault_of_kind(name: str) -> str:
    """Why a file of that kind is no document that can be read."""
    extension = PurePosixPath(name).suffix.lower().removeprefix(".")
    short = PurePosixPath(name).name
    if extension in {"doc", "wps", "rtf", "dot", "wpt"}:
        return f"文件“{short}”是 {extension} 格式，读不出来。请用 Word 或 WPS 另存为 docx。"
    if extension in {"docm", "dotm"}:
        return f"文件“{short}”{_FAULTS['file_macros']}"
    if extension in {"zip", "rar", "7z", "tar", "gz"}:
        return f"文件“{short}”是压缩包，里面的文件没有读。请解开后放进文件夹。"
    return f"文件“{short}”不是 Word 或网页文件，不能作为正文。作为附件的，请写在清单的“附件”列。"
