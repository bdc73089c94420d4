"""The notice: its figures are the scores, on the page and in the Word file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from docx import Document
from docx.oxml.ns import qn

from gongkai.rules.tree_head import key_id
from gongkai.work.files.queries import read_bytes
from gongkai.work.inspection.actions.finding import close, dismiss, raise_finding
from gongkai.work.inspection.actions.notice import draft
from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.notice import Notice
from gongkai.work.inspection.queries import scores
from gongkai.work.inspection.queries.notice_facts import month_facts
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.org.models.organisation import Organisation
from tests.factories import moment
from tests.work.inspection.world import (
    DECEMBER,
    END_OF_NOVEMBER,
    NOVEMBER,
    Year,
    other_department,
    year,
)
from tests.work.records.world import published, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Year:
    """A second department that does nothing wrong but hand in no ledger."""
    return year(
        {"units": [other_department()]},
        {"units": [other_department()], "deadline": "2023年12月31日前", "requirement": "公开总结"},
    )


def read(notice: Notice) -> tuple[list[str], dict[str, list[list[str]]]]:
    """The paragraphs of the Word file and its tables by the title above each."""
    document = Document(BytesIO(read_bytes(notice.file)))
    texts, tables, title = [], {}, ""
    for part in document.element.body:
        if part.tag == qn("w:p"):
            title = "".join(one.text or "" for one in part.iter(qn("w:t")))
            texts.append(title)
        elif part.tag == qn("w:tbl"):
            rows = part.iter(qn("w:tr"))
            tables[title] = [[_cell(one) for one in row.iter(qn("w:tc"))] for row in rows]
    return [text for text in texts if text], tables


def _cell(cell: Any) -> str:
    return "".join(one.text or "" for one in cell.iter(qn("w:t")))


def test_the_word_file_says_what_the_scores_say(here: Year) -> None:
    here.publish(date(2023, 11, 8))
    lock(month=NOVEMBER, by=here.head, at=DECEMBER)
    notice = draft(month=NOVEMBER, by=here.officer, at=DECEMBER)
    texts, tables = read(notice)
    shown = scores.month(NOVEMBER)
    annex = tables["2023年11月政务公开工作得分"]
    assert annex[0] == ["名次", "单位", "问题数", "扣分", "加分", "得分", "等次"]
    assert [(row[0], row[1], Decimal(row[3]), Decimal(row[5])) for row in annex[1:]] == [
        (str(line.rank), line.organisation.name, line.deducted, line.points) for line in shown.lines
    ]
    assert [(row[1], Decimal(row[4])) for row in tables["问题清单"][1:]] == [
        ("教育局", Decimal(2)), ("教育局", Decimal(5)),
    ]  # fmt: skip
    assert texts[0] == "青禾区人民政府办公室关于2023年11月政务公开工作检查考核情况的通报"
    assert texts[1] == "各有关单位："
    assert "本月全部单位共公开信息1条。" in texts
    assert "考核平均96.5分，最高100分，最低93分；其中优秀2个。" in texts
    assert tables["近期到期任务"][1:] == [["2023年12月31日", "财政局", "第5项 公开总结"]]
    assert texts[-4:-2] == ["青禾区人民政府办公室", "2023年12月4日"]


def test_the_page_has_the_same_tables(here: Year) -> None:
    notice = draft(month=NOVEMBER, by=here.officer, at=DECEMBER)
    _, tables = read(notice)
    pages = {
        one["table"]["title"]: [one["table"]["columns"], *one["table"]["rows"]]
        for one in notice.sections
        if one["table"]
    }
    assert pages == tables
    assert [one["heading"] for one in notice.sections] == [
        "", "一、上月问题整改情况", "二、总体情况", "三、存在的主要问题", "四、工作台账报送情况",
        "五、下一步工作要求", "附件",
    ]  # fmt: skip


def test_the_head_of_the_log_is_printed_as_it_then_stood(here: Year) -> None:
    place = world()
    published(place, moment(date(2023, 11, 28)))
    head = TreeHead.objects.latest("size")
    published(place, moment(date(2023, 12, 20)))
    notice = draft(month=NOVEMBER, by=here.officer, at=DECEMBER)
    texts, _ = read(notice)
    (said,) = (text for text in texts if head.root_hash in text)
    assert said == (
        f"截至2023年11月28日09时00分，公开日志共1条，根指纹（SHA-256）为{head.root_hash}，"
        f"签名密钥编号为{key_id(head.public_key)}。"
    )
    (section,) = (one for one in notice.sections if "公开日志" in one["heading"])
    assert (section["heading"], section["paragraphs"][0]) == ("六、公开日志核验", said)


def test_its_form_is_that_of_official_papers(here: Year) -> None:
    document = Document(BytesIO(read_bytes(draft(month=NOVEMBER, by=None, at=DECEMBER).file)))
    section = document.sections[0]
    millimetres = [
        round(one.mm)
        for one in (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.left_margin,
        )
    ]
    assert millimetres == [210, 297, 37, 28]
    title, opening = document.paragraphs[0].runs[0], document.paragraphs[3].runs[0]
    faces = [one._element.rPr.rFonts.get(qn("w:eastAsia")) for one in (title, opening)]
    assert faces == ["方正小标宋简体", "仿宋_GB2312"]
    assert [one.font.size.pt for one in (title, opening)] == [22, 16]
    for table in document.tables:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(table.rows) - 1)
    footer = section.footer.paragraphs[0]._p.xml
    assert "PAGE" in footer


def test_a_draft_says_so_and_is_replaced_until_the_month_is_locked(here: Year) -> None:
    first = draft(month=NOVEMBER, by=here.officer, at=END_OF_NOVEMBER)
    assert "（草稿：本月考核尚未锁定，得分可能变动）" in read(first)[0]
    assert first.file.name == "2023年11月政务公开检查考核通报（草稿）.docx"
    _raise(here)
    second = draft(month=NOVEMBER, by=here.officer, at=DECEMBER)
    assert (second.pk, Notice.objects.count()) == (first.pk, 1)
    assert len(read(second)[1]["问题清单"]) == len(read(first)[1]["问题清单"]) + 1
    locked = lock(month=NOVEMBER, by=here.head, at=DECEMBER)
    final = draft(month=NOVEMBER, by=here.officer, at=moment(date(2023, 12, 5)))
    assert final.file.name == "2023年11月政务公开检查考核通报.docx"
    assert "（草稿：本月考核尚未锁定，得分可能变动）" not in read(final)[0]
    assert Deed.objects.filter(verb="notice.draft").first().detail["digest"] == locked.digest
    with pytest.raises(Refused) as refused:
        draft(month=NOVEMBER, by=here.officer, at=moment(date(2023, 12, 20)))
    assert refused.value.code == "notice_final"
    for act in (lambda: Notice.objects.update(title="别的"), Notice.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert Notice.objects.get().title == final.title


def test_old_problems_are_those_of_the_month_before(here: Year) -> None:
    here.publish(date(2023, 12, 1))
    verify(at=DECEMBER)
    mended = Finding.objects.get(state=Finding.State.MENDED)
    close(finding=mended, text="已核对", by=here.officer, at=DECEMBER)
    texts, tables = read(draft(month="2023-12", by=here.officer, at=moment(date(2024, 1, 4))))
    assert "上月通报问题2个，经复查已整改1个，整改率50.00%。" in texts
    left = Finding.objects.get(month=NOVEMBER, state=Finding.State.OPEN)
    assert tables["上月未整改问题"][1:] == [[left.number, "教育局", left.what]]
    first, _ = read(draft(month="2023-07", by=here.officer, at=DECEMBER))
    assert "上月没有检查考核记录。" in first


def test_missed_ledgers_are_named_in_the_month_after_their_day(here: Year) -> None:
    texts, tables = read(draft(month="2023-08", by=here.officer, at=DECEMBER))
    assert "逾期未报工作台账的单位2个：财政局、教育局。" in texts
    assert tables["台账迟报、未报单位"][1:] == [
        ["财政局", "2023年8月4日", "未报"], ["教育局", "2023年8月4日", "未报"],
    ]  # fmt: skip


def test_bonuses_and_dismissed_findings_are_no_problems(here: Year) -> None:
    _raise(here, kind="", rule="commended_above", what="受到表彰")
    dismiss(finding=_raise(here, what="误报"), text="错", by=here.officer, at=END_OF_NOVEMBER)
    notice = draft(month=NOVEMBER, by=here.officer, at=DECEMBER)
    _, tables = read(notice)
    assert [row[3] for row in tables["问题清单"][1:]] == [
        one.what for one in Finding.objects.filter(kind="duty_overdue").order_by("pk")
    ]
    (row,) = [row for row in tables["2023年11月政务公开工作得分"] if row[1] == "教育局"]
    assert row[3:6] == ["10", "3", "93"]


def test_characters_that_word_cannot_hold_are_left_out(here: Year) -> None:
    _raise(here, what="多了\x0b一个\x00字符")
    _, tables = read(draft(month=NOVEMBER, by=here.officer, at=DECEMBER))
    assert tables["问题清单"][-1][3] == "多了一个字符"


def test_refused_without_power_or_without_an_issuer(here: Year) -> None:
    for month, by, code in (
        (NOVEMBER, here.here.clerk, "no_power"), ("2023-13", here.officer, "month_unreadable"),
        ("2019-01", here.officer, "month_without_duties"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            draft(month=month, by=by, at=DECEMBER)
        assert refused.value.code == code
    Organisation.objects.update(runs_openness=False)
    with pytest.raises(Refused) as refused:
        draft(month=NOVEMBER, by=here.officer, at=DECEMBER)
    assert (refused.value.code, Notice.objects.count()) == ("openness_office_missing", 0)


def test_the_number_of_queries_does_not_grow(here: Year, django_assert_num_queries: Any) -> None:
    lock(month="2023-10", by=here.head, at=DECEMBER)
    row = compute(month=NOVEMBER, at=DECEMBER)
    with django_assert_num_queries(12):
        assert len(month_facts(row, date(2023, 12, 4)).problems) == 2
    for number in range(8):
        _raise(here, what=f"第{number}处")
    compute(month=NOVEMBER, at=DECEMBER)
    with django_assert_num_queries(12):
        assert len(month_facts(row, date(2023, 12, 4)).problems) == 10


def _raise(here: Year, **fields: Any) -> Finding:
    given = {"kind": "misprint", "what": "错别字", "url": "/x"} | fields
    return raise_finding(
        organisation=here.organisation, by=here.officer, at=END_OF_NOVEMBER, **given
    )
