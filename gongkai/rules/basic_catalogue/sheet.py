"""A workbook in the shape of the official table, read into rows; nothing in it is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import openpyxl

from gongkai.rules.basic_catalogue.columns import COLUMNS, field_of
from gongkai.rules.basic_catalogue.flaws import Flaw
from gongkai.rules.basic_catalogue.grid import Grid, grid_of
from gongkai.rules.basic_catalogue.heading import Heading, heading_of
from gongkai.rules.basic_catalogue.marks import (
    UnclearTick,
    is_ticked,
    read_channels,
    ticked_with_words,
)
from gongkai.rules.basic_catalogue.row import ALL, GROUP, ON_REQUEST, PROACTIVE, Row
from gongkai.rules.basic_catalogue.texts import block, line

LONGEST = 5_000
"""The most rows that one workbook may hold; the 26 fields of a county have well under 1,000."""

_NOTES = ("注", "备注", "说明", "填表", "填报", "审核人", "联系电话")
_WIDE = 3
_PAIRS = (
    ("audience", ("audience_all", ALL), ("audience_group", GROUP)),
    ("mode", ("mode_proactive", PROACTIVE), ("mode_on_request", ON_REQUEST)),
)


class TableUnreadable(ValueError):
    """The file is no such table.

    `code` is table_corrupt, table_without_heading or table_too_long.
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class ReadRow:
    """A row as it was read, with its line in the sheet and what could not be read of it."""

    line: int
    row: Row
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet: the field that its name or its heading says, None if they say none.

    `asides` tell what of the sheet was left out: codes as in Flaw, with their values.
    """

    title: str
    field: str | None
    rows: tuple[ReadRow, ...]
    asides: tuple[Flaw, ...]


def read_table(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx that hold the official table, in their order.

    Merged cells count for all their rows; sheets, columns and lines that are not of the table are
    told in `asides`. Raises TableUnreadable. Source: 国办发〔2019〕54号 (unverified).
    """
    try:
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
        grids = [(one.title, one.sheet_state == "visible", grid_of(one)) for one in book.worksheets]
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise TableUnreadable("table_corrupt") from error
    sheets = tuple(_sheet(title, grid) for title, is_shown, grid in grids if is_shown)
    hidden = tuple(
        Sheet(title, None, (), (Flaw("aside_sheet_hidden", "field"),))
        for title, is_shown, _ in grids
        if not is_shown
    )
    if not any(sheet.rows for sheet in sheets):
        raise TableUnreadable("table_without_heading", sheets=[one.title for one in sheets])
    count = sum(len(sheet.rows) for sheet in sheets)
    if count > LONGEST:
        raise TableUnreadable("table_too_long", count=count, limit=LONGEST)
    return (*sheets, *hidden)


def _sheet(title: str, grid: Grid) -> Sheet:
    heading = heading_of(grid)
    if heading is None:
        empty = not grid.values
        return Sheet(title, None, (), () if empty else (Flaw("aside_sheet_other", "field"),))
    asides = [Flaw("aside_column", "field", (("text", name),)) for name in heading.unknown]
    asides += [
        Flaw("aside_column_missing", code, (("text", COLUMNS[code].label),))
        for code in COLUMNS
        if code not in heading.places and code != "number"
    ]
    rows: list[ReadRow] = []
    for at in range(heading.last_line + 1, grid.height + 1):
        text = _note(grid, at, heading)
        if text is not None:
            asides += [Flaw("aside_line", "field", (("line", at), ("text", text)))] if text else []
            continue
        rows.append(_row(grid, at, heading))
    named = (field_of(one) for one in (title, *heading.above))
    field = next((one for one in named if one is not None), None)
    return Sheet(
        title,
        field,
        tuple(replace(one, row=replace(one.row, field=field or "")) for one in rows),
        tuple(asides),
    )


def _note(grid: Grid, at: int, heading: Heading) -> str | None:
    """None for a row of the table; "" for a line that says nothing, else the words under it."""
    texts = {
        code: text
        for code, place in heading.places.items()
        if (text := grid.at(at, place)) and code != "number"
    }
    first = line(grid.at(at, heading.first))
    if not texts:
        return "" if not first or first.isdigit() else first
    if heading.is_repeated(grid, at):
        return ""
    home = grid.width_of(at, heading.first)
    if home >= _WIDE or (first.startswith(_NOTES) and len(texts) <= 1):
        return first
    return None


def _row(grid: Grid, at: int, heading: Heading) -> ReadRow:
    texts = {code: grid.at(at, place) for code, place in heading.places.items()}
    ticks, flaws = _ticks(grid, at, heading, texts)
    channels, must = read_channels(texts.get("channels", ""))
    row = Row(
        first=line(texts.get("first", "")),
        second=line(texts.get("second", "")),
        content=block(texts.get("content", "")),
        basis=block(texts.get("basis", "")),
        limit_text=line(texts.get("limit_text", "")),
        publishers_text=line(texts.get("publishers_text", ""), joins=False),
        channels=channels,
        channels_must=must,
        **ticks,
    )
    return ReadRow(at, row, tuple(flaws))


def _ticks(
    grid: Grid, at: int, heading: Heading, texts: dict[str, str]
) -> tuple[dict[str, Any], list[Flaw]]:
    flaws = list(_merged_across(grid, at, heading))
    across = {flaw.part for flaw in flaws}
    found: dict[str, Any] = {}
    set_codes: dict[str, bool] = {}
    for code in ("audience_all", "mode_proactive", "mode_on_request", "at_county", "at_town"):
        try:
            set_codes[code] = is_ticked(texts.get(code, ""))
        except UnclearTick as error:
            set_codes[code] = False
            flaws.append(Flaw("cell_tick_unclear", code, (("text", line(error.text)),)))
    try:
        set_codes["audience_group"], words = ticked_with_words(texts.get("audience_group", ""))
    except UnclearTick as error:
        set_codes["audience_group"], words = False, ""
        flaws.append(Flaw("cell_tick_unclear", "audience_group", (("text", line(error.text)),)))
    for part, *sides in _PAIRS:
        chosen = [value for code, value in sides if set_codes[code] and code not in across]
        if len(chosen) > 1:
            flaws.append(Flaw("cell_both_ticked", part))
        found[part] = chosen[0] if len(chosen) == 1 else ""
    found["audience_group"] = words if found["audience"] == GROUP else ""
    for code in ("at_county", "at_town"):
        found[code] = set_codes[code] and code not in across
    return found, flaws


def _merged_across(grid: Grid, at: int, heading: Heading) -> Iterator[Flaw]:
    """A tick in a cell that lies over two columns says neither of them."""
    for code in ("audience_all", "mode_proactive", "at_county"):
        place = heading.places.get(code)
        if place and grid.width_of(at, place) > 1 and grid.at(at, place):
            yield Flaw("cell_merged_across", code)
