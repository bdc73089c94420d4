"""Cases change hands, others help, searches are written down, papers come in, looks are noted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.actions.amend import amend
from gongkai.work.foi.actions.assist import answer, ask
from gongkai.work.foi.actions.hand import hand
from gongkai.work.foi.actions.letters import approve, draft, submit
from gongkai.work.foi.actions.look import look
from gongkai.work.foi.actions.searches import note_search
from gongkai.work.foi.actions.take_in import add_found, note_supplement
from gongkai.work.foi.models.request import Applicant, Request, RequestFile
from gongkai.work.foi.models.working import Assistance, Handing, SearchEntry
from gongkai.work.foi.queries.assists import assists_for, assists_waiting
from gongkai.work.foi.queries.identity import names_applicant, without_applicant
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Post
from tests.factories import clerk, district, head, moment, officer, person
from tests.work.foi.scene import APPLICANT, ID, WANTED, Scene, registered, scene, then

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 10)
AT = moment(DAY)
SEARCH = {"place": "档案室", "words": "养护 合同", "result": "没有", "on": DAY}


def code_of(act: Any) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def closed(here: Scene) -> Request:
    return then(here, registered(here).request, "withdrawn", date(2026, 2, 9))


# Handing on.


def test_a_case_changes_hands() -> None:
    here = scene()
    request = registered(here).request
    colleague = person("经办丙", (here.organisation, Post.Role.FOI_CLERK))
    hand(request=request, to=colleague, by=here.clerk, at=AT, note=" 由你 接着办 ")
    hand(request=request, to=here.clerk, by=here.approver, at=AT)
    assert request.holder == here.clerk
    assert list(Handing.objects.values_list("to__name", "by__name", "note")) == [
        ("经办丙", "经办甲", "由你 接着办"),
        ("经办甲", "审批乙", ""),
    ]


def test_a_case_goes_only_to_who_can_handle_it() -> None:
    here, there = scene(), scene("mzj", "民政局")
    request = registered(here).request
    for one in (there.clerk, here.approver, clerk(here.organisation)):
        assert code_of(lambda one=one: hand(request=request, to=one, by=here.clerk, at=AT)) == (
            "foi_hand_unable"
        )
    assert code_of(lambda: hand(request=request, to=here.clerk, by=here.clerk, at=AT)) == (
        "foi_hand_same"
    )
    ended = closed(here)
    assert code_of(lambda: hand(request=ended, to=here.clerk, by=here.clerk, at=AT)) == (
        "foi_hand_ended"
    )
    assert not Handing.objects.exists()


# Assistance.


def asked(here: Scene, there: Scene, request: Request, question: str = "有没有合同") -> Assistance:
    return ask(
        request=request, organisation=there.organisation, question=question,
        due_on=date(2026, 2, 14), by=here.clerk, at=AT,
    )  # fmt: skip


def test_another_body_answers_once() -> None:
    here, there = scene(), scene("mzj", "民政局")
    request = registered(here).request
    due = request.due_on
    row = asked(here, there, request)
    answer(assistance=row, text=" 没有保存 ", by=there.clerk, at=moment(date(2026, 2, 11)))
    request.refresh_from_db()
    assert (row.answer, row.answered_by, request.due_on) == ("没有保存", there.clerk, due)
    assert code_of(
        lambda: answer(assistance=row, text="有", by=there.clerk, at=moment(date(2026, 2, 11)))
    ) == ("foi_assist_answered")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"question": "米有为要的合同有没有"}, "foi_names_applicant"),
        ({"question": f"证件 {ID} 的人要"}, "foi_names_applicant"),
        ({"question": "电话 138 0000 0000 的人"}, "foi_names_applicant"),
        ({"due_on": date(2026, 2, 9)}, "foi_assist_past"),
    ],
)
def test_a_question_never_says_who_asks(fields: dict[str, Any], code: str) -> None:
    here, there = scene(), scene("mzj", "民政局")
    request = registered(here).request
    given = {"question": "有没有", "due_on": DAY, "organisation": there.organisation} | fields
    assert code_of(lambda: ask(request=request, by=here.clerk, at=AT, **given)) == code
    assert not Assistance.objects.exists()


def test_nobody_asks_oneself_or_for_a_closed_case() -> None:
    here, there = scene(), scene("mzj", "民政局")
    request = registered(here).request
    own = {"organisation": here.organisation, "question": "有没有", "due_on": DAY}
    assert code_of(lambda: ask(request=request, by=here.clerk, at=AT, **own)) == "foi_assist_own"
    assert code_of(lambda: asked(here, there, closed(here))) == "foi_assist_ended"


def test_who_helps_is_the_body_that_was_asked() -> None:
    here, there = scene(), scene("mzj", "民政局")
    row = asked(here, there, registered(here).request)
    third = scene("czj", "财政局")
    for one in (here.clerk, third.clerk, there.approver, officer()):
        assert code_of(lambda one=one: answer(assistance=row, text="有", by=one, at=AT)) == (
            "no_power"
        )
        assert list(assists_for(one, DAY)) == []
    helpers = [there.clerk, clerk(there.organisation), head(there.organisation)]
    assert [list(assists_waiting(one, DAY)) for one in helpers] == [[row]] * 3
    answer(assistance=row, text="有", by=helpers[1], at=AT)
    assert (list(assists_waiting(there.clerk, DAY)), list(assists_for(there.clerk, DAY))) == (
        [],
        [row],
    )


def test_the_wish_is_shown_without_the_applicant() -> None:
    request = registered(scene(), wanted=f"我是米有为（{ID}，13800000000），要养护合同").request
    shown = without_applicant(request, request.wanted)
    hidden = "（申请人信息）"
    assert shown == f"我是{hidden}（{hidden}，{hidden}），要养护合同"
    assert (names_applicant(request, request.wanted), names_applicant(request, shown)) == (
        True,
        False,
    )


# Searches.


def test_searches_are_written_down_for_good() -> None:
    here = scene()
    request = registered(here).request
    entry = note_search(request=request, by=here.clerk, at=AT, **SEARCH)
    assert (entry.place, entry.words, entry.result, entry.by) == (
        "档案室", "养护 合同", "没有", here.clerk,
    )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        SearchEntry.objects.update(result="有")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"words": " "}, "foi_search_incomplete"),
        ({"on": date(2026, 2, 11)}, "foi_event_to_come"),
        ({"on": date(2026, 2, 4)}, "foi_search_before"),
    ],
)
def test_a_search_says_where_how_and_when(fields: dict[str, Any], code: str) -> None:
    here = scene()
    request = registered(here).request
    given = SEARCH | fields
    assert code_of(lambda: note_search(request=request, by=here.clerk, at=AT, **given)) == code


def test_no_search_is_added_after_the_end() -> None:
    here = scene()
    ended = closed(here)
    assert code_of(lambda: note_search(request=ended, by=here.clerk, at=AT, **SEARCH)) == (
        "foi_search_ended"
    )


# Papers.


def test_a_supplement_on_paper_begins_the_period_anew() -> None:
    here = scene()
    request = registered(here).request
    then(here, request, "correction_requested", date(2026, 2, 6), days=10)
    note_supplement(
        request=request, on=DAY, text="要二〇二五年的", files=[("米有为的补正.txt", b"2025")],
        by=here.clerk, at=AT,
    )  # fmt: skip
    files = RequestFile.objects.filter(request=request).select_related("file")
    assert (request.state, request.due_on) == ("running", date(2026, 3, 16))
    assert [(one.role, one.file.name, read_bytes(one.file)) for one in files] == [
        ("supplement", "补正材料1.txt", "要二〇二五年的".encode()),
        ("supplement", "补正材料2.txt", b"2025"),
    ]


def test_a_late_supplement_needs_a_good_reason() -> None:
    here = scene()
    request = registered(here).request
    then(here, request, "correction_requested", date(2026, 2, 6), days=1)
    late = {"request": request, "on": DAY, "text": "二〇二五年", "by": here.clerk, "at": AT}
    assert code_of(lambda: note_supplement(**late)) == "foi_event_unlawful"
    assert not RequestFile.objects.exists()
    note_supplement(**late, good_reason=True)
    assert (request.state, request.due_on) == ("running", date(2026, 3, 16))


def test_an_empty_supplement_is_none() -> None:
    here = scene()
    request = registered(here).request
    then(here, request, "correction_requested", date(2026, 2, 6), days=10)
    assert code_of(
        lambda: note_supplement(request=request, on=DAY, text=" ", by=here.clerk, at=AT)
    ) == ("foi_supplement_empty")


def test_what_was_found_keeps_its_name_and_is_given_to_nobody() -> None:
    here = scene()
    request = registered(here).request
    rows = add_found(request=request, files=[("养护合同.txt", b"text")], by=here.clerk, at=AT)
    assert [(one.role, one.file.name) for one in rows] == [("found", "养护合同.txt")]
    assert code_of(
        lambda: add_found(request=request, files=[("a.exe", b"MZ")], by=here.clerk, at=AT)
    ) == ("file_type")


# Amending, and looking.


def test_what_was_registered_is_amended_until_a_letter_rests_on_it() -> None:
    district()
    here = scene()
    request = registered(here).request
    before = request.applicant.likeness
    who = APPLICANT | {"name": "米有位", "identity": "", "identity_kind": "", "phone": "139"}
    wanted = WANTED | {"wanted": "二〇二四年养护合同"}
    amend(request=request, applicant=who, wanted=wanted, by=here.clerk, at=AT)
    stored = Applicant.objects.get(request=request)
    assert (stored.name, stored.phone, request.wanted) == ("米有位", "139", "二〇二四年养护合同")
    assert stored.likeness not in {"", before}
    noted = Deed.objects.filter(verb="foi.amend").get()
    assert noted.detail == {
        "number": request.number,
        "changed": ["identity", "identity_kind", "name", "phone", "wanted"],
    }
    same = {"request": request, "applicant": who, "wanted": wanted, "by": here.clerk, "at": AT}
    assert code_of(lambda: amend(**same)) == "foi_amend_nothing"
    nobody = same | {"applicant": who | {"name": ""}}
    assert code_of(lambda: amend(**nobody)) == "foi_request_unfit"
    one = draft(request=request, kind="G2", by=here.clerk, at=AT)
    submit(letter=one, by=here.clerk, at=AT)
    approve(letter=one, by=here.approver, at=AT)
    changed = same | {"wanted": wanted | {"wanted": "别的"}}
    assert code_of(lambda: amend(**changed)) == "foi_amend_late"


def test_each_look_at_the_applicant_is_written_down() -> None:
    here, there = scene(), scene("mzj", "民政局")
    request = registered(here).request
    for one in (here.clerk, here.approver, head(here.organisation)):
        assert look(request=request, by=one, at=AT).name == "米有为"
    for one in (there.clerk, clerk(here.organisation), officer()):
        assert code_of(lambda one=one: look(request=request, by=one, at=AT)) == "no_power"
    looks = Deed.objects.filter(verb="foi.look", object_id=str(request.pk))
    assert looks.count() == 3


def test_the_journal_never_tells_who_asked() -> None:
    here, there = scene(), scene("mzj", "民政局")
    request = registered(here).request
    asked(here, there, request)
    note_search(request=request, by=here.clerk, at=AT, **SEARCH)
    look(request=request, by=here.clerk, at=AT)
    told = " ".join(str(one.detail) for one in Deed.objects.all())
    assert [one for one in (ID, "米有为", "13800000000", "稻香路") if one in told] == []
