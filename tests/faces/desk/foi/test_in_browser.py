"""The desk of requests in a real browser: accessible, never too wide, quiet under its policy."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai.work.foi.actions.fees import propose
from gongkai.work.org.models.person import Person
from tests.faces.desk.foi.conftest import NOW
from tests.faces.desk.foi.reading import url
from tests.faces.desk.foi.test_case import work_on
from tests.factories import officer
from tests.work.foi.scene import registered, scene

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, faulty  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]


def pages(mode: str) -> dict[str, str]:
    """The HTML of every kind of page. The database is not asked while the browser runs."""
    here = scene()
    case, waiting = registered(here).request, registered(here, "online").request
    registered(here)
    work_on(here, case, 1)
    propose(request=case, tariff="page", count=50, reason="量大", by=here.clerk, at=NOW)
    there = scene("mzj", "民政局")
    number = case.number
    asked: dict[str, tuple[Person, str, dict[str, str] | None]] = {
        "queue": (here.clerk, url("foi"), None),
        "register": (here.clerk, url("foi_register"), None),
        "register, wrong": (here.clerk, url("foi_register"), {"name": "甲"}),
        "mail": (here.clerk, url("foi_register_mail"), None),
        "case": (here.clerk, url("foi_case", number), None),
        "case, approver": (here.approver, url("foi_case", number), None),
        "case, to confirm": (here.clerk, url("foi_case", waiting.number), None),
        "applicant": (here.clerk, url("foi_applicant", number), {}),
        "alike": (here.clerk, url("foi_alike", number), None),
        "consult": (here.clerk, url("foi_act", number, "consult"), None),
        "split": (here.clerk, url("foi_act", number, "split"), None),
        "secret": (here.clerk, url("foi_act", waiting.number, "consult"), None),
        "assists": (there.clerk, url("foi_assists"), None),
        "assist": (there.clerk, url("foi_assist", case.assistances.get().pk), None),
        "overview": (officer(), url("foi_overview"), None),
        "home": (here.clerk, url("home"), None),
    }
    return {name: _read(*one, mode) for name, one in asked.items()}


def _read(who: Person, at: str, sent: dict[str, str] | None, mode: str) -> str:
    client = Client()
    client.force_login(who)
    client.get("/", {"mode": mode})
    answer = client.get(at) if sent is None else client.post(at, sent)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    assert faulty(pages(mode)) == {}
