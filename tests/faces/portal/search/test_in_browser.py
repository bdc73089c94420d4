"""The search page in a real browser: accessible, never too wide, and usable without a script."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.work.search.actions.catch_up import catch_up
from tests.factories import AT
from tests.work.records.world import STEP, published, world

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, browser, faulty  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]
ASKED = {
    "results": {"q": "孩子上学招生"},
    "narrowed": {"q": "招生", "unit": ["jyj"], "sort": "date"},
    "near": {"q": "青教[2023]11号"},
    "nothing": {"q": "宇航员" * 30},
    "empty": {},
}


def pages(mode: str) -> dict[str, str]:
    """The HTML of the pages. The database is not asked while they are shown."""
    cache.clear()
    for n in range(22):
        here = world(*(("jyj", "教育局"), ("wjj", "卫生健康局"))[n % 2])
        published(
            here, AT + n * STEP, title=f"第{n}号招生通知", document_kind="notice",
            document_number=f"青教〔2023〕{n + 20}号",
        )  # fmt: skip
    catch_up(at=AT)
    client = Client()
    client.get("/", {"mode": mode})
    read = {name: client.get("/search/", query) for name, query in ASKED.items()}
    assert {name: one.status_code for name, one in read.items()} == dict.fromkeys(read, 200)
    return {name: one.content.decode() for name, one in read.items()}


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    assert faulty(pages(mode)) == {}


def test_the_box_and_the_boxes_are_plain_forms() -> None:
    asked = pages("normal")
    with browser() as show:
        page = show(asked["results"])
        forms = page.locator("main form")
        assert [one.get_attribute("action") for one in forms.all()] == ["/search/", "/search/"]
        assert page.locator("main script").count() == 0
        page.locator("main input[name=q][type=search]").fill("租房补贴")
        with page.expect_request("**/search/?*") as sent:
            page.locator("main .searchbox button").press("Enter")
        assert sent.value.url.endswith("/search/?q=%E7%A7%9F%E6%88%BF%E8%A1%A5%E8%B4%B4")
