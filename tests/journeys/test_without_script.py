"""The public pages, and one document from its draft to the public, in a browser without script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.utils import timezone

from gongkai.work.search.actions.keep import keep_current
from tests.journeys.stage import IN_BROWSER, Visitor, stage
from tests.journeys.world import at_work

pytestmark = list(IN_BROWSER)

TITLE = "城市公园开放时间的通知"
BODY = "自五月一日起，城市公园每日六时至二十二时开放。\n\n闭园期间不接待游客。"
PARAGRAPHS = ["自五月一日起，城市公园每日六时至二十二时开放。", "闭园期间不接待游客。"]


def test_document_comes_out_and_is_read_without_script(live_server: Any, pictures: Path) -> None:
    at_work()
    with stage(live_server.url, pictures, script=False) as enter:
        clerk = enter()
        clerk.log_in("clerk")
        record = draft(clerk)
        for name, button in (
            ("first", "通过一审"), ("second", "通过二审"), ("final", "通过，立即发布")
        ):  # fmt: skip
            reviewer = enter()
            reviewer.log_in(name)
            reviewer.go("审核")
            reviewer.follow(TITLE)
            reviewer.keep(name)
            reviewer.press(button)
        number = re.fullmatch(r"已发布，索引号 (.+)。", reviewer.said[0])[1]  # type: ignore[index]
        clerk.open(record)
        assert clerk.texts("#main .phead .tag")[:1] == ["已发布"]
        read(enter(), number)


def draft(clerk: Visitor) -> str:
    """Write it in plain text fields and send it off; its address."""
    clerk.open("/desk/records/new/")
    clerk.field("目录事项").select_option(label="法定主动公开内容：国民经济和社会发展统计信息")
    clerk.press("开始起草")
    record = clerk.path.removesuffix("edit/")
    today = timezone.localdate().isoformat()
    for label, text in (
        ("标题", TITLE), ("主题分类", "城乡建设-市政管理"), ("发文机关", "城市管理局"),
        ("成文日期", today), ("形成或变更日期", today), ("正文", BODY),
    ):  # fmt: skip
        clerk.fill(label, text)
    clerk.press("保存草稿")
    assert clerk.said == ["已保存草稿。"]
    clerk.keep("draft")
    clerk.press("检查并送审")
    assert clerk.said == ["已送审，等一审审核。"]
    return record


def read(citizen: Visitor, number: str) -> None:
    """Every public page is whole, and the filters work."""
    citizen.open("/")
    citizen.keep("home")
    while keep_current(at=timezone.now()):
        pass
    citizen.page.get_by_label("输入文件名、文号或想办的事").fill("公园")
    citizen.press("搜索信息")
    assert citizen.texts("ul.result h3") == [TITLE]
    citizen.keep("search")
    citizen.open("/catalogue/?words=公园")
    assert citizen.texts("ul.result h2") == [TITLE]
    citizen.keep("catalogue")
    citizen.page.get_by_label("标题、文号或索引号").fill("没有的字")
    citizen.press("筛选信息")
    assert citizen.texts("ul.result h2") == []
    citizen.open(f"/records/{number}/")
    assert citizen.texts("article.doc .text p") == PARAGRAPHS
    citizen.keep("record")
    citizen.follow("查看证明，自己核对")
    citizen.page.get_by_text("写入日志的原文", exact=True).click()
    assert TITLE in citizen.text("details[open]")
    citizen.keep("proof")
    citizen.open("/ledger/")
    assert citizen.heading == "政务公开工作台账"
    citizen.keep("ledger")
