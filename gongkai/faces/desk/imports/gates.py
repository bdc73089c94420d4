"""Who may open the pages of bulk imports."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from gongkai.faces.desk.records.gates import reader, visitor
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.queries import imports as asked

POWER = "record.import"


def places_of(person: Person, on: date) -> list[Organisation]:
    """The organisations for which the person brings documents in."""
    return list(organisations_for(person, (POWER,), on))


def batch_of(request: HttpRequest, pk: int) -> ImportBatch:
    """A batch that the visitor may know of; others do not exist."""
    return get_object_or_404(asked.batches_for(*reader(request)), pk=pk)


def own_batch(request: HttpRequest, pk: int) -> ImportBatch:
    """A batch that the visitor may go on with."""
    batch = batch_of(request, pk)
    person, on = visitor(request)
    if not may(person, POWER, batch.organisation, on):
        raise PermissionDenied("批量导入由各单位的信息员和政务公开办办理。")
    return batch


def importer(request: HttpRequest) -> tuple[Person, date]:
    """Somebody who brings documents in by the batch."""
    person, on = reader(request)
    if not places_of(person, on):
        raise PermissionDenied("批量导入由各单位的信息员和政务公开办办理。")
    return person, on
