"""Publishes what three people have passed as a batch, a thousand records in each transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import OuterRef, Subquery

from gongkai.rules.document import batch_hash
from gongkai.rules.review import Level, is_approved
from gongkai.rules.screening import rules_digest
from gongkai.work.journal.actions.log import append_many
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.journal.inserts import insert_many
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.imports.submit import held
from gongkai.work.records.actions.measure import measure
from gongkai.work.records.actions.prove import prove_all
from gongkai.work.records.actions.publish import drawn_up
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Attachment, Drafter, Record, Version
from gongkai.work.records.models.relation import Relation
from gongkai.work.records.queries.content import fingerprint
from gongkai.work.records.queries.imports.known import BROUGHT
from gongkai.work.records.queries.imports.reviewing import passes_of
from gongkai.work.records.queries.marks import claims_of
from gongkai.work.records.queries.numbering import next_numbers
from gongkai.work.records.queries.screened import BLOCK, screening_of
from gongkai.work.records.queries.terms import lines
from gongkai.work.records.queries.traces import PUBLICATION, publication_payload

CHUNK = 1000


@dataclass(frozen=True)
class Published:
    """How many records this chunk made public, how many rows are left, how many it held back.

    Held back is what was taken up on the desk since, and what the rules of the day now forbid.
    """

    done: int
    left: int
    held_back: int


@dataclass
class _Paper:
    """One row of the batch with all that its publication needs."""

    row: ImportRow
    record: Record
    version: Version
    attached: list[Attachment]
    related: list[Relation]

    @property
    def is_gone(self) -> bool:
        """True for what somebody has taken up on the desk since the batch was handed in."""
        moved = self.record.current_id != self.version.pk
        return moved or self.record.state != Record.State.BATCH


def publish_chunk(*, batch: ImportBatch, at: datetime) -> Published:
    """Publish the next thousand records of a batch that was passed three times.

    Each chunk is whole or not there at all, so that after a crash the next call goes on; the
    last one files all of the batch as evidence and closes it. Source: 条例 第十七条.
    """
    with deed("import.publish", by=None, at=at, power=None, organisation=batch.organisation) as act:
        act.target = found = held(batch, ImportBatch.State.PUBLISHING)
        papers = _next(found)
        _refuse_changed(found, papers)
        public = _fit(found, papers, day_of(at))
        publications = _publish(found, public, at)
        left = _move_on(found, papers, at)
        act.detail = {
            "published": len(publications),
            "log": [one.log_entry.sequence for one in (*publications[:1], *publications[-1:])],
            "held_back": sorted({one.row.number for one in papers} - _numbers(public)),
        }
    batch.refresh_from_db()
    return Published(len(publications), left, len(papers) - len(public))


def _numbers(papers: Sequence[_Paper]) -> set[int]:
    return {one.row.number for one in papers}


def _next(batch: ImportBatch) -> list[_Paper]:
    rows = batch.rows.filter(outcome__in=BROUGHT, number__gt=batch.position).order_by("number")
    found = list(rows.select_related("version", "record")[:CHUNK])
    items = CatalogueItem.objects.in_bulk()
    attached, related = _belongings([row.version_id for row in found])
    papers = []
    for row in found:
        record, version = row.record, row.version
        assert record is not None and version is not None
        record.organisation, version.record = batch.organisation, record
        version.item = items.get(version.item_id or 0)
        papers.append(_Paper(row, record, version, attached[version.pk], related[version.pk]))
    return papers


def _belongings(
    versions: Sequence[int | None],
) -> tuple[dict[int, list[Attachment]], dict[int, list[Relation]]]:
    attached: dict[int, list[Attachment]] = defaultdict(list)
    related: dict[int, list[Relation]] = defaultdict(list)
    those = {"version__in": versions}
    for one in Attachment.objects.filter(**those).select_related("file").order_by("order"):
        attached[one.version_id].append(one)
    for relation in Relation.objects.filter(**those).select_related("target"):
        related[relation.version_id].append(relation)
    return attached, related


def _refuse_changed(batch: ImportBatch, papers: Sequence[_Paper]) -> None:
    """What the three have passed must still be what is there, and they none of its writers."""
    frozen = batch.rows.filter(outcome__in=BROUGHT).order_by("number")
    if not batch.position and batch_hash(frozen.values_list("number", "content_hash")) != (
        batch.batch_hash
    ):
        raise Refused("batch_tampered", name=batch.name)
    wrote = Drafter.objects.filter(record__in=[one.record.pk for one in papers])
    drafters = {batch.created_by_id, *wrote.values_list("person_id", flat=True).distinct()}
    if not is_approved(passes_of(batch), batch.batch_hash, drafters):
        raise Refused("not_approved")
    for one in papers:
        found = fingerprint(one.version, one.attached, one.related)
        if not found == one.version.content_hash == one.row.content_hash:
            raise Refused("row_tampered", number=one.row.number)


def _fit(batch: ImportBatch, papers: Sequence[_Paper], on: date) -> list[_Paper]:
    """Without what is somebody's work by now; screened again if the rules are others today."""
    mine = [one for one in papers if not one.is_gone]
    if batch.screened_with == rules_digest():
        return mine
    blocked = [one for one in mine if _is_blocked(one.version, on)]
    Record.objects.filter(pk__in=[one.record.pk for one in blocked]).update(
        state=Record.State.DRAFT
    )
    gone = _numbers(blocked)
    return [one for one in mine if one.row.number not in gone]


