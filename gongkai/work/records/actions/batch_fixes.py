"""Corrects many public documents in one act; they become public again after three reviews.

The corrected versions stand in one batch, which goes the way of every import: handed over, passed
by three people, published (actions/imports). Until then the public reads what it read before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from gongkai.rules.screening import screen
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.fields import fitted
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.models.completeness import Completeness
from gongkai.work.records.models.record import Attachment, Drafter, Record, Version
from gongkai.work.records.models.relation import Relation
from gongkai.work.records.queries.content import FIELDS, fingerprint
from gongkai.work.records.queries.fixes import KINDS, Fix, Preview, Proposal, preview
from gongkai.work.records.queries.screened import screening_of

_CHUNK = 500
_NOTE_LENGTH = 300


def checked(fix: Fix) -> Fix:
    """The fix with its values as versions keep them; Refused with all that does not fit."""
    if fix.kind not in KINDS:
        raise Refused("choice_unknown", field="补正方式", value=fix.kind)
    values = fitted(fix.values)
    first, last = values.get("effective_on"), values.get("expires_on")
    if first and last and last < first:
        raise Refused("remark_expires_before_effective")
    words = "；".join(values.get("keywords", ()))
    if hits := [hit for hit in screen(words) if hit.level == "block"]:
        raise Refused("fix_screened", thing=hits[0].masked or hits[0].rule)
    return replace(fix, values=values)


def fix_many(
    *,
    organisation: Organisation,
    chosen: QuerySet[Completeness],
    fix: Fix,
    confirmed: Collection[int] | None,
    seen_hash: str,
    note: str,
    by: Person,
    at: datetime,
) -> ImportBatch:
    """Correct the chosen documents exactly as the preview with `seen_hash` showed.

    `confirmed` are the records to which a person said yes, None for all that fit. `note` becomes
    the 更正说明 of every one of them.
    """
    note = " ".join(note.split())
    with deed("batch.fix", by=by, at=at, power="record.import", organisation=organisation) as act:
        _refuse_note(note)
        rows = chosen.filter(organisation=organisation)
        _hold(rows)
        seen = preview(rows, checked(fix), day_of(at))
        if seen.seen_hash != seen_hash:
            raise Refused("fix_stale")
        wanted = _wanted(seen, confirmed)
        act.target = batch = _batch(organisation, seen, by, at)
        writer = _Writer(batch, note, by, at)
        for start in range(0, len(wanted), _CHUNK):
            writer.correct(wanted[start : start + _CHUNK], start)
        act.detail = {"fix": seen.fix.as_json(), "records": len(wanted), "note": note}
    return batch


def _refuse_note(note: str) -> None:
    if not note:
        raise Refused("change_note_missing")
    if len(note) > _NOTE_LENGTH:
        raise Refused("field_too_long", field="更正说明", limit=_NOTE_LENGTH, length=len(note))


def _hold(rows: QuerySet[Completeness]) -> None:
    """Hold the records that may be written on, so that what the preview says stays true."""
    records = Record.objects.filter(pk__in=rows.order_by().values("record"))
    list(records.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _wanted(seen: Preview, confirmed: Collection[int] | None) -> list[Proposal]:
    if confirmed is None and seen.fix.is_one_by_one:
        raise Refused("fix_unconfirmed")
    wanted = [one for one in seen.fitting if confirmed is None or one.record.pk in confirmed]
    if not wanted:
        raise Refused("fix_nothing")
    return wanted


def _batch(organisation: Organisation, seen: Preview, by: Person, at: datetime) -> ImportBatch:
    return ImportBatch.objects.create(
        organisation=organisation,
        name=f"批量补正：{KINDS[seen.fix.kind].removeprefix('填写')}",
        source_hash=seen.seen_hash,
        mapping={"fix": seen.fix.as_json()},
        state=ImportBatch.State.OPEN,
        position=len(seen.proposals),
        created_at=at,
        created_by=by,
    )


@dataclass(frozen=True)
class _Writer:
    """Writes corrected versions into one batch, all with one note by one person."""

    batch: ImportBatch
    note: str
    by: Person
    at: datetime

    def correct(self, proposals: Sequence[Proposal], start: int) -> None:
        """Give each record its corrected version, and let it stand with the batch."""
        frozen = Version.objects.select_related("record__organisation", "item").in_bulk(
            [one.version.pk for one in proposals]
        )
        taken, numbers = _taken(frozen), _last_numbers(proposals)
        pairs = [
            (self._successor(frozen[one.version.pk], one, numbers[one.record.pk] + 1),
             one.version.pk)
            for one in proposals
        ]  # fmt: skip
        for version, old in pairs:
            files, links = taken.attachments[old], taken.relations[old]
            version.content_hash = fingerprint(version, files, links)
        Version.objects.bulk_create(version for version, _ in pairs)
        taken.pass_on(pairs)
        # Nothing can be added to a frozen version, so it is frozen when it has everything.
        Version.objects.filter(pk__in=[version.pk for version, _ in pairs]).update(
            frozen_at=self.at
        )
        self._settle([version for version, _ in pairs], start)

    def _successor(self, frozen: Version, one: Proposal, number: int) -> Version:
        fields: dict[str, Any] = {name: getattr(frozen, name) for name in FIELDS}
        fields |= {name: after for name, _, after in one.changes}
        version = Version(
            record=frozen.record, number=number, change_note=self.note,
            screening=frozen.screening, drafted_by=self.by, drafted_at=self.at, **fields,
        )  # fmt: skip
        if version.keywords != frozen.keywords:
            # Of all that a fix writes, screening reads the keywords alone.
            of_files = [hit for hit in frozen.screening if hit["where"].startswith("file:")]
            version.screening = [*screening_of(version, day_of(self.at), files=[]), *of_files]
        return version

    def _settle(self, versions: Sequence[Version], start: int) -> None:
        Drafter.objects.bulk_create(
            (Drafter(record_id=one.record_id, person=self.by) for one in versions),
            ignore_conflicts=True,
        )
        ImportRow.objects.bulk_create(
            ImportRow(
                batch=self.batch, number=number, outcome=ImportRow.Outcome.UPDATED,
                version=version, record_id=version.record_id, content_hash=version.content_hash,
            )
            for number, version in enumerate(versions, start + 1)
        )  # fmt: skip
        for version in versions:
            version.record.state, version.record.current = Record.State.BATCH, version
        Record.objects.bulk_update([one.record for one in versions], ["state", "current"])


@dataclass(frozen=True)
class _Taken:
    """What versions have beside their fields, by their keys."""

    attachments: Mapping[int, Sequence[Attachment]]
    relations: Mapping[int, Sequence[Relation]]

    def pass_on(self, pairs: Sequence[tuple[Version, int]]) -> None:
        """Give each new version what the old one has."""
        Attachment.objects.bulk_create(
            Attachment(version=new, file_id=one.file_id, order=one.order, inline=one.inline)
            for new, old in pairs
            for one in self.attachments[old]
        )
        Relation.objects.bulk_create(
            Relation(version=new, kind=one.kind, target_id=one.target_id)
            for new, old in pairs
            for one in self.relations[old]
        )


def _taken(frozen: Collection[int]) -> _Taken:
    attachments: dict[int, list[Attachment]] = defaultdict(list)
    relations: dict[int, list[Relation]] = defaultdict(list)
    files = Attachment.objects.filter(version__in=frozen).select_related("file")
    for one in files.order_by("version", "order"):
        attachments[one.version_id].append(one)
    links = Relation.objects.filter(version__in=frozen).select_related("target")
    for link in links.order_by("id"):
        relations[link.version_id].append(link)
    return _Taken(attachments, relations)


def _last_numbers(proposals: Sequence[Proposal]) -> dict[int, int]:
    records = [one.record.pk for one in proposals]
    found = Version.objects.filter(record__in=records).order_by().values_list("record")
    return dict(found.annotate(last=Max("number")))
