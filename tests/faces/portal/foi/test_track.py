"""Following a request by number and secret, and what its applicant does there."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.work.files.actions.store import store
from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.actions import letters
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.queries.tracked import case_of, tracked
from tests.faces.portal.foi.scene import (
    NAME,
    WANTED,
    Scene,
    errors,
    following,
    pairs,
    picture,
    post,
    scene,
    texts,
    url,
)
from tests.factories import moment
from tests.work.foi.scene import registered, then

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 5)
WRONG = "编号或者查询码不对。请对照回执核对；查询码遗失的，请带身份证件到受理单位补办。"
NEVER = "0000-0000-0000-0000"
CORRECTION = {
    "补正事项": "没有写明是哪一年的合同", "补正指引": "请写明合同的年份和路段", "补正期限": "10",
}  # fmt: skip
LETTER = ["政府信息公开申请补正告知书", "PDF：政府信息公开申请补正告知书"]
PROVIDED = {"提供情况": "现将道路养护合同一份提供给您"}


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


def on(day: date) -> Any:
    return time_machine.travel(moment(day, 10), tick=False)


def served(here: Scene, request: Request, kind: str, day: date, way: str = "online",
           **fields: Any) -> Letter:  # fmt: skip
    """A letter drafted, approved by the other and served on one day."""
    at = moment(day)
    one = letters.draft(request=request, kind=kind, by=here.clerk, at=at, **fields)
    letters.submit(letter=one, by=here.clerk, at=at)
    letters.approve(letter=one, by=here.approver, at=at)
    letters.serve(letter=one, way=way, on=day, proof="网上送达", by=here.clerk, at=at)
    one.refresh_from_db()
    return one


def given(request: Request, day: date, text: str = "合同", **fields: Any) -> RequestFile:
    """A file of the case; given to the applicant unless its role is another."""
    file = store(
        name="合同.txt", data=text.encode(), by=None, at=moment(day),
        organisation=request.organisation,
    )  # fmt: skip
    facts = {"role": RequestFile.Role.GIVEN} | fields
    return RequestFile.objects.create(request=request, file=file, at=moment(day), **facts)


def lead(client: Client) -> str:
    """What the page says on when the answer comes."""
    path = "//section[@aria-labelledby='h-when']//p[@class='lead']"
    return texts(client.get(url("foi_track")), path)[0]


def offered(client: Client) -> list[str]:
    """What the page lets the applicant do or fetch."""
    path = "//main//section//a[starts-with(@href, '/foi/track/')]"
    return texts(client.get(url("foi_track")), path)


def test_the_clock_is_told_in_plain_words() -> None:
    here = scene()
    made = registered(here)
    with on(date(2026, 2, 9)):
        client = following(made.request.number, made.secret)
        assert lead(client) == "最迟2026年3月11日 星期三答复，还剩 18 个工作日。"
        answer = client.get(url("foi_track"))
        assert texts(answer, "//ul[@class='legend']/li") == ["已用 2 个工作日", "还剩 18 个工作日"]
        assert len(texts(answer, "//div[@class='days']/i")) == 20
        assert texts(answer, "//ol[@class='timeline']/li/h3") == [
            "您提交申请", "单位收到您的申请", "单位正在办理", "答复并送达",
        ]  # fmt: skip
    with on(date(2026, 3, 12)):
        client = following(made.request.number, made.secret)
        assert lead(client) == "答复期限2026年3月11日 星期三已经过了，单位还没有答复。"
        assert "现在已经超过答复期限，您可以" in client.get(url("foi_track")).content.decode()


def test_each_state_says_what_is_waited_for_and_until_when() -> None:
    here = scene()
    made = registered(here, "online")
    number, secret = made.request.number, made.secret
    found = {}
    with on(DAY):
        found["intake"] = lead(following(number, secret))
    steps: list[tuple[str, date, dict[str, Any]]] = [
        ("received", date(2026, 2, 6), {}),
        ("correction_requested", date(2026, 2, 9), {"days": 10}),
        ("supplement_received", date(2026, 2, 25), {}),
        ("third_party_consulted", date(2026, 2, 26), {"party": "P1"}),
        ("third_party_answered", date(2026, 3, 2), {"party": "P1"}),
        ("fee_notified", date(2026, 3, 3), {}),
        ("withdrawn", date(2026, 3, 4), {}),
    ]
    for kind, day, facts in steps:
        then(here, made.request, kind, day, **facts)
        with on(day):
            found[kind] = lead(following(number, secret))
            cache.clear()
    assert found == {
        "intake": "单位应在2026年2月6日 星期五以前与您联系、确认收到。双方确认的那天就是收到申请的"
        "日期，从第二天起 20 个工作日内答复（条例第三十一条、第三十三条）。",
        "received": "最迟2026年3月12日 星期四答复，还剩 20 个工作日。",
        "correction_requested": "正在等您补正。请最迟在2026年2月28日 星期六（调休上班）补正。"
        "收到补正以后，重新计算 20 个工作日。",
        "supplement_received": "最迟2026年3月24日 星期二答复，还剩 20 个工作日。",
        "third_party_consulted": "正在依法征求意见，这段时间不计入期限。"
        "按现在的情况，最迟2026年4月15日 星期三答复。",
        "third_party_answered": "最迟2026年3月27日 星期五答复，还剩 19 个工作日。",
        "fee_notified": "正在等您缴费，最迟2026年3月31日 星期二。缴费以后，重新计算 20 个工作日。",
        "withdrawn": "您已于2026年3月4日撤回申请，办理结束。",
    }


def test_who_is_asked_and_who_handles_it_is_not_told() -> None:
    here = scene()
    made = registered(here)
    then(here, made.request, "third_party_consulted", date(2026, 2, 6), party="某方甲")
    with on(date(2026, 2, 9)):
        text = following(made.request.number, made.secret).get(url("foi_track")).content.decode()
    assert [
        word for word in ("某方甲", here.clerk.name, here.approver.name, NAME) if word in text
    ] == []


@pytest.mark.parametrize("number", ["JTJ-2026-0001", "JTJ-2026-9999", "", "\0", "甲" * 41])
def test_wrong_number_and_wrong_secret_get_one_answer(number: str) -> None:
    registered(scene())
    client = Client()
    answer = post(client, "foi_track", number=number, secret=NEVER)
    assert "foi_case" not in client.cookies
    assert texts(answer, "//h1") == ["查申请进度"]
    if number.strip("\0") and len(number) <= 40:
        assert (answer.status_code, errors(answer)) == (200, [WRONG])


def test_the_answer_for_a_number_that_exists_is_the_same_to_the_letter_and_as_quick() -> None:
    made = registered(scene())
    there, nowhere = (
        asked(number) for number in (made.request.number, made.request.number[:-1] + "9")
    )
    assert there == nowhere
    assert there[1] == 1


def asked(number: str) -> tuple[str, int]:
    """The answer without what differs each time, and how many queries it took."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = post(Client(), "foi_track", number=number, secret=NEVER)
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return text.replace(number, "编号"), len(queries)


