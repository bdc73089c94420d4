"""A Word file on the edit page and before its reviewers: marks, questions, remarks."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.records.actions.draft import fill_from_word, start
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.actions.word import answer_word
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import current_of
from tests.faces.desk.records.scene import word
from tests.faces.desk.records.test_drafting import edit_url, filled, said, upload
from tests.factories import AT
from tests.work.files.word_files import PAPER, change, whole_paper
from tests.work.records.world import World, draft, world

pytestmark = pytest.mark.django_db
TITLE = "青禾区人民政府办公室关于做好城市公园开放工作的通知"


@pytest.fixture
def here() -> World:
    return world("bgs", "青禾区人民政府办公室")


@pytest.fixture
def client(here: World) -> Client:
    client = Client()
    client.force_login(here.clerk)
    return client


def send(client: Client, record: Record, data: bytes) -> Any:
    form = filled(client, record, act="word") | {"word": upload("通知.docx", data)}
    return client.post(edit_url(record), form, follow=True)


def tree(response: Any) -> Any:
    return lxml_html.document_fromstring(response.content.decode())


def texts(page: Any, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def test_filled_fields_are_marked_and_the_message_names_them(client: Client, here: World) -> None:
    record = start(organisation=here.organisation, by=here.clerk, at=AT)
    page = tree(send(client, record, whole_paper()))
    assert texts(page, "//div[contains(@class,'note')][contains(.,'已读入')]")[0].endswith(
        "由文件读出标题、发文字号、成文日期、公文种类，请核对。"
    )
    marked = page.xpath("//*[starts-with(text(),'由文件读出，请核对。')]/@id")
    assert marked == [
        "id_title_helptext", "id_document_number_helptext", "id_document_kind_helptext",
        "id_issued_on_helptext",
    ]  # fmt: skip
    assert page.xpath("//*[@id='h-ask']") == []


def test_differences_are_asked_one_by_one(client: Client, here: World) -> None:
    record = draft(here, title="另一个标题")
    page = tree(send(client, record, whole_paper()))
    box = "//section[@aria-labelledby='h-ask']"
    assert texts(page, f"{box}//li/div/p") == [
        f"文件里写“{TITLE}”，现在填的是“另一个标题”。",
        "文件里写“2026-03-02”，现在填的是“2023-07-20”。",
    ]
    buttons = page.xpath(f"{box}//button/@value")
    assert buttons == ["take:title", "keep:title", "take:issued_on", "keep:issued_on"]
    client.post(edit_url(record), filled(client, record, act="take:title"))
    page = tree(
        client.post(edit_url(record), filled(client, record, act="keep:issued_on"), follow=True)
    )
    version = current_of(record)
    assert (version.title, version.issued_on.isoformat()) == (TITLE, "2023-07-20")
    assert page.xpath("//*[@id='h-ask']") == []
    assert "成文日期：文件写“2026-03-02”，起草人确认为“2023-07-20”。" in texts(
        page, "//section[@aria-labelledby='h-gb']//li//p"
    )


def test_an_answer_keeps_what_was_typed_with_it(client: Client, here: World) -> None:
    record = draft(here, title="另一个标题")
    send(client, record, whole_paper())
    client.post(edit_url(record), filled(client, record, act="take:title", theme="城乡建设"))
    assert (current_of(record).title, current_of(record).theme) == (TITLE, "城乡建设")
    again = client.post(edit_url(record), filled(client, record, act="take:title"))
    assert (again.status_code, said(again)) == (
        409, ["“标题”已经答复过，或者现在填的与文件相同。请刷新页面查看。"],
    )  # fmt: skip


def test_submission_leads_to_the_question_about_openness(client: Client, here: World) -> None:
    lines = list(PAPER)
    lines[14] = ("（此件依申请公开）", "", "", 0)
    record = draft(here)
    send(client, record, whole_paper(lines))
    page = tree(client.post(edit_url(record), filled(client, record, act="submit")))
    path = "//section[@aria-labelledby='h-unfit']//li/a"
    assert texts(page, path) == [
        "Word 文件的附注写明“依申请公开”，公开属性填的是“主动公开”。请在“Word 文件与已填的不同”"
        "里回答以哪个为准（国办发〔2016〕80号）。"
    ]
    assert page.xpath(f"{path}/@href") == ["#id_openness"]
    client.post(edit_url(record), filled(client, record, act="keep:openness"))
    client.post(edit_url(record), filled(client, record, act="submit"))
    record.refresh_from_db()
    assert record.state == Record.State.FIRST


def test_reviewers_see_the_format_and_what_was_kept_against_the_file(here: World) -> None:
    lines = list(PAPER)
    lines[1] = ("青政办发[2026]第05号", "c", "", 16)
    lines[14] = ("（此件依申请公开）", "", "", 0)
    record = draft(here)

    def mark(document: Any) -> None:
        document.paragraphs[6]._p.append(change("del", "删去"))

    data = whole_paper(lines, mark)
    fill_from_word(record=record, file_name="通知.docx", data=data, by=here.clerk, at=AT)
    answer_word(record=record, name="openness", take_it=False, by=here.clerk, at=AT)
    submit(record=record, by=here.clerk, at=AT)
    client = Client()
    client.force_login(here.first)
    page = tree(client.get(reverse("desk:review", args=[record.pk])))
    panel = "//section[@aria-labelledby='h-gb']"
    assert texts(page, f"{panel}/p[@class='small']") == ["有 1 处修订，按接受修订后的文字读入。"]
    assert texts(page, f"{panel}//li") == [
        "请核对 公开属性：文件写“依申请公开”，起草人确认为“主动公开”。",
        "请核对 发文字号“青政办发[2026]第05号”写法不规范，应写作“青政办发〔2026〕5号”：年份用六角"
        "括号“〔〕”，不加“第”字，序号不编虚位。GB/T 9704-2012 7.2.5（凭记忆，未核对原文）",
    ]
    assert texts(page, f"{panel}//dt")[:3] == ["发文机关标志", "发文字号", "标题"]
    assert page.xpath("//button[starts-with(@value,'take:')]") == []


def test_a_plain_text_says_that_it_is_none(client: Client, here: World) -> None:
    record = start(organisation=here.organisation, by=here.clerk, at=AT)
    page = tree(send(client, record, word()))
    assert texts(page, "//section[@aria-labelledby='h-gb']/p[@class='small']") == [
        "没有找到公文的要素，按一般材料读入，不检查公文格式。"
    ]
    assert page.xpath("//section[@aria-labelledby='h-gb']//li") == []


def test_without_a_word_file_there_is_no_panel(client: Client, here: World) -> None:
    page = tree(client.get(edit_url(draft(here))))
    assert page.xpath("//*[@id='h-gb']|//*[@id='h-ask']") == []


def test_what_the_file_says_is_text_and_never_markup(client: Client, here: World) -> None:
    lines = list(PAPER)
    lines[4] = ("关于<script>alert(1)</script>的通知", "c", "", 22)
    page = tree(send(client, draft(here, title="另一个标题"), whole_paper(lines)))
    assert page.xpath("//script[contains(text(),'alert')]") == []
    assert "<script>alert(1)</script>" in texts(page, "//section[@aria-labelledby='h-ask']")[0]
