"""Public annual reports: figures as they were frozen, and nothing that is not public."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.rules.report_tables import read_published
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit as submit_record
from gongkai.work.reporting.actions.flow import freeze, reopen, submit
from gongkai.work.reporting.actions.publish import draft_record
from tests.factories import AT, district, moment, reviewers
from tests.work.records.world import draft, item, pass_all, world
from tests.work.reporting.scene import BEGIN, YEAR, Scene, asked, complete, scene
from tests.work.reporting.test_publish import passed

pytestmark = pytest.mark.django_db
NOW = moment(date(2027, 2, 1))


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> datetime:
        return NOW

    monkeypatch.setattr(timezone, "now", now)


def frozen(code: str = "jtj", name: str = "交通局", officer: Any = None) -> Scene:
    here = scene(code, name, officer)
    asked(here, date(2026, 3, 2), "3.1", date(2026, 3, 20))
    complete(here.organisation, here.clerk)
    submit(**here.of, by=here.head, at=BEGIN)
    freeze(**here.of, by=here.officer, at=BEGIN)
    return here


def published(code: str = "jtj", name: str = "交通局", officer: Any = None) -> Scene:
    item("COL-report", name="政府信息公开年报")
    here = frozen(code, name, officer)
    record = draft_record(**here.of, by=here.clerk, at=BEGIN)
    passed(here, record, reviewers(here.organisation), date(2027, 1, 12))
    return here


def page(url: str, status: int = 200) -> str:
    answer = Client().get(url)
    assert answer.status_code == status
    return answer.content.decode()


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", html)


def test_a_report_is_shown_in_figures_with_its_document() -> None:
    here = published()
    html = page(f"/reports/{YEAR}/jtj/")
    read = read_published("a.html", html.encode()).report
    assert (read["table3"]["3.1"]["natural"], read["table3"]["1"]["total"]) == (1, 1)
    assert read["table2"]["行政强制"] == {"本年处理决定数量": 2}
    assert "办结 1 件：予以公开 1 件。" in html
    record = here.organisation.annual_reports.get().record
    assert record is not None
    assert f"/records/{record.index_number}/" in html
    assert "米有为" not in html


def test_the_year_lists_who_published_and_who_did_not() -> None:
    here = published()
    frozen("mzj", "民政局", here.officer)
    text = text_of(page(f"/reports/{YEAR}/"))
    assert "3 个单位应当公开，已公开 1 个。" in text
    assert re.search(r"交通局\s+2027-01-12 公开\s+1\s+1", text)
    assert re.search(r"民政局\s+没有公开\s+—\s+—", text)
    assert f"/reports/{YEAR}/" in page("/reports/")


def test_what_is_only_frozen_or_never_was_has_no_page() -> None:
    frozen()
    assert text_of(page(f"/reports/{YEAR}/jtj/", 404))
    for url in (f"/reports/{YEAR}/none/", "/reports/2027/", "/reports/1990/", "/reports/2025/jtj/"):
        page(url, 404)


def test_while_a_report_is_reopened_the_public_sees_what_is_public() -> None:
    here = published()
    reopen(**here.of, reason="漏记一件", by=here.officer, at=BEGIN)
    asked(here, date(2026, 5, 6), "3.2", date(2026, 5, 20))
    submit(**here.of, by=here.head, at=BEGIN)
    freeze(**here.of, by=here.officer, at=BEGIN)
    assert "办结 1 件" in page(f"/reports/{YEAR}/jtj/")
    record = draft_record(**here.of, by=here.clerk, at=BEGIN)
    assert "办结 1 件" in page(f"/reports/{YEAR}/jtj/")
    roles = ("first_reviewer", "second_reviewer", "final_reviewer")
    three = tuple(here.organisation.posts.get(role=role).person for role in roles)
    passed(here, record, three, date(2027, 1, 15))
    assert "办结 2 件" in page(f"/reports/{YEAR}/jtj/")


def queries(url: str) -> int:
    page(url)
    with CaptureQueriesContext(connection) as counted:
        page(url)
    return len(counted)


def test_the_list_takes_as_many_queries_for_many_as_for_one() -> None:
    here = published()
    few = queries(f"/reports/{YEAR}/")
    published("mzj", "民政局", here.officer)
    district()
    assert Organisation.objects.count() == 4
    assert queries(f"/reports/{YEAR}/") == few <= 10


def test_a_report_from_elsewhere_is_read_as_the_document_that_it_is() -> None:
    here = world()
    facts = {"year": "2022"}
    record = draft(here, title="教育局2022年政府信息公开工作年度报告", facts=facts)
    edit(record=record, by=here.clerk, at=AT, item=item("COL-report", name="年报"), facts=facts)
    submit_record(record=record, by=here.clerk, at=AT)
    live = pass_all(here, record)
    answer = Client().get("/reports/2022/jyj/")
    assert (answer.status_code, answer["Location"]) == (302, f"/records/{live.index_number}/")
    assert f"/records/{live.index_number}/" in page("/reports/2022/")
