"""A citizen applies online, is asked to correct the request, and fetches the reply."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from gongkai.work.files.actions.store import store
from gongkai.work.foi.actions import letters
from gongkai.work.foi.actions.consult import consult
from gongkai.work.foi.actions.register import confirm
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.search.actions.keep import keep_current
from tests.factories import AT, moment
from tests.journeys.clock import Clock
from tests.journeys.stage import IN_BROWSER, Visitor, stage
from tests.work.foi.scene import ID, Scene, scene
from tests.work.records.world import published, world

pytestmark = list(IN_BROWSER)
NAME, WANTED = "米有为", "青禾路延长段道路养护合同"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200
PUBLIC = "青禾路延长段道路养护合同公告"


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_request_from_the_form_to_the_reply(
    live_server: Any, pictures: Path, clock: Any, script: bool
) -> None:
    time: Clock = clock("2026-02-05")
    here = place()
    with stage(live_server.url, pictures, script=script) as enter:
        citizen = enter()
        number, secret = apply(citizen)
        request = Request.objects.get(number=number)
        confirm(request=request, on=time.today, by=here.clerk, at=moment(time.today, 10))
        time.move_to("2026-02-09", 10)
        serve(here, request, "G3", time, values={
            "补正事项": "没有写明年份", "补正指引": "请写明年份", "补正期限": "10",
        })  # fmt: skip
        citizen = follow(enter(), number, secret)
        correct(citizen)
        time.move_to("2026-02-10", 10)
        third_party(enter(), here, request, time)
        time.move_to("2026-02-12", 10)
        answer(here, request, time)
        citizen = follow(enter(), number, secret)
        fetch(citizen)
    assert request_state(request) == ("decided", "3.1")


def place() -> Scene:
    """An agency that takes requests, and a document that is public already."""
    set_up(at=AT)
    published(world(), title=PUBLIC, body_html=f"<p>{PUBLIC}全文。</p>")
    while keep_current(at=AT):
        pass
    return scene()


def apply(citizen: Visitor) -> tuple[str, str]:
    """From the first page to the receipt; the number and the secret."""
    citizen.open("/foi/")
    citizen.keep("about", narrow=True)
    citizen.follow("填写申请")
    citizen.press("下一步：想要的信息")
    assert citizen.refused == ["请选择向哪个单位申请"]
    citizen.field("向哪个单位申请").select_option(label="交通局")
    citizen.press("下一步：想要的信息")
    citizen.fill("信息的名称或描述", WANTED)
    citizen.choose_file("补充材料（可不填）", "图.png", PNG, "image/png")
    citizen.press("上传选好的文件")
    assert citizen.texts("ul.files li > span") == ["图.png（208 字节）"]
    citizen.keep("wanted", narrow=True)
    citizen.press("下一步")
    assert citizen.texts("ul.result h3") == [PUBLIC]
    citizen.keep("already", narrow=True)
    citizen.press("还是要申请")
    citizen.keep("way")
    citizen.press("下一步：您的联系方式")
    return sent(citizen)


def sent(citizen: Visitor) -> tuple[str, str]:
    """Who applies, with a draft kept on the way; sent, and the receipt saved."""
    citizen.fill("姓名或者单位名称", NAME)
    citizen.press("保存草稿，以后再填")
    kept = citizen.pairs("dl.pairs")
    citizen.keep("kept", narrow=True)
    citizen.press("离开")
    citizen.follow("接着填草稿")
    citizen.fill("草稿编号", kept["草稿编号"].lower())
    citizen.fill("查询码", kept["查询码"].replace("-", " "))
    citizen.press("打开草稿")
    citizen.open("/foi/apply/applicant/")
    assert citizen.field("姓名或者单位名称").input_value() == NAME
    citizen.field("证件类型").select_option(label="居民身份证")
    citizen.fill("证件号码", ID)
    citizen.press("下一步：核对提交")
    assert citizen.refused == ["请填写电话、电子邮箱、通信地址中的一种"]
    citizen.keep("applicant", narrow=True)
    citizen.fill("联系电话", "13800000000")
    citizen.press("下一步：核对提交")
    citizen.keep("check", narrow=True)
    citizen.press("提交申请")
    told = citizen.pairs("dl.pairs")
    citizen.keep("receipt", narrow=True)
    with citizen.page.expect_download() as saved:
        citizen.page.get_by_role("link", name="下载回执（文本）").click()
    text = saved.value.path().read_text("utf-8-sig")
    assert f"申请编号：{told['申请编号']}\n查询码：{told['查询码']}\n" in text
    citizen.press("我已记下，离开")
    return told["申请编号"], told["查询码"]


def follow(citizen: Visitor, number: str, secret: str) -> Visitor:
    citizen.open("/foi/track/")
    citizen.fill("申请编号", number)
    citizen.fill("查询码", "0000-0000-0000-0000")
    citizen.press("查询")
    assert citizen.refused == [
        "编号或者查询码不对。请对照回执核对；查询码遗失的，请带身份证件到受理单位补办。"
    ]
    citizen.keep("wrong")
    citizen.fill("查询码", secret)
    citizen.press("查询")
    assert citizen.heading == f"申请 {number} 的进度"
    assert not re.search(re.escape(secret), citizen.page.url)
    return citizen


def correct(citizen: Visitor) -> None:
    """Hand in what the letter asks for."""
    letter = "政府信息公开申请补正告知书"
    assert citizen.texts("ul.files li a") == [letter, f"PDF ：{letter}"]
    citizen.keep("correcting", narrow=True)
    citizen.follow("提交补正")
    citizen.fill("内容", "二〇二五年的合同")
    citizen.keep("supplement", narrow=True)
    citizen.press("提交补正")
    assert citizen.said == ["已收到您的补正，答复期限重新计算。"]
    citizen.page.get_by_text("这个日期是怎样算出来的").click()
    citizen.keep("running", narrow=True)


def third_party(party: Visitor, here: Scene, request: Request, time: Clock) -> None:
    """A third party is asked and answers on its page."""
    at = moment(time.today, 10)
    asked = consult(
        request=request, whom="third_party", name="青禾养护公司", information="合同单价",
        by=here.clerk, at=at,
    )  # fmt: skip
    serve(here, request, "G5", time, consultation=asked.consultation, values={
        "第三方": "青禾养护公司", "涉及信息": "合同单价",
    })  # fmt: skip
    party.open("/foi/opinion/")
    party.keep("code")
    party.fill("答复码", asked.secret)
    party.press("打开")
    assert NAME not in party.text() and WANTED not in party.text()
    party.page.get_by_label("不同意公开", exact=True).check()
    party.press("提交意见")
    assert len(party.refused) == 1
    party.keep("opinion", narrow=True)
    party.fill("理由", "单价属于商业秘密")
    party.press("提交意见")
    assert party.pairs("dl.pairs")["意见"] == "不同意公开"
    party.keep("answered")


def answer(here: Scene, request: Request, time: Clock) -> None:
    """The reply is served online with a file."""
    file = store(
        name="合同.txt", data="合同全文".encode(), by=None, at=AT,
        organisation=request.organisation,
    )  # fmt: skip
    RequestFile.objects.create(
        request=request, file=file, role=RequestFile.Role.GIVEN, at=AT, by=here.clerk
    )
    serve(here, request, "G11", time, outcome="3.1", values={"提供情况": "提供合同一份"})


def serve(here: Scene, request: Request, kind: str, time: Clock, **given: Any) -> Letter:
    """A letter drafted, approved by another person and served on this page."""
    at = moment(time.today, 11)
    one = letters.draft(request=request, kind=kind, by=here.clerk, at=at, **given)
    letters.submit(letter=one, by=here.clerk, at=at)
    letters.approve(letter=one, by=here.approver, at=at)
    letters.serve(letter=one, way="online", on=time.today, proof="网上", by=here.clerk, at=at)
    return one


def fetch(citizen: Visitor) -> None:
    """The reply and what was asked for."""
    citizen.keep("decided", narrow=True)
    with citizen.page.expect_download() as reply:
        citizen.page.get_by_role(
            "link", name="政府信息公开申请答复书（予以公开）", exact=True
        ).click()
    assert reply.value.path().read_bytes()[:2] == b"PK"
    with citizen.page.expect_download() as file:
        citizen.page.get_by_role("link", name="合同.txt").click()
    assert file.value.path().read_text("utf-8") == "合同全文"
    citizen.press("离开这个页面")
    citizen.open("/foi/track/")
    assert citizen.heading == "查申请进度"


def request_state(request: Request) -> tuple[str, str]:
    request.refresh_from_db()
    return request.state, request.outcome


def test_withdrawn_and_called_back(live_server: Any, pictures: Path, clock: Any) -> None:
    clock("2026-02-05")
    place()
    with stage(live_server.url, pictures) as enter:
        citizen = enter()
        citizen.open("/foi/")
        citizen.follow("留下姓名和电话")
        citizen.field("向哪个单位申请").select_option(label="交通局")
        citizen.fill("姓名", NAME)
        citizen.keep("call", narrow=True)
        citizen.fill("联系电话", "13800000000")
        citizen.press("请打电话给我")
        told = citizen.pairs("dl.pairs")
        citizen.press("我已记下，离开")
        follow(citizen, told["申请编号"], told["查询码"])
        citizen.follow("撤回申请")
        citizen.keep("withdraw", narrow=True)
        citizen.page.get_by_label("我自愿撤回这件申请，知道撤回后不再答复").check()
        citizen.press("撤回申请")
        assert citizen.said == ["已撤回申请。"]
        citizen.keep("withdrawn", narrow=True)
    assert request_state(Request.objects.get()) == ("withdrawn", "3.6.3")
