"""The pages around a Word file in a browser: no violation, no page wider than a telephone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.work.records.actions.draft import attach, fill_from_word
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.actions.word import answer_word
from gongkai.work.records.models.record import Record
from tests.faces.desk.records.scene import complete
from tests.factories import AT
from tests.work.files.word_files import PAPER, change, whole_paper
from tests.work.records.world import World, draft, pass_all, world

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, browser  # noqa: E402

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]


def filled(here: World) -> Record:
    """A draft whose fields say something else than its Word file, which is not in good form."""
    lines = list(PAPER)
    lines[1] = ("青政办发[2026]第05号", "c", "", 16)
    lines[14] = ("（此件依申请公开）", "", "", 0)

    def mark(document: Any) -> None:
        document.paragraphs[6]._p.append(change("del", "删去"))

    record = draft(here, title="另一个标题")
    data = whole_paper(lines, mark)
    fill_from_word(record=record, file_name="通知.docx", data=data, by=here.clerk, at=AT)
    return record


def read(who: Any, url: str, mode: str) -> str:
    client = Client()
    if who is not None:
        client.force_login(who)
    client.get("/", {"mode": mode})
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def pages(here: World, mode: str) -> dict[str, str]:
    asked, kept = filled(here), filled(here)
    answer_word(record=kept, name="openness", take_it=False, by=here.clerk, at=AT)
    attach(record=kept, file_name="通知.docx", data=whole_paper(), by=here.clerk, at=AT)
    submit(record=kept, by=here.clerk, at=AT)
    number = pass_all(here, submit(record=complete(here), by=here.clerk, at=AT)).index_number
    return {
        "edit": read(here.clerk, reverse("desk:record_edit", args=[asked.pk]), mode),
        "review": read(here.first, reverse("desk:review", args=[kept.pk]), mode),
        "public": read(None, reverse("portal:record", args=[number]), mode),
    }


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    found: dict[str, Any] = {}
    written = pages(world("bgs", "青禾区人民政府办公室"), mode)
    with browser() as show:
        for name, html in written.items():
            page = show(html)
            if name != "public":
                page.evaluate(
                    "document.querySelectorAll('details').forEach(one => one.open = true)"
                )
            faults = axe.Axe().run(page).response["violations"]
            page.set_viewport_size({"width": 320, "height": 900})
            found[name] = (
                [(one["id"], one["nodes"][0]["html"]) for one in faults],
                page.evaluate("document.documentElement.scrollWidth"),
                page.complaints,  # type: ignore[attr-defined]
            )
            page.close()
    assert found == dict.fromkeys(written, ([], 320, []))


def test_a_question_is_answered_by_its_button_alone() -> None:
    """Without script: the buttons belong to the form that holds what was typed."""
    here = world("bgs", "青禾区人民政府办公室")
    html = read(here.clerk, reverse("desk:record_edit", args=[filled(here).pk]), "normal")
    with browser() as show:
        page = show(html)
        sent: list[str] = []
        page.route("**/desk/**", lambda route: route.fulfill(status=204))
        page.on("request", lambda one: sent.append(one.post_data or ""))
        page.get_by_role("button", name="公开属性：保留现在的").click()
        page.wait_for_timeout(300)
        page.close()
    assert sum("keep:openness" in one for one in sent) == 1
