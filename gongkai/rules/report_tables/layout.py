"""How the three tables are printed: every cell of the form with its merges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.rules.report_tables.cells import Key
from gongkai.rules.report_tables.form import (
    COLUMNS3,
    COLUMNS4,
    GROUPS3,
    ROWS3,
    ROWS4,
    TABLE2,
    rows_of,
)

_SUMS = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_RESULTS = "三、本年度办理结果"
_ITEMS2 = (
    ("第二十条第（一）项", ("规章", "行政规范性文件")),
    ("第二十条第（五）项", ("行政许可",)),
    ("第二十条第（六）项", ("行政处罚", "行政强制")),
    ("第二十条第（八）项", ("行政事业性收费",)),
)
_UNIT = {"本年收费金额": "本年收费金额（单位：万元）"}
_WIDE2, _WIDE4 = 3, len(COLUMNS4)


@dataclass(frozen=True)
class Spot:
    """One printed cell: its text, how far it reaches down and across; `key` where it is a number.

    `is_head` is a cell that names others.
    """

    text: str
    down: int = 1
    across: int = 1
    is_head: bool = False
    key: Key | None = None


@dataclass(frozen=True)
class Printed:
    """One table: which, how many columns, their shares of the breadth, its rows."""

    code: str
    shares: tuple[int, ...]
    rows: tuple[tuple[Spot, ...], ...]


def printed(report: Mapping[str, Any]) -> tuple[Printed, Printed, Printed]:
    """Tables 2, 3 and 4 of a report in the shape of the contract; a missing number is empty.

    Source: 国办公开办函〔2021〕30号 (the form; read in published reports).
    """
    return (
        Printed("table2", (5, 3, 3, 3), tuple(_table2(report))),
        Printed("table3", (2, 3, 9, *[2] * len(COLUMNS3)), tuple(_table3(report))),
        Printed("table4", (1,) * _WIDE4 * len(ROWS4), tuple(_table4(report))),
    )


def shown(value: Any) -> str:
    """A number as it is printed; what is none stays empty.

    Source: ours.

    >>> shown(12), shown(3.50), shown(None)
    ('12', '3.5', '')
    """
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)


def _number(report: Mapping[str, Any], key: Key, across: int = 1) -> Spot:
    table, row, column = key
    value = ((report.get(table) or {}).get(row) or {}).get(column)
    return Spot(shown(value), across=across, key=key)


def _head(text: str, across: int = 1, down: int = 1) -> Spot:
    return Spot(text, down, across, is_head=True)


def _table2(report: Mapping[str, Any]) -> Iterator[tuple[Spot, ...]]:
    for item, rows in _ITEMS2:
        yield (_head(item, across=_WIDE2 + 1),)
        columns = TABLE2[rows[0]]
        across = _WIDE2 // len(columns)
        yield (_head("信息内容"), *(_head(_UNIT.get(one, one), across) for one in columns))
        for row in rows:
            numbers = (_number(report, ("table2", row, one), across) for one in columns)
            yield (_head(row), *numbers)


def _table3(report: Mapping[str, Any]) -> Iterator[tuple[Spot, ...]]:
    yield (_head(_SUMS, across=3, down=3), _head("申请人情况", across=len(COLUMNS3)))
    labels = list(COLUMNS3.values())
    yield (
        _head(labels[0], down=2),
        _head("法人或其他组织", across=len(labels) - 2),
        _head(labels[-1], down=2),
    )
    yield tuple(_head(one) for one in labels[1:-1])
    results = [row for row in ROWS3 if row.startswith("3.")]
    for row, label in ROWS3.items():
        numbers = tuple(_number(report, ("table3", row, one)) for one in COLUMNS3)
        before = (_head(_RESULTS, down=len(results)),) if row == results[0] else ()
        yield (*before, *_labels3(row, label), *numbers)


def _labels3(row: str, label: str) -> tuple[Spot, ...]:
    if not row.startswith("3."):
        return (_head(label, across=3),)
    group = row.rpartition(".")[0]
    if group not in GROUPS3:
        return (_head(label, across=2),)
    own = rows_of(group)
    first = (_head(GROUPS3[group], down=len(own)),) if row == own[0] else ()
    return (*first, _head(label))


def _table4(report: Mapping[str, Any]) -> Iterator[tuple[Spot, ...]]:
    names = [one.rpartition(" ")[2] for one in ROWS4.values()]
    yield (_head(names[0], across=_WIDE4, down=2), _head("行政诉讼", across=_WIDE4 * 2))
    yield tuple(_head(name, across=_WIDE4) for name in names[1:])
    yield tuple(_head(label) for _ in ROWS4 for label in COLUMNS4.values())
    yield tuple(_number(report, ("table4", row, one)) for row in ROWS4 for one in COLUMNS4)
