"""What the pages of a batch show of its rows: what was decided, found, and changed in each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.faces.ui.parts import Stat
from gongkai.rules.document import KINDS as DOCUMENT_KINDS
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries import imports as asked
from gongkai.work.records.queries.content import FIELDS

SAMPLE = 10
_BODY = "body_html"
_LABELS = {
    field.name: str(field.verbose_name)
    for field in Version._meta.get_fields()
    if hasattr(field, "verbose_name")
}


@dataclass(frozen=True)
class BatchRow:
    """One document of a batch. `changes` are (field, before, after) where something was public."""

    row: ImportRow
    version: Version
    remarks: Sequence[str]
    findings: Sequence[str]
    changes: Sequence[tuple[str, str, str]]

    @property
    def is_update(self) -> bool:
        return self.row.outcome == ImportRow.Outcome.UPDATED


def stats_of(counts: asked.Counts) -> list[Stat]:
    """How many rows became what."""
    return [
        Stat("新增", counts.created, "件"),
        Stat("更新", counts.updated, "件"),
        Stat("无变化", counts.unchanged, "件"),
        Stat("没有导入", counts.refused, "行", "warn" if counts.refused else ""),
    ]


def is_fix(batch: ImportBatch) -> bool:
    """True for a batch of corrections, which was read from no file."""
    return "fix" in batch.mapping


def rows_of(batch: ImportBatch, *, warned: bool = False) -> QuerySet[ImportRow]:
    """The documents of the batch; with `warned` those about which something is to be said."""
    rows = asked.rows(batch).select_related(
        "record__organisation", "record__live__version__item", "version__item"
    )
    return rows.filter(~Q(version__screening=[]) | ~Q(raw={})) if warned else rows


def batch_rows(rows: Sequence[ImportRow]) -> list[BatchRow]:
    """The rows of one page."""
    return [_row(one) for one in rows]


def sample_of(batch: ImportBatch, level: int) -> list[BatchRow]:
    """The same rows for everybody who reviews at this level, others at the next.

    Nobody can know before it is handed in which these will be: they follow from its hash.
    """
    numbers = list(asked.rows(batch).values_list("number", flat=True))

    def lot(number: int) -> bytes:
        return hashlib.sha256(f"{batch.batch_hash}:{level}:{number}".encode()).digest()

    drawn = sorted(numbers, key=lot)[:SAMPLE]
    return batch_rows(list(rows_of(batch).filter(number__in=drawn)))


def _row(row: ImportRow) -> BatchRow:
    version, record = row.version, row.record
    assert version is not None and record is not None
    version.record = record
    live = record.live
    before = live.version if live is not None and live.version_id != version.pk else None
    return BatchRow(
        row=row,
        version=version,
        remarks=asked.remarks_of(row),
        findings=[
            f"{one['where_label']}：{one['label']} {one['text']}".strip()
            for one in version.screening
        ],
        changes=_changes(before, version) if before is not None else (),
    )


def _changes(before: Version, after: Version) -> list[tuple[str, str, str]]:
    found = [
        (_LABELS.get(name, name), _shown(name, getattr(before, name)), _shown(name, value))
        for name in FIELDS
        if name != _BODY and (value := getattr(after, name)) != getattr(before, name)
    ]
    if before.body_html != after.body_html:
        found.append((_LABELS[_BODY], "原来的正文", "有改动，请打开看全文"))
    return found


def _shown(name: str, value: Any) -> str:
    if name == "document_kind":
        return DOCUMENT_KINDS.get(value, "")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "；".join(map(str, value.values()))
    return "、".join(value) if isinstance(value, list) else str(value or "")
