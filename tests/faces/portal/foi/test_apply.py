"""Writing a request on the public pages: everything kept, everything said beside its field."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from gongkai.work.foi.models.draft import Draft
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.models.deed import Deed
from tests.faces.portal.foi.scene import (
    APPLICANT,
    ID,
    NAME,
    NOW,
    OTHER_ID,
    WANTED,
    applied,
    errors,
    fill_in,
    page,
    pairs,
    picture,
    post,
    scene,
    texts,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Any:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def test_two_doors_and_what_it_is() -> None:
    answer = Client().get(url("foi"))
    assert texts(answer, "//main//a[contains(@class, 'btn')]") == [
        "填写申请", "接着填草稿", "查进度",
    ]  # fmt: skip


def test_a_request_is_sent_and_its_number_and_secret_told_once() -> None:
    here, client = scene(), Client()
    number, secret = applied(client, here)
    request = Request.objects.get()
    assert (number, request.number, request.channel, request.state) == (
        "JTJ-2026-0001", "JTJ-2026-0001", "online", "intake",
    )  # fmt: skip
    assert (request.wanted, request.form, request.way) == (WANTED, "electronic", "online")
    assert {name: getattr(request.applicant, name) for name in APPLICANT} == APPLICANT
    text = client.get(url("foi_receipt_text")).content.decode("utf-8-sig")
    assert f"申请编号：{number}\r\n查询码：{secret}\r\n" in text
    assert client.post(url("foi_leave"))["Location"] == url("foi")
    assert client.get(url("foi_receipt"))["Location"] == url("foi_track")
    assert Draft.objects.count() == 0


def test_the_receipt_is_gone_after_half_an_hour() -> None:
    client = Client()
    applied(client, scene())
    with time_machine.travel(NOW + timedelta(minutes=29), tick=False):
        assert client.get(url("foi_receipt")).status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=30), tick=False):
        assert client.get(url("foi_receipt"))["Location"] == url("foi_track")


def test_the_purpose_is_not_asked() -> None:
    client = Client()
    fill_in(client, scene())
    names = {
        field.get("name")
        for name in ("foi_apply", "foi_wanted", "foi_way", "foi_applicant")
        for field in page(client.get(url(name))).xpath("//main//*[@name and not(self::button)]")
    }
    assert names == {
        "csrfmiddlewaretoken", "organisation", "wanted", "document_number", "material", "form",
        "way", "kind", "name", "identity_kind", "identity", "proof", "contact", "phone", "email",
        "address",
    }  # fmt: skip


@pytest.mark.parametrize(("changed", "said"), [
    ({"name": ""}, ["请填写姓名或者单位名称"]),
    ({"identity": "11010519491231002Y"},
     ["身份证号码不对，最后一位由前面各位算出，请对照证件核对"]),
    ({"phone": ""}, ["请填写电话、电子邮箱、通信地址中的一种"]),
    ({"kind": "", "identity_kind": ""}, ["请选择申请人类别", "请选择证件类型"]),
    ({"identity_kind": "统一社会信用代码"},
     ["公民申请的请选择个人证件；单位申请的请改选申请人类别",
      "统一社会信用代码不对，请对照证照核对"]),
    ({"email": "li@"}, ["电子邮箱的写法不对，应像 li@example.cn"]),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    changed: dict[str, str], said: list[str]
) -> None:
    client = Client()
    fill_in(client, scene())
    given = APPLICANT | changed
    answer = post(client, "foi_applicant", **given)
    assert (answer.status_code, errors(answer)) == (200, said)
    assert texts(answer, "//form[@id='f']//p[@class='error']") == said
    typed = {
        one.get("name"): one.get("value") or ""
        for one in page(answer).xpath("//form[@id='f']//input[@type='text' or @type='email']")
    }
    text = {name: value for name, value in given.items() if name in typed}
    assert typed == text
    assert Draft.objects.get().values | text == Draft.objects.get().values


def test_the_way_says_which_address_is_needed() -> None:
    client, here = Client(), scene()
    fill_in(client, here)
    for way, form, said in (
        ("email", "electronic", "您选择用电子邮件获取，请填写电子邮箱"),
        ("post", "paper", "您选择邮寄获取，请填写通信地址"),
    ):
        post(client, "foi_way", form=form, way=way)
        assert errors(post(client, "foi_applicant", **APPLICANT)) == [said]
    answer = post(client, "foi_way", form="paper", way="online")
    assert errors(answer) == ["纸质的信息不能在网上送达，请选择邮寄或者自行领取"]
    answer = post(client, "foi_way", form="inspection", way="post")
    assert errors(answer) == ["查阅、抄录要到现场，请选择自行领取"]


def test_what_is_not_whole_is_not_sent_and_leads_back() -> None:
    client = Client()
    post(client, "foi_wanted", wanted=WANTED)
    answer = post(client, "foi_check")
    assert (answer.status_code, Request.objects.count()) == (200, 0)
    assert texts(answer, "//main//p[@class='error']") == [
        "还没有选择单位", "请选择提供形式", "请选择获取方式", "请选择申请人类别",
        "请填写姓名或者单位名称", "请选择证件类型", "请填写证件号码",
        "请填写电话、电子邮箱、通信地址中的一种",
    ]  # fmt: skip
    assert pairs(answer)["描述"] == WANTED
    assert texts(answer, "//main//button[text()='提交申请']") == []


def test_a_text_typed_after_the_cookie_ended_is_kept() -> None:
    client = Client()
    answer = post(client, "foi_wanted", wanted=WANTED)
    assert answer.status_code == 302
    assert Draft.objects.get().values["wanted"] == WANTED


def test_a_draft_is_opened_again_by_number_and_secret() -> None:
    client = Client()
    post(client, "foi_apply", organisation=scene().organisation.code)
    answer = post(client, "foi_wanted", wanted=WANTED, then="keep")
    kept = pairs(answer)
    draft = Draft.objects.get()
    assert (kept["草稿编号"], kept["保留到"]) == (draft.number, "2026-03-07 09:00")
    other = Client()
    wrong = post(other, "foi_open", number=kept["草稿编号"], secret="WRON-GWRO-NGWR-ONGW")
    nobody = post(other, "foi_open", number="CG-0000-0000", secret=kept["查询码"])
    assert errors(wrong) == errors(nobody) == [
        "草稿编号或者查询码不对，或者草稿已经提交、删除、超过保留期限。请对照保存时记下的内容核对。"
    ]  # fmt: skip
    typed = f" {kept['草稿编号'].lower()} ", kept["查询码"].lower().replace("-", " ")
    answer = post(other, "foi_open", number=typed[0], secret=typed[1])
    assert answer["Location"] == url("foi_wanted")
    assert page(other.get(url("foi_wanted"))).xpath("string(//textarea)").strip() == WANTED


def test_keeping_a_draft_again_makes_a_new_secret() -> None:
    client = Client()
    first = pairs(post(client, "foi_wanted", wanted=WANTED, then="keep"))
    second = pairs(post(client, "foi_wanted", wanted=WANTED, then="keep"))
    assert first["草稿编号"] == second["草稿编号"]
    places = [
        post(Client(), "foi_open", number=one["草稿编号"], secret=one["查询码"]).status_code
        for one in (first, second)
    ]
    assert places == [200, 302]


def test_leaving_erases_what_was_not_kept() -> None:
    kept, left = Client(), Client()
    post(kept, "foi_wanted", wanted=WANTED, then="keep")
    post(left, "foi_wanted", wanted="别的")
    for client in (kept, left):
        assert post(client, "foi_leave")["Location"] == url("foi")
        assert client.get(url("foi_wanted"))["Location"] == url("foi_apply")
    assert [one.values["wanted"] for one in Draft.objects.all()] == [WANTED]


def test_files_are_kept_with_the_draft_and_sent_under_names_of_ours() -> None:
    client, here = Client(), scene()
    fill_in(client, here)
    for name in ("图一.png", "图二.png"):
        post(client, "foi_wanted", wanted=WANTED, material=picture(name), then="upload")
    answer = post(client, "foi_applicant", **APPLICANT, proof=picture(f"{NAME}身份证.png"))
    assert answer["Location"] == url("foi_check")
    assert pairs(client.get(url("foi_check")))["补充材料"] == "图一.png、图二.png"
    post(client, "foi_check")
    names = [one.file.name for one in Request.objects.get().files.all()]
    assert names == ["申请材料1.png", "申请材料2.png", "申请材料3.png"]


def test_a_file_is_taken_out_again_without_losing_what_was_typed() -> None:
    client = Client()
    post(client, "foi_wanted", wanted=WANTED, material=picture(), then="upload")
    (held,) = Draft.objects.get().files.all()
    answer = post(client, "foi_wanted", wanted="改过的描述", drop=str(held.pk))
    assert (answer.status_code, errors(answer)) == (200, [])
    assert page(answer).xpath("string(//textarea)").strip() == "改过的描述"
    assert Draft.objects.get().files.count() == 0


@pytest.mark.parametrize(("name", "data", "said"), [
    ("病毒.exe", b"MZ\x90", "“病毒.exe”不是可以上传的文件"),
    ("照片.jpg.exe", b"MZ\x90", "“照片.jpg.exe”不是可以上传的文件"),
    ("照片.png", b"MZ\x90", "“照片.png”的内容与文件名不符"),
    ("空.png", b"", "“空.png”是空文件"),
])  # fmt: skip
def test_what_is_no_document_is_not_taken_and_the_text_stays(
    name: str, data: bytes, said: str
) -> None:
    client = Client()
    answer = post(client, "foi_wanted", wanted=WANTED, material=picture(name, data))
    assert [re.split("[，（]", one)[0] for one in errors(answer)] == [said]
    assert page(answer).xpath("string(//textarea)").strip() == WANTED
    assert Draft.objects.get().files.count() == 0


def test_paths_and_marks_that_turn_a_name_round_are_taken_out_of_it() -> None:
    client = Client()
    post(client, "foi_wanted", wanted=WANTED, material=picture("../../\u202egnp.a\u202c图.png"))
    assert [one.name for one in Draft.objects.get().files.all()] == ["gnp.a图.png"]


def test_a_double_click_sends_once_and_shows_the_receipt() -> None:
    client = Client()
    fill_in(client, scene())
    places = [post(client, "foi_check")["Location"] for _ in range(2)]
    assert (places, Request.objects.count()) == ([url("foi_receipt")] * 2, 1)


def test_the_same_text_within_a_day_asks_and_does_not_refuse() -> None:
    here = scene()
    applied(Client(), here)
    client = Client()
    fill_in(client, here, wanted=f" {WANTED} ")
    answer = post(client, "foi_check")
    assert (answer.status_code, errors(answer)) == (409, [
        "您在 24 小时内已经就同样的内容提交过申请，编号 JTJ-2026-0001。"
        "一般不用再提交一次，可以直接查那一件的进度；仍要另外提交的，请勾选后再提交。"
    ])  # fmt: skip
    assert page(answer).xpath("//input[@name='again']/@type") == ["checkbox"]
    assert post(client, "foi_check", again="yes")["Location"] == url("foi_receipt")
    assert Request.objects.count() == 2


def test_two_hundred_in_an_hour_are_taken_to_a_limit_and_no_text_is_lost(settings: Any) -> None:
    settings.GONGKAI_FOI_HOURLY = 3
    here = scene()
    for number in range(3):
        applied(Client(), here, wanted=f"第{number}份合同")
    client = Client()
    fill_in(client, here, wanted="第四份合同")
    answer = post(client, "foi_check")
    assert (answer.status_code, Request.objects.count()) == (429, 3)
    (said,) = errors(answer)
    assert said.startswith("您一小时内已经在网上提交 3 件申请，这一件没有提交，填写的内容都保留")
    assert pairs(answer)["描述"] == "第四份合同"
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert post(client, "foi_check")["Location"] == url("foi_receipt")


def test_an_organisation_takes_so_many_a_day(settings: Any) -> None:
    settings.GONGKAI_FOI_DAILY = 1
    here, other = scene(), scene("mzj", "民政局")
    applied(Client(), here)
    client = Client()
    fill_in(client, here, identity=OTHER_ID)
    answer = post(client, "foi_check", again="yes")
    assert (answer.status_code, Request.objects.count()) == (429, 1)
    assert errors(answer)[0].startswith("交通局今天在网上收到的申请已经达到")
    post(client, "foi_apply", organisation=other.organisation.code)
    assert post(client, "foi_check", again="yes")["Location"] == url("foi_receipt")


def test_an_address_that_sends_too_often_reads_its_text_again() -> None:
    client = Client()
    for _ in range(120):
        post(client, "foi_way", form="electronic", way="online")
    answer = post(client, "foi_wanted", wanted=WANTED)
    assert answer.status_code == 429
    assert errors(answer)[0].startswith("这个网络地址提交得太频繁，这一次没有保存。")
    assert page(answer).xpath("string(//textarea)").strip() == WANTED


def test_who_cannot_write_is_called_back() -> None:
    here, client = scene(), Client()
    answer = post(
        client, "foi_help", organisation=here.organisation.code, name=NAME, phone="13800000000",
        wanted="",
    )  # fmt: skip
    assert answer["Location"] == url("foi_receipt")
    request = Request.objects.get()
    assert (request.needs_help, request.state, request.applicant.name, request.applicant.phone) == (
        True, "intake", NAME, "13800000000",
    )  # fmt: skip
    assert request.wanted == "（申请人书写有困难，请打电话询问并代为填写）"
    assert "单位会打电话给您" in client.get(url("foi_receipt")).content.decode()


def test_nothing_of_the_applicant_stands_in_titles_headers_or_the_journal() -> None:
    client, here = Client(), scene()
    fill_in(client, here)
    answers = [client.get(url(name)) for name in (
        "foi_wanted", "foi_way", "foi_applicant", "foi_check",
    )]  # fmt: skip
    answers += [post(client, "foi_check"), client.get(url("foi_receipt"))]
    for answer in answers:
        shown = texts(answer, "//title | //h1") if answer.status_code == 200 else []
        head = f"{dict(answer.headers)} {shown}"
        assert [word for word in (NAME, ID, "13800000000", WANTED) if word in head] == []
        assert answer["Cache-Control"] == "no-store, private"
    said = str(list(Deed.objects.values_list("detail", "verb")))
    assert [word for word in (NAME, ID, "13800000000", WANTED) if word in said] == []
