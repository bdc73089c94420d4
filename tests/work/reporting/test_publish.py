"""What was frozen becomes a record through the one door, and what is public a corrected one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.rules.report_tables import read_published
from gongkai.work.files.queries import read_bytes
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.review import give
from gongkai.work.records.actions.submit import submit as submit_record
from gongkai.work.records.models.record import Record
from gongkai.work.records.models.review import Review
from gongkai.work.reporting.actions.flow import freeze, reopen, submit
from gongkai.work.reporting.actions.publish import draft_record
from gongkai.work.reporting.models.report import Edition
from gongkai.work.reporting.queries.reports import report_of, standings, state_of
from tests.factories import moment, reviewers
from tests.work.records.world import draft, item, pass_all, world
from tests.work.reporting.scene import BEGIN, YEAR, Scene, asked, complete, scene

pytestmark = pytest.mark.django_db


def frozen() -> Scene:
    here = scene()
    item("COL-report", name="政府信息公开年报")
    asked(here, date(2026, 3, 2), "3.1", date(2026, 3, 20))
    complete(here.organisation, here.clerk)
    submit(**here.of, by=here.head, at=BEGIN)
    freeze(**here.of, by=here.officer, at=BEGIN)
    return here


def passed(here: Scene, record: Record, three: tuple[Person, ...], day: date) -> None:
    at = moment(day)
    submit_record(record=record, by=here.clerk, at=at)
    for level, one in enumerate(three, 1):
        at += timedelta(minutes=20)
        give(
            record=record, level=level, outcome=Review.Outcome.PASSED, opinion="",
            content_hash=_hash(record), by=one, at=at,
        )  # fmt: skip


def _hash(record: Record) -> str:
    record.refresh_from_db()
    assert record.current is not None
    return record.current.content_hash


def state(here: Scene) -> str:
    return state_of(report_of(here.organisation, YEAR))


def test_the_frozen_report_goes_through_three_reviews_to_the_public() -> None:
    here = frozen()
    three = reviewers(here.organisation)
    record = draft_record(**here.of, by=here.clerk, at=BEGIN)
    version = record.current
    assert version is not None
    assert (version.title, version.facts) == (
        "交通局2026年政府信息公开工作年度报告",
        {"year": "2026"},
    )
    file = version.attachments.get().file
    tables = ("table2", "table3", "table4")
    content = Edition.objects.get().content
    assert [read_published(file.name, read_bytes(file)).report[one] for one in tables] == [
        content[one] for one in tables
    ]
    page = f"<h1>{version.title}</h1>{version.body_html}".encode()
    assert [read_published("a.html", page).report[one] for one in tables] == [
        content[one] for one in tables
    ]
    assert state(here) == "frozen"
    passed(here, record, three, date(2027, 1, 12))
    record.refresh_from_db()
    assert (record.state, state(here)) == ("published", "published")


def test_it_is_drafted_once_an_edition_and_only_when_frozen() -> None:
    here = frozen()
    draft_record(**here.of, by=here.clerk, at=BEGIN)
    assert refused(here) == "report_drafted_already"
    reopen(**here.of, reason="漏记一件", by=here.officer, at=BEGIN)
    assert refused(here) == "report_not_frozen"


def refused(here: Scene, **given: Any) -> str:
    with pytest.raises(Refused) as caught:
        draft_record(**(here.of | {"by": here.clerk, "at": BEGIN} | given))
    return caught.value.code


def test_without_the_column_and_without_the_power_nothing_is_drafted() -> None:
    here = frozen()
    assert refused(here, by=here.officer) == "no_power"
    item("COL-report").delete()
    assert refused(here) == "report_column_missing"


def test_a_reopened_report_corrects_what_is_public_with_its_reason() -> None:
    here = frozen()
    three = reviewers(here.organisation)
    record = draft_record(**here.of, by=here.clerk, at=BEGIN)
    passed(here, record, three, date(2027, 1, 12))
    reopen(**here.of, reason="漏记一件", by=here.officer, at=moment(date(2027, 1, 13)))
    assert state(here) == "reopened"
    asked(here, date(2026, 5, 6), "3.2", date(2026, 5, 20))
    at = moment(date(2027, 1, 14))
    submit(**here.of, by=here.head, at=at)
    freeze(**here.of, by=here.officer, at=at)
    assert state(here) == "frozen"
    record.refresh_from_db()
    again = draft_record(**here.of, by=here.clerk, at=at)
    assert (again.pk, again.current and again.current.change_note) == (record.pk, "漏记一件")
    assert again.current is not None
    assert again.current.attachments.count() == 1
    passed(here, again, three, date(2027, 1, 15))
    assert state(here) == "published"
    numbers = Edition.objects.order_by("number").values_list("number", "version__number")
    assert list(numbers) == [(1, 1), (2, 2)]


def test_a_report_made_elsewhere_is_public_and_not_late() -> None:
    there, late = world(), world("mzj", "民政局")
    column = item("COL-report", name="政府信息公开年报")
    for here, on in ((there, date(2023, 1, 20)), (late, date(2023, 2, 2))):
        facts = {"year": "2022"}
        title = f"{here.organisation.name}2022年政府信息公开工作年度报告"
        record = draft(here, moment(on), title=title, issued_on=on, formed_on=on)
        edit(record=record, by=here.clerk, at=moment(on), item=column, facts=facts)
        submit_record(record=record, by=here.clerk, at=moment(on))
        pass_all(here, record, moment(on))
    found = standings(2022, date(2023, 7, 1))
    assert [(one.organisation.code, one.state, one.missed) for one in found] == [
        ("jyj", "published", ()),
        ("mzj", "published", ("submitted", "published")),
    ]
