"""Letters on the desk: what fits is offered, drafted, looked at, approved by another, served."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from gongkai.rules.letters import CLAUSES
from gongkai.work.foi.actions.letters import draft, submit
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.org.models.person import Post
from tests.faces.desk.foi.reading import as_, text_of, url
from tests.factories import clerk, district, head, officer, person
from tests.work.foi.scene import Scene, registered, scene
from tests.work.foi.test_letters import AT, DAY, GRANTED, approved, letter, served

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Scene:
    district()
    return scene()


def links(answer: Any, part: str) -> list[str]:
    hrefs = lxml_html.fromstring(answer.content.decode()).xpath("//main//a/@href")
    return [one for one in hrefs if part in one]


def test_the_clerk_is_offered_what_the_clock_has_room_for(here: Scene) -> None:
    case = registered(here).request
    answer = as_(here.clerk).get(url("foi_letters", case.number))
    offered = {one.split("/new/")[1].split("/")[0] for one in links(answer, "/letters/new/")}
    assert offered == {
        "G1", "G2", "G3", "G4", "G9", "G10", "G11", "G12", "G13", "G14", "G15", "G16",
        "G17", "G18", "G19", "G20",
    }  # fmt: skip
    assert "没有征求过意见。" in text_of(answer)
    asked = [one.split("?")[1] for one in links(answer, "/do/consult/")]
    assert asked == ["whom=third_party", "whom=agency"]


def test_who_is_to_be_asked_is_offered_by_name(here: Scene) -> None:
    case = registered(here).request
    Consultation.objects.create(
        request=case, whom="third_party", party="p1", name="远山公司", information="报价", at=AT
    )
    page = url("foi_letters", case.number)
    (link,) = links(as_(here.clerk).get(page), "/new/G5/")
    form = as_(here.clerk).get(link)
    assert (link.split("?")[1], "远山公司：" in text_of(form)) == ("consultation=p1", True)
    as_(here.clerk).post(link, {"v0": "远山公司", "v1": "报价", "act": "save"})
    one = Letter.objects.get()
    served(here, approved(here, one))
    assert one.consultation is not None
    one.consultation.refresh_from_db()
    assert (one.consultation.sent_on, case.events.last().party) == (DAY, "p1")  # type: ignore[union-attr]
    again = as_(here.clerk).get(page)
    assert len(links(again, "/new/G5/")) == 0


def test_nothing_is_offered_when_it_is_over(here: Scene) -> None:
    case = registered(here).request
    served(here, approved(here, letter(here, case)))
    answer = as_(here.clerk).get(url("foi_letters", case.number))
    assert {one.split("/new/")[1] for one in links(answer, "/letters/new/")} == {
        "G1/", "G20/", "G21/",
    }  # fmt: skip
    assert "申请已经办结（已答复），不能再答复" in text_of(answer)


def test_a_draft_is_looked_at_before_it_is_saved(here: Scene) -> None:
    case = registered(here).request
    client, at = as_(here.clerk), f"{url('foi_letter_new', case.number, 'G13')}?outcome=3.3.4"
    first = client.get(at)
    assert "还没有填“不公开理由”" in text_of(first)
    assert CLAUSES["E15"].text in text_of(first)
    given = {
        "outcome": "3.3.4",
        "v0": CLAUSES["E15"].text,
        "v1": "附件是第三方尚未公布的报价清单。",
    }
    looked = client.post(at, given | {"act": "preview"})
    assert (looked.status_code, Letter.objects.count()) == (200, 0)
    assert "应当先自收到本答复书之日起六十日内" in text_of(looked)
    assert "必须写明的都有了" in text_of(looked)
    saved = client.post(at, given | {"act": "save"})
    one = Letter.objects.get()
    assert saved.url == url("foi_letter", case.number, one.pk)
    assert (one.state, one.outcome, one.values["条款"]) == ("draft", "3.3.4", given["v0"])


def test_from_draft_to_service_by_two_people(here: Scene) -> None:
    case = registered(here).request
    one = letter(here, case)
    clerk_, approver = as_(here.clerk), as_(here.approver)
    page = url("foi_letter", case.number, one.pk)
    assert clerk_.post(url("foi_letter_submit", case.number, one.pk)).url == page
    assert "起草人不能批准自己起草的文书" in text_of(clerk_.get(page))
    assert "批准以后编号" in text_of(approver.get(page))
    assert approver.post(url("foi_letter_approve", case.number, one.pk)).url == page
    proof = SimpleUploadedFile("receipt.pdf", b"%PDF-1.4\n%%EOF")
    sent = clerk_.post(
        url("foi_letter_deliver", case.number, one.pk),
        {"way": "post", "on": DAY.isoformat(), "proof": "挂号 XA0001", "file": proof},
    )
    assert sent.url == page
    case.refresh_from_db()
    delivery = one.deliveries.get()
    assert (case.state, delivery.proof, delivery.file is not None) == (
        "decided",
        "挂号 XA0001",
        True,
    )
    assert "凭证：挂号 XA0001" in text_of(clerk_.get(page))
    kept = clerk_.get(url("foi_letter_proof", case.number, one.pk, delivery.pk))
    assert kept.content == b"%PDF-1.4\n%%EOF"


def test_a_letter_goes_back_with_words_and_comes_again(here: Scene) -> None:
    case = registered(here).request
    one = letter(here, case)
    submit(letter=one, by=here.clerk, at=AT)
    approver = as_(here.approver)
    back = url("foi_letter_return", case.number, one.pk)
    assert "请填写意见" in text_of(approver.post(back, {"return-opinion": ""}))
    approver.post(back, {"return-opinion": "写明页数"})
    one.refresh_from_db()
    assert (one.state, one.opinion) == ("returned", "写明页数")
    clerk_ = as_(here.clerk)
    edit = url("foi_letter_edit", case.number, one.pk)
    assert "写明页数" in text_of(clerk_.get(edit))
    clerk_.post(edit, {"outcome": "3.1", "v0": "三十页", "act": "save"})
    one.refresh_from_db()
    assert (one.state, one.values) == ("draft", {"提供情况": "三十页"})


def test_an_approved_letter_can_be_void_before_it_is_served(here: Scene) -> None:
    case = registered(here).request
    one = approved(here, letter(here, case))
    at = url("foi_letter_void", case.number, one.pk)
    as_(here.approver).post(at, {"void-opinion": "收件地址写错"})
    one.refresh_from_db()
    assert (one.state, one.opinion, one.number) == (
        "void", "收件地址写错", "交通局公开〔2026〕1号-答",
    )  # fmt: skip
    second = approved(here, letter(here, case))
    assert second.number == "交通局公开〔2026〕2号-答"


def test_what_is_missing_is_said_and_nothing_leaves(here: Scene) -> None:
    case = registered(here).request
    one = letter(here, case, values={})
    client = as_(here.clerk)
    answer = client.post(url("foi_letter_submit", case.number, one.pk))
    assert (answer.status_code, "还有没填好的地方：提供情况" in text_of(answer)) == (409, True)
    one.refresh_from_db()
    assert one.state == "draft"
    assert "提供情况" in text_of(client.get(url("foi_letter", case.number, one.pk)))


def test_files_exist_only_of_what_was_approved(here: Scene) -> None:
    case = registered(here).request
    one = letter(here, case)
    client = as_(here.clerk)
    at = {ending: url("foi_letter_file", case.number, one.pk, ending) for ending in ("docx", "pdf")}
    assert [client.get(one).status_code for one in at.values()] == [404, 404]
    approved(here, one)
    found = {ending: client.get(place) for ending, place in at.items()}
    assert {ending: answer.content[:4] for ending, answer in found.items()} == {
        "docx": b"PK\x03\x04", "pdf": b"%PDF",
    }  # fmt: skip
    assert found["pdf"]["Cache-Control"] == "no-store"
    assert "米有为" not in found["pdf"]["Content-Disposition"]


PAGES = ("foi_letters", "foi_letter_new", "foi_letter", "foi_letter_edit", "foi_letter_file")
POSTS = (
    "foi_letter_submit", "foi_letter_approve", "foi_letter_give_up", "foi_letter_return",
    "foi_letter_void", "foi_letter_deliver",
)  # fmt: skip


def _address(name: str, case: Request, one: Letter) -> str:
    more: dict[str, list[Any]] = {
        "foi_letters": [], "foi_letter_new": ["G2"], "foi_letter_file": [one.pk, "pdf"],
    }  # fmt: skip
    return url(name, case.number, *more.get(name, [one.pk]))


@pytest.mark.parametrize("name", [*PAGES, *POSTS])
def test_for_others_the_case_does_not_exist(here: Scene, name: str) -> None:
    there = scene("mzj", "民政局")
    case = registered(here).request
    one = letter(here, case)
    strangers = [
        there.clerk, there.approver, officer(), clerk(here.organisation),
        person("一审乙", (here.organisation, Post.Role.FIRST_REVIEWER)),
    ]  # fmt: skip
    place = _address(name, case, one)
    found = [getattr(as_(who), "post" if name in POSTS else "get")(place) for who in strangers]
    assert [answer.status_code for answer in found] == [404] * len(strangers)
    assert [b"\xe7\xb1\xb3\xe6\x9c\x89\xe4\xb8\xba" in answer.content for answer in found] == [
        False
    ] * len(strangers)


@pytest.mark.parametrize(
    ("name", "clerk_may", "approver_may", "head_may"),
    [
        ("foi_letters", 200, 200, 200),
        ("foi_letter", 200, 200, 200),
        ("foi_letter_new", 200, 403, 403),
        ("foi_letter_edit", 200, 403, 403),
        ("foi_letter_submit", 302, 403, 403),
        ("foi_letter_approve", 403, 409, 409),
        ("foi_letter_return", 403, 200, 200),
        ("foi_letter_give_up", 302, 403, 403),
        ("foi_letter_void", 403, 200, 200),
        ("foi_letter_deliver", 200, 403, 403),
    ],
)
def test_each_role_does_its_own(
    here: Scene, name: str, clerk_may: int, approver_may: int, head_may: int
) -> None:
    case = registered(here).request
    found = []
    for who in (here.clerk, here.approver, head(here.organisation)):
        one = draft(request=case, kind="G11", by=here.clerk, at=AT, values=GRANTED, outcome="3.1")
        client = as_(who)
        call = client.post if name in POSTS else client.get
        found.append(call(_address(name, case, one)).status_code)
    assert found == [clerk_may, approver_may, head_may]


def test_the_list_takes_as_many_queries_for_many_letters(here: Scene) -> None:
    case = registered(here).request
    client, asked = as_(here.clerk), []
    client.get(url("foi_letters", case.number))
    for more in (1, 11):
        for _ in range(more):
            letter(here, case)
        with CaptureQueriesContext(connection) as queries:
            client.get(url("foi_letters", case.number))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_who_asked_stands_in_no_title(here: Scene) -> None:
    case = registered(here).request
    one = letter(here, case)
    for place in (_address(name, case, one) for name in ("foi_letters", "foi_letter")):
        answer = as_(here.clerk).get(place)
        title = lxml_html.fromstring(answer.content.decode()).findtext(".//title")
        assert "米有为" not in str(title)
