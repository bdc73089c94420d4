"""Two people decide on one document in the same second: one does, the other is told so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.review import give
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.models.review import Review
from tests.journeys.stage import IN_BROWSER, Visitor, stage
from tests.journeys.world import at_work, submitted

pytestmark = list(IN_BROWSER)

TOGETHER = """when => setTimeout(
  () => document.querySelector('button[value=passed]').click(), when - Date.now())"""
TOO_LATE = {
    1: "这份稿件现在不在一审，可能已由他人办理。请回审核列表，从那里重新打开。",
    3: "这份稿件现在的状态是“已发布”，不在审核中。请回审核列表查看现在由谁办理。",
}


@pytest.mark.parametrize(("level", "names"), [(1, ("first", "first2")), (3, ("final", "final2"))])
def test_one_of_two_decides(
    level: int, names: tuple[str, str], live_server: Any, pictures: Path
) -> None:
    record = submitted(at_work(), "城市公园开放时间的通知")
    for before, name in enumerate(("first", "second")[: level - 1], 1):
        _pass(record, before, Person.objects.get(username=name))
    with stage(live_server.url, pictures) as enter:
        both = enter(), enter()
        for who, name in zip(both, names, strict=True):
            who.log_in(name)
            who.open(f"/desk/reviews/{record.pk}/")
        press_together(*both)
        (winner,) = [who for who in both if who.said]
        (loser,) = [who for who in both if who.refused]
        loser.keep("too-late")
        assert len(winner.said) == 1
        assert loser.refused == [TOO_LATE[level]]
    assert Review.objects.filter(level=level).count() == 1
    assert Publication.objects.count() == (1 if level == 3 else 0)


def press_together(*visitors: Visitor) -> None:
    """Let all their browsers press the button at one moment."""
    when = visitors[0].page.evaluate("Date.now() + 700")
    for who in visitors:
        who.page.evaluate(TOGETHER, when)
    for who in visitors:
        who.page.wait_for_selector("[role=status], section.errors")


def _pass(record: Record, level: int, by: Person) -> None:
    record.refresh_from_db()
    assert record.current is not None
    give(
        record=record, level=level, outcome="passed", opinion="", by=by, at=timezone.now(),
        content_hash=record.current.content_hash,
    )  # fmt: skip
