"""The catalogue of open information as article 12 wants it, as a workbook for anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.rules.guide import DIRECTORY_FIELDS
from gongkai.work.ledger.queries.workbook import workbook
from gongkai.work.records.models.publication import Publication

# A workbook is put together in memory; whoever wants more narrows, or reads the interface.
MOST = 2000
_HEADINGS = ("序号", *DIRECTORY_FIELDS.values(), "发布日期", "公开单位", "目录事项", "网址")
_WIDTHS = (6, 34, 46, 46, 13, 13, 22, 30, 46)


def directory_xlsx(
    title: str, rows: Sequence[Publication], addresses: Sequence[str], *, count: int, on: date
) -> bytes:
    """Return 索引号, 名称, 内容概述 and 生成日期 of the rows, and where each can be read.

    `count` is how many there are; the rows may be the newest of them only.
    Source: 政府信息公开条例 第十二条第三款.
    """
    left_out = f"，这里是最新的 {len(rows)} 件" if count > len(rows) else ""
    cells = [
        (str(place), *_cells(one), address)
        for place, (one, address) in enumerate(zip(rows, addresses, strict=True), 1)
    ]
    subtitle = f"{on} 共 {count} 件{left_out}"
    return workbook(title, subtitle, _WIDTHS, _HEADINGS, cells, name="政府信息公开目录")


def _cells(one: Publication) -> tuple[str, ...]:
    fields = {
        "index_number": one.index_number,
        "title": one.title,
        "summary": one.version.summary,
        "formed_on": str(one.formed_on),
    }
    told = tuple(fields[name] for name in DIRECTORY_FIELDS)
    return (*told, str(one.published_on), one.organisation.name, one.item.name)
