"""Lists of the desk: rows, filters, and the same queries for one row and for many."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.ledger.models.plan import Task
from gongkai.work.records.models.catalogue import CatalogueItem
from tests.faces.desk.records.scene import STATES, in_state, scene
from tests.factories import adopted_plan, officer
from tests.work.records.world import World, draft, item, published, submitted, world

pytestmark = pytest.mark.django_db


def as_(who: Any) -> Client:
    client = Client()
    client.force_login(who)
    return client


def cells(response: Any, region: str) -> list[list[str]]:
    page = lxml_html.document_fromstring(response.content.decode())
    rows = page.xpath(f"//div[@aria-label='{region}']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_trouble_stands_first() -> None:
    here = scene()
    for state in STATES:
        in_state(here.here, state)
    client = as_(here.here.clerk)
    rows = cells(client.get(reverse("desk:records")), "信息表")
    assert [row[1] for row in rows] == [
        "退回修改", "草稿", "草稿", "一审中", "二审中", "三审中", "已发布", "已撤回", "已作废",
    ]  # fmt: skip
    assert cells(as_(here.there.clerk).get(reverse("desk:records")), "信息表") == []


@pytest.mark.parametrize(("asked", "titles"), [
    ("", ["甲 通知", "乙 公告"]), ("?words=甲", ["甲 通知"]), ("?words=通知 甲", ["甲 通知"]),
    ("?words=青字〔2023〕9号", ["乙 公告"]), ("?words=%25", []), ("?state=first", ["乙 公告"]),
    ("?state=nichts", []),
    ("?words=%00&state=first%00", ["乙 公告"]), ("?page=99", ["甲 通知", "乙 公告"]),
    ("?page=x&state=draft", ["甲 通知"]),
])  # fmt: skip
def test_filters(asked: str, titles: list[str]) -> None:
    here = world()
    draft(here, title="甲 通知")
    submitted(here, title="乙 公告", document_number="青字〔2023〕9号")
    rows = cells(as_(here.clerk).get(reverse("desk:records") + asked), "信息表")
    assert [row[0] for row in rows] == titles


def test_pages_of_fifty() -> None:
    here = world()
    for n in range(51):
        draft(here, title=f"第{n}件")
    client = as_(here.clerk)
    url = reverse("desk:records")
    assert len(cells(client.get(url), "信息表")) == 50
    assert len(cells(client.get(url + "?page=2"), "信息表")) == 1


@pytest.mark.parametrize(("name", "who"), [
    ("records", "clerk"), ("reviews", "first"), ("records", "officer"), ("catalogue", "officer"),
])  # fmt: skip
def test_as_many_queries_for_many_rows_as_for_one(name: str, who: str) -> None:
    here = scene()
    plan = adopted_plan(*({"units": [here.here.organisation]} for _ in range(4)))
    client, url = as_(here.roles[who]), reverse(f"desk:{name}")
    tasks = list(plan.tasks.all())
    _grow(here.here, tasks[0])
    few = queries(client, url)
    for task in tasks[1:]:
        _grow(here.here, task)
    assert queries(client, url) == few


def _grow(here: World, task: Task) -> None:
    submitted(here)
    published(here)
    item(f"20.{task.order + 10}", name=f"事项{task.order}").tasks.set([task])


def test_catalogue_shows_terms_and_tasks() -> None:
    here = world()
    plan = adopted_plan({"units": [here.organisation], "number": 7})
    here.item.tasks.set(plan.tasks.all())
    published(here)
    client = as_(officer())
    assert cells(client.get(reverse("desk:catalogue")), "公开目录表") == [[
        "20.3", "统计信息", "20 个工作日", "条例第二十条第（三）项 未核对原文", "1",
        "第 7 项（2023）", "关联任务 增加下级 标为常规",
    ]]  # fmt: skip


def test_tasks_are_linked_and_unlinked() -> None:
    here = world()
    plan = adopted_plan({"units": [here.organisation]}, {"units": [here.organisation]})
    first, second = plan.tasks.all()
    client = as_(officer())
    url = reverse("desk:catalogue_link", args=[here.item.code])
    client.post(url, {"tasks": [first.pk, second.pk]})
    assert set(here.item.tasks.all()) == {first, second}
    checked = lxml_html.document_fromstring(client.get(url).content.decode())
    assert checked.xpath("//input[@type='checkbox'][@checked]/@value") == [
        str(first.pk), str(second.pk),
    ]  # fmt: skip
    client.post(url, {})
    assert list(here.item.tasks.all()) == []
    wrong = client.post(url, {"tasks": [999999]})
    assert (wrong.status_code, list(here.item.tasks.all())) == (200, [])


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"code": "20.3"}, "20.3"), ({"code": "a/b"}, "代码只用字母、数字、点和短横线"),
    ({"name": " "}, "请填写公开事项"), ({"workdays": "0"}, "公开时限（工作日）不能小于 1"),
    ({"workdays": "30"}, "20"),
])  # fmt: skip
def test_an_item_that_does_not_fit_is_refused(typed: dict[str, str], sentence: str) -> None:
    here = world()
    url = reverse("desk:catalogue_add", args=[here.item.code])
    data = {"code": "20.3.1", "name": "季度统计", "basis": "", "workdays": "20"} | typed
    response = as_(officer()).post(url, data)
    page = lxml_html.document_fromstring(response.content.decode())
    said = page.xpath("//section[@class='errors']//li")[0].text_content()
    assert sentence in said
    assert CatalogueItem.objects.count() == 1


def test_an_item_is_added_below_another() -> None:
    here = world()
    url = reverse("desk:catalogue_add", args=[here.item.code])
    data = {"code": "20.3-A", "name": "季度统计", "basis": "", "workdays": "10"}
    assert as_(officer()).post(url, data).status_code == 302
    added = CatalogueItem.objects.get(code="20.3-A")
    assert (added.parent, added.workdays, added.basis) == (here.item, 10, here.item.basis)
