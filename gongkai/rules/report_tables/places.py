"""Cells and equations in the words of the form, and what looks odd without being wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.rules.report_tables.cells import Key
from gongkai.rules.report_tables.form import COLUMNS3, COLUMNS4, GROUPS3, ROWS3, ROWS4

MEANINGS = {
    "BLANK": "应填不小于 0 的整数，没有的填 0",
    "EQ1": "本年新收＋上年结转，应等于办理结果总计＋结转下年度",
    "EQ2": "办理结果总计，应等于各项结果之和",
    "EQ3": "总计，应等于各类申请人之和",
    "EQ4": "总计，应等于各种结果之和",
    "EQ5": "上年结转，应等于上年报告的结转下年度",
    "EQ6": "文字里的数，应与表格一致",
}
_NORMATIVE = "行政规范性文件"
_MADE, _ENDED, _VALID = "本年制发件数", "本年废止件数", "现行有效件数"


def place_of(where: str) -> str:
    """The place of a violation in the words of the form; `where` is that of `Violation`.

    Source: 国办公开办函〔2021〕30号.

    >>> place_of("table3 row 3.4.1 natural")
    '表三“（四）无法提供 1.本机关不掌握相关政府信息”的“自然人”'
    """
    table, _, rest = where.partition(" row ")
    if not rest:
        return f"文字“{where.removeprefix('text ')}”"
    row, _, column = rest.rpartition(" ")
    return place((table, row, column))


def place(key: Key) -> str:
    """One cell in the words of the form.

    Source: 国办公开办函〔2021〕30号.
    """
    table, row, column = key
    if table == "table2":
        return f"表二“{row}”的“{column}”"
    if table == "table4":
        return f"表四“{ROWS4.get(row, row)}”的“{COLUMNS4.get(column, column)}”"
    group = GROUPS3.get(row.rpartition(".")[0], "")
    label = f"{group} {ROWS3.get(row, row)}".strip()
    return f"表三“{label}”的“{COLUMNS3.get(column, column)}”"


@dataclass(frozen=True)
class Doubt:
    """What a person should look at: `code` is regulations or documents, with the numbers."""

    code: str
    values: tuple[tuple[str, Any], ...] = ()


def doubts(
    report: Mapping[str, Any], *, last_year: Mapping[str, Any] | None = None
) -> tuple[Doubt, ...]:
    """What is odd in table 2 of a county, a town or a department; nothing here is an error.

    Only cities with districts and above make 规章 (立法法, unverified). Documents in force = those
    of the year before + made - ended (soft check, ours: years of clean-up are counted otherwise).
    """
    table = report.get("table2") or {}
    rules = [value for value in (table.get("规章") or {}).values() if value]
    found = [Doubt("regulations", (("count", rules[0]),))] if rules else []
    now, before = table.get(_NORMATIVE) or {}, _before(last_year)
    known = [now.get(name) for name in (_MADE, _ENDED, _VALID)]
    if before is None or not all(isinstance(one, int) for one in known):
        return tuple(found)
    made, ended, valid = (int(one or 0) for one in known)
    if valid != before + made - ended:
        values = (("valid", valid), ("before", before), ("made", made), ("ended", ended))
        found.append(Doubt("documents", values))
    return tuple(found)


def _before(last_year: Mapping[str, Any] | None) -> int | None:
    row = ((last_year or {}).get("table2") or {}).get(_NORMATIVE) or {}
    value = row.get(_VALID)
    return value if isinstance(value, int) else None
