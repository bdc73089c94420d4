"""A citizen before the public pages of requests, filling them in as a browser does."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from tests.factories import moment
from tests.work.foi.scene import ID, Scene, scene

TODAY = date(2026, 2, 5)
NOW = moment(TODAY)
WANTED = "青禾路二〇二五年道路养护合同"
NAME = "米有为"
OTHER_ID = "110105199001011232"
APPLICANT = {
    "kind": "natural", "name": NAME, "identity_kind": "居民身份证", "identity": ID,
    "contact": "", "phone": "13800000000", "email": "", "address": "",
}  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
__all__ = ["ID", "Scene", "scene"]


def url(name: str, *args: Any) -> str:
    return reverse(f"portal:{name}", args=args)


def page(answer: Any) -> Any:
    return lxml_html.document_fromstring(answer.content.decode())


def errors(answer: Any) -> list[str]:
    """Every sentence on top of the page."""
    found = page(answer).xpath("//section[@class='errors']//li")
    return [one.text_content().strip() for one in found]


def texts(answer: Any, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page(answer).xpath(path)]


def pairs(answer: Any) -> dict[str, str]:
    return dict(zip(texts(answer, "//main//dt"), texts(answer, "//main//dd"), strict=True))


def picture(name: str = "证件.png", data: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def post(client: Client, name: str, /, **data: Any) -> Any:
    return client.post(url(name), data)


def fill_in(client: Client, here: Scene, **changed: str) -> None:
    """Every page as far as the last look."""
    given = {"wanted": WANTED, "document_number": "", "form": "electronic", "way": "online"}
    given |= APPLICANT | changed
    post(client, "foi_apply", organisation=here.organisation.code)
    post(client, "foi_wanted", wanted=given["wanted"], document_number=given["document_number"])
    post(client, "foi_way", form=given["form"], way=given["way"])
    post(client, "foi_applicant", **{name: given[name] for name in APPLICANT})


def applied(client: Client, here: Scene, **changed: str) -> tuple[str, str]:
    """Number and secret of a request that was sent."""
    fill_in(client, here, **changed)
    answer = post(client, "foi_check", again="yes")
    assert (answer.status_code, answer["Location"]) == (302, url("foi_receipt"))
    found = pairs(client.get(url("foi_receipt")))
    return found["申请编号"], found["查询码"]


def following(number: str, secret: str) -> Client:
    """Somebody at another machine who follows the request."""
    client = Client()
    answer = post(client, "foi_track", number=number, secret=secret)
    assert (answer.status_code, answer["Location"]) == (302, url("foi_track"))
    return client


def at(day: date, hour: int = 9) -> datetime:
    return moment(day, hour)
