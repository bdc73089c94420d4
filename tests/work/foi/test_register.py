"""Taking requests in: numbers, days of receipt, what is missing, who may."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from gongkai.rules.foi.receipt import RECEIPTS
from gongkai.work.foi.actions.register import confirm, register, secret_hash
from gongkai.work.foi.models.request import Applicant, Request
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from tests.factories import clerk, head, moment, officer
from tests.work.foi.scene import APPLICANT, ID, SUBMITTED, WANTED, registered, scene

pytestmark = pytest.mark.django_db


def codes(refused: Refused) -> list[str]:
    return [one.code for one in refused.reasons]


def test_what_is_handed_in_is_received_that_day() -> None:
    request = registered(scene()).request
    assert (request.number, request.state, request.received_on, request.due_on) == (
        "JTJ-2026-0001",
        "running",
        date(2026, 2, 5),
        date(2026, 3, 11),
    )


@pytest.mark.parametrize("channel", sorted(RECEIPTS))
def test_every_channel_has_its_rule(channel: str) -> None:
    assert set(RECEIPTS) == set(Request.Channel.values)
    request = registered(scene(), channel).request
    is_agreed = RECEIPTS[channel].is_agreed
    assert (request.state, request.due_on is None) == (
        "intake" if is_agreed else "running",
        is_agreed,
    )


def test_what_came_by_mail_is_received_when_both_sides_confirm() -> None:
    here = scene()
    request = registered(here, "email").request
    confirm(request=request, on=date(2026, 2, 6), by=here.clerk, at=moment(date(2026, 2, 6)))
    assert (request.received_on, request.due_on) == (date(2026, 2, 6), date(2026, 3, 12))
    with pytest.raises(Refused) as refused:
        confirm(request=request, on=date(2026, 2, 9), by=here.clerk, at=moment(date(2026, 2, 9)))
    assert refused.value.code == "foi_received_already"


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2026, 2, 4), "foi_confirmed_before_sent"), (date(2026, 2, 7), "foi_event_to_come")],
)
def test_a_confirmation_lies_between_sending_and_today(on: date, code: str) -> None:
    here = scene()
    request = registered(here, "online").request
    with pytest.raises(Refused) as refused:
        confirm(request=request, on=on, by=here.clerk, at=moment(date(2026, 2, 6)))
    assert (refused.value.code, request.received_on) == (code, None)


def test_numbers_run_on_through_the_year() -> None:
    here = scene()
    numbers = [registered(here).request.number for _ in range(3)]
    numbers.append(registered(here, at=moment(date(2027, 1, 4))).request.number)
    numbers.append(registered(scene("mzj", "民政局")).request.number)
    assert numbers == [
        "JTJ-2026-0001",
        "JTJ-2026-0002",
        "JTJ-2026-0003",
        "JTJ-2027-0001",
        "MZJ-2026-0001",
    ]


def test_on_the_net_all_that_article_29_asks_for_is_asked_at_once() -> None:
    bare = {"kind": "natural", "name": " ", "identity_kind": "居民身份证"}
    with pytest.raises(Refused) as refused:
        register(
            organisation=scene().organisation, channel="online", applicant=bare,
            wanted=WANTED | {"wanted": ""}, by=None, at=SUBMITTED,
        )  # fmt: skip
    assert [one.values["what"] for one in refused.value.reasons] == [
        "申请人的姓名或者名称",
        "身份证明",
        "联系方式",
        "所需政府信息的名称、文号或者便于查询的其他特征",
    ]
    assert not Request.objects.exists()


def test_what_came_by_post_is_registered_with_its_gaps() -> None:
    request = registered(scene(), "registered", identity="", phone="", address="").request
    assert request.state == "running"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": ""}, "foi_missing"),
        ({"wanted": " "}, "foi_missing"),
        ({"wanted": "长" * 5001}, "foi_wanted_too_long"),
        ({"kind": "club"}, "foi_applicant_kind_unknown"),
        ({"form": "stone"}, "foi_form_unknown"),
        ({"way": "pigeon"}, "foi_way_unknown"),
        ({"identity": "110105194912310021"}, "foi_identity_unfit"),
    ],
)
def test_what_cannot_be_registered_is_named(fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        registered(scene(), **fields)
    assert (refused.value.code, codes(refused.value)) == ("foi_request_unfit", [code])
    assert not Request.objects.exists()


def test_no_channel_is_invented() -> None:
    with pytest.raises(Refused) as refused:
        registered(scene(), "pigeon")
    assert codes(refused.value) == ["foi_channel_unknown"]


def test_the_secret_is_given_once_and_kept_as_a_hash() -> None:
    made = registered(scene())
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", made.secret)
    assert made.request.secret_hash == secret_hash(made.secret) != made.secret


def test_the_same_person_is_known_again() -> None:
    here = scene()
    registered(here)
    registered(here, name="米 有为", phone="13900000000")
    registered(here, identity="", phone="13700000000")
    alike = list(Applicant.objects.order_by("pk").values_list("likeness", flat=True))
    assert [alike[0] == alike[1], alike[0] == alike[2]] == [True, False]


def test_the_journal_does_not_tell_who_asked_for_what() -> None:
    registered(scene())
    told = " ".join(str(one.detail) for one in Deed.objects.all())
    assert "JTJ-2026-0001" in told
    assert [one for one in (ID, "米有为", "13800000000", "道路养护") if one in told] == []


@pytest.mark.parametrize("who", [clerk, head])
def test_only_who_handles_requests_registers_them(who: Any) -> None:
    here = scene()
    for one in (who(here.organisation), here.approver, officer()):
        with pytest.raises(Refused) as refused:
            register(
                organisation=here.organisation, channel="counter", applicant=APPLICANT,
                wanted=WANTED, by=one, at=SUBMITTED,
            )  # fmt: skip
        assert refused.value.code == "no_power"
