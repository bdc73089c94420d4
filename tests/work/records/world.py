"""A small world of records: one department, its people, and drafts ready to be submitted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.ask_withdrawal import ask_withdrawal
from gongkai.work.records.actions.draft import edit, start
from gongkai.work.records.actions.review import give
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.actions.withdraw import withdraw
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication, Withdrawal
from gongkai.work.records.models.record import Record
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.content import current_of
from tests.factories import AT, clerk, department, reviewers

FORMED = date(2023, 7, 20)
STEP = timedelta(minutes=10)
PASSED = Review.Outcome.PASSED
RETURNED = Review.Outcome.RETURNED


@dataclass(frozen=True)
class World:
    """One department with its clerk and its three reviewers."""

    organisation: Organisation
    clerk: Person
    first: Person
    second: Person
    final: Person
    item: CatalogueItem

    @property
    def reviewers(self) -> tuple[Person, Person, Person]:
        return self.first, self.second, self.final


def item(code: str = "20.3", **fields: Any) -> CatalogueItem:
    defaults = {"name": "统计信息", "basis": "条例第二十条第（三）项", "order": 1}
    return CatalogueItem.objects.get_or_create(code=code, defaults=defaults | fields)[0]


def world(code: str = "jyj", name: str = "教育局") -> World:
    organisation = department(code, name)
    return World(organisation, clerk(organisation), *reviewers(organisation), item())


def draft(here: World, at: datetime = AT, **fields: Any) -> Record:
    """A draft with everything that publication asks for."""
    record = start(
        organisation=here.organisation,
        by=here.clerk,
        at=at,
        item=here.item,
        occurrence=fields.pop("occurrence", None),
    )
    full: dict[str, Any] = {
        "title": "关于义务教育阶段学校招生工作安排",
        "theme": "教育",
        "issued_on": FORMED,
        "formed_on": FORMED,
        "body_html": "<p>招生工作于八月进行。</p>",
    }
    edit(record=record, by=here.clerk, at=at, **(full | fields))
    return record


def submitted(here: World, at: datetime = AT, **fields: Any) -> Record:
    return submit(record=draft(here, at, **fields), by=here.clerk, at=at)


def decide(
    record: Record,
    level: int,
    by: Person,
    at: datetime = AT,
    *,
    outcome: str = PASSED,
    opinion: str = "",
) -> Review:
    """One review of what the record says now."""
    seen = current_of(record).content_hash
    return give(
        record=record,
        level=level,
        outcome=outcome,
        opinion=opinion,
        content_hash=seen,
        by=by,
        at=at,
    )


def pass_all(here: World, record: Record, at: datetime = AT) -> Publication:
    for level, person in enumerate(here.reviewers, start=1):
        decide(record, level, person, at)
    assert record.live is not None
    return record.live


def published(here: World, at: datetime = AT, **fields: Any) -> Publication:
    """A record that went through everything at one moment."""
    return pass_all(here, submitted(here, at, **fields), at)


def through(here: World, record: Record, at: datetime, **fields: Any) -> Publication:
    """What another office drafted, finished and taken through the three reviews."""
    given: dict[str, Any] = {"item": here.item, "theme": "交通", "issued_on": at.date()}
    edit(record=record, by=here.clerk, at=at, **(given | fields))
    submit(record=record, by=here.clerk, at=at)
    return pass_all(here, record, at)


def corrected(here: World, one: Publication, at: datetime = AT, **fields: Any) -> Publication:
    """A correction of what is public, taken through the three reviews."""
    changed = {"title": f"更正于{at:%m%d%H%M}的标题", "change_note": "标题写错"} | fields
    edit(record=one.record, by=here.clerk, at=at, **changed)
    submit(record=one.record, by=here.clerk, at=at)
    return pass_all(here, one.record, at)


def withdrawn(
    here: World, publication: Publication, at: datetime = AT, **fields: Any
) -> Withdrawal:
    """Something taken back: the clerk asks for it, the final reviewer agrees."""
    asked: dict[str, Any] = {"kind": "other", "reason": "有误", "by": here.clerk}
    request = ask_withdrawal(publication=publication, at=at, **(asked | fields))
    return withdraw(request=request, by=here.final, at=at)


def at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Run the acts in threads of their own, started together; what each raised, in order."""
    together = Barrier(len(acts))
    raised: list[BaseException | None] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            together.wait(timeout=20)
            acts[place]()
        except BaseException as error:
            raised[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def fresh(record: Record) -> Record:
    return Record.objects.select_related("organisation").get(pk=record.pk)


def refused_for(act: Callable[[], object]) -> list[str]:
    """The codes of all reasons."""
    with pytest.raises(Refused) as refused:
        act()
    return [one.code for one in refused.value.reasons] or [refused.value.code]
