"""Decisions for the public: the list, its versions, the dossier; nothing that is only proposed."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.actions import year_list
from gongkai.work.decisions.actions.steps import end
from gongkai.work.decisions.models.decision import Decision
from tests.faces.clock import Clock
from tests.factories import openness_office
from tests.work.decisions.consult_scene import AT
from tests.work.decisions.road_scene import (
    DONE,
    EARLY,
    SPRING,
    TITLE,
    answered,
    compiled,
    consulting,
    drafted,
    in_force,
    list_clerk,
    on_road,
    proposed,
    record_of,
    walked,
)
from tests.work.records.world import World, world

pytestmark = pytest.mark.django_db
ADDRESS = "/decisions/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    return Clock.hang(monkeypatch, DONE)


@pytest.fixture
def here() -> World:
    return world("zjj", "住房城乡建设局")


@pytest.fixture
def office() -> World:
    openness_office()
    return world("bgs")


def page(url: str, status: int = 200) -> str:
    answer = Client().get(url)
    assert answer.status_code == status
    return answer.content.decode()


def slots(html: str) -> dict[str, str]:
    """The word of every slot."""
    found = re.findall(
        r"<li><div><b>(.*?)</b>.*?</div><span class=\"tag \w+\">(.*?)</span>", html, re.S
    )
    return dict(found)


def test_what_is_only_proposed_is_nowhere(here: World) -> None:
    made = proposed(here)
    page(f"{ADDRESS}{made.code}/", 404)
    assert TITLE not in page(ADDRESS)


def test_a_list_in_force_leads_to_every_decision(here: World, office: World) -> None:
    made = answered(here, proposed(here))
    in_force(office, made)
    html = page(ADDRESS)
    assert f'<a href="{ADDRESS}{made.code}/">{TITLE}</a>' in html
    assert "列入年度目录" in page(f"{ADDRESS}{made.code}/")
    assert TITLE in page(f"{ADDRESS}lists/2026/1/")


def test_a_version_tells_what_it_changed_and_why(here: World, office: World) -> None:
    by = list_clerk()
    first, second = answered(here, proposed(here)), answered(here, proposed(here, title="养老规划"))
    in_force(office, first, by=by)
    made = year_list.begin_list(year=2026, by=by, at=SPRING)
    year_list.put(year_list=made, decision=second, reason="调研后补充列入。", by=by, at=SPRING)
    year_list.drop(year_list=made, decision=first, reason="经费未落实。", by=by, at=SPRING)
    year_list.agree(
        year_list=made, agreed_on=SPRING.date(), agreed_by="中共青禾区委", by=by, at=SPRING
    )
    page(f"{ADDRESS}lists/2026/2/", 404)
    record_of(made, office, by, SPRING)
    html = page(f"{ADDRESS}lists/2026/2/")
    assert "调研后补充列入。" in html
    assert "经费未落实。" in html
    assert "第 1 版" in html


def test_an_unpublished_list_is_not_there(here: World) -> None:
    compiled(answered(here, proposed(here)))
    page(f"{ADDRESS}lists/2026/1/", 404)
    assert TITLE not in page(ADDRESS)


def test_an_open_consultation_is_on_top_and_in_its_row(here: World, clock: type[Clock]) -> None:
    clock.now = AT
    made = consulting(here)
    html = page(ADDRESS)
    assert "正在征求意见（1）" in html
    address = f"{ADDRESS}{made.decision.code}/consultations/1/"
    assert html.count(f'href="{address}"') == 2
    dossier = page(f"{ADDRESS}{made.decision.code}/")
    assert f'href="{address}"' in dossier
    assert "24 时截止" in dossier


def test_slots_before_anything_is_due(here: World) -> None:
    made = on_road(here)
    found = slots(page(f"{ADDRESS}{made.code}/"))
    assert set(found.values()) == {"还没到时候", "已公开"}
    assert found["决策结果"] == "还没到时候"


def test_a_result_without_feedback_is_missing_in_red(here: World) -> None:
    made = walked(here, Phase.ARCHIVE)
    html = page(f"{ADDRESS}{made.code}/")
    assert slots(html)["意见采纳情况"] == "到期没有公开"
    assert '<span class="tag bad">到期没有公开</span>' in html


def test_an_ended_decision_says_why_and_keeps_its_address(here: World) -> None:
    made = drafted(here)
    end(decision=made, reason="上级另有统一规定。", by=here.clerk, at=SPRING)
    html = page(f"{ADDRESS}{made.code}/")
    assert "这件事已经终止" in html
    assert "上级另有统一规定。" in html


def test_what_is_lawfully_not_public_has_no_page(here: World) -> None:
    made = answered(
        here,
        on_road(here),
        public_exempt=True,
        exempt_reason="涉及国家秘密（保守国家秘密法第九条）",
    )
    page(f"{ADDRESS}{made.code}/", 404)
    assert TITLE not in page(ADDRESS)


def test_what_is_only_typed_waits_for_its_gate(here: World) -> None:
    made = drafted(here)
    Decision.objects.filter(pk=made.pk).update(contact="来电：0000-1")
    html = page(f"{ADDRESS}{made.code}/")
    assert "来电：0000-1" in html
    assert "财政局" not in html


def test_the_list_costs_the_same_with_many_rows(here: World) -> None:
    counts = []
    for more in (1, 8):
        for place in range(more):
            on_road(here, code=f"2026-{more}{place}")
        page(ADDRESS)
        with CaptureQueriesContext(connection) as asked:
            page(ADDRESS)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_strange_addresses_are_answered(here: World) -> None:
    on_road(here)
    for query in ("?year=abc", "?year=1999", "?tab=%00", "?page=999999"):
        page(f"{ADDRESS}{query}")
    page(f"{ADDRESS}nothing/", 404)
    assert EARLY < DONE
