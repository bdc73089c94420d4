"""Bars and lines drawn from numbers on the server; the numbers always stand beside them.

Each chart is drawn twice, for wide and for narrow places, and the style sheet shows the one that
fits: a drawing that shrinks with its place takes its words along until nobody can read them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

TOP, BASE, HEIGHT = 22, 150, 180
FIGURES, THICKNESS = 48, 18
STEPS = 4
# The size of letters on the canvas (base.css), and how much of it a Latin sign takes.
LETTER, NARROW_SIGN = 13, 0.6


@dataclass(frozen=True)
class Canvas:
    """A width to draw on, what is kept free beside, and where the names of lying bars stand.

    `names` is the room for them before the bars; with none they stand above, `row` apart.
    """

    name: str
    width: int
    left: int
    right: int
    names: int
    row: int

    @property
    def above(self) -> int:
        """How much of a row lies over its bar."""
        return 4 if self.names else self.row - THICKNESS - 6


WIDE = Canvas("wide", 600, 44, 12, 136, 27)
NARROW = Canvas("narrow", 300, 40, 8, 0, 46)


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
    """One drawn value: its bar, the point and figure of it, and the place of its label.

    Where they would run into each other, only some have a label or a figure drawn.
    """

    label: str
    figure: str
    x: float
    y: float
    left: float
    width: float
    height: float
    label_x: float
    label_y: float
    dip: bool = False

    @property
    def figure_y(self) -> float:
        """Where the figure stands: above the mark, in a dip of the line below it."""
        return round(self.y + 18 if self.dip else self.y - 8, 1)


@dataclass(frozen=True)
class Drawing:
    """All that the template prints."""

    chart: Chart
    canvas: Canvas
    key: str
    height: int
    marks: Sequence[Mark]
    paths: Sequence[tuple[str, str]]
    grid: Sequence[tuple[float, str]]
    rows: Sequence[tuple[str, Sequence[str]]]

    @property
    def end(self) -> int:
        """Where lines across the canvas end."""
        return self.canvas.width - self.canvas.right


def figure(value: float | None) -> str:
    """A number without needless noughts; a dash where there is none."""
    return "—" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def draw(chart: Chart, canvas: Canvas = WIDE) -> Drawing:
    """Place everything on the canvas. Lines of unequal length raise ValueError."""
    lengths = {len(series.values) for series in chart.series}
    if lengths != {len(chart.labels)}:
        raise ValueError(f"{len(chart.labels)} labels, series of {sorted(lengths)}")
    lying = chart.kind == "rows"
    scale = Scale.over(chart, canvas)
    return Drawing(
        chart=chart,
        canvas=canvas,
        key=f"c{crc32(chart.title.encode()):08x}{canvas.name[0]}",
        height=canvas.row * len(chart.labels) + 4 if lying else HEIGHT,
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

    canvas: Canvas
    low: float
    high: float
    step: float

    @classmethod
    def over(cls, chart: Chart, canvas: Canvas) -> Scale:
        """A range with round ends; bars begin at nought, so that their lengths are true."""
        values = [v for series in chart.series for v in series.values if v is not None] or [0]
        step = (canvas.width - canvas.left - canvas.right) / max(len(chart.labels), 1)
        if chart.kind != "line":
            return cls(canvas, 0, max(*values, 0) or 1, step)
        unit = _round_up((max(values) - min(values)) / STEPS)
        low = math.floor(min(values) / unit) * unit
        # Rounding the lower end down can push the upper end out of the range.
        while low + unit * STEPS < max(values):
            unit = _round_up(unit * 1.01)
            low = math.floor(min(values) / unit) * unit
        return cls(canvas, low, low + unit * STEPS, step)

    def share(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low)

    def x(self, index: int) -> float:
        return round(self.canvas.left + self.step * (index + 0.5), 1)

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
    labels = _thinned(chart.labels, scale.step)
    figures = _thinned([figure(value) for value in values], scale.step)
    for i, value in enumerate(values):
        if value is not None:
            x, y = scale.x(i), scale.y(value)
            left, height = round(x - width / 2, 1), round(BASE - y, 1)
            dip = chart.kind == "line" and _is_dip(values, i)
            yield Mark(labels[i], figures[i], x, y, left, width, height, x, BASE + 20, dip)


def _thinned(texts: Sequence[str], step: float) -> list[str]:
    """Every so many of the texts, the last one among them, so that none runs into another."""
    longest = max((_length(text) for text in texts), default=0)
    every = max(1, math.ceil((longest + LETTER / 2) / step))
    last = len(texts) - 1
    return [text if (last - i) % every == 0 else "" for i, text in enumerate(texts)]


def _length(text: str) -> float:
    """About how long a text is on the canvas."""
    return LETTER * sum(1 if ord(sign) > 0x2E80 else NARROW_SIGN for sign in text)  # noqa: PLR2004


def _is_dip(values: Sequence[float | None], at: int) -> bool:
    beside = [v for v in (*values[max(at - 1, 0) : at], *values[at + 1 : at + 2]) if v is not None]
    here = values[at]
    return here is not None and bool(beside) and here < sum(beside) / len(beside)


def _lying(chart: Chart, scale: Scale) -> Iterator[Mark]:
    canvas = scale.canvas
    for i, value in enumerate(chart.series[0].values):
        if value is not None:
            length = round(scale.share(value) * (canvas.width - canvas.names - FIGURES), 1)
            end = round(canvas.names + length + 6, 1)
            top = canvas.row * i + canvas.above
            label_x, label_y = (canvas.names - 6, top + 13) if canvas.names else (0, top - 5)
            yield Mark(
                chart.labels[i], figure(value), end, top, canvas.names, length, THICKNESS,
                label_x, label_y,
            )  # fmt: skip


def _paths(chart: Chart, scale: Scale) -> Iterator[tuple[str, str]]:
    for n, series in enumerate(chart.series):
        pen, drawn = "M", ""
        for i, value in enumerate(series.values):
            if value is not None:
                drawn += f"{pen}{scale.x(i)} {scale.y(value)}"
            pen = "M" if value is None else "L"
        yield ("l3" if n else "l1"), drawn
