"""The office's part at the beginning of the year: file in, questions answered, plan adopted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.journeys.scripts import LATER, Script
from tests.journeys.stage import Visitor


def upload(office: Visitor, file_name: str, data: bytes) -> None:
    """Hand the file in on the page of plans."""
    office.open("/desk/plans/")
    office.choose_file("方案文件", file_name, data)
    office.press("导入方案")


def open_questions(office: Visitor) -> int:
    """How many answers the page still asks for; none if it says that all is clear."""
    said = office.text("#h-p")
    found = re.match(r"(\d+) 处要您确认", said)
    return int(found[1]) if found else 0


def answer_all(office: Visitor, script: Script) -> None:
    """Answer every question through the page, each by the way that fits it."""
    plan_url = office.path
    left = open_questions(office)
    for name in script.founded:
        _found(office, name, code=f"new{left}", plan_url=plan_url)
        left -= 1
        assert open_questions(office) == left
    for name, answer in script.settled.items():
        if isinstance(answer, str):
            _settle(office, name, answer)
        else:
            _make_group(office, name, answer)
        left -= 1
        assert (office.path, open_questions(office)) == (plan_url, left), name
    assert left == 0


def _found(office: Visitor, name: str, code: str, plan_url: str) -> None:
    office.follow(re.compile(f"新增机构（.*“{name}”）"))
    office.fill("全称", name)
    office.fill("代码", code)
    # Like all the cast: an institution owes no guide and no yearly report.
    office.field("类型").select_option("institution")
    office.press("保存：新增机构")
    assert office.said == ["已新增机构。"]
    office.open(plan_url)
    office.press("重新对照名录")
    assert office.said == ["重新对照了机构名录，新对上 1 个名称。"]


def _settle(office: Visitor, name: str, answer: str) -> None:
    button = office.page.get_by_role("button", name=re.compile(f"核定单位：“{name}”")).first
    form = office.page.locator("form", has=button).first
    box = form.get_by_label(re.compile(f"“{name}”是哪个单位"))
    if answer == LATER:
        box.select_option(LATER)
    else:
        box.select_option(label=answer)
    with office.page.expect_navigation():
        button.click()
    assert office.said == [f"已核定“{name}”。"]


def _make_group(office: Visitor, name: str, members: Sequence[str]) -> None:
    office.follow(re.compile(f"把“{name}”作为一组单位"))
    for member in members:
        office.field(member).check()
    office.press(re.compile("^保存"))
    assert office.said == [f"已把“{name}”作为一组单位，以后的方案里也这样认。"]
