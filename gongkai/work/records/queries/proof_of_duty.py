"""What published records prove about duties: the one place where evidence becomes a state.

A record proves an occurrence if its organisation is the duty's and its catalogue item is linked to
the task, or if it was drafted for that very occurrence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.rules.evidence import Assessment, Evidence, Period, Proof, State, assess
from gongkai.work.ledger.models import duty as ledger
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record

KIND = "record"
_LEGAL_WORKDAYS = 20


@dataclass(frozen=True)
class Item:
    """A live object that proves something; the same facts as a row of the ledger's evidence."""

    kind: str
    object_id: str
    title: str
    url: str
    on: date
    formed_on: date | None = None
    workdays: int = _LEGAL_WORKDAYS


@dataclass(frozen=True)
class Judged:
    """The state of an occurrence and all that was looked at for it."""

    occurrence: Occurrence
    assessment: Assessment
    evidence: tuple[Item, ...]


@dataclass
class _Published:
    """A public record with the days on which it was ever published and formed."""

    live: Publication
    occurrence_id: int | None
    days: list[tuple[date, date]] = field(default_factory=list)

    def item_for(self, occurrence: Occurrence) -> Item | None:
        """The evidence it makes: with the first publication that counts, if any does."""
        live, is_standing = self.live, occurrence.due_on is None
        counting = [
            published
            for published, formed in self.days
            if (formed == live.formed_on if is_standing else published >= occurrence.starts_on)
        ]
        if not counting:
            return None
        return Item(
            kind=KIND,
            object_id=live.index_number,
            title=live.title,
            url=address_of(live.index_number),
            on=min(counting),
            formed_on=live.formed_on,
            workdays=live.item.workdays,
        )


def address_of(index_number: str) -> str:
    """Where the portal shows the record; the address of a published record never changes."""
    return f"/records/{index_number}/"


def judged(occurrences: Iterable[Occurrence], on: date) -> list[Judged]:
    """The state of each occurrence on that day, from what is public now. A fixed number of queries.

    The occurrences come with `duty__task__plan` (`ledger.queries.duties.occurrences_for`).
    """
    rows = list(occurrences)
    linked = _linked_items(rows)
    published = _published(rows, linked)
    others = _other_evidence(rows)
    return [
        _judge(row, on, linked[row.duty.task_id], published.get(row.pk, []), others[row.pk])
        for row in rows
    ]


def occurrences_proven_by(record: Record, on: date) -> QuerySet[Occurrence]:
    """What the live publication of the record proves: periods that cover the day or still lack it.

    A standing duty lasts as long as the year of its plan.
    """
    live = record.live
    assert live is not None
    proof = ledger.Evidence.objects.filter(occurrence=OuterRef("pk"), void_since=None)
    dated = Q(due_on__gte=on) | (Q(due_on__isnull=False) & ~Exists(proof))
    standing = Q(due_on=None, duty__task__plan__year__gte=on.year)
    by_item = Q(
        duty__organisation=record.organisation_id,
        duty__task__plan__state=Plan.State.ADOPTED,
        duty__task__in=live.item.tasks.all(),
        starts_on__lte=on,
    )
    found = Occurrence.objects.filter(Q(pk=record.occurrence_id) | by_item & (dated | standing))
    return found.select_related("duty__task__plan", "duty__organisation")


def _linked_items(rows: Sequence[Occurrence]) -> dict[int, set[int]]:
    links = CatalogueItem.tasks.through.objects.filter(
        task_id__in={row.duty.task_id for row in rows}
    )
    found: dict[int, set[int]] = defaultdict(set)
    for task, item in links.values_list("task_id", "catalogueitem_id"):
        found[task].add(item)
    return found


