"""The pages of the log in a real browser: accessible and never too wide."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import AT
from tests.work.records.world import published, world

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, faulty  # noqa: E402

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
    assert faulty(pages(mode)) == {}
