"""In the season of reports the day page says whose report is still to be submitted."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.work.org.models.person import Person
from gongkai.work.reporting.actions.flow import send_back, submit
from tests.factories import moment
from tests.work.reporting.scene import BEGIN, complete, scene

pytestmark = pytest.mark.django_db


def panel(who: Person, title: str) -> str:
    """The text of one list of the day page, empty where it is not there."""
    one = Client()
    one.force_login(who)
    html = one.get("/desk/").content.decode()
    _, found, rest = html.partition(title)
    return (
        " ".join(re.sub(r"<[^>]+>", " ", rest.partition("</section>")[0]).split()) if found else ""
    )


def test_a_report_waits_until_it_is_submitted_and_again_when_returned() -> None:
    here = scene()
    complete(here.organisation, here.clerk)
    title, came = "要报送的年度报告", "等政务公开办接收的年度报告"
    told = panel(here.clerk, title)
    assert "交通局 2026 年政府信息公开工作年度报告" in told
    assert "期限 2027年1月31日（休息日，不顺延），请在 1月29日 星期五" in told
    assert panel(here.foi.clerk, title) == ""
    submit(**here.of, by=here.head, at=BEGIN)
    assert panel(here.clerk, title) == ""
    assert "1月8日 星期五" in panel(here.officer, came)
    send_back(**here.of, reason="太短", by=here.officer, at=BEGIN)
    assert "政务公开办退回，请修改" in panel(here.clerk, title)
    assert panel(here.officer, came) == ""


def test_after_march_it_is_a_finding_and_no_reminder(monkeypatch: pytest.MonkeyPatch) -> None:
    here = scene()

    def april() -> datetime:
        return moment(date(2027, 4, 1))

    monkeypatch.setattr(timezone, "now", april)
    assert panel(here.clerk, "要报送的年度报告") == ""
