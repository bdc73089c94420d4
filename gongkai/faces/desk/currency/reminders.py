"""What the day page tells of items: periods and changes over their day, or soon to be."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.urls import reverse

from gongkai.faces.desk.currency.pages import ChangeRow, PeriodRow, change_row, period_row
from gongkai.faces.ui.dates import cn_day
from gongkai.faces.ui.parts import Work
from gongkai.rules.evidence import DUE_WITHIN_WORKDAYS
from gongkai.rules.workdays import remaining_workdays
from gongkai.work.inspection.checks.currency import CHANGE, PERIOD
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.own_items import waiting

_ANSWERS = ("record.draft", "item.state_nothing")


def reminders(person: Person, on: date, told: Collection[tuple[str, str]]) -> list[Work]:
    """What the person can answer for, the first due first; not what stands as a finding (`told`:
    its object's kind and key)."""
    places = organisations_for(person, _ANSWERS, on)
    rows = [row for place in places for row in _of_place(place, on, told)]
    return [work for _, work in sorted(rows, key=lambda pair: pair[0])]


def _of_place(
    place: Organisation, on: date, told: Collection[tuple[str, str]]
) -> Iterator[tuple[date, Work]]:
    periods, changes = waiting(on, place)
    for one in periods:
        if (PERIOD, one.key) not in told and _is_near(one.period.due_on, on):
            row = period_row(one, on)
            why = f"{place.label} · {cn_day(one.period.due_on)}以前公开，或声明本期无此类信息"
            title = f"{row.label}：{one.kept.item.name}"
            yield one.period.due_on, _work(place, one.kept.item, title, why, row)
    for change in changes:
        if (CHANGE, change.change.key) not in told and _is_near(change.change.due_on, on):
            line = change_row(change, on)
            why = f"{place.label} · {line.item.name} · {cn_day(line.due_on)}以前公开"
            yield line.due_on, _work(place, line.item, line.what, why, line)


def _work(
    place: Organisation, item: CatalogueItem, title: str, why: str, row: PeriodRow | ChangeRow
) -> Work:
    url = reverse("desk:item_of", args=[place.code, item.code])
    return Work(title=title, url=url, why=why, clock=row.clock, action="去办理", action_url=url)


def _is_near(due_on: date, on: date) -> bool:
    return remaining_workdays(on, due_on, provisional=True) <= DUE_WITHIN_WORKDAYS
