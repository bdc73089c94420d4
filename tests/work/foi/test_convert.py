"""Conversion: decided once, with a reason, free of who asked; a record begun by who drafts them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.work.foi.actions.convert import begin_record, review
from gongkai.work.foi.models.ending import Conversion
from gongkai.work.foi.models.request import Applicant, Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.conversion_lists import (
    alike_groups,
    alike_to,
    to_publish,
    unreviewed,
)
from gongkai.work.foi.queries.conversion_screen import anonymised
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from tests.factories import clerk, district, moment, officer
from tests.work.foi.closed import NAME, closed, replied
from tests.work.foi.scene import APPLICANT, ID, Scene, registered, scene

pytestmark = pytest.mark.django_db
ON = date(2026, 2, 12)
AT = moment(ON)
BOTH = ["conversion_names_applicant", "conversion_private"]
FIT = {
    "is_fit": True,
    "reason": "涉及道路安全，公众普遍关心",
    "title": "二〇二五年道路养护合同",
    "text": "合同甲方为交通局。\n合同价款三百万元 <不含税>。",
}


@pytest.fixture
def here() -> Scene:
    district()
    return scene()


def reviewed(here: Scene, request: Request, **fields: Any) -> Conversion:
    return review(request=request, by=here.clerk, at=AT, **(FIT | fields))


def codes(act: Any, *args: Any, **fields: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **fields)
    return [one.code for one in refused.value.reasons] or [refused.value.code]


def test_yes_has_a_day_and_becomes_a_draft_record(here: Scene) -> None:
    one = reviewed(here, closed(here))
    assert (one.is_fit, one.due_on, one.record) == (True, date(2026, 3, 18), None)
    drafter = clerk(here.organisation)
    record = begin_record(conversion=one, by=drafter, at=AT)
    assert record.current is not None
    assert (one.record, record.state, record.current.title, record.current.body_html) == (
        record, "draft", FIT["title"],
        "<p>合同甲方为交通局。</p><p>合同价款三百万元 &lt;不含税&gt;。</p>",
    )  # fmt: skip
    assert codes(begin_record, conversion=one, by=drafter, at=AT) == ["conversion_begun"]


def test_no_needs_a_reason_and_nothing_else(here: Scene) -> None:
    request = closed(here)
    assert codes(reviewed, here, request, is_fit=False, reason=" ") == ["conversion_without_reason"]
    one = reviewed(here, request, is_fit=False, reason="只与申请人有关")
    assert (one.due_on, one.title, one.text) == (None, "", "")
    assert codes(reviewed, here, request) == ["conversion_decided"]
    assert codes(begin_record, conversion=one, by=clerk(here.organisation), at=AT) == [
        "conversion_not_fit"
    ]


def test_an_open_case_is_not_reviewed(here: Scene) -> None:
    assert codes(reviewed, here, registered(here).request) == ["conversion_not_ended"]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"title": f"答复{NAME}的合同"}, ["conversion_names_applicant"]),
        ({"text": "答复米 有\n为的合同"}, ["conversion_names_applicant"]),
        ({"reason": f"{NAME}要求的"}, ["conversion_names_applicant"]),
        (
            {"text": f"电话{APPLICANT['phone']}"},
            ["conversion_names_applicant", "conversion_private"],
        ),
        ({"text": f"证件{ID}"}, ["conversion_names_applicant", "conversion_private"]),
        ({"text": "联系人手机13912345678"}, ["conversion_private"]),
        ({"title": ""}, ["conversion_without_text"]),
        ({"text": " "}, ["conversion_without_text"]),
        ({"text": "乙方为远山养护公司"}, ["conversion_names_party"]),
    ],
)
def test_nothing_of_who_asked_gets_into_it(here: Scene, fields: Any, found: list[str]) -> None:
    request = closed(here)
    Consultation.objects.create(
        request=request,
        whom="third_party",
        party="p1",
        name="远山养护公司",
        information="合同",
        at=AT,
    )
    assert codes(reviewed, here, request, **fields) == found
    assert Conversion.objects.count() == 0
    assert NAME not in str([one.detail for one in Deed.objects.all()])


@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=40), st.integers(0, 40))
def test_a_reply_without_its_addressee_names_nobody(text: str, at: int) -> None:
    request = Request(number="A-1")
    request.applicant = Applicant(**APPLICANT)  # type: ignore[misc]  # not saved
    said = f"{NAME}：\n{text[:at]}{NAME}{text[at:]}"
    assert NAME not in anonymised(request, said)


def test_lists_follow(here: Scene) -> None:
    first, second = closed(here), closed(here, wanted="桥梁检测报告")
    places = [here.organisation]
    assert list(unreviewed(places)) == [first, second]
    one = reviewed(here, second)
    assert (list(unreviewed(places)), list(to_publish(places))) == ([first], [one])
    assert list(unreviewed([scene("mzj", "民政局").organisation])) == []


def test_similar_wishes_of_different_people_are_brought_up(here: Scene) -> None:
    mine = closed(here)
    again = closed(here)
    other = closed(here, name="黍离", identity="", phone="13900000001")
    registered(here, name="麦秀", identity="", phone="13900000002", wanted="桥梁检测报告")
    found = alike_to(mine)
    assert ([one.pk for one in found.requests], found.applicants) == ([other.pk], 2)
    groups = alike_groups(here.organisation)
    assert [({one.pk for one in group.requests}, group.applicants) for group in groups] == [
        ({mine.pk, again.pk, other.pk}, 2)
    ]


def test_each_does_what_their_post_gives(here: Scene) -> None:
    there = scene("mzj", "民政局")
    request = closed(here)
    for who in (here.approver, there.clerk, clerk(here.organisation), officer()):
        assert codes(review, request=request, by=who, at=AT, **FIT) == ["no_power"]
    one = reviewed(here, request)
    for who in (here.clerk, here.approver, clerk(there.organisation), officer()):
        assert codes(begin_record, conversion=one, by=who, at=AT) == ["no_power"]


def test_a_withdrawn_case_is_reviewed_like_any_other(here: Scene) -> None:
    request = registered(here).request
    replied(here, request)
    assert reviewed(here, request, is_fit=False, reason="没有公众关心").is_fit is False
