"""Bars and lines drawn from numbers on the server; the numbers always stand beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

WIDTH, LEFT, RIGHT, TOP, BASE, HEIGHT = 600, 44, 12, 22, 150, 180
ROW, NAMES, FIGURES = 27, 130, 48
STEPS = 4


@dataclass(frozen=True)
class Series:
    """One line of numbers; None is a place without a number."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Chart:
    """What is drawn. `kind` is bar, rows (lying bars) or line; `said` tells the chart in words.

    Bars show the first series, lines the first (whole) and the others (dashed).
    """

    title: str
    said: str
    heading: str
    labels: Sequence[str]
    series: Sequence[Series]
    kind: str = "bar"


@dataclass(frozen=True)
class Mark:
    """One drawn value: its bar, the point and figure of it, and the place of its label."""

    label: str
    figure: str
    x: float
    y: float
    left: float
    width: float
    height: float
    dip: bool = False

    @property
    def figure_y(self) -> float:
        """Where the figure stands: above the mark, in a dip of the line below it."""
        return round(self.y + 18 if self.dip else self.y - 8, 1)


@dataclass(frozen=True)
class Drawing:
    """All that the template prints."""

    chart: Chart
    key: str
    height: int
    marks: Sequence[Mark]
    paths: Sequence[tuple[str, str]]
    grid: Sequence[tuple[float, str]]
    rows: Sequence[tuple[str, Sequence[str]]]


def figure(value: float | None) -> str:
    """A number without needless noughts; a dash where there is none."""
    return "—" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def draw(chart: Chart) -> Drawing:
    """Place everything on a canvas of fixed width. Lines of unequal length raise ValueError."""
    lengths = {len(series.values) for series in chart.series}
    if lengths != {len(chart.labels)}:
        raise ValueError(f"{len(chart.labels)} labels, series of {sorted(lengths)}")
    lying = chart.kind == "rows"
    scale = Scale.over(chart)
    return Drawing(
        chart=chart,
        key=f"c{crc32(chart.title.encode()):08x}",
        height=ROW * len(chart.labels) + 4 if lying else HEIGHT,
        marks=list(_lying(chart, scale) if lying else _standing(chart, scale)),
        paths=list(_paths(chart, scale)) if chart.kind == "line" else [],
        grid=scale.grid() if chart.kind == "line" else [],
        rows=[
            (label, [figure(series.values[i]) for series in chart.series])
            for i, label in enumerate(chart.labels)
        ],
    )


@dataclass(frozen=True)
class Scale:
    """From numbers to places on the canvas."""

    low: float
    high: float
    step: float

    @classmethod
    def over(cls, chart: Chart) -> Scale:
        """A range with round ends; bars begin at nought, so that their lengths are true."""
        values = [v for series in chart.series for v in series.values if v is not None] or [0]
        step = (WIDTH - LEFT - RIGHT) / max(len(chart.labels), 1)
        if chart.kind != "line":
            return cls(0, max(*values, 0) or 1, step)
        unit = _round_up((max(values) - min(values)) / STEPS)
        low = math.floor(min(values) / unit) * unit
        # Rounding the lower end down can push the upper end out of the range.
        while low + unit * STEPS < max(values):
            unit = _round_up(unit * 1.01)
            low = math.floor(min(values) / unit) * unit
        return cls(low, low + unit * STEPS, step)

    def share(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low)

    def x(self, index: int) -> float:
        return round(LEFT + self.step * (index + 0.5), 1)

    def y(self, value: float) -> float:
        return round(BASE - self.share(value) * (BASE - TOP), 1)

    def grid(self) -> list[tuple[float, str]]:
        """The lines behind a line chart, with their figures."""
        values = [self.low + (self.high - self.low) * k / STEPS for k in range(STEPS + 1)]
        return [(self.y(value), figure(value)) for value in values]


def _round_up(size: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten; 1 where there is nothing to divide."""
    if size <= 0:
        return 1
    power: float = 10.0 ** math.floor(math.log10(size))
    return next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= size * (1 - 1e-9))


def _standing(chart: Chart, scale: Scale) -> Iterator[Mark]:
    width = round(min(scale.step * 0.64, 48), 1)
    values = chart.series[0].values
    for i, value in enumerate(values):
        if value is not None:
            x, y = scale.x(i), scale.y(value)
            left, height = round(x - width / 2, 1), round(BASE - y, 1)
            dip = chart.kind == "line" and _is_dip(values, i)
            yield Mark(chart.labels[i], figure(value), x, y, left, width, height, dip)


def _is_dip(values: Sequence[float | None], at: int) -> bool:
    beside = [v for v in (*values[max(at - 1, 0) : at], *values[at + 1 : at + 2]) if v is not None]
    here = values[at]
    return here is not None and bool(beside) and here < sum(beside) / len(beside)


def _lying(chart: Chart, scale: Scale) -> Iterator[Mark]:
    for i, value in enumerate(chart.series[0].values):
        if value is not None:
            length = round(scale.share(value) * (WIDTH - NAMES - FIGURES), 1)
            end = round(NAMES + length + 6, 1)
            yield Mark(chart.labels[i], figure(value), end, ROW * i + 4, NAMES, length, 18)


def _paths(chart: Chart, scale: Scale) -> Iterator[tuple[str, str]]:
    for n, series in enumerate(chart.series):
        pen, drawn = "M", ""
        for i, value in enumerate(series.values):
            if value is not None:
                drawn += f"{pen}{scale.x(i)} {scale.y(value)}"
            pen = "M" if value is None else "L"
        yield ("l3" if n else "l1"), drawn
