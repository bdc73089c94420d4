"""Taking back on the desk: one asks, another decides, and everybody concerned sees it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.ask_withdrawal import ask_withdrawal
from gongkai.work.records.models.publication import Publication, WithdrawalRequest
from tests.faces.desk.records.test_lists import queries
from tests.faces.ui.browser import CHROMIUM, browser
from tests.factories import AT
from tests.work.records.world import STEP, World, corrected, published, world

pytestmark = pytest.mark.django_db
REVIEWS = reverse("desk:reviews")


@pytest.fixture
def here() -> World:
    return world()


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(answer: Any) -> Any:
    return lxml_html.document_fromstring(answer.content.decode())


def ask_url(live: Publication) -> str:
    return reverse("desk:record_withdraw", args=[live.record_id])


def asked(here: World, live: Publication, at: datetime = AT, **fields: Any) -> WithdrawalRequest:
    wanted: dict[str, Any] = {"kind": "wrong", "reason": "数字写错"}
    return ask_withdrawal(publication=live, by=here.clerk, at=at, **(wanted | fields))


def url(request: WithdrawalRequest) -> str:
    return reverse("desk:withdrawal", args=[request.pk])


def test_asking_says_everything_that_is_missing(here: World) -> None:
    live = published(here)
    empty = as_(here.clerk).post(ask_url(live), {"reason": " "})
    assert page_of(empty).xpath("//section[@class='errors']//li/a/text()") == [
        "请选择撤回的范围", "请选择撤回类别", "请填写撤回原因",
    ]  # fmt: skip
    answer = as_(here.clerk).post(
        ask_url(live), {"scope": "live", "kind": "penalty_ended", "reason": "法院撤销"}
    )
    assert answer.status_code == 409
    assert "没有填“处罚决定被变更、撤销或者确认违法、无效的日期”" in answer.content.decode()


def test_one_asks_and_another_takes_it_back(here: World) -> None:
    live = published(here)
    clerk, final = as_(here.clerk), as_(here.final)
    typed = {"scope": "live", "kind": "wrong", "reason": "数字写错"}
    assert clerk.post(ask_url(live), typed).status_code == 302
    public = reverse("portal:record", args=[live.index_number])
    assert Client().get(public).status_code == 200
    request = WithdrawalRequest.objects.get()
    row = page_of(final.get(REVIEWS)).xpath("//section[@aria-labelledby='h-w']//a/@href")
    assert set(row) == {url(request)}
    text = final.get(url(request)).content.decode()
    for words in ("内容有误：数字写错", "第 1 稿", "以前决定", "本系统的分类"):
        assert words in text
    assert final.post(url(request), {"act": "agree"}).status_code == 302
    gone = Client().get(public)
    assert (gone.status_code, "内容有误：数字写错" in gone.content.decode()) == (410, True)
    assert live.title not in gone.content.decode()
    record = clerk.get(reverse("desk:record", args=[live.record_id]))
    assert [one.title for one in record.context["page"].events][-3:] == [
        "发布", "申请撤回", "撤回",
    ]  # fmt: skip
    assert "三审丁同意" in record.content.decode()
    assert final.get(url(request)).status_code == 404


def test_who_asks_sees_no_button(here: World) -> None:
    request = asked(here, published(here))
    other = as_(here.clerk).get(url(request)).content.decode()
    assert ("同意撤回</button>" in other, "这份申请是您提出的" in other) == (False, True)


def test_declining_needs_a_reason_that_the_asker_reads(here: World) -> None:
    live = published(here)
    request = asked(here, live)
    final = as_(here.final)
    empty = final.post(url(request), {"act": "decline", "reason": " "})
    assert page_of(empty).xpath("//section[@class='errors']//li/a/text()") == ["请填写不同意的理由"]
    assert final.post(url(request), {"act": "decline", "reason": "没有错"}).status_code == 302
    record = as_(here.clerk).get(reverse("desk:record", args=[live.record_id]))
    assert "三审丁：没有错" in record.content.decode()
    assert [one.title for one in record.context["page"].events][-2:] == ["申请撤回", "不同意撤回"]


def test_what_can_be_taken_back_is_named_version_by_version(here: World) -> None:
    first = published(here)
    live = corrected(here, first, AT + STEP)
    form = as_(here.clerk).get(ask_url(live)).context["form"]
    assert [code for code, _ in form.fields["scope"].choices] == ["all", "live", "v1"]
    typed = {"scope": "v1", "kind": "privacy", "reason": "旧稿里有名单"}
    assert as_(here.clerk).post(ask_url(live), typed).status_code == 302
    request = WithdrawalRequest.objects.get()
    assert request.publication == first
    text = as_(here.final).get(url(request)).content.decode()
    assert "现在公开的内容不变" in text


def test_what_was_asked_for_together_is_told_once(here: World) -> None:
    live = corrected(here, published(here), AT + STEP)
    request = asked(here, live, AT + 2 * STEP)
    page = page_of(as_(here.clerk).get(reverse("desk:record", args=[live.record_id])))
    section = page.xpath("//section[@aria-labelledby='h-ask']")[0]
    assert section.xpath(".//a/@href") == [url(request)]
    assert "第 1、2 稿，信息员甲申请：内容有误：数字写错" in section.text_content()
    titles = [
        one.title
        for one in as_(here.clerk)
        .get(reverse("desk:record", args=[live.record_id]))
        .context["page"]
        .events
    ]
    assert titles[-3:] == ["发布", "申请撤回", "申请撤回"]


def test_waiting_requests_are_counted_and_reminded_of(here: World) -> None:
    asked(here, published(here))
    home = as_(here.final).get(reverse("desk:home"))
    (entry,) = (
        one for group in home.context["desk_nav"] for one in group.items if one.label == "审核"
    )
    assert entry.count == 1
    assert [panel.title for panel in home.context["page"].panels] == ["等我决定的撤回申请"]
    nobody = as_(here.first).get(reverse("desk:home"))
    assert nobody.context["page"].panels == []


def test_the_list_asks_as_much_for_many_as_for_one(here: World) -> None:
    asked(here, published(here))
    client = as_(here.final)
    before = queries(client, REVIEWS), queries(client, reverse("desk:home"))
    for number in range(4):
        asked(here, published(here, title=f"{number}"))
    assert (queries(client, REVIEWS), queries(client, reverse("desk:home"))) == before


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}")
@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(here: World, mode: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    live = corrected(here, published(here), AT + STEP)
    request = asked(here, live, AT + 2 * STEP)
    client = as_(here.final)
    client.get("/", {"mode": mode})
    places = (ask_url(live), url(request), REVIEWS, reverse("desk:record", args=[live.record_id]))
    pages = {place: client.get(place).content.decode() for place in places}
    with browser() as show:
        for place, html in pages.items():
            page = show(html)
            faults = [one["id"] for one in axe.Axe().run(page).response["violations"]]
            page.set_viewport_size({"width": 320, "height": 900})
            width = page.evaluate("document.documentElement.scrollWidth")
            assert (place, faults, width) == (place, [], 320)
