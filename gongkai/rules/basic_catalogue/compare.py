"""What changed from one edition of the basic catalogue to another, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.rules.basic_catalogue.row import Row, described
from gongkai.rules.diff import FieldChange, diff_fields


@dataclass(frozen=True)
class RowChange:
    """A row of both editions that says something else now; `fields` are keys of LABELS."""

    before: Row
    after: Row
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class EditionDiff:
    """Rows that came or stayed in the later edition's order, those that went in the earlier's."""

    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[RowChange, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """True if both editions say the same."""
        return not (self.added or self.removed or self.changed)


def diff_editions(before: Iterable[Row], after: Iterable[Row]) -> EditionDiff:
    """Return what changed, rows being the same by their codes; another order is no change.

    Source: 政府信息公开条例 第五十三条第二项 (及时更新公开目录); our reading.
    """
    old = {row.code: row for row in before}
    new = {row.code: row for row in after}
    changes = tuple(
        RowChange(old[code], row, fields)
        for code, row in new.items()
        if code in old and (fields := diff_fields(described(old[code]), described(row)))
    )
    return EditionDiff(
        added=tuple(row for code, row in new.items() if code not in old),
        removed=tuple(row for code, row in old.items() if code not in new),
        changed=changes,
        unchanged=len(old.keys() & new.keys()) - len(changes),
    )
