"""What commands that import need: the mapping they were given, and what to do next."""

from __future__ import annotations

import json
from pathlib import Path

from django.urls import NoReverseMatch, reverse

from gongkai.rules.imports import BadMapping, Mapping, suggest
from gongkai.work.files.bulk import Source
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.actions.imports import completed
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.queries.imports import rows, why_not_mapping

_EXAMPLE = '{"columns": {"题名": "title"}}'
_WAITING = {
    ImportBatch.State.FIRST: "待一审",
    ImportBatch.State.SECOND: "待二审",
    ImportBatch.State.FINAL: "待三审",
}


def mapping_from(source: Source, file: Path | None, organisation: Organisation | None) -> Mapping:
    """The mapping that the file holds, or that the columns suggest; Refused if none can be read by.

    What a file does not say about a column is taken from the column's name.
    """
    suggested = suggest(source.columns).mapping
    if file is not None:
        given = _read(file)
        left = {
            column: code
            for column, code in suggested.columns.items()
            if column not in given.columns and code not in given.columns.values()
        }
        suggested = Mapping({**left, **given.columns}, given.constants)
    mapping = completed(suggested, source, organisation)
    if reasons := why_not_mapping(source, mapping):
        raise Refused("import_unmapped", reasons=reasons)
    return mapping


def _read(file: Path) -> Mapping:
    try:
        return Mapping.from_json(json.loads(file.read_text("utf-8-sig")))
    except (OSError, ValueError, BadMapping) as error:
        raise Refused("import_mapping_unreadable", name=file.name, example=_EXAMPLE) from error


def address_of(batch: ImportBatch) -> str:
    """Where the desk shows the batch; empty where there is no desk."""
    try:
        return reverse("desk:import_batch", args=[batch.pk])
    except NoReverseMatch:
        return ""


def next_step(batch: ImportBatch) -> str:
    """Where the batch stands and what is to be done with it."""
    address = address_of(batch)
    where = f"批次 {batch.pk}（{batch.organisation.label}）"
    at = f"，地址 {address}" if address else ""
    if batch.state == ImportBatch.State.OPEN:
        count = rows(batch).count()
        return f"{where}：{count:,} 份待送审。下一步：在工作台核对后送审{at}。"
    if batch.state in _WAITING:
        waits = _WAITING[ImportBatch.State(batch.state)]
        return f"{where}：已送审，{waits}。下一步：由本单位三位审核人依次审核{at}。"
    return f"{where}：{batch.get_state_display()}{at}。"
