"""The page on which routine records are read one below the other and passed in one act."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.faces.desk.records.batch import ROWS as AT_ONCE
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.routine import mark_routine
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.review import Review
from tests.faces.desk.records.scene import ROLES, scene
from tests.faces.desk.records.test_reviews import as_, page_of
from tests.factories import AT, officer
from tests.work.records.world import World, decide, published, submitted, world

pytestmark = pytest.mark.django_db
URL = reverse("desk:review_batch")


@pytest.fixture
def here() -> World:
    place = world()
    mark_routine(item=place.item, is_routine=True, by=officer(), at=AT)
    return place


def ticks(response: Any) -> list[str]:
    return page_of(response).xpath("//input[@name='chosen']/@value")


def results(response: Any) -> list[str]:
    found = page_of(response).xpath("//section[@aria-labelledby='h-o']//li")
    return [" ".join(one.text_content().split()) for one in found]


def test_several_are_passed_and_the_result_is_listed(here: World) -> None:
    records = [submitted(here, title=title) for title in ("甲", "乙", "丙")]
    client = as_(here.first)
    chosen = ticks(client.get(URL))
    edit(record=records[1], by=here.clerk, at=AT, title="改过")
    submit(record=records[1], by=here.clerk, at=AT)
    response = client.post(URL, {"chosen": chosen, "opinion": "属实"})
    changed = (
        "您看到的内容之后又改过，审核意见只对所看的内容有效。请刷新页面，看过现在的内容再决定。"
    )
    assert results(response) == [
        "通过 甲：转到下一级审核。", f"没有通过 改过：{changed}", "通过 丙：转到下一级审核。",
    ]  # fmt: skip
    assert list(Review.objects.order_by("id").values_list("version__title", "opinion")) == [
        ("甲", "属实"), ("丙", "属实"),
    ]  # fmt: skip


def test_the_last_level_publishes(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)
    record = submitted(here, title="甲")
    decide(record, 1, here.first)
    decide(record, 2, here.second)
    client = as_(here.final)
    response = client.post(URL, {"chosen": ticks(client.get(URL))})
    assert results(response) == ["通过 甲：已发布，索引号 000000JYJ/2023-00001。"]


def test_hits_and_differences_are_seen_and_what_blocks_has_no_box(here: World) -> None:
    live = published(here)
    edit(record=live.record, by=here.clerk, at=AT, body_html="<p>招生工作于九月进行。</p>",
         change_note="月份写错")  # fmt: skip
    submit(record=live.record, by=here.clerk, at=AT)
    submitted(here, title="有号码", body_html="<p>来电13800138000。</p>")
    response = as_(here.first).get(URL)
    page = page_of(response)
    assert page.xpath("//div[@class='diff']//ins/text()") == ["九"]
    assert len(ticks(response)) == 1
    assert "手机号码 138****8000" in page.text_content()
    assert "13800138000" not in response.content.decode()
    assert "这一件不能批量通过" in page.text_content()


@pytest.mark.parametrize("chosen", [[], ["x"], ["1:1"], ["999999:1:" + "0" * 64], [""]])
def test_nothing_that_can_be_passed_is_told(here: World, chosen: list[str]) -> None:
    submitted(here)
    response = as_(here.first).post(URL, {"chosen": chosen, "opinion": "我的意见"})
    assert response.status_code == 409
    said = page_of(response).xpath("//section[@class='errors']//li/text()")
    assert said == ["没有选中可以通过的稿件。请逐件看过，勾选后再办理。"]
    assert response.context["form"]["opinion"].value() == "我的意见"
    assert Review.objects.count() == 0


def test_others_records_cannot_be_passed_by_a_forged_form(here: World) -> None:
    (value,) = (submitted(here), ticks(as_(here.first).get(URL)))[1]
    there = world("czj", "财政局")
    assert as_(there.first).post(URL, {"chosen": [value]}).status_code == 409
    level = value.replace(":1:", ":2:")
    (line,) = results(as_(here.second).post(URL, {"chosen": [level]}))
    assert line.startswith("没有通过")
    assert Review.objects.count() == 0


def test_a_page_holds_what_can_be_read(here: World) -> None:
    for _ in range(AT_ONCE + 1):
        submitted(here)
    client = as_(here.first)
    assert [len(ticks(client.get(URL, {"page": page}))) for page in (1, 2)] == [AT_ONCE, 1]


def test_who_may_open_it() -> None:
    here = scene()
    allowed = {"first", "second", "final", "other final"}
    found = {role: as_(who).get(URL).status_code for role, who in here.roles.items()}
    assert found == {role: 200 if role in allowed else 403 for role in ROLES}
    assert Client().get(URL).status_code == 302


def test_the_office_marks_an_item_and_takes_the_mark_away() -> None:
    here = scene()
    item = here.here.item
    url = reverse("desk:catalogue_routine", args=[item.code])
    found = {role: as_(who).post(url).status_code for role, who in here.roles.items()}
    office = {"officer", "openness head"}
    assert found == {role: 302 if role in office else 403 for role in ROLES}
    client = as_(here.roles["officer"])
    for wanted in ("1", "0"):
        page = page_of(client.get(reverse("desk:catalogue")))
        form = page.xpath(f"//form[@action='{url}']//input[@name='routine']/@value")
        assert form == [wanted]
        client.post(url, {"routine": wanted})
        item.refresh_from_db()
        assert item.is_routine is (wanted == "1")
    assert client.post(reverse("desk:catalogue_routine", args=["nichts"])).status_code == 404
