"""Every change of the catalogue is an entry of the log, and whatever went around it is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from gongkai.rules.catalogue import ITEMS
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import content_of
from gongkai.work.records.actions.catalogue import add_item, link_tasks, set_up
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.log_check import verify
from tests.factories import AT, adopted_plan, department, officer
from tests.tampering import guards_down

pytestmark = pytest.mark.django_db
ONE = "P20-07"
LATER = AT + timedelta(days=1)


def item(code: str = ONE) -> CatalogueItem:
    return CatalogueItem.objects.get(code=code)


def entry_of(code: str) -> int:
    return next(
        one.sequence
        for one in LogEntry.objects.order_by("-sequence")
        if content_of(one).get("code") == code
    )


def test_what_the_law_brings_is_one_batch_under_one_head() -> None:
    set_up(at=AT)
    assert [content_of(one)["code"] for one in LogEntry.objects.all()] == list(ITEMS)
    assert list(TreeHead.objects.values_list("size", flat=True)) == [len(ITEMS)]
    assert content_of(LogEntry.objects.get(sequence=entry_of(ONE))) == {
        "code": ONE,
        "parent": "P20",
        "name": ITEMS[ONE].name,
        "basis": ITEMS[ONE].basis,
        "workdays": 20,
    }
    set_up(at=LATER)
    assert LogEntry.objects.count() == len(ITEMS)
    assert verify().problems == ()


def test_an_item_of_the_place_and_its_links_are_told() -> None:
    set_up(at=AT)
    by = officer()
    own = add_item(code="P20-15-01", parent=item("P20-15"), name="历史文件", by=by, at=LATER)
    last = LogEntry.objects.last()
    assert last is not None
    assert (last.kind, content_of(last)["parent"]) == ("catalogue", "P20-15")
    link_tasks(item=own, tasks=[], by=by, at=LATER)
    assert LogEntry.objects.count() == len(ITEMS) + 1
    assert verify().problems == ()


def test_links_to_tasks_are_told_once() -> None:
    set_up(at=AT)
    plan = adopted_plan({"units": [department("jyj", "教育局")]})
    by, tasks = officer(), plan.tasks.all()
    for _ in range(2):
        link_tasks(item=item(), tasks=tasks, by=by, at=LATER)
    told = LogEntry.objects.get(kind="catalogue_link")
    assert content_of(told) == {
        "code": ONE,
        "name": item().name,
        "tasks": [{"year": plan.year, "number": one.number} for one in tasks],
    }
    assert verify().problems == ()


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (lambda: CatalogueItem.objects.filter(code=ONE).update(workdays=60), ONE),
        (lambda: CatalogueItem.objects.filter(code=ONE).update(name="改过"), ONE),
        (lambda: CatalogueItem.objects.filter(code=ONE).update(basis="改过"), ONE),
        (lambda: CatalogueItem.objects.filter(code=ONE).update(parent=item("pilot")), ONE),
        (lambda: CatalogueItem.objects.filter(code=ONE).delete(), ONE),
        (lambda: CatalogueItem.objects.filter(code=ONE).update(code="P20-99"), ONE),
        (lambda: CatalogueItem.objects.create(code="P20-99", name="x", basis="x"), None),
    ],
)
def test_tampering_is_named(tamper: Callable[[], object], named: str | None) -> None:
    set_up(at=AT)
    with guards_down():
        tamper()
    first = verify().problems[0]
    assert first.sequence == (entry_of(named) if named else None)
    assert first.what.endswith("。")
