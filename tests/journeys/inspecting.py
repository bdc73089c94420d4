"""The end of a month: what went wrong, what was done about it, the score, the notice."""

from __future__ import annotations

import io
import re

from docx import Document

from tests.journeys.scripts import Script
from tests.journeys.stage import Visitor

MENDED = "已补发并报政务公开办，见本单位栏目。"
JUDGED = "已核对，整改到位。"
KIND = "任务逾期未完成"
RULE = "要点任务未完成"


def report(late: Visitor, script: Script) -> str:
    """The department finds its problem on its desk and reports what it did; its address."""
    late.keep("late-home", narrow=True)
    assert late.go("检查问题") == script.late_findings
    late.keep("late-findings")
    row = late.page.locator("table tbody tr", has_text=f"第 {script.late_task} 项")
    with late.page.expect_navigation():
        row.get_by_role("link").first.click()
    assert late.heading == KIND
    _assert_reasons(late, script)
    late.keep("finding-open", narrow=True)
    late.page.get_by_label(re.compile("整改情况")).fill(MENDED)
    late.press("报告整改情况")
    assert late.said == ["已报告整改，等政务公开办复查。"]
    assert late.texts("#main .phead .tag")[:1] == ["已报整改"]
    return late.path


def _assert_reasons(late: Visitor, script: Script) -> None:
    """No finding without what, since when, until when, by which rule and what it costs."""
    facts = late.pairs("section[aria-labelledby=h-what] dl")
    assert late.text("section[aria-labelledby=h-what] > p") == script.problem
    assert facts["佐证"] == f"应于 {script.late_due} 前完成，已超期 1 个工作日，尚无公开记录。"
    assert facts["发生日期"] == script.overdue_since
    assert facts["数量"] == "1 项"
    assert facts["整改期限"] == f"{script.mend_by}（本系统默认值：国家层面未规定整改天数）"
    assert late.text("section[aria-labelledby=h-cost] b") == "1 项，拟扣 5 分"
    costs = late.pairs("section[aria-labelledby=h-cost] dl")
    assert costs == {
        "规则": f"{RULE}（每项扣 5 分，最多扣 40 分）",
        "来源": "金东2021年评分表",
        "计入月份": script.month_words,
    }


def close(office: Visitor, finding: str) -> str:
    """The office looks at it and closes it; its number."""
    office.open(finding)
    assert MENDED in office.text("aside")
    office.page.get_by_label("已改到位，销号").check()
    office.page.get_by_label(re.compile("理由或要求")).fill(JUDGED)
    office.press("保存处理结果")
    assert office.said == ["已销号。"]
    assert office.texts("#main .phead .tag")[:1] == ["已销号"]
    office.keep("finding-closed")
    return office.text("nav.crumbs [aria-current=page]")


def compute(office: Visitor, script: Script, finding: str, number: str) -> None:
    """The month is computed; the one point lost leads to its finding."""
    office.open(f"/desk/scores/{script.month}/")
    office.press("计算得分")
    assert office.said == [f"已按现在的情况计算{script.month_words}考核。"]
    office.keep("month-computed", narrow=True)
    scored = office.rows("各单位得分")
    assert len(scored) == script.scored
    units = [row for row in scored if row[1] != script.district]
    assert units[-1] == [str(script.units), script.late, "95", "优秀", "5", "0", "1"]
    assert [row[2] for row in units[:-1]] == ["100"] * (script.units - 1)
    office.follow(script.late)
    office.keep("score", narrow=True)
    (row,) = office.rows("扣分明细")
    assert row[:5] == [f"{RULE} 金东2021年评分表", f"{number} {KIND}", RATE, "−5", "已销号"]
    assert row[5] == f"{script.problem.partition('：')[0]}：按“{RULE}”，1 项 × 5 分，扣 5 分。"
    link = office.page.get_by_role("link", name=number)
    assert link.get_attribute("href") == finding
    assert office.text("tfoot") == "合计（100 − 5） 95 分"


RATE = "每项扣 5 分，最多扣 40 分"


def lock(head: Visitor, script: Script) -> None:
    """Only the head of the office can; the page then says so."""
    head.open(f"/desk/scores/{script.month}/")
    head.follow("锁定考核")
    head.keep("lock")
    head.press(f"锁定{script.month_words}考核")
    assert head.said == [f"已锁定{script.month_words}考核，得分不再改变。"]
    head.keep("month-locked")


def notice(office: Visitor, script: Script, number: str) -> None:
    """The notice is drafted, and the Word file says the same as the page."""
    office.open(f"/desk/scores/{script.month}/notice/")
    office.press("起草通报")
    assert office.said == [f"已起草{script.month_words}通报，请核对。"]
    office.keep("notice", narrow=True)
    with office.page.expect_download() as waiting:
        office.page.get_by_role("link", name="下载 Word 通报").click()
    assert waiting.value.suggested_filename == f"{script.month_words}政务公开检查考核通报.docx"
    document = Document(io.BytesIO(waiting.value.path().read_bytes()))
    shown = office.texts("article.paper h2, article.paper h3, article.paper > p")
    written = [one.text for one in document.paragraphs]
    assert [text for text in shown if text not in written] == []
    # What the month before brought hangs on what the district itself owes by then.
    told, wanted = (
        [line for line in lines if not line.startswith(("上月", "仍有"))]
        for lines in (written, list(script.notice))
    )
    assert told[: len(wanted)] == wanted
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in document.tables]
    assert [number, script.late, KIND, script.problem, "5", ""] in tables[-2]
    (late,) = [row for row in tables[-1] if row[1] == script.late]
    assert late == [str(script.units), script.late, "1", "5", "0", "95", "优秀"]
