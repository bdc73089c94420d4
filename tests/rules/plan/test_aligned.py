"""Text whose blanks keep the columns of a table apart, as pdf-to-text programs print it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby

import pytest

from gongkai.rules.plan.model import PlanReading
from tests.rules.plan.build import categories, read_text, requirements, said, units
from tests.rules.plan.samples import POOL, Row, numbered
from tests.rules.plan.writers import wrap

LABELS = ["序号", "工作任务", "工作要求", "责任单位", "完成时限"]
WIDTHS = [4, 8, 30, 18, 16]
_UNSURE = "这一项与相邻项的分界在文字里看不出来，没有拆分"


@dataclass
class Layout:
    """How a program prints the table: where cells stand in their rows, and its blanks."""

    centred: bool = False
    numbered: bool = True
    blank_between: bool = False
    wide: int = 2
    repeat_at: int = 0

    def lines(self, rows: tuple[Row, ...]) -> list[str]:
        """The printed lines, header first."""
        keep = range(0 if self.numbered else 1, len(LABELS))
        cut = [self._cells(row) for row in rows]
        tall = [max(map(len, cells[2:])) for cells in cut]
        self._make_room(rows, cut, tall)
        lines = [self._line(LABELS, keep)]
        for at, (cells, height) in enumerate(zip(cut, tall, strict=True)):
            if self.repeat_at == at and at:
                lines += ["— 1 —", "\x0c" + lines[0]]
            lines += self._row(cells, height, keep)
            lines += [""] * self.blank_between
        self._categories(rows, tall, lines)
        return lines

    def _cells(self, row: Row) -> list[list[str]]:
        texts = [str(row.number), "", row.requirement, row.unit, row.deadline or ""]
        return [wrap(text, width) for text, width in zip(texts, WIDTHS, strict=True)]

    def _make_room(
        self, rows: tuple[Row, ...], cut: list[list[list[str]]], tall: list[int]
    ) -> None:
        for name, group in groupby(range(len(rows)), lambda at: rows[at].categories[0]):
            places = list(group)
            need = len(wrap(name, WIDTHS[1]))
            tall[places[-1]] += max(0, need - sum(tall[at] for at in places))

    def _row(self, cells: list[list[str]], height: int, keep: range) -> list[str]:
        lines = []
        for at in range(height):
            texts = []
            for cell in cells:
                down = (height - len(cell)) // 2 if self.centred else 0
                texts.append(cell[at - down] if 0 <= at - down < len(cell) else "")
            lines.append(self._line(texts, keep))
        return lines

    def _line(self, texts: list[str], keep: range) -> str:
        line = ""
        for place in keep:
            width = WIDTHS[place] if self.wide == 2 else WIDTHS[place] // 2 + 8
            line += texts[place] + " " * (width + 2 - self._size(texts[place]))
        return line.rstrip()

    def _size(self, text: str) -> int:
        return sum(1 if sign.isascii() else self.wide for sign in text)

    def _categories(self, rows: tuple[Row, ...], tall: list[int], lines: list[str]) -> None:
        """Print the merged names into the blank of their column, from its first line on."""
        start = 1
        for name, group in groupby(rows, lambda row: row.categories[0]):
            places = [rows.index(row) for row in group]
            names = wrap(name, WIDTHS[1])
            room = [
                at for at in range(start, len(lines)) if lines[at] and LABELS[1] not in lines[at]
            ]
            room = [at for at in room if "— 1 —" not in lines[at]]
            height = sum(tall[at] for at in places)
            down = (height - len(names)) // 2 if self.centred else 0
            for text, at in zip(names, room[down:], strict=False):
                lines[at] = self._with(lines[at], text)
            start = room[height - 1] + 1

    def _with(self, line: str, text: str) -> str:
        left = 0
        if self.numbered:
            left = (WIDTHS[0] if self.wide == 2 else WIDTHS[0] // 2 + 8) + 2
        while self._size(line) < left:
            line += " "
        at = next(i for i in range(len(line) + 1) if self._size(line[:i]) == left)
        size = self._size(text)
        return line[:at] + text + line[at + size :]


def _rows(count: int = 8) -> tuple[Row, ...]:
    return numbered([row for row in POOL if len(row.requirement) != 15][:count])


def _read(layout: Layout, rows: tuple[Row, ...]) -> PlanReading:
    return read_text("2024年云岫区政务公开任务分解表", *layout.lines(rows))


@pytest.mark.parametrize(
    "layout",
    [
        Layout(),
        Layout(wide=1),
        Layout(repeat_at=4),
        Layout(numbered=False, blank_between=True),
        Layout(blank_between=True),
    ],
    ids=repr,
)
def test_columns_that_stand_clear_are_a_table(layout: Layout) -> None:
    rows = _rows()
    reading = _read(layout, rows)
    assert requirements(reading) == [row.requirement for row in rows]
    assert units(reading) == [list(row.units) for row in rows]
    assert [task.deadline_text for task in reading.tasks] == [row.deadline for row in rows]
    assert categories(reading) == [row.categories[:1] for row in rows]
    assert reading.problems == ()


@pytest.mark.parametrize("wide", [1, 2])
def test_cells_in_the_middle_of_their_rows_are_read_or_left_open(wide: int) -> None:
    rows = _rows()
    reading = _read(Layout(centred=True, wide=wide), rows)
    assert [task.number for task in reading.tasks] == [row.number for row in rows]
    for task, row in zip(reading.tasks, rows, strict=True):
        assert task.requirement in (row.requirement, None)
        assert task.categories in (row.categories[:1], None)
        assert task.responsible is None or task.responsible[0].name == row.units[0][0]
    assert sum(task.requirement is not None for task in reading.tasks) >= len(rows) / 2


def test_rows_that_nothing_parts_are_left_open() -> None:
    reading = _read(Layout(numbered=False), _rows())
    assert {task.requirement for task in reading.tasks} == {None}
    assert _UNSURE in said(reading)


def test_columns_that_lost_their_places_are_left_open() -> None:
    lines = [re.sub(" {2,}", "  ", line).strip() for line in Layout().lines(_rows())]
    reading = read_text("2024年云岫区政务公开任务分解表", *lines)
    assert [task.number for task in reading.tasks] == list(range(1, 9))
    assert {task.requirement for task in reading.tasks} == {None}


def test_full_width_blanks_part_columns_too() -> None:
    lines = [line.replace("  ", "\u3000") for line in Layout().lines(_rows())]
    reading = read_text("2024年云岫区政务公开任务分解表", *lines)
    assert requirements(reading) == [row.requirement for row in _rows()]


def test_a_section_across_the_columns_is_a_category() -> None:
    rows = tuple(replace(row, categories=("公开",)) for row in _rows(2))
    lines = Layout().lines(rows)
    cut = next(at for at, line in enumerate(lines) if line.startswith("2"))
    heads = [
        "            一、加强重点领域政府信息的主动公开",
        "            二、加强重点工程信息的主动公开工作",
    ]
    lines[cut] = lines[cut].replace("2        ", "2    公开", 1)
    reading = read_text("任务分解表", lines[0], heads[0], *lines[1:cut], heads[1], *lines[cut:])
    assert categories(reading) == [(head.strip(), "公开") for head in heads]
