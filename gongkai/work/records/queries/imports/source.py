"""The source of a batch opened again, and the reader for its rows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from gongkai.rules.imports import Mapping, problems
from gongkai.work.files.bulk import Source, open_source
from gongkai.work.files.queries import path_of
from gongkai.work.journal.deeds import Refused, day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.queries.imports.candidate import Reader
from gongkai.work.records.queries.imports.judge import Judge

POWER = "record.import"


def source_of(batch: ImportBatch, path: Path | None = None) -> Source:
    """The file kept with the batch, or the one at `path`, which must be what was begun with."""
    if path is None:
        if batch.file is None:
            raise Refused("import_source_gone", name=batch.name)
        path = path_of(batch.file)
    found = open_source(path, batch.name)
    if found.digest != batch.source_hash:
        raise Refused("import_source_changed", name=batch.name)
    return found


def why_not_mapping(source: Source, mapping: Mapping) -> list[Refused]:
    """What is wrong with a mapping for this source; empty if rows can be read by it."""
    found = problems(mapping, source.columns, has_bodies=source.has_bodies)
    return [Refused("import_mapping", text=text) for text in found]


def mapping_of(batch: ImportBatch) -> Mapping:
    """Which column of the source is which field."""
    return Mapping.from_json(batch.mapping)


def allowed_to(person: Person | None, on: date) -> frozenset[int] | None:
    """The organisations for which somebody may import; None for all (the machine)."""
    if person is None:
        return None
    return frozenset(organisations_for(person, (POWER,), on).values_list("pk", flat=True))


def judge_of(
    source: Source, mapping: Mapping, home: Organisation, *, writer: Person,
    by: Person | None, at: datetime,
) -> tuple[Reader, Judge]:  # fmt: skip
    """Reader and judge for the rows of a source that `by` imports in the name of `writer`."""
    reader = Reader(source, mapping, home, writer, at)
    return reader, Judge(reader, day_of(at), allowed_to(by, day_of(at)))
