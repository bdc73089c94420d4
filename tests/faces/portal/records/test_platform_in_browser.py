"""The platform in a real browser: accessible and never too wide, on the desk as well."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.actions.catalogue import set_up
from tests.factories import AT, department
from tests.work.records.platform import guide, guide_draft, report, rule_of_work
from tests.work.records.world import published, world

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, faulty  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]
URLS = (
    "/", "/catalogue/", "/catalogue/?organisation=jyj", "/catalogue/P20-04/", "/guide/",
    "/catalogue/COL-guide/?organisation=jyj", "/catalogue/COL-guide/?organisation=czj",
    "/catalogue/COL-rules/", "/reports/", "/catalogue/COL-report/?organisation=jyj", "/foi/",
    "/feeds/",
)  # fmt: skip


def pages(mode: str) -> dict[str, str]:
    """The HTML of the pages, empty and full. The database is not asked while they are shown."""
    client = Client()
    client.get("/", {"mode": mode})
    read = {f"empty {url}": client.get(url) for url in ("/catalogue/", "/guide/", "/foi/")}
    set_up(at=AT)
    here = world()
    place = world("qhq", "青禾区人民政府")
    Organisation.objects.filter(code="qhq").update(kind="district")
    department("czj", "财政局")
    for one in (place, here):
        guide(one, body_html="<h2>一、怎样申请</h2><p>当面、邮寄都可以。</p>")
        report(one, 2022)
    rule_of_work(here)
    published(here, summary="概述")
    read |= {url: client.get(url) for url in URLS}
    draft = guide_draft(world("new", "新局"), facts={"hours": "工作日"})
    client.force_login(draft.created_by)
    client.get("/", {"mode": mode})
    read["desk"] = client.get(reverse("desk:record_edit", args=[draft.pk]))
    assert {name: one.status_code for name, one in read.items()} == dict.fromkeys(read, 200)
    return {name: one.content.decode() for name, one in read.items()}


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    assert faulty(pages(mode)) == {}
