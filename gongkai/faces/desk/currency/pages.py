"""What the pages of items show, gathered for their templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.currency import words
from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.parts import Clock, Stat, Tag
from gongkai.rules.currency import Period, State
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.currency import (
    OPEN,
    ChangeState,
    PeriodState,
    change_states,
    period_states,
)
from gongkai.work.records.queries.kept import kept_items
from gongkai.work.records.queries.own_items import OwnItem, own_items

POWERS = {
    "draft": "record.draft",
    "change": "item.note_change",
    "nothing": "item.state_nothing",
}


@dataclass(frozen=True)
class PeriodRow:
    """A period as a table prints it; `from_on` is what its buttons send."""

    label: str
    from_on: str
    period: Period
    source: str
    tag: Tag
    clock: Clock | None
    said: str
    url: str
    reason: str
    entry: int | None
    is_open: bool


@dataclass(frozen=True)
class ChangeRow:
    """A change as a table prints it; `can_draft` where a record can stand under its item."""

    key: str
    what: str
    formed_on: date
    due_on: date
    source: str
    matter: str
    noted: str
    tag: Tag
    clock: Clock | None
    said: str
    url: str
    item: CatalogueItem
    is_open: bool


@dataclass(frozen=True)
class ItemRow:
    """An item in the table of an organisation, with its last periods and open changes."""

    item: CatalogueItem
    organisation: Organisation
    limit: str
    latest_on: date | None
    periods: Sequence[PeriodRow]
    changes: int


@dataclass(frozen=True)
class Todo:
    """Something that waits to be published: a period (with its row) or a change (with its)."""

    item: CatalogueItem
    title: str
    why: str
    due_on: date
    tag: Tag
    clock: Clock | None
    period: PeriodRow | None = None
    change: ChangeRow | None = None


@dataclass(frozen=True)
class ItemsPage:
    """All items of one organisation."""

    organisation: Organisation
    stats: Sequence[Stat]
    todo: Sequence[Todo]
    rows: Sequence[ItemRow]
    acts: frozenset[str]


@dataclass(frozen=True)
class ItemPage:
    """One item of one organisation: every period, every change."""

    organisation: Organisation
    item: CatalogueItem
    limit: str
    periods: Sequence[PeriodRow]
    running: Period | None
    running_source: str
    changes: Sequence[ChangeRow]
    acts: frozenset[str]
    public_url: str


def items_page(person: Person, place: Organisation, on: date) -> ItemsPage:
    """The items of the organisation, what waits to be published first."""
    every = own_items(on, place)
    todo = sorted((one for own in every for one in _todo(own, on)), key=lambda one: one.due_on)
    return ItemsPage(
        organisation=place,
        stats=stats_of(every),
        todo=todo,
        rows=[item_row(one, on) for one in every],
        acts=acts_of(person, place, on),
    )


def item_page(person: Person, place: Organisation, item: CatalogueItem, on: date) -> ItemPage:
    """The item with its periods and changes, the newest first."""
    kept = kept_items(on, place, item)
    periods = [period_row(one, on) for one in period_states(kept, on)]
    current = next((one for one in kept if one.until is None), None)
    running = current.running(on) if current is not None else None
    source = words.period_source(current, is_fixed=running.is_fixed) if current and running else ""
    return ItemPage(
        organisation=place,
        item=item,
        limit=words.limit_said(item),
        periods=list(reversed(periods)),
        running=running,
        running_source=source,
        changes=[change_row(one, on) for one in reversed(change_states(on, place, item))],
        acts=acts_of(person, place, on),
        public_url=f"{reverse('portal:catalogue_item', args=[item.code])}?unit={place.code}",
    )


def acts_of(person: Person, place: Organisation, on: date) -> frozenset[str]:
    """What the person may do about items of the organisation."""
    return frozenset(act for act, power in POWERS.items() if may(person, power, place, on))


def stats_of(every: Iterable[OwnItem]) -> list[Stat]:
    """How many periods and changes wait, those over their day first."""
    own = list(every)
    periods = [one.state for item in own for one in item.periods]
    changes = [one.state for item in own for one in item.changes]
    found = (
        ("期间逾期", periods.count(State.OVERDUE), "期", "bad"),
        ("期间待公开", periods.count(State.DUE), "期", "warn"),
        ("变更逾期", changes.count(State.OVERDUE), "项", "bad"),
        ("变更待公开", changes.count(State.DUE), "项", "warn"),
    )
    return [Stat(label, n, unit, kind if n else "") for label, n, unit, kind in found]


def item_row(one: OwnItem, on: date) -> ItemRow:
    """The item with its last periods."""
    return ItemRow(
        item=one.item,
        organisation=one.organisation,
        limit=words.limit_said(one.item),
        latest_on=one.latest_on,
        periods=[period_row(state, on) for state in one.periods],
        changes=len(one.changes),
    )


def period_row(one: PeriodState, on: date) -> PeriodRow:
    """One period in words."""
    period, statement = one.period, one.statement
    return PeriodRow(
        label=period.label,
        from_on=period.from_on.isoformat(),
        period=period,
        source=words.period_source(one.kept, is_fixed=period.is_fixed),
        tag=words.TAGS[one.state],
        clock=clock_until(on, period.due_on) if one.state in OPEN else None,
        said=words.answer_said(one),
        url=_record_url(one),
        reason=f"{statement.by.name}：{statement.reason}" if statement is not None else "",
        entry=statement.log_entry.sequence if statement is not None else None,
        is_open=one.state in OPEN,
    )


def change_row(one: ChangeState, on: date) -> ChangeRow:
    """One change in words."""
    change, noted = one.change, one.change.noted
    who = noted.noted_by.name if noted is not None and noted.noted_by else "系统"
    return ChangeRow(
        key=change.key,
        what=change.what,
        formed_on=change.formed_on,
        due_on=change.due_on,
        source=words.due_said(change.due),
        matter=noted.matter if noted is not None else "",
        noted=f"{who}登记" if noted is not None else "由机构和人员的登记得知",
        tag=words.TAGS[one.state],
        clock=clock_until(on, change.due_on) if one.state in OPEN else None,
        said=words.answer_said(one),
        url=_record_url(one),
        item=change.item,
        is_open=one.state in OPEN,
    )


def _record_url(one: PeriodState | ChangeState) -> str:
    return reverse("portal:record", args=[one.answer.index_number]) if one.answer else ""


def _todo(own: OwnItem, on: date) -> list[Todo]:
    item, name = own.item, own.item.name
    found = []
    for one in own.open_periods:
        row = period_row(one, on)
        title, why = f"{row.label}：{name}", f"最后公开日：{row.source}"
        found.append(Todo(item, title, why, row.period.due_on, row.tag, row.clock, period=row))
    for change in own.changes:
        line = change_row(change, on)
        title, why = f"{line.what}（{name}）", f"{cn_date(line.formed_on)}形成或变更，{line.source}"
        found.append(Todo(item, title, why, line.due_on, line.tag, line.clock, change=line))
    return found
