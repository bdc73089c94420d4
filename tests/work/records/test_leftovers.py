"""What files bring with them unseen stands before the reviewers."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html
from PIL import Image

from gongkai.work.records.actions.draft import attach
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import current_of
from tests.factories import AT
from tests.work.files.ofd_files import ofd
from tests.work.files.word_files import change, whole_paper
from tests.work.records.world import World, draft, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def with_file(here: World, name: str, data: bytes) -> Record:
    record = draft(here)
    attach(record=record, file_name=name, data=data, by=here.clerk, at=AT)
    return submit(record=record, by=here.clerk, at=AT)


def rows(record: Record) -> list[tuple[str, str, str, str]]:
    found = current_of(record).screening
    return [(one["level"], one["where"], one["label"], one["rule"]) for one in found]


def tracked(document: Any) -> None:
    document.paragraphs[6]._p.append(change("del", "手机13800138000"))


def test_what_was_struck_out_blocks_and_the_changes_are_named(here: World) -> None:
    record = with_file(here, "通知.docx", whole_paper(edit=tracked))
    found = current_of(record).screening
    assert [(one["level"], one["kind"], one["where_label"]) for one in found] == [
        ("block", "mobile", "附件“通知.docx”正文"),
        ("warn", "leftover", "附件“通知.docx”"),
        ("warn", "leftover", "附件“通知.docx”"),
    ]
    assert [one["label"] for one in found[1:]] == ["修订没有接受", "有人名"]
    assert found[1]["suggestion"].startswith("文件里有 1 处修订，删去的文字别人也能看到。")


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [("扫描.ofd", ofd("", ""), "scanned"), ("照片.png", picture(), "picture")],
)
def test_what_only_people_can_read_is_said_to_be_so(
    here: World, name: str, data: bytes, rule: str
) -> None:
    record = with_file(here, name, data)
    assert rows(record) == [("warn", f"file:{name}", "无法筛查", rule)]
    assert "请人工核对" in current_of(record).screening[0]["suggestion"]


def test_pages_that_were_scanned_are_named(here: World) -> None:
    record = with_file(here, "清单.ofd", ofd("公园名录", ""))
    assert rows(record) == [("warn", "file:清单.ofd", "无法筛查", "unread")]
    assert current_of(record).screening[0]["suggestion"].startswith("第2页没有文字")


def test_text_in_an_ofd_is_screened_like_any_other(here: World) -> None:
    record = with_file(here, "名单.ofd", ofd("联系手机13800138000"))
    assert rows(record)[0][:2] == ("block", "file:名单.ofd")


def test_reviewers_read_what_to_do(here: World) -> None:
    record = with_file(here, "通知.docx", whole_paper(edit=tracked))
    client = Client()
    client.force_login(here.first)
    answer = client.get(reverse("desk:review", args=[record.pk]))
    page = lxml_html.document_fromstring(answer.content.decode())
    told = [" ".join(one.text_content().split()) for one in page.xpath(
        "//section[@aria-labelledby='h-else']//li"
    )]  # fmt: skip
    assert told[1] == (
        "请核对 附件“通知.docx”：修订没有接受。文件里有 1 处修订，删去的文字别人也能看到。"
        "请接受或拒绝全部修订，另存后重新上传。"
    )
