"""A file that cannot be read as a plan is refused with one clear sentence."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import openpyxl
import pytest
import typst

from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.load import MAX_BYTES, check_size
from gongkai.rules.plan.reader import read_plan
from tests.rules.plan.test_invented_plans import PLAIN
from tests.rules.plan.writers import write

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _docx(*paragraphs: str) -> bytes:
    document, stream = docx.Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def _xlsx(*rows: list[str]) -> bytes:
    book, stream = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def _pdf(source: str) -> bytes:
    return bytes(typst.compile(source.encode(), ignore_system_fonts=True, format="pdf"))


def _zip(**entries: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def _encrypted_zip() -> bytes:
    """A package whose entries are marked as encrypted."""
    content = bytearray(_docx("一"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)
    return bytes(content)


def _encrypted_pdf() -> bytes:
    """A PDF that asks for a password: its encryption dictionary names keys nobody has."""
    plain = _pdf("a")
    key = b"<" + b"00" * 32 + b">"
    entry = b"/Encrypt <</Filter/Standard/V 2/R 3/Length 128/P -4/O " + key + b"/U " + key + b">>"
    trailer = plain.rfind(b"/Root")
    return plain[:trailer] + entry + b"/ID[<00><00>]" + plain[trailer:]


REFUSED = {
    "empty": ("plan.txt", b"", "empty"),
    "blank text": ("plan.txt", " \r\n\t　\n".encode(), "empty"),
    "unknown type": ("plan.wps", b"abc", "unknown_type"),
    "no extension": ("plan", b"abc", "unknown_type"),
    "picture named txt": ("plan.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "undecodable"),
    "text named docx": ("plan.docx", "工作方案".encode(), "mismatch"),
    "binary named pdf": ("plan.pdf", bytes(range(256)) * 8, "corrupt"),
    "xlsx named docx": ("plan.docx", _xlsx(["a"]), "mismatch"),
    "docx named pdf": ("plan.pdf", _docx("a"), "mismatch"),
    "zip named docx": ("plan.docx", _zip(a=b"1"), "mismatch"),
    "old word": ("plan.doc", _OLE, "old_word"),
    "old word renamed": ("plan.docx", _OLE, "old_word"),
    "old excel": ("plan.xls", _OLE + "Workbook".encode("utf-16-le"), "old_excel"),
    "locked docx": ("plan.docx", _OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "locked xlsx": ("plan.xlsx", _OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "locked zip": ("plan.docx", _encrypted_zip(), "encrypted"),
    "locked pdf": ("plan.pdf", _encrypted_pdf(), "encrypted"),
    "cut docx": ("plan.docx", _docx("a")[:-400], "corrupt"),
    "damaged docx": (
        "plan.docx",
        _zip(word__document_xml=b"<w").replace(b"_xml", b".xml"),
        "corrupt",
    ),
    "damaged xlsx": (
        "plan.xlsx",
        _zip(xl__workbook_xml=b"<w").replace(b"_xml", b".xml"),
        "corrupt",
    ),
    "damaged pdf": ("plan.pdf", b"%PDF-1.7\n" + b"x" * 200, "corrupt"),
    "zip bomb": (
        "plan.docx",
        _zip(**{f"word__{at}": bytes(10 << 20) for at in range(31)}),
        "zip_bomb",
    ),
    "scan": ("plan.pdf", _pdf("#rect(width: 5cm, height: 5cm, fill: gray)"), "scanned"),
    "letter": ("plan.txt", "尊敬的市民：您的来信收悉，感谢您的关心。".encode(), "not_a_plan"),
    "letter docx": ("plan.docx", _docx("尊敬的市民：", "您的来信收悉。"), "not_a_plan"),
    "empty docx": ("plan.docx", _docx(), "not_a_plan"),
    "empty xlsx": ("plan.xlsx", _xlsx(), "not_a_plan"),
    "price list": ("plan.xlsx", _xlsx(["品名", "单价"], ["纸", "20"]), "not_a_plan"),
    "no task column": (
        "plan.xlsx",
        _xlsx(["序号", "责任单位", "完成时限"], ["1", "区教育局", "年底前"]),
        "no_requirement",
    ),
}


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_file_that_is_no_plan_is_refused_with_its_reason(case: str) -> None:
    name, content, code = REFUSED[case]
    with pytest.raises(PlanUnreadable) as refused:
        read_plan(name, content)
    assert refused.value.code == code
    assert refused.value.sentence.endswith("。")
    assert "\n" not in refused.value.sentence


def test_size_is_asked_before_anything_is_opened() -> None:
    with pytest.raises(PlanUnreadable) as refused:
        check_size(200 << 20)
    assert refused.value.sentence == "文件有 200 MB，超过 50 MB 的上限，请拆分或另存为较小的文件。"
    check_size(MAX_BYTES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_text_is_read_in_every_usual_encoding(encoding: str, ending: str) -> None:
    text = write(PLAIN, "txt").decode().replace("\n", ending)
    reading = read_plan("plan.TXT", text.encode(encoding))
    assert [task.number for task in reading.tasks] == list(range(1, 13))
    assert reading.problems == ()
