"""The page of a case: its clock, what to do next, what was done; constant questions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from gongkai.work.foi.actions.assist import answer, ask
from gongkai.work.foi.actions.consult import consult, note_answer, note_sent
from gongkai.work.foi.actions.fees import propose
from gongkai.work.foi.actions.hand import hand
from gongkai.work.foi.actions.letters import draft, submit
from gongkai.work.foi.actions.searches import note_search
from gongkai.work.foi.actions.take_in import add_found
from gongkai.work.foi.models.request import Request
from gongkai.work.org.models.person import Post
from tests.faces.desk.foi.reading import as_, rows, shown, url
from tests.factories import district, head, moment, person
from tests.work.foi.scene import Scene, registered, scene, then

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 10)
AT = moment(DAY)
NEXT = "//section[@aria-labelledby='h-next']/ul[@class='acts']/li"


@pytest.fixture
def here() -> Scene:
    return scene()


def page_of(who: Any, request: Request) -> Any:
    return as_(who).get(url("foi_case", request.number))


def acts(page: Any) -> list[str]:
    return shown(page, f"{NEXT}//b")


def work_on(here: Scene, request: Request, n: int) -> None:
    """Something of every kind."""
    made = consult(
        request=request, whom="third_party", name=f"第{n}公司", information="报价", by=here.clerk,
        at=AT,
    )  # fmt: skip
    note_sent(consultation=made.consultation, on=DAY, by=here.clerk, at=AT)
    note_answer(consultation=made.consultation, opinion="agrees", on=DAY, by=here.clerk, at=AT)
    there = scene("mzj", "民政局")
    question = {"organisation": there.organisation, "question": "有没有", "due_on": DAY}
    asked = ask(request=request, by=here.clerk, at=AT, **question)
    answer(assistance=asked, text="有", by=there.clerk, at=AT)
    note_search(
        request=request, place="档案室", words="合同", result="有", on=DAY, by=here.clerk, at=AT
    )
    add_found(request=request, files=[(f"{n}.txt", b"x")], by=here.clerk, at=AT)
    colleague = person(f"经办{n}", (here.organisation, Post.Role.FOI_CLERK))
    hand(request=request, to=colleague, by=here.clerk, at=AT)
    draft(request=request, kind="G6", by=here.clerk, at=AT)


def test_the_clock_and_what_may_be_done(here: Scene) -> None:
    page = page_of(here.clerk, registered(here).request)
    assert shown(page, "//div[starts-with(@class, 'bigclock')]/b") == ["还剩 17 个工作日"]
    assert shown(page, "//div[starts-with(@class, 'bigclock')]/span") == [
        "最迟3月11日 星期三 24:00 前送出答复"
    ]
    assert acts(page) == [
        "答复申请人", "告知补正", "征求第三方意见", "征求其他机关意见", "延期答复", "要求说明理由",
        "收费", "登记撤回",
    ]  # fmt: skip
    assert shown(page, f"{NEXT}[2]//p") == [
        "最迟2月14日 星期六（调休上班）。申请内容不明确时，一次性告知补正，期限停下来"
        "（政府信息公开条例 第三十条）"
    ]
    assert rows(page, "期限计算过程") == [
        ["2026-02-05", "收到申请",
         "自收到申请之日起 20 个工作日内答复，当日不计，到期日2026-03-11"
         "（政府信息公开条例（国务院令第711号） 第三十三条）"],
    ]  # fmt: skip


def test_before_the_receipt_there_is_one_thing_to_do(here: Scene) -> None:
    page = page_of(here.clerk, registered(here, "online", at=AT).request)
    assert acts(page) == ["确认收到"]
    assert shown(page, "//div[starts-with(@class, 'bigclock')]/b") == ["收到日还没有定"]


def test_while_somebody_is_asked_their_answer_comes_first(here: Scene) -> None:
    request = registered(here).request
    made = consult(
        request=request, whom="third_party", name="甲公司", information="报价", by=here.clerk, at=AT
    )
    page = page_of(here.clerk, request)
    assert acts(page)[0] == "向甲公司送征求意见书"
    note_sent(consultation=made.consultation, on=DAY, by=here.clerk, at=AT)
    page = page_of(here.clerk, request)
    assert acts(page) == [
        "登记甲公司的答复", "征求第三方意见", "征求其他机关意见", "延期答复", "登记撤回",
    ]  # fmt: skip
    assert shown(page, "//div[starts-with(@class, 'bigclock')]/b") == ["征求第三方意见中"]
    assert shown(page, "//section[@aria-labelledby='h-next']/details[1]//b") == [
        "答复申请人", "告知补正", "要求说明理由", "收费",
    ]  # fmt: skip


def test_a_late_case_says_by_how_much(here: Scene, monkeypatch: Any) -> None:
    request = registered(here).request

    def now() -> datetime:
        return moment(date(2026, 3, 13))

    monkeypatch.setattr(timezone, "now", now)
    page = page_of(here.clerk, request)
    assert shown(page, "//div[starts-with(@class, 'bigclock')]/b") == ["逾期 2 个工作日"]
    assert "延期答复" not in acts(page)


def test_the_days_of_a_consultation_are_left_out(here: Scene) -> None:
    request = registered(here).request
    made = consult(
        request=request, whom="agency", name="规划局", information="批文", by=here.clerk,
        at=moment(date(2026, 2, 6)),
    )  # fmt: skip
    one = made.consultation
    note_sent(consultation=one, on=date(2026, 2, 6), by=here.clerk, at=moment(date(2026, 2, 6)))
    note_answer(consultation=one, opinion="agrees", on=DAY, by=here.clerk, at=AT)
    page = page_of(here.clerk, request)
    assert shown(page, "//div[starts-with(@class, 'bigclock')]/p")[0].startswith(
        "从2026年2月5日的次日起算，已用 1 个工作日。征求意见停表 2 个工作日不计。"
    )


def test_what_was_done_stands_in_its_order(here: Scene) -> None:
    request = registered(here).request
    work_on(here, request, 1)
    page = page_of(here.clerk, request)
    assert shown(page, "//ol[@class='timeline']/li/h3") == [
        "当面提交申请", "收到申请", "征求第三方意见", "第三方答复", "请民政局协办",
        "民政局答复协办", "交给经办1承办", "检索：档案室",
    ]  # fmt: skip
    assert rows(page, "检索记录表") == [["2026-02-10", "档案室", "合同", "有", "经办甲"]]
    assert rows(page, "文书清单") == [
        ["征求意见情况告知书", "待编号", "申请人", "—", "草稿"]
    ]  # fmt: skip
    assert shown(page, "//section[@aria-labelledby='h-fi']//li") == ["检索到的信息：1.txt"]


def test_an_ended_case_only_looks_back(here: Scene) -> None:
    request = then(here, registered(here).request, "replied", DAY, outcome="3.1")
    page = page_of(here.clerk, request)
    assert (acts(page), shown(page, "//div[starts-with(@class, 'bigclock')]/b")) == ([], ["已答复"])
    assert "更正登记" not in page.content.decode()


def test_approvers_see_what_waits_and_no_acts(here: Scene) -> None:
    district()
    request = registered(here).request
    letter = draft(
        request=request, kind="G11", outcome="3.1", by=here.clerk, at=AT,
        values={"提供情况": "提供电子文本。"},
    )  # fmt: skip
    submit(letter=letter, by=here.clerk, at=AT)
    propose(request=request, tariff="page", count=50, reason="量大", by=here.clerk, at=AT)
    page = page_of(here.approver, request)
    assert shown(page, "//section[@aria-labelledby='h-appr']//b") == [
        "政府信息公开申请答复书（予以公开）（经办甲起草）", "收费 200 元（经办甲提出）",
    ]  # fmt: skip
    assert shown(page, "//section[@aria-labelledby='h-next']") == []


def test_clerk_and_approver_are_led_to_the_files_that_are_given(here: Scene) -> None:
    request = registered(here).request
    link = f"//a[@href='{url('foi_redact', request.number)}']"
    people = (here.clerk, here.approver, head(here.organisation))
    assert [shown(page_of(who, request), link) for who in people] == [
        ["遮盖不公开的部分"], ["查看和批准遮盖件"], ["查看和批准遮盖件"],
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["clerk", "approver", "head"])
def test_the_page_asks_ten_questions_at_most_however_much_was_done(
    here: Scene, role: str, django_assert_max_num_queries: Any
) -> None:
    request = registered(here).request
    who = head(here.organisation) if role == "head" else getattr(here, role)
    client, at = as_(who), url("foi_case", request.number)
    for n in range(1, 4):
        work_on(here, request, n)
        with django_assert_max_num_queries(10) as asked:
            assert client.get(at).status_code == 200
        counted = len(asked)
        if n == 1:
            first = counted
    assert counted == first
