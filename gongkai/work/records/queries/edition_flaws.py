"""What keeps the rows of an edition from being adopted, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.rules.basic_catalogue import COLUMNS, LABELS, Flaw, flaws_between, flaws_of
from gongkai.rules.basic_catalogue import Row as Value
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.queries.editions import before, rows_of, value_of
from gongkai.work.records.queries.publishers import Publishers


@dataclass(frozen=True)
class Checked:
    """A row with its place in the edition, from 1, and everything wrong with it."""

    number: int
    row: Row
    value: Value
    flaws: tuple[Flaw, ...]


def checked(edition: Edition, on: date) -> list[Checked]:
    """Every row of the edition with its flaws, in their order."""
    rows = rows_of(edition)
    values = [value_of(row) for row in rows]
    found = flaws_in(values, Publishers(on))
    return [
        Checked(number, row, value, flaws)
        for number, (row, value, flaws) in enumerate(zip(rows, values, found, strict=True), 1)
    ]


def flaws_in(values: Sequence[Value], publishers: Publishers) -> list[tuple[Flaw, ...]]:
    """The flaws of each row, alone and beside the others; open names are told one by one."""
    beside = flaws_between(values)
    return [
        (
            *(_told(flaw, one, publishers) for flaw in flaws_of(one)),
            *(
                Flaw("row_publisher_gone", "publishers", (("text", name),))
                for name in publishers.gone(one.publishers)
            ),
            *beside.get(place, ()),
        )
        for place, one in enumerate(values)
    ]


def why_not_adopt(edition: Edition, rows: Sequence[Checked]) -> list[Refused]:
    """Every reason why the edition cannot be adopted; empty if it can."""
    reasons = [_why(one, flaw) for one in rows for flaw in one.flaws]
    if not rows:
        reasons.append(Refused("edition_empty"))
    if not edition.note and before(edition) is not None:
        reasons.append(Refused("field_missing", field="修订说明"))
    return reasons


def said(flaw: Flaw, **more: object) -> Refused:
    """The flaw as it is said at its own row; `where` puts a place before the sentence."""
    return Refused(flaw.code, column=_label(flaw.part), **dict(flaw.values) | more)


def _why(one: Checked, flaw: Flaw) -> Refused:
    return said(flaw, where=f"第{one.number}行（{one.value.name or '未命名'}）：")


def _label(part: str) -> str:
    """A part of a row, or a column of the table, as a person knows it."""
    return LABELS[part] if part in LABELS else COLUMNS[part].label


def _told(flaw: Flaw, value: Value, publishers: Publishers) -> Flaw:
    if flaw.part != "publishers":
        return flaw
    unknown = [one.text for one in publishers.resolve(value.publishers_text).unknown]
    return replace(flaw, values=(("text", unknown or [value.publishers_text]),))
