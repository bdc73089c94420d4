"""A real browser before a running instance: visitors who open pages, look at them, keep a picture.

Every page kept has one heading, no violation that axe finds, and is not wider than a telephone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from playwright.sync_api import (  # noqa: E402
    Browser,
    Locator,
    Page,
    Response,
    sync_playwright,
)

from tests.faces.ui.browser import CHROMIUM, FLAGS  # noqa: E402

# Every journey drives a browser before a server that shares its database.
IN_BROWSER = (
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
)
PASSWORD = "qinghe-journey-2026"
WIDE, NARROW = 1280, 360
PATIENCE = 30_000


class Visitor:
    """Somebody with a browser of their own; the texts of the page are what the eye sees."""

    def __init__(self, page: Page, base: str, album: Album) -> None:
        self.page, self.base, self.album = page, base, album
        self.status = 0
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("response", self._answered)

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status
        if response.status >= 500:
            self.complaints.append(f"{response.url}: {response.status}")

    def open(self, path: str) -> int:
        """Go to an address; the status of what answered in the end."""
        self.page.goto(self.base + path)
        return self.status

    def log_in(self, username: str, password: str = PASSWORD) -> None:
        self.open("/desk/login/")
        self.fill("账号", username)
        self.fill("密码", password)
        self.press("登录工作台")
        assert self.path == "/desk/", self.page.locator("main").inner_text()

    def field(self, label: str) -> Locator:
        """The control with this label, whether it must be filled or not."""
        name = re.compile(f"^{re.escape(label)}(必填)?$")
        return (
            self.page.locator("main")
            .get_by_label(name)
            .and_(self.page.locator("input, select, textarea, [contenteditable]"))
        )

    def fill(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button with this name, and wait for the page that answers."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow the link with this name."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).first.click()

    def go(self, label: str) -> int:
        """Take the entry of the navigation; how many things it says are waiting there."""
        entry = self.page.locator("nav.sidenav a", has=self.page.get_by_text(label, exact=True))
        waiting = entry.locator("b").all_inner_texts()
        with self.page.expect_navigation():
            entry.click()
        return int(waiting[0].split()[0]) if waiting else 0

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def said(self) -> list[str]:
        """What the page says was done."""
        return self.page.locator("[role=status]").all_inner_texts()

    @property
    def refused(self) -> list[str]:
        """Every sentence that says why something was not done."""
        return self.page.locator("section.errors li").all_inner_texts()

    def texts(self, selector: str) -> list[str]:
        """What the eye reads in each of these places, white space made single."""
        return [" ".join(one.split()) for one in self.page.locator(selector).all_inner_texts()]

    def text(self, selector: str = "main") -> str:
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def pairs(self, selector: str) -> dict[str, str]:
        """The rows of tables and lists of pairs: what stands at the left, and its value."""
        place = self.page.locator(selector)
        names = place.locator("th[scope=row], dt").all_inner_texts()
        values = place.locator("th[scope=row] + td, dt + dd").all_inner_texts()
        return dict(zip(names, values, strict=True))

    def rows(self, caption: str) -> list[list[str]]:
        """The cells of the table with this caption, without its head."""
        table = self.page.locator("table", has=self.page.locator("caption", has_text=caption))
        found = table.first.locator("tbody tr").all()
        return [
            [" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()]
            for row in found
        ]

    def choose_file(self, label: str, name: str, data: bytes, media_type: str = "") -> None:
        given: Any = {"name": name, "mimeType": media_type or DOCX, "buffer": data}
        self.field(label).set_input_files(files=[given])

    def keep(self, name: str, *, narrow: bool = False) -> None:
        """Keep a picture of the page; it must be sound."""
        self.album.keep(self.page, name, narrow=narrow)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Album:
    """The pictures of one journey, in their order."""

    def __init__(self, folder: Path, *, script: bool) -> None:
        self.folder, self.script = folder, script
        self.count = 0

    def keep(self, page: Page, name: str, *, narrow: bool) -> None:
        assert page.locator("h1").count() == 1, page.url
        self.count += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        self._shoot(page, f"{self.count:02}-{name}")
        if self.script:
            _assert_accessible(page)
        page.set_viewport_size({"width": NARROW, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW, page.url
        if narrow:
            self._shoot(page, f"{self.count:02}-{name}-{NARROW}")
        page.set_viewport_size({"width": WIDE, "height": 900})

    def _shoot(self, page: Page, name: str) -> None:
        page.screenshot(path=self.folder / f"{name}.png", full_page=True)


def _assert_accessible(page: Page) -> None:
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], page.url


@contextmanager
def stage(base: str, folder: Path, *, script: bool = True) -> Iterator[Callable[[], Visitor]]:
    """Lets visitors in: each call is another person at another machine.

    At the end nothing may have gone wrong before anybody: no error of a page, no status of 500.
    """
    with sync_playwright() as playwright:
        chromium: Browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=list(FLAGS)
        )
        album, visitors = Album(folder, script=script), []

        def enter() -> Visitor:
            context = chromium.new_context(
                viewport={"width": WIDE, "height": 900},
                java_script_enabled=script,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                accept_downloads=True,
            )
            visitors.append(Visitor(context.new_page(), base, album))
            return visitors[-1]

        yield enter
        chromium.close()
    assert [text for one in visitors for text in one.complaints] == []
