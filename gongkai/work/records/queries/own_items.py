"""The items of the basic catalogue that organisations publish, and how each is kept up to date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from gongkai.rules.currency import State
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.currency import (
    OPEN,
    ChangeState,
    PeriodState,
    change_states,
    period_states,
)
from gongkai.work.records.queries.kept import Kept, kept_items

LATEST = 4
"""How many of the last periods a list shows."""

_Place = tuple[int, int]


@dataclass(frozen=True)
class OwnItem:
    """One item of one organisation. `kept` is None where it does not repeat by periods.

    `periods` are the last that ended, `changes` those that nothing answers yet.
    """

    item: CatalogueItem
    organisation: Organisation
    kept: Kept | None
    latest_on: date | None
    periods: tuple[PeriodState, ...]
    changes: tuple[ChangeState, ...]

    @property
    def open_periods(self) -> list[PeriodState]:
        """Those for which nothing was published and nothing signed."""
        return [one for one in self.periods if one.state in OPEN]

    @property
    def states(self) -> set[State]:
        """The states of its periods and changes."""
        return {one.state for one in self.periods} | {one.state for one in self.changes}


def own_items(on: date, organisation: Organisation) -> list[OwnItem]:
    """The items that the organisation publishes, in the order of the catalogue."""
    return _own(on, [organisation], organisation)


def all_items(on: date) -> list[OwnItem]:
    """The items of all organisations, organisation by organisation."""
    return _own(on, Organisation.objects.order_by("order", "code"), None)


def waiting(on: date, organisation: Organisation) -> tuple[list[PeriodState], list[ChangeState]]:
    """The periods and changes of the organisation that nothing answers yet."""
    kept = kept_items(on, organisation)
    periods = [one for one in period_states(kept, on) if one.state in OPEN]
    return periods, [one for one in change_states(on, organisation) if one.state in OPEN]


def _own(
    on: date, organisations: Iterable[Organisation], only: Organisation | None
) -> list[OwnItem]:
    items = _items_of(only)
    kept: dict[_Place, list[Kept]] = defaultdict(list)
    for one in kept_items(on, only):
        kept[one.organisation.pk, one.item.pk].append(one)
    every = [one for found in kept.values() for one in found]
    periods: dict[_Place, list[PeriodState]] = defaultdict(list)
    for state in period_states(every, on, latest=LATEST):
        periods[state.kept.organisation.pk, state.kept.item.pk].append(state)
    changes: dict[_Place, list[ChangeState]] = defaultdict(list)
    for change in change_states(on, only):
        if change.state in OPEN:
            changes[change.change.organisation.pk, change.change.item.pk].append(change)
    newest = _newest(only)
    return [
        OwnItem(
            item=item,
            organisation=organisation,
            kept=_current(kept[organisation.pk, item.pk]),
            latest_on=newest.get((organisation.pk, item.pk)),
            periods=tuple(periods[organisation.pk, item.pk][-LATEST:]),
            changes=tuple(changes[organisation.pk, item.pk]),
        )
        for organisation in organisations
        for item in _with_changed(items.get(organisation.pk, ()), changes, organisation)
    ]


def _items_of(only: Organisation | None) -> Mapping[int, Sequence[CatalogueItem]]:
    """The items in force by the organisation that publishes them."""
    through = CatalogueItem.organisations.through.objects.filter(catalogueitem__ended_on=None)
    if only is not None:
        through = through.filter(organisation=only)
    pairs = through.order_by("catalogueitem__order", "catalogueitem__code")
    items = CatalogueItem.objects.filter(ended_on=None, organisations__isnull=False).in_bulk()
    found: dict[int, list[CatalogueItem]] = defaultdict(list)
    for item, organisation in pairs.values_list("catalogueitem_id", "organisation_id"):
        found[organisation].append(items[item])
    return found


def _with_changed(
    items: Sequence[CatalogueItem],
    changes: Mapping[_Place, Sequence[ChangeState]],
    organisation: Organisation,
) -> list[CatalogueItem]:
    """The items, and before them those of the law under which something changed."""
    known = {one.pk for one in items}
    others = {
        one.change.item.pk: one.change.item
        for (who, item), found in changes.items()
        if who == organisation.pk and item not in known
        for one in found
    }
    return [*others.values(), *items]


def _current(stretches: Sequence[Kept]) -> Kept | None:
    return next((one for one in stretches if one.until is None), None)


def _newest(only: Organisation | None) -> dict[_Place, date]:
    # The database lets nothing but proactive disclosure become live (records/0002_guards).
    public = Record.objects.filter(live__isnull=False).order_by()
    if only is not None:
        public = public.filter(live__organisation=only)
    rows = public.values_list("live__organisation_id", "live__item_id")
    return {(who, item): day for who, item, day in rows.annotate(day=Max("live__published_on"))}
