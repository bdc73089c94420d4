"""The edit page: files in order and over nobody's work, the note on a correction."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import html as lxml_html

from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.queries.attached import offered
from gongkai.work.records.queries.content import current_of
from gongkai.work.records.queries.screened import found_in_file
from tests.faces.desk.records.test_drafting import edit_url, filled, said, upload
from tests.factories import AT, clerk
from tests.work.records.world import RETURNED, World, decide, draft, published, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def client(here: World) -> Client:
    client = Client()
    client.force_login(here.clerk)
    return client


def now(record: Record) -> Version:
    record.refresh_from_db()
    return current_of(record)


def names(record: Record) -> list[str]:
    return [one.file.name for one in offered(now(record))]


def buttons(client: Client, record: Record) -> list[str]:
    page = lxml_html.document_fromstring(client.get(edit_url(record)).content.decode())
    found = page.xpath("//section[@aria-labelledby='h-files']//li//button/@aria-label")
    return [label.partition("：")[0] for label in found]


def press(client: Client, record: Record, act: str, **typed: Any) -> Any:
    return client.post(edit_url(record), filled(client, record, act=act, **typed))


def test_files_are_moved_by_buttons(client: Client, here: World) -> None:
    record = draft(here)
    for name in ("甲.txt", "乙.txt", "丙.txt"):
        attach(record=record, file_name=name, data=name.encode(), by=here.clerk, at=AT)
    assert buttons(client, record) == [
        "下移附件", "移除附件", "上移附件", "下移附件", "移除附件", "上移附件", "移除附件",
    ]  # fmt: skip
    response = press(client, record, "up:3", title="改了标题")
    assert response.url == f"{edit_url(record)}#h-files"
    assert (names(record), now(record).title) == (["甲.txt", "丙.txt", "乙.txt"], "改了标题")
    press(client, record, "down:1")
    assert names(record) == ["丙.txt", "甲.txt", "乙.txt"]
    assert said(press(client, record, "up:1")) == [
        "附件“丙.txt”已经在最前或最后，不能再移。请刷新页面，看现在的次序。"
    ]


@pytest.mark.parametrize("act", ["attach", "detach:1", "up:2", "down:1"])
def test_files_are_not_touched_over_somebody_elses_work(
    client: Client, here: World, act: str
) -> None:
    record = draft(here)
    for name in ("甲.txt", "乙.txt"):
        attach(record=record, file_name=name, data=name.encode(), by=here.clerk, at=AT)
    data = filled(client, record, act=act)
    other = clerk(here.organisation, "信息员乙")
    attach(record=record, file_name="他的.txt", data=b"9", by=other, at=AT)

    def chosen() -> dict[str, Any]:
        return {"attachment": upload("丙.txt", b"3")} if act == "attach" else {}

    response = client.post(edit_url(record), data | chosen())
    assert (response.status_code, names(record)) == (409, ["甲.txt", "乙.txt", "他的.txt"])
    told = said(response)
    assert told[0].startswith("您打开之后，信息员乙又改过这份稿件")
    assert told[1:] == (["选好的文件“丙.txt”没有保存，改好后请重新选择。"] if chosen() else [])
    again = response.context["page"].form["seen_hash"].value()
    renewed = data | chosen() | {"seen_hash": again}
    assert client.post(edit_url(record), renewed).status_code == 302


def test_only_a_correction_asks_for_its_note(client: Client, here: World) -> None:
    assert "更正说明" not in client.get(edit_url(draft(here))).content.decode()
    record = published(here).record
    assert "更正说明" in client.get(edit_url(record)).content.decode()
    response = press(client, record, "submit", title="更正后的标题")
    assert response.status_code == 409
    page = lxml_html.document_fromstring(response.content.decode())
    assert page.xpath("//section[@aria-labelledby='h-unfit']//a/@href") == ["#id_change_note"]
    assert press(client, record, "submit", change_note="标题写错").status_code == 302
    assert (now(record).change_note, record.state) == ("标题写错", "first")


def test_a_note_alone_begins_no_correction_unless_it_is_new(client: Client, here: World) -> None:
    record = published(here).record
    assert press(client, record, "save").status_code == 302
    assert now(record).number == 1
    press(client, record, "save", change_note="还没有想好")
    assert (now(record).number, now(record).change_note) == (2, "还没有想好")


@pytest.mark.parametrize("act", ["save", "attach"])
def test_the_note_of_a_returned_correction_stays_on_the_screen_and_goes_with_it(
    client: Client, here: World, act: str
) -> None:
    record = published(here).record
    edit(record=record, by=here.clerk, at=AT, title="改", change_note="标题写错")
    submit(record=record, by=here.clerk, at=AT)
    decide(record, 1, here.first, outcome=RETURNED, opinion="还有一处")
    form = client.get(edit_url(record)).context["page"].form
    assert form.initial["change_note"] == "标题写错"
    data = filled(client, record, act=act)
    data |= {"title": "再改"} if act == "save" else {"attachment": upload("表.txt", b"1")}
    assert client.post(edit_url(record), data).status_code == 302
    version = now(record)
    assert (version.number, version.change_note) == (3, "标题写错")


def test_the_note_of_what_is_public_is_not_offered_again(client: Client, here: World) -> None:
    live = published(here)
    edit(record=live.record, by=here.clerk, at=AT, title="改", change_note="标题写错")
    submit(record=live.record, by=here.clerk, at=AT)
    for level, person in enumerate(here.reviewers, start=1):
        decide(live.record, level, person)
    assert client.get(edit_url(live.record)).context["page"].form.initial["change_note"] == ""


def test_files_are_screened_once_and_not_each_time_the_page_is_opened(
    client: Client, here: World
) -> None:
    record = draft(here)
    text = "联系人手机13800138000。这一份是第一次出现的文件。".encode()
    attach(record=record, file_name="名单.txt", data=text, by=here.clerk, at=AT)
    found_in_file.cache_clear()
    pages = [client.get(edit_url(record)).content.decode() for _ in range(3)]
    assert all("138****8000" in page for page in pages)
    assert (found_in_file.cache_info().misses, found_in_file.cache_info().hits) == (1, 2)
    edit(
        record=record, by=here.clerk, at=AT, issued_on=date(2023, 7, 1), formed_on=date(2023, 7, 1)
    )
    client.get(edit_url(record))
    assert found_in_file.cache_info().misses == 2


def test_a_file_that_the_disk_lost_is_named_though_it_was_screened(
    client: Client, here: World, settings: Any
) -> None:
    record = draft(here)
    one = attach(record=record, file_name="表.txt", data=b"1", by=here.clerk, at=AT)
    client.get(edit_url(record))
    (settings.GONGKAI_FILES / one.file.path).unlink()
    assert "表.txt" in said(client.get(edit_url(record)))[0]
