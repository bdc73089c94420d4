"""Taking files in: what is refused, how names are cleaned, where the bytes stand."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.db import transaction

from gongkai.work.files.actions.store import store
from gongkai.work.files.kinds import clean_name
from gongkai.work.files.models import StoredFile
from gongkai.work.files.queries import FileLost, read_bytes
from gongkai.work.journal.deeds import CHINA, Refused
from gongkai.work.journal.models.deed import Deed
from tests.work.files.ofd_files import ofd

AT = datetime(2023, 7, 25, 9, 0, tzinfo=CHINA)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"


def word() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def sheet() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def package(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr(name, content)
    return stream.getvalue()


def put(name: str, data: bytes) -> StoredFile:
    return store(name=name, data=data, by=None, at=AT)


def code_of(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        put(name, data)
    return refused.value.code


def blobs(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file()) if root.exists() else []


@pytest.mark.django_db
def test_stored_file_is_read_back_and_logged(settings: Any) -> None:
    stored = put("通知.txt", "青禾区".encode())
    assert read_bytes(stored) == "青禾区".encode()
    assert (stored.name, stored.media_type, stored.size) == ("通知.txt", "text/plain", 9)
    deed = Deed.objects.get()
    assert (deed.verb, deed.kind, deed.object_id) == ("file.store", "storedfile", str(stored.pk))
    assert blobs(settings.GONGKAI_FILES) == [settings.GONGKAI_FILES / stored.path]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word()),
        ("a.xlsx", sheet()),
        ("a.PDF", PDF),
        ("a.ofd", ofd("公园")),
        ("a.txt", b"\xef\xbb\xbfabc\r\n\t"),
        ("a.csv", "序号,名称".encode("gb18030")),
        ("a.txt", "工作".encode("utf-16")),
        ("a.png", PNG),
        ("a.JPG", b"\xff\xd8\xff\xe0"),
        ("a.gif", b"GIF89a"),
    ],
)
def test_known_kinds_are_taken_in(name: str, data: bytes) -> None:
    assert read_bytes(put(name, data)) == data


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "file_empty"),
        ("a.exe", b"MZ", "file_type"),
        ("a", b"x", "file_type"),
        ("a.html", b"<p>", "file_type"),
        ("a.svg", b"<svg/>", "file_type"),
        ("a.pdf.exe", PDF, "file_type"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "file_type"),
        ("../", b"x", "file_name"),
        ("\u202e.", b"x", "file_name"),
        ("a.docm", word(), "file_macros"),
        ("a.xlsm", sheet(), "file_macros"),
        ("a.docx", with_part(word(), "word/vbaProject.bin", b"x"), "file_macros"),
        ("a.docx", with_part(word(), "word/VBAPROJECT.BIN", b"x"), "file_macros"),
        (
            "a.docx",
            package(**{"[Content_Types].xml": b"ms-word.document.macroEnabled.main+xml"}),
            "file_macros",
        ),
        ("a.docx", sheet(), "file_mismatch"),
        ("a.xlsx", word(), "file_mismatch"),
        ("a.docx", package(x=b"y"), "file_mismatch"),
        ("a.docx", PDF, "file_mismatch"),
        ("a.docx", b"PK\x03\x04broken", "file_damaged"),
        ("a.docx", word()[:2000], "file_damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_encrypted"),
        ("a.ofd", word(), "file_mismatch"),
        ("a.ofd", package(**{"OFD.xml": b"<ofd/>"}), "file_mismatch"),
        ("a.ofd", ofd(root="<OFD xmlns='http://other.example/2016'/>"), "file_mismatch"),
        ("a.ofd", b"PK\x03\x04" + ofd()[4:40], "file_damaged"),
        ("a.pdf", b"<html>", "file_mismatch"),
        ("a.pdf", PDF[:20], "file_damaged"),
        ("a.png", b"\xff\xd8\xff\xe0", "file_mismatch"),
        ("a.jpg", PNG, "file_mismatch"),
        ("a.gif", PNG, "file_mismatch"),
        ("a.txt", PNG, "file_mismatch"),
        ("a.txt", b"a\x00b", "file_mismatch"),
        ("a.csv", b"\xff\xff\xff", "file_mismatch"),
        ("a.docx", with_part(word(), "word/media/x", bytes(60 * 1024 * 1024)), "file_bomb"),
    ],
)
def test_other_files_are_refused_and_leave_nothing(
    settings: Any, name: str, data: bytes, code: str
) -> None:
    assert code_of(name, data) == code
    assert blobs(settings.GONGKAI_FILES) == []
    assert (StoredFile.objects.count(), Deed.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_entry_that_hides_its_size_is_refused() -> None:
    data = bytearray(with_part(word(), "z", bytes(1000)))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 0xFFFFFFF0)
    assert code_of("a.docx", bytes(data)) == "file_bomb"


@pytest.mark.django_db
def test_package_of_too_many_entries_is_refused() -> None:
    assert code_of("a.ofd", package(**{f"{n}": b"" for n in range(5_001)})) == "file_bomb"


@pytest.mark.django_db
def test_size_limit_is_the_setting(settings: Any) -> None:
    settings.GONGKAI_UPLOAD_LIMIT = 4
    assert put("a.txt", b"1234").size == 4
    assert code_of("a.txt", b"12345") == "file_too_large"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\桌面\\通知.docx", "通知.docx"),
        ("fdp\u202etxt.exe", "fdptxt.exe"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        (" 年度 \u3000报告 .pdf ", "年度 报告.pdf"),
        ("...hidden.txt", "hidden.txt"),
        ('a<b>"c|d?.txt', "a_b__c_d_.txt"),
        ("文" * 300 + ".docx", "文" * 195 + ".docx"),
        ("a\u200b\ufeffb.txt", "ab.txt"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.django_db
def test_same_content_stands_once(settings: Any) -> None:
    first, second = put("a.txt", b"one"), put("b.txt", b"one")
    assert first.pk != second.pk
    assert first.path == second.path
    assert len(blobs(settings.GONGKAI_FILES)) == 1


@pytest.mark.django_db
def test_failed_transaction_leaves_no_row_and_whole_bytes(settings: Any) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        put("a.txt", b"one")
        raise RuntimeError
    assert StoredFile.objects.count() == 0
    assert [path.read_bytes() for path in blobs(settings.GONGKAI_FILES)] == [b"one"]


@pytest.mark.django_db
def test_changed_and_missing_bytes_are_noticed(settings: Any) -> None:
    stored = put("a.txt", b"one")
    path = settings.GONGKAI_FILES / stored.path
    path.write_bytes(b"two")
    with pytest.raises(FileLost) as changed:
        read_bytes(stored)
    assert changed.value.missing is False
    path.unlink()
    with pytest.raises(FileLost) as gone:
        read_bytes(stored)
    assert gone.value.missing is True


@pytest.mark.django_db
def test_storing_again_mends_what_the_disk_lost(settings: Any) -> None:
    stored = put("a.txt", b"one")
    (settings.GONGKAI_FILES / stored.path).write_bytes(b"tw")
    put("b.txt", b"one")
    assert read_bytes(stored) == b"one"
