"""Old documents and their import in a real browser: accessible, never too wide, without script."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.work.journal.deeds import day_of
from gongkai.work.records.actions import imports
from tests.factories import AT, adopted_plan, moment, officer
from tests.work.records.imports.scene import begun, lines, loaded, place, row
from tests.work.records.test_batch_fixes import NUMBER, fixed
from tests.work.records.test_workbench import BENT, RIGHT
from tests.work.records.world import World, published

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, faulty, read_as  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]
TODAY = day_of(timezone.now())


def pages(here: World, mode: str) -> dict[str, str]:
    """The HTML of every page of the group. The database is not asked while the browser runs."""
    adopted_plan(
        {"requirement": "规范历史文件", "units": [here.organisation],
         "deadline": f"{TODAY.year}年12月31日前"},
        year=TODAY.year, issued_on=TODAY - timedelta(days=60),
    )  # fmt: skip
    at = moment(TODAY - timedelta(days=20))
    published(here, at, title="甲", **BENT)
    published(here, at, title="乙", **RIGHT)
    published(here, at, title="丙", **BENT)
    fix = {"kind": "document_number", "note": "规范写法"}
    previewed = reverse("desk:history_fix") + "?" + urlencode(fix)
    theme = reverse("desk:history_fix") + "?" + urlencode({"kind": "theme", "note": ""})
    mapped = begun(here, lines(row(1), row(2, 标题="")), "旧站.jsonl")
    open_batch = loaded(here, row(3, 正文="请村长组织实施。"), row(4, 标题=""))
    frozen = imports.submit(batch=loaded(here, row(5), row(6)), by=here.clerk, at=AT)
    queued = imports.queue(batch=begun(here, lines(row(9)), "大.jsonl"), by=here.clerk, at=AT)
    asked = {
        ("officer", "history"): reverse("desk:history"),
        ("clerk", "documents"): reverse("desk:history_documents"),
        ("clerk", "fix"): reverse("desk:history_fix"),
        ("clerk", "fix wrong"): theme,
        ("clerk", "fix preview"): previewed,
        ("clerk", "imports"): reverse("desk:imports"),
        ("clerk", "mapping"): reverse("desk:import_mapping", args=[mapped.pk]),
        ("clerk", "check"): reverse("desk:import_check", args=[mapped.pk]),
        ("clerk", "batch"): reverse("desk:import_batch", args=[open_batch.pk]),
        ("clerk", "refused"): reverse("desk:import_batch", args=[open_batch.pk]) + "?show=refused",
        ("clerk", "queued"): reverse("desk:import_batch", args=[queued.pk]),
        ("clerk", "row"): reverse("desk:import_row", args=[open_batch.pk, 1]),
        ("first", "review"): reverse("desk:import_review", args=[frozen.pk]),
        ("first", "queue"): reverse("desk:reviews"),
    }
    people = {"clerk": here.clerk, "first": here.first, "officer": officer()}
    found = {name: read_as(people[who], url, mode) for (who, name), url in asked.items()}
    fixing = fixed(here, NUMBER)
    found["fix batch"] = read_as(here.clerk, reverse("desk:import_batch", args=[fixing.pk]), mode)
    return found


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    assert faulty(pages(place(), mode)) == {}
