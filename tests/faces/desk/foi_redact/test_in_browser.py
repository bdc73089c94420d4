"""The pages of redactions in a real browser: accessible, never too wide, boxes can be drawn."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.work.foi.actions.redaction import mark
from gongkai.work.foi.redact.marks import Mark
from gongkai.work.org.models.person import Person
from tests.faces.desk.foi_redact.test_pages import AT, PDF, SECRET, begun, made, url
from tests.work.foi.scene import Scene, scene

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, browser, faulty  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]


def read(who: Person, address: str, mode: str = "normal") -> str:
    client = Client()
    client.force_login(who)
    client.get("/", {"mode": mode})
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def pages(here: Scene, mode: str) -> dict[str, str]:
    """The HTML of every page. The database is not asked while the browser runs."""
    word, pdf = begun(here), begun(here, PDF, "合同.pdf")
    for one in (word, pdf):
        mark(redaction=one, add=[Mark("E15", term=SECRET)], by=here.clerk, at=AT)
    done, drawn = made(here), made(here, PDF, "合同.pdf")
    files = reverse("desk:foi_redact", args=[word.source.request.number])
    asked = {
        "files": (here.clerk, files),
        "text": (here.clerk, url("mark", word)),
        "pictures": (here.clerk, f"{url('mark', word)}?show=pictures"),
        "page": (here.clerk, url("mark", pdf)),
        "made of Word": (here.approver, url("result", done)),
        "made of PDF": (here.approver, url("result", drawn)),
        "waiting": (here.clerk, url("result", drawn)),
    }
    return {name: read(who, address, mode) for name, (who, address) in asked.items()}


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    assert faulty(pages(scene(), mode)) == {}


def drag(page: Any, first: tuple[float, float], last: tuple[float, float]) -> None:
    """From one place of the picture to another, in fractions of it."""
    area = page.locator("[data-sheet] img").bounding_box()
    for (across, down), act in ((first, page.mouse.down), (last, page.mouse.up)):
        page.mouse.move(area["x"] + across * area["width"], area["y"] + down * area["height"])
        act()


def numbers(page: Any, edge: str) -> list[int]:
    """What stands in the first two fields of an edge."""
    return [round(float(one.input_value())) for one in page.locator(f"[name={edge}]").all()[:2]]


def test_a_box_is_drawn_with_the_mouse_and_fills_the_fields() -> None:
    here = scene()
    redaction = begun(here, PDF, "合同.pdf")
    html = read(here.clerk, url("mark", redaction))
    client = Client()
    client.force_login(here.clerk)
    sheet = client.get(url("page", redaction, 1)).content
    with browser() as show:
        page = show(html)
        page.route("**/*.png*", lambda route: route.fulfill(body=sheet, content_type="image/png"))
        page.reload()
        page.locator("[data-sheet] img").scroll_into_view_if_needed()
        drag(page, (0.1, 0.2), (0.5, 0.4))
        drag(page, (0.9, 0.8), (0.6, 0.7))
        typed = {edge: numbers(page, edge) for edge in ("left", "top", "right", "bottom")}
        shades = page.locator(".drawn").count()
        complaints = page.complaints  # type: ignore[attr-defined]
    assert typed == {"left": [10, 60], "top": [20, 70], "right": [50, 90], "bottom": [40, 80]}
    assert (shades, complaints) == (2, [])
