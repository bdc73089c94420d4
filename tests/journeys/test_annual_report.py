"""A year's report: a department submits its own, the office freezes the district's, all read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.rules.report_tables import ROWS3, read_published
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.models.record import Record
from gongkai.work.reporting.models.report import AnnualReport, Edition
from gongkai.work.reporting.queries.paper import report_docx
from tests.factories import AT, department, district, moment, openness_office, person
from tests.journeys.clock import Clock
from tests.journeys.publishing import send_off
from tests.journeys.stage import IN_BROWSER, Visitor, stage
from tests.journeys.world import login
from tests.rules.report_tables.build import report
from tests.work.foi.scene import Scene, registered, then
from tests.work.reporting.scene import BEGIN, complete

pytestmark = [*IN_BROWSER, pytest.mark.slow]
YEAR = 2026
TITLE = "青禾区人民政府2026年政府信息公开工作年度报告"
FIGURES = {
    "行政许可（处理决定数量）": "12",
    "行政处罚（处理决定数量）": "3",
    "行政强制（处理决定数量）": "0",
    "行政事业性收费（万元）": "3.5",
}
CARRIED_IN = "表三“二、上年结转政府信息公开申请数量”"
EQ5, EQ6 = "上年结转，应等于上年报告的结转下年度", "文字里的数，应与表格一致"
WRONG = "全年收到申请7件"
# The district's report on the year before, as it was published: one request was carried over.
BEFORE = report(
    dict.fromkeys(ROWS3, 0) | {"1": 1, "4": 1}, name="青禾区人民政府", year=YEAR - 1
)  # fmt: skip


def test_from_the_departments_to_the_public(
    live_server: Any, pictures: Path, clock: Callable[[str], Clock]
) -> None:
    clock("2027-01-08")
    place()
    with stage(live_server.url, pictures) as enter:
        people = {}
        for one in ("clerk", "head", "office", "place"):
            people[one] = enter()
            people[one].log_in(one)
        prepare(people["clerk"])
        refused(people["head"])
        mend(people["clerk"])
        submit(people["head"])
        accept(people["office"])
        of_the_place(people["office"])
        record = draft(people["place"])
        for level, name in enumerate(("first", "second", "final"), 1):
            reviewer = enter()
            reviewer.log_in(name)
            review(reviewer, record, level)
        read(enter())
    states = AnnualReport.objects.order_by("organisation__order").values_list("state", flat=True)
    assert list(states) == ["frozen", "frozen", "open"]


def place() -> None:
    """A department with three requests; the office, whose own figures are in; the district."""
    set_up(at=AT)
    here = department("jtj", "交通局", order=5)
    login("clerk", here, Post.Role.CLERK)
    login("head", here, Post.Role.HEAD)
    requests(here)
    login("office", openness_office(), Post.Role.OPENNESS_OFFICER)
    complete(openness_office(), None, year=YEAR, at=BEGIN)
    login("place", district(), Post.Role.CLERK)
    for name, role in (
        ("first", Post.Role.FIRST_REVIEWER),
        ("second", Post.Role.SECOND_REVIEWER),
        ("final", Post.Role.FINAL_REVIEWER),
    ):
        login(name, district(), role)


def requests(here: Organisation) -> None:
    """One carried in and granted, one granted in part, one still running."""
    handling = Scene(here, person("经办甲", (here, Post.Role.FOI_CLERK)), person("审批乙"))
    for received, outcome, ended in (
        (date(2025, 12, 25), "3.1", date(2026, 1, 20)),
        (date(2026, 3, 2), "3.2", date(2026, 3, 20)),
        (date(2026, 12, 20), "", None),
    ):
        one = registered(handling, at=moment(received)).request
        if ended is not None:
            then(handling, one, "replied", ended, outcome=outcome)


def prepare(clerk: Visitor) -> None:
    """Figures, the year before with a number that is wrong, a sentence that is wrong."""
    clerk.go("年度报告")
    assert clerk.texts("[aria-labelledby=h-check] h3 + ul > li") == [
        "交通局：行政许可、行政处罚、行政强制、行政事业性收费"
    ]
    clerk.keep("empty", narrow=True)
    clerk.follow("填报表二的数字")
    for label, value in FIGURES.items():
        clerk.fill(label, value)
    clerk.fill("数据来源", "审批系统年度统计")
    clerk.keep("figures", narrow=True)
    clerk.press("保存数字")
    carried_before(clerk, "0")
    write(clerk, f"{WRONG}。")
    clerk.keep("unproven", narrow=True)


def carried_before(clerk: Visitor, natural: str) -> None:
    clerk.follow(re.compile("^(导入|更换)上年年报$"))
    for kind in ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"):
        clerk.fill(f"四、结转下年度：{kind}", natural if kind == "自然人" else "0")
    clerk.fill("抄自哪里", "2026年1月20日公开的2025年年报")
    clerk.press("保存录入的数字")


def write(clerk: Visitor, text: str) -> None:
    clerk.follow("修改（二）依申请公开")
    clerk.fill("文字", text)
    clerk.press("保存文字")


def refused(head: Visitor) -> None:
    """The head cannot submit what does not hold; each place is named."""
    head.go("年度报告")
    head.press("报送年度报告")
    assert (head.status, head.heading) == (409, "这一步没有办成")
    assert head.texts("main .lead + ul li") == [
        f"EQ5 不成立：{CARRIED_IN}的“自然人”，{EQ5}，现在是 1 和 0。",
        f"EQ5 不成立：{CARRIED_IN}的“总计”，{EQ5}，现在是 1 和 0。",
        f"EQ6 不成立：文字“{WRONG}”，{EQ6}，现在是 7 和 2。",
    ]
    head.keep("refused", narrow=True)
    assert set(AnnualReport.objects.values_list("submitted_on", flat=True)) == {None}
    head.follow("返回")


def mend(clerk: Visitor) -> None:
    carried_before(clerk, "1")
    clerk.follow("修改（二）依申请公开")
    clerk.press("恢复系统起草的文字")
    assert clerk.page.locator("[aria-labelledby=h-check] h3").count() == 0


def submit(head: Visitor) -> None:
    head.go("年度报告")
    head.keep("proven", narrow=True)
    head.press("报送年度报告")
    assert head.said == ["已报送政务公开办。"]


def accept(office: Visitor) -> None:
    """The office sees who submitted, and freezes it."""
    office.go("年度报告")
    assert [row[:4] for row in office.rows("各单位年度报告的情况")] == [
        ["青禾区人民政府", "编制中", "—", "2027-03-31"],
        ["交通局", "已报送", "2027-01-08", "2027-01-31"],
        ["区政府办公室", "编制中", "—", "2027-01-31"],
    ]
    office.keep("office", narrow=True)
    office.follow("交通局")
    office.press("定稿")
    assert office.said == ["已定稿。数字和文字不再改变，可以转为公开草稿。"]


def of_the_place(office: Visitor) -> None:
    """The district's: the year before from its file, submitted and frozen by the office."""
    office.go("年度报告")
    office.follow("本级政府的报告")
    office.follow("导入上年年报")
    office.choose_file("上一年的年报", "2025年年报.docx", report_docx(BEFORE))
    office.fill("说明", "2026年3月20日公开的网页")
    office.press("导入文件")
    assert office.said == ["已记下 2025 年的年报，用来核对上年结转。"]
    office.press("报送年度报告")
    office.press("定稿")
    assert office.texts("#h-check") == ["定稿时六条等式都已成立"]
    office.keep("frozen", narrow=True)
    assert tables(downloaded(office, "Word 文件")) == frozen()


