"""Taking requests in on the desk: paper, mail, holidays, files that are none."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.journal.seal import secret_hash
from gongkai.work.org.models.person import Post
from tests.faces.desk.foi.reading import as_, said, shown, url
from tests.factories import department, moment, person
from tests.work.foi.scene import APPLICANT, Scene, scene
from tests.work.foi.test_mail import PDF, attached, mail

pytestmark = pytest.mark.django_db
FILLED = APPLICANT | {
    "place": "jtj", "channel": "counter", "on": "2026-02-10", "wanted": "二〇二五年道路养护合同",
    "form": "electronic", "way": "online",
}  # fmt: skip


@pytest.fixture
def here() -> Scene:
    return scene()


def post(here: Scene, *files: SimpleUploadedFile, **fields: Any) -> Any:
    return as_(here.clerk).post(url("foi_register"), FILLED | fields | {"papers": list(files)})


def test_what_is_handed_in_is_received_and_its_secret_shown_once(here: Scene) -> None:
    page = post(here, SimpleUploadedFile("米有为.pdf", PDF))
    request = Request.objects.get()
    assert shown(page, "//h1") == ["已登记：JTJ-2026-0001"]
    secret = shown(page, "//dd/strong")[0]
    assert secret_hash(secret) == request.secret_hash
    assert (request.received_on, request.due_on, request.holder) == (
        date(2026, 2, 10), date(2026, 3, 16), here.clerk,
    )  # fmt: skip
    assert [one.file.name for one in RequestFile.objects.all()] == ["申请材料1.pdf"]
    assert secret not in as_(here.clerk).get(url("foi_case", request.number)).content.decode()


def test_a_receipt_on_a_day_of_rest_is_explained(here: Scene, monkeypatch: Any) -> None:
    saturday = date(2026, 3, 7)

    def now() -> datetime:
        return moment(saturday)

    monkeypatch.setattr(timezone, "now", now)
    page = post(here, on="2026-03-07", channel="registered")
    request = Request.objects.get()
    assert (request.received_on, request.due_on) == (saturday, date(2026, 4, 3))
    rest = (
        "收到日2026年3月7日是休息日，仍以这一天为收到日；期限只数工作日，第 1 天是3月9日 星期一。"
    )
    assert rest in page.content.decode()
    case = as_(here.clerk).get(url("foi_case", request.number)).content.decode()
    assert rest in case


def test_what_needs_a_confirmation_waits_for_it(here: Scene) -> None:
    page = post(here, channel="plain", on="2026-02-09")
    request = Request.objects.get()
    assert (request.state, request.submitted_at) == ("intake", moment(date(2026, 2, 9), 12))
    assert shown(page, "//a[@class='btn']")[-1] == "已与申请人确认"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "请填写姓名或者名称"),
        ({"kind": ""}, "请选择申请人类别"),
        ({"channel": ""}, "请选择提交方式"),
        ({"wanted": ""}, "请填写所需政府信息的名称、文号或者其他特征"),
        ({"on": "2026-02-11"}, "日期还没有到，请核对"),
        ({"on": "昨天"}, "提交（签收、到达）日期不是日期，请按 2026-09-16 这样填写"),
        ({"email": "x"}, "电子邮箱不对，请按 someone@example.com 这样填写"),
        ({"place": "mzj"}, "收件单位里没有这一项，请从列出的选项中选择"),
    ],
)
def test_what_is_wrong_stands_beside_and_nothing_is_lost(
    here: Scene, fields: dict[str, str], sentence: str
) -> None:
    department("mzj", "民政局")
    page = post(here, **fields)
    assert (said(page), Request.objects.count()) == ([sentence], 0)
    assert FILLED["address"] in page.content.decode()


def test_the_number_of_a_paper_is_checked(here: Scene) -> None:
    page = post(here, identity="110105194912310021")
    assert (page.status_code, said(page)) == (
        409, ["居民身份证的号码不对，最后一位由前面各位算出。请对照证件核对。"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("运行.exe", b"MZ", "文件“运行.exe”的类型不能上传。"),
        ("合同.pdf.js", b"x", "文件“合同.pdf.js”的类型不能上传。"),
        ("photo\u202efdp.exe", b"MZ", "文件“photofdp.exe”的类型不能上传。"),
        ("合同.pdf", b"MZ", "文件“合同.pdf”的内容不是 pdf 格式，与扩展名不符。"),
    ],
)
def test_programs_are_refused_with_the_whole_request(
    here: Scene, name: str, data: bytes, sentence: str
) -> None:
    page = post(here, SimpleUploadedFile(name, data))
    assert page.status_code == 409
    assert [one.split("。")[0] + "。" for one in said(page)] == [sentence]
    assert (Request.objects.count(), RequestFile.objects.count()) == (0, 0)


def test_no_more_than_ten_files_at_once(here: Scene) -> None:
    page = post(here, *(SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(11)))
    assert said(page) == ["一次最多选 10 个文件，现在有 11 个"]


def test_who_works_in_two_bodies_says_which(here: Scene) -> None:
    there = department("mzj", "民政局")
    both = person("两处", (here.organisation, Post.Role.FOI_CLERK), (there, Post.Role.FOI_CLERK))
    page = as_(both).get(url("foi_register"))
    assert sorted(shown(page, "//select[@name='place']/option")) == ["交通局", "民政局"]
    as_(both).post(url("foi_register"), FILLED | {"place": "mzj"})
    assert Request.objects.get().organisation == there


# Mails.


def send(here: Scene, name: str, data: bytes) -> Any:
    given = {"place": "jtj", "mail": SimpleUploadedFile(name, data)}
    return as_(here.clerk).post(url("foi_register_mail"), given)


def test_a_mail_is_registered_and_what_was_left_out_is_told(here: Scene) -> None:
    page = send(here, "申请.eml", attached(("身份证.pdf", PDF), ("运行.exe", b"MZ")))
    assert shown(page, "//h1") == ["已登记：JTJ-2026-0001"]
    assert shown(page, "//section[@aria-labelledby='h-l']//li") == [
        "运行.exe：文件“运行.exe”的类型不能上传。可以上传：docx、xlsx、pdf、ofd、txt、csv、png、jpg、"
        "jpeg、gif；旧的 doc、xls 请另存为 docx、xlsx。"
    ]
    again = send(here, "申请.eml", attached(("身份证.pdf", PDF), ("运行.exe", b"MZ")))
    assert (again.status_code, said(again)) == (
        409, ["这封邮件已经登记过，编号是 JTJ-2026-0001。请打开那一件查看。"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("申请.docx", PDF, "“申请.docx”不是邮件文件，请在邮箱里另存为 .eml"),
        (
            "坏.eml",
            b"\x00\xff" * 99,
            "这个文件读不出邮件内容，可能不是邮件、已损坏或者没有下载完。"
            "请在邮箱里重新“另存为 .eml”后上传，或者照邮件内容手工登记。",
        ),
    ],
)
def test_what_is_no_mail_is_told(here: Scene, name: str, data: bytes, sentence: str) -> None:
    assert said(send(here, name, data)) == [sentence]
    assert Request.objects.count() == 0


def test_a_mail_is_completed_on_the_case(here: Scene) -> None:
    send(here, "申请.eml", mail().as_bytes())
    client, at = as_(here.clerk), url("foi_act", "JTJ-2026-0001", "amend")
    page = client.get(at)
    assert shown(page, "//textarea[@name='wanted']") == [
        "申请公开养护合同 请公开二〇二五年道路养护合同。 谢谢。"
    ]
    names = ("kind", "name", "identity_kind", "identity", "phone", "address", "wanted", "form")
    answer = client.post(at, {name: FILLED[name] for name in names} | {"way": "post"})
    request = Request.objects.get()
    assert answer.url == url("foi_case", request.number)
    assert (request.way, request.applicant.name) == ("post", "米有为")
