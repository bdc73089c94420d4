"""A browser that shows pages out of memory: the page, its static files, and nothing else."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles.finders import find
from django.test import Client
from playwright.sync_api import Page, Route, sync_playwright

from gongkai.faces.ui.middleware import POLICY

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOST = "http://ui.test"
_WIDTH = "document.documentElement.scrollWidth"


@contextmanager
def browser() -> Iterator[Callable[..., Page]]:
    """Opens pages: `open(html, width=…)`; what the browser complains about is page.complaints."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))

        def show(html: str, *, width: int = 1280) -> Page:
            page = chromium.new_page(viewport={"width": width, "height": 900})
            complaints: list[str] = []
            page.on("console", lambda said: complaints.append(said.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.complaints = complaints  # type: ignore[attr-defined]
            page.route("**/*", lambda route: _answer(route, html))
            page.goto(f"{HOST}/")
            return page

        yield show
        chromium.close()


def faulty(pages: Mapping[str, str]) -> dict[str, Any]:
    """The pages, by name, that axe finds fault with, that are too wide or that complain.

    Each with its faults, its widths at 1280 and at 320 pixels, and its complaints.
    """
    # Only this function needs axe; who shows pages without it asks for no more than a browser.
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    found: dict[str, Any] = {}
    with browser() as show:
        for name, html in pages.items():
            page = show(html)
            faults = Axe().run(page).response["violations"]
            wide = page.evaluate(_WIDTH)
            page.set_viewport_size({"width": 320, "height": 900})
            found[name] = (
                [(one["id"], one["nodes"][0]["html"]) for one in faults],
                (wide, page.evaluate(_WIDTH)),
                page.complaints,
            )
            page.close()
    return {name: told for name, told in found.items() if told != ([], (1280, 320), [])}


def read_as(who: Any, url: str, mode: str) -> str:
    """The HTML of a page as somebody sees it who is logged in and chose a mode."""
    client = Client()
    client.force_login(who)
    client.get("/", {"mode": mode})
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def _answer(route: Route, html: str) -> None:
    path = urlsplit(route.request.url).path
    if path == "/":
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
        route.fulfill(body=html, headers=headers)
    elif path.startswith("/static/"):
        found: Any = find(path.removeprefix("/static/"))
        route.fulfill(path=found, content_type=mimetypes.guess_type(found)[0])
    else:
        route.fulfill(status=204)
