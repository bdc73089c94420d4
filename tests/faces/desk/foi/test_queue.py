"""The queue: what is to be confirmed on top, then by the last day, in words and colours."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.faces.desk.foi.words import time_left
from gongkai.work.foi.actions.hand import hand
from gongkai.work.foi.actions.register import register
from gongkai.work.foi.models.request import Request
from gongkai.work.org.models.person import Post
from tests.faces.desk.foi.conftest import NOW
from tests.faces.desk.foi.reading import as_, messages, rows, shown, url
from tests.factories import moment, person
from tests.work.foi.scene import APPLICANT, WANTED, Scene, registered, scene, then

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Scene:
    return scene()


def test_what_is_to_be_confirmed_stands_on_top(here: Scene) -> None:
    registered(here)
    registered(here, "online", at=moment(date(2026, 2, 9)))
    registered(here, "plain", at=moment(date(2026, 2, 10)))
    page = as_(here.clerk).get(url("foi"))
    assert shown(page, "//section[@aria-labelledby='h-first']//li/div") == [
        f"今天要确认收到 {number}：二〇二五年道路养护合同{day} 09:00 {way}，经办甲承办"
        for number, day, way in (
            ("JTJ-2026-0002", "2026-02-09", "网上提交"),
            ("JTJ-2026-0003", "2026-02-10", "平信"),
        )
    ]
    assert rows(page, "申请列表") == [
        ["JTJ-2026-0001", "还剩 17 个工作日", "二〇二五年道路养护合同", "2026-03-11", "经办甲",
         "2026-02-05当面提交"],
    ]  # fmt: skip


def test_only_who_registers_is_led_to_confirming(here: Scene) -> None:
    registered(here, "online", at=moment(date(2026, 2, 9)))
    link = "//section[@aria-labelledby='h-first']//a[normalize-space()='确认收到']"
    found = {one: shown(as_(one).get(url("foi")), link) for one in (here.clerk, here.approver)}
    assert found == {here.clerk: ["确认收到"], here.approver: []}


@pytest.mark.parametrize(
    ("state", "due", "lapses", "kind", "word"),
    [
        ("running", date(2026, 2, 9), None, "bad", "逾期 1 个工作日"),
        ("running", date(2026, 2, 10), None, "bad", "今天到期"),
        ("running", date(2026, 2, 13), None, "warn", "还剩 3 个工作日"),
        ("running", date(2026, 2, 14), None, "info", "还剩 4 个工作日"),
        ("running", date(2026, 2, 26), None, "info", "还剩 7 个工作日"),
        ("running", date(2026, 2, 27), None, "ok", "还剩 8 个工作日"),
        ("correcting", None, date(2026, 2, 27), "idle", "等申请人补正，最迟2月27日 星期五"),
        ("awaiting_fee", None, None, "idle", "等申请人缴费"),
        ("decided", date(2026, 2, 1), None, "ok", "已答复"),
    ],
)
def test_time_left_is_said_in_words_and_a_colour(
    state: str, due: date | None, lapses: date | None, kind: str, word: str
) -> None:
    one = Request(state=state, due_on=due, lapses_on=lapses)
    found = time_left(one, date(2026, 2, 10))
    assert (found.kind, found.word) == (kind, word)


def test_tabs_holders_and_colours_filter(here: Scene) -> None:
    colleague = person("经办丙", (here.organisation, Post.Role.FOI_CLERK), username="bing")
    first, second = registered(here).request, registered(here).request
    hand(request=second, to=colleague, by=here.clerk, at=NOW)
    asked = registered(here).request
    then(here, asked, "correction_requested", date(2026, 2, 6), days=5)
    ended = then(here, registered(here).request, "withdrawn", date(2026, 2, 6))
    client = as_(here.clerk)

    def listed(query: str) -> list[str]:
        return [row[0] for row in rows(client.get(url("foi") + query), "申请列表")]

    assert listed("") == [first.number, second.number]
    assert listed("?holder=bing") == [second.number]
    assert listed("?left=late") == []
    assert listed("?tab=waiting") == [asked.number]
    assert listed("?tab=closed") == [ended.number]
    assert listed("?tab=nonsense&left=x&holder=y&page=99") == [first.number, second.number]
    tabs = shown(client.get(url("foi")), "//nav[@aria-label='按状态查看']/a")
    assert tabs == ["要答复（2）", "待确认收到（0）", "等对方（1）", "已办结"]


def test_a_case_is_found_by_its_number_only(here: Scene) -> None:
    case = registered(here).request
    client = as_(here.clerk)
    assert client.get(url("foi"), {"number": " jtj-2026-0001"}).url == url("foi_case", case.number)
    for other in ("JTJ-2026-0009", "米有为", "道路"):
        answer = client.get(url("foi"), {"number": other})
        assert messages(client, answer) == ["没有这个编号的申请。请核对编号，例如 JTJ-2026-0001。"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "没有要答复的申请。"),
        ("?tab=intake", "没有待确认收到的申请。"),
        ("?tab=waiting", "没有在等对方的申请。"),
        ("?tab=closed", "还没有办结的申请。"),
        ("?left=late", "这样筛选没有申请。"),
    ],
)
def test_nothing_is_said(here: Scene, query: str, sentence: str) -> None:
    page = as_(here.clerk).get(url("foi") + query)
    assert sentence in page.content.decode()


def test_many_rows_ask_as_much_as_one(here: Scene, django_assert_max_num_queries: Any) -> None:
    client = as_(here.clerk)
    for _ in range(2):
        registered(here)
        register(
            organisation=here.organisation, channel="online", applicant=APPLICANT, wanted=WANTED,
            by=None, at=NOW,
        )  # fmt: skip
        with django_assert_max_num_queries(10) as asked:
            client.get(url("foi"))
        counted = len(asked)
    for _ in range(60):
        registered(here)
    with django_assert_max_num_queries(10) as asked:
        page = client.get(url("foi"))
    assert (len(asked), len(rows(page, "申请列表"))) == (counted, 50)


def test_the_day_page_tells_what_waits(here: Scene) -> None:
    registered(here)
    registered(here, "online", at=moment(date(2026, 2, 9)))
    page = as_(here.clerk).get(url("home"))
    assert shown(page, "//section[@aria-labelledby='h-foi']//h2") == ["我的申请件（2）"]
    assert shown(page, "//section[@aria-labelledby='h-foi']//div[@class='what']") == [
        "JTJ-2026-0002：二〇二五年道路养护合同交通局",
        "JTJ-2026-0001：二〇二五年道路养护合同交通局 · 3月11日 星期三前答复",
    ]
