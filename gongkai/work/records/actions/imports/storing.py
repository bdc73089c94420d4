"""Writes the verdicts on a chunk of rows: records, versions, and what became of each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Subquery

from gongkai.work.files.actions.store import store
from gongkai.work.files.bulk import Source
from gongkai.work.journal.inserts import insert_many
from gongkai.work.records.actions.measure import measure
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.models.record import Attachment, Drafter, Record, Version
from gongkai.work.records.queries.content import fingerprint
from gongkai.work.records.queries.imports.candidate import Candidate
from gongkai.work.records.queries.imports.judge import CHANGE_NOTE, Verdict
from gongkai.work.records.queries.imports.known import BROUGHT
from gongkai.work.records.queries.imports.preview import raw_of

_Outcome = ImportRow.Outcome


class ChangedMeanwhile(Exception):
    """A record was changed by somebody else after it was judged."""


@dataclass
class Run:
    """One reading of a source: the batch it began with, and one for each other organisation."""

    home: ImportBatch
    at: datetime
    source: Source
    position: int = 0
    _batches: dict[int, ImportBatch] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.position = self.home.position
        same = ImportBatch.objects.filter(
            source_hash=self.home.source_hash, created_at=self.home.created_at,
            created_by=self.home.created_by, state=ImportBatch.State.READING,
        )  # fmt: skip
        self._batches = {one.organisation_id: one for one in same.select_related("organisation")}
        self._batches[self.home.organisation_id] = self.home

    def keys(self) -> list[int]:
        """The keys of all its batches."""
        return [one.pk for one in self._batches.values()]

    def batch_of(self, verdict: Verdict) -> ImportBatch:
        """The batch of the row's organisation."""
        organisation = verdict.candidate.organisation
        if organisation.pk == self.home.organisation_id:
            return self.home
        known = self._batches.get(organisation.pk)
        if known is None:
            home = self.home
            known = self._batches[organisation.pk] = ImportBatch.objects.create(
                organisation=organisation, name=home.name, file=home.file,
                source_hash=home.source_hash, mapping=home.mapping,
                screened_with=home.screened_with, position=home.position,
                created_at=home.created_at, created_by=home.created_by,
            )  # fmt: skip
        return known

    def refused(self) -> frozenset[int]:
        """The numbers of the rows that were not taken in so far."""
        rows = ImportRow.objects.filter(batch__in=self.keys(), outcome=_Outcome.REFUSED)
        return frozenset(rows.values_list("number", flat=True))


def store_verdicts(run: Run, verdicts: Sequence[Verdict]) -> None:
    """Write everything about these rows; the caller's transaction holds it together."""
    _hold(verdicts)
    fresh = [one for one in verdicts if one.is_brought and one.known is None]
    changed = [one for one in verdicts if one.is_brought and one.known is not None]
    records = _records(run, fresh)
    for verdict, record in zip(fresh, records, strict=True):
        verdict.candidate.version.record = record
        verdict.candidate.version.number = 1
    for verdict in changed:
        _succeed(verdict)
    _versions(run, [one for one in (*fresh, *changed) if not one.keeps])
    _rows(run, verdicts)
    _supersede(run, changed)
    _settle([one.candidate.version.record_id for one in (*fresh, *changed)])


def _hold(verdicts: Iterable[Verdict]) -> None:
    """Hold the records that are written on; each must be as it was judged."""
    known = {one.known.record.pk: one.known for one in verdicts if one.is_brought and one.known}
    held = Record.objects.select_for_update(of=("self",)).filter(pk__in=known).order_by("pk")
    for pk, state, current in held.values_list("pk", "state", "current_id"):
        if (state, current) != (known[pk].record.state, known[pk].record.current_id):
            raise ChangedMeanwhile(pk)


def _records(run: Run, fresh: Sequence[Verdict]) -> list[Record]:
    records = insert_many(
        Record(
            organisation=one.candidate.organisation,
            index_number=one.candidate.index_number or None,
            source_key=one.candidate.key,
            created_at=run.home.created_at,
            created_by=run.home.created_by,
        )
        for one in fresh
    )
    insert_many(Drafter(record=one, person=run.home.created_by) for one in records)
    return records


