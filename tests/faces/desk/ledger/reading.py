"""Reads pages as a visitor does: rows of tables, sentences, links, numbers of queries."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from gongkai.work.org.models.person import Person


def as_(person: Person | None) -> Client:
    """A browser of somebody who is logged in; of a stranger for None."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def tree(response: HttpResponse) -> Any:
    """The page as elements."""
    return html.fromstring(response.content.decode())


def text(element: Any) -> str:
    """The words of an element in one line."""
    return " ".join(element.text_content().split())


def rows(response: HttpResponse, caption: str) -> list[list[str]]:
    """The cells of the body rows of the table with that caption; group rows have one cell."""
    page = tree(response)
    found = [one for one in page.iter("table") if caption in text(one.find("caption"))]
    assert len(found) == 1, [text(one.find("caption")) for one in page.iter("table")]
    return [[text(cell) for cell in row] for row in found[0].iterfind("tbody/tr")]


def errors(response: HttpResponse) -> list[str]:
    """The sentences on top of a page that refuses."""
    return [text(one) for one in tree(response).xpath("//section[@class='errors']//li")]


def note(response: HttpResponse) -> list[str]:
    """The messages over the content, and the headings of notes."""
    return [text(one) for one in tree(response).xpath("//main//*[contains(@class, 'note ')]")]


def links(response: HttpResponse, start: str) -> list[str]:
    """The addresses on the page that begin so, each once."""
    found = [one.get("href") for one in tree(response).iter("a")]
    return list(dict.fromkeys(one for one in found if one and one.startswith(start)))


def query_count(client: Client, address: str) -> int:
    """How often the page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
