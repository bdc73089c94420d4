"""What proves an occurrence on a given day, and what once did and does no more.

The rule is that of the records office (`records.queries.proof_of_duty`), looked at for any day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.work.inspection.queries.disclosed import Disclosed, Edition, disclosed_for
from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.duty import Evidence, Occurrence
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.proof_of_duty import KIND, Item, address_of

MOVED = "已改列其他公开事项"
UNLINKED = "所在公开事项不再对应本项任务"


@dataclass(frozen=True)
class Dead:
    """Something that counted once. `since` is the day of its end, None if that is not known."""

    kind: str
    object_id: str
    title: str
    reason: str
    since: date | None = None


@dataclass(frozen=True)
class Proofs:
    """All that bears on one occurrence. `is_linked`: a catalogue item belongs to its task."""

    items: tuple[Item, ...]
    dead: tuple[Dead, ...]
    is_linked: bool

    @property
    def has_records(self) -> bool:
        """True if something published is among the proofs."""
        return any(one.kind == KIND for one in self.items)


def proofs_of(rows: Sequence[Occurrence], on: date) -> dict[int, Proofs]:
    """The proofs of each occurrence by its key. Three queries however many there are."""
    # Asked by plan: a list of all occurrences would outgrow what a statement of SQLite can hold.
    plans = {row.duty.task.plan_id for row in rows}
    linked = _linked_items(plans)
    records = _Records(
        disclosed_for(
            on,
            {item for items in linked.values() for item in items},
            plans,
            {row.duty.organisation_id for row in rows},
        )
    )
    filed = _filed(plans, on)
    return {
        row.pk: _proofs(row, linked[row.duty.task_id], records, filed[row.pk], on) for row in rows
    }


class _Records:
    """Disclosed records, found by what they could prove now or at some time before."""

    def __init__(self, records: Iterable[Disclosed]) -> None:
        self._of_occurrence: dict[int, list[Disclosed]] = defaultdict(list)
        self._of_item: dict[tuple[int, int], list[Disclosed]] = defaultdict(list)
        for one in records:
            if one.occurrence_id is not None:
                self._of_occurrence[one.occurrence_id].append(one)
            for place in {(edition.organisation_id, edition.item_id) for edition in one.editions}:
                self._of_item[place].append(one)

    def about(self, row: Occurrence, items: Iterable[int]) -> Iterator[Disclosed]:
        """Each record that belongs or belonged to the occurrence, once."""
        found = {one.record_id: one for one in self._of_occurrence.get(row.pk, ())}
        for item in items:
            for one in self._of_item.get((row.duty.organisation_id, item), ()):
                found[one.record_id] = one
        yield from found.values()


def _linked_items(plans: Iterable[int]) -> dict[int, set[int]]:
    links = CatalogueItem.tasks.through.objects.filter(task__plan__in=plans)
    found: dict[int, set[int]] = defaultdict(set)
    for task, item in links.values_list("task_id", "catalogueitem_id"):
        found[task].add(item)
    return found


def _filed(plans: Iterable[int], on: date) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = defaultdict(list)
    for one in Evidence.objects.filter(occurrence__duty__task__plan__in=plans, on__lte=on):
        found[one.occurrence_id].append(one)
    return found


def _proofs(
    row: Occurrence, items: set[int], records: _Records, filed: Iterable[Evidence], on: date
) -> Proofs:
    proving: list[Item] = []
    dead: dict[tuple[str, str], Dead] = {}
    for one in records.about(row, items):
        proof = _item(one, row) if _belongs(one.latest, one, row, items) else None
        if proof is not None and one.is_live:
            proving.append(proof)
        elif ended := _ended(one, row, items):
            dead[ended.kind, ended.object_id] = ended
    known = {(one.kind, one.object_id) for one in proving}
    for evidence in filed:
        place = evidence.kind, evidence.object_id
        if evidence.kind != KIND and _stood(evidence, on):
            proving.append(_other(evidence))
        elif place not in known and (evidence.kind != KIND or evidence.void_since is None):
            dead.setdefault(place, _void(evidence))
    ordered = sorted(proving, key=lambda one: (one.on, one.object_id))
    return Proofs(tuple(ordered), tuple(dead.values()), bool(items))


def _belongs(edition: Edition, record: Disclosed, row: Occurrence, items: set[int]) -> bool:
    by_item = edition.organisation_id == row.duty.organisation_id and edition.item_id in items
    return by_item or record.occurrence_id == row.pk


def _item(record: Disclosed, row: Occurrence) -> Item | None:
    """The evidence that a live record makes, by the first of its publications that counts."""
    live = record.latest
    counting = [one.published_on for one in record.editions if _counts(one, live, row)]
    if not counting:
        return None
    return Item(
        kind=KIND,
        object_id=live.index_number,
        title=live.title,
        url=address_of(live.index_number),
        on=min(counting),
        formed_on=live.formed_on,
        workdays=live.workdays,
    )


def _counts(edition: Edition, live: Edition, row: Occurrence) -> bool:
    if row.due_on is not None:
        return edition.published_on >= row.starts_on
    last = date(row.duty.task.plan.year or live.formed_on.year, 12, 31)
    return edition.formed_on == live.formed_on <= last


def _ended(record: Disclosed, row: Occurrence, items: set[int]) -> Dead | None:
    """How the record stopped to prove the occurrence; None if it never did."""
    once = [
        one
        for one in record.editions
        if _belongs(one, record, row, items)
        and _counts(one, one, row)
        and max(one.published_on, one.formed_on) >= row.starts_on
    ]
    if not once:
        return None
    if record.withdrawn_on is not None:
        reason = f"已于 {record.withdrawn_on} 撤回（{record.latest.withdrawn_because}）"
        since = record.withdrawn_on
    else:
        reason, since = MOVED, record.latest.published_on
    return Dead(KIND, record.latest.index_number, once[-1].title, reason, since)


def _stood(evidence: Evidence, on: date) -> bool:
    return evidence.void_since is None or day_of(evidence.void_since) > on


def _other(evidence: Evidence) -> Item:
    return Item(
        evidence.kind,
        evidence.object_id,
        evidence.title,
        evidence.url,
        evidence.on,
        formed_on=evidence.on,
    )


def _void(evidence: Evidence) -> Dead:
    since = day_of(evidence.void_since) if evidence.void_since is not None else None
    reason = evidence.void_reason or UNLINKED
    return Dead(evidence.kind, evidence.object_id, evidence.title, reason, since)
