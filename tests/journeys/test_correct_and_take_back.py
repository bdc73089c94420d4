"""A document is corrected with a word on it and taken back by two people, seen by everybody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.stage import IN_BROWSER, Visitor, stage
from tests.journeys.world import at_work, submitted

pytestmark = list(IN_BROWSER)

TITLE = "城市公园开放时间的通知"
NOTE = "闭园时间写错，二十二时改为二十一时。"
WHY = "第一段写出了值班人员的住址"


@pytest.mark.parametrize("script", [True, False], ids=["script", "without"])
def test_correct_and_take_back(live_server: Any, pictures: Path, script: bool) -> None:
    record = f"/desk/records/{submitted(at_work(), TITLE).pk}/"
    with stage(live_server.url, pictures / str(script), script=script) as enter:
        clerk, citizen = enter(), enter()
        reviewers = {name: enter() for name in ("first", "second", "final")}
        clerk.log_in("clerk")
        for name, visitor in reviewers.items():
            visitor.log_in(name)
        number = passed(reviewers)
        correct(clerk, record)
        seen_by(reviewers["first"])
        passed(reviewers)
        read(citizen, number)
        ask(clerk, record)
        agree(reviewers["final"])
        gone(citizen, number)


def passed(reviewers: dict[str, Visitor]) -> str:
    """All three pass what waits for them; its index number."""
    for name, button in (
        ("first", "通过一审"), ("second", "通过二审"), ("final", "通过，立即发布")
    ):  # fmt: skip
        reviewers[name].open("/desk/reviews/")
        reviewers[name].follow(TITLE)
        reviewers[name].press(button)
    found = re.fullmatch(r"已发布，索引号 (.+)。", reviewers["final"].said[0])
    assert found is not None
    return found[1]


def correct(clerk: Visitor, record: str) -> None:
    clerk.open(record)
    clerk.follow("起草更正")
    clerk.fill("正文", "每日六时至二十一时开放。")
    clerk.press("检查并送审")
    assert clerk.texts("section.errors li") == [
        "这份信息公开过，更正要写明改了什么、为什么改。请填写“更正说明”，它会随更正后的内容一起公开。"
    ]
    clerk.fill("更正说明", NOTE)
    clerk.keep("note")
    clerk.press("检查并送审")
    assert clerk.said == ["已送审，等一审审核。"]


def seen_by(reviewer: Visitor) -> None:
    reviewer.open("/desk/reviews/")
    reviewer.follow(TITLE)
    assert NOTE in reviewer.text()
    assert "二十二" in "".join(reviewer.texts(".diff"))
    reviewer.keep("review")


def read(citizen: Visitor, number: str) -> None:
    """The trace of the correction is public, and so is the version before."""
    citizen.open(f"/records/{number}/")
    rows = citizen.rows("本信息的历次发布和更正")
    assert [(row[0], row[2]) for row in rows] == [
        ("第 2 稿（当前）", NOTE),
        ("第 1 稿", "首次发布"),
    ]
    citizen.keep("record", narrow=True)
    citizen.follow("第 2 稿")
    assert citizen.texts(".diff p")[0] == "每日六时至二十二一时开放。"
    citizen.keep("version", narrow=True)
    assert citizen.open(f"/records/{number}/versions/1/") == 200
    assert "已由第 2 稿代替" in citizen.text()


def ask(clerk: Visitor, record: str) -> None:
    clerk.open(record)
    clerk.follow("申请撤回")
    clerk.field("撤回类别").select_option(label="涉及个人隐私")
    clerk.fill("撤回原因", WHY)
    clerk.keep("ask", narrow=True)
    clerk.press("申请撤回")
    assert clerk.said == ["已申请撤回，等本单位另一位有权限的人决定。决定以前，内容仍然公开。"]


def agree(final: Visitor) -> None:
    final.open("/desk/")
    assert "等我决定的撤回申请" in final.text()
    assert final.go("审核") == 1
    final.follow(TITLE)
    final.keep("decide", narrow=True)
    final.press("同意撤回")
    assert final.said == ["已撤回。"]


def gone(citizen: Visitor, number: str) -> None:
    for place in ("", "versions/1/", "versions/2/"):
        assert citizen.open(f"/records/{number}/{place}") == 410
        assert f"撤回原因：涉及个人隐私：{WHY}" in citizen.text()
        assert TITLE not in citizen.text()
    citizen.keep("gone", narrow=True)
    assert citizen.open(f"/api/v1/records/{number}/") == 410
