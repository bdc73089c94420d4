"""Every role and every state of a record against every address of the desk and the portal."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.records.actions.ask_withdrawal import ask_withdrawal
from tests.faces.desk.records.scene import PASSES, ROLES, SECRET, STATES, files_of, in_state, scene
from tests.factories import AT

pytestmark = pytest.mark.django_db

INSIDE = ("clerk", "first", "second", "final", "head")
OFFICE = ("officer", "openness head")
ON_LINE = ("published", "correcting")
PUBLIC_ONCE = (*ON_LINE, "withdrawn")


def addresses(record: Any) -> dict[str, str]:
    files = files_of(record)
    return {
        "record": reverse("desk:record", args=[record.pk]),
        "version": reverse("desk:record_version", args=[record.pk, 1]),
        "edit": reverse("desk:record_edit", args=[record.pk]),
        "pdf": reverse("desk:record_file", args=[record.pk, files["pdf"]]),
        "picture": reverse("desk:record_file", args=[record.pk, files["picture"]]),
        "no file": reverse("desk:record_file", args=[record.pk, "0" * 64]),
        "review": reverse("desk:review", args=[record.pk]),
        "discard": reverse("desk:record_discard", args=[record.pk]),
        "withdraw": reverse("desk:record_withdraw", args=[record.pk]),
    }


def expected(role: str, state: str, address: str) -> int:
    inside = role in INSIDE
    known = inside or (role in OFFICE and state in PUBLIC_ONCE)
    if role == "anonymous" or address == "discard":
        return 302 if role == "anonymous" else 405
    if not known or address == "no file":
        return 404
    return {
        "edit": 403 if role != "clerk" else 302 if state == "discarded" else 200,
        "review": 403 if not inside else 200 if state in PASSES else 302,
        "withdraw": 403 if not inside else 200 if state in ON_LINE else 302,
    }.get(address, 200)


@pytest.mark.parametrize("state", STATES)
def test_who_may_open_what_on_the_desk(state: str) -> None:
    here = scene()
    places = addresses(in_state(here.here, state))
    found, wanted = {}, {}
    for role in ("anonymous", *ROLES):
        client = Client()
        if role != "anonymous":
            client.force_login(here.roles[role])
        for name, url in places.items():
            found[role, name] = client.get(url).status_code
            wanted[role, name] = expected(role, state, name)
    assert found == wanted


@pytest.mark.parametrize("state", STATES)
def test_what_everybody_may_open_on_the_portal(state: str) -> None:
    here = scene()
    record = in_state(here.here, state)
    number, files = record.index_number or "000000JYJ/2023-00001", files_of(record)
    places = {
        "record": reverse("portal:record", args=[number]),
        "pdf": reverse("portal:record_file", args=[number, files["pdf"]]),
        "picture": reverse("portal:record_file", args=[number, files["picture"]]),
        "no file": reverse("portal:record_file", args=[number, "0" * 64]),
        "proof": reverse("portal:proof", args=[number]),
    }
    public = {"record": 200, "pdf": 200, "picture": 200, "no file": 404, "proof": 200}
    gone = {"record": 410, "pdf": 410, "picture": 410, "no file": 410, "proof": 200}
    wanted = {"published": public, "correcting": public, "withdrawn": gone}
    for role in ("anonymous", *ROLES):
        client = Client()
        if role != "anonymous":
            client.force_login(here.roles[role])
        found = {name: client.get(url).status_code for name, url in places.items()}
        assert found == wanted.get(state, dict.fromkeys(places, 404)), role


def test_who_may_open_and_decide_on_a_withdrawal() -> None:
    here = scene()
    live = in_state(here.here, "published").live
    assert live is not None
    by = here.roles["first"]
    asked = ask_withdrawal(publication=live, kind="wrong", reason="数字写错", by=by, at=AT)
    place = reverse("desk:withdrawal", args=[asked.pk])
    opened, posted = {}, {}
    for role, person in here.roles.items():
        client = Client()
        client.force_login(person)
        opened[role] = client.get(place).status_code
        if role != "final":
            posted[role] = client.post(place, {"act": "agree"}).status_code
    outside = {"other clerk": 404, "other final": 404, "administrator": 404}
    denied = dict.fromkeys(ROLES, 403) | outside
    assert opened == denied | dict.fromkeys(INSIDE, 200)
    del denied["final"]
    assert posted == denied
    assert Client().get(place).status_code == 302
    assert Client().post(place, {"act": "agree"}).status_code == 302
    live.refresh_from_db()
    assert live.record.live == live


LISTS = {
    "records": {*INSIDE, "other clerk", "other final", *OFFICE},
    "record_new": {"clerk", "other clerk"},
    "reviews": {"first", "second", "final", "other final"},
    "catalogue": set(OFFICE),
}


@pytest.mark.parametrize("name", LISTS)
def test_who_may_open_the_lists(name: str) -> None:
    here = scene()
    url = reverse(f"desk:{name}")
    assert Client().get(url).status_code == 302
    found = set()
    for role, person in here.roles.items():
        client = Client()
        client.force_login(person)
        status = client.get(url).status_code
        assert status in {200, 403}
        if status == 200:
            found.add(role)
    assert found == LISTS[name]


@pytest.mark.parametrize("name", ["catalogue_link", "catalogue_add"])
def test_who_may_keep_the_catalogue(name: str) -> None:
    here = scene()
    url = reverse(f"desk:{name}", args=[here.here.item.code])
    found = {}
    for role, person in here.roles.items():
        client = Client()
        client.force_login(person)
        found[role] = client.get(url).status_code
    assert found == {role: 200 if role in OFFICE else 403 for role in ROLES}
    client.force_login(here.roles["officer"])
    assert client.get(reverse(f"desk:{name}", args=["nichts"])).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/records/", "/records/1/", "/records/00000JYJ/2023-00001/", "/records/../2023-00001/",
        "/records/0000000JYJ/2023-1/", "/proofs/x/", "/catalogue/nichts/",
        "/records/000000JYJ/2023-00001/files/../../", "/records/０00000JYJ/2023-00001/",
    ],
)  # fmt: skip
def test_addresses_that_were_never_given_answer_404(path: str) -> None:
    assert Client().get(path).status_code == 404


def rows(page: str) -> list[list[str]]:
    """The rows of the first table of records, cell by cell."""
    table = lxml_html.document_fromstring(page).xpath("//div[@aria-label='信息表']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table]


def test_a_correction_in_the_works_is_not_told_outside() -> None:
    here = scene()
    record = in_state(here.here, "correcting")
    record_url, list_url = reverse("desk:record", args=[record.pk]), reverse("desk:records")
    client = Client()
    client.force_login(here.roles["clerk"])
    assert SECRET in client.get(record_url).content.decode()
    assert [row[:2] for row in rows(client.get(list_url).content.decode())] == [[SECRET, "草稿"]]
    client.force_login(here.roles["officer"])
    page = client.get(record_url).content.decode()
    assert (SECRET in page, "草稿" in page, "一审" in page) == (False, False, False)
    found = rows(client.get(list_url).content.decode())
    assert [row[:2] for row in found] == [["关于义务教育阶段学校招生工作安排", "已发布"]]
    for asked in ("?words=" + SECRET, "?state=draft"):
        assert rows(client.get(list_url + asked).content.decode()) == []
    second = reverse("desk:record_version", args=[record.pk, 2])
    assert client.get(second).status_code == 404
    public = reverse("portal:record", args=[record.index_number])
    assert SECRET not in Client().get(public).content.decode()
