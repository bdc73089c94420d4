"""Reads a spreadsheet of opinions: finds its header, its rows, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from gongkai.rules.decisions.opinions import CHANNELS, FIELDS, Bad, NoText, Read, read_rows, suggest
from gongkai.rules.imports.values import BadValue
from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.files.bulk import Source, SourceRow, open_source
from gongkai.work.files.bulk.source import named_columns
from gongkai.work.files.bulk.text import Values
from gongkai.work.files.bulk.workbook import Sheet
from gongkai.work.files.copies.word_lines import UNPRINTABLE
from gongkai.work.journal.deeds import Refused

KINDS = ("xlsx", "csv")
MOST_ROWS = 20_000
_TOP, _WIDTH = 10, 60
_REASON, _NUMBER = "没有收入的原因", "原来的行号"
# What a cell of Excel can hold.
_LONGEST = 32_767
_SAMPLE = {
    "text": "建议把免费时长延长到 60 分钟。", "channel": "信函", "clause": "第五条",
    "name": "", "contact": "", "on": "",
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A table with the names of its columns; a row is its number in the sheet and its cells."""

    columns: Sequence[str]
    rows: Sequence[SourceRow]


def read_table(name: str, data: bytes) -> Table:
    """The rows below the row that names the most fields. Raises Refused for what is no table."""
    suffix = Path(name).suffix.lower()
    if suffix.removeprefix(".") not in KINDS:
        raise Refused("opinion_table_kind", name=name)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        path.write_bytes(data)
        rows = _all_rows(open_source(path, name))
    if len(rows) > MOST_ROWS + _TOP:
        raise Refused("opinion_table_long", count=len(rows), limit=MOST_ROWS)
    if not rows:
        raise Refused("opinion_table_empty")
    names = [_names(row) for row in rows[:_TOP]]
    best = max(range(len(names)), key=lambda place: (len(suggest(names[place])), -place))
    columns = named_columns(names[best])
    below = [_named(row, columns) for row in rows[best + 1 :]]
    return Table(columns, below)


def judge(
    table: Table, consultation: Consultation, today: date, *, channel: str = ""
) -> list[Read | Bad]:
    """Each row as an opinion, or with every reason why it is none. Raises Refused without texts."""
    mapping = suggest(table.columns)
    rows = Clause.objects.filter(consultation=consultation).order_by("order")
    clauses = dict(rows.values_list("key", "heading"))
    period = (consultation.opens_on, consultation.closes_on)
    found: list[Read | Bad] = []
    try:
        for row in table.rows:
            bad = _unread(row, mapping)
            cells: Sequence[Mapping[str, Any]] = [row.values]
            found += [bad] if bad else read_rows(
                cells, mapping, clauses, period, today, channel=channel, first=row.number
            )  # fmt: skip
        if "text" not in mapping:
            raise NoText(table.columns)
    except NoText as error:
        raise Refused("opinion_table_columns", sentence=str(error)) from error
    if not found:
        raise Refused("opinion_table_empty")
    return found


def refused_rows(table: Table, reasons: Mapping[int, str]) -> bytes:
    """The rows with these numbers as a workbook to be mended, each with its reason."""
    rows = (
        [reasons[row.number], str(row.number), *(_shown(row.values.get(c)) for c in table.columns)]
        for row in table.rows
        if row.number in reasons
    )
    return _workbook("没有收入的行", [[_REASON, _NUMBER, *table.columns], *rows])


def template(consultation: Consultation) -> bytes:
    """An empty table with the columns that are known, one row as an example, and a help sheet."""
    clauses = consultation.clauses.order_by("order").values_list("heading", flat=True)
    sample = _SAMPLE | {"clause": clauses[0] if clauses else "全文"}
    sample["on"] = consultation.opens_on.isoformat()
    help_rows = [
        ["来源渠道可以写", "、".join(CHANNELS.values())],
        ["对应条款可以写", "、".join([*clauses, "全文"])[:_LONGEST]],
        ["提出日期", f"{consultation.opens_on} 至 {consultation.closes_on}"],
    ]
    rows = [list(FIELDS.values()), [sample[code] for code in FIELDS]]
    return _workbook("意见", rows, ("填写说明", help_rows))


def _all_rows(source: Source) -> list[SourceRow]:
    """Every row from the first on, its cells by place: where the header is, is looked for here."""
    source.columns = tuple(map(str, range(_WIDTH)))
    if isinstance(source, Sheet):
        source.header = 0
    if isinstance(source, Values):
        source.header = -1
    found = []
    for row in source.rows():
        found.append(row)
        if len(found) > MOST_ROWS + _TOP:
            break
    return found


def _names(row: SourceRow) -> list[str]:
    cells = [_shown(row.values.get(str(place))) for place in range(_WIDTH)]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _named(row: SourceRow, columns: Sequence[str]) -> SourceRow:
    values = {name: row.values.get(str(place), "") for place, name in enumerate(columns)}
    surplus = any(
        _shown(row.values.get(str(place))).strip() for place in range(len(columns), _WIDTH)
    )
    fault = row.fault or ("这一行的格数比表头多。请核对分隔符和引号。" if surplus else "")
    return SourceRow(row.number, values, fault=fault)


def _unread(row: SourceRow, mapping: Mapping[str, str]) -> Bad | None:
    """A row, or a cell that counts, that could not be read at all."""
    reasons = [row.fault] if row.fault else []
    for column in mapping.values():
        value = row.values.get(column)
        if isinstance(value, BadValue):
            reasons.append(f"“{column}”列{value.reason}。")
    return Bad(row.number, tuple(reasons)) if reasons else None


def _shown(value: object) -> str:
    if value is None or isinstance(value, BadValue):
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _workbook(
    title: str, rows: Sequence[Sequence[str]], beside: tuple[str, list[list[str]]] | None = None
) -> bytes:
    book = Workbook(write_only=True)
    for name, lines in filter(None, ((title, rows), beside)):
        sheet: Any = book.create_sheet(name)
        for line in lines:
            sheet.append([_text(sheet, value) for value in line])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _text(sheet: Any, value: str) -> Any:
    """Text as text: what begins like a formula must not be computed when opened."""
    cell = WriteOnlyCell(sheet, UNPRINTABLE.sub("", value)[:_LONGEST])
    cell.data_type = "s"
    return cell
