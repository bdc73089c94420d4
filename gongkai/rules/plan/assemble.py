"""From printed rows to raw tasks: merged cells spread, every field with its source."""

from __future__ import annotations

from gongkai.rules.plan.cells import lines_label
from gongkai.rules.plan.columns import UNIT_KINDS
from gongkai.rules.plan.doubts import find_doubts
from gongkai.rules.plan.levels import category_columns, find_heaped, plain_column, spread_levels
from gongkai.rules.plan.model import Problem, RawTable, RawTask
from gongkai.rules.plan.printed import Print, PrintedRow
from gongkai.rules.plan.spans import Column, find_habit, spread


def assemble(rows: list[PrintedRow], kinds: tuple[str, ...]) -> RawTable:
    """Return the table of these rows; a merged cell is given to every row it covers."""
    used = [kind for kind in UNIT_KINDS if kind in kinds]
    table = RawTable([], bool(used), "deadline" in kinds)
    if not rows:
        table.problems.append(Problem("附表", "表格只有表头，没有任务"))
        return table
    labels = [_label(row) for row in rows]
    levels = category_columns(rows, labels)
    plain = {kind: plain_column("责任单位", kind, rows, labels) for kind in used[:1]}
    if table.has_deadlines:
        plain["deadline"] = plain_column("时限", "deadline", rows, labels)
    habit = find_habit([*levels, *plain.values()])
    names = spread_levels(levels, habit)
    owners = {kind: spread(column, habit, cautious=True) for kind, column in plain.items()}
    heaped = find_heaped(rows)
    for at, row in enumerate(rows):
        own = [level[at] for level in names]
        task = _task(row, own, used, labels[at])
        if any(id(name) in heaped for name in own):
            task.unresolved["categories"] = "几个类别印在一处，看不出各管哪几项"
        if "category" in kinds and not levels:
            task.unresolved["categories"] = "表头有类别一栏，但没有读出类别"
        _fill(task, {kind: spread_cells[at] for kind, spread_cells in owners.items()})
        table.tasks.append(task)
    _report(table, [*levels, *plain.values()])
    table.problems += find_doubts(table)
    return table


def _label(row: PrintedRow) -> str:
    number = row.text("number")
    place = lines_label(*row.lines)
    return f"第{number}项（{place}）" if number else place


def _task(row: PrintedRow, names: list[Print | None], used: list[str], label: str) -> RawTask:
    task = RawTask(
        number=row.text("number"),
        categories=[name.text if name else None for name in names],
        requirement=row.text("requirement"),
        units=[],
        deadline=None,
        sources={},
        lines=row.lines,
        where=lines_label(*row.lines),
    )
    for kind in ("number", "requirement"):
        _note_source(task, kind, row.cells.get(kind, []))
    _note_source(task, "categories", [name for name in names if name])
    for kind in used[1:]:
        _add_units(task, kind, row.cells.get(kind, []))
    return task


def _fill(task: RawTask, owners: dict[str, Print | None]) -> None:
    for kind, owner in owners.items():
        cells = [owner] if owner else []
        if kind in UNIT_KINDS:
            _add_units(task, kind, cells, first=True)
        elif owner:
            task.deadline = owner.text
            _note_source(task, "deadline", cells)


def _add_units(task: RawTask, kind: str, cells: list[Print], *, first: bool = False) -> None:
    for cell in cells:
        task.units.insert(0 if first else len(task.units), (kind, cell.text))
    _note_source(task, "responsible", cells)


def _note_source(task: RawTask, name: str, cells: list[Print]) -> None:
    places = [lines_label(*cell.at) for cell in cells]
    known = task.sources.get(name)
    if places:
        task.sources[name] = "、".join(dict.fromkeys([known, *places] if known else places))


def _report(table: RawTable, columns: list[Column]) -> None:
    for column in columns:
        table.problems += column.problems
        table.confirm += column.confirm
