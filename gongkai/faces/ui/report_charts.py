"""The year's requests drawn from table 3 of an annual report: how they ended, and who asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.faces.ui.charts import Chart, Series
from gongkai.rules.report_tables import COLUMNS3, GROUPS3, rows_of


def charts(report: Mapping[str, Any]) -> list[Chart]:
    """The charts of a report in the shape of the contract; none where nobody asked."""
    table = report["table3"]
    found = []
    if ended := table["3.7"]["total"]:
        found.append(_chart("申请办理结果", f"办结 {ended} 件", "结果", _results(table)))
    if received := table["1"]["total"]:
        kinds = [(label, table["1"][code]) for code, label in COLUMNS3.items() if code != "total"]
        found.append(_chart("申请人", f"新收 {received} 件", "类别", kinds))
    return found


def _results(table: Mapping[str, Any]) -> list[tuple[str, int]]:
    rows: list[tuple[str, tuple[str, ...]]] = [("予以公开", ("3.1",)), ("部分公开", ("3.2",))]
    rows += [(label[3:], rows_of(group)) for group, label in GROUPS3.items()]
    return [(label, sum(table[one]["total"] for one in codes)) for label, codes in rows]


def _chart(title: str, opening: str, heading: str, counted: Sequence[tuple[str, int]]) -> Chart:
    said = "，".join(f"{label} {count} 件" for label, count in counted if count)
    labels, values = [label for label, _ in counted], [count for _, count in counted]
    return Chart(title, f"{opening}：{said}。", heading, labels, [Series("件", values)], "rows")
