"""A run of cells without a grid: which cell is what, by order and by content."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from gongkai.rules.plan.columns import UNIT_KINDS, Header, is_number
from gongkai.rules.plan.model import Problem, RawTable, RawTask
from gongkai.rules.plan.timelimits import is_time_limit
from gongkai.rules.plan.units import looks_like_units

_HEADINGS = (
    re.compile(r"^第?[一二三四五六七八九十]+[、.．]"),
    re.compile(r"^[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"^\d{1,2}[.．、](?!\d)"),
)
_ROLE_WORD = re.compile(r"牵头|配合|负责|落实")
# What it costs to leave a column out of a row: a merged category costs nothing.
_SKIP = {"number": -1.0, "category": 0.0, "requirement": -8.0, "deadline": -3.0, "ignored": -0.5}
_SKIP |= dict.fromkeys(UNIT_KINDS, -3.0)
_SECTION_ONLY = -1.5
_SECOND_LEVEL = -0.5
_LONG = 15
_TOO_LONG = 40


@dataclass(frozen=True)
class Piece:
    """One cell of text; `row` is the printed row if the text shows it."""

    text: str
    at: int
    row: int | None = None


@dataclass
class _Gathered:
    """The cells of one row by column kind."""

    places: list[tuple[int, Piece]] = field(default_factory=list)

    def of(self, kinds: tuple[str, ...], wanted: str) -> list[Piece]:
        return [piece for place, piece in self.places if kinds[place] == wanted]


def read_cells(header: Header, pieces: list[Piece]) -> RawTable:
    """Return the rows of a run of cells. What fits no column is reported, not placed."""
    kinds = _with_number(header.kinds, pieces)
    rows = _rows(kinds, _best_path(kinds, pieces), pieces)
    used = [kind for kind in kinds if kind in UNIT_KINDS]
    table = RawTable([], bool(used), "deadline" in kinds)
    stack: list[tuple[int, str]] = []
    for row in rows:
        _descend(stack, row.of(kinds, "category"))
        if not row.of(kinds, "requirement"):
            _report_rest(kinds, row, table)
            continue
        table.tasks.append(_task(kinds, row, [name for _, name in stack]))
    if table.tasks:
        _mark_cut_end(table, pieces[-1])
    else:
        table.problems.append(Problem("附表", "表格只有框架，单元格里没有文字"))
    return table


def _with_number(kinds: tuple[str, ...], pieces: list[Piece]) -> tuple[str, ...]:
    """A column of numbers often has no label of its own; it stands before the requirement."""
    remarks = [piece for piece in pieces if is_time_limit(piece.text) and len(piece.text) < _LONG]
    if "deadline" not in kinds and "ignored" in kinds and remarks:
        last = len(kinds) - 1 - kinds[::-1].index("ignored")
        kinds = (*kinds[:last], "deadline", *kinds[last + 1 :])
    if "number" in kinds or not any(is_number(piece.text) for piece in pieces):
        return kinds
    place = kinds.index("requirement")
    return (*kinds[:place], "number", *kinds[place:])


def _best_path(kinds: tuple[str, ...], pieces: list[Piece]) -> list[int]:
    """The most plausible column of every cell, over all cells at once (Viterbi)."""
    scores: list[list[float]] = []
    origins: list[list[int]] = []
    for index, piece in enumerate(pieces):
        line, back = [], []
        for place, kind in enumerate(kinds):
            options = [(_start(kinds, place), -1)]
            if index:
                options = [
                    (
                        scores[-1][before] + _step(kinds, before, place, pieces[index - 1], piece),
                        before,
                    )
                    for before in range(len(kinds))
                ]
            score, origin = max(options)
            line.append(score + fit(kind, piece.text))
            back.append(origin)
        scores.append(line)
        origins.append(back)
    path: list[int] = []
    place = max(range(len(kinds)), key=lambda end: scores[-1][end]) if scores else 0
    for index in range(len(pieces) - 1, -1, -1):
        path.insert(0, place)
        place = origins[index][place]
    return path


def _start(kinds: tuple[str, ...], place: int) -> float:
    return sum(_SKIP[kind] for kind in kinds[:place])


def _step(kinds: tuple[str, ...], before: int, place: int, last: Piece, piece: Piece) -> float:
    same = last.row is not None and last.row == piece.row
    parted = last.row is not None and piece.row is not None and last.row != piece.row
    if place > before and not parted:
        return sum(_SKIP[kind] for kind in kinds[before + 1 : place])
    if place == before and kinds[place] == "category" and not parted:
        return _SECOND_LEVEL
    if same:
        return -1000.0
    if kinds[before] == "category":
        return _SECTION_ONLY + _start(kinds, place)
    return sum(_SKIP[kind] for kind in kinds[before + 1 :]) + _start(kinds, place)


@lru_cache(maxsize=20_000)
def fit(kind: str, text: str) -> float:
    """How well a text suits a column; below zero it does not."""
    if kind == "number":
        return 6.0 if is_number(text) else -20.0
    if is_number(text):
        return -20.0
    return _FITS.get(kind, _fit_remark)(text)


def _fit_remark(text: str) -> float:
    return 0.0 if len(text) < _LONG else -2.0


def _fit_deadline(text: str) -> float:
    return 5.0 if len(text) <= _TOO_LONG and is_time_limit(text) else -4.0


def _fit_category(text: str) -> float:
    if _HEADINGS[0].match(text) or _HEADINGS[1].match(text):
        return 4.0
    if len(text) > _TOO_LONG:
        return -4.0
    return -1.0 if looks_like_units(text) or is_time_limit(text) else 1.5


def _fit_units(text: str) -> float:
    if looks_like_units(text):
        return 5.0
    if _ROLE_WORD.search(text[-6:]) and len(text) <= _TOO_LONG:
        return 3.0
    names = text.split("、")
    known = sum(looks_like_units(name) for name in names)
    return 2.0 if known > 1 and known * 2 > len(names) else -4.0


def _fit_requirement(text: str) -> float:
    score = (3.0 if len(text) >= _LONG else 0.0) + text.endswith("。")
    if _HEADINGS[0].match(text):
        score -= 4.0
    if looks_like_units(text):
        score -= 3.0
    if len(text) <= _LONG and is_time_limit(text):
        score -= 4.0
    return score


_FITS: dict[str, Callable[[str], float]] = {
    "category": _fit_category,
    "requirement": _fit_requirement,
    "deadline": _fit_deadline,
    **dict.fromkeys(UNIT_KINDS, _fit_units),
}


def _rows(kinds: tuple[str, ...], path: list[int], pieces: list[Piece]) -> list[_Gathered]:
    rows: list[_Gathered] = []
    last = len(kinds)
    for index, (place, piece) in enumerate(zip(path, pieces, strict=True)):
        before = pieces[index - 1] if index else piece
        parted = before.row is not None and piece.row is not None and before.row != piece.row
        level = place == last and kinds[place] == "category"
        if not rows or parted or not (place > last or level):
            rows.append(_Gathered())
        rows[-1].places.append((place, piece))
        last = place
    return rows


def _descend(stack: list[tuple[int, str]], names: list[Piece]) -> None:
    """Keep the path of headings: 一、 above （一） above 1. above unnumbered ones."""
    for index, piece in enumerate(names):
        styles = [rank for rank, style in enumerate(_HEADINGS) if style.match(piece.text)]
        rank = styles[0] if styles else len(_HEADINGS) + index
        while stack and stack[-1][0] >= rank:
            stack.pop()
        stack.append((rank, piece.text))


def _report_rest(kinds: tuple[str, ...], row: _Gathered, table: RawTable) -> None:
    for place, piece in row.places:
        if kinds[place] not in {"category", "ignored"}:
            where = f"第{piece.at}行"
            table.problems.append(Problem(where, f"“{piece.text[:30]}”没有对应的工作要求"))


def _task(kinds: tuple[str, ...], row: _Gathered, categories: list[str]) -> RawTask:
    places = [piece.at for _, piece in row.places]
    task = RawTask(
        None,
        [*categories],
        None,
        [],
        None,
        {},
        (min(places), max(places)),
        lines_label(min(places), max(places)),
    )
    for place, piece in row.places:
        kind = kinds[place]
        if kind not in {"category", "number", "ignored"} and fit(kind, piece.text) < -1:
            name = "responsible" if kind in UNIT_KINDS else kind
            task.unresolved[name] = f"“{piece.text[:40]}”与所在列不符，未作判断"
        elif kind in UNIT_KINDS:
            task.units.append((kind, piece.text))
        elif kind in {"number", "requirement", "deadline"}:
            setattr(task, kind, piece.text)
        name = {"category": "categories"}.get(kind, "responsible" if kind in UNIT_KINDS else kind)
        task.sources[name] = f"第{piece.at}行"
    return task


def lines_label(first: int, last: int) -> str:
    """第3行, or 第3–5行."""
    return f"第{first}行" if first == last else f"第{first}–{last}行"


def _mark_cut_end(table: RawTable, last: Piece) -> None:
    """A text that stops inside its last cell keeps the units that are whole."""
    task = table.tasks[-1]
    whole, _, rest = last.text.rpartition("、")
    if task.units and task.units[-1][1] == last.text and not looks_like_units(last.text):
        if whole and looks_like_units(whole):
            task.units[-1] = ("unit", whole)
            table.problems.append(
                Problem(task.where, f"责任单位末尾“{rest}”不完整，文件可能在此中断")
            )
    elif table.has_units and not task.units:
        table.problems.append(Problem(task.where, "最后一项没有责任单位，文件可能在此中断"))
