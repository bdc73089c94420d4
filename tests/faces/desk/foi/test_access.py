"""Who opens what: every address for every role; a case of another body does not exist."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import get_resolver

from gongkai.faces.desk.foi.act_views import ACTS
from gongkai.work.foi.actions.assist import ask
from gongkai.work.foi.actions.consult import consult
from gongkai.work.foi.actions.fees import propose
from gongkai.work.foi.actions.take_in import add_found
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.models.working import Assistance
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Person, Post
from tests.faces.desk.foi.conftest import NOW
from tests.faces.desk.foi.reading import as_, url
from tests.factories import (
    administrator,
    clerk,
    department,
    head,
    moment,
    officer,
    openness_head,
    person,
)
from tests.work.foi.scene import ID, Scene, registered, scene

pytestmark = pytest.mark.django_db
SECRETS = (ID, "米有为", "13800000000", "稻香路")
CASE = "JTJ-2026-0001"


@pytest.fixture
def here() -> Scene:
    made = scene()
    request = registered(made, wanted="米有为要二〇二五年道路养护合同").request
    there = scene("mzj", "民政局")
    at = moment(date(2026, 2, 10))
    consult(
        request=request, whom="third_party", name="甲公司", information="报价", by=made.clerk, at=at
    )
    ask(
        request=request, organisation=there.organisation, question="有没有", due_on=at.date(),
        by=made.clerk, at=at,
    )  # fmt: skip
    propose(request=request, tariff="page", count=50, reason="量大", by=made.clerk, at=at)
    add_found(request=request, files=[("合同.txt", b"text")], by=made.clerk, at=at)
    return made


def people(here: Scene) -> dict[str, Person]:
    other = department("mzj", "民政局")
    return {
        "clerk": here.clerk,
        "approver": here.approver,
        "head": head(here.organisation),
        "information clerk": clerk(here.organisation),
        "reviewer": person("一审", (here.organisation, Post.Role.FIRST_REVIEWER)),
        "other foi clerk": person("别处", (other, Post.Role.FOI_CLERK)),
        "other head": head(other, "别处负责人"),
        "officer": officer(),
        "openness head": openness_head(),
        "administrator": administrator(),
        "nobody": person("没有岗位的人"),
    }


def pages() -> dict[str, str]:
    file = RequestFile.objects.get(role="found")
    return {
        "list": url("foi"),
        "register": url("foi_register"),
        "mail": url("foi_register_mail"),
        "overview": url("foi_overview"),
        "assists": url("foi_assists"),
        "assist": url("foi_assist", Assistance.objects.get().pk),
        "case": url("foi_case", CASE),
        "alike": url("foi_alike", CASE),
        "file": url("foi_material", CASE, file.pk),
        "confirm": url("foi_act", CASE, "confirm"),
        "hand": url("foi_act", CASE, "hand"),
        "split": url("foi_act", CASE, "split"),
        "sent": url("foi_consult_sent", CASE, "P1"),
        "answer": url("foi_consult_answer", CASE, "P1"),
    }


_INSIDE = {"case": 200, "alike": 200, "file": 200}
_ACTS = ("confirm", "hand", "split", "sent", "answer")
_NO_CASE = dict.fromkeys(("case", "alike", "file", *_ACTS), 404)
_NO_OFFICE = {"register": 403, "mail": 403, "overview": 403}
_OUTSIDE = _NO_CASE | _NO_OFFICE | {"list": 302, "assists": 403, "assist": 404}
EXPECTED = {
    "clerk": _INSIDE | dict.fromkeys(_ACTS, 200) | {
        "list": 200, "register": 200, "mail": 200, "overview": 403, "assists": 200, "assist": 404,
    },
    "approver": _INSIDE | _NO_OFFICE | dict.fromkeys(_ACTS, 403) | {
        "hand": 200, "list": 200, "assists": 403, "assist": 404,
    },
    "head": _INSIDE | _NO_OFFICE | dict.fromkeys(_ACTS, 403) | {
        "hand": 200, "list": 200, "assists": 200, "assist": 404,
    },
    "information clerk": _OUTSIDE | {"assists": 200},
    "reviewer": _OUTSIDE,
    "other foi clerk": _NO_CASE | {
        "list": 200, "register": 200, "mail": 200, "overview": 403, "assists": 200, "assist": 200,
    },
    "other head": _NO_CASE | _NO_OFFICE | {"list": 200, "assists": 200, "assist": 200},
    "officer": _OUTSIDE | {"overview": 200},
    "openness head": _OUTSIDE | {"overview": 200},
    "administrator": _OUTSIDE,
    "nobody": _OUTSIDE,
}  # fmt: skip


def test_every_role_opens_what_it_may(here: Scene) -> None:
    found = {
        role: {name: as_(who).get(at).status_code for name, at in pages().items()}
        for role, who in people(here).items()
    }
    assert found == EXPECTED
    assert {Client().get(at).status_code for at in pages().values()} == {302}


@pytest.mark.parametrize("number", ["JTJ-2026-0002", "JTJ-2026-9999", "jtj-2026-0001", "x"])
def test_guessed_numbers_and_others_cases_answer_alike(here: Scene, number: str) -> None:
    registered(here)
    other = as_(person("别处", (department("mzj", "民政局"), Post.Role.FOI_CLERK)))
    answer = other.get(url("foi_case", number))
    assert (answer.status_code, answer.content) == (404, other.get(url("foi_case", "y")).content)


def test_buttons_do_nothing_for_whoever_has_not_the_power(here: Scene) -> None:
    buttons = [
        url("foi_take", CASE), url("foi_applicant", CASE), url("foi_fee_approve", CASE),
        url("foi_fee_void", CASE), url("foi_consult_renew", CASE, "P1"),
    ]  # fmt: skip
    refused = {
        "approver": [403, None, None, 403, 403],
        "information clerk": [404] * 5,
        "other foi clerk": [404] * 5,
        "other head": [404] * 5,
        "officer": [404] * 5,
        "administrator": [404] * 5,
    }
    everybody = people(here)
    before = Deed.objects.count()
    for role, codes in refused.items():
        client = as_(everybody[role])
        for at, code in zip(buttons, codes, strict=True):
            if code is not None:
                assert (role, at, client.post(at).status_code) == (role, at, code)
                assert client.get(at).status_code in {405, code}
    assert Deed.objects.count() == before


def test_every_act_is_closed_to_others(here: Scene) -> None:
    outsiders = [officer(), person("别处", (department("mzj", "民政局"), Post.Role.FOI_CLERK))]
    for act in ACTS:
        at = url("foi_act", CASE, act)
        assert [as_(who).post(at, {"x": "1"}).status_code for who in outsiders] == [404, 404]
    assert as_(here.clerk).get(url("foi_act", CASE, "nothing")).status_code == 404
    assert as_(here.clerk).get(url("foi_consult_sent", CASE, "P9")).status_code == 404


def test_the_applicant_is_seen_only_where_it_is_asked_for(here: Scene) -> None:
    everybody = people(here)
    for role in ("clerk", "approver", "head"):
        client = as_(everybody[role])
        for name in ("list", "case", "alike"):
            text = client.get(pages()[name]).content.decode()
            assert [one for one in SECRETS[::2] if one in text] == []
        seen = client.post(url("foi_applicant", CASE))
        assert [one for one in SECRETS if one not in seen.content.decode()] == []
        assert seen["Cache-Control"] == "no-store"
    assert Deed.objects.filter(verb="foi.look").count() == 3


def test_who_helps_or_oversees_never_learns_who_asked(here: Scene) -> None:
    everybody = people(here)
    told = {
        "other foi clerk": ("assists", "assist"),
        "other head": ("assists", "assist"),
        "officer": ("overview",),
    }
    for role, names in told.items():
        for name in names:
            text = as_(everybody[role]).get(pages()[name]).content.decode()
            assert [one for one in SECRETS if one in text] == []


def test_titles_and_addresses_never_tell_who_asked(here: Scene) -> None:
    client = as_(here.clerk)
    for name, at in pages().items():
        if name not in {"file", "overview", "assist"}:
            text = client.get(at).content.decode()
            title = text.split("<title>", 1)[1].split("</title>", 1)[0]
            assert [one for one in SECRETS if one in title or one in at] == []


def test_cases_are_not_kept_between_desk_and_server(here: Scene) -> None:
    client = as_(here.clerk)
    found = {name: client.get(pages()[name])["Cache-Control"] for name in ("case", "file")}
    assert found == dict.fromkeys(("case", "file"), "no-store")


def test_every_address_of_the_folder_is_tried() -> None:
    names = {
        name for name in get_resolver("gongkai.faces.desk.foi.urls").reverse_dict
        if isinstance(name, str)
    }  # fmt: skip
    assert names == {
        "foi", "foi_register", "foi_register_mail", "foi_overview", "foi_assists", "foi_assist",
        "foi_case", "foi_alike", "foi_applicant", "foi_material", "foi_take", "foi_fee_approve",
        "foi_fee_void", "foi_act", "foi_consult_sent", "foi_consult_answer", "foi_consult_renew",
    }  # fmt: skip
    assert NOW.year == 2026
    assert Request.objects.count() == 0
