"""Ledgers and annual reports that are still to be handed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.home.panels import Panel
from gongkai.faces.desk.reporting.words import due_words
from gongkai.faces.ui.dates import cn_day
from gongkai.faces.ui.parts import Work
from gongkai.work.inspection.queries.waiting import places
from gongkai.work.ledger.queries.submissions import Owed, owed
from gongkai.work.org.models.person import Person
from gongkai.work.reporting.models.report import AnnualReport
from gongkai.work.reporting.powers import OVERSEE
from gongkai.work.reporting.queries.waiting import OwedReport, reports_owed, reports_submitted

_MAKERS = frozenset({"report.edit", "report.submit", OVERSEE})


def ledger_panels(person: Person, on: date) -> Iterator[Panel]:
    """The ledgers that somebody has to hand in; nothing where all are in."""
    rows = [_row(one, on) for one in owed(places(person, "ledger.submit", on))]
    if rows:
        yield Panel("ledger", "要报送的台账", rows, reverse("desk:ledger"), f"全部 {len(rows)} 份")


def report_panels(person: Person, on: date, powers: frozenset[str]) -> Iterator[Panel]:
    """The annual reports to be submitted, from January to March; for the office those that came."""
    url = reverse("desk:annual_reports")
    if OVERSEE in powers and (came := reports_submitted(on)):
        rows = [_submitted_row(one) for one in came]
        more = f"全部 {len(rows)} 份"
        yield Panel("reports", "等政务公开办接收的年度报告", rows, f"{url}?state=submitted", more)
    if powers & _MAKERS and (waiting := reports_owed(person, on)):
        rows = [_report_row(one, on) for one in waiting]
        yield Panel("report", "要报送的年度报告", rows, url, f"全部 {len(rows)} 份")


def _submitted_row(one: AnnualReport) -> Work:
    url = reverse("desk:annual_report", args=[one.year, one.organisation.code])
    return Work(
        title=f"{one.organisation.label} {one.year} 年政府信息公开工作年度报告",
        url=url,
        why=f"{cn_day(one.submitted_on)} 报送" if one.submitted_on else "",
        action="核对",
        action_url=url,
    )


def _report_row(one: OwedReport, on: date) -> Work:
    url = reverse("desk:annual_report", args=[one.year, one.organisation.code])
    returned = "政务公开办退回，请修改 · " if one.is_returned else ""
    return Work(
        title=f"{one.organisation.label} {one.year} 年政府信息公开工作年度报告",
        url=url,
        why=f"{returned}{due_words(one.due_on)}",
        clock=clock_until(on, one.due_on),
        action="编写并报送",
        action_url=url,
    )


def _row(one: Owed, on: date) -> Work:
    submit = reverse("desk:ledger_submit", args=[one.organisation_code])
    return Work(
        title=f"{one.organisation_label} {one.year} 年工作台账",
        url=reverse("desk:ledger_of", args=[one.organisation_code]),
        why=f"{one.plan_title} · 报送期限 {cn_day(one.due_on)}",
        clock=clock_until(on, one.due_on),
        action="填写并报送",
        action_url=submit,
    )
