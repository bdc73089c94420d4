"""Writing a record in the browser's forms: begin, type, read Word, attach, submit, conflict."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import attachments_of, current_of
from tests.faces.desk.records.scene import PDF, complete, in_state, word
from tests.factories import AT, adopted_plan, clerk
from tests.work.records.world import World, draft, item, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def client(here: World) -> Client:
    client = Client()
    client.force_login(here.clerk)
    return client


def edit_url(record: Record) -> str:
    return reverse("desk:record_edit", args=[record.pk])


def filled(client: Client, record: Record, **typed: Any) -> dict[str, Any]:
    """What the form of the page would send, with some fields typed over."""
    form = client.get(edit_url(record)).context["page"].form
    data = {name: form.initial.get(name) for name in form.fields if name in form.initial}
    data["item"] = getattr(data["item"], "pk", data["item"])
    return {name: "" if value is None else value for name, value in (data | typed).items()}


def said(response: Any) -> list[str]:
    """The sentences in the box of errors."""
    page = lxml_html.document_fromstring(response.content.decode())
    return [one.text_content() for one in page.xpath("//section[@class='errors']//li")]


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_record_begins_with_its_item(client: Client, here: World) -> None:
    response = client.post(
        reverse("desk:record_new"), {"organisation": here.organisation.pk, "item": here.item.pk}
    )
    record = Record.objects.get()
    assert response.url == edit_url(record)
    assert (record.current.item, record.current.issuer) == (here.item, here.organisation.name)


def test_a_record_for_a_duty_takes_the_item_of_its_task(client: Client, here: World) -> None:
    plan = adopted_plan({"units": [here.organisation], "deadline": "2023年12月底前"})
    other = item("20.7", name="预算决算", order=2)
    other.tasks.set(plan.tasks.all())
    occurrence = Occurrence.objects.get()
    url = f"{reverse('desk:record_new')}?occurrence={occurrence.pk}"
    page = client.get(url)
    assert page.context["form"].initial["item"] == other.pk
    assert page.context["proposed"] == [other]
    data = {"organisation": here.organisation.pk, "item": other.pk, "occurrence": occurrence.pk}
    client.post(reverse("desk:record_new"), data)
    assert [(one.occurrence, one.current.item) for one in Record.objects.all()] == [
        (occurrence, other)
    ]


@pytest.mark.parametrize("asked", ["x", "0", "99999999999999999999", "１"])
def test_an_occurrence_that_is_none_is_not_found(client: Client, asked: str) -> None:
    assert client.get(f"{reverse('desk:record_new')}?occurrence={asked}").status_code == 404


def test_an_occurrence_of_others_is_not_found(client: Client) -> None:
    adopted_plan({"units": [world("czj", "财政局").organisation], "deadline": "2023年12月底前"})
    url = f"{reverse('desk:record_new')}?occurrence={Occurrence.objects.get().pk}"
    assert client.get(url).status_code == 404


def test_an_item_with_items_below_it_cannot_be_chosen(client: Client, here: World) -> None:
    item("20.3.1", name="季度统计", parent=here.item)
    response = client.post(
        reverse("desk:record_new"), {"organisation": here.organisation.pk, "item": here.item.pk}
    )
    assert said(response) == ["目录事项里没有这一项，请从列出的选项中选择"]
    assert Record.objects.count() == 0


def test_what_was_typed_is_saved(client: Client, here: World) -> None:
    record = draft(here)
    typed = {"title": "新标题", "keywords": "招生、学校 学校，", "body_html": "第一段\n第二段"}
    response = client.post(edit_url(record), filled(client, record, act="save", **typed))
    assert response.status_code == 302
    version = current_of(record)
    assert (version.title, version.keywords, version.body_html) == (
        "新标题", ["招生", "学校"], "<p>第一段</p><p>第二段</p>",
    )  # fmt: skip


def test_saving_without_a_change_makes_no_new_version(client: Client, here: World) -> None:
    record = in_state(here, "returned")
    before = current_of(record)
    client.post(edit_url(record), filled(client, record, act="save"))
    record.refresh_from_db()
    assert (record.current_id, record.state) == (before.pk, "returned")
    response = client.post(edit_url(record), filled(client, record, act="submit"))
    assert (response.status_code, said(response)) == (
        409, ["这份稿件送审后没有改过，不能再送。请按退回的理由修改后再送审。"],
    )  # fmt: skip


def test_wrong_dates_are_told_and_everything_typed_is_kept(client: Client, here: World) -> None:
    record = draft(here)
    typed = {"title": "另一个标题", "issued_on": "去年", "body_html": "<p>打了很多字</p>"}
    response = client.post(edit_url(record), filled(client, record, act="submit", **typed))
    assert said(response) == ["成文日期不是日期，请按 2026-09-16 这样填写"]
    form = response.context["page"].form
    assert [form[name].value() for name in typed] == ["另一个标题", "去年", "<p>打了很多字</p>"]
    assert current_of(record).title == "关于义务教育阶段学校招生工作安排"


def test_a_refused_field_keeps_what_was_typed(client: Client, here: World) -> None:
    record = draft(here)
    many = "、".join(str(n) for n in range(11))
    response = client.post(edit_url(record), filled(client, record, act="save", keywords=many))
    assert (response.status_code, said(response)) == (
        409, ["关键词有 11 个，最多 10 个。请留下最要紧的。"],
    )  # fmt: skip
    assert response.context["page"].form["keywords"].value() == many


def test_word_is_read_with_its_pictures_and_tables(client: Client, here: World) -> None:
    record = draft(here, title="", body_html="")
    data = filled(client, record, act="word", keep_word="on", word=upload("时间表.docx", word()))
    assert client.post(edit_url(record), data).status_code == 302
    version = current_of(record)
    assert version.title == "城市公园开放时间表"
    assert [one.inline for one in attachments_of(version)] == [True, False]
    page = lxml_html.document_fromstring(client.get(edit_url(record)).content.decode())
    paper = page.xpath("//article[@class='paper']")[0]
    assert [one.text for one in paper.xpath(".//h3|.//h4")] == ["一、开放时间", "（一）节假日"]
    picture = attachments_of(version)[0].file.sha256
    shown = [reverse("desk:record_file", args=[record.pk, picture])]
    assert paper.xpath(".//img/@src") == shown
    assert client.get(shown[0])["Content-Type"] == "image/png"
    assert len(paper.xpath(".//div[@class='scroll'][@tabindex='0']/table")) == 1


def test_a_text_nobody_touched_stays_as_word_gave_it(client: Client, here: World) -> None:
    record = complete(here)
    before = current_of(record).body_html
    client.post(edit_url(record), filled(client, record, act="save", theme="城市管理"))
    version = current_of(record)
    assert (version.theme, version.body_html) == ("城市管理", before)


def test_a_wrong_file_is_told_and_the_text_is_kept(client: Client, here: World) -> None:
    record = draft(here)
    data = filled(client, record, act="word", title="甲", word=upload("x.docx", b"PK\x03\x04no"))
    response = client.post(edit_url(record), data)
    assert said(response) == [
        "“x.docx”的内容与文件名不符（可能加了密码、已损坏或改过后缀），"
        "请用 Word、WPS 等软件打开后另存为 Word（.docx） 再上传",
        "选好的文件“x.docx”没有保存，改好后请重新选择。",
    ]
    assert response.context["page"].form["title"].value() == "甲"


@pytest.mark.parametrize(("act", "text"), [
    ("word", "请选择要读入的 Word 文件"), ("attach", "请选择要添加的附件"),
])  # fmt: skip
def test_a_button_without_its_file_says_so(
    client: Client, here: World, act: str, text: str
) -> None:
    record = draft(here)
    assert said(client.post(edit_url(record), filled(client, record, act=act))) == [text]


def test_files_are_added_and_removed(client: Client, here: World) -> None:
    record = draft(here)
    data = filled(client, record, act="attach", title="丙", attachment=upload("清单.pdf", PDF))
    client.post(edit_url(record), data)
    version = current_of(record)
    assert [one.file.name for one in attachments_of(version)] == ["清单.pdf"]
    assert version.title == "丙"
    order = attachments_of(version)[0].order
    client.post(edit_url(record), filled(client, record, act=f"detach:{order}"))
    assert attachments_of(current_of(record)) == []
    again = client.post(edit_url(record), filled(client, record, act=f"detach:{order}"))
    assert again.status_code == 409


def test_no_chosen_file_is_lost_whatever_button_is_pressed(client: Client, here: World) -> None:
    record = draft(here)
    data = filled(client, record, act="submit", attachment=upload("清单.pdf", PDF))
    client.post(edit_url(record), data)
    record.refresh_from_db()
    assert [one.file.name for one in attachments_of(current_of(record))] == ["清单.pdf"]
    assert record.state == "draft"


def test_a_picture_taken_out_of_the_text_is_offered_for_removal(
    client: Client, here: World
) -> None:
    record = complete(here)
    data = filled(client, record, act="save")
    data["body_html"] = data["body_html"].replace("［图片1］", "")
    client.post(edit_url(record), data)
    page = client.get(edit_url(record)).context["page"]
    assert [one.inline for one in page.unused] == [True]
    client.post(edit_url(record), filled(client, record, act=f"detach:{page.unused[0].order}"))
    assert [one.inline for one in attachments_of(current_of(record))] == [False]


def test_a_mark_without_a_picture_is_told(client: Client, here: World) -> None:
    record = draft(here)
    data = filled(client, record, act="save", body_html="见［图片7：图］")
    assert said(client.post(edit_url(record), data)) == [
        "正文里的［图片7］找不到对应的图片，请删去这个标记或重新读入 Word"
    ]


def test_what_is_missing_leads_to_its_field(client: Client, here: World) -> None:
    record = draft(here, theme="", formed_on=None, body_html="")
    page = client.get(edit_url(record)).context["page"]
    targets = {target for _, target in page.missing}
    assert targets == {"id_theme", "id_formed_on", "id_body_html"}
    text = client.get(edit_url(record)).content.decode()
    assert all(f'id="{target}"' in text for target in targets)
    response = client.post(edit_url(record), filled(client, record, act="submit"))
    errors = lxml_html.document_fromstring(response.content.decode())
    links = errors.xpath("//section[@class='errors']//li/a/@href")
    assert (response.status_code, set(links)) == (409, {f"#{target}" for target in targets})


def test_personal_data_is_shown_masked_before_submission(client: Client, here: World) -> None:
    record = draft(here, body_html="<p>联系人手机13800138000。</p>", summary="电话13900139000")
    text = client.get(edit_url(record)).content.decode()
    page = lxml_html.document_fromstring(text)
    assert page.xpath("//*[@id='h1']/text()") == ["138****8000"]
    # The whole numbers stand in the two controls where they are written, and nowhere else.
    assert text.count("13800138000") == 1
    assert page.xpath("//textarea[contains(., '13800138000')]/@id") == ["id_body_html"]
    findings = page.xpath("//section[@aria-labelledby='h-scr']")[0].text_content()
    assert "13900139000" not in findings
    assert client.get(edit_url(record)).context["page"].screened.count == 2


def test_submitting_freezes_and_leads_to_the_record(client: Client, here: World) -> None:
    record = draft(here)
    response = client.post(edit_url(record), filled(client, record, act="submit", title="丁"))
    record.refresh_from_db()
    assert (response.url, record.state) == (reverse("desk:record", args=[record.pk]), "first")
    assert current_of(record).title == "丁"


def test_somebody_elses_change_is_shown_not_overwritten(client: Client, here: World) -> None:
    record = draft(here)
    other = clerk(here.organisation, "信息员乙")
    data = filled(client, record, act="save", title="我的标题", body_html="<p>我写的。</p>")
    edit(record=record, by=other, at=AT, title="他的标题")
    response = client.post(edit_url(record), data)
    page = response.context["page"]
    assert response.status_code == 409
    assert page.conflict.fields == [("标题", "他的标题", "我的标题")]
    assert [text for part in page.conflict.body for kind, text in part if kind == "ins"] == [
        "我写的。"
    ]
    assert page.form["title"].value() == "我的标题"
    assert current_of(record).title == "他的标题"
    seen = page.form["seen_hash"].value()
    again = client.post(edit_url(record), data | {"seen_hash": seen})
    assert (again.status_code, current_of(record).title) == (302, "我的标题")


def test_a_submission_over_somebody_elses_change_is_refused(client: Client, here: World) -> None:
    record = draft(here)
    data = filled(client, record, act="submit")
    edit(record=record, by=clerk(here.organisation, "信息员乙"), at=AT, title="他的标题")
    assert client.post(edit_url(record), data).status_code == 409
    record.refresh_from_db()
    assert record.state == "draft"


def test_writing_under_review_voids_and_says_so_before(client: Client, here: World) -> None:
    record = submit(record=draft(here), by=here.clerk, at=AT)
    assert "已有的审核意见作废" in client.get(edit_url(record)).content.decode()
    client.post(edit_url(record), filled(client, record, act="save", title="戊"))
    record.refresh_from_db()
    assert (record.state, record.current.number) == ("draft", 2)


def test_a_draft_is_discarded_and_stays_closed(client: Client, here: World) -> None:
    record = draft(here)
    client.post(reverse("desk:record_discard", args=[record.pk]))
    record.refresh_from_db()
    assert record.state == "discarded"
    assert client.get(edit_url(record)).url == reverse("desk:record", args=[record.pk])
    again = client.post(reverse("desk:record_discard", args=[record.pk]))
    assert again.status_code == 409


def test_a_file_the_disk_has_lost_is_named_and_can_be_replaced(
    client: Client, here: World, settings: Any
) -> None:
    record = complete(here)
    lost = attachments_of(current_of(record))[-1]
    (settings.GONGKAI_FILES / lost.file.path).unlink()
    assert "清单.pdf" in said(client.get(edit_url(record)))[0]
    client.post(edit_url(record), filled(client, record, act=f"detach:{lost.order}"))
    assert said(client.get(edit_url(record))) == []
