"""What is offered is what the clock lets happen; hints come from the case; PDF and Word agree."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from docx import Document

from gongkai.rules.letters import CLAUSES, find_letter
from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.actions.letters import draft, void
from gongkai.work.foi.models.working import Consultation, SearchEntry
from gongkai.work.foi.queries.letter_choices import letter_choices, reply_choices
from gongkai.work.foi.queries.letter_hints import letter_hints
from gongkai.work.foi.queries.letter_paper import letter_paper
from gongkai.work.foi.queries.letter_pdf import letter_pdf
from gongkai.work.journal.deeds import Refused
from tests.factories import district, moment
from tests.work.foi.closed import closed
from tests.work.foi.scene import Scene, registered, scene, then
from tests.work.foi.test_letters import AT, DAY, approved, letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Scene:
    district()
    return scene()


def fitting(here: Scene, on: date = DAY, channel: str = "counter") -> set[str]:
    case = registered(here, channel).request
    return {one.kind.code for one in letter_choices(case, on) if one.fits}


def test_before_the_receipt_nothing_fits(here: Scene) -> None:
    case = registered(here, "online").request
    assert [one for one in letter_choices(case, DAY) if one.fits] == []
    assert {one.refusal for one in reply_choices(case, DAY)} == {
        "收到日期还没有确定（条例第三十一条）。请先确认收到日期。"
    }


def test_a_correction_fits_for_seven_workdays(here: Scene) -> None:
    found = {on: "G3" in fitting(here, on) for on in (date(2026, 2, 14), date(2026, 2, 24))}
    assert found == {date(2026, 2, 14): True, date(2026, 2, 24): False}


def test_outcomes_that_need_something_before(here: Scene) -> None:
    case = registered(here).request
    refused = {one.outcome.code for one in reply_choices(case, DAY) if one.refusal}
    assert refused == {"3.4.3", "3.6.1", "3.6.2"}
    then(here, case, "correction_requested", DAY, days=10)
    waiting = {one.outcome.code for one in reply_choices(case, DAY) if not one.refusal}
    assert waiting == set()
    late = date(2026, 4, 1)
    assert {one.outcome.code for one in reply_choices(case, late) if not one.refusal} == {"3.6.1"}


def test_what_the_case_knows_is_proposed(here: Scene) -> None:
    case = registered(here).request
    SearchEntry.objects.create(
        request=case, place="档案室", words="养护合同", result="没有", on=DAY, at=AT, by=here.clerk
    )
    party = Consultation.objects.create(
        request=case, whom="third_party", party="p1", name="远山公司", information="报价", at=AT
    )
    hints = {
        "G15": letter_hints(case, find_letter("G15"), "3.4.1", DAY),
        "G13": letter_hints(case, find_letter("G13"), "3.3.4", DAY),
        "G5": letter_hints(case, find_letter("G5"), "", DAY, party),
        "G11": letter_hints(case, find_letter("G11"), "3.1", DAY),
    }
    assert hints == {
        "G15": {"检索情况": "2026年2月10日在档案室以“养护合同”检索，结果为没有"},
        "G13": {"条款": CLAUSES["E15"].text},
        "G5": {"第三方": "远山公司", "涉及信息": "报价"},
        "G11": {},
    }


def test_a_repeat_names_the_earlier_reply(here: Scene) -> None:
    earlier = closed(here)
    case = registered(here).request
    case.repeats = earlier
    said = letter_hints(case, find_letter("G18"), "3.5.2", DAY)["不予处理的理由"]
    assert (earlier.number in said, earlier.letters.get().number in said) == (True, True)


def test_a_lapse_tells_its_days(here: Scene) -> None:
    case = registered(here).request
    then(here, case, "correction_requested", DAY, days=10)
    assert letter_hints(case, find_letter("G19"), "3.6.1", date(2026, 4, 1)) == {
        "告知日期": "2026年2月10日",
        "逾期情况": "补正期限于2026年3月2日届满，我机关没有收到您的补正",
    }


def test_a_clause_is_followed_by_the_law_that_it_needs(here: Scene) -> None:
    one = draft(
        request=registered(here).request, kind="G13", outcome="3.3.2", law="某法第九条",
        values={"条款": CLAUSES["E14b"].text, "不公开理由": "登记资料依法只供本人查询。"},
        by=here.clerk, at=AT,
    )  # fmt: skip
    assert f"依据：{CLAUSES['E14b'].text}；某法第九条。" in one.text


def test_word_and_pdf_say_the_same(here: Scene) -> None:
    one = approved(here, letter(here, registered(here).request))
    assert one.file is not None
    assert one.pdf is not None
    word = "".join(part.text for part in Document(BytesIO(read_bytes(one.file))).paragraphs)
    with pdfplumber.open(BytesIO(read_bytes(one.pdf))) as pdf:
        printed = "".join(page.extract_text() or "" for page in pdf.pages)
    assert "".join(printed.replace("— 1 —", "").split()) == "".join(word.split())


def test_the_same_letter_gives_the_same_files() -> None:
    said = {
        "agency": "交通局",
        "title": "回执",
        "number": "1号",
        "text": "某某：\n#x $y$",
        "day": "今日",
    }
    first, second = (letter_pdf(at=AT, **said) for _ in range(2))
    assert (first == second, first[:5]) == (True, b"%PDF-")
    assert b"pdfaid" in first
    word, entries = letter_paper(**said), []
    with zipfile.ZipFile(BytesIO(word)) as package:
        entries = [one.date_time for one in package.infolist()]
    assert (word == letter_paper(**said), set(entries)) == (True, {(1980, 1, 1, 0, 0, 0)})


def test_an_approved_letter_is_void_with_a_reason_or_not_at_all(here: Scene) -> None:
    one = approved(here, letter(here, registered(here).request))
    with pytest.raises(Refused) as refused:
        void(letter=one, reason=" ", by=here.approver, at=AT)
    assert refused.value.code == "letter_void_without_reason"
    with pytest.raises(Refused) as refused:
        void(letter=one, reason="写错", by=here.clerk, at=moment(DAY))
    assert refused.value.code == "no_power"
    assert void(letter=one, reason="写错", by=here.approver, at=AT).state == "void"
