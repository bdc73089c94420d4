"""The pages of the log in a real browser: accessible and never too wide."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import AT
from tests.work.records.world import published, world

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, browser  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]


def pages(mode: str) -> dict[str, str]:
    """The HTML of the pages, empty and full. The database is not asked while they are shown."""
    client = Client()
    client.get("/", {"mode": mode})
    read = {"empty": client.get(reverse("portal:heads"))}
    number = published(world(), AT).index_number
    read["heads"] = client.get(reverse("portal:heads"))
    read["proof"] = client.get(reverse("portal:proof", args=[number]))
    assert {name: one.status_code for name, one in read.items()} == dict.fromkeys(read, 200)
    return {name: one.content.decode() for name, one in read.items()}


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    found: dict[str, Any] = {}
    asked = pages(mode)
    with browser() as show:
        for name, html in asked.items():
            page = show(html)
            faults = axe.Axe().run(page).response["violations"]
            wide = page.evaluate("document.documentElement.scrollWidth")
            page.set_viewport_size({"width": 320, "height": 900})
            found[name] = (
                [(one["id"], one["nodes"][0]["html"]) for one in faults],
                (wide, page.evaluate("document.documentElement.scrollWidth")),
                page.complaints,
            )
            page.close()
    assert {key: value for key, value in found.items() if value != ([], (1280, 320), [])} == {}
