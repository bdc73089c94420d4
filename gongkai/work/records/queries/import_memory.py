"""Which column was which field the last time, for the next file of the same organisation."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.rules.imports import FIELDS, Mapping
from gongkai.rules.imports.columns import BadMapping
from gongkai.work.records.models.batch import ImportBatch

_LOOKED_AT = 20


def remembered(batch: ImportBatch, columns: Sequence[str]) -> Mapping | None:
    """The mapping of the batch with what its organisation chose for columns of these names.

    The newest choice goes first; a field that another column has already stays there. None where
    nothing was chosen otherwise than the names suggest.
    """
    known = Mapping.from_json(batch.mapping)
    chosen: dict[str, str] = {}
    for earlier in _earlier(batch):
        for column, code in earlier.columns.items():
            if column in columns and code in FIELDS and code not in chosen.values():
                chosen.setdefault(column, code)
    rest = {
        column: code
        for column, code in known.columns.items()
        if column not in chosen and code not in chosen.values()
    }
    either = chosen | rest
    found = {column: either[column] for column in columns if column in either}
    if found == known.columns:
        return None
    return Mapping(found, dict(known.constants))


def _earlier(batch: ImportBatch) -> list[Mapping]:
    """What was chosen for earlier sources of the organisation, the newest first."""
    rows = ImportBatch.objects.filter(
        organisation=batch.organisation_id, file__isnull=False, position__gt=0
    ).exclude(pk=batch.pk)
    found = []
    for value in rows.order_by("-id").values_list("mapping", flat=True)[:_LOOKED_AT]:
        try:
            found.append(Mapping.from_json(value))
        except BadMapping:
            # A batch of corrections keeps its fix there.
            continue
    return found
