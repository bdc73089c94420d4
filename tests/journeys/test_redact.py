"""A clerk blacks out what may not be public, another person looks at it, and it can be given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.work.files.extract.read import extract
from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.redact.fold import folded
from gongkai.work.foi.redact.marks import block_of
from tests.factories import moment
from tests.journeys.stage import IN_BROWSER, PASSWORD, Visitor, stage
from tests.work.foi.redact.pdf_made import printed, streams, text_of
from tests.work.foi.redact.word_made import cell, drawing, everything, p, photo, r, table, word
from tests.work.foi.scene import Scene, registered, scene

pytestmark = list(IN_BROWSER)
COMPANY, PHONE = "稻香养护有限公司", "13800138000"
CONTRACT = word(
    p("甲方为交通局。", r("乙方为稻香"), r("养护", "<w:b/>"), r("有限公司。"))
    + p("养护范围为全线。")
    + table(cell("联系人") + cell("138 0013 8000"))
    + p(drawing("a", said=COMPANY)),
    leads={"a": ("image", "media/a.jpg")},
    parts={"word/media/a.jpg": photo(said=COMPANY), "docProps/core.xml": f"<a>{COMPANY}</a>"},
    comments=f'<w:comment w:id="1" w:author="甲">{p(COMPANY)}</w:comment>',
)
PRICES = printed(f"报价单\n{COMPANY}\n单价三百元", "第二页")
AFTER = moment(date(2026, 2, 6))


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_from_the_original_to_what_is_given(
    live_server: Any, pictures: Path, clock: Any, script: bool
) -> None:
    clock("2026-02-06")
    here = scene()
    for who, name in ((here.clerk, "clerk"), (here.approver, "approver")):
        who.username = name
        who.set_password(PASSWORD)
        who.save()
    request = registered(here).request
    with stage(live_server.url, pictures, script=script) as enter:
        clerk, approver = enter(), enter()
        clerk.log_in("clerk")
        approver.log_in("approver")
        contract(clerk, request)
        prices(clerk, request)
        for number in (1, 2):
            look_at(approver, request, number)
    assert_given(here, request)


def add(clerk: Visitor, request: Request, name: str, data: bytes) -> None:
    clerk.open(f"/desk/foi/{request.number}/")
    clerk.follow("遮盖不公开的部分")
    clerk.choose_file("检索到的文件", name, data)
    clerk.press("加入文件")
    assert clerk.said == ["已加入文件。"]
    clerk.keep("files", narrow=True)
    clerk.press(f"遮盖：{name}")


def contract(clerk: Visitor, request: Request) -> None:
    """Words, a sentence on another ground, a picture."""
    add(clerk, request, "合同.docx", CONTRACT)
    clerk.fill("遮盖所有出现的词", f"{COMPANY}\n{PHONE}")
    clerk.press("标记选中的内容")
    assert clerk.refused == ["请选择遮盖的依据"]
    clerk.field("遮盖的依据").select_option("E15")
    clerk.press("标记选中的内容")
    clerk.field("遮盖的依据").select_option("E16b")
    clerk.page.get_by_label("养护范围为全线。", exact=True).check()
    clerk.press("标记选中的内容")
    clerk.keep("marked", narrow=True)
    clerk.follow("图片（1 张）")
    clerk.field("遮盖的依据").select_option("E15")
    clerk.page.get_by_label("遮盖这张图片").check()
    clerk.press("标记选中的内容")
    clerk.keep("pictures", narrow=True)
    clerk.press("制作并核验")
    assert clerk.heading == "核对遮盖件"
    clerk.keep("made", narrow=True)


def prices(clerk: Visitor, request: Request) -> None:
    """A word and a box on a page."""
    add(clerk, request, "报价.pdf", PRICES)
    clerk.field("遮盖的依据").select_option("E15")
    clerk.fill("遮盖所有出现的词", COMPANY)
    for name, value in (("左", "10"), ("上", "20"), ("右", "45"), ("下", "28")):
        clerk.page.get_by_label(name, exact=True).first.fill(value)
    clerk.press("标记选中的内容")
    clerk.keep("page", narrow=True)
    clerk.press("制作并核验")
    assert clerk.texts("div.what, h1")[0] == "核对遮盖件"
    clerk.keep("drawn", narrow=True)


def look_at(approver: Visitor, request: Request, number: int) -> None:
    """Somebody else looks at it and lets it go."""
    approver.open(f"/desk/foi/{request.number}/files/")
    approver.follow(f"{request.number}-提供件{number}.{'docx' if number == 1 else 'pdf'}")
    approver.press("批准提供")
    assert approver.refused == ["请勾选“我已逐页看过，没有不该提供的内容”"]
    approver.page.get_by_label("我已逐页看过，没有不该提供的内容").check()
    approver.press("批准提供")
    assert approver.said == ["已批准。答复送达以后，申请人可以得到这份文件。"]
    approver.keep(f"approved-{number}")


def assert_given(here: Scene, request: Request) -> None:
    """What was removed is in no file that is given, and what was not is there."""
    given = request.files.filter(role=RequestFile.Role.GIVEN).order_by("id")
    contract, prices = (read_bytes(one.file) for one in given)
    assert [one.by for one in given] == [here.approver] * 2
    text = folded(extract("a.docx", contract).text)
    assert [folded(one) in text for one in (COMPANY, PHONE, "养护范围")] == [False] * 3
    assert COMPANY.encode() not in everything(contract)
    kept = f"甲方为交通局。乙方为{block_of('E15')}。"
    assert folded(kept) in text
    assert (text_of(prices).strip(), COMPANY.encode() in streams(prices)) == ("", False)
