"""The answers to a survey as charts with their tables."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.faces.ui.charts import Chart, Series
from gongkai.rules.decisions.surveys import Result


def charts(results: Sequence[Result]) -> list[Chart]:
    """One chart for each question that has options and was answered."""
    return [_chart(place, one) for place, one in enumerate(results, 1) if one.rows and one.answered]


def _chart(place: int, one: Result) -> Chart:
    most = max(one.rows, key=lambda row: row.count)
    said = f"{one.answered} 人回答，最多的是“{most.option}”，{most.count} 人，占 {most.percent}%。"
    labels, counts = [row.option for row in one.rows], [row.count for row in one.rows]
    return Chart(f"{place}. {one.label}", said, "选项", labels, [Series("人", counts)], "rows")
