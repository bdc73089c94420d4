"""The acts on a case through their pages: done, refused in words, shown once, decided once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.work.foi.actions.assist import ask
from gongkai.work.foi.actions.consult import consult, note_sent
from gongkai.work.foi.actions.happen import happen
from gongkai.work.foi.models.ending import Fee
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.models.working import Assistance, Consultation, SearchEntry
from gongkai.work.journal.seal import secret_hash
from gongkai.work.org.models.person import Post
from tests.faces.desk.foi.reading import as_, messages, rows, said, shown, url
from tests.factories import moment, officer, person
from tests.work.foi.scene import Scene, registered, scene, then

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 10)
AT = moment(DAY)


@pytest.fixture
def here() -> Scene:
    return scene()


@pytest.fixture
def case(here: Scene) -> Request:
    return registered(here).request


def do(here: Scene, case: Request, act: str, **fields: Any) -> Any:
    return as_(here.clerk).post(url("foi_act", case.number, act), fields or {"x": "1"})


def test_confirming_begins_the_clock(here: Scene) -> None:
    case = registered(here, "online", at=moment(date(2026, 2, 9))).request
    assert said(do(here, case, "confirm", on="2026-02-08")) == [
        "确认日期早于申请提交的日期2026年2月9日。请核对日期。"
    ]
    client = as_(here.clerk)
    answer = client.post(url("foi_act", case.number, "confirm"), {"on": "2026-02-10"})
    assert messages(client, answer) == ["收到日已经确定，答复期限开始计算。"]
    case.refresh_from_db()
    assert case.due_on == date(2026, 3, 16)
    # A second clerk who had the form open is told.
    assert said(do(here, case, "confirm", on="2026-02-10")) == [
        "申请 JTJ-2026-0001 的收到日期已经确定，不能再确认一次。"
    ]


def test_handing_on_and_taking(here: Scene, case: Request) -> None:
    colleague = person("经办丙", (here.organisation, Post.Role.FOI_CLERK))
    page = as_(here.approver).get(url("foi_act", case.number, "hand"))
    assert shown(page, "//select[@name='to']/option") == ["请选择", "经办丙", "经办甲"]
    do(here, case, "hand", to=colleague.pk, note="熟悉情况")
    case.refresh_from_db()
    assert case.holder == colleague
    as_(here.clerk).post(url("foi_take", case.number))
    case.refresh_from_db()
    assert case.holder == here.clerk
    again = as_(here.clerk).post(url("foi_take", case.number))
    assert (again.status_code, "现在就由经办甲承办" in again.content.decode()) == (409, True)


def test_help_is_asked_and_given(here: Scene, case: Request) -> None:
    there = scene("mzj", "民政局")
    given = {"organisation": there.organisation.pk, "due_on": "2026-02-14"}
    refused = do(here, case, "assist", question="米有为要的合同", **given)
    assert (refused.status_code, len(said(refused))) == (409, 1)
    do(here, case, "assist", question="有没有合同", **given)
    row = Assistance.objects.get()
    client = as_(there.clerk)
    listed = rows(client.get(url("foi_assists")), "协办事项")
    assert listed == [
        [
            "有没有合同",
            "交通局",
            "JTJ-2026-0001",
            "还剩 4 个工作日，期限2月14日 星期六（调休上班）",
            "2026-02-14",
        ]
    ]
    at = url("foi_assist", row.pk)
    assert said(client.post(at, {"text": ""})) == ["请填写答复"]
    client.post(at, {"text": "没有保存"})
    row.refresh_from_db()
    assert (row.answer, row.answered_by) == ("没有保存", there.clerk)
    assert said(client.post(at, {"text": "有"})) == [
        f"{there.clerk.name}已经答复过，不能再答复一次。请刷新页面查看。"
    ]


def test_the_secret_of_a_third_party_is_shown_once(here: Scene, case: Request) -> None:
    given = {"whom": "third_party", "name": "甲公司", "information": "成本明细表"}
    page = do(here, case, "consult", **given)
    one = Consultation.objects.get()
    assert secret_hash(shown(page, "//dd/strong")[0]) == one.secret_hash
    link = url("foi_letter_new", case.number, "G5")
    assert f'href="{link}?consultation=P1"' in page.content.decode()
    renewed = as_(here.clerk).post(url("foi_consult_renew", case.number, "P1"))
    one.refresh_from_db()
    assert secret_hash(shown(renewed, "//dd/strong")[0]) == one.secret_hash
    again = as_(here.clerk).get(url("foi_case", case.number))
    assert shown(renewed, "//dd/strong")[0] not in again.content.decode()


def test_an_agency_has_no_secret(here: Scene, case: Request) -> None:
    answer = do(here, case, "consult", whom="agency", name="规划局", information="批文")
    assert answer.url == url("foi_case", case.number)
    page = as_(here.clerk).post(url("foi_consult_renew", case.number, "P1"))
    assert page.status_code == 409


def test_paper_letters_and_answers_are_written_down(here: Scene, case: Request) -> None:
    made = consult(
        request=case, whom="agency", name="规划局", information="批文", by=here.clerk, at=AT
    )
    client = as_(here.clerk)
    client.post(url("foi_consult_sent", case.number, "P1"), {"on": "2026-02-10"})
    case.refresh_from_db()
    assert case.state == "consulting_agency"
    at = url("foi_consult_answer", case.number, "P1")
    assert said(client.post(at, {"on": "2026-02-10", "opinion": "refuses"})) == [
        "对方不同意公开的，要写明理由（条例第三十二条）；没有说理由的，请写“未说明理由”。"
    ]
    client.post(at, {"on": "2026-02-10", "opinion": "agrees"})
    case.refresh_from_db()
    made.consultation.refresh_from_db()
    assert (case.state, made.consultation.opinion) == ("running", "agrees")


def test_searches_files_and_supplements(here: Scene, case: Request) -> None:
    do(here, case, "search", on="2026-02-10", place="档案室", words="合同", result="没有")
    assert SearchEntry.objects.get().result == "没有"
    do(here, case, "found", papers=[SimpleUploadedFile("合同.txt", b"x")])
    file = RequestFile.objects.get()
    answer = as_(here.clerk).get(url("foi_material", case.number, file.pk))
    assert (answer.content, answer["Content-Disposition"].startswith("attachment")) == (b"x", True)
    then(here, case, "correction_requested", date(2026, 2, 9), days=5)
    do(here, case, "supplement_received", on="2026-02-10", text="二〇二五年的")
    case.refresh_from_db()
    assert (case.state, case.due_on) == ("running", date(2026, 3, 16))


def test_a_file_of_another_case_is_not_there(here: Scene, case: Request) -> None:
    do(here, case, "found", papers=[SimpleUploadedFile("合同.txt", b"x")])
    other = registered(here).request
    file = RequestFile.objects.get()
    assert as_(here.clerk).get(url("foi_material", other.number, file.pk)).status_code == 404


@pytest.mark.parametrize(
    ("before", "act", "fields", "state"),
    [
        ((), "withdrawn", {"on": "2026-02-10", "note": "撤回书一份"}, "withdrawn"),
        (("fee_notified",), "fee_paid", {"on": "2026-02-10"}, "running"),
        ((), "explanation_requested", {"on": "2026-02-10"}, "running"),
        (
            ("explanation_requested",), "delayed",
            {"on": "2026-02-10", "until": "2026-06-30"}, "running",
        ),
    ],
)  # fmt: skip
def test_events_on_paper(
    here: Scene, before: tuple[str, ...], act: str, fields: Any, state: str
) -> None:
    case = registered(here).request
    for kind in before:
        then(here, case, kind, date(2026, 2, 9))
    do(here, case, act, **fields)
    case.refresh_from_db()
    assert (case.state, case.events.last().kind) == (state, act)


def test_what_the_law_has_no_room_for_is_said(here: Scene, case: Request) -> None:
    page = do(here, case, "delayed", on="2026-02-10", until="2026-06-30")
    assert (page.status_code, said(page)) == (
        409, ["这一步不能登记：没有要求申请人说明理由，不能约定合理期限（条例第三十五条）。"],
    )  # fmt: skip


def test_two_at_once_one_is_told(here: Scene, case: Request) -> None:
    """A colleague withdrew the case while this clerk had the form of an answer open."""
    made = consult(
        request=case, whom="agency", name="规划局", information="批文", by=here.clerk, at=AT
    )
    note_sent(consultation=made.consultation, on=DAY, by=here.clerk, at=AT)
    happen(request=case, kind="withdrawn", on=DAY, by=here.clerk, at=AT)
    page = do(here, case, "explanation_requested", on="2026-02-10")
    assert said(page) == ["这一步不能登记：申请已经办结（申请人已撤回），不能再要求说明理由。"]


def test_a_fee_needs_two(here: Scene, case: Request) -> None:
    given = {"tariff": "page", "reason": "一次一百五十页"}
    assert said(do(here, case, "fee", count="20", **given)) == [
        "按这个标准，20 件（页）不用收费。请不要提出收费。"
    ]
    do(here, case, "fee", count="150", **given)
    page = as_(here.approver).get(url("foi_case", case.number))
    assert shown(page, "//section[@aria-labelledby='h-fee']/p")[0] == "按量计收 150 页，1700 元。"
    as_(here.approver).post(url("foi_fee_approve", case.number))
    assert Fee.objects.get().approved_by == here.approver
    gone = as_(here.clerk).post(url("foi_fee_void", case.number))
    assert (gone.status_code, Fee.objects.count()) == (409, 1)
    refused = do(here, case, "split", parts="甲\n乙")
    assert said(refused)[0].startswith("申请 JTJ-2026-0001 已经提出收费，不能拆分")


def test_a_proposed_fee_is_taken_back(here: Scene, case: Request) -> None:
    do(here, case, "fee", tariff="page", count="150", reason="量大")
    as_(here.clerk).post(url("foi_fee_void", case.number))
    assert (Fee.objects.count(), as_(here.clerk).post(
        url("foi_fee_void", case.number)
    ).status_code) == (0, 404)  # fmt: skip


def test_splitting_merging_and_repeating(here: Scene, case: Request) -> None:
    do(here, case, "split", parts="养护合同\n验收报告\n")
    part = Request.objects.get(split_from=case)
    assert part.number == "JTJ-2026-0002"
    do(here, part, "merge", into=case.pk)
    part.refresh_from_db()
    assert (part.outcome, part.merged_into) == ("3.6.3", case)
    then(here, case, "replied", DAY, outcome="3.1")
    again = registered(here, at=AT).request
    page = as_(here.clerk).get(url("foi_alike", again.number))
    assert [row[0] for row in rows(page, "同一申请人的申请")] == ["JTJ-2026-0001", "JTJ-2026-0002"]
    do(here, again, "repeat", earlier=case.pk)
    again.refresh_from_db()
    assert again.repeats == case
    do(here, again, "repeat", earlier="")
    again.refresh_from_db()
    assert again.repeats is None


def test_another_s_case_is_not_offered(here: Scene, case: Request) -> None:
    other = registered(here, identity="", identity_kind="", name="林野", phone="137").request
    page = do(here, case, "merge", into=other.pk)
    assert said(page) == ["并入哪一件里没有这一项，请从列出的选项中选择"]


def test_handing_a_request_on_needs_consent(here: Scene, case: Request) -> None:
    there = scene("mzj", "民政局")
    assert said(do(here, case, "transfer", to=there.organisation.pk, consent="")) == [
        "请填写申请人怎样同意的"
    ]
    do(here, case, "transfer", to=there.organisation.pk, consent="电话同意")
    made = Request.objects.get(organisation=there.organisation)
    assert (made.transferred_from, made.state) == (case, "intake")
    page = as_(there.clerk).get(url("foi_case", made.number))
    assert "经申请人同意由 JTJ-2026-0001 转来" in page.content.decode()


def test_the_office_sees_numbers_days_and_nothing_else(here: Scene, case: Request) -> None:
    ask_there = scene("mzj", "民政局")
    ask(
        request=case, organisation=ask_there.organisation, question="有没有", due_on=DAY,
        by=here.clerk, at=AT,
    )  # fmt: skip
    Request.objects.filter(pk=case.pk).update(due_on=date(2026, 2, 6))
    page = as_(officer()).get(url("foi_overview"))
    assert rows(page, "各单位件数") == [["交通局", "0", "1", "0", "1", "0"]]
    assert rows(page, "逾期申请") == [
        ["JTJ-2026-0001", "交通局", "2026-02-06", "逾期 2 个工作日", "经办甲"]
    ]
    assert "道路养护" not in page.content.decode()
