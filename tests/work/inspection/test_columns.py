"""Guides and yearly reports that are missing, incomplete, stale or late: each found once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.rules.columns import GUIDE
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.checks.columns import guide_facts, report_facts
from gongkai.work.inspection.checks.fact import Fact
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.stood import column_since, stood
from gongkai.work.staffing.actions.organisations import dissolve, found, rename
from tests.factories import department, moment, officer
from tests.tampering import guards_down
from tests.work.records.platform import FACTS, guide, report
from tests.work.records.world import World, pass_all, withdrawn, world

pytestmark = pytest.mark.django_db
BEGAN = date(2023, 7, 3)
# Twenty workdays after the columns came into the catalogue.
ASKED = date(2023, 7, 31)
DAY = timedelta(days=1)
LONG_AFTER = date(2023, 9, 1)


@pytest.fixture
def here() -> World:
    set_up(at=moment(BEGAN))
    return world()


def facts(on: date, organisation: Organisation | None = None) -> list[Fact]:
    every = stood(on, organisation)
    return [*guide_facts(every, on, organisation), *report_facts(every, on, organisation)]


def told(on: date, kind: str = "") -> list[tuple[str, str, date]]:
    """Kind, object and day of the facts, those of one beginning if one is given."""
    return [
        (one.kind, one.object_id, one.happened_on) for one in facts(on) if one.kind.startswith(kind)
    ]


def rows(kind: str) -> list[tuple[str, date, str]]:
    return [
        (one.kind, one.happened_on, one.state)
        for one in Finding.objects.filter(kind__startswith=kind).order_by("pk")
    ]


def at(day: date) -> datetime:
    return moment(day, 10)


def reports_until(here: World, *years: int, on: date) -> None:
    for year in years:
        formed = {"formed_on": on, "issued_on": on}
        report(here, year, at(on), **formed)


def test_since_when_the_column_is_asked_for_is_told_by_the_log() -> None:
    assert column_since(GUIDE) is None
    world()
    assert facts(LONG_AFTER) == []
    set_up(at=moment(BEGAN))
    assert column_since(GUIDE) == BEGAN
    CatalogueItem.objects.filter(code=GUIDE).update(name="指南")
    set_up(at=moment(BEGAN + DAY))
    assert column_since(GUIDE) == BEGAN


def test_nobody_is_charged_for_the_time_before(here: World) -> None:
    assert facts(BEGAN - DAY) == []
    assert facts(ASKED) == []
    assert told(ASKED + DAY) == [
        ("guide_missing", "jyj", ASKED + DAY),
        ("annual_report_missing", "jyj:2022", ASKED + DAY),
    ]


def test_only_those_who_must_disclose_are_asked(here: World) -> None:
    for kind in ("district", "town", "institution", "enterprise"):
        found(code=kind, name=f"某{kind}", kind=kind, by=None, at=at(BEGAN))
    gone = department("old", "旧局")
    dissolve(organisation=gone, on=date(2023, 8, 1), by=None, at=at(BEGAN))
    missing = {code for _, code, _ in told(LONG_AFTER, "guide")}
    assert missing == {"jyj", "district", "town"}
    assert {one.organisation_id for one in facts(LONG_AFTER, here.organisation)} == {
        here.organisation.pk
    }


def test_a_new_body_has_twenty_workdays_for_its_guide(here: World) -> None:
    department("new", "新局", active_from=date(2023, 8, 21))
    assert ("guide_missing", "new", date(2023, 9, 19)) in told(date(2023, 12, 1), "guide")
    assert "new" not in [code for _, code, _ in told(date(2023, 9, 18), "guide")]
    assert [code for _, code, _ in told(date(2023, 12, 1), "annual")] == ["jyj:2022"]


def test_a_missing_guide_is_one_finding_that_ends_when_there_is_one(here: World) -> None:
    for day in (ASKED + DAY, ASKED + 2 * DAY, LONG_AFTER):
        verify(at=at(day))
    assert rows("guide") == [("guide_missing", ASKED + DAY, "open")]
    finding = Finding.objects.get(kind="guide_missing")
    assert (finding.rule, finding.month, finding.what) == (
        "catalogue_irregular", "2023-08",
        "教育局没有公开政府信息公开指南：没有公开过指南，应于 2023-07-31 前公开"
        "（条例第十二条、第五十三条）。",
    )  # fmt: skip
    formed = {"formed_on": LONG_AFTER, "issued_on": LONG_AFTER}
    guide(here, at(LONG_AFTER), **formed)
    verify(at=at(LONG_AFTER + DAY))
    verify(at=at(LONG_AFTER + 2 * DAY))
    assert rows("guide") == [("guide_missing", ASKED + DAY, "mended")]
    assert finding.steps.get().text == "系统核对：现在查不到这个问题，可以销号。"


def test_a_guide_taken_back_is_missing_from_that_day(here: World) -> None:
    live = guide(here, at(date(2023, 7, 20)))
    assert told(LONG_AFTER, "guide") == []
    withdrawn(here, live, at(date(2023, 8, 28)))
    assert told(date(2023, 8, 27), "guide") == []
    assert told(LONG_AFTER, "guide") == [("guide_missing", "jyj", date(2023, 8, 28))]


def test_a_guide_without_a_field_is_incomplete_from_its_day(here: World) -> None:
    live = guide(here, at(date(2023, 7, 20)))
    with guards_down():
        Version.objects.filter(pk=live.version_id).update(
            facts=FACTS | {"phone": "见网站", "hours": ""}
        )
    verify(at=at(date(2023, 7, 21)))
    (finding,) = Finding.objects.filter(kind="guide_incomplete")
    assert (finding.happened_on, finding.what, finding.url) == (
        date(2023, 7, 20),
        "《教育局政府信息公开指南》缺少或写错了办公时间、联系电话（条例第十二条）。",
        f"/records/{live.index_number}/",
    )
    verify(at=at(date(2023, 7, 22)))
    assert rows("guide") == [("guide_incomplete", date(2023, 7, 20), "open")]
    _correct(here, live.record, at(date(2023, 7, 24)))
    verify(at=at(date(2023, 7, 25)))
    assert rows("guide") == [("guide_incomplete", date(2023, 7, 20), "mended")]


def _correct(here: World, record: Any, moment_of: datetime) -> None:
    edit(record=record, by=here.clerk, at=moment_of, facts=FACTS, change_note="补齐")
    submit(record=record, by=here.clerk, at=moment_of)
    pass_all(here, record, moment_of)


def test_a_guide_that_bears_the_old_name_is_stale_after_its_term(here: World) -> None:
    live = guide(here, at(date(2023, 7, 20)))
    renamed = date(2023, 8, 7)
    rename(organisation=here.organisation, name="教育体育局", on=renamed, by=None, at=at(renamed))
    assert told(date(2023, 9, 4), "guide") == []
    assert told(date(2023, 9, 5), "guide") == [("guide_stale", f"jyj:{renamed}", date(2023, 9, 5))]
    verify(at=at(date(2023, 9, 6)))
    verify(at=at(date(2023, 9, 7)))
    (finding,) = Finding.objects.filter(kind__startswith="guide")
    assert (finding.rule, finding.what) == (
        "catalogue_late",
        "教育体育局自 2023-08-07 起用现在的名称，《教育局政府信息公开指南》"
        "（2023-07-20 公开）没有随之更新（条例第五十三条第（二）项）。",
    )
    _correct(here, live.record, at(date(2023, 9, 8)))
    verify(at=at(date(2023, 9, 8)))
    assert rows("guide") == [("guide_stale", date(2023, 9, 5), "mended")]


@pytest.mark.parametrize(("kind", "due_on"), [
    ("department", date(2024, 1, 31)), ("town", date(2024, 1, 31)),
    ("district", date(2024, 3, 31)),
])  # fmt: skip
def test_reports_are_asked_the_day_after_their_day(here: World, kind: str, due_on: date) -> None:
    Organisation.objects.filter(code="jyj").update(kind=kind)
    reports_until(here, 2022, on=date(2023, 7, 20))
    assert told(due_on, "annual") == []
    assert told(due_on + DAY, "annual") == [("annual_report_missing", "jyj:2023", due_on + DAY)]


def test_a_report_within_the_month_is_late_and_later_it_was_missing(here: World) -> None:
    reports_until(here, 2022, on=date(2023, 7, 20))
    first = date(2024, 2, 1)
    verify(at=at(first))
    assert rows("annual") == [("annual_report_missing", first, "open")]
    reports_until(here, 2023, on=date(2024, 2, 5))
    verify(at=at(date(2024, 2, 5)))
    assert rows("annual") == [("annual_report_late", first, "mended")]
    verify(at=at(date(2024, 3, 1)))
    assert rows("annual") == [("annual_report_late", first, "mended")]
    finding = Finding.objects.get(kind="annual_report_late")
    assert (finding.rule, finding.object_id, finding.what) == (
        "report_late", "jyj:2023",
        "《教育局2023年政府信息公开工作年度报告》应于 2024-01-31 前公开，实际于 2024-02-05 公开"
        "（条例第四十九条）。",
    )  # fmt: skip


def test_a_report_that_comes_much_later_stays_missing_and_is_mended(here: World) -> None:
    reports_until(here, 2022, on=date(2023, 7, 20))
    verify(at=at(date(2024, 2, 1)))
    verify(at=at(date(2024, 3, 1)))
    reports_until(here, 2023, on=date(2024, 4, 8))
    verify(at=at(date(2024, 4, 9)))
    assert rows("annual") == [("annual_report_missing", date(2024, 2, 1), "mended")]
    # The next year is a matter of its own, and the old one does not come back.
    verify(at=at(date(2025, 2, 1)))
    assert rows("annual") == [
        ("annual_report_missing", date(2024, 2, 1), "mended"),
        ("annual_report_missing", date(2025, 2, 1), "open"),
    ]


def test_what_was_due_before_is_asked_only_until_a_newer_one_is_there(here: World) -> None:
    assert told(date(2024, 1, 31), "annual") == [("annual_report_missing", "jyj:2022", ASKED + DAY)]
    verify(at=at(date(2024, 1, 15)))
    reports_until(here, 2023, on=date(2024, 1, 16))
    verify(at=at(date(2024, 1, 17)))
    assert rows("annual") == [("annual_report_missing", ASKED + DAY, "mended")]
    assert told(date(2024, 12, 31), "annual") == []


def test_what_was_due_before_is_not_asked_when_the_next_is_due_as_well() -> None:
    set_up(at=moment(date(2024, 1, 8)))
    world()
    assert told(date(2024, 3, 1), "annual") == [
        ("annual_report_missing", "jyj:2023", date(2024, 2, 1))
    ]


def test_a_report_in_time_and_one_before_its_time_are_no_findings(here: World) -> None:
    reports_until(here, 2022, on=date(2023, 7, 20))
    reports_until(here, 2023, on=date(2024, 1, 31))
    assert told(date(2024, 12, 31), "annual") == []


def test_a_report_taken_back_is_missing_from_that_day(here: World) -> None:
    live = report(here, 2022, at(date(2023, 7, 20)))
    withdrawn(here, live, at(date(2023, 8, 28)))
    assert told(LONG_AFTER, "annual") == [("annual_report_missing", "jyj:2022", date(2023, 8, 28))]


def test_a_past_day_is_seen_as_it_was(here: World) -> None:
    live = guide(here, at(date(2023, 8, 10)), formed_on=date(2023, 8, 9))
    before = told(date(2023, 8, 9), "guide")
    withdrawn(here, live, at(LONG_AFTER))
    assert told(date(2023, 8, 9), "guide") == before == [("guide_missing", "jyj", ASKED + DAY)]
    assert told(date(2023, 8, 11), "guide") == []


def test_a_year_without_a_holiday_notice_accuses_nobody(here: World) -> None:
    department("new", "新局", active_from=date(2029, 1, 5))
    assert "new" not in [code for _, code, _ in told(date(2029, 12, 1), "guide")]


def test_as_many_queries_for_many_as_for_one(
    here: World, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for n in range(5):
        other = world(f"d{n}", f"第{n}局")
        if n % 2:
            guide(other, at(date(2023, 7, 20)))
    with django_assert_max_num_queries(5):
        assert len(facts(LONG_AFTER)) == 10


def test_the_finding_leads_to_the_column_of_its_organisation(here: World) -> None:
    verify(at=at(ASKED + DAY))
    client = Client()
    client.force_login(officer())
    for kind, column in (("guide_missing", "COL-guide"), ("annual_report_missing", "COL-report")):
        finding = Finding.objects.get(kind=kind)
        text = client.get(reverse("desk:finding", args=[finding.pk])).content.decode()
        assert f'href="/catalogue/{column}/?organisation=jyj"' in text