def test_an_address_may_not_guess_on() -> None:
    registered(scene())
    client = Client()
    statuses = [
        post(client, "foi_track", number=f"JTJ-2026-{place:04d}", secret=NEVER).status_code
        for place in range(31)
    ]
    assert statuses == [200] * 30 + [429]


def test_one_number_may_not_be_guessed_from_everywhere() -> None:
    made = registered(scene())
    for number in (made.request.number, "JTJ-2026-7777"):
        statuses = [
            Client(REMOTE_ADDR=f"203.0.113.{place}").post(
                url("foi_track"), {"number": number, "secret": NEVER}
            ).status_code
            for place in range(21)
        ]  # fmt: skip
        assert statuses == [200] * 20 + [429]


def test_the_secret_stands_in_no_address_and_no_cookie() -> None:
    made = registered(scene())
    with on(DAY):
        client = following(made.request.number, made.secret)
        answer = client.get(url("foi_track"))
    kept = " ".join(f"{one.value}" for one in client.cookies.values())
    seen = kept + answer.content.decode() + str(dict(answer.headers))
    assert made.secret not in seen and made.request.secret_hash not in seen
    cookie = client.cookies["foi_case"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        "/foi/", True, "Lax", 1800,
    )  # fmt: skip


def test_the_page_closes_after_half_an_hour_and_on_leaving() -> None:
    made = registered(scene())
    with on(DAY):
        client = following(made.request.number, made.secret)
        other = following(made.request.number, made.secret)
        assert post(other, "foi_track_leave")["Location"] == url("foi")
        assert texts(other.get(url("foi_track")), "//h1") == ["查申请进度"]
    with time_machine.travel(moment(DAY, 10) + timedelta(minutes=31), tick=False):
        assert texts(client.get(url("foi_track")), "//h1") == ["查申请进度"]


