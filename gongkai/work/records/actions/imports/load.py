"""Reading a source in, a thousand rows in each transaction; an interrupted one goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError
from django.db.models import Exists, OuterRef

from gongkai.rules.screening import rules_digest
from gongkai.work.files.bulk import SourceRow
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.imports.begin import reading
from gongkai.work.records.actions.imports.storing import ChangedMeanwhile, Run, store_verdicts
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.queries.imports.batches import Counts, counts
from gongkai.work.records.queries.imports.candidate import Reader
from gongkai.work.records.queries.imports.judge import Judge, Verdict
from gongkai.work.records.queries.imports.known import BROUGHT
from gongkai.work.records.queries.imports.preview import chunks
from gongkai.work.records.queries.imports.source import (
    POWER,
    judge_of,
    mapping_of,
    source_of,
    why_not_mapping,
)

_ATTEMPTS = 3


@dataclass(frozen=True)
class Loaded:
    """What became of a source: its batches, one for each organisation, and their rows together."""

    batches: tuple[ImportBatch, ...]
    read: int
    created: int
    updated: int
    unchanged: int
    refused: int


def load(
    *,
    batch: ImportBatch,
    by: Person | None,
    at: datetime,
    source: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> Loaded:
    """Read the source of the batch in from where it stands; `progress` hears how many are done.

    `source` is where it lies if it was not kept. The judging is done outside of transactions,
    so that others can work meanwhile; what somebody else changed in between is judged again.
    """
    opened = source_of(batch, source)
    mapping = mapping_of(batch)
    if reasons := why_not_mapping(opened, mapping):
        raise Refused("import_unmapped", reasons=reasons)
    run = Run(reading_now(batch, by, at), at, opened)
    reader, judge = judge_of(
        opened, mapping, batch.organisation, writer=batch.created_by, by=by, at=batch.created_at
    )
    done, refused = 0, run.refused()
    for chunk in chunks(opened.rows()):
        done += len(chunk)
        new = [row for row in chunk if row.number > run.position]
        old = [row for row in chunk if row.number <= run.position and row.number not in refused]
        judge.note(reader.read(row) for row in old)
        if new:
            _store(run, reader, judge, new, by)
        if progress is not None:
            progress(done)
    return _finish(run, by)


def reading_now(batch: ImportBatch, by: Person | None, at: datetime) -> ImportBatch:
    """The batch as it stands, once the rules of screening were compared with those before."""
    with deed("import.read", by=by, at=at, power=POWER, organisation=batch.organisation) as act:
        act.target = held = reading(batch)
        act.detail = {"position": held.position}
        if held.screened_with != rules_digest():
            held.screened_with = "" if held.position else rules_digest()
            held.save(update_fields=["screened_with"])
    return held


def _store(
    run: Run, reader: Reader, judge: Judge, rows: list[SourceRow], by: Person | None
) -> None:
    """Judge and write a chunk; when somebody else was quicker, judge it again."""
    for attempt in range(1, _ATTEMPTS + 1):
        verdicts = judge.judge([reader.read(row) for row in rows])
        try:
            _write(run, verdicts, by)
        except (ChangedMeanwhile, IntegrityError):
            if attempt == _ATTEMPTS:
                raise Refused("import_disturbed", first=rows[0].number) from None
            continue
        break
    judge.note(one.candidate for one in verdicts if one.outcome != ImportRow.Outcome.REFUSED)


def _write(run: Run, verdicts: list[Verdict], by: Person | None) -> None:
    with deed(
        "import.load", by=by, at=run.at, power=POWER, organisation=run.home.organisation
    ) as act:
        act.target = reading(run.home)
        position = verdicts[-1].number
        store_verdicts(run, verdicts)
        ImportBatch.objects.filter(pk__in=run.keys()).update(position=position)
        act.detail = {"until": position}
    run.position = position


def _finish(run: Run, by: Person | None) -> Loaded:
    """Close the reading: batches that hold something wait to be handed to their reviewers."""
    brought = Exists(ImportRow.objects.filter(batch=OuterRef("pk"), outcome__in=BROUGHT))
    mine = ImportBatch.objects.filter(pk__in=run.keys())
    with deed(
        "import.finish", by=by, at=run.at, power=POWER, organisation=run.home.organisation
    ) as act:
        act.target = reading(run.home)
        mine.filter(brought).update(state=ImportBatch.State.OPEN, queued_at=None)
        mine.filter(~brought).update(state=ImportBatch.State.NOTHING, queued_at=None)
        batches = tuple(mine.select_related("organisation", "created_by").order_by("id"))
        found = [counts(one) for one in batches]
        act.detail = {"batches": [one.pk for one in batches], "read": _sum(found, "read")}
    return Loaded(
        batches,
        read=_sum(found, "read"),
        created=_sum(found, "created"),
        updated=_sum(found, "updated"),
        unchanged=_sum(found, "unchanged"),
        refused=_sum(found, "refused"),
    )


def _sum(found: list[Counts], name: str) -> int:
    return sum(getattr(one, name) for one in found)
