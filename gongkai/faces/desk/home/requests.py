"""Requests for information on the day page: those in one's hands, and questions of others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from gongkai.faces.desk.foi.reminders import own_approvals, own_assists, own_cases
from gongkai.faces.desk.home.panels import MOST, Panel
from gongkai.work.org.models.person import Person


def request_panels(person: Person, on: date, powers: frozenset[str]) -> Iterator[Panel]:
    """The lists for those who handle requests and for those who help; empty ones are left out."""
    cases, total = own_cases(person, on, MOST) if "foi.handle" in powers else ([], 0)
    if cases:
        url, more = reverse("desk:foi"), f"全部 {total} 件"
        yield Panel("foi", "我的申请件", cases, url, more, total)
    if "foi.approve" in powers and (waiting := own_approvals(person, on)):
        url, more = reverse("desk:foi"), f"全部 {len(waiting)} 件"
        yield Panel("approve", "等我审批的申请件", waiting, url, more)
    if "foi.assist" in powers and (asked := own_assists(person, on)):
        url = reverse("desk:foi_assists")
        yield Panel("assist", "请本单位协办", asked, url, f"全部 {len(asked)} 件")
