"""What proves an occurrence on a given day, and what once did and does no more.

A record proves an occurrence if its organisation is the duty's, or leads the task that the duty
supports, and its catalogue item is linked to the task, or if it was drafted for that occurrence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.duty import Evidence, Occurrence
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.disclosed import Disclosed, Edition, disclosed_for
from gongkai.work.records.queries.sources import Source, sources_of

KIND = "record"
LEGAL_WORKDAYS = 20
MOVED = "已改列其他公开事项"
CHANGED = "更正后不再属于本期"
UNLINKED = "所在公开事项不再对应本项任务"

_Place = tuple[str, str]


@dataclass(frozen=True)
class Item:
    """A live object that proves something; the same facts as a row of the ledger's evidence.

    `lead` names the organisation whose object it is, if that leads what the duty supports.
    """

    kind: str
    object_id: str
    title: str
    url: str
    on: date
    formed_on: date | None = None
    workdays: int = LEGAL_WORKDAYS
    lead: str = ""


@dataclass(frozen=True)
class Dead:
    """Something that counted once, from the day `on`.

    `since` is the day of its end, None if that is not known.
    """

    kind: str
    object_id: str
    title: str
    reason: str
    on: date
    since: date | None = None


@dataclass(frozen=True)
class Proofs:
    """All that bears on one occurrence. `is_linked`: a catalogue item belongs to its task.

    `has_lead`: it is a share in what another organisation leads.
    """

    items: tuple[Item, ...]
    dead: tuple[Dead, ...]
    is_linked: bool
    has_lead: bool

    @property
    def has_records(self) -> bool:
        """True if something published is among the proofs."""
        return any(one.kind == KIND for one in self.items)


def address_of(index_number: str) -> str:
    """Where the portal shows the record; the address of a published record never changes."""
    return f"/records/{index_number}/"


def proofs_of(rows: Sequence[Occurrence], on: date) -> dict[int, Proofs]:
    """The proofs of each occurrence by its key. Four queries however many there are.

    The occurrences come with `duty__task__plan`.
    """
    if not rows:
        return {}
    sources = sources_of(rows)
    # Asked by task and organisation: all occurrences would outgrow what a statement can hold.
    tasks = {row.duty.task_id for row in rows}
    known = [one for of_row in sources.values() for one in of_row]
    organisations = {one.organisation_id for one in known}
    linked = _linked_items(tasks)
    items = {item for of_task in linked.values() for item in of_task}
    since = min(one.starts_on for one in known)
    records = _Records(disclosed_for(on, items, tasks, organisations, since))
    filed = _filed(tasks, organisations, on)
    return {
        row.pk: _Case(row, sources[row.pk], linked[row.duty.task_id], on).proofs(records, filed)
        for row in rows
    }


class _Records:
    """Disclosed records, found by what they could prove now or at some time before."""

    def __init__(self, records: Iterable[Disclosed]) -> None:
        self._of_occurrence: dict[int | None, list[Disclosed]] = defaultdict(list)
        self._of_item: dict[tuple[int, int], list[Disclosed]] = defaultdict(list)
        for one in records:
            if one.occurrence_id is not None:
                self._of_occurrence[one.occurrence_id].append(one)
            for place in {(edition.organisation_id, edition.item_id) for edition in one.editions}:
                self._of_item[place].append(one)

    def about(self, source: Source, items: Iterable[int]) -> Iterator[Disclosed]:
        """Each record of the source that belongs or belonged to the occurrence, once."""
        found = {one.record_id: one for one in self._of_occurrence.get(source.occurrence_id, ())}
        for item in items:
            for one in self._of_item.get((source.organisation_id, item), ()):
                found[one.record_id] = one
        yield from found.values()


def _linked_items(tasks: Iterable[int]) -> dict[int, frozenset[int]]:
    links = CatalogueItem.tasks.through.objects.filter(task_id__in=tasks)
    found: dict[int, set[int]] = defaultdict(set)
    for task, item in links.values_list("task_id", "catalogueitem_id"):
        found[task].add(item)
    return {task: frozenset(found[task]) for task in tasks}


def _filed(
    tasks: Iterable[int], organisations: Iterable[int], on: date
) -> dict[int | None, list[Evidence]]:
    rows = Evidence.objects.filter(
        occurrence__duty__task__in=tasks,
        occurrence__duty__organisation__in=organisations,
        on__lte=on,
    )
    found: dict[int | None, list[Evidence]] = defaultdict(list)
    for one in rows:
        found[one.occurrence_id].append(one)
    return found


@dataclass(frozen=True)
class _Case:
    """One occurrence on one day."""

    row: Occurrence
    sources: tuple[Source, ...]
    items: frozenset[int]
    on: date

    def proofs(self, records: _Records, filed: Mapping[int | None, Sequence[Evidence]]) -> Proofs:
        proving: dict[_Place, Item] = {}
        dead: dict[_Place, Dead] = {}
        for source in self.sources:
            for record in records.about(source, self.items):
                self._weigh_record(record, source, proving, dead)
            for one in filed.get(source.occurrence_id, ()):
                if one.kind != KIND and one.on >= source.starts_on:
                    self._weigh_other(one, source, proving, dead)
        mine = {_place(one): one for one in filed.get(self.row.pk, ()) if one.kind == KIND}
        for place, one in mine.items():
            # Since when is left open: voiding the link must not move the day of a finding.
            reason = one.void_reason if _is_void(one, self.on) else UNLINKED
            dead.setdefault(place, Dead(*place, one.title, reason, one.on))
        gone = [
            one
            for place, one in dead.items()
            if place not in proving and (place in mine or self._tells(one, proving.values()))
        ]
        return Proofs(
            items=tuple(self._telling(proving.values())),
            dead=tuple(gone),
            is_linked=bool(self.items),
            has_lead=any(source.lead for source in self.sources),
        )

    def _weigh_record(
        self, record: Disclosed, source: Source, proving: dict[_Place, Item],
        dead: dict[_Place, Dead],
    ) -> None:  # fmt: skip
        live = record.latest
        place = KIND, live.index_number
        first = self._first_day(record, live, source)
        if record.is_live and first is not None and self._belongs(live, record, source):
            proving.setdefault(place, _item(live, first, source))
        elif ended := self._ended(record, source):
            dead.setdefault(place, ended)

    def _weigh_other(
        self, one: Evidence, source: Source, proving: dict[_Place, Item], dead: dict[_Place, Dead]
    ) -> None:
        if one.void_since is None or not _is_void(one, self.on):
            proving.setdefault(_place(one), _other(one, source))
        else:
            since = day_of(one.void_since)
            ended = Dead(*_place(one), one.title, one.void_reason, one.on, since)
            dead.setdefault(_place(one), ended)

    def _belongs(self, edition: Edition, record: Disclosed, source: Source) -> bool:
        by_item = (
            edition.organisation_id == source.organisation_id and edition.item_id in self.items
        )
        is_own = record.occurrence_id is not None and record.occurrence_id == source.occurrence_id
        return by_item or is_own

    def _first_day(self, record: Disclosed, edition: Edition, source: Source) -> date | None:
        """The day from which the record counts, by its first publication that does."""
        start = source.starts_on
        if self.row.due_on is not None:
            days = [one.published_on for one in record.editions if one.published_on >= start]
            return min(days, default=None)
        formed_on = edition.formed_on
        last = date(self.row.duty.task.plan.year or formed_on.year, 12, 31)
        first = min(one.published_on for one in record.editions if one.formed_on == formed_on)
        return first if first >= start and formed_on <= last else None

    def _ended(self, record: Disclosed, source: Source) -> Dead | None:
        """How the record stopped to prove the occurrence; None if it never did."""
        once = [
            (first, edition.title)
            for edition in record.editions
            if edition.published_on >= source.starts_on
            and self._belongs(edition, record, source)
            and (first := self._first_day(record, edition, source)) is not None
        ]
        if not once:
            return None
        latest = record.latest
        if record.withdrawn_on is not None:
            reason = f"已于 {record.withdrawn_on} 撤回（{latest.withdrawn_because}）"
        else:
            reason = CHANGED if self._belongs(latest, record, source) else MOVED
        since = record.withdrawn_on or latest.published_on
        first, _ = min(once)
        return Dead(KIND, latest.index_number, once[-1][1], reason, first, since)

    def _telling(self, items: Iterable[Item]) -> list[Item]:
        """What came by the date; if nothing did, what came first. The rest proves other periods."""
        ordered = sorted(items, key=lambda one: (one.on, one.object_id))
        if self.row.due_on is None:
            return ordered
        last = max(self.row.due_on, ordered[0].on) if ordered else self.row.due_on
        return [one for one in ordered if one.on <= last]

    def _tells(self, one: Dead, items: Iterable[Item]) -> bool:
        """False for what came late and after something that still stands."""
        due_on = self.row.due_on
        return due_on is None or one.on <= due_on or all(item.on >= one.on for item in items)


def _place(evidence: Evidence) -> _Place:
    return evidence.kind, evidence.object_id


def _is_void(evidence: Evidence, on: date) -> bool:
    return evidence.void_since is not None and day_of(evidence.void_since) <= on


def _item(live: Edition, first: date, source: Source) -> Item:
    return Item(
        kind=KIND,
        object_id=live.index_number,
        title=live.title,
        url=address_of(live.index_number),
        on=first,
        formed_on=live.formed_on,
        workdays=live.workdays,
        lead=source.lead,
    )


def _other(one: Evidence, source: Source) -> Item:
    return Item(
        one.kind, one.object_id, one.title, one.url, one.on, formed_on=one.on, lead=source.lead
    )
