"""Meetings on the desk: a whole way through the pages, and who may not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.work.decisions.actions import draw
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.meeting import Meeting, Representative, Statement
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Person, Post
from tests.faces.clock import Clock
from tests.factories import clerk, department, moment, officer, person
from tests.work.decisions.meeting_scene import (
    AFTER,
    BEGIN,
    CLOSED,
    DRAWN,
    DRAWS_AFTER,
    HELD,
    NAME,
    adopted,
    applied,
    arranged,
    calling,
    convened,
    drawn,
    invited,
    said,
    through,
)
from tests.work.records.world import World, published, world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    cache.clear()
    return Clock.hang(monkeypatch, BEGIN)


@pytest.fixture
def here() -> World:
    return world("jtj", "交通局")


def as_(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def topics(*titles: str, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"topic-TOTAL_FORMS": len(titles), "topic-INITIAL_FORMS": 0}
    return told | {f"topic-{n}-title": title for n, title in enumerate(titles)} | more


def test_a_meeting_from_its_arrangement_to_its_adoption(here: World, clock: type[Clock]) -> None:
    desk = as_(here.clerk)
    given = {
        "title": "区政府第12次常务会议", "held_at": "2026-05-28T14:00", "place": "三楼会议室",
        "organisation": here.organisation.pk,
    }  # fmt: skip
    page = desk.post("/desk/meetings/new/", given | topics("公交线路调整", "", "停车收费")).url
    assert page == "/desk/meetings/2026-01/"
    row = Meeting.objects.get()
    assert (row.held_at, [one.title for one in row.topics.all()]) == (
        HELD, ["公交线路调整", "停车收费"],
    )  # fmt: skip
    terms = {
        "closes_on": "2026-05-15",
        "how": "网上报名。",
        "places_public": "1",
        "places_expert": "",
    }
    assert desk.post(f"{page}call/", terms).url == page
    assert desk.post(f"{page}act/announce/").url == page
    row.refresh_from_db()
    through(here, row.call_record, BEGIN)
    desk.post(f"{page}act/open/")
    for serial in range(3):
        applied(Meeting.objects.get(), serial)
    first = Representative.objects.get(number="D01")
    aside = {"reason": "不住在本区"}
    assert desk.post(f"{page}people/{first.pk}/aside/", aside).url == f"{page}people/"
    clock.now = CLOSED
    desk = as_(here.clerk)
    assert desk.post(f"{page}list/", {"draws_after": "2026-05-19T09:00"}).url == page
    published(here, DRAWS_AFTER + timedelta(hours=1))
    clock.now = DRAWN
    desk = as_(here.clerk)
    assert "可以抽选" in desk.get(page).content.decode()
    desk.post(f"{page}act/draw/")
    chosen = Representative.objects.get(standing="chosen")
    desk.post(f"{page}people/{chosen.pk}/tell/")
    desk.post(f"{page}people/{chosen.pk}/decline/", {"reason": "出差"})
    second = Representative.objects.get(standing="chosen")
    assert second.pk != chosen.pk
    guest = {"kind": "expert", "name": "专家甲", "phone": "13900000001", "why": "高校推荐"}
    desk.post(f"{page}people/invite/", guest)
    clock.now = AFTER
    desk = as_(here.clerk)
    assert desk.post(f"{page}attendance/", {"present": [second.pk]}).url == page
    told = {
        "topic": row.topics.first().pk, "representative": second.pk, "text": "首班车再早一点",
    }  # fmt: skip
    assert desk.post(f"{page}statements/", told).url == f"{page}statements/"
    one = Statement.objects.get()
    assert desk.post(f"{page}statements/{one.pk}/", {"adoption": "not"}).status_code == 409
    answer = {"adoption": "not", "reason": "运力不足"}
    assert desk.post(f"{page}statements/{one.pk}/", answer).url == f"{page}statements/"
    desk.post(f"{page}act/adoption/")
    row.refresh_from_db()
    through(here, row.adoption_record, AFTER)
    assert "采纳情况已公开" in desk.get(page).content.decode()
    came = row.representatives.exclude(attendance="").order_by("id")
    assert [one.attendance for one in came] == ["present", "absent"]


def test_faults_of_a_call_come_back_as_sentences(here: World) -> None:
    row = arranged(here)
    answer = as_(here.clerk).post(
        f"/desk/meetings/{row.number}/call/", {"closes_on": "2026-05-08", "how": "x"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "报名时间只有 2 个工作日" in page and "没有写代表类别和名额" in page


def test_hostile_words_are_shown_as_words(here: World) -> None:
    row = arranged(here, title="<script>alert(1)</script>", topics=[("<b>一</b>", None)])
    page = as_(here.clerk).get(f"/desk/meetings/{row.number}/").content.decode()
    assert "<script>alert" not in page and "&lt;b&gt;一" in page
    faulty = {"title": "x", "held_at": "明天", "place": "x", "organisation": here.organisation.pk}
    answer = as_(here.clerk).post("/desk/meetings/new/", faulty | topics("一"))
    assert "会议时间不是时间，请按 2026-09-16 14:00 这样填写" in answer.content.decode()


def test_a_double_draw_is_refused_on_a_page(here: World, clock: type[Clock]) -> None:
    row = drawn(here)
    clock.now = DRAWN
    assert as_(here.clerk).post(f"/desk/meetings/{row.number}/act/draw/").status_code == 409


def test_names_stand_on_one_page_that_is_logged(here: World, clock: type[Clock]) -> None:
    row = drawn(here)
    desk = as_(here.clerk)
    for url in ("/desk/meetings/", f"/desk/meetings/{row.number}/"):
        assert NAME not in desk.get(url).content.decode()
    page = desk.get(f"/desk/meetings/{row.number}/people/")
    assert f"{NAME}0" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert Deed.objects.filter(verb="meeting.look", by=here.clerk).count() == 1


ADDRESSES = (
    "meeting", "meeting_edit", "meeting_call", "meeting_move", "meeting_off", "meeting_list",
    "meeting_people", "meeting_invite", "meeting_attendance", "meeting_statements",
)  # fmt: skip


def test_who_may_see_a_meeting_and_who_may_not(here: World, clock: type[Clock]) -> None:
    row = convened(here, drawn(here))
    clock.now = AFTER
    told: dict[str, set[int]] = {}
    people = {
        "clerk": here.clerk,
        "office": officer(),
        "other": clerk(department("czj", "财政局")),
        "reviewer": person("一审", (here.organisation, Post.Role.FIRST_REVIEWER)),
    }
    for who, by in people.items():
        client = as_(by)
        told[who] = {
            client.get(reverse(f"desk:{name}", args=[row.number])).status_code for name in ADDRESSES
        }
    assert told == {"clerk": {200}, "office": {200}, "other": {404}, "reviewer": {403}}
    for name in ADDRESSES:
        answer = Client().get(reverse(f"desk:{name}", args=[row.number]))
        assert answer.url.startswith("/desk/login/")


@pytest.mark.parametrize("act", ["announce", "open", "draw", "adoption"])
def test_others_push_no_button(here: World, act: str) -> None:
    row = arranged(here)
    stranger = as_(clerk(department("czj", "财政局")))
    assert stranger.post(f"/desk/meetings/{row.number}/act/{act}/").status_code == 404
    assert as_(here.clerk).post(f"/desk/meetings/{row.number}/act/{act}s/").status_code == 404


def test_people_of_another_meeting_are_not_reached(here: World) -> None:
    one, other = calling(here), invited(world("czj", "财政局"))
    guest = other.representatives.first()
    for act in ("tell", "decline", "aside"):
        url = f"/desk/meetings/{one.number}/people/{guest.pk}/{act}/"
        assert as_(here.clerk).post(url, {"reason": "x"}).status_code == 404


def test_the_list_counts_nine_of_ten_and_says_what_lacks(here: World, clock: type[Clock]) -> None:
    for day in range(1, 11):
        at = moment(date(2026, 5, day), 10)
        one = convened(here, invited(here, at=moment(date(2026, 4, 1)), held_at=at), at=at)
        if day < 10:
            adopted(here, one, at=at + timedelta(hours=3))
    clock.now = AFTER
    office = as_(officer()).get("/desk/meetings/").content.decode()
    assert "9/10" in office and "没有公布意见采纳情况。" in office
    unit = as_(here.clerk).get("/desk/meetings/").content.decode()
    assert "9/10" not in unit and "这里只计本单位组织的会议" in unit
    assert "0/10" in as_(officer("公开办乙")).get("/desk/meetings/?year=2025").content.decode()
    assert as_(here.clerk).get("/desk/meetings/?year=x&page=9999").status_code == 200


def test_topics_offer_only_the_decisions_of_ones_own(here: World) -> None:
    for place, title in (
        (here.organisation, "本局的事"),
        (department("czj", "财政局"), "别局的事"),
    ):
        Decision.objects.create(
            kind="major", code=f"2026-{place.code}", year=2026, title=title, organisation=place,
            background="x", planned_on=date(2026, 9, 1), created_at=BEGIN, created_by=here.clerk,
        )  # fmt: skip
    page = as_(here.clerk).get("/desk/meetings/new/").content.decode()
    assert "本局的事" in page and "别局的事" not in page
    assert "别局的事" in as_(officer()).get("/desk/meetings/new/").content.decode()


def test_lists_and_pages_ask_as_often_for_many_as_for_one(here: World, clock: type[Clock]) -> None:
    desk, row = as_(here.clerk), drawn(here)
    convened(here, row)
    said(here, row)
    clock.now = AFTER
    urls = ["/desk/meetings/", *(f"/desk/meetings/{row.number}/{page}" for page in (
        "", "people/", "statements/",
    ))]  # fmt: skip
    counts = []
    for more in (0, 4):
        for _ in range(more):
            said(here, row)
            convened(here, invited(here, people=2))
        for url in urls:
            desk.get(url)
            with CaptureQueriesContext(connection) as asked:
                desk.get(url)
            counts.append(len(asked))
    assert counts[: len(urls)] == counts[len(urls) :]


def test_a_declined_place_is_shown(here: World, clock: type[Clock]) -> None:
    row = drawn(here)
    gone = row.representatives.filter(standing="chosen", kind="public").first()
    trace = draw.decline(representative=gone, reason="出差", by=here.clerk, at=DRAWN)
    clock.now = DRAWN
    page = as_(here.clerk).get(f"/desk/meetings/{row.number}/").content.decode()
    assert f"{gone.number} 不能参加，由 {trace.came.number} 递补。" in page
