"""A letter by post: registered, asked about, extended, answered in part, converted, archived."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gongkai.rules.letters import CLAUSES
from gongkai.work.files.extract.read import extract
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.redact.fold import folded
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions.catalogue import set_up
from tests.factories import AT, department
from tests.journeys.archiving import archive, begin, convert
from tests.journeys.clock import Clock
from tests.journeys.stage import DOCX, IN_BROWSER, Visitor, stage
from tests.journeys.world import login
from tests.work.foi.redact.pdf_made import printed, streams, text_of
from tests.work.foi.redact.word_made import cell, everything, p, table, texts, word
from tests.work.foi.scene import ID

pytestmark = [*IN_BROWSER, pytest.mark.slow]
NAME, WANTED = "米有为", "二〇二五年青禾路道路养护合同和报价"
COMPANY, PHONE, PRICE = "稻香养护有限公司", "13800138000", "单价三百一十七元"
REMOVED = (COMPANY, PHONE, PRICE)
CONTRACT = word(
    p("甲方为交通局。", f"乙方为{COMPANY}。")
    + table(cell("联系人") + cell("138 0013 8000"))
    + p(f"{PRICE}。", "养护范围为全线。"),
    parts={"docProps/core.xml": f"<a>{COMPANY}</a>"},
    comments=f'<w:comment w:id="1" w:author="甲">{p(PRICE)}</w:comment>',
)
OFFER = printed(f"报价单\n{COMPANY}\n{PRICE}\n电话 {PHONE}", "养护范围为全线")
GIVEN = "二〇二五年青禾路道路养护合同和报价的电子文本各一份。"


def test_a_letter_by_post_to_its_archive(
    live_server: Any, pictures: Path, clock: Callable[[str], Clock], root: Path
) -> None:
    now = clock("2026-02-05")
    place()
    with stage(live_server.url, pictures) as enter:
        clerk, approver, writer = (entered(enter, one) for one in ("clerk", "approver", "writer"))
        number, secret = register(clerk)
        code = consult(clerk, number)
        letter_leaves(clerk, approver, number, way="邮寄")
        now.move_to("2026-02-09")
        opinion(enter(), code)
        now.move_to("2026-02-10")
        for who, name in ((clerk, "clerk"), (approver, "approver"), (writer, "writer")):
            who.log_in(name)
        extend(clerk, number)
        letter_leaves(clerk, approver, number)
        for name, data in (("合同.docx", CONTRACT), ("报价.pdf", OFFER)):
            redact(clerk, number, name, data)
        for made in ("提供件1.docx", "提供件2.pdf"):
            look_at(approver, number, made)
        applicant = tracked(enter(), number, secret)
        assert applicant.page.get_by_role("link", name="提供件").count() == 0
        refuse_partly(clerk, number)
        letter_leaves(clerk, approver, number, reply=True)
        assert outcome_of(number) == ("decided", "3.2")
        receive(tracked(applicant, number, secret), number)
        convert(clerk, number, COMPANY)
        begin(writer, number)
        archive(clerk, number, root)


def place() -> None:
    """An agency with somebody who handles requests, who approves, who drafts records."""
    set_up(at=AT)
    here = department("jtj", "交通局")
    login("clerk", here, Post.Role.FOI_CLERK)
    login("approver", here, Post.Role.FOI_APPROVER)
    login("writer", here, Post.Role.CLERK)


def entered(enter: Callable[[], Visitor], username: str) -> Visitor:
    who = enter()
    who.log_in(username)
    return who


def register(clerk: Visitor) -> tuple[str, str]:
    """The letter as it lies on the desk; its number, and the secret for the applicant."""
    clerk.go("申请件")
    clerk.follow("登记申请")
    clerk.field("提交方式").select_option(label="挂号信或快递")
    clerk.fill("提交（签收、到达）日期", "2026-02-05")
    clerk.field("申请人类别").select_option(label="公民")
    clerk.field("证件类型").select_option(label="居民身份证")
    clerk.fill("证件号码", ID)
    clerk.fill("通信地址", "青禾区稻香路一号")
    clerk.fill("所需政府信息的名称、文号或者其他特征", WANTED)
    clerk.press("登记申请")
    assert clerk.refused == ["请填写姓名或者名称"]
    clerk.keep("register", narrow=True)
    clerk.fill("姓名或者名称", NAME)
    clerk.press("登记申请")
    told = clerk.pairs("dl.pairs")
    clerk.keep("registered", narrow=True)
    clerk.follow("打开这件申请")
    clerk.keep("case", narrow=True)
    return told["编号"], told["查询码"]


def consult(clerk: Visitor, number: str) -> str:
    """The letter that asks the third party; the code for its page."""
    clerk.follow("征求意见：征求第三方意见")
    clerk.fill("对方名称", COMPANY)
    clerk.fill("涉及的信息", f"{PRICE}，联系电话")
    clerk.keep("consult", narrow=True)
    clerk.press("建立征求意见")
    code = clerk.pairs("dl.pairs")["答复码"]
    clerk.keep("code")
    clerk.follow("起草征求意见书")
    assert NAME not in clerk.text("[aria-labelledby=h-p]")
    clerk.press("保存草稿")
    return code


def letter_leaves(
    clerk: Visitor, approver: Visitor, number: str, *, way: str = "网上送达", reply: bool = False
) -> None:
    """The letter on the clerk's screen: submitted, approved by another person, served."""
    clerk.press("送审批")
    assert clerk.page.get_by_role("button", name="批准", exact=True).count() == 0
    approver.open(f"/desk/foi/{number}/")
    approver.follow(re.compile("^查看并批准："))
    if reply:
        approver.keep("approve", narrow=True)
    approver.press("批准")
    assert approver.said == ["已批准并编号，可以送达。"]
    clerk.open(clerk.path)
    clerk.field("送达方式").select_option(label=way)
    clerk.fill("凭证", "回执一")
    clerk.press("登记送达")
    assert clerk.said == ["已登记送达，期限和状态随之更新。"]
    if reply:
        clerk.keep("served")
    clerk.open(f"/desk/foi/{number}/")


