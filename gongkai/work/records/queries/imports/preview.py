"""What an import would bring, found by doing all of it but the writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from gongkai.rules.imports import Mapping
from gongkai.rules.imports.values import shown
from gongkai.work.files.bulk import Source, SourceRow
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.queries.imports.batches import told
from gongkai.work.records.queries.imports.judge import Verdict
from gongkai.work.records.queries.imports.source import judge_of, mapping_of, source_of

CHUNK = 1000
_SAMPLES = 5
_CELL_LIMIT = 200


@dataclass(frozen=True)
class RefusedRow:
    """A row that would not be taken in: its number, the file it stands in, why, what it says."""

    number: int
    name: str
    reason: str
    raw: dict[str, str]


@dataclass
class Preview:
    """Columns, mapping and first rows of a source, and what would become of all rows.

    `remarks` are sentences on the source, and those on rows with how often each was made.
    """

    columns: tuple[str, ...]
    mapping: Mapping
    left_over: tuple[str, ...]
    remarks: list[str] = field(default_factory=list)
    samples: list[dict[str, str]] = field(default_factory=list)
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    _noted: Counter[str] = field(default_factory=Counter)

    def count(self, verdict: Verdict) -> None:
        """Count one verdict."""
        self.read += 1
        row = verdict.candidate.row
        if verdict.outcome == ImportRow.Outcome.REFUSED:
            told = RefusedRow(verdict.number, row.name, verdict.reason, raw_of(row))
            self.refused.append(told)
        else:
            setattr(self, verdict.outcome, getattr(self, verdict.outcome) + 1)
            self._noted.update(verdict.candidate.remarks)

    def finish(self) -> None:
        """Tell the remarks on rows, the most frequent first."""
        self.remarks += told(self._noted)


def preview(batch: ImportBatch, *, at: datetime, by: Person | None = None,
            limit: int | None = None) -> Preview:  # fmt: skip
    """What loading the batch would bring; `limit` looks at the first rows only."""
    return previewed(
        source_of(batch), mapping_of(batch), batch.organisation,
        writer=batch.created_by, by=by, at=at, limit=limit,
    )  # fmt: skip


def previewed(
    source: Source,
    mapping: Mapping,
    home: Organisation,
    *,
    writer: Person,
    by: Person | None,
    at: datetime,
    limit: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Preview:
    """The same for a source without a batch: the dry run of the command."""
    left_over = tuple(one for one in source.columns if one not in mapping.columns)
    found = Preview(source.columns, mapping, left_over, list(source.remarks))
    reader, judge = judge_of(source, mapping, home, writer=writer, by=by, at=at)
    for chunk in chunks(islice(source.rows(), limit)):
        for row in chunk[: _SAMPLES - len(found.samples)]:
            found.samples.append(raw_of(row))
        for verdict in judge.judge([reader.read(row) for row in chunk]):
            found.count(verdict)
        if progress is not None:
            progress(found.read)
    found.finish()
    return found


def chunks(rows: Iterator[SourceRow]) -> Iterator[list[SourceRow]]:
    """The rows by the thousand."""
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def raw_of(row: SourceRow) -> dict[str, str]:
    """What a row said, shortened; a text of many pages helps nobody to find the fault."""
    cells = {name: _cell(value) for name, value in row.values.items() if value not in ("", None)}
    return ({"文件": row.name} if row.name else {}) | cells


def _cell(value: Any) -> str:
    return shown(value, _CELL_LIMIT)
