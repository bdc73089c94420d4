"""Corrections in public: what changed, when and why; what was withdrawn is nowhere to be read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.records.actions.draft import attach, detach, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Attachment
from tests.faces.desk.records.scene import PDF, complete, files_of
from tests.faces.desk.records.test_lists import queries
from tests.faces.ui.browser import CHROMIUM, browser
from tests.factories import AT, moment
from tests.work.records.world import STEP, World, corrected, pass_all, published, withdrawn, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def url(one: Publication) -> str:
    return reverse("portal:record", args=[one.index_number])


def version_url(one: Publication, number: int | None = None) -> str:
    return reverse("portal:version", args=[one.index_number, number or one.version.number])


def page_of(answer: Any) -> Any:
    return lxml_html.document_fromstring(answer.content.decode())


def get(client: Client, place: str) -> Any:
    return page_of(client.get(place))


def words(nodes: list[Any]) -> list[str]:
    return [" ".join(one.text_content().split()) for one in nodes]


def row_of(page: Any) -> list[list[str]]:
    rows = page.xpath("//section[@aria-labelledby='h-ver']//tbody/tr")
    return [words(list(row)) for row in rows]


def mended(here: World, one: Publication) -> Publication:
    """The second version: another title, a word of the text, one file for another."""
    record = one.record
    edit(
        record=record, by=here.clerk, at=AT + STEP, title="更正后的安排",
        body_html="<p>招生工作于九月进行。</p><table><tr><td>学校</td><td>人数</td></tr></table>",
        change_note="招生月份写错",
    )  # fmt: skip
    attach(record=record, file_name="新表.txt", data=b"2", by=here.clerk, at=AT + STEP)
    submit(record=record, by=here.clerk, at=AT + STEP)
    return pass_all(here, record, AT + STEP)


def test_one_publication_has_no_record_of_corrections(client: Client, here: World) -> None:
    assert get(client, url(published(here))).xpath("//section[@aria-labelledby='h-ver']") == []


def test_each_version_stands_with_its_day_note_and_who_reviewed(
    client: Client, here: World
) -> None:
    again = mended(here, published(here))
    page = get(client, url(again))
    assert row_of(page) == [
        ["第 2 稿（当前）", "2023-07-25 09:10教育局三级审核", "招生月份写错"],
        ["第 1 稿", "2023-07-25 09:00教育局三级审核", "首次发布"],
    ]
    links = page.xpath("//section[@aria-labelledby='h-ver']//a/@href")
    assert links == [version_url(again, 2), version_url(again, 1)]
    text = page.text_content()
    assert not any(one.name in text for one in (here.clerk, *here.reviewers))


def test_a_version_shows_what_it_changed(client: Client, here: World) -> None:
    first = published(here)
    again = mended(here, first)
    page = get(client, version_url(again))
    assert words(page.xpath("//div[@class='note']")) == [
        "这是现在公开的内容。看信息页", "更正说明招生月份写错",
    ]  # fmt: skip
    rows = page.xpath("//div[@aria-label='改过的要素']//tbody/tr")
    assert [words(list(row)) for row in rows] == [["标题", first.title, "更正后的安排"]]
    section = page.xpath("//section[@aria-labelledby='h-ch']")[0]
    assert "附件：原来 没有；改为 新表.txt。" in words(section.xpath("./p"))
    assert words(section.xpath(".//div[@class='diff']/p")) == [
        "招生工作于八九月进行。", "学校 | 人数",
    ]  # fmt: skip
    assert section.xpath(".//del/text()")[-1] == "八"


def test_an_earlier_version_stays_readable_with_its_files(client: Client, here: World) -> None:
    record = complete(here)
    first = pass_all(here, submit(record=record, by=here.clerk, at=AT))
    pdf, picture = files_of(record)["pdf"], files_of(record)["picture"]
    last = Attachment.objects.get(version=first.version, file__sha256=pdf)
    edit(record=record, by=here.clerk, at=AT, body_html="<p>没有图。</p>", change_note="删图删表")
    detach(record=record, attachment=last, by=here.clerk, at=AT)
    submit(record=record, by=here.clerk, at=AT)
    pass_all(here, record)
    answer = client.get(version_url(first))
    page = page_of(answer)
    assert answer["X-Robots-Tag"] == "noindex, noarchive"
    assert page.xpath("//link[@rel='canonical']/@href") == [url(first)]
    assert "已由第 2 稿代替" in page.text_content()
    place = f"{version_url(first)}files/"
    assert page.xpath("//ul[@class='files']//a/@href") == [f"{place}{pdf}/"]
    assert page.xpath("//article//img/@src") == [f"{place}{picture}/"]
    assert client.get(f"{place}{pdf}/").content == PDF
    assert client.get(f"{place}{'0' * 64}/").status_code == 404
    assert client.get(f"{url(first)}files/{pdf}/").status_code == 404


@pytest.mark.parametrize("number", ["3", "0", "99999999999999999999"])
def test_versions_that_never_were_public_are_not_there(
    client: Client, here: World, number: str
) -> None:
    again = mended(here, published(here))
    edit(record=again.record, by=here.clerk, at=AT + 2 * STEP, title="还没有审的更正")
    assert client.get(f"{url(again)}versions/{number}/").status_code == 404
    assert client.get(f"/records/000000JYJ/2023-09999/versions/{number}/").status_code == 404


def test_what_is_withdrawn_hides_every_version_and_every_file(client: Client, here: World) -> None:
    record = complete(here, title="泄露了姓名的标题")
    first = pass_all(here, submit(record=record, by=here.clerk, at=AT))
    pdf = files_of(record)["pdf"]
    again = corrected(here, first, AT + STEP)
    withdrawn(here, again, AT + 2 * STEP, reason="名单有误", with_history=False)
    places = [
        url(again), f"{url(again)}files/{pdf}/", version_url(first), version_url(again),
        f"{version_url(first)}files/{pdf}/", f"{version_url(first)}files/{'0' * 64}/",
    ]  # fmt: skip
    for place in places:
        answer = client.get(place)
        assert (answer.status_code, answer["X-Robots-Tag"]) == (410, "noindex, noarchive"), place
        text = answer.content.decode()
        assert ("名单有误" in text, "泄露了姓名" in text) == (True, False)
    proof = client.get(reverse("portal:proof", args=[again.index_number])).content.decode()
    assert "泄露了姓名" not in proof


def test_a_withdrawn_version_is_gone_while_the_newest_stays(client: Client, here: World) -> None:
    record = complete(here, title="泄露了姓名的标题")
    first = pass_all(here, submit(record=record, by=here.clerk, at=AT))
    pdf = files_of(record)["pdf"]
    again = corrected(here, first, AT + STEP, title="改好的标题")
    withdrawn(here, first, AT + 2 * STEP, kind="privacy", reason="旧稿里有名单")
    assert client.get(url(again)).status_code == 200
    for place in (version_url(first), f"{version_url(first)}files/{pdf}/"):
        answer = client.get(place)
        assert answer.status_code == 410
        page = page_of(answer)
        assert "涉及个人隐私：旧稿里有名单" in page.text_content()
        assert "泄露了姓名" not in page.text_content()
        assert page.xpath("//main//li/a[text()='改好的标题']/@href") == [url(again)]
    page = get(client, version_url(again))
    assert "前一稿已经撤回，不再对比。" in page.text_content()
    assert "泄露了姓名" not in page.text_content()
    listed = get(client, url(again))
    assert row_of(listed)[1][2] == "已撤回：涉及个人隐私：旧稿里有名单"
    assert listed.xpath("//section[@aria-labelledby='h-ver']//a/@href") == [version_url(again)]


def test_versions_left_readable_come_back_with_the_corrected_record(
    client: Client, here: World
) -> None:
    first = published(here)
    again = corrected(here, first, AT + STEP)
    withdrawn(here, again, AT + 2 * STEP, with_history=False)
    assert client.get(version_url(first)).status_code == 410
    corrected(here, again, AT + 3 * STEP)
    assert client.get(version_url(first)).status_code == 200
    assert client.get(version_url(again)).status_code == 410


def test_late_backfill_is_told_with_both_days_and_stays(client: Client, here: World) -> None:
    late = published(here, moment(date(2023, 9, 1)))
    clean = corrected(here, late, moment(date(2023, 9, 4)), formed_on=date(2023, 8, 30))
    page = get(client, url(clean))
    tags = page.xpath("//p[@class='facts']//span[contains(@class, 'tag')]/text()")
    assert tags == ["超期补录", "改过日期"]
    notes = words(page.xpath("//div[@class='note warn']"))
    assert notes == [
        "超期补录2023年7月20日形成，应在2023年8月17日以前公开，2023年9月1日才公开。"
        "标记在发布时写入公开日志，以后更正、改日期都不能去掉。",
        "改过日期2023年9月1日发布的登记为2023年7月20日形成，后来改成2023年8月30日。"
        "标记在发布时写入公开日志，以后更正、改日期都不能去掉。",
    ]
    assert "应在 2023-08-17 以前公开，超期 11 个工作日。" in page.text_content()
    listed = get(client, reverse("portal:catalogue_item", args=["20.3"]))
    assert "超期补录" in words(listed.xpath("//ul[@class='result']/li"))[0]
    assert "超期补录" in words(get(client, "/").xpath("//ul[@class='news']/li"))[0]
    proof = get(client, reverse("portal:proof", args=[clean.index_number])).text_content()
    assert "永久标记超期补录、改过日期" in "".join(proof.split())


def test_as_many_queries_for_many_versions_as_for_two(client: Client, here: World) -> None:
    live = corrected(here, published(here), AT + STEP)
    before = queries(client, url(live)), queries(client, version_url(live))
    for n in range(2, 5):
        live = corrected(here, live, AT + n * STEP)
    assert (queries(client, url(live)), queries(client, version_url(live))) == before


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}")
@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(client: Client, here: World, mode: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    late = published(here, moment(date(2023, 9, 1)))
    again = corrected(
        here, late, moment(date(2023, 9, 4)), change_note="一份写得很长的更正说明" * 12,
        body_html="<p>招生工作于九月进行。</p><table><tr><td>学校</td><td>人数</td></tr></table>",
    )  # fmt: skip
    client.get("/", {"mode": mode})
    pages = {
        place: client.get(place).content.decode()
        for place in (url(again), version_url(again), version_url(late))
    }
    withdrawn(here, again, moment(date(2023, 9, 5)))
    pages["gone"] = client.get(url(again)).content.decode()
    with browser() as show:
        for place, html in pages.items():
            page = show(html)
            faults = [one["id"] for one in axe.Axe().run(page).response["violations"]]
            page.set_viewport_size({"width": 320, "height": 900})
            width = page.evaluate("document.documentElement.scrollWidth")
            assert (place, faults, width) == (place, [], 320)
