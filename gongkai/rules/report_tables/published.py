"""The three tables and the chapters taken out of a published report: Word, web page, workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from gongkai.rules.plan import sheet, text, word
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.load import check_size
from gongkai.rules.plan.model import Row, Source, Table
from gongkai.rules.report_tables.form import CHAPTERS, COLUMNS3, TABLE2
from gongkai.rules.report_tables.labels import column3_of, column4_of, row2_of, row3_of, row4_of
from gongkai.rules.report_tables.numbers import number_of

READABLE = (".docx", ".html", ".htm", ".xlsx")
_READERS = {".docx": word.read, ".html": text.read, ".htm": text.read, ".xlsx": sheet.read}
_TITLE = re.compile(
    r"(?P<name>[^\s，。：]{2,40}?)(?P<year>20\d\d)年度?政府信息公开(?:工作)?(?:年度)?报告"
)
_HEADING = re.compile(r"^[一二三四五六][、.．]\s*")
_TITLE_LINES = 12
_FEWEST_HEADS = 3


@dataclass(frozen=True)
class Published:
    """A report in the shape of the contract with what is there, and `notes` on what is not."""

    report: dict[str, Any]
    notes: tuple[str, ...]


class ReportUnreadable(Exception):
    """The file holds no annual report; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_published(name: str, data: bytes) -> Published:
    """Read a report in .docx, .html or .xlsx. Raises ReportUnreadable where there is none.

    Cells are numbers, None where empty, and the text that stands there where it is no number; a
    row that the file does not have is not in the tables. Source: 国办公开办函〔2021〕30号 for the
    form; layouts as published reports have them.
    """
    source = _source(name, data)
    report = _head(source)
    for table in source.tables:
        _read_table(table, report)
    if not report["table3"]:
        raise ReportUnreadable(
            f"{name} 里没有找到表三（收到和处理政府信息公开申请情况），不是年度报告，"
            "或者表格是图片。请换成有文字表格的 Word 文件或网页。"
        )
    if chapters := _chapters(source):
        report["text"] = chapters
    return Published({key: one for key, one in report.items() if one not in ({}, None)},
                     tuple(_notes(report)))  # fmt: skip


def _source(name: str, data: bytes) -> Source:
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise ReportUnreadable(f"{name} 的格式读不了。请用 .docx、.html、.xlsx 或 .json 文件。")
    try:
        check_size(len(data))
        return reader(data)
    except PlanUnreadable as error:
        raise ReportUnreadable(
            f"{name} 读不出来：文件是空的、已损坏、加了密码，或者内容和后缀不符。"
            "请用 Word 或 WPS 打开后另存为 .docx 再试。"
        ) from error


def _head(source: Source) -> dict[str, Any]:
    lines = [one.text for one in source.body[:_TITLE_LINES]]
    joined = re.sub(r"\s", "", "".join(lines))
    # A title of its own line is surer than one that runs on from the line before it.
    found = next(filter(None, (_TITLE.search(line.strip()) for line in lines)), None)
    found = found or _TITLE.search(joined)
    return {
        "organisation": found["name"] if found else None,
        "year": int(found["year"]) if found else None,
        "table2": {},
        "table3": {},
        "table4": {},
    }


def _read_table(table: Table, report: dict[str, Any]) -> None:
    columns: dict[str, int] = {}
    heads2: list[tuple[int, str]] = []
    for at, row in enumerate(table.rows):
        heads2 = _heads2(row) or heads2
        if found := _heads3(row):
            columns |= found
        else:
            _read_row3(row, columns, report["table3"])
            _read_row2(row, heads2, report["table2"])
        if sum(column4_of(cell.text) is not None for cell in row.cells) >= _FEWEST_HEADS:
            _read_table4(table, at, report["table4"])


