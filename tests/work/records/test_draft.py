"""Drafting: who may, what is cleaned and refused, and what a new version is."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import (
    attach,
    detach,
    discard,
    edit,
    fill_from_word,
    start,
)
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import current_of, fingerprint
from tests.factories import AT, clerk, department, officer
from tests.work.files.test_html import PNG, saved
from tests.work.records.world import (
    STEP,
    decide,
    draft,
    published,
    submitted,
    world,
)

pytestmark = pytest.mark.django_db


def word(title: str = "关于招生的通知") -> bytes:
    document = docx.Document()
    document.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("一、范围")
    document.add_picture(io.BytesIO(PNG))
    return saved(document)


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def drafters(record: Record) -> set[Person]:
    return {one.person for one in record.drafters.all()}


def test_start_makes_an_empty_first_version_and_is_logged() -> None:
    here = world()
    record = start(organisation=here.organisation, by=here.clerk, at=AT, item=here.item)
    version = current_of(record)
    assert (record.state, version.number, version.issuer) == ("draft", 1, "教育局")
    assert (version.item, version.frozen_at, record.index_number) == (here.item, None, None)
    assert drafters(record) == {here.clerk}
    assert Deed.objects.filter(verb="record.start", object_id=str(record.pk)).count() == 1


def test_only_the_clerk_of_the_organisation_may_draft() -> None:
    here, stranger = world(), clerk(department("wjj", "卫健局"))
    record = draft(here)
    for person in (here.first, here.second, here.final, officer(), stranger):
        with pytest.raises(Refused) as refused:
            start(organisation=here.organisation, by=person, at=AT)
        assert code(refused) == "no_power"
        with pytest.raises(Refused) as refused:
            edit(record=record, by=person, at=AT, title="x")
        assert code(refused) == "no_power"
    assert drafters(record) == {here.clerk}


def test_edit_cleans_what_was_typed() -> None:
    here = world()
    version = edit(
        record=draft(here),
        by=here.clerk,
        at=AT,
        title=" 关于\u202e公开\x00\n的 通知 ",
        body_html="<p onclick=x>文<script>1</script></p>",
        keywords=[" 招生 ", "招生", "", "教育"],
    )
    version.refresh_from_db()
    assert version.title == "关于公开 的 通知"
    assert version.body_html == "<p>文</p>"
    assert version.keywords == ["招生", "教育"]


def test_every_field_that_does_not_fit_is_named() -> None:
    here = world()
    record = draft(here)
    with pytest.raises(Refused) as refused:
        edit(
            record=record,
            by=here.clerk,
            at=AT,
            title="长" * 201,
            theme="题" * 61,
            openness="secret",
            document_kind="poem",
            keywords=["词" * 41, *map(str, range(11))],
        )
    reasons = refused.value.reasons
    found = [(one.code, one.values["field"]) for one in reasons if "field" in one.values]
    assert code(refused) == "fields_unfit"
    assert found == [
        ("field_too_long", "标题"),
        ("field_too_long", "主题分类"),
        ("choice_unknown", "公开属性"),
        ("choice_unknown", "公文种类"),
        ("field_too_long", "关键词"),
    ]
    assert current_of(record).theme == "教育"
    with pytest.raises(TypeError):
        edit(record=record, by=here.clerk, at=AT, content_hash="x")


def test_a_second_writer_does_not_overwrite_the_first() -> None:
    here = world()
    other, record = clerk(here.organisation, "信息员乙"), draft(here)
    seen = fingerprint(current_of(record))
    edit(record=record, by=here.clerk, at=AT, seen_hash=seen, title="甲的标题")
    with pytest.raises(Refused) as refused:
        edit(record=record, by=other, at=AT, seen_hash=seen, title="乙的标题")
    assert (code(refused), refused.value.values["person"]) == (
        "record_changed_meanwhile",
        here.clerk.name,
    )
    assert current_of(record).title == "甲的标题"
    assert drafters(record) == {here.clerk}
    edit(record=record, by=other, at=AT, seen_hash=fingerprint(current_of(record)), title="乙")
    assert drafters(record) == {here.clerk, other}


def test_submitted_text_stays_and_an_edit_makes_a_new_version() -> None:
    here = world()
    record = submitted(here)
    attach(record=draft(here), file_name="x.txt", data=b"1", by=here.clerk, at=AT)
    decide(record, 1, here.first)
    before = current_of(record)
    edit(record=record, by=here.clerk, at=AT + STEP, title="改过")
    now = current_of(record)
    assert (record.state, now.number, now.frozen_at) == ("draft", 2, None)
    before.refresh_from_db()
    assert before.title == "关于义务教育阶段学校招生工作安排"
    assert (now.reviews.count(), before.reviews.count()) == (0, 1)
    assert fingerprint(now) != before.content_hash
    edit(record=record, by=here.clerk, at=AT + STEP, title=before.title)
    assert current_of(record).number == 2
    assert fingerprint(current_of(record)) != before.content_hash


def test_attachments_follow_into_the_new_version_and_leave_the_old_one_alone() -> None:
    here = world()
    record = draft(here)
    for name in ("甲.txt", "乙.txt"):
        attach(record=record, file_name=name, data=name.encode(), by=here.clerk, at=AT)
    submit(record=record, by=here.clerk, at=AT)
    old = current_of(record)
    first = old.attachments.get(order=1)
    new = detach(record=record, attachment=first, by=here.clerk, at=AT + STEP)
    assert [one.file.name for one in new.attachments.all()] == ["乙.txt"]
    assert [one.file.name for one in old.attachments.all()] == ["甲.txt", "乙.txt"]
    with pytest.raises(Refused) as refused:
        detach(record=record, attachment=first, by=here.clerk, at=AT + STEP)
    assert code(refused) == "attachment_gone"


def test_word_fills_body_and_suggests_the_title_only_where_there_is_none() -> None:
    here = world()
    record = start(organisation=here.organisation, by=here.clerk, at=AT)
    version = fill_from_word(record=record, file_name="a.docx", data=word(), by=here.clerk, at=AT)
    assert version.title == "关于招生的通知"
    assert version.body_html.startswith("<h2>一、范围</h2>")
    picture = version.attachments.get(inline=True)
    assert f'src="file:{picture.file.sha256}"' in version.body_html
    version = fill_from_word(
        record=record, file_name="b.docx", data=word("另一个"), by=here.clerk, at=AT
    )
    assert version.title == "关于招生的通知"
    assert version.body_html.startswith("<h2>另一个</h2>")
    assert version.attachments.count() == 1


def test_a_word_file_that_cannot_be_read_changes_nothing() -> None:
    here = world()
    record = draft(here)
    with pytest.raises(Refused) as refused:
        fill_from_word(record=record, file_name="a.docx", data=b"PK\x03\x04", by=here.clerk, at=AT)
    assert code(refused) == "file_damaged"
    assert current_of(record).body_html == "<p>招生工作于八月进行。</p>"


def test_discarded_draft_is_closed() -> None:
    here = world()
    record = discard(record=draft(here), by=here.clerk, at=AT)
    assert record.state == "discarded"
    for act in (
        lambda: edit(record=record, by=here.clerk, at=AT, title="x"),
        lambda: submit(record=record, by=here.clerk, at=AT),
        lambda: discard(record=record, by=here.clerk, at=AT),
    ):
        with pytest.raises(Refused):
            act()


def test_a_correction_given_up_leaves_what_is_public() -> None:
    here = world()
    publication = published(here)
    record = publication.record
    edit(record=record, by=here.clerk, at=AT + STEP, title="更正", change_note="更正")
    assert (record.state, record.live) == ("draft", publication)
    discard(record=record, by=here.clerk, at=AT + STEP)
    assert (record.state, record.live, record.current) == (
        "published",
        publication,
        publication.version,
    )
    again = edit(record=record, by=here.clerk, at=AT + STEP, title="再次更正", change_note="更正")
    assert again.number == 3


def test_what_is_under_review_cannot_be_discarded() -> None:
    here = world()
    record = submitted(here)
    with pytest.raises(Refused) as refused:
        discard(record=record, by=here.clerk, at=AT)
    assert code(refused) == "record_not_a_draft"
