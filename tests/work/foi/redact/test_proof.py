"""The proof finds what was left in, however it is written, and then nothing is handed out."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from gongkai.work.foi.redact.make import redact
from gongkai.work.foi.redact.marks import Mark, Redacted
from gongkai.work.foi.redact.proof import prove
from gongkai.work.journal.deeds import Refused
from tests.work.foi.redact.pdf_made import page, printed
from tests.work.foi.redact.word_made import p, photo, word

NAME = "米有为"


def made(text: str = "与米有为无关") -> Redacted:
    return redact("docx", word(p(text)), [Mark("E15", term=NAME)])[0]


def failed(one: Redacted) -> str:
    with pytest.raises(Refused) as refusal:
        prove(one)
    assert refusal.value.code == "redact_not_proven"
    return str(refusal.value.values["redact_check"])


def changed(one: Redacted, change: Callable[[str, bytes], bytes], **more: bytes) -> Redacted:
    """The file with every part changed, and more parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(one.data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in more.items():
            new.writestr(name, data)
    return replace(one, data=stream.getvalue())


def within(one: Redacted, old: str, new: str) -> Redacted:
    return changed(one, lambda name, data: data.replace(old.encode(), new.encode()))


def test_what_was_made_is_proven() -> None:
    assert [check.code for check in prove(made())] == [
        "parts", "expected", "text", "parts_text", "bytes"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [NAME, "米 有 为", "米</w:t></w:r><w:r><w:t>有为", "米&#x6709;为", "米\u200b有为"],
)
def test_a_string_left_in_the_text_is_found(written: str) -> None:
    assert failed(within(made(), "无关", f"{written}有关")) == "expected"
    lax = within(made(), "无关", f"{written}有关")
    plain = "与■■■〔条例第十五条〕" + "米有为有关"
    told = written.replace("</w:t></w:r><w:r><w:t>", "").replace("&#x6709;", "有")
    assert failed(replace(lax, expected=(plain.replace(NAME, told),))) == "text"


def test_a_string_left_in_an_attribute_is_found() -> None:
    assert failed(within(made(), 'w:val="15"', f'w:val="{NAME}"')) == "parts_text"


@pytest.mark.parametrize(
    "written",
    [
        NAME.encode(),
        NAME.encode().hex().encode(),
        NAME.encode("utf-16-be").hex().upper().encode(),
        b"\\u7c73\\u6709\\u4e3a",
        b"&#31859;&#26377;&#20026;",
        b"%E7%B1%B3%E6%9C%89%E4%B8%BA",
        base64.b64encode(b"x" + NAME.encode() + b"yz"),
        base64.b64encode(b"xx" + NAME.encode()),
    ],
)
def test_a_string_left_in_the_bytes_of_a_part_is_found(written: bytes) -> None:
    def leave(name: str, data: bytes) -> bytes:
        return data.replace(b"?>", b"?><!--%b-->" % written, 1) if "styles" in name else data

    assert failed(changed(made(), leave)) == "bytes"


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_string_left_in_the_bytes_of_the_package_is_found(code: str) -> None:
    words = "青禾区稻香路一号"
    one, stream = made(), io.BytesIO(made().data)
    with zipfile.ZipFile(stream, "a") as package:
        package.comment = words.encode(code)
    assert failed(replace(one, data=stream.getvalue(), removed=(words,))) == "bytes"


def test_a_part_that_nobody_knows_is_found() -> None:
    extra = changed(made(), lambda name, data: data, **{"docProps/core.xml": b"<a/>"})
    assert failed(extra) == "parts"


def test_what_cannot_be_read_again_is_not_proven() -> None:
    assert failed(replace(made(), data=b"nothing")) == "unreadable"


def test_a_pdf_with_text_is_not_proven() -> None:
    one = redact("pdf", printed("无关"), [])[0]
    assert failed(replace(one, data=printed("无关"))) == "text"
    assert failed(replace(one, pages=2)) == "pages"
    noted = page("", of_page="/Annots [10 0 R]", more={10: "<< /Type /Annot /Subtype /Text >>"})
    assert failed(replace(one, data=noted)) == "beside"
    left = one.data.replace(b"%%EOF", b"%% 13800138000\n%%EOF")
    assert failed(replace(one, data=left, removed=("13800138000",))) == "bytes"
    stream = zlib.compress(b"13800138000")
    inside = b"9 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (len(stream), stream)
    left = one.data.replace(b"xref\n", inside + b"xref\n", 1)
    assert failed(replace(one, data=left, removed=("13800138000",))) in {"bytes", "unreadable"}


def test_a_picture_with_notes_is_not_proven() -> None:
    one = redact("jpg", photo(), [])[0]
    assert failed(replace(one, data=photo(said="SECRET"))) == "beside"
    assert failed(replace(one, data=one.data + b"SECRET")) == "beside"
