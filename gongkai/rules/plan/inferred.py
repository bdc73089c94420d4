"""A table without a known header: its columns told by what their cells hold."""

from __future__ import annotations

from gongkai.rules.plan import columns
from gongkai.rules.plan.model import Cell, Problem, RawTable, Row, Table
from gongkai.rules.plan.timelimits import is_time_limit
from gongkai.rules.plan.units import looks_like_units
from gongkai.rules.plan.words import squeeze

_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 3
_SHORTEST_DUTY = 4
_LABELS = {
    "number": "序号",
    "category": "工作任务",
    "requirement": "工作要求",
    "unit": "责任单位",
    "deadline": "完成时限",
    "ignored": "备注",
}


def with_header(table: Table, raw: RawTable) -> Table | None:
    """Return the table with a header of known labels, or None if its cells do not tell.

    Units and time limits must fill a column each; the longest other text is the duty.
    """
    rows = [row for row in table.rows if len({cell.key for cell in row.cells}) > 1]
    width = len(rows[0].cells) if rows else 0
    if width < _FEWEST_COLUMNS or any(len(row.cells) != width for row in rows):
        return None
    body = rows if _kinds(rows) else rows[1:]
    kinds = _kinds(body)
    if kinds is None:
        return None
    cells = tuple(Cell(_LABELS[kind], -place - 1) for place, kind in enumerate(kinds))
    known = "、".join(f"第{place}列{_LABELS[kind]}" for place, kind in enumerate(kinds, 1))
    what = f"没有认出表头，按各列内容读作{known}，请核对"
    raw.confirm.append(Problem(rows[0].label, what))
    start = table.rows.index(body[0])
    header = Row(cells, rows[0].label, table.rows[max(0, start - 1)].at)
    return Table(
        (*table.rows[: start - (body is not rows)], header, *table.rows[start:]), table.cut
    )


def _kinds(rows: list[Row]) -> list[str] | None:
    if len(rows) < _FEWEST_ROWS:
        return None
    texts = [
        [squeeze(row.cells[place].text) for row in rows] for place in range(len(rows[0].cells))
    ]
    kinds = [_kind(column) for column in texts]
    if kinds.count("unit") != 1 or kinds.count("deadline") != 1 or "text" not in kinds:
        return None
    lengths = [
        sum(map(len, column)) / len(column) if kind == "text" else 0.0
        for column, kind in zip(texts, kinds, strict=True)
    ]
    duty = max(range(len(kinds)), key=lengths.__getitem__)
    if lengths[duty] < _SHORTEST_DUTY:
        return None
    return [kind if kind != "text" else _text_kind(place, duty) for place, kind in enumerate(kinds)]


def _text_kind(place: int, duty: int) -> str:
    return "requirement" if place == duty else "category" if place < duty else "ignored"


def _kind(texts: list[str]) -> str:
    filled = [text for text in texts if text]
    if not filled:
        return "ignored"
    if all(map(columns.is_number, filled)):
        return "number"
    if all(map(looks_like_units, filled)):
        return "unit"
    return "deadline" if all(map(is_time_limit, filled)) else "text"
