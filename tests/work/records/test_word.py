"""A Word file fills what is empty, asks where it differs, and blocks only on its 附注."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.actions.draft import edit, fill_from_word, start
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.actions.word import answer_word
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.models.word import WordReading
from gongkai.work.records.queries.content import current_of
from gongkai.work.records.queries.word import questions, reading_of, to_confirm
from tests.factories import AT, clerk, department
from tests.work.files.word_files import PAPER, change, whole_paper
from tests.work.records.world import World, draft, refused_for, world

pytestmark = pytest.mark.django_db
TITLE = "青禾区人民政府办公室关于做好城市公园开放工作的通知"


@pytest.fixture
def here() -> World:
    return world("bgs", "青禾区人民政府办公室")


def filled(record: Record, here: World, data: bytes | None = None) -> Version:
    data = whole_paper() if data is None else data
    return fill_from_word(record=record, file_name="通知.docx", data=data, by=here.clerk, at=AT)


def fields(version: Version) -> tuple[object, ...]:
    return (
        version.title, version.document_number, version.issuer, version.issued_on,
        version.document_kind, version.openness,
    )  # fmt: skip


def asked(version: Version) -> list[tuple[str, str, str]]:
    found = questions(version, reading_of(version))
    return [(one.name, one.in_file, one.stored) for one in found]


def paper_with(place: int, text: str) -> bytes:
    lines = list(PAPER)
    lines[place] = (text, *lines[place][1:])
    return whole_paper(lines)


def reading(version: Version) -> WordReading:
    found = reading_of(version)
    assert found is not None
    return found


def test_an_empty_draft_takes_what_the_file_says(here: World) -> None:
    record = start(organisation=here.organisation, by=here.clerk, at=AT)
    version = filled(record, here)
    assert fields(version) == (
        TITLE, "青政办发〔2026〕5号", "青禾区人民政府办公室", date(2026, 3, 2), "notice",
        "proactive",
    )  # fmt: skip
    assert version.body_html.startswith("<p>各街道办事处，区政府各部门：</p>")
    assert "<h2>一、开放时间</h2><h3>（一）工作日</h3>" in version.body_html
    read = reading(version)
    assert read.filled == ["title", "document_number", "issued_on", "document_kind"]
    assert (to_confirm(version, read), asked(version)) == (read.filled, [])
    assert (read.is_official, read.notes, read.counts) == (True, [], {})
    assert [one["label"] for one in read.elements][:3] == ["发文机关标志", "发文字号", "标题"]


def test_what_is_filled_in_is_never_overwritten_but_asked_about(here: World) -> None:
    record = draft(
        here, title="另一个标题", document_number="青政办发〔2026〕6号", issuer="区政府办"
    )
    before = fields(current_of(record))
    version = filled(record, here)
    assert fields(version)[:4] == before[:4]
    assert asked(version) == [
        ("title", TITLE, "另一个标题"),
        ("document_number", "青政办发〔2026〕5号", "青政办发〔2026〕6号"),
        ("issuer", "青禾区人民政府办公室", "区政府办"),
        ("issued_on", "2026-03-02", "2023-07-20"),
    ]


def test_other_brackets_and_blanks_are_no_difference(here: World) -> None:
    record = draft(here, document_number="青政办发[2026]5 号", issuer="青禾区 人民政府办公室")
    assert [name for name, _, _ in asked(filled(record, here))] == ["title", "issued_on"]


def test_an_answer_takes_the_file_or_keeps_the_field(here: World) -> None:
    record = draft(here, title="另一个标题")
    filled(record, here)
    answer_word(record=record, name="title", take_it=True, by=here.clerk, at=AT)
    version = answer_word(record=record, name="issued_on", take_it=False, by=here.clerk, at=AT)
    assert (version.title, version.issued_on, asked(version)) == (TITLE, date(2023, 7, 20), [])
    assert reading(version).settled == {"title": "taken", "issued_on": "kept"}
    assert Deed.objects.filter(verb="record.answer_word").count() == 2
    for name in ("title", "issued_on", "theme", "nothing"):
        with pytest.raises(Refused) as refused:
            answer_word(record=record, name=name, take_it=True, by=here.clerk, at=AT)
        assert refused.value.code == "word_question_gone"


def test_a_field_typed_as_in_the_file_is_no_question_any_more(here: World) -> None:
    record = draft(here, title="另一个标题")
    filled(record, here)
    version = edit(record=record, by=here.clerk, at=AT, title=TITLE)
    assert [name for name, _, _ in asked(version)] == ["issued_on"]
    assert "title" not in to_confirm(version, reading(version))


def test_a_field_that_was_changed_is_not_marked_but_asked_about(here: World) -> None:
    record = start(organisation=here.organisation, by=here.clerk, at=AT)
    filled(record, here)
    version = edit(record=record, by=here.clerk, at=AT, document_kind="opinion")
    assert "document_kind" not in to_confirm(version, reading(version))
    assert asked(version) == [("document_kind", "通知", "意见")]


@pytest.mark.parametrize(
    ("remark", "openness"),
    [("（此件依申请公开）", "依申请公开"), ("（此件不予公开）", "不予公开")],
)
def test_submission_waits_for_the_answer_about_openness(
    here: World, remark: str, openness: str
) -> None:
    record = draft(here)
    version = filled(record, here, paper_with(14, remark))
    assert ("openness", openness, "主动公开") in asked(version)

    def hand_in() -> object:
        return submit(record=record, by=here.clerk, at=AT)

    assert refused_for(hand_in) == ["word_openness"]
    answer_word(record=record, name="openness", take_it=False, by=here.clerk, at=AT)
    assert submit(record=record, by=here.clerk, at=AT).state == Record.State.FIRST


def test_taking_the_openness_of_the_file_keeps_the_record_off_the_web(here: World) -> None:
    record = draft(here)
    filled(record, here, paper_with(14, "（此件依申请公开）"))
    version = answer_word(record=record, name="openness", take_it=True, by=here.clerk, at=AT)
    assert version.openness == "on_request"
    codes = refused_for(lambda: submit(record=record, by=here.clerk, at=AT))
    assert codes == ["field_missing", "record_not_proactive"]


def test_other_differences_do_not_block(here: World) -> None:
    record = draft(here, title="另一个标题")
    filled(record, here, paper_with(1, "青政办发[2026]第05号"))
    version = current_of(record)
    assert [one["code"] for one in reading(version).notes] == ["number_form"]
    assert asked(version) != []
    assert submit(record=record, by=here.clerk, at=AT).state == Record.State.FIRST


def test_a_plain_text_fills_its_title_and_asks_nothing(here: World) -> None:
    plain = whole_paper([("城市公园开放时间表", "c", "", 0), ("每日六时开放。", "", "", 0)])
    record = start(organisation=here.organisation, by=here.clerk, at=AT)
    version = filled(record, here, plain)
    read = reading(version)
    assert (version.title, version.body_html) == ("城市公园开放时间表", "<p>每日六时开放。</p>")
    assert (read.is_official, read.filled, read.notes) == (False, ["title"], [])
    titled = filled(draft(here, title="另一个标题"), here, plain)
    assert (titled.title, asked(titled)) == ("另一个标题", [])
    assert titled.body_html == "<h2>城市公园开放时间表</h2><p>每日六时开放。</p>"


def test_a_paper_with_a_mark_of_secrecy_keeps_its_head_in_sight(here: World) -> None:
    data = whole_paper((("机密★1年", "", "", 0), *PAPER))
    version = filled(draft(here), here, data)
    assert version.body_html.startswith("<p>机密★1年</p><p>青禾区人民政府办公室文件</p>")
    assert [one["code"] for one in reading(version).notes] == ["secrecy_mark"]


def test_changes_are_taken_as_accepted_and_told(here: World) -> None:
    def mark(document: Any) -> None:
        document.paragraphs[6]._p.append(change("ins", "加上的字"))
        document.paragraphs[6]._p.append(change("del", "删去的字"))
        document.paragraphs[6].add_run("看不见").font.hidden = True
        document.add_comment(document.paragraphs[6].runs[0], text="核对", author="张某某")

    version = filled(draft(here), here, whole_paper(edit=mark))
    assert reading(version).counts == {"changes": 2, "comments": 1, "hidden": 1}
    assert "加上的字</p>" in version.body_html
    assert "删去的字" not in version.body_html
    assert "看不见" not in version.body_html


def test_a_title_longer_than_there_is_room_is_not_filled_in(here: World) -> None:
    lines = list(PAPER)
    lines[3:5] = [("关于" + "做好城市公园开放" * 11 + "工作的通知", "c", "", 22)] * 2
    version = filled(start(organisation=here.organisation, by=here.clerk, at=AT), here,
                     whole_paper(lines))  # fmt: skip
    assert len(version.title) <= 200


def test_the_reading_holds_for_later_versions_and_not_for_earlier_ones(here: World) -> None:
    record = draft(here)
    submit(record=record, by=here.clerk, at=AT)
    first = current_of(record)
    second = filled(record, here)
    assert (first.number, second.number, reading_of(first)) == (1, 2, None)
    assert reading(second).file_name == "通知.docx"
    again = filled(record, here, whole_paper(PAPER[:8]))
    assert reading(again) != reading_of(first)
    assert reading(again).read_by == here.clerk


def test_others_may_not_answer(here: World) -> None:
    record = draft(here, title="另一个标题")
    filled(record, here)
    for person in (here.first, clerk(department("czj", "财政局"))):
        with pytest.raises(Refused) as refused:
            answer_word(record=record, name="title", take_it=True, by=person, at=AT)
        assert refused.value.code == "no_power"
    assert current_of(record).title == "另一个标题"


def test_a_file_that_is_none_changes_nothing(here: World) -> None:
    record = draft(here)
    before = fields(current_of(record)), current_of(record).body_html
    with pytest.raises(Refused):
        filled(record, here, b"PK\x03\x04 broken")
    assert (fields(current_of(record)), current_of(record).body_html) == before
    assert WordReading.objects.count() == 0