def opinion(party: Visitor, code: str) -> None:
    """The third party says no on its own page, where nothing tells who asks."""
    party.open("/foi/opinion/")
    party.fill("答复码", code)
    party.press("打开")
    assert (NAME in party.text(), WANTED in party.text()) == (False, False)
    party.page.get_by_label("不同意公开", exact=True).check()
    party.fill("理由", "单价属于商业秘密")
    party.keep("opinion", narrow=True)
    party.press("提交意见")
    assert party.pairs("dl.pairs") == {
        "意见": "不同意公开", "理由": "单价属于商业秘密", "登记日期": "2026-02-09",
    }  # fmt: skip


def extend(clerk: Visitor, number: str) -> None:
    """The answer has come and the clock runs; ten working days more."""
    clerk.open(f"/desk/foi/{number}/")
    assert "2026年2月9日答复：单价属于商业秘密" in clerk.text("[aria-labelledby=h-con]")
    clerk.keep("answered")
    clerk.follow("起草告知书：延期答复")
    clerk.fill("延期天数", "10")
    clerk.fill("延期理由", "合同和报价要逐页核对")
    clerk.keep("extend", narrow=True)
    clerk.press("保存草稿")


def redact(clerk: Visitor, number: str, name: str, data: bytes) -> None:
    """What is withheld is blacked out."""
    clerk.open(f"/desk/foi/{number}/")
    clerk.follow("遮盖不公开的部分")
    clerk.choose_file("检索到的文件", name, data, DOCX if name.endswith("x") else "application/pdf")
    clerk.press("加入文件")
    clerk.press(f"遮盖：{name}")
    clerk.field("遮盖的依据").select_option("E15")
    clerk.fill("遮盖所有出现的词", "\n".join(REMOVED))
    clerk.press("标记选中的内容")
    clerk.keep("marked")
    clerk.press("制作并核验")
    assert clerk.heading == "核对遮盖件"


def look_at(approver: Visitor, number: str, made: str) -> None:
    """Another person finds it from the case, looks at it and lets it go."""
    approver.open(f"/desk/foi/{number}/")
    approver.follow("查看和批准遮盖件")
    approver.follow(f"{number}-{made}")
    approver.page.get_by_label("我已逐页看过，没有不该提供的内容").check()
    approver.press("批准提供")
    assert approver.said == ["已批准。答复送达以后，申请人可以得到这份文件。"]


def refuse_partly(clerk: Visitor, number: str) -> None:
    clerk.open(f"/desk/foi/{number}/")
    clerk.follow("起草答复：答复申请人")
    clerk.keep("replies", narrow=True)
    clerk.follow("起草：部分公开，政府信息公开申请答复书（部分公开）")
    clerk.fill("公开部分", GIVEN)
    clerk.fill("不公开部分", "乙方的名称、联系电话和单价")
    clerk.field("条款").select_option(label=CLAUSES["E15"].text)
    clerk.fill("不公开理由", "第三方不同意公开，单价尚未公布，公开会损害它的竞争地位")
    clerk.keep("partly", narrow=True)
    clerk.press("保存草稿")


def outcome_of(number: str) -> tuple[str, str]:
    return Request.objects.values_list("state", "outcome").get(number=number)


def tracked(applicant: Visitor, number: str, secret: str) -> Visitor:
    applicant.open("/foi/track/")
    if applicant.heading == "查申请进度":
        applicant.fill("申请编号", number)
        applicant.fill("查询码", secret)
        applicant.press("查询")
    assert applicant.heading == f"申请 {number} 的进度"
    return applicant


def receive(applicant: Visitor, number: str) -> None:
    """The reply, and files in which nothing is left of what was removed."""
    applicant.keep("tracked", narrow=True)
    assert applicant.texts("ul.files li > a:first-child") == [
        "政府信息公开申请延期答复告知书",
        "政府信息公开申请答复书（部分公开）",
        f"{number}-提供件1.docx",
        f"{number}-提供件2.pdf",
    ]
    contract, offer = (fetched(applicant, f"{number}-提供件{one}") for one in ("1.docx", "2.pdf"))
    assert left_in(contract, everything(contract), extract("a.docx", contract).text) == []
    assert left_in(offer, streams(offer), text_of(offer)) == []
    assert [one for one in texts(contract) if "养护范围" in one or "甲方" in one] != []
    reply = fetched(applicant, "政府信息公开申请答复书（部分公开）")
    assert (NAME in "".join(texts(reply)), GIVEN in "".join(texts(reply))) == (True, True)


def fetched(who: Visitor, link: str | re.Pattern[str]) -> bytes:
    with who.page.expect_download() as saved:
        who.page.get_by_role("link", name=link, exact=True).click()
    return saved.value.path().read_bytes()


def left_in(data: bytes, unpacked: bytes, text: str) -> list[str]:
    """What was removed and is still to be found, as bytes in any coding or as extracted text."""
    found = folded(text)
    return [
        one
        for one in REMOVED
        if folded(one) in found
        or any(one.encode(code) in data + unpacked for code in ("utf-8", "utf-16-be", "gb18030"))
    ]
