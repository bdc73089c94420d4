"""Sample files to begin with: three invented documents in each kind that can be imported."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import escape
from openpyxl import Workbook

from gongkai.faces.desk.imports.gates import importer
from gongkai.faces.ui.served import saved_as
from gongkai.rules.imports import FIELDS

NAMES = {"csv": "CSV 表格", "xlsx": "Excel 表格", "jsonl": "JSON 行", "zip": "网页和清单的压缩包"}
_CODES = (
    "title", "document_number", "issued_on", "first_public_on", "theme", "document_kind",
    "effective_on", "expires_on", "keywords", "summary", "body",
)  # fmt: skip
_DOCUMENTS: tuple[tuple[str, ...], ...] = (
    ("青禾区城市公园管理办法", "青政办发〔2018〕12号", "2018-05-16",
     "2018-05-21", "城乡建设-园林绿化", "通知", "2018-06-01", "2023-05-31", "公园、管理",
     "规定城市公园的开放时间和管理单位。", "第一条 城市公园每日六时至二十二时开放。"),
    ("关于做好冬季供暖工作的通知", "青住建发〔2019〕31号", "2019-10-08",
     "2019-10-10", "城乡建设-公用事业", "通知", "", "", "供暖",
     "今年冬季的供暖时间和报修电话。", "供暖自十一月十五日开始，至次年三月十五日结束。"),
    ("2020年小学招生公告", "青教公告〔2020〕3号", "2020-06-02", "2020-06-03",
     "教育-招生", "公告", "", "", "小学、招生", "小学招生的时间和材料。",
     "报名时间为六月二十日至二十四日。"),
)  # fmt: skip


def sample(request: HttpRequest, kind: str) -> HttpResponse:
    """One of the sample files."""
    importer(request)
    made = _MADE.get(kind)
    if made is None:
        raise Http404("sample")
    return saved_as("批量导入示例", made(), kind)


def _rows() -> list[dict[str, str]]:
    labels = [FIELDS[code] for code in _CODES]
    return [dict(zip(labels, one, strict=True)) for one in _DOCUMENTS]


def _csv(rows: list[dict[str, str]] | None = None) -> bytes:
    rows = _rows() if rows is None else rows
    held = StringIO()
    writer = csv.DictWriter(held, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    # Excel takes a file without this mark for GBK.
    return held.getvalue().encode("utf-8-sig")


def _xlsx() -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "文件"
    for row in (list(_rows()[0]), *(list(one.values()) for one in _rows())):
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.number_format = "@"
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _jsonl() -> bytes:
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in _rows()).encode()


def _zip() -> bytes:
    body, file = FIELDS["body"], FIELDS["file"]
    rows = _rows()
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, one in enumerate(rows, 1):
            name = f"{number}.html"
            text = f"<h1>{escape(one[FIELDS['title']])}</h1><p>{escape(one.pop(body))}</p>"
            archive.writestr(name, f"<!doctype html><meta charset=utf-8>{text}")
            one[file] = name
        archive.writestr("清单.csv", _csv(rows))
    return held.getvalue()


_MADE: dict[str, Callable[[], bytes]] = {
    "csv": _csv, "xlsx": _xlsx, "jsonl": _jsonl, "zip": _zip,
}  # fmt: skip