def test_a_cookie_that_was_changed_opens_nothing() -> None:
    made, other = registered(scene()), registered(scene("mzj", "民政局"))
    with on(DAY):
        client = following(made.request.number, made.secret)
        value = client.cookies["foi_case"].value
        client.cookies["foi_case"] = value.replace(f"{made.request.pk}:", f"{other.request.pk}:", 1)
        assert texts(client.get(url("foi_track")), "//h1") == ["查申请进度"]


def test_letters_served_here_are_fetched_and_no_others() -> None:
    here = scene()
    made, other = registered(here), registered(here)
    day = date(2026, 2, 9)
    mine = served(here, made.request, "G3", day, values=CORRECTION)
    foreign = served(here, other.request, "G3", day, values=CORRECTION)
    posted = served(here, registered(here).request, "G3", day, way="post", values=CORRECTION)
    draft = letters.draft(
        request=made.request, kind="G9", by=here.clerk, at=moment(day),
        values={"延期天数": "5", "延期理由": "需要查找档案"},
    )  # fmt: skip
    with on(day):
        client = following(made.request.number, made.secret)
        assert offered(client) == ["提交补正", *LETTER, "撤回申请"]
        answer = client.get(url("foi_letter", mine.pk))
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store, private")
        assert answer.content[:2] == b"PK"
        assert client.get(url("foi_letter_pdf", mine.pk)).content[:5] == b"%PDF-"
        others = [foreign.pk, posted.pk, draft.pk, 10**20]
        for name in ("foi_letter", "foi_letter_pdf"):
            assert [client.get(url(name, pk)).status_code for pk in others] == [404] * 4
        assert Client().get(url("foi_letter", mine.pk)).status_code == 404


def test_letters_to_third_parties_are_not_shown_to_the_applicant() -> None:
    here = scene()
    made = registered(here)
    day = date(2026, 2, 9)
    third = served(
        here, made.request, "G7", day,
        values={"第三方": "某公司", "公开内容": "合同价格", "公开理由": "涉及公共利益需要公开"},
    )  # fmt: skip
    with on(day):
        client = following(made.request.number, made.secret)
        assert client.get(url("foi_letter", third.pk)).status_code == 404
        assert "某公司" not in client.get(url("foi_track")).content.decode()


def test_files_are_given_with_the_reply_and_not_before() -> None:
    here = scene()
    made, other = registered(here), registered(here)
    day = date(2026, 2, 9)
    file, foreign = given(made.request, day), given(other.request, day, "别人的")
    found = RequestFile.objects.create(
        request=made.request, file=file.file, role=RequestFile.Role.FOUND, at=moment(day)
    )
    with on(day):
        client = following(made.request.number, made.secret)
        assert client.get(url("foi_given", file.pk)).status_code == 404
        assert offered(client) == ["撤回申请"]
    served(here, made.request, "G11", day, outcome="3.1", values=PROVIDED)
    with on(day):
        reply = "政府信息公开申请答复书（予以公开）"
        assert offered(client) == [reply, f"PDF：{reply}", "合同.txt"]
        assert client.get(url("foi_given", file.pk)).content.decode() == "合同"
        others = [found.pk, foreign.pk]
        assert [client.get(url("foi_given", pk)).status_code for pk in others] == [404] * 2
        assert lead(client) == "已于2026年2月9日答复。"
        remedy = texts(client.get(url("foi_track")), "//section[@aria-labelledby='h-papers']/p")
        assert [one[:5] for one in remedy] == ["如不服本答"]


def test_of_a_file_that_was_made_anew_only_the_last_is_given() -> None:
    here = scene()
    request, day = registered(here).request, date(2026, 2, 9)
    source = given(request, day, "原件", role="found")
    for text in ("遮得不够", "遮好了"):
        made = given(request, day, text, role="redacted", made_from=source)
        given(request, day, text, made_from=made)
    then(here, request, "replied", day, outcome="3.2")
    found = tracked(case_of(request.pk), day).given  # type: ignore[arg-type]
    assert [read_bytes(one.file).decode() for one in found] == ["遮好了"]


def test_a_supplement_within_its_term_begins_the_clock_anew() -> None:
    here = scene()
    made = registered(here)
    served(here, made.request, "G3", date(2026, 2, 9), values=CORRECTION)
    with on(date(2026, 2, 25)):
        client = following(made.request.number, made.secret)
        empty = post(client, "foi_supplement", text="  ")
        assert (empty.status_code, errors(empty)) == (
            409, ["没有写内容，也没有上传文件。请填写或者上传后再提交。"],
        )  # fmt: skip
        answer = post(client, "foi_supplement", text="二〇二五年的", file=picture(f"{NAME}.png"))
        assert answer["Location"] == url("foi_track")
        assert lead(client) == "最迟2026年3月24日 星期二答复，还剩 20 个工作日。"
    made.request.refresh_from_db()
    files = made.request.files.filter(role="supplement")
    assert (made.request.state, [one.file.name for one in files]) == (
        "running", ["补正说明.txt", "补正材料2.png"],
    )  # fmt: skip


