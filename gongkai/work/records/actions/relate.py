"""Says what a draft does to documents that are public already."""

from __future__ import annotations

from datetime import datetime

from gongkai.rules.document import CHANGING, RELATIONS
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.writing import writing
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.models.relation import Relation
from gongkai.work.records.queries.relations import meant_by

_LIMIT = 20


def relate(
    *,
    record: Record,
    kind: str,
    target: str,
    by: Person,
    at: datetime,
    seen_hash: str | None = None,
) -> Version:
    """Name another document, by its index number, document number or title."""
    with writing("record.relate", record, by=by, at=at, seen_hash=seen_hash) as version:
        if kind not in RELATIONS:
            raise Refused("choice_unknown", field="关系", value=kind)
        meant = meant_by(target)
        _refuse_unfit(record, version, kind, meant)
        Relation.objects.create(version=version, kind=kind, target=meant.record)
    return version


def unrelate(
    *,
    record: Record,
    kind: str,
    index_number: str,
    by: Person,
    at: datetime,
    seen_hash: str | None = None,
) -> Version:
    """Take a relation away from the version being worked on; earlier versions keep it."""
    with writing("record.unrelate", record, by=by, at=at, seen_hash=seen_hash) as version:
        gone, _ = version.relations.filter(kind=kind, target__index_number=index_number).delete()
        if not gone:
            raise Refused("relation_gone", index_number=index_number)
    return version


def _refuse_unfit(record: Record, version: Version, kind: str, meant: Publication) -> None:
    if meant.record_id == record.pk:
        raise Refused("relation_to_itself")
    if version.relations.filter(kind=kind, target=meant.record_id).exists():
        raise Refused("relation_twice", title=meant.title)
    if version.relations.count() >= _LIMIT:
        raise Refused("relation_too_many", limit=_LIMIT)
    # Only who issued a document, or the government above, may end or change it.
    mine = record.organisation
    is_above = mine.kind == Organisation.Kind.DISTRICT or mine.runs_openness
    if kind in CHANGING and meant.organisation != mine and not is_above:
        raise Refused("relation_not_yours", title=meant.title, kind=RELATIONS[kind])
