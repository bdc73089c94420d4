"""Reading the pages of the desk as text, and logging in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from gongkai.work.org.models.person import Person


def stop_clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """Let the pages take `at` for now."""

    def now() -> datetime:
        return at

    monkeypatch.setattr(timezone, "now", now)


def as_(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"desk:{name}", args=args)


def text_of(response: Any) -> str:
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def shown(response: Any, path: str) -> list[str]:
    page = html.document_fromstring(response.content.decode())
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def said(response: Any) -> list[str]:
    return shown(response, "//section[@class='errors']//li")


def rows(response: Any, label: str) -> list[list[str]]:
    page = html.document_fromstring(response.content.decode())
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./*")]
        for row in page.xpath(f"//div[@aria-label='{label}']//tbody/tr")
    ]


def messages(client: Client, response: Any) -> list[str]:
    return [str(one) for one in client.get(response.url).context["messages"]]
