"""Every public address, with requests in every state: nothing of them is told to anybody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from gongkai.faces.ui.states import STATES
from gongkai.rules.foi import STATES as LEGAL_STATES
from gongkai.work.foi.actions.consult import consult
from gongkai.work.foi.models.request import Request
from gongkai.work.org.models.person import Person
from tests.faces.access.addresses import filled
from tests.faces.access.scene import readable
from tests.faces.access.test_public_windows import arguments
from tests.faces.desk.records.scene import scene as records_scene
from tests.faces.portal.foi.scene import NAME, following, post, url
from tests.factories import adopted_plan, department, moment, officer
from tests.work.foi.scene import ID, Scene, registered, scene, then
from tests.work.records.world import published

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 9)
WANTED = "薤露亭修缮工程的预算"
INFORMATION = "薤露亭工匠的报酬"
WORDS = (NAME, ID, "13800000000", WANTED, INFORMATION, "JTJ-2026-0")
EVENTS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "intake": [],
    "running": [],
    "correcting": [("correction_requested", {"days": 3})],
    "consulting_third_party": [("third_party_consulted", {"party": "P1"})],
    "consulting_agency": [("agency_consulted", {"party": "P2"})],
    "awaiting_fee": [("fee_notified", {})],
    "decided": [("replied", {"outcome": "3.1"})],
    "withdrawn": [("withdrawn", {})],
    "closed_no_supplement": [("correction_requested", {"days": 3})],
    "closed_no_fee": [("fee_notified", {})],
}


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


def in_state(here: Scene, state: str) -> Any:
    """A request that has come to this state, or will with the passing of time."""
    channel = "online" if state == "intake" else "counter"
    made = registered(here, channel, wanted=WANTED)
    for kind, facts in EVENTS[state]:
        then(here, made.request, kind, DAY, **facts)
    return made


def test_no_state_is_left_out() -> None:
    assert EVENTS.keys() == {"intake", *LEGAL_STATES}
    assert EVENTS.keys() <= STATES.keys()


def everybody(here: Scene) -> dict[str, Client]:
    """Who might look: nobody in particular, those who handle, others, the office."""
    other = scene("mzj", "民政局")
    people: dict[str, Person | None] = {
        "anonymous": None, "clerk": here.clerk, "approver": here.approver, "other": other.clerk,
        "officer": officer(),
    }  # fmt: skip
    found = {}
    for name, person in people.items():
        found[name] = Client()
        if person is not None:
            found[name].force_login(person)
    return found


def test_no_public_address_tells_of_any_request() -> None:
    here = scene()
    for state in EVENTS:
        in_state(here, state)
    request = Request.objects.get(state="running")
    consult(
        request=request, whom="third_party", name="某公司", information=INFORMATION,
        by=here.clerk, at=moment(DAY),
    )  # fmt: skip
    record = published(records_scene().here).record
    adopted_plan({"units": [department("jyj", "教育局")]})
    told: dict[tuple[str, str], list[str]] = {}
    for who, client in everybody(here).items():
        cache.clear()
        for face, given in arguments(record).items():
            for name, address in filled(face, given, "").items():
                text = readable(client.get(address))
                if found := [word for word in WORDS if word in text]:
                    told[who, f"{face}:{name}"] = found
    assert told == {}


@pytest.mark.parametrize("state", sorted(EVENTS))
def test_the_applicant_sees_the_own_request_in_every_state_and_no_identity(state: str) -> None:
    here = scene()
    mine, other = in_state(here, state), in_state(here, state)
    on = date(2026, 4, 20) if state.startswith("closed") else DAY
    with time_machine.travel(moment(on, 12), tick=False):
        client = following(mine.request.number, mine.secret)
        text = readable(client.get(url("foi_track")))
    assert WANTED in text and mine.request.number in text
    hidden = (NAME, ID, "13800000000", other.request.number, here.clerk.name, mine.secret)
    assert [word for word in hidden if word in text] == []


def test_being_logged_in_opens_no_request() -> None:
    here = scene()
    made = in_state(here, "running")
    for client in everybody(here).values():
        answer = client.get(url("foi_track"))
        assert made.request.number not in answer.content.decode()
        assert post(client, "foi_withdraw", sure="on")["Location"] == url("foi_track")
    made.request.refresh_from_db()
    assert made.request.state == "running"


def test_nothing_typed_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    here = scene()
    made = in_state(here, "running")
    client = Client(raise_request_exception=False)
    post(client, "foi_track", number=made.request.number, secret=made.secret)
    post(client, "foi_wanted", wanted=WANTED)
    post(client, "foi_applicant", name=NAME, identity=ID, email="x")
    client.get(url("foi_letter", 99))
    assert [word for word in (*WORDS, made.secret) if word in caplog.text] == []
