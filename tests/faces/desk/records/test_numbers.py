"""The pages of the numbering registers: what they ask, whom, and who may not see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html as lxml_html

from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.records.models.gap import GapStatement
from tests.faces.desk.records.scene import scene
from tests.faces.desk.records.test_lists import as_, cells, queries
from tests.faces.ui.browser import CHROMIUM, browser
from tests.work.records.world import World, draft, published, world

pytestmark = pytest.mark.django_db
LIST = reverse("desk:numbers") + "?year=2023"
PAGE = reverse("desk:number_series", args=["青教发", 2023])
SAID = {"first": 3, "last": 3, "kind": "unused", "reason": "编号时跳过"}


def three(here: World, code: str = "青教发") -> None:
    for serial in (1, 2, 4):
        published(here, document_number=f"{code}〔2023〕{serial}号", title=f"{code}的通知{serial}")


def test_the_third_is_asked_for_and_the_answer_shown() -> None:
    here = world()
    three(here)
    client = as_(here.clerk)
    (row,) = cells(client.get(LIST), "发文字号表")
    assert row == ["青教发〔2023〕", "4", "3", "1", "逾期未说明"]
    (asked,) = cells(client.get(PAGE), "空缺表")
    assert asked[:4] == ["3", "逾期未说明", "说明这些序号", "—"]
    assert client.post(PAGE, SAID).status_code == 302
    (gap,) = cells(client.get(PAGE), "空缺表")
    assert gap[:3] == ["3", "未使用", "编号时跳过"]
    assert gap[3].startswith(f"{here.clerk.name}（{timezone.localtime():%Y-%m-%d}")


def test_whoever_begins_in_the_middle_is_asked_for_the_start() -> None:
    here = world()
    published(here, document_number="青教发〔2023〕14号")
    client = as_(here.clerk)
    (row,) = cells(client.get(LIST), "发文字号表")
    assert row == ["青教发〔2023〕", "14", "1", "0", "请说明起始序号"]
    text = client.get(PAGE).content.decode()
    assert "已公开的最小序号是第 14 号" in text
    refused = client.post(PAGE, {"start": 15, "reason": "以前印发"})
    assert refused.status_code == 409
    assert "起始序号应在 2 到 14 之间" in refused.content.decode()
    empty = client.post(PAGE, {"start": "", "reason": ""})
    page = lxml_html.document_fromstring(empty.content.decode())
    assert page.xpath("//section[@class='errors']//a/@href") == ["#start_start", "#start_reason"]
    assert client.post(PAGE, {"start": 14, "reason": "启用以前印发"}).status_code == 302
    (gap,) = cells(client.get(PAGE), "空缺表")
    assert gap[:3] == ["1–13", "本系统启用前已编", "启用以前印发"]
    (row,) = cells(client.get(LIST), "发文字号表")
    assert row[-1] == "齐全"
    reads = as_(here.first).get(PAGE).content.decode()
    assert "签署" not in reads


def test_a_refusal_keeps_what_was_typed() -> None:
    here = world()
    three(here)
    answer = as_(here.clerk).post(PAGE, SAID | {"first": 2})
    text = answer.content.decode()
    assert (answer.status_code, GapStatement.objects.count()) == (409, 0)
    assert "青教发〔2023〕第 2 至 3 号里有已经公开的，或者超出了最大序号。" in text
    assert 'value="编号时跳过"' in text


def test_who_sees_the_series_and_who_signs() -> None:
    here = scene()
    three(here.here)
    seen: dict[str, Any] = {}
    for role, person in here.roles.items():
        client = as_(person)
        page = client.get(PAGE)
        signs = "签署说明" in page.content.decode()
        seen[role] = (client.get(LIST).status_code, page.status_code, signs)
    reads, signs, other, closed = (200, 200, False), (200, 200, True), (200, 404, False), (403,) * 2
    assert seen == {
        "clerk": signs, "first": reads, "second": reads, "final": reads, "head": reads,
        "other clerk": other, "other final": other, "officer": reads, "openness head": reads,
        "administrator": (*closed, False),
    }  # fmt: skip


def test_a_draft_of_another_unit_is_told_without_its_title() -> None:
    here = scene()
    three(here.here)
    draft(here.there, document_number="青教发〔2023〕2号", title="还没有公开的标题")
    text = as_(here.here.clerk).get(PAGE).content.decode()
    assert ("一份起草中的稿件" in text, "还没有公开的标题" in text) == (True, False)


@pytest.mark.parametrize("year", ["", "abcd", "9999", "٢٠٢٣", "%00", "202"])
def test_a_strange_year_is_this_year(year: str) -> None:
    here = world()
    three(here)
    assert cells(as_(here.clerk).get(f"{reverse('desk:numbers')}?year={year}"), "发文字号表") == []


def test_many_rows_cost_no_more_queries() -> None:
    here = world()
    three(here)
    client = as_(here.clerk)
    client.post(PAGE, SAID)
    before = queries(client, LIST), queries(client, PAGE)
    for code in ("青教字", "青教函", "青教办"):
        three(here, code)
    for serial in (6, 8, 10):
        published(here, document_number=f"青教发〔2023〕{serial}号")
    assert (queries(client, LIST), queries(client, PAGE)) == before


def test_the_finding_leads_to_its_series() -> None:
    here = world()
    three(here)
    verify(at=timezone.now())
    found = Finding.objects.get(kind="number_gap")
    answer = as_(here.clerk).get(reverse("desk:finding", args=[found.pk]))
    page = lxml_html.document_fromstring(answer.content.decode())
    assert page.xpath(f"//a[@href='{PAGE}']") != []


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}")
@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    here = world()
    three(here)
    published(here, document_number="青教发〔2023〕4号")
    client = as_(here.clerk)
    client.get("/", {"mode": mode})
    found: list[Any] = []
    pages = [client.get(url).content.decode() for url in (LIST, PAGE)]
    with browser() as show:
        for html in pages:
            page = show(html)
            faults = axe.Axe().run(page).response["violations"]
            page.set_viewport_size({"width": 320, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            found.append(([one["id"] for one in faults], wide, page.complaints))
            page.close()
    assert found == [([], 320, []), ([], 320, [])]
