"""The day page and the pages of the inspection in a real browser: accessible, never too wide."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.work.inspection.actions.finding import mend
from gongkai.work.inspection.actions.notice import draft
from gongkai.work.inspection.actions.score import compute
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.org.models.person import Person
from tests.faces.desk.inspection.scene import NOW, Scene, scene
from tests.factories import adopted_plan, person
from tests.work.inspection.world import NOVEMBER
from tests.work.records.world import RETURNED, decide, submitted

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, browser  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]


def full() -> Scene:
    """Something on every page."""
    here = scene()
    world = here.year.here
    Plan.objects.update(ledger_due_on=date(2023, 8, 4))
    ahead = {"units": [world.organisation], "deadline": "2024年3月31日前"}
    adopted_plan(ahead, year=2024, issued_on=date(2023, 12, 1))
    back = submitted(world, NOW, title="退回的")
    decide(back, 1, world.first, NOW, outcome=RETURNED, opinion="缺附件。")
    submitted(world, NOW, title="在审的")
    here.raised(count=2)
    mend(finding=here.raised(what="又一处"), text="已改", by=world.clerk, at=NOW)
    verify(at=NOW)
    for month in ("2023-10", NOVEMBER):
        compute(month=month, at=NOW)
    draft(month=NOVEMBER, at=NOW, by=here.roles["officer"])
    return here


def pages(here: Scene, mode: str) -> dict[str, str]:
    """The HTML of every page. The database is not asked while the browser runs."""
    opened, waits = (
        here.year.organisation.findings.filter(state=state).order_by("-pk")[0]
        for state in ("open", "mended")
    )
    home, month = reverse("desk:home"), [NOVEMBER]
    asked = (
        ("clerk", home),
        ("first", home),
        ("officer", home),
        ("administrator", home),
        ("clerk", reverse("desk:findings")),
        ("officer", reverse("desk:findings")),
        ("officer", reverse("desk:finding_new")),
        ("clerk", reverse("desk:finding", args=[opened.pk])),
        ("officer", reverse("desk:finding", args=[waits.pk])),
        ("clerk", reverse("desk:scores")),
        ("officer", reverse("desk:scores")),
        ("officer", reverse("desk:scores_month", args=month)),
        ("clerk", reverse("desk:score", args=[NOVEMBER, "jyj"])),
        ("openness head", reverse("desk:score_lock", args=month)),
        ("officer", reverse("desk:notice", args=month)),
    )
    found = {f"{who} {url}": _read(here.roles[who], url, mode) for who, url in asked}
    return found | {"nobody": _read(person("新来的"), home, mode)}


def _read(who: Person, url: str, mode: str) -> str:
    client = Client()
    client.force_login(who)
    client.get(url, {"mode": mode})
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    found: dict[str, Any] = {}
    with_pages = pages(full(), mode)
    with browser() as show:
        for name, html in with_pages.items():
            page = show(html)
            for width in (1280, 320):
                page.set_viewport_size({"width": width, "height": 900})
                faults = axe.Axe().run(page).response["violations"]
                found[f"{name} {width}"] = (
                    [(one["id"], one["nodes"][0]["html"]) for one in faults],
                    page.evaluate("document.documentElement.scrollWidth") - width,
                    page.complaints,
                )
            page.close()
    assert {name: value for name, value in found.items() if value != ([], 0, [])} == {}