def test_a_supplement_after_its_term_is_told_why_and_not_lost() -> None:
    here = scene()
    made = registered(here)
    served(here, made.request, "G3", date(2026, 2, 9), values=CORRECTION)
    with on(date(2026, 3, 2)):
        client = following(made.request.number, made.secret)
        assert offered(client) == LETTER
        answer = post(client, "foi_supplement", text="二〇二五年的")
        assert answer.status_code == 409
        assert texts(answer, "//textarea") == ["二〇二五年的"]


def test_reasons_are_given_when_they_were_asked_for() -> None:
    here = scene()
    made = registered(here)
    with on(date(2026, 2, 9)):
        client = following(made.request.number, made.secret)
        answer = post(client, "foi_explain", text="研究需要")
        assert (answer.status_code, errors(answer)) == (
            409, ["现在没有要您说明理由的通知，或者申请已经办结，不能提交说明。"],
        )  # fmt: skip
        then(here, made.request, "explanation_requested", date(2026, 2, 9))
        assert offered(client) == ["说明理由", "撤回申请"]
        assert post(client, "foi_explain", text="研究需要")["Location"] == url("foi_track")
    assert [one.file.name for one in made.request.files.all()] == ["说明理由.txt"]


@pytest.mark.parametrize("channel", ["counter", "online"])
def test_a_request_is_withdrawn_once_the_applicant_is_sure(channel: str) -> None:
    here = scene()
    made = registered(here, channel)
    with on(date(2026, 2, 6)):
        client = following(made.request.number, made.secret)
        answer = post(client, "foi_withdraw")
        assert errors(answer) == ["请勾选“我自愿撤回这件申请，知道撤回后不再答复”"]
        assert post(client, "foi_withdraw", sure="on")["Location"] == url("foi_track")
        again = post(client, "foi_withdraw", sure="on")
        assert (again.status_code, offered(client)) == (409, [])
    made.request.refresh_from_db()
    assert (made.request.state, made.request.outcome, made.request.ended_on) == (
        "withdrawn", "3.6.3", date(2026, 2, 6),
    )  # fmt: skip


def test_pages_of_the_applicant_lead_strangers_to_the_form() -> None:
    for name in ("foi_supplement", "foi_explain", "foi_withdraw"):
        for answer in (Client().get(url(name)), post(Client(), name, text="x", sure="on")):
            assert answer["Location"] == url("foi_track")


def test_the_page_takes_as_many_queries_whatever_there_is() -> None:
    here = scene()
    made = registered(here)
    with on(date(2026, 2, 9)):
        client = following(made.request.number, made.secret)
        before = queries(client)
        for _ in range(3):
            registered(here)
        then(here, made.request, "third_party_consulted", date(2026, 2, 6), party="P1")
        then(here, made.request, "third_party_answered", date(2026, 2, 9), party="P1")
        served(here, made.request, "G9", date(2026, 2, 9),
               values={"延期天数": "5", "延期理由": "需要查找档案"})  # fmt: skip
        after = queries(client)
        for number in range(3):
            given(made.request, date(2026, 2, 9), f"第{number}份")
        served(here, made.request, "G11", date(2026, 2, 9), outcome="3.1", values=PROVIDED)
        decided = queries(client)
    # A reply brings the files given with it, and the organ that decides on reconsiderations.
    assert (before, after, decided <= 10) == (before, before, True)


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(url("foi_track"))
    return len(found)


def test_parts_and_joined_requests_are_told_by_number() -> None:
    here = scene()
    made, part = registered(here).request, registered(here).request
    Request.objects.filter(pk=part.pk).update(split_from=made)
    Request.objects.filter(pk=made.pk).update(merged_into=part)
    found = tracked(case_of(made.pk), DAY)  # type: ignore[arg-type]
    assert (found.parts, found.joined) == ([part.number], part.number)


def test_pairs_of_the_case_are_those_of_the_request() -> None:
    made = registered(scene())
    with on(DAY):
        answer = following(made.request.number, made.secret).get(url("foi_track"))
    assert pairs(answer) == {
        "编号": made.request.number, "内容": "二〇二五年道路养护合同", "提供形式": "电子文本",
        "获取方式": "网上查看",
    }  # fmt: skip
    assert WANTED not in answer.content.decode()