def _published(
    rows: Sequence[Occurrence], linked: dict[int, set[int]]
) -> dict[int, list[_Published]]:
    own = Q(record__occurrence__in=[row.pk for row in rows])
    by_item = Q(
        record__live__organisation__in={row.duty.organisation_id for row in rows},
        record__live__item__in={item for items in linked.values() for item in items},
    )
    found: dict[int, _Published] = {}
    publications = Publication.objects.filter(own | by_item, record__live__isnull=False)
    for one in publications.select_related("record__live__item").order_by("id"):
        live = one.record.live
        assert live is not None
        published = found.setdefault(one.record_id, _Published(live, one.record.occurrence_id))
        published.days.append((one.published_on, one.formed_on))
    return _by_occurrence(rows, linked, found.values())


def _by_occurrence(
    rows: Sequence[Occurrence], linked: dict[int, set[int]], published: Iterable[_Published]
) -> dict[int, list[_Published]]:
    of_item: dict[tuple[int, int], list[_Published]] = defaultdict(list)
    of_occurrence: dict[int, list[_Published]] = defaultdict(list)
    for one in published:
        of_item[one.live.organisation_id, one.live.item_id].append(one)
        if one.occurrence_id is not None:
            of_occurrence[one.occurrence_id].append(one)
    found: dict[int, list[_Published]] = {}
    for row in rows:
        matching = list(of_occurrence[row.pk])
        for item in linked[row.duty.task_id]:
            matching += of_item[row.duty.organisation_id, item]
        found[row.pk] = list({one.live.pk: one for one in matching}.values())
    return found


def _other_evidence(rows: Sequence[Occurrence]) -> dict[int, list[Item]]:
    """What other offices filed and stands; records are read from their publications instead."""
    filed = ledger.Evidence.objects.filter(
        occurrence__in=[row.pk for row in rows], void_since=None
    ).exclude(kind=KIND)
    found: dict[int, list[Item]] = defaultdict(list)
    for one in filed:
        found[one.occurrence_id].append(
            Item(one.kind, one.object_id, one.title, one.url, one.on, formed_on=one.on)
        )
    return found


def _judge(
    row: Occurrence,
    on: date,
    linked: set[int],
    published: Sequence[_Published],
    others: Sequence[Item],
) -> Judged:
    items = [item for one in published if (item := one.item_for(row)) is not None]
    if row.due_on is None:
        last = date(row.duty.task.plan.year or on.year, 12, 31)
        items = [item for item in items if item.formed_on and item.formed_on <= last]
    proof = _proof(row, bool(linked), bool(items), bool(others))
    evidence = (*items, *others)
    return Judged(row, _assessment(row, on, proof, evidence), tuple(_sorted(evidence)))


def _proof(row: Occurrence, is_linked: bool, has_records: bool, has_others: bool) -> Proof | None:
    """A dated duty is proven by what is public, a standing one only where records belong to it."""
    if row.due_on is None:
        if is_linked or has_records:
            return Proof.EVENT
        return Proof.STATEMENT if has_others else None
    only_others = has_others and not has_records and not is_linked
    return Proof.ACTIVITY if only_others else Proof.RECORD


def _assessment(
    row: Occurrence, on: date, proof: Proof | None, evidence: Sequence[Item]
) -> Assessment:
    """One judgement for each legal term among the events; a broken one outweighs the others."""
    terms: dict[int, list[Evidence]] = defaultdict(list)
    for one in evidence:
        days = one.workdays if proof is Proof.EVENT else _LEGAL_WORKDAYS
        terms[days].append(Evidence(one.kind, one.title, one.on, one.formed_on))
    found = [
        assess(Period(row.starts_on, row.due_on, proof, days=days), on=on, evidence=filed)
        for days, filed in sorted(terms.items() or [(_LEGAL_WORKDAYS, [])])
    ]
    broken = [one for one in found if one.state is State.BROKEN]
    return broken[0] if broken else _together(found)


def _together(found: Sequence[Assessment]) -> Assessment:
    told = "；".join(one.explanation.removesuffix("。") for one in found) + "。"
    return Assessment(found[0].state, told, any(one.provisional for one in found))


def _sorted(evidence: Iterable[Item]) -> Iterator[Item]:
    yield from sorted(evidence, key=lambda one: (one.on, one.object_id))
