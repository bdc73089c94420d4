"""A third party before its page: what it sees, what it may say, once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from gongkai.work.foi.actions.consult import Consulted, consult, note_sent
from gongkai.work.foi.models.request import RequestEvent
from gongkai.work.foi.models.working import Consultation
from tests.faces.portal.foi.scene import (
    ID,
    NAME,
    Scene,
    errors,
    pairs,
    post,
    scene,
    texts,
    url,
)
from tests.factories import moment
from tests.work.foi.scene import registered, then

pytestmark = pytest.mark.django_db
RECEIVED, SENT, LAST = date(2026, 2, 5), date(2026, 2, 9), date(2026, 3, 6)
INFORMATION = "贵公司二〇二五年养护合同里的单价"
WRONG = "没有这个答复码。请对照征求意见书核对，或者联系发来意见书的单位。"


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


def on(day: date) -> Any:
    return time_machine.travel(moment(day, 10), tick=False)


def consulted(here: Scene, *, sent: bool = True) -> Consulted:
    request = registered(here).request
    made = consult(
        request=request, whom="third_party", name="青禾养护公司", information=INFORMATION,
        by=here.clerk, at=moment(SENT),
    )  # fmt: skip
    if sent:
        note_sent(consultation=made.consultation, on=SENT, by=here.clerk, at=moment(SENT))
    return made


def opened(made: Consulted) -> Client:
    client = Client()
    answer = post(client, "foi_opinion", secret=made.secret.lower().replace("-", " "))
    assert (answer.status_code, answer["Location"]) == (302, url("foi_opinion"))
    return client


def row(made: Consulted) -> Consultation:
    return Consultation.objects.get(pk=made.consultation.pk)


def answers(made: Consulted) -> list[tuple[str, date, str]]:
    kind = "third_party_answered"
    rows = RequestEvent.objects.filter(request=made.consultation.request, kind=kind)
    return list(rows.values_list("kind", "on", "party"))


def test_only_what_concerns_the_party_is_seen() -> None:
    here = scene()
    made = consulted(here)
    request = made.consultation.request
    with on(SENT):
        answer = opened(made).get(url("foi_opinion"))
    text = answer.content.decode()
    assert INFORMATION in text
    assert texts(answer, "//p[@class='facts']/span") == [
        "征求意见的单位 交通局", "送达 2026-02-09", "答复期限 2026-03-06",
    ]  # fmt: skip
    hidden = (NAME, ID, "13800000000", request.number, request.wanted, here.clerk.name,
              made.secret)  # fmt: skip
    assert [word for word in hidden if word in text] == []


@pytest.mark.parametrize(("opinion", "reason"), [
    ("agrees", ""), ("partly", "单价不公开"), ("refuses", "属于商业秘密"),
])  # fmt: skip
def test_the_opinion_is_written_down_on_its_day_and_given_once(opinion: str, reason: str) -> None:
    made = consulted(scene())
    with on(date(2026, 2, 25)):
        client = opened(made)
        assert post(client, "foi_opinion", opinion=opinion, reason=reason)["Location"] == url(
            "foi_opinion"
        )
        again = post(client, "foi_opinion", opinion="agrees", reason="改了")
        assert (again.status_code, errors(again)) == (409, [])
        assert list(pairs(client.get(url("foi_opinion")))) == [
            "意见", *(["理由"] if reason else []), "登记日期",
        ]  # fmt: skip
    found = row(made)
    assert (found.opinion, found.reason, found.answered_on) == (opinion, reason, date(2026, 2, 25))
    assert answers(made) == [("third_party_answered", date(2026, 2, 25), found.party)]


def test_who_refuses_says_why_and_nothing_typed_is_lost() -> None:
    made = consulted(scene())
    with on(SENT):
        client = opened(made)
        answer = post(client, "foi_opinion", opinion="refuses", reason=" ")
        assert (answer.status_code, errors(answer)) == (409, [
            "没有写理由。不同意公开的，请写明哪些内容不同意、公开会怎样损害您的合法权益"
            "（条例第三十二条）。"
        ])  # fmt: skip
        assert errors(post(client, "foi_opinion", reason="有话要说")) == ["请选择您的意见"]
    assert (row(made).answered_on, answers(made)) == (None, [])


def test_after_its_term_the_page_says_so_and_still_takes_the_answer() -> None:
    made = consulted(scene())
    with on(LAST):
        assert texts(opened(made).get(url("foi_opinion")), "//div[@class='note warn']/h2") == []
    late = date(2026, 3, 9)
    with on(late):
        client = opened(made)
        answer = client.get(url("foi_opinion"))
        assert texts(answer, "//div[@class='note warn']/h2") == ["期限已过"]
        assert post(client, "foi_opinion", opinion="agrees").status_code == 302
    assert answers(made) == [("third_party_answered", late, row(made).party)]


def test_after_the_case_is_closed_the_answer_stands_in_the_record_alone() -> None:
    here = scene()
    made = consulted(here)
    then(here, made.consultation.request, "withdrawn", date(2026, 2, 10))
    with on(date(2026, 2, 11)):
        assert post(opened(made), "foi_opinion", opinion="agrees").status_code == 302
    assert (row(made).answered_on, answers(made)) == (date(2026, 2, 11), [])


def test_before_the_letter_is_served_nothing_can_be_answered() -> None:
    made = consulted(scene(), sent=False)
    with on(SENT):
        answer = post(opened(made), "foi_opinion", opinion="agrees")
    assert (answer.status_code, errors(answer)) == (409, [
        "征求意见书还没有登记送达，现在不能提交意见。请过一个工作日再试，或者直接书面答复。"
    ])  # fmt: skip
    assert row(made).answered_on is None


@pytest.mark.parametrize("secret", ["0000-0000-0000-0000", "x", "甲"])
def test_a_wrong_code_opens_nothing(secret: str) -> None:
    consulted(scene())
    answer = post(Client(), "foi_opinion", secret=secret)
    assert (answer.status_code, errors(answer)) == (200, [WRONG])


def test_the_secret_of_an_applicant_opens_no_question_and_the_other_way_round() -> None:
    here = scene()
    made, mine = consulted(here), registered(here)
    assert errors(post(Client(), "foi_opinion", secret=mine.secret)) == [WRONG]
    number = made.consultation.request.number
    client = Client()
    post(client, "foi_track", number=number, secret=made.secret)
    assert "foi_case" not in client.cookies


def test_an_address_may_not_guess_on() -> None:
    client = Client()
    statuses = [
        post(client, "foi_opinion", secret=f"0000-0000-0000-{place:04d}").status_code
        for place in range(31)
    ]
    assert statuses == [200] * 30 + [429]


def test_the_question_is_closed_on_leaving() -> None:
    made = consulted(scene())
    with on(SENT):
        client = opened(made)
        assert post(client, "foi_opinion_leave")["Location"] == url("foi_opinion")
        assert texts(client.get(url("foi_opinion")), "//h1") == ["第三方答复意见"]
