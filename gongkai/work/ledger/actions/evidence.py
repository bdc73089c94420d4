"""Filing what proves an occurrence, and voiding it when the live object is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.work.journal.deeds import deed
from gongkai.work.ledger.models.duty import Evidence, Occurrence
from gongkai.work.org.models.person import Person

_BATCH = 500


def file_evidence(
    *,
    occurrence: Occurrence,
    kind: str,
    object_id: str,
    title: str,
    url: str,
    on: date,
    by: Person | None,
    at: datetime,
) -> Evidence:
    """Link a live object to the occurrence; a second time it changes nothing.

    What was void stands again. There is no power to check: only offices above call this, in
    the transaction of the act that made the object.
    """
    facts = {"title": title[:300], "url": url, "on": on}
    link = {"occurrence": occurrence, "kind": kind, "object_id": str(object_id)}
    known = Evidence.objects.filter(**link).first()
    if known is not None and known.void_since is None and _says(known, facts):
        return known
    with deed(
        "evidence.file", by=by, at=at, power=None, organisation=occurrence.duty.organisation
    ) as act:
        renewed = {**facts, "void_since": None, "void_reason": ""}
        act.target, _ = Evidence.objects.update_or_create(
            **link, defaults=renewed, create_defaults={**renewed, "filed_at": at, "filed_by": by}
        )
        act.detail = {"kind": kind, "object": str(object_id), "occurrence": occurrence.pk}
    return act.target


@dataclass(frozen=True)
class Piece:
    """A live object to be linked to an occurrence."""

    occurrence: Occurrence
    object_id: str
    title: str
    url: str
    on: date


def file_many(
    *, kind: str, pieces: Sequence[Piece], by: Person | None, at: datetime
) -> list[Evidence]:
    """Link many live objects of one kind; the caller knows that none of them stands so already.

    What was void stands again, as `file_evidence` does it one by one. One line in the journal
    for each occurrence.
    """
    links = Evidence.objects.bulk_create(
        (
            Evidence(
                occurrence=one.occurrence, kind=kind, object_id=one.object_id,
                title=one.title[:300], url=one.url, on=one.on, filed_at=at, filed_by=by,
            )
            for one in pieces
        ),
        batch_size=_BATCH, update_conflicts=True,
        unique_fields=["occurrence", "kind", "object_id"],
        update_fields=["title", "url", "on", "void_since", "void_reason"],
    )  # fmt: skip
    objects: dict[Occurrence, list[str]] = defaultdict(list)
    for one in pieces:
        objects[one.occurrence].append(one.object_id)
    for occurrence, found in objects.items():
        organisation = occurrence.duty.organisation
        with deed("evidence.file", by=by, at=at, power=None, organisation=organisation) as act:
            act.target = occurrence
            act.detail = {"kind": kind, "objects": found}
    return links


def void_evidence(
    *,
    kind: str,
    object_id: str,
    reason: str,
    at: datetime,
    occurrences: Iterable[int] | None = None,
) -> list[Evidence]:
    """Void every link to an object that is public no more; returns the links voided.

    With `occurrences` only the links from these, which the object no longer serves. They stay
    in the table with the reason. The caller judges their occurrences again.
    """
    live = Evidence.objects.filter(kind=kind, object_id=str(object_id), void_since=None)
    if occurrences is not None:
        live = live.filter(occurrence__in=set(occurrences))
    found = list(live.select_related("occurrence__duty__organisation"))
    if not found:
        return []
    with deed("evidence.void", by=None, at=at, power=None) as act:
        for one in found:
            one.void_since, one.void_reason = at, reason[:200]
        Evidence.objects.bulk_update(found, ["void_since", "void_reason"])
        act.detail = {"kind": kind, "object": str(object_id), "reason": reason[:200]}
        act.detail["evidence"] = [one.pk for one in found]
    return found


def _says(evidence: Evidence, facts: dict[str, object]) -> bool:
    return all(getattr(evidence, name) == value for name, value in facts.items())
