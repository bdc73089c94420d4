"""The beginning of an import: the source is kept and its columns are understood."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from gongkai.rules.imports import Mapping, suggest
from gongkai.rules.screening import rules_digest
from gongkai.work.files.actions.store import keep_source
from gongkai.work.files.bulk import Source, open_source
from gongkai.work.files.models import StoredFile
from gongkai.work.files.queries import path_of
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.queries.imports.source import POWER, mapping_of, why_not_mapping
from gongkai.work.staffing.actions.accounts import machine_account


def begin(
    *,
    source_name: str,
    source: bytes | Path,
    organisation: Organisation | None,
    mapping: Mapping | None,
    by: Person | None,
    at: datetime,
) -> ImportBatch:
    """Open a batch for a source; nothing of it is read in yet.

    Bytes are kept in the file store; a path is not, whoever goes on names it again. Without
    `organisation` each row says or its issuer tells whose it is, and what neither tells belongs
    to the openness office. A batch of the same source that was interrupted is returned.
    """
    home = organisation or openness_office()
    opened = open_source(source, source_name) if isinstance(source, Path) else None
    with deed("import.begin", by=by, at=at, power=POWER, organisation=home) as act:
        kept = None
        if isinstance(source, bytes):
            kept = keep_source(name=source_name, data=source, by=by, at=at, organisation=home)
            opened = open_source(path_of(kept), source_name)
        assert opened is not None
        chosen = completed(mapping, opened, organisation)
        writer = by or machine_account(at=at)
        act.target = batch = _interrupted(opened, home, chosen, writer) or _new(
            opened, home, chosen, writer=writer, kept=kept, at=at
        )
        act.detail = {"source": opened.digest, "mapping": chosen.as_json()}
    return batch


def completed(
    mapping: Mapping | None, source: Source, organisation: Organisation | None
) -> Mapping:
    """The mapping, by the names of the columns where none is given, for one organisation or all."""
    chosen = mapping or suggest(source.columns).mapping
    whose = {"organisation": organisation.code} if organisation else {}
    return Mapping(dict(chosen.columns), {**whose, **chosen.constants})


def openness_office() -> Organisation:
    """Whose the rows are of which nobody says whose they are: the office, or the district."""
    ranked = Organisation.objects.order_by("-runs_openness", "order")
    district = Organisation.Kind.DISTRICT
    found = ranked.filter(runs_openness=True).first() or ranked.filter(kind=district).first()
    if found is None:
        raise Refused("import_without_organisation")
    return found


def remap(*, batch: ImportBatch, mapping: Mapping, by: Person | None, at: datetime) -> ImportBatch:
    """Say otherwise which column is which field, before anything was read in."""
    with deed("import.map", by=by, at=at, power=POWER, organisation=batch.organisation) as act:
        act.target = held = reading(batch)
        if held.position:
            raise Refused("import_begun", position=held.position)
        held.mapping = mapping.as_json()
        held.save(update_fields=["mapping"])
        act.detail = {"mapping": held.mapping}
    batch.refresh_from_db()
    return batch


def queue(*, batch: ImportBatch, by: Person | None, at: datetime) -> ImportBatch:
    """Leave the reading to the worker, or the publishing that it stopped to do.

    A mapping by which nothing can be read is refused now.
    """
    with deed("import.queue", by=by, at=at, power=POWER, organisation=batch.organisation) as act:
        act.target = held = reading(batch, ImportBatch.State.PUBLISHING)
        if held.state == ImportBatch.State.READING:
            _refuse_unreadable(held)
        held.queued_at = at
        held.save(update_fields=["queued_at"])
    batch.refresh_from_db()
    return batch


def _refuse_unreadable(batch: ImportBatch) -> None:
    if batch.file is None:
        raise Refused("import_source_gone", name=batch.name)
    opened = open_source(path_of(batch.file), batch.name)
    if reasons := why_not_mapping(opened, mapping_of(batch)):
        raise Refused("import_unmapped", reasons=reasons)


def reading(batch: ImportBatch, *others: str) -> ImportBatch:
    """The batch held against everybody else; it must still be being read in, or in `others`."""
    held = ImportBatch.objects.select_for_update(of=("self",)).select_related("organisation")
    found = held.get(pk=batch.pk)
    if found.state not in {ImportBatch.State.READING, *others}:
        raise Refused("import_finished", state=found.get_state_display())
    return found


def _interrupted(
    source: Source, home: Organisation, mapping: Mapping, writer: Person
) -> ImportBatch | None:
    """The same source being read in already; what was read decides its mapping."""
    found = ImportBatch.objects.filter(
        source_hash=source.digest, organisation=home, created_by=writer,
        state=ImportBatch.State.READING,
    ).order_by("-position", "id").first()  # fmt: skip
    if found is None or (found.position and found.mapping != mapping.as_json()):
        return None
    if found.mapping != mapping.as_json():
        found.mapping = mapping.as_json()
        found.save(update_fields=["mapping"])
    return found


def _new(
    source: Source,
    home: Organisation,
    mapping: Mapping,
    *,
    writer: Person,
    kept: StoredFile | None,
    at: datetime,
) -> ImportBatch:  # fmt: skip
    return ImportBatch.objects.create(
        organisation=home,
        name=source.name[: ImportBatch._meta.get_field("name").max_length or 0],
        file=kept,
        source_hash=source.digest,
        mapping=mapping.as_json(),
        screened_with=rules_digest(),
        created_at=at,
        created_by=writer,
    )