def _heads3(row: Row) -> dict[str, int]:
    """Where the kinds of applicants stand, in a row that names them."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        code = column3_of(cell.text)
        if code is not None:
            found[code] = at
    named = found.keys() - {"total", "other"}
    if not named:
        return {}
    return found if "company" in found else {k: v for k, v in found.items() if k != "other"}


def _read_row3(row: Row, columns: dict[str, int], table: dict[str, dict[str, Any]]) -> None:
    places = _places(row, columns)
    if not places:
        return
    first = min(places.values())
    labels = [cell.text for cell in _distinct(row, 0, first) if cell.text.strip()]
    code = row3_of(labels[-1]) if labels else None
    if code is None:
        return
    cells = {name: number_of(row.cells[at].text) for name, at in places.items()}
    # A table that a page break cut in two has no headings in its second half.
    if columns or all(isinstance(one, int) for one in cells.values()):
        table[code] = cells


def _places(row: Row, columns: dict[str, int]) -> dict[str, int]:
    """Where this row has its seven numbers: under the headings, else at its end."""
    width = len(row.cells)
    if len(columns) == len(COLUMNS3) and max(columns.values()) == width - 1:
        return columns
    if width <= len(COLUMNS3):
        return {}
    return {name: width - len(COLUMNS3) + at for at, name in enumerate(COLUMNS3)}


def _distinct(row: Row, first: int, last: int) -> Iterator[Any]:
    """The cells from one place to another, merged ones once."""
    key = None
    for cell in row.cells[first:last]:
        if cell.key != key:
            yield cell
        key = cell.key


def _heads2(row: Row) -> list[tuple[int, str]]:
    """The columns of table 2, in a row that names them."""
    known = {column for columns in TABLE2.values() for column in columns}
    found: list[tuple[int, str]] = []
    for at, cell in enumerate(row.cells):
        told = re.sub(r"[（(].*?[）)]|\s", "", cell.text)
        if told in known and (not found or found[-1][1] != told):
            found.append((at, told))
    return found


def _read_row2(row: Row, heads: list[tuple[int, str]], table: dict[str, dict[str, Any]]) -> None:
    cells = list(_distinct(row, 0, len(row.cells)))
    code = row2_of(cells[0].text) if cells else None
    if code is None or not heads:
        return
    values = [cell.text for cell in cells[1:]]
    named = [name for _, name in heads]
    wanted = TABLE2[code]
    if len(wanted) == 1:
        # One number over the whole breadth, whatever the heads above it are.
        named = wanted
    table[code] = {
        name: number_of(values[at]) if at < len(values) else None
        for at, name in enumerate(named)
        if name in wanted
    }


def _read_table4(table: Table, at: int, found: dict[str, dict[str, Any]]) -> None:
    """The numbers under a row that names the results, by what stands over each column."""
    below = next(
        (
            row
            for row in table.rows[at + 1 :]
            if any(isinstance(number_of(cell.text), int) for cell in row.cells)
            or all(column4_of(cell.text) is None for cell in row.cells)
        ),
        None,
    )
    if below is None:
        return
    for place, cell in enumerate(table.rows[at].cells):
        column = column4_of(cell.text)
        row = _over(table, at, place)
        if column is not None and row is not None and place < len(below.cells):
            found.setdefault(row, {})[column] = number_of(below.cells[place].text)


def _over(table: Table, at: int, place: int) -> str | None:
    for row in reversed(table.rows[:at]):
        if place < len(row.cells) and (code := row4_of(row.cells[place].text)):
            return code
    return None


def _chapters(source: Source) -> dict[str, str]:
    """The text under each heading of the form, a line a paragraph."""
    found: dict[str, list[str]] = {}
    heading = None
    for line in source.body:
        told = line.text.strip()
        heading = _heading(told) or heading
        if heading is not None and _heading(told) is None:
            found.setdefault(heading, []).append(told)
    return {heading: "\n".join(lines) for heading, lines in found.items()}


def _heading(line: str) -> str | None:
    if not _HEADING.match(line):
        return None
    return next((one.heading for one in CHAPTERS if any(w in line for w in one.words)), None)


def _notes(report: dict[str, Any]) -> Iterator[str]:
    if report["year"] is None:
        yield "没有读到标题里的机关和年度。"
    for table, name in (("table2", "表二（主动公开）"), ("table4", "表四（复议、诉讼）")):
        if not report[table]:
            yield f"没有找到{name}。"