def _is_blocked(version: Version, on: date) -> bool:
    return any(one["level"] == BLOCK for one in screening_of(version, on))


def _publish(batch: ImportBatch, papers: Sequence[_Paper], at: datetime) -> list[Publication]:
    _number(batch.organisation, [one.record for one in papers], day_of(at))
    by, line_of = _final_reviewer(batch), lines()
    before = claims_of(one.record.pk for one in papers if one.record.live_id)
    publications = [
        drawn_up(
            one.record, one.version, by=by, at=at,
            before=before.get(one.record.pk, []), line=line_of[one.version.item_id or 0],
        )
        for one in papers
    ]  # fmt: skip
    payloads = [
        publication_payload(row, one.attached, [], batch.batch_hash)
        for row, one in zip(publications, papers, strict=True)
    ]
    entries = append_many(kind=PUBLICATION, payloads=payloads, at=at)
    for row, entry in zip(publications, entries, strict=True):
        row.log_entry = entry
    insert_many(publications)
    mine = Publication.objects.filter(version=OuterRef("current"))
    Record.objects.filter(pk__in=[one.record.pk for one in papers]).update(
        live=Subquery(mine.values("pk")[:1]), state=Record.State.PUBLISHED
    )
    measure([one.version for one in papers], {one.version.pk: day_of(at) for one in papers})
    return publications


def _final_reviewer(batch: ImportBatch) -> Person:
    last = batch.reviews.select_related("person").get(level=Level.FINAL)
    return last.person


def _number(organisation: Organisation, records: Sequence[Record], on: date) -> None:
    """Number what came without a number of its own, in the order of the source."""
    without = [one for one in records if one.index_number is None]
    if not without:
        return
    sharing = {"credit_code": organisation.credit_code}
    if not organisation.credit_code:
        sharing = {"code": organisation.code}
    list(Organisation.objects.select_for_update().filter(**sharing).order_by("pk"))
    numbers = next_numbers(organisation, on, len(without))
    for record, number in zip(without, numbers, strict=True):
        record.index_number = number
    table = Record._meta.db_table
    with connection.cursor() as cursor:
        # One prepared statement; `bulk_update` would write an expression with a branch for each.
        cursor.executemany(
            f"UPDATE {table} SET index_number = %s WHERE id = %s",  # noqa: S608 - a name of ours
            [(one.index_number, one.pk) for one in without],
        )


def _move_on(batch: ImportBatch, papers: Sequence[_Paper], at: datetime) -> int:
    """Note how far it is; returns how many rows are left, and closes the batch after the last."""
    batch.position = papers[-1].row.number if papers else batch.position
    left = batch.rows.filter(outcome__in=BROUGHT, number__gt=batch.position).count()
    if not left:
        batch.state, batch.published_at = ImportBatch.State.PUBLISHED, at
        batch.queued_at = None
        records = Record.objects.filter(
            import_rows__batch=batch, import_rows__outcome__in=BROUGHT, live__isnull=False
        )
        prove_all(
            organisation=batch.organisation, records=records, by=_final_reviewer(batch), at=at
        )
    batch.save(update_fields=["position", "state", "published_at", "queued_at"])
    return left
