"""Responses on the desk: a whole way through the pages, and who sees what."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from gongkai.faces.desk.counts import waiting
from gongkai.faces.desk.nav import powers_of
from gongkai.work.org.models.person import Person
from gongkai.work.responses.models.event import Event, Part, Reply
from gongkai.work.responses.models.policy import MajorPolicy, PressConference
from tests.faces.clock import Clock
from tests.factories import clerk, department, person
from tests.work.records.world import draft, published
from tests.work.responses.scene import (
    AT,
    LATE,
    SOON,
    TEXT,
    TITLE,
    URL,
    Scene,
    answered,
    assigned,
    registered,
    scene,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    cache.clear()
    return Clock.hang(monkeypatch, AT)


@pytest.fixture
def here() -> Scene:
    return scene()


def as_(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def main_of(answer: Any) -> str:
    page = lxml_html.document_fromstring(answer.content.decode())
    return " ".join(page.xpath("//main")[0].text_content().split())


def test_an_event_from_registration_to_review(here: Scene, clock: type[Clock]) -> None:
    office = as_(here.office)
    given = {
        "title": TITLE, "kind": "interests", "grade": "ordinary", "found_at": "2026-05-06T09:00",
        "happened_at": "", "found_where": "微博", "text": TEXT, "policy": "",
    }  # fmt: skip
    page = office.post("/desk/responses/new/", given).url
    assert page == "/desk/responses/2026-01/assign/"
    places = [here.water.organisation.pk, here.roads.organisation.pk]
    assert office.post(page, {"organisations": places, "asked": "请回应"}).url == (
        "/desk/responses/2026-01/"
    )
    page = "/desk/responses/2026-01/"
    for one in (here.water, here.roads):
        part = Part.objects.get(organisation=one.organisation)
        unit = as_(one.clerk)
        assert "接收" in main_of(unit.get(page))
        unit.post(f"{page}{part.pk}/accept/")
        unit.post(f"{page}{part.pk}/note/", {"text": "已派人"})
    clock.now = SOON
    live = published(here.water, SOON)
    part = Part.objects.get(organisation=here.water.organisation)
    told = {"record": live.record_id}
    assert as_(here.water.clerk).post(f"{page}{part.pk}/reply/", told).url == page
    clock.now = LATE
    office = as_(here.office)
    words = main_of(office.get("/desk/responses/"))
    assert "水务局公开回应：按时" in words and "交通局公开回应：超过 24 小时" in words
    assert office.post(f"{page}close/", {"review": "x"}).status_code == 409
    part = Part.objects.get(organisation=here.roads.organisation)
    other = {"title": "说明", "url": URL, "public_at": "2026-05-09T08:30"}
    assert as_(here.roads.clerk).post(f"{page}{part.pk}/elsewhere/", other).url == page
    assert office.post(f"{page}close/", {"review": "交通局迟了。"}).url == page
    assert Event.objects.get().state == "wound_up"
    assert TITLE in main_of(office.get("/desk/responses/?tab=wound_up"))


def test_a_unit_sees_its_own_part_and_nothing_of_the_others(here: Scene) -> None:
    water, roads = assigned(here)
    answered(here.roads, roads, SOON, title="道路情况说明")
    page = main_of(as_(here.water.clerk).get(f"/desk/responses/{water.event.number}/"))
    assert TEXT in page and "水务局" in page
    assert "交通局" not in page and "道路情况说明" not in page
    listed = main_of(as_(here.water.clerk).get("/desk/responses/"))
    assert TITLE in listed and "交通局" not in listed


ACTS = ("accept", "note", "reply", "elsewhere")
OFFICE_PAGES = ("assign", "regrade", "close")


def test_who_may_see_an_event_and_who_may_not(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    page = f"/desk/responses/{part.event.number}/"
    people = {
        "office": here.office, "unit": here.water.clerk, "reviewer": here.water.first,
        "other": here.roads.clerk,
        "administrator": person("管理员", (department("bgs"), "administrator")),
    }  # fmt: skip
    seen = {who: as_(by).get(page).status_code for who, by in people.items()}
    assert seen == {
        "office": 200, "unit": 200, "reviewer": 200, "other": 404, "administrator": 403,
    }  # fmt: skip
    steered = {
        who: {as_(by).get(f"{page}{act}/").status_code for act in OFFICE_PAGES}
        for who, by in people.items()
    }
    assert steered == {
        "office": {200}, "unit": {404}, "reviewer": {404}, "other": {404}, "administrator": {404},
    }  # fmt: skip
    acted = {
        who: {as_(by).post(f"{page}{part.pk}/{act}/").status_code for act in ACTS}
        for who, by in people.items() if who != "unit"
    }  # fmt: skip
    assert acted == {
        "office": {404}, "reviewer": {403}, "other": {404}, "administrator": {403},
    }  # fmt: skip
    new = {who: as_(by).get("/desk/responses/new/").status_code for who, by in people.items()}
    assert [who for who, code in new.items() if code == 200] == ["office"]
    assert Client().get(page).url.startswith("/desk/login/")


def test_impossible_moments_and_hostile_words(here: Scene) -> None:
    office = as_(here.office)
    given = {
        "title": "<script>alert(1)</script>", "kind": "interests", "grade": "ordinary",
        "found_at": "2026-05-07T09:00", "found_where": "x", "text": "<b>x</b>",
    }  # fmt: skip
    answer = office.post("/desk/responses/new/", given)
    assert answer.status_code == 409
    assert "发现时间（2026年5月7日 09:00）还没有到" in main_of(answer)
    unknown = office.post("/desk/responses/new/", given | {"policy": "nothing"})
    assert "没有这个索引号的公开信息" in main_of(unknown)
    office.post("/desk/responses/new/", given | {"found_at": "2026-05-06 09:00"})
    page = office.get("/desk/responses/2026-01/").content.decode()
    assert "<script>alert" not in page and "&lt;b&gt;x" in page


def test_a_dangerous_address_is_refused(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    page = f"/desk/responses/{part.event.number}/{part.pk}/"
    unit = as_(here.water.clerk)
    unit.post(f"{page}accept/")
    told = {"title": "说明", "url": "javascript:alert(1)", "public_at": "2026-05-06T10:00"}
    answer = unit.post(f"{page}elsewhere/", told)
    assert "网址不对" in main_of(answer)
    assert Reply.objects.count() == 0


def test_others_records_are_not_offered(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    live = published(here.roads, AT)
    page = f"/desk/responses/{part.event.number}/{part.pk}/"
    unit = as_(here.water.clerk)
    unit.post(f"{page}accept/")
    answer = unit.post(f"{page}reply/", {"record": live.record_id})
    assert "里没有这一项" in main_of(answer)


def test_press_conferences(here: Scene) -> None:
    (part,) = assigned(here, here.water, grade="grave")
    unit = as_(here.water.clerk)
    given = {
        "title": "供水发布会", "held_at": "2026-05-06T09:30", "attended": "no", "head": "",
        "absence_reason": "", "organisation": here.water.organisation.pk,
        "others": [here.roads.organisation.pk], "event": part.event_id,
    }  # fmt: skip
    answer = unit.post("/desk/responses/conferences/new/", given)
    assert "主要负责人没有出席的，要写明原因" in main_of(answer)
    ok = unit.post("/desk/responses/conferences/new/", given | {"absence_reason": "在外地"})
    assert ok.url == "/desk/responses/conferences/"
    row = PressConference.objects.get()
    part.refresh_from_db()
    assert (part.press_at, [one.label for one in row.others.all()]) == (row.held_at, ["交通局"])
    page = f"/desk/responses/conferences/{row.pk}/"
    assert as_(here.roads.clerk).get(page).status_code == 404
    live = published(here.water, AT, title="发布会实录")
    told = given | {"absence_reason": "在外地", "transcript": live.record_id}
    assert unit.post(page, told).url == "/desk/responses/conferences/"
    assert "发布会实录" in main_of(unit.get("/desk/responses/conferences/"))
    assert "供水发布会" in main_of(as_(here.roads.clerk).get("/desk/responses/conferences/"))


def test_major_policies(here: Scene) -> None:
    unit = as_(here.water.clerk)
    document = draft(here.water, AT, title="供水管理办法草案")
    given = {"title": "供水管理办法", "organisation": here.water.organisation.pk}
    page = unit.post("/desk/responses/policies/new/", given).url
    row = MajorPolicy.objects.get()
    assert page == f"/desk/responses/policies/{row.pk}/"
    assert "请先登记评估日期和结论" in main_of(unit.get(page))
    half = unit.post(page, {"assessed_on": "2026-05-06", "conclusion": ""})
    assert "评估日期和评估结论要一起填写" in main_of(half)
    told = {"assessed_on": "2026-05-06", "conclusion": "风险可控", "document": document.pk}
    assert unit.post(page, told).url == page
    assert "齐全" in main_of(unit.get(page))
    office = as_(here.office)
    assert "风险可控" in main_of(office.get(page))
    # A draft is nobody's business outside its unit.
    assert "供水管理办法草案" not in office.get(page).content.decode()
    assert office.post(page, told).status_code == 403
    assert as_(here.roads.clerk).get(page).status_code == 404
    assert "供水管理办法" not in main_of(as_(here.roads.clerk).get("/desk/responses/policies/"))


def test_counts_beside_the_navigation(here: Scene) -> None:
    on = AT.date()
    water, _ = assigned(here)
    registered(here)
    count = lambda who: waiting(who, powers_of(who, on), on)["responses"]  # noqa: E731
    assert (count(here.water.clerk), count(here.roads.clerk), count(here.office)) == (1, 1, 1)
    answered(here.water, water)
    assert count(here.water.clerk) == 0


def test_a_stranger_counts_nothing(here: Scene) -> None:
    assigned(here)
    other = clerk(department("mzj", "民政局"))
    on = AT.date()
    assert waiting(other, powers_of(other, on), on)["responses"] == 0
    assert TITLE not in as_(other).get("/desk/responses/").content.decode()


def test_lists_and_pages_ask_as_often_for_many_as_for_one(here: Scene) -> None:
    counts = []
    for more in (1, 5):
        for _ in range(more):
            assigned(here)
            published(here.water, AT)
        for who in (here.office, here.water.clerk):
            for url in ("", "conferences/", "policies/", "2026-01/"):
                client = as_(who)
                client.get(f"/desk/responses/{url}")
                with CaptureQueriesContext(connection) as asked:
                    client.get(f"/desk/responses/{url}")
                counts.append(len(asked))
    half = len(counts) // 2
    assert counts[:half] == counts[half:]
