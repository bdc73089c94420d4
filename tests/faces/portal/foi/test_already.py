"""Before a request is sent: what is public on its subject, land first; found means no trace."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from gongkai.rules.disclosure_terms import OTHER
from gongkai.rules.foi.land import LAND_ITEMS, is_about_land
from gongkai.work.foi.models.draft import Draft
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.models.catalogue import CatalogueItem
from tests.faces.access.scene import index
from tests.faces.portal.foi.scene import NOW, post, scene, texts, url
from tests.factories import AT
from tests.work.records.world import published, withdrawn, world

pytestmark = pytest.mark.django_db
NOTICE = "青禾路延长段征收土地预公告"
PLAN = "青禾路延长段道路施工方案"


@pytest.fixture(autouse=True)
def today() -> Any:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def world_with_documents() -> Any:
    set_up(at=AT)
    here = world()
    land = CatalogueItem.objects.get(code="P21-county-04")
    published(
        here, title=NOTICE, body_html="<p>拟征收集体土地二公顷。</p>", item=land, matter=OTHER
    )  # fmt: skip
    published(here, title=PLAN, body_html="<p>道路施工时间为三月。</p>")
    published(here, title="中小学招生安排", body_html="<p>义务教育阶段招生。</p>")
    index()
    return here


def asked(wanted: str, number: str = "") -> tuple[Client, Any]:
    client = Client()
    post(client, "foi_apply", organisation=scene().organisation.code)
    answer = post(client, "foi_wanted", wanted=wanted, document_number=number)
    assert answer["Location"] == url("foi_public")
    return client, client.get(url("foi_public"))


def found(answer: Any) -> dict[str, list[str]]:
    """Titles of documents by the heading that they stand under."""
    headings = texts(
        answer, "//section[@aria-labelledby='h-land' or @aria-labelledby='h-other']/h2"
    )
    each = [
        texts(answer, f"//section[h2='{heading}']//ul[@class='result']/li/h3")
        for heading in headings
    ]
    return dict(zip(headings, each, strict=True))


def test_what_is_near_is_offered_and_the_rest_is_not() -> None:
    world_with_documents()
    _, answer = asked("申请公开青禾路延长段道路施工方案")
    assert found(answer) == {"内容相近的": [PLAN, NOTICE]}


def test_of_a_taking_of_land_what_was_published_comes_first() -> None:
    world_with_documents()
    _, answer = asked("青禾路延长段征地补偿方案和道路施工方案")
    assert found(answer) == {
        "征收土地、房屋方面已经公开的": [NOTICE], "其他已经公开的": [PLAN],
    }  # fmt: skip


def test_what_was_withdrawn_is_not_offered() -> None:
    here = world_with_documents()
    live = published(here, title="垃圾焚烧项目环评批复", body_html="<p>批复。</p>")
    index()
    withdrawn(here, live, NOW, reason="误")
    _, answer = asked("垃圾焚烧项目环评批复")
    assert (answer.status_code, answer["Location"]) == (302, url("foi_way"))


def test_where_nothing_is_near_the_form_goes_on() -> None:
    world_with_documents()
    _, answer = asked("火葬场的价格表")
    assert (answer.status_code, answer["Location"]) == (302, url("foi_way"))


def test_who_has_found_it_leaves_no_trace() -> None:
    world_with_documents()
    client, _ = asked("青禾路延长段道路施工方案")
    assert post(client, "foi_public", then="found")["Location"] == url("foi")
    assert (Draft.objects.count(), Request.objects.count()) == (0, 0)
    assert "道路" not in str(list(Deed.objects.filter(verb__startswith="foi").values("detail")))
    assert texts(client.get(url("foi")), "//*[@role='status']") == [
        "您已经找到信息，没有留下申请记录。"
    ]


def test_who_still_wants_to_apply_goes_on() -> None:
    world_with_documents()
    client, _ = asked("青禾路延长段道路施工方案")
    assert post(client, "foi_public", then="go")["Location"] == url("foi_way")
    assert Draft.objects.count() == 1


@pytest.mark.parametrize(("text", "is_land"), [
    ("青禾路征地补偿安置方案", True), ("青禾 路 拆 迁 协议", True), ("棚户区改造", True),
    ("土壤检测报告", False), ("", False),
])  # fmt: skip
def test_words_of_land_are_known(text: str, is_land: bool) -> None:
    assert is_about_land(text) is is_land


def test_items_of_land_are_those_of_the_catalogue() -> None:
    set_up(at=AT)
    standard = [code for code in LAND_ITEMS if not code.startswith("pilot")]
    known = CatalogueItem.objects.filter(code__in=standard).values_list("code", flat=True)
    assert sorted(known) == sorted(standard)
