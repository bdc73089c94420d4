"""Files that come in: what cannot be read, every encoding, the samples, and refused rows."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.faces.desk.imports.samples import NAMES
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.models.record import Record
from tests.faces.desk.imports.test_begin import GOOD, MIXED, at, begun, errors, stats, upload
from tests.faces.desk.records.test_lists import as_
from tests.work.records.imports.scene import lines, place, row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "data", "sentence"), [
    ("旧站.csv", b"", "“旧站.csv”是空文件，请检查后重新选择"),
    ("旧站.xls", b"x", "“旧站.xls”不是能批量导入的文件，请选择 csv、xlsx、jsonl 或 zip；"
     "旧的 xls 请另存为 xlsx"),
    ("旧站.exe", b"MZ", "“旧站.exe”不是能批量导入的文件，请选择 csv、xlsx、jsonl 或 zip；"
     "旧的 xls 请另存为 xlsx"),
    ("旧站.xlsx", b"PK\x03\x04x", None), ("旧站.zip", b"PK\x03\x04x", None),
    ("旧站.csv", b"\x00\x01\x02" * 40, None), ("旧站.xlsx", b"not a zip", None),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_sentence(
    name: str, data: bytes, sentence: str | None
) -> None:
    here = place()
    answer = upload(as_(here.clerk), data, name)
    said = errors(answer)
    assert (len(said), answer.status_code in {200, 409}, ImportBatch.objects.count()) == (
        1,
        True,
        0,
    )
    assert sentence in {None, said[0]}
    assert name.rsplit(".", 1)[0] in said[0]


def test_a_file_over_the_limit_is_refused(settings: Any) -> None:
    settings.GONGKAI_IMPORT_LIMIT = 100
    here = place()
    assert errors(upload(as_(here.clerk), b"x" * 101)) == [
        "“旧站.csv”有 101 字节，超过 100 字节 的上限，请拆成几份分次导入"
    ]


def test_no_file_is_asked_for() -> None:
    here = place()
    answer = as_(here.clerk).post(reverse("desk:imports"), {"organisation": "jyj"})
    assert errors(answer) == ["请选择文件"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding_of_a_table_is_read(encoding: str) -> None:
    here = place()
    batch = begun(here, GOOD.decode().encode(encoding))
    assert stats(as_(here.clerk).get(at("check", batch)))[:2] == ["2行", "2件"]


@pytest.mark.parametrize("kind", NAMES)
def test_every_sample_comes_in_whole(kind: str) -> None:
    here = place()
    client = as_(here.clerk)
    answer = client.get(reverse("desk:import_sample", args=[kind]))
    assert f".{kind}" in answer["Content-Disposition"]
    batch = begun(here, answer.content, f"示例.{kind}")
    assert stats(client.get(at("check", batch))) == ["3行", "3件", "0件", "0件", "0行"]
    assert client.get(reverse("desk:import_sample", args=["exe"])).status_code == 404


def sheet(answer: Any) -> list[list[Any]]:
    book = load_workbook(io.BytesIO(answer.content))
    return [[cell or "" for cell in line] for line in book.active.iter_rows(values_only=True)]


def test_refused_rows_are_mended_in_excel_and_brought_in() -> None:
    here = place()
    client = as_(here.clerk)
    batch = begun(here, MIXED)
    first = client.get(at("check_refused", batch))
    client.post(at("start", batch))
    second = client.get(at("refused", batch))
    assert sheet(first) == sheet(second) == [
        ["未导入的原因", "原来的行号", "原来的文件", "标题", "文号", "成文时间", "备注", "内容"],
        ["“标题”列是空的。请补上标题。", "4", "", "", "青教发〔2019〕3号", "2019-01-04", "z",
         "丙的全文"],
        ["“成文时间”列的“没有日期”不是日期，请写成 2023-07-25 的样子。", "5", "", "关于丁的通知",
         "青教发〔2019〕4号", "没有日期", "=1+1", "丁的全文"],
    ]  # fmt: skip
    book = load_workbook(io.BytesIO(second.content))
    page = book.active
    assert page["G3"].data_type == "s"
    page["D2"], page["F3"] = "关于丙的通知", "2019-01-05"
    held = io.BytesIO()
    book.save(held)
    again = begun(here, held.getvalue(), "改好.xlsx")
    assert stats(client.get(at("check", again))) == ["2行", "2件", "0件", "0件", "0行"]
    client.post(at("start", again))
    assert Record.objects.count() == 4


def test_the_whole_text_of_a_refused_row_is_given_back() -> None:
    here = place()
    long = "全文。" * 500
    batch = begun(here, lines(row(1, 标题="", 正文=long)), "旧站.jsonl")
    client = as_(here.clerk)
    client.post(at("start", batch))
    assert [line for line in sheet(client.get(at("refused", batch)))[1] if line == long] == [long]