def draft(clerk: Visitor) -> int:
    """The district's clerk makes the record of it and sends it off; its key."""
    clerk.go("年度报告")
    clerk.press("转为公开草稿")
    assert clerk.said == ["已转为公开草稿，请核对后送审。"]
    record = Record.objects.get()
    clerk.open(f"/desk/records/{record.pk}/edit/")
    assert clerk.text("#h-miss") == "送审还缺 0 处"
    clerk.keep("draft")
    send_off(clerk)
    return record.pk


def review(reviewer: Visitor, record: int, level: int) -> None:
    name = ("一审", "二审", "三审")[level - 1]
    reviewer.open(f"/desk/reviews/{record}/")
    assert reviewer.heading == f"{name}：{TITLE}"
    reviewer.press("通过，立即发布" if level == 3 else f"通过{name}")


def read(citizen: Visitor) -> None:
    """The year's page, the report in figures, and its file, which says what was frozen."""
    citizen.open(f"/reports/{YEAR}/")
    assert citizen.rows("各单位的年报") == [
        ["青禾区人民政府", "2027-01-08 公开", "2", "2"],
        ["交通局", "没有公开", "—", "—"],
        ["区政府办公室", "没有公开", "—", "—"],
    ]
    citizen.keep("public-year", narrow=True)
    citizen.page.get_by_role("heading", name=TITLE).get_by_role("link").click()
    assert citizen.path == f"/reports/{YEAR}/qhq/"
    citizen.keep("public-report", narrow=True)
    assert tables(downloaded(citizen, f"下载 {TITLE}.docx")) == frozen()


def downloaded(who: Visitor, link: str) -> bytes:
    with who.page.expect_download() as saved:
        who.page.get_by_role("link", name=link, exact=True).click()
    return saved.value.path().read_bytes()


def tables(data: bytes) -> list[Any]:
    found = read_published("a.docx", data).report
    return [found[one] for one in ("table2", "table3", "table4")]


def frozen() -> list[Any]:
    content = Edition.objects.get(report__organisation=district()).content
    return [content[one] for one in ("table2", "table3", "table4")]
