"""The yearly list on the desk: compiled, agreed to, drafted, in force; the next version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.work.decisions.actions.year_list import begin_list
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.year_list import YearList
from gongkai.work.org.models.person import Person
from tests.factories import clerk, officer, openness_office
from tests.work.decisions.consult_scene import publish
from tests.work.decisions.road_scene import EARLY, compiled, in_force, list_clerk, proposed
from tests.work.records.world import World, world

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/year-lists/2026/1/"


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    now: datetime = EARLY
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def here() -> World:
    return world("jsj", "建设局")


@pytest.fixture
def office() -> World:
    openness_office()
    return world("bgs", "青禾区人民政府办公室")


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return str(answer.content.decode())


def sent(client: Client, address: str, values: Mapping[str, Any]) -> str:
    answer = client.post(address, values)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    return str(answer["Location"])


def test_a_list_from_its_beginning_until_it_is_in_force(here: World, office: World) -> None:
    one, by = proposed(here), list_clerk()
    desk = as_(by)
    assert sent(desk, "/desk/year-lists/", {"year": "2026"}) == ADDRESS
    assert sent(desk, f"{ADDRESS}put/", {"decision": one.pk, "reason": ""}) == ADDRESS
    values = {"agreed_on": "2026-01-12", "agreed_by": "中共青禾区委"}
    assert sent(desk, f"{ADDRESS}agree/", values) == ADDRESS
    assert "应当在 2026年2月9日以前公布" in page(desk, ADDRESS)
    place = sent(desk, f"{ADDRESS}draft/", {})
    record = YearList.objects.get().record
    assert record is not None
    assert place == f"/desk/records/{record.pk}/edit/"
    publish(World(office.organisation, by, *office.reviewers, office.item), record, EARLY)
    assert "公开稿已发布，核对一致后生效。" in page(desk, ADDRESS)
    assert sent(desk, f"{ADDRESS}act/publish/", {}) == ADDRESS
    assert Decision.objects.get().state == "on_road"
    assert "本版已公布，不再改变。" in page(desk, ADDRESS)


def test_the_preview_names_changes_and_missing_reasons(here: World, office: World) -> None:
    first, second, by = proposed(here, title="甲规划"), proposed(here, title="乙规划"), list_clerk()
    in_force(office, first, by=by)
    desk, address = as_(by), "/desk/year-lists/2026/2/"
    begin_list(year=2026, by=by, at=EARLY)
    sent(desk, f"{address}put/", {"decision": second.pk, "reason": ""})
    values = {
        "title": "甲规划", "organisation": here.organisation.pk, "planned_on": "2026-12-20",
        "place": "2", "reason": "论证需要时间",
    }  # fmt: skip
    sent(desk, f"{address}items/{first.code}/", values)
    shown = page(desk, address)
    assert "计划完成时间由2026年12月1日改为2026年12月20日" in shown
    assert (shown.count("没有写原因"), shown.count("新增，没有写明原因")) == (1, 1)
    assert [one.title for one in YearList.objects.get(number=2).items.order_by("order")] == [
        "乙规划", "甲规划",
    ]  # fmt: skip
    agreeing = {"agreed_on": "2026-01-12", "agreed_by": "中共青禾区委"}
    answer = desk.post(f"{address}agree/", agreeing)
    assert answer.status_code == 409
    assert "“乙规划”新增，没有写明原因" in answer.content.decode()
    answer = desk.post(f"{address}items/{first.code}/drop/", {"reason": ""})
    assert answer.status_code == 409
    sent(desk, f"{address}items/{first.code}/drop/", {"reason": "条件不具备"})
    assert "移出目录" in page(desk, address)


def test_a_version_is_saved_as_a_workbook(here: World) -> None:
    compiled(proposed(here))
    answer = as_(officer()).get(f"{ADDRESS}list.xlsx")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_only_the_office_compiles_and_its_clerk_drafts(here: World, office: World) -> None:
    one, by = proposed(here), officer()
    compiled(one, by=by)
    department_, drafter = as_(here.clerk), as_(clerk(office.organisation, "办公室信息员"))
    page(department_, "/desk/year-lists/", 403)
    page(department_, ADDRESS, 403)
    assert "政务公开办正在编制。" in page(drafter, ADDRESS)
    page(drafter, "/desk/year-lists/")
    for client in (department_, drafter):
        for rest, values in (
            ("put/", {"decision": one.pk}), (f"items/{one.code}/drop/", {"reason": "x"}),
            ("agree/", {"agreed_on": "2026-01-12", "agreed_by": "区委"}), ("act/reopen/", {}),
        ):  # fmt: skip
            assert client.post(ADDRESS + rest, values).status_code == 403
    assert department_.post("/desk/year-lists/", {"year": "2026"}).status_code == 403
    agreeing = {"agreed_on": "2026-01-12", "agreed_by": "中共青禾区委"}
    sent(as_(by), f"{ADDRESS}agree/", agreeing)
    assert as_(by).post(f"{ADDRESS}draft/").status_code == 409
    record_place = sent(drafter, f"{ADDRESS}draft/", {})
    assert record_place.startswith("/desk/records/")


def test_a_long_version_costs_what_a_short_one_does(here: World) -> None:
    by = officer()
    first = proposed(here)
    made = compiled(first, by=by)
    desk = as_(by)
    page(desk, ADDRESS)
    with CaptureQueriesContext(connection) as one:
        page(desk, ADDRESS)
    made.items.all().delete()
    made.delete()
    others = [proposed(here, title=f"第{number}件") for number in range(6)]
    compiled(first, *others, by=by)
    with CaptureQueriesContext(connection) as many:
        page(desk, ADDRESS)
    assert len(many) == len(one)
