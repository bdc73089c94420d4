"""The pages of items in a real browser: accessible, never too wide, and usable without script."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import head, officer
from tests.work.records.test_currency import kept, note, publish
from tests.work.records.test_nothing import say
from tests.work.records.test_terms import law
from tests.work.records.world import World, item, world

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, faulty, read_as  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]


def pages(here: World, mode: str) -> dict[str, str]:
    """The HTML of every page of the group. The database is not asked while the browser runs."""
    note(here, item=item("20.3"))
    note(here, item=law("P20-09"), matter="政府采购合同")
    open_list = {
        ("clerk", "open list"): reverse("desk:items_of", args=["jyj"]),
        ("head", "sign"): reverse("desk:item_nothing", args=["jyj", "JC-01", "2023-07-01"]),
    }
    people = {"clerk": here.clerk, "head": head(here.organisation), "officer": officer()}
    found = {name: read_as(people[who], url, mode) for (who, name), url in open_list.items()}
    say(here)
    publish(here, date(2023, 11, 2), item=item("20.3"))
    answered = {
        ("clerk", "item"): reverse("desk:item_of", args=["jyj", "JC-01"]),
        ("clerk", "changes"): reverse("desk:item_of", args=["jyj", "P20-09"]),
        ("clerk", "where"): reverse("desk:items_change", args=["jyj"]),
        ("clerk", "change"): reverse("desk:item_change", args=["jyj", "P20-09"]),
        ("officer", "all"): reverse("desk:items_all"),
        ("clerk", "home"): reverse("desk:home"),
    }
    return found | {name: read_as(people[who], url, mode) for (who, name), url in answered.items()}


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    assert faulty(pages(kept(world()), mode)) == {}
