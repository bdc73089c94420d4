"""A public record: what its page shows, how its files are served, what its address answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html as lxml_html

from gongkai.work.files.models import StoredFile
from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import attachments_of, current_of
from tests.faces.desk.records.scene import PDF, PNG, complete, files_of
from tests.factories import AT, moment
from tests.work.records.world import World, draft, pass_all, published, withdrawn, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def out(here: World, record: Record, at: Any = AT) -> Publication:
    return pass_all(here, submit(record=record, by=here.clerk, at=at), at)


def url(publication: Publication) -> str:
    return reverse("portal:record", args=[publication.index_number])


def page_of(client: Client, place: str) -> Any:
    return lxml_html.document_fromstring(client.get(place).content.decode())


def facts(page: Any) -> dict[str, str]:
    cells = page.xpath("//table[@class='meta']//tr/*")
    texts = [one.text_content() for one in cells]
    return dict(zip(texts[::2], texts[1::2], strict=True))


def test_official_data_and_document(client: Client, here: World) -> None:
    record = complete(
        here, title="关于公园开放的通知", document_number="青教〔2023〕3号", document_kind="notice",
        effective_on=date(2023, 8, 1), expires_on=date(2025, 7, 31), keywords=["公园", "开放"],
        registration_number="QHDR-2023-001", summary="公园何时开放。",
    )  # fmt: skip
    live = out(here, record)
    page = page_of(client, url(live))
    assert facts(page) == {
        "索引号": live.index_number,
        "发文机关": "教育局",
        "成文日期": "2023-07-20",
        "发布日期": "2023-07-25",
        "主题分类": "教育",
        "公开方式": "主动公开",
        "发文字号": "青教〔2023〕3号",
        "公文种类": "通知",
        # The validity is that of today, not of the day of publication.
        "有效性": "失效",
        "实施日期": "2023-08-01",
        "失效日期": "2025-07-31",
        "登记号": "QHDR-2023-001",
        "关键词": "公园、开放",
        "内容概述": "公园何时开放。",
    }
    doc = page.xpath("//article[@class='doc']")[0]
    assert [one.text_content() for one in doc.xpath("./p")] == ["教育局", "青教〔2023〕3号"]
    assert doc.xpath(".//h2/text()|.//h3/text()|.//h4/text()") == [
        "关于公园开放的通知", "城市公园开放时间表", "一、开放时间", "（一）节假日",
    ]  # fmt: skip
    picture = files_of(record)["picture"]
    assert doc.xpath(".//img/@src") == [f"{url(live)}files/{picture}/"]
    assert doc.xpath(".//img/@alt") == ["正文图片 1，没有文字说明"]
    assert page.xpath("//ul[@class='files']//a/text()") == ["清单.pdf（45 字节）", "在线查看"]


def test_meta_tags_of_the_page(client: Client, here: World) -> None:
    live = published(here, keywords=["招生"], summary='"概述" <b>')
    page = page_of(client, url(live))
    # Those of the whole site (Site…) are the base page's.
    tags = page.xpath("//meta[@name][not(starts-with(@name, 'Site'))]")
    found = {one.get("name"): one.get("content") for one in tags}
    del found["viewport"]
    assert found == {
        "ColumnName": "统计信息", "ColumnType": "法定主动公开内容",
        "ArticleTitle": live.title, "PubDate": "2023-07-25 09:00", "ContentSource": "教育局",
        "Keywords": "招生", "Description": '"概述" <b>', "Url": f"http://testserver{url(live)}",
    }  # fmt: skip


def test_information_without_a_document_number_has_no_red_head(client: Client, here: World) -> None:
    page = page_of(client, url(published(here)))
    assert page.xpath("//p[@class='issuer']|//hr[@class='redline']") == []
    assert "有效性" not in facts(page)


def test_lateness_is_marked_and_counted(client: Client, here: World) -> None:
    late = published(here, moment(date(2023, 8, 21)))
    page = page_of(client, url(late))
    assert page.xpath("//p[@class='facts']//span[@class='tag warn']/text()") == ["超期补录"]
    terms = page.xpath("//section[@aria-labelledby='h-proof']//dd/text()")
    assert terms[:3] == [
        "2023-07-20",
        "2023-08-21 09:00",
        "应在 2023-08-17 以前公开，超期 2 个工作日。",
    ]


def test_nothing_hostile_survives_in_the_page(client: Client, here: World) -> None:
    record = draft(here, title="<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>")
    # As if the text had been put there past the actions, which clean it.
    hostile = "<p>文</p><script>alert(2)</script><img src=x onerror=alert(3)><svg onload=alert(4)>"
    version = current_of(record)
    version.body_html = hostile + '<a href="javascript:alert(5)">链</a><iframe src="/"></iframe>'
    version.save()
    page = client.get(url(out(here, record))).content.decode()
    tree = lxml_html.document_fromstring(page)
    assert (
        tree.xpath("//script|//svg[@onload]|//iframe|//*[@onerror]|//a[contains(@href,'java')]")
        == []
    )
    assert "<script>alert" not in page


@pytest.mark.parametrize(("kind", "content_type", "disposition"), [
    ("picture", "image/png", "inline; filename*=utf-8''"),
    ("pdf", "application/pdf", "attachment; filename*=utf-8''"),
])  # fmt: skip
def test_files_are_pictures_or_downloads(
    client: Client, here: World, kind: str, content_type: str, disposition: str
) -> None:
    record = complete(here)
    live = out(here, record)
    answer = client.get(f"{url(live)}files/{files_of(record)[kind]}/")
    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"].startswith(disposition)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.content == {"picture": PNG, "pdf": PDF}[kind]


def test_what_a_browser_could_run_is_only_a_download(client: Client, here: World) -> None:
    record = draft(here)
    attach(record=record, file_name="页.txt", data=b"<script>1</script>", by=here.clerk, at=AT)
    stored = attachments_of(current_of(record))[0].file
    live = out(here, record)
    # As if a row had been written past the checks.
    StoredFile.objects.filter(pk=stored.pk).update(media_type="text/html")
    answer = client.get(f"{url(live)}files/{stored.sha256}/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_picture_taken_out_of_the_text_is_not_served(client: Client, here: World) -> None:
    record = complete(here)
    picture = files_of(record)["picture"]
    edit(record=record, by=here.clerk, at=AT, body_html="<p>没有图。</p>", change_note="更正")
    live = out(here, record)
    assert client.get(f"{url(live)}files/{picture}/").status_code == 404


def test_files_of_other_records_and_versions_are_not_served(client: Client, here: World) -> None:
    old, other = complete(here), draft(here)
    attach(record=other, file_name="别的.pdf", data=PDF + b"\n%%EOF\n", by=here.clerk, at=AT)
    pdf = files_of(old)["pdf"]
    first, second = out(here, old), out(here, other)
    assert client.get(f"{url(second)}files/{pdf}/").status_code == 404
    edit(record=old, by=here.clerk, at=AT, title="更正", change_note="更正")
    attach(record=old, file_name="新.pdf", data=PDF + b"new\n%%EOF\n", by=here.clerk, at=AT)
    new = [one.file.sha256 for one in attachments_of(current_of(old))][-1]
    assert client.get(f"{url(first)}files/{new}/").status_code == 404
    assert client.get(f"{url(first)}files/{pdf}/").status_code == 200


def test_a_correction_keeps_the_address_and_lists_its_history(client: Client, here: World) -> None:
    live = published(here)
    edit(record=live.record, by=here.clerk, at=AT, title="更正后的标题", change_note="更正")
    later = moment(date(2023, 7, 26), 10)
    again = out(here, live.record, later)
    page = page_of(client, url(live))
    assert url(again) == url(live)
    assert page.xpath("//h1/text()") == ["更正后的标题"]
    rows = page.xpath("//section[@aria-labelledby='h-ver']//tbody/tr")
    assert ["".join(one.text_content().split()) for one in rows] == [
        "第2稿（当前）2023-07-2610:00教育局三级审核更正",
        "第1稿2023-07-2509:00教育局三级审核首次发布",
    ]  # fmt: skip


def test_withdrawn_answers_410_with_reason_and_day(client: Client, here: World) -> None:
    live = published(here)
    withdrawn(here, live, timezone.now(), reason="名单有误")
    answer = client.get(url(live))
    assert answer.status_code == 410
    day = timezone.localdate()
    words = lxml_html.document_fromstring(answer.content.decode()).xpath(
        "//p[@class='lead']/text()"
    )
    assert words == [f"{day.year}年{day.month}月{day.day}日撤回。撤回原因：名单有误"]


def test_withdrawn_and_published_again_is_there_again(client: Client, here: World) -> None:
    live = published(here)
    withdrawn(here, live, AT, reason="名单有误")
    edit(record=live.record, by=here.clerk, at=AT, title="改正后的名单", change_note="更正")
    out(here, live.record)
    assert page_of(client, url(live)).xpath("//h1/text()") == ["改正后的名单"]
