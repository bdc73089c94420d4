"""After the reply on the desk: reviewed, challenged, archived; the lists of what is to be done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html as lxml_html

from gongkai.rules.dossier import verify
from gongkai.work.foi.actions.archive import archive
from gongkai.work.foi.actions.convert import review
from gongkai.work.foi.actions.erase import erase_applicants
from gongkai.work.foi.models.ending import Archive, Challenge, Conversion
from gongkai.work.foi.models.request import Request
from gongkai.work.org.models.person import Post
from tests.faces.desk.foi.reading import as_, text_of, url
from tests.factories import clerk, district, head, officer, person, post
from tests.work.foi.closed import NAME, closed, refused_conversion
from tests.work.foi.scene import Scene, registered, scene
from tests.work.foi.test_archive import AT
from tests.work.foi.test_convert import FIT
from tests.work.foi.test_erase import OVER

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def here() -> Scene:
    district()
    return scene()


def test_a_review_that_says_no(here: Scene) -> None:
    case = closed(here)
    client = as_(here.clerk)
    page = url("foi_after", case.number)
    assert "办结后 20 个工作日内审查" in text_of(client.get(page))
    at = url("foi_convert", case.number)
    assert "请选择审查结论" in text_of(client.post(at, {"reason": "无"}))
    assert client.post(at, {"is_fit": "no", "reason": "只与申请人有关"}).url == page
    assert "不转为主动公开" in text_of(client.get(page))


def test_a_review_that_says_yes_names_nobody(here: Scene) -> None:
    case = closed(here)
    client, at = as_(here.clerk), url("foi_convert", case.number)
    form = lxml_html.fromstring(client.get(at).content.decode())
    assert NAME not in str(form.xpath("//textarea[@name='text']/text()"))
    given = {"is_fit": "yes", "reason": "公众关心", "title": f"{NAME}的合同", "text": "合同"}
    refused = client.post(at, given)
    assert (refused.status_code, Conversion.objects.count()) == (409, 0)
    assert "标题里有申请人的姓名" in text_of(refused)
    client.post(at, given | {"title": "养护合同"})
    one = Conversion.objects.get()
    assert (one.title, one.is_fit) == ("养护合同", True)


def test_who_drafts_records_begins_it_and_sees_nothing_else(here: Scene) -> None:
    case = closed(here, wanted="某路段养护合同的副本")
    one = review(request=case, by=here.clerk, at=AT, **FIT)  # type: ignore[arg-type]  # as tested
    drafter = as_(clerk(here.organisation))
    listed = text_of(drafter.get(url("foi_closed")))
    assert (FIT["title"] in listed, case.wanted in listed, NAME in listed) == (True, False, False)
    assert drafter.get(url("foi_after", case.number)).status_code == 404
    answer = drafter.post(url("foi_convert_begin", one.pk))
    one.refresh_from_db()
    assert one.record is not None
    assert answer.url == url("record_edit", one.record.pk)
    assert as_(here.clerk).post(url("foi_convert_begin", one.pk)).status_code == 403


def test_a_challenge_from_notice_to_a_new_reply(here: Scene) -> None:
    case = closed(here)
    client, page = as_(here.clerk), url("foi_after", case.number)
    assert "行政复议最迟到 2026年4月13日" in text_of(client.get(page))
    given = {
        "kind": "reconsideration", "body": "青禾区人民政府", "number": "青复〔2026〕1号",
        "notified_on": "2026-02-11", "file": SimpleUploadedFile("通知.pdf", PDF),
    }  # fmt: skip
    assert client.post(url("foi_challenge_new", case.number), given).url == page
    one = Challenge.objects.get()
    assert "最迟 2026年3月3日" in text_of(client.get(page))
    kept = client.get(url("foi_challenge_paper", case.number, one.papers.get().pk))
    assert kept.content == PDF
    client.post(url("foi_challenge_answer", case.number, one.pk), {"on": "2026-02-12"})
    decide = url("foi_challenge_decide", case.number, one.pk)
    wrong = client.post(
        decide, {"result": "upheld", "on": "2026-02-12", "redo_due_on": "2026-03-02"}
    )
    assert (wrong.status_code, "只有“结果纠正”的" in text_of(wrong)) == (409, True)
    given = {"result": "corrected", "on": "2026-02-12", "redo_due_on": "2026-03-02"}
    assert client.post(decide, given).url == page
    one.refresh_from_db()
    assert (one.answered_on, one.result, one.redo_due_on) == (
        date(2026, 2, 12), "corrected", date(2026, 3, 2),
    )  # fmt: skip
    letters = text_of(client.get(url("foi_letters", case.number)))
    assert ("起草重新答复" in letters, "2026年3月2日以前重新答复" in letters) == (True, True)


def test_an_archive_is_made_and_verifies(here: Scene) -> None:
    case = closed(here)
    client, page = as_(here.clerk), url("foi_after", case.number)
    make = url("foi_archive_make", case.number)
    assert "还没有审查要不要转为主动公开" in text_of(client.get(page))
    assert (client.post(make).status_code, Archive.objects.count()) == (409, 0)
    refused_conversion(here, case)
    assert client.post(make).url == page
    found = client.get(url("foi_archive_file", case.number, 1))
    assert (found["Content-Type"], verify(found.content).problems) == (
        "application/octet-stream",
        [],
    )
    assert client.get(url("foi_archive_file", case.number, 2)).status_code == 404
    assert client.post(make).status_code == 409


def test_after_its_term_the_archive_is_gone(
    here: Scene, django_capture_on_commit_callbacks: Any
) -> None:
    case = closed(here)
    refused_conversion(here, case)
    archive(request=case, by=here.clerk, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        erase_applicants(at=OVER)
    client = as_(here.clerk)
    assert client.get(url("foi_archive_file", case.number, 1)).status_code == 404
    letter = case.letters.get()
    assert client.get(url("foi_letter_file", case.number, letter.pk, "pdf")).status_code == 404
    assert "到期销毁" in text_of(client.get(url("foi_after", case.number)))


@pytest.mark.parametrize("show", ["review", "publish", "alike", "archive", "challenge", "nothing"])
@pytest.mark.parametrize("count", [1, 6])
def test_lists_take_as_many_queries_for_many_rows(
    here: Scene, show: str, count: int, django_assert_max_num_queries: Any
) -> None:
    for place in range(count):
        case = closed(here, name=f"黍离{place}", identity="", phone=f"1390000000{place}")
        if show == "publish":
            review(request=case, by=here.clerk, at=AT, **FIT)  # type: ignore[arg-type]
        if show == "challenge":
            Challenge.objects.create(
                request=case, kind="reconsideration", body="某", notified_on=AT.date(),
                at=AT, by=here.clerk,
            )  # fmt: skip
    client = as_(here.clerk)
    client.get(url("foi_closed"))
    with django_assert_max_num_queries(10):
        answer = client.get(url("foi_closed"), {"show": show})
    assert answer.status_code == 200


GETS = (
    "foi_after", "foi_convert", "foi_challenge_new", "foi_challenge_answer",
    "foi_challenge_decide", "foi_challenge_paper", "foi_archive_file",
)  # fmt: skip


def _address(name: str, case: Request, one: Challenge) -> str:
    more: dict[str, list[Any]] = {"foi_archive_file": [1], "foi_challenge_paper": [1]}
    wanted = name in {"foi_challenge_answer", "foi_challenge_decide"}
    return url(name, case.number, *([one.pk] if wanted else more.get(name, [])))


@pytest.fixture
def told(here: Scene) -> tuple[Request, Challenge]:
    case = closed(here)
    refused_conversion(here, case)
    archive(request=case, by=here.clerk, at=AT)
    one = Challenge.objects.create(
        request=case, kind="reconsideration", body="某", notified_on=AT.date(), at=AT, by=here.clerk
    )
    return case, one


@pytest.mark.parametrize("name", [*GETS, "foi_archive_make"])
def test_for_others_the_case_does_not_exist(
    here: Scene, told: tuple[Request, Challenge], name: str
) -> None:
    there = scene("mzj", "民政局")
    strangers = [
        there.clerk, there.approver, officer(), clerk(here.organisation),
        person("一审乙", (here.organisation, Post.Role.FIRST_REVIEWER)),
    ]  # fmt: skip
    call = "post" if name == "foi_archive_make" else "get"
    found = [getattr(as_(who), call)(_address(name, *told)).status_code for who in strangers]
    assert found == [404] * len(strangers)


@pytest.mark.parametrize(
    ("name", "clerk_may", "others"),
    [
        ("foi_after", 200, 200),
        ("foi_archive_file", 200, 200),
        ("foi_convert", 200, 403),
        ("foi_challenge_new", 200, 403),
        ("foi_challenge_answer", 200, 403),
        ("foi_challenge_decide", 200, 403),
        ("foi_archive_make", 409, 403),
    ],
)
def test_only_the_clerk_changes_anything(
    here: Scene, told: tuple[Request, Challenge], name: str, clerk_may: int, others: int
) -> None:
    call = "post" if name == "foi_archive_make" else "get"
    people = (here.clerk, here.approver, head(here.organisation))
    found = [getattr(as_(who), call)(_address(name, *told)).status_code for who in people]
    assert found == [clerk_may, others, others]


def test_lists_are_closed_to_who_has_nothing_to_do_with_it(here: Scene) -> None:
    assert as_(officer()).get(url("foi_closed")).status_code == 403
    both = here.clerk
    post(both, here.organisation, Post.Role.CLERK)
    case = closed(here)
    assert case.number in text_of(as_(both).get(url("foi_closed")))


def test_an_open_case_has_nothing_to_archive(here: Scene) -> None:
    case = registered(here).request
    said = text_of(as_(here.clerk).get(url("foi_after", case.number)))
    assert ("还没有办结，不能归档" in said, "办结以后再审查" in said) == (True, True)
