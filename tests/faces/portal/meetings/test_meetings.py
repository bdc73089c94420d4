"""Meetings for the public: applying without a login, the drawing recomputed, nobody named."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.decisions.actions import call, draw
from gongkai.work.decisions.actions import meeting as meetings
from gongkai.work.decisions.models.meeting import ClosedList, Meeting, Representative
from gongkai.work.search.actions.keep import keep_current
from tests.faces.clock import Clock
from tests.factories import moment
from tests.work.decisions.meeting_scene import (
    AFTER,
    CLOSED,
    DRAWN,
    DURING,
    NAME,
    WHY,
    adopted,
    applied,
    calling,
    closed,
    convened,
    drawn,
    invited,
    planned,
    with_applicants,
)
from tests.work.records.world import World, withdrawn, world

pytestmark = pytest.mark.django_db
LIST = "/decisions/meetings/"
SENT = {"kind": "public", "name": "米有为", "phone": "13800009999", "why": WHY, "token": "a" * 32}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    cache.clear()
    return Clock.hang(monkeypatch, DURING)


@pytest.fixture
def here() -> World:
    return world("jtj", "交通局")


def get(url: str, status: int = 200) -> str:
    answer = Client().get(url)
    assert answer.status_code == status
    return answer.content.decode()


def post(meeting: Meeting, what: str = "apply", **values: str) -> Any:
    given = SENT | values if what == "apply" else values
    return Client().post(reverse(f"portal:meeting_{what}", args=[meeting.number]), given)


def pairs(page: str) -> dict[str, str]:
    tree = lxml_html.document_fromstring(page)
    names, values = (
        [" ".join(one.text_content().split()) for one in tree.xpath(f"//main//{tag}")]
        for tag in ("dt", "dd")
    )
    return dict(zip(names, values, strict=True))


def test_what_is_not_announced_is_not_there(here: World) -> None:
    one = planned(here)
    call.begin_call_record(meeting=one, by=here.clerk, at=DURING - timedelta(days=6))
    assert one.title not in get(LIST)
    for name in ("meeting", "meeting_apply", "meeting_status", "meeting_drawing"):
        get(reverse(f"portal:{name}", args=[one.number]), 404)
    assert post(one).status_code == 404


def test_somebody_applies_and_finds_the_application(here: World) -> None:
    one = calling(here)
    form = get(f"{LIST}{one.number}/apply/")
    assert re.search(r'name="token" value="[0-9a-f]{32}"', form)
    answer = post(one)
    told = pairs(answer.content.decode())
    assert (told["报名编号"], told["代表类别"]) == ("D01", "群众代表")
    assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"].startswith("noindex")
    status = post(one, "status", number=told["报名编号"], secret=told["查询码"])
    page = status.content.decode()
    assert "已收到报名，2026年5月15日截止以后公布名单。" in page
    assert [word for word in ("米有为", "13800009999", WHY) if word in page] == []


def test_sending_twice_shows_the_same_receipt(here: World) -> None:
    one = calling(here)
    first, again = (pairs(post(one).content.decode()) for _ in range(2))
    assert first == again
    assert Representative.objects.count() == 1


def test_two_forms_have_two_secrets(here: World) -> None:
    one = calling(here)
    first = pairs(post(one, token="").content.decode())
    second = pairs(post(one, token="x", phone="13800009998").content.decode())
    assert first["查询码"] != second["查询码"]
    assert (first["报名编号"], second["报名编号"]) == ("D01", "D02")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "请填写姓名"),
        ({"kind": "media"}, "里没有这一项"),
        ({"phone": "110"}, "电话号码不对"),
        ({"why": "长" * 501}, "不能超过 500 个字"),
        ({"name": "米\0"}, "不能保存的字符"),
        ({"phone": "<script>alert(1)</script>"}, "电话号码不对"),
    ],
)
def test_what_does_not_fit_comes_back_with_what_was_typed(
    here: World, changed: dict[str, str], sentence: str
) -> None:
    one = calling(here)
    page = post(one, **changed).content.decode()
    assert sentence in page
    assert "<script>alert" not in page
    assert changed.get("why", WHY) in page
    assert Representative.objects.count() == 0


def test_a_wrong_secret_and_a_wrong_number_read_alike(here: World) -> None:
    one = calling(here)
    applied(one, 1)
    found = [
        lxml_html.document_fromstring(
            post(one, "status", number=number, secret="0000-0000-0000-0000").content.decode()
        ).xpath("string(//section[@class='errors'])")
        for number in ("D01", "D77", "' OR 1=1 --")
    ]
    assert len(set(found)) == 1
    assert "报名编号或者查询码不对" in found[0]


def test_limits_by_address_and_by_number(here: World) -> None:
    one = calling(here)
    codes = [post(one, token="", phone=f"1380000{n:04}").status_code for n in range(11)]
    assert codes == [200] * 10 + [429]
    tries = [post(one, "status", number="D01", secret="x").status_code for _ in range(21)]
    assert tries == [200] * 20 + [429]
    cache.clear()
    assert post(one, "status", number="D01", secret="x").status_code == 200


def test_after_the_last_day_nobody_applies(here: World, clock: type[Clock]) -> None:
    one = calling(here)
    clock.now = CLOSED
    assert "现在不接收报名" in get(f"{LIST}{one.number}/apply/")
    assert post(one).status_code == 409
    assert Representative.objects.count() == 0


def test_the_commitment_stands_before_the_drawing_and_no_secret(
    here: World, clock: type[Clock]
) -> None:
    one, told = closed(here)
    clock.now = CLOSED
    page = get(f"{LIST}{one.number}/")
    assert told.commitment in page and told.source in page
    assert "D01、D02、D03、D04" in page
    assert told.secret not in page
    get(f"{LIST}{one.number}/drawing.json", 404)


def test_the_drawing_is_recomputed_from_the_public_page(
    here: World, clock: type[Clock], tmp_path: Path
) -> None:
    one = drawn(here)
    told = ClosedList.objects.get(meeting=one)
    clock.now = DRAWN
    page = lxml_html.document_fromstring(get(f"{LIST}{one.number}/"))
    shown = page.xpath("//pre[@id='drawing-record']")[0].text
    saved = get(f"{LIST}{one.number}/drawing.json")
    assert json.loads(shown) == json.loads(saved) == told.drawing.record
    script, record = tmp_path / "recompute_drawing.py", tmp_path / "drawing.json"
    script.write_text(get(f"{LIST}recompute_drawing.py"), "utf-8")
    record.write_text(saved, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-I", script, record, "--commitment", told.commitment],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, "相符。")


def test_who_takes_a_place_over_is_traced(here: World, clock: type[Clock]) -> None:
    one = drawn(here)
    gone = Representative.objects.filter(meeting=one, standing="chosen", kind="public").first()
    trace = draw.decline(representative=gone, reason="家事不便公开", by=here.clerk, at=DRAWN)
    clock.now = DRAWN
    page = get(f"{LIST}{one.number}/")
    assert f"{gone.number} 不能参加，由 {trace.came.number} 递补。" in page
    assert "家事不便公开" not in page


def test_every_standing_is_told_to_its_applicant(here: World, clock: type[Clock]) -> None:
    one = with_applicants(here, public=0, expert=0)
    secrets = {}
    for serial in range(4):
        row, secret = applied(one, serial)
        secrets[row.number] = secret
    aside = Representative.objects.get(number="D04")
    call.set_aside(representative=aside, reason="不住在本区", by=here.clerk, at=DURING)
    read = lambda number: post(  # noqa: E731
        one, "status", number=number, secret=secrets[number]
    ).content.decode()
    assert "没有列入名单：不住在本区" in read("D04")
    meetings.call_off(meeting=one, reason="议题推迟", by=here.clerk, at=DURING)
    assert "会议不再召开：议题推迟" in read("D01")


def test_ten_meetings_one_without_adoption_read_nine(here: World, clock: type[Clock]) -> None:
    for day in range(1, 11):
        at = moment(date(2026, 5, day), 10)
        one = convened(here, invited(here, at=moment(date(2026, 4, 1)), held_at=at), at=at)
        if day < 10:
            adopted(here, one, at=at + timedelta(hours=3))
    clock.now = AFTER
    page = get(LIST)
    assert (
        "2026 年已召开 10 次，其中 9 次有公众代表到会并公开了意见采纳情况，全年计划 10 次。" in page
    )


def test_no_public_answer_names_anybody(here: World, clock: type[Clock]) -> None:
    one = drawn(here)
    convened(here, one)
    adopted(here, one)
    while keep_current(at=AFTER):
        pass
    clock.now = AFTER
    number = one.adoption_record.index_number
    urls = [
        LIST, f"{LIST}{one.number}/", f"{LIST}{one.number}/drawing.json",
        f"/records/{number}/", "/feed.atom", f"/search/?q={NAME}", "/api/v1/records/",
        f"/api/v1/records/{number}/", "/", "/sitemap.xml",
    ]  # fmt: skip
    told = {}
    for url in urls:
        answer = Client().get(url)
        text = answer.content.decode().replace(f"q={NAME}", "").replace(f'value="{NAME}"', "")
        told[url] = [word for word in (f"{NAME}0", "1380000", WHY) if word in text]
    assert {url: found for url, found in told.items() if found} == {}


def test_a_withdrawn_call_is_public_no_more(here: World, clock: type[Clock]) -> None:
    one = calling(here)
    withdrawn(here, one.call_record.live, DURING)
    get(f"{LIST}{one.number}/", 404)
    assert post(one).status_code == 404


def test_lists_and_pages_ask_as_often_for_many_as_for_one(here: World) -> None:
    one = drawn(here)
    counts = []
    for more in (0, 4):
        for serial in range(more):
            adopted(here, convened(here, invited(here, title=f"第{serial}次", people=2)))
        for url in (LIST, f"{LIST}{one.number}/"):
            get(url)
            with CaptureQueriesContext(connection) as asked:
                get(url)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
