"""From grids of cells to raw tasks: headers, merged cells, section rows, cut rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongkai.rules.plan import columns, stitch
from gongkai.rules.plan.columns import Header
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.model import Line, Problem, RawTable, RawTask, Row, Table
from gongkai.rules.plan.parts import Piece, find_pieces
from gongkai.rules.plan.units import FIRST_LEADS
from gongkai.rules.plan.words import squeeze

_NOTE = re.compile(r"^(备?注|说明|备注|填表|联系人|合计|总计)[:：\d]?")
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计)")
_LEVELS = (
    re.compile(r"^第?[一二三四五六七八九十]+[、.．]?"),
    re.compile(r"^[（(][一二三四五六七八九十]+[）)]"),
)


_CHINESE_NUMBER = re.compile(r"^第?[（(]?[一二三四五六七八九十]+[）)]?[、.．]?$")


@dataclass
class _Part:
    """One table of the plan after its pieces have been put together."""

    header: Header
    rows: list[Row]
    sections: list[str] = field(default_factory=list)
    base: int = 0


def read_tables(tables: list[Table], body: list[Line]) -> RawTable | None:
    """Return the tasks of all tables that have a plan's header, or None if none has.

    `body` is the text around the tables, whose headings part them.

    Raises PlanUnreadable for a disclosure list and for a table without a task column.
    """
    raw = RawTable([], has_units=False, has_deadlines=False)
    cut = any(table.cut for table in tables)
    parts = [_join(piece, raw, cut=cut) for piece in find_pieces(tables, body, raw)]
    for part in parts:
        raw.first_leads |= any(map(FIRST_LEADS.search, part.header.labels))
        raw.has_units |= bool(part.header.places(*columns.UNIT_KINDS))
        raw.has_deadlines |= bool(part.header.places("deadline"))
        if not part.header.places("requirement"):
            raise PlanUnreadable("no_requirement", labels="、".join(part.header.distinct))
        raw.last_line = max([raw.last_line, *(row.lines[1] for row in part.rows)])
        _read_part(part, raw)
    return raw if parts else None


def _join(piece: Piece, raw: RawTable, *, cut: bool) -> _Part:
    labels = piece.labels
    chunks = [[row for row in chunk if not _repeats(labels, row)] for chunk in piece.chunks]
    flat = [row for chunk in chunks for row in chunk]
    numeric = [_only_numbers(flat, place) for place in range(len(labels))]
    header = columns.resolve(labels, numeric)
    header = _deadline_in_remarks(header, labels, flat)
    rows = stitch.join_pages(header, chunks, raw, cut=cut)
    return _Part(header, rows, [*piece.headings], len(piece.headings))


def _repeats(labels: list[str], row: Row) -> bool:
    """True if the row is the header once more."""
    return [squeeze(cell.text) for cell in row.cells] == labels


def _only_numbers(rows: list[Row], place: int) -> bool:
    texts = [row.cells[place].text for row in rows if place < len(row.cells)]
    filled = [text for text in texts if text.strip()]
    return bool(filled) and all(map(columns.is_number, filled))


def _deadline_in_remarks(header: Header, labels: list[str], rows: list[Row]) -> Header:
    """Some plans give the time limit under 备注: take it if most entries are time limits."""
    if header.places("deadline") or "备注" not in labels:
        return header
    place = labels.index("备注")
    texts = [squeeze(row.cells[place].text) for row in rows if place < len(row.cells)]
    filled = [text for text in texts if text]
    if filled and stitch.count_deadlines(filled) * 2 > len(filled):
        kinds = tuple("deadline" if i == place else kind for i, kind in enumerate(header.kinds))
        return Header(kinds, header.labels)
    return header


def _read_part(part: _Part, raw: RawTable) -> None:
    before: Row | None = None
    for row in part.rows:
        texts = [cell.text for cell in row.cells]
        if not any(text.strip() for text in texts):
            continue
        if _is_total(part.header, row):
            what = f"合计行没有作为任务：“{''.join(dict.fromkeys(map(squeeze, texts)))}”"
            raw.confirm.append(Problem(row.label, what))
            continue
        heading = _section(part.header, row)
        if heading is not None:
            _enter_section(part, heading, row, raw)
        elif before and _same_requirement(part.header, before, row):
            _add_to_last(part.header, row, raw)
        else:
            raw.tasks.append(_task(part, row, before, raw))
        before = None if heading is not None else row


def _is_total(header: Header, row: Row) -> bool:
    """A row that counts the others has neither a duty nor units."""
    first = next((squeeze(cell.text) for cell in row.cells if cell.text.strip()), "")
    places = header.places("requirement", *columns.UNIT_KINDS)
    others = [row.cells[place] for place in places if squeeze(row.cells[place].text) != first]
    return bool(_TOTAL.match(first)) and not any(cell.text.strip() for cell in others)


def _section(header: Header, row: Row) -> str | None:
    """The text of a row that spans the table or fills only its first columns.

    Its number may stand in a cell of its own: 一, above rows numbered 1, 2, 3.
    """
    numbers = header.places("number")
    rest = [cell for place, cell in enumerate(row.cells) if place not in numbers]
    number = "".join(squeeze(row.cells[place].text) for place in numbers)
    texts = {squeeze(cell.text) for cell in rest} - {""}
    if len(rest) < len(row.cells) and row.cells[numbers[0]].key == rest[-1].key:
        number = ""
    if len(texts) != 1:
        return None
    home = row.cells[header.places("requirement")[0]]
    spanning = rest[0].key == home.key and sum(cell.key == home.key for cell in rest) > 1
    if home.text.strip() and not spanning:
        return None
    whole = all(cell.key == home.key for cell in rest)
    if number and not whole and not _CHINESE_NUMBER.match(number):
        return None
    text = texts.pop()
    return None if columns.is_number(text) else text


def _enter_section(part: _Part, heading: str, row: Row, raw: RawTable) -> None:
    if _NOTE.match(heading):
        raw.confirm.append(Problem(row.label, f"表内说明没有作为任务：“{heading}”"))
        return
    number = "".join(row.cells[place].text for place in part.header.places("number")).strip()
    inner = _LEVELS[1].match(heading) or _LEVELS[1].match(number)
    depth = part.base + (1 if len(part.sections) > part.base and inner else 0)
    part.sections[depth:] = [heading]


def _same_requirement(header: Header, before: Row, row: Row) -> bool:
    place = header.places("requirement")[0]
    return before.cells[place].key == row.cells[place].key


def _add_to_last(header: Header, row: Row, raw: RawTable) -> None:
    """A requirement merged over several rows is one task; its further units join it."""
    task = raw.tasks[-1]
    for kind, text in _units(header, row):
        if text and (kind, text) not in task.units:
            task.units.append((kind, text))
    deadline = _text(header, row, "deadline")
    if deadline and task.deadline and deadline != task.deadline:
        task.unresolved["deadline"] = f"一项任务有两个时限：“{task.deadline}”“{deadline}”"
    task.lines = (task.lines[0], row.lines[1])


def _task(part: _Part, row: Row, before: Row | None, raw: RawTable) -> RawTask:
    header = part.header
    task = RawTask(
        number=_text(header, row, "number"),
        categories=[*part.sections],
        requirement=_text(header, row, "requirement") or None,
        units=_units(header, row),
        deadline=_text(header, row, "deadline"),
        sources={},
        lines=row.lines,
        where=row.label,
    )
    task.unresolved |= dict(row.doubts)
    if "requirement" in task.unresolved:
        task.requirement = None
    if "categories" not in task.unresolved:
        _read_categories(task, header, row, before, raw)
    for name in ("number", "categories", "requirement", "responsible", "deadline"):
        task.sources[name] = row.label
    return task


def _read_categories(
    task: RawTask, header: Header, row: Row, before: Row | None, raw: RawTable
) -> None:
    seen: set[int] = {row.cells[header.places("requirement")[0]].key}
    fresh = before is None
    for place in header.places("category"):
        cell = row.cells[place]
        if cell.key in seen:
            continue
        seen.add(cell.key)
        text = squeeze(cell.text)
        if text:
            fresh = fresh or (before is not None and before.cells[place].key != cell.key)
            task.categories.append(text)
        elif not fresh and len(task.categories) < len(raw.tasks[-1].categories):
            # An empty cell under a filled one means "as above" in tables without merging.
            task.categories.append(raw.tasks[-1].categories[len(task.categories)])
            raw.confirm.append(Problem(row.label, f"“{header.labels[place]}”为空，按上一行读"))
        elif place == header.places("category")[0]:
            task.unresolved["categories"] = f"“{header.labels[place]}”为空"


def _units(header: Header, row: Row) -> list[tuple[str, str | None]]:
    beside_lead = bool(header.places("lead"))
    seen: set[int] = set()
    units: list[tuple[str, str | None]] = []
    for place in header.places(*columns.UNIT_KINDS):
        cell = row.cells[place]
        if cell.key not in seen:
            seen.add(cell.key)
            text = cell.text.strip()
            if text or not beside_lead:
                units.append((header.kinds[place], text or None))
    return units


def _text(header: Header, row: Row, kind: str) -> str | None:
    places = header.places(kind)
    if not places:
        return None
    if any(columns.is_period(header.labels[place]) for place in places):
        return _by_period(header, row, places)
    texts = dict.fromkeys(squeeze(row.cells[place].text) for place in places)
    return "".join(texts)


def _by_period(header: Header, row: Row, places: list[int]) -> str:
    """Say for each part of the year what is due in it: 一季度制定方案，二季度启动."""
    cells: dict[int, list[str]] = {}
    for place in places:
        cells.setdefault(row.cells[place].key, []).append(header.labels[place])
    parts = []
    for key, labels in cells.items():
        text = next(squeeze(cell.text) for cell in row.cells if cell.key == key)
        whole = len(cells) == 1 or not columns.is_period(labels[0])
        name = "" if whole else labels[0] if len(labels) == 1 else f"{labels[0]}至{labels[-1]}"
        if text:
            parts.append(name if text in {"√", "✓", "●", "是"} else name + text)
    return "，".join(parts)
