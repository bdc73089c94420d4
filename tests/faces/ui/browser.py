"""A browser that shows pages out of memory: the page, its static files, and nothing else."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles.finders import find
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
