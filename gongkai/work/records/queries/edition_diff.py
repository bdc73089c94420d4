"""What changed between two editions, in the words that a reader is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.rules.basic_catalogue import (
    FIELDS,
    LABELS,
    PARENTS,
    EditionDiff,
    RowChange,
    diff_editions,
)
from gongkai.rules.basic_catalogue import Row as Value
from gongkai.rules.diff import Segment, segments
from gongkai.work.records.models.edition import Edition
from gongkai.work.records.queries.editions import names_of, values_of

NO_FIELD = "不属于试点领域"


@dataclass(frozen=True)
class NamedRow:
    """A row by its name and where it stands."""

    code: str
    name: str
    field: str
    column: str
    limit: str
    publishers: str


@dataclass(frozen=True)
class ChangedPart:
    """One part that says something else now, character by character."""

    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class ChangedRow:
    """A row of both editions and the parts in which it differs."""

    row: NamedRow
    parts: tuple[ChangedPart, ...]


@dataclass(frozen=True)
class Difference:
    """Rows that came, went and changed; `unchanged` counts the others."""

    added: tuple[NamedRow, ...]
    removed: tuple[NamedRow, ...]
    changed: tuple[ChangedRow, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """True if both editions say the same."""
        return not (self.added or self.removed or self.changed)


def difference(before: Edition | None, after: Edition) -> Difference:
    """What `after` changed; everything is new where there was no edition before."""
    return in_words(diff_editions(values_of(before), values_of(after)))


def in_words(diff: EditionDiff) -> Difference:
    """The same with names for codes. One query."""
    codes = {
        code for one in diff.changed for row in (one.before, one.after) for code in row.publishers
    }
    names = names_of(codes) if codes else {}
    return Difference(
        added=_named(diff.added),
        removed=_named(diff.removed),
        changed=tuple(
            ChangedRow(named(one.after), tuple(_parts(one, names))) for one in diff.changed
        ),
        unchanged=diff.unchanged,
    )


def named(row: Value) -> NamedRow:
    """The row by its name, its field and its column."""
    return NamedRow(
        code=row.code,
        name=f"{row.first}：{row.second}" if row.second else row.first,
        field=FIELDS.get(row.field, NO_FIELD),
        column=PARENTS.get(row.column, ""),
        limit=row.limit_text,
        publishers=row.publishers_text,
    )


def _named(rows: Sequence[Value]) -> tuple[NamedRow, ...]:
    return tuple(map(named, rows))


def _parts(change: RowChange, names: Mapping[str, str]) -> Iterator[ChangedPart]:
    told = {one.name for one in change.fields}
    for one in change.fields:
        # Who publishes is told in words; the organisations behind it only where these stayed.
        if one.name == "publishers" and "publishers_text" in told:
            continue
        before, after = (_words(one.name, str(text), names) for text in (one.before, one.after))
        yield ChangedPart(LABELS[one.name], segments(before, after))


def _words(part: str, text: str, names: Mapping[str, str]) -> str:
    if part == "field":
        return FIELDS.get(text, NO_FIELD)
    if part == "column":
        return PARENTS.get(text, text)
    if part == "publishers":
        return "、".join(names.get(code, code) for code in text.split("、") if code)
    return text