def _succeed(verdict: Verdict) -> None:
    """The version after all that there ever were; one that is kept stays what it is."""
    known, version = verdict.known, verdict.candidate.version
    assert known is not None
    version.record = known.record
    if verdict.keeps:
        version.pk, version.content_hash = known.version_id, known.content_hash
        version.number = known.number
        return
    version.number = known.last_number + 1
    version.change_note = CHANGE_NOTE if known.record.live_id else ""
    if verdict.candidate.index_number and not known.record.index_number:
        known.record.index_number = verdict.candidate.index_number
        known.record.save(update_fields=["index_number"])


def _versions(run: Run, brought: Sequence[Verdict]) -> None:
    """Freeze every version with its hash; one with files gets them first."""
    for one in brought:
        version = one.candidate.version
        version.content_hash = fingerprint(version, one.candidate.attached(), [])
        version.frozen_at = None if one.candidate.files else run.home.created_at
    insert_many(one.candidate.version for one in brought)
    with_files = [one.candidate for one in brought if one.candidate.files]
    for candidate in with_files:
        _attach(run, candidate)
    Version.objects.filter(pk__in=[one.version.pk for one in with_files]).update(
        frozen_at=run.home.created_at
    )
    measure([one.candidate.version for one in brought], {})
    written_on = [one.candidate.version.record for one in brought if one.known is not None]
    Drafter.objects.bulk_create(
        (Drafter(record=one, person=run.home.created_by) for one in written_on),
        ignore_conflicts=True,
    )


def _attach(run: Run, candidate: Candidate) -> None:
    kept = [
        store(
            name=one.name, data=one.data, by=run.home.created_by, at=run.at,
            organisation=candidate.organisation,
        )
        for one in candidate.files
    ]  # fmt: skip
    Attachment.objects.bulk_create(
        Attachment(version=candidate.version, file=stored, order=order, inline=one.inline)
        for order, (stored, one) in enumerate(zip(kept, candidate.files, strict=True), 1)
    )


def _rows(run: Run, verdicts: Sequence[Verdict]) -> None:
    insert_many(_row(run.batch_of(one), one) for one in verdicts)


def _row(batch: ImportBatch, verdict: Verdict) -> ImportRow:
    row = ImportRow(batch=batch, number=verdict.number, outcome=verdict.outcome)
    candidate = verdict.candidate
    if verdict.outcome == _Outcome.REFUSED:
        row.reason, row.raw = verdict.reason, raw_of(candidate.row)
        return row
    if candidate.remarks:
        row.raw = {"remarks": candidate.remarks}
    if verdict.is_brought:
        version = candidate.version
        row.record_id, row.version_id = version.record_id, version.pk
        row.content_hash = version.content_hash
    elif verdict.known is not None:
        row.record_id, row.version_id = verdict.known.record.pk, verdict.known.version_id
    return row


def _supersede(run: Run, changed: Sequence[Verdict]) -> None:
    """What an earlier batch still held open of these records goes on in this one."""
    open_states = (ImportBatch.State.READING, ImportBatch.State.OPEN)
    records = [one.candidate.version.record_id for one in changed]
    rows = ImportRow.objects.filter(
        record__in=records, outcome__in=BROUGHT, batch__state__in=open_states
    ).exclude(batch__in=run.keys())
    reason = f"已被后来的导入“{run.home.name}”更新，随那一批办理。"
    rows.update(outcome=_Outcome.REFUSED, reason=reason)


def _settle(records: Sequence[int]) -> None:
    """Let the records stand with their batch, in the version that was brought in."""
    last = Version.objects.filter(record=OuterRef("pk")).order_by("-number")
    Record.objects.filter(pk__in=records).update(
        state=Record.State.BATCH, current=Subquery(last.values("pk")[:1])
    )
