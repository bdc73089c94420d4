"""Copies of a public record: what is in them, who gets them, and that nothing else is served."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from lxml import html as lxml_html

from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries import copies as copies_of
from gongkai.work.records.queries.content import attachments_of, current_of
from tests.faces.desk.records.scene import PDF, complete, files_of
from tests.factories import AT
from tests.work.files.ofd_files import ofd
from tests.work.records.world import (
    World,
    corrected,
    draft,
    pass_all,
    published,
    submitted,
    withdrawn,
    world,
)

pytestmark = pytest.mark.django_db
NAMES = ("record_docx", "record_pdf", "record_pdf_view")


@pytest.fixture
def here() -> World:
    return world()


def out(here: World, record: Record) -> Publication:
    return pass_all(here, submit(record=record, by=here.clerk, at=AT), AT)


def numbered(here: World) -> Publication:
    record = complete(
        here, title="关于公园/开放的“通知”", document_number="青教〔2023〕3号",
        document_kind="notice", keywords=["公园"],
    )  # fmt: skip
    return out(here, record)


def address(name: str, publication: Publication, *args: str) -> str:
    return reverse(f"portal:{name}", args=[publication.index_number, *args])


def word_of(answer: Any) -> Any:
    return Document(io.BytesIO(answer.content))


def pdf_text(answer: Any) -> str:
    document = pypdfium2.PdfDocument(answer.content)
    texts = []
    for page in document:
        held = page.get_textpage()
        texts.append(held.get_text_range())
        held.close()
        page.close()
    document.close()
    return "".join("".join(texts).split())


def test_the_word_copy_says_what_the_page_says(client: Client, here: World) -> None:
    live = numbered(here)
    answer = client.get(address("record_docx", live))
    document = word_of(answer)
    texts = [one.text for one in document.paragraphs if one.text]
    assert texts[:8] == [
        "教育局", "青教〔2023〕3号", "关于公园/开放的“通知”", "城市公园开放时间表",
        "一、开放时间", "每日六时至二十二时开放。", "（一）节假日", "附件",
    ]  # fmt: skip
    url = f"http://testserver{address('record', live)}"
    rows = [list(dict.fromkeys(cell.text for cell in row.cells)) for row in document.tables[1].rows]
    assert rows == [
        ["索引号", live.index_number, "发文机关", "教育局"],
        ["发文字号", "青教〔2023〕3号", "公文种类", "通知"],
        ["主题分类", "教育", "成文日期", "2023-07-20"],
        ["发布日期", "2023-07-25", "公开方式", "主动公开"],
        ["关键词", "公园"],
        ["网址", url],
    ]
    assert len(document.inline_shapes) == 1
    foot = [one.text for one in document.sections[0].footer.paragraphs]
    assert foot[1:] == [f"索引号 {live.index_number}　2023年7月25日发布", url]


def test_the_pdf_copy_says_the_same(client: Client, here: World) -> None:
    live = numbered(here)
    text = pdf_text(client.get(address("record_pdf", live)))
    for piece in (
        "青教〔2023〕3号", "关于公园/开放的“通知”", "一、开放时间", "每日六时至二十二时开放。",
        "清单.pdf（45字节）", f"索引号{live.index_number}", "2023年7月25日发布",
    ):  # fmt: skip
        assert piece in text


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("record_docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "attachment"),
        ("record_pdf", "application/pdf", "attachment"),
        ("record_pdf_view", "application/pdf", "inline"),
    ],
)  # fmt: skip
def test_headers_say_how_a_copy_is_to_be_taken(
    client: Client, here: World, name: str, kind: str, shown: str
) -> None:
    live = numbered(here)
    answer = client.get(address(name, live))
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer["Content-Disposition"].startswith(f"{shown}; filename*=utf-8''%E5%85%B3")
    assert "%2F" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Robots-Tag"] == "noindex"
    page = f"http://testserver{address('record', live)}"
    assert answer["Link"] == f'<{page}>; rel="canonical"'
    policy = answer["Content-Security-Policy"]
    assert ("sandbox" in policy.split("; ")) == (shown == "inline")
    assert policy.startswith("default-src 'none'")


def test_a_copy_is_made_once_for_each_publication(
    client: Client, here: World, settings: Any
) -> None:
    live = numbered(here)
    first = [client.get(address(name, live)).content for name in NAMES]
    folder = Path(settings.GONGKAI_COPIES)
    kept = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert (len(kept), first[1] == first[2]) == (2, True)
    assert [client.get(address(name, live)).content for name in NAMES] == first
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert after == kept


def test_a_reader_who_has_the_copy_is_only_told_so(client: Client, here: World) -> None:
    live = published(here)
    place = address("record_pdf", live)
    first = client.get(place)
    again = client.get(place, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    corrected(here, live)
    assert client.get(place, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_another_address_of_the_site_makes_another_copy(
    client: Client, here: World, settings: Any
) -> None:
    live = published(here)
    settings.GONGKAI_SITE = settings.GONGKAI_SITE | {"domain": "www.example.gov.cn"}
    document = word_of(client.get(address("record_docx", live)))
    assert document.sections[0].footer.paragraphs[2].text == (
        f"http://www.example.gov.cn{address('record', live)}"
    )


def test_the_copy_is_of_what_is_public_and_never_of_a_draft(client: Client, here: World) -> None:
    live = published(here)
    before = client.get(address("record_pdf", live)).content
    edit(record=live.record, by=here.clerk, at=AT, title="更正稿里的新标题", change_note="更正")
    assert client.get(address("record_pdf", live)).content == before
    again = out(here, live.record)
    text = pdf_text(client.get(address("record_pdf", again)))
    assert ("更正稿里的新标题" in text, "更正说明更正" in text) == (True, True)


def test_what_is_not_public_has_no_copy(client: Client, here: World) -> None:
    waiting = submitted(here)
    assert waiting.index_number is None
    live = published(here)
    for name in NAMES:
        place = address(name, live).replace("00001/", "00099/")
        assert client.get(place).status_code == 404


def test_withdrawn_answers_410_although_the_copy_is_on_the_disk(
    client: Client, here: World, settings: Any
) -> None:
    record = complete(here)
    live = out(here, record)
    places = [*(address(name, live) for name in NAMES)]
    places.append(address("record_view", live, files_of(record)["pdf"]))
    assert [client.get(place).status_code for place in places] == [200] * 4
    withdrawn(here, live)
    assert len([one for one in Path(settings.GONGKAI_COPIES).rglob("*") if one.is_file()]) == 2
    answers = [client.get(place) for place in places]
    assert [one.status_code for one in answers] == [410] * 4
    assert not any(b"%PDF-" in one.content for one in answers)


def test_a_record_without_a_body_says_where_it_is(client: Client, here: World) -> None:
    record = draft(here, body_html="")
    attach(record=record, file_name="清单.pdf", data=PDF, by=here.clerk, at=AT)
    live = out(here, record)
    texts = [one.text for one in word_of(client.get(address("record_docx", live))).paragraphs]
    assert "正文见附件。" in texts
    assert "1. 清单.pdf（45 字节）" in texts


def test_a_body_beyond_all_measure_has_no_copy_and_no_link(
    client: Client, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = published(here)
    monkeypatch.setattr(copies_of, "LONGEST_BODY", 5)
    assert [client.get(address(name, live)).status_code for name in NAMES] == [404] * 3
    page = lxml_html.document_fromstring(client.get(address("record", live)).content.decode())
    assert page.xpath("//p[contains(@class,'take')]") == []


def test_the_page_leads_to_the_copies_and_to_the_view_of_a_pdf(client: Client, here: World) -> None:
    record = complete(here)
    live = out(here, record)
    page = lxml_html.document_fromstring(client.get(address("record", live)).content.decode())
    assert page.xpath("//p[contains(@class,'take')]/a/@href") == [
        address(one, live) for one in NAMES
    ]
    pdf = files_of(record)["pdf"]
    assert page.xpath("//a[text()='在线查看']/@href") == [address("record_view", live, pdf)]
    assert page.xpath("//a[text()='在线查看']/@aria-label") == ["在线查看：清单.pdf"]


def test_a_pdf_is_viewed_in_a_sandbox_and_others_are_saved(client: Client, here: World) -> None:
    record = complete(here)
    attach(record=record, file_name="说明.txt", data=b"<script>1</script>",
           by=here.clerk, at=AT)  # fmt: skip
    text = attachments_of(current_of(record))[-1].file.sha256
    live = out(here, record)
    pdf = next(
        one.file.sha256 for one in attachments_of(live.version) if one.file.name[-3:] == "pdf"
    )
    seen = client.get(address("record_view", live, pdf))
    assert (seen["Content-Type"], seen.content) == ("application/pdf", PDF)
    assert seen["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert "sandbox" in seen["Content-Security-Policy"].split("; ")
    assert seen["X-Content-Type-Options"] == "nosniff"
    saved = client.get(address("record_view", live, text))
    assert saved["Content-Disposition"].startswith("attachment")


def test_files_of_others_are_not_viewed(client: Client, here: World) -> None:
    mine, other = published(here), draft(here)
    attach(record=other, file_name="别的.pdf", data=PDF + b"\n%%EOF\n", by=here.clerk, at=AT)
    sha256 = attachments_of(current_of(other))[0].file.sha256
    assert client.get(address("record_view", mine, sha256)).status_code == 404


def test_an_ofd_original_is_offered_as_it_is(client: Client, here: World) -> None:
    record = draft(here)
    attach(record=record, file_name="原件.ofd", data=ofd("公园开放"), by=here.clerk, at=AT)
    sha256 = attachments_of(current_of(record))[0].file.sha256
    live = out(here, record)
    answer = client.get(address("record_file", live, sha256))
    assert (answer["Content-Type"], answer.content) == ("application/ofd", ofd("公园开放"))
    assert answer["Content-Disposition"].startswith("attachment")
    page = lxml_html.document_fromstring(client.get(address("record", live)).content.decode())
    assert page.xpath("//ul[@class='files']//a/@href") == [address("record_file", live, sha256)]


def test_a_picture_taken_out_of_the_text_is_not_in_the_copy(client: Client, here: World) -> None:
    record = complete(here)
    edit(record=record, by=here.clerk, at=AT, body_html="<p>没有图。</p>")
    live = out(here, record)
    with zipfile.ZipFile(io.BytesIO(client.get(address("record_docx", live)).content)) as package:
        assert [one for one in package.namelist() if one.startswith("word/media/")] == []


def asked(client: Client, place: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(place).status_code == 200
    return len(queries)


def test_a_copy_asks_the_same_whatever_goes_with_the_record(client: Client, here: World) -> None:
    few, many = complete(here), complete(here)
    for number in range(5):
        attach(record=many, file_name=f"附件{number}.pdf", data=PDF, by=here.clerk, at=AT)
    counts = [asked(client, address("record_pdf", out(here, one))) for one in (few, many)]
    assert counts[0] == counts[1]


def test_a_correction_keeps_the_address_of_its_copies(client: Client, here: World) -> None:
    live = published(here)
    places = [address(name, live) for name in NAMES]
    again = corrected(here, live, title="更正后的标题")
    assert [address(name, again) for name in NAMES] == places
    assert "更正后的标题" in pdf_text(client.get(places[1]))
