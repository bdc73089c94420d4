"""The pages of records in a real browser: accessible, never too wide, and the editor keeps all."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.routine import mark_routine
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.queries.content import current_of
from tests.faces.desk.records.scene import complete
from tests.faces.desk.records.test_drafting import edit_url, filled
from tests.factories import AT, adopted_plan, officer
from tests.work.records.world import World, draft, pass_all, submitted, world

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, browser, faulty  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]
RISKY = "<h2>一、甲</h2><p>联系人手机13800138000，第一。</p><table><tr><th>甲</th></tr></table>"
READ = """() => {
  const area = document.querySelector(".writing");
  area.focus(); area.blur();
  return document.getElementById("id_body_html_source").value;
}"""


def pages(here: World, mode: str) -> dict[str, str]:
    """The HTML of every page of the group. The database is not asked while the browser runs."""
    plan = adopted_plan({"units": [here.organisation]})
    here.item.tasks.set(plan.tasks.all())
    live = pass_all(here, submit(record=complete(here), by=here.clerk, at=AT))
    edit(record=live.record, by=here.clerk, at=AT, body_html=RISKY, title="更正", theme="")
    risky = submitted(here, body_html=RISKY, summary="手机13800138000")
    begun = draft(here, title="", body_html="")
    mark_routine(item=here.item, is_routine=True, by=None, at=AT)
    number = live.index_number
    asked = {
        ("clerk", "records"): reverse("desk:records"),
        ("clerk", "edit"): reverse("desk:record_edit", args=[live.record_id]),
        ("clerk", "begun"): reverse("desk:record_edit", args=[begun.pk]),
        ("clerk", "record"): reverse("desk:record", args=[live.record_id]),
        ("clerk", "new"): reverse("desk:record_new"),
        ("first", "reviews"): reverse("desk:reviews"),
        ("first", "batch"): reverse("desk:review_batch"),
        ("first", "stand-ins"): reverse("desk:stand_ins"),
        ("first", "review log"): reverse("desk:review_log"),
        ("first", "review"): reverse("desk:review", args=[risky.pk]),
        ("final", "withdraw"): reverse("desk:record_withdraw", args=[live.record_id]),
        ("officer", "catalogue"): reverse("desk:catalogue"),
        ("officer", "link"): reverse("desk:catalogue_link", args=[here.item.code]),
        ("nobody", "home"): reverse("portal:home"),
        ("nobody", "public list"): reverse("portal:catalogue"),
        ("nobody", "public record"): reverse("portal:record", args=[number]),
        ("nobody", "proof"): reverse("portal:proof", args=[number]),
    }
    people = {"clerk": here.clerk, "first": here.first, "final": here.final, "officer": officer()}
    return {name: _read(people.get(who), url, mode) for (who, name), url in asked.items()}


def _read(who: Any, url: str, mode: str) -> str:
    client = Client()
    if who is not None:
        client.force_login(who)
    client.get("/", {"mode": mode})
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    assert faulty(pages(world(), mode)) == {}


def test_an_untouched_word_text_comes_back_unchanged_from_the_editor() -> None:
    here = world()
    record = complete(here)
    client = Client()
    client.force_login(here.clerk)
    before, html = current_of(record).body_html, client.get(edit_url(record)).content.decode()
    with browser() as show:
        page = show(html)
        typed = page.evaluate(READ)
        page.close()
    client.post(edit_url(record), filled(client, record, act="save", body_html=typed, theme="新"))
    version = current_of(record)
    assert ("［图片1" in typed, version.theme, version.body_html) == (True, "新", before)
