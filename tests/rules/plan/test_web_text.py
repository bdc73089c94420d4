"""Tables pasted as text: with bars, with tabs, as HTML, with a web page around them."""

from __future__ import annotations

import pytest

from gongkai.rules.plan.reader import read_plan
from tests.rules.plan.build import categories, read_text, requirements, said, units

HEADER = ("序号", "工作任务", "工作要求", "责任单位", "完成时限")
ROWS = (
    ("1", "财政", "公开预算信息", "区财政局", "6月底前"),
    ("2", "财政", "公开决算信息", "区财政局、区审计局", "长期坚持"),
    ("3", "教育", "公开招生信息", "区教育局", "8月底前"),
)
DUTIES = ["公开预算信息", "公开决算信息", "公开招生信息"]


def _barred(*rows: tuple[str, ...]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in rows]


def test_a_markdown_table_is_read_by_its_bars() -> None:
    head, *rows = _barred(HEADER, *ROWS)
    reading = read_text("# 2024年任务分解表", "", head, "|:--:|---|---|---|---|", *rows)
    assert requirements(reading) == DUTIES
    assert categories(reading) == [("财政",), ("财政",), ("教育",)]
    assert reading.problems == ()


def test_an_empty_cell_between_bars_stays_in_its_column() -> None:
    rows = [ROWS[0], ("2", "", "公开决算信息", "", "长期坚持"), ROWS[2]]
    reading = read_text("任务分解表", *_barred(HEADER, *rows))
    assert requirements(reading) == DUTIES
    assert units(reading)[1] is None
    assert reading.tasks[1].deadline_text == "长期坚持"
    assert categories(reading) == [("财政",), ("财政",), ("教育",)]


def test_a_break_in_a_markdown_cell_is_a_break() -> None:
    row = ("1", "财政", "公开预算信息", "区财政局<br>区审计局", "6月底前")
    reading = read_text("任务分解表", *_barred(HEADER, row, *ROWS[1:]))
    assert units(reading)[0] == [("区财政局", "responsible"), ("区审计局", "responsible")]


def test_tables_under_headings_may_be_barred_too() -> None:
    tables = [_barred(HEADER, *ROWS[:2]), _barred(HEADER, ROWS[2])]
    reading = read_text("一、财政领域", *tables[0], "", "二、民生领域", *tables[1])
    assert categories(reading) == [
        ("一、财政领域", "财政"), ("一、财政领域", "财政"), ("二、民生领域", "教育"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16"])
def test_cells_copied_from_a_spreadsheet_are_parted_by_tabs(encoding: str) -> None:
    rows = ["\t".join(row) for row in (HEADER, *ROWS)]
    rows[1] = rows[1].replace("公开预算信息", '"公开预算信息，\n细化说明"')
    text = "\n".join(["2024年云岫区政务公开任务分解表", *rows])
    reading = read_plan("plan.txt", text.encode(encoding))
    assert requirements(reading) == ["公开预算信息，细化说明", *DUTIES[1:]]


def test_html_is_read_with_its_merged_cells() -> None:
    head = "".join(f"<td>{label}</td>" for label in HEADER)
    text = (
        "<html><head><title>政务公开</title><script>var a = '责任单位';</script></head><body>"
        "<nav>首页 | 政务公开</nav><p>2024年云岫区政务公开工作方案</p>"
        f"<table><tbody><tr>{head}</tr><tr><td colspan='5'>一、加强公开</td></tr>"
        "<tr><td>1</td><td rowspan=2>财政</td><td><p>公开预算信息</p></td>"
        "<td>区财政局<br/>区审计局</td><td>6月底前</td></tr><tr><td>2</td><td>公开决算信息</td><td>区财政局</td>"
        "<td>长期&nbsp;坚持</td></tr></tbody></table><footer>版权所有</footer></body></html>"
    )
    reading = read_plan("page.txt", text.encode())
    assert requirements(reading) == DUTIES[:2]
    assert categories(reading) == [("一、加强公开", "财政")] * 2
    assert units(reading) == [
        [("区财政局", "responsible"), ("区审计局", "responsible")], [("区财政局", "responsible")],
    ]  # fmt: skip
    assert reading.tasks[1].deadline_text == "长期坚持"
    assert reading.title == "2024年云岫区政务公开工作方案"


@pytest.mark.parametrize(
    "foot",
    [
        ["扫一扫在手机打开当前页", "主办：云岫区人民政府办公室 承办：云岫区大数据中心"],
        ["关于我们 | 网站地图 | 联系方式", "主办单位：云岫区人民政府办公室"],
        ["上一篇：关于开展评估的通知", "下一篇：关于培训的通知", "版权所有 云岫区人民政府"],
    ],
    ids=lambda foot: foot[0],
)
def test_the_foot_of_a_web_page_is_no_task(foot: list[str]) -> None:
    cells = [cell for row in (HEADER, *ROWS) for cell in row]
    for body in (cells, _barred(HEADER, *ROWS)):
        reading = read_text("首页 | 政务公开 | 办事服务", "2024年任务分解表", *body, *foot)
        assert requirements(reading) == DUTIES
        assert any("网页页脚" in what for what in said(reading))


def test_navigation_with_bars_does_not_hide_a_table_without_them() -> None:
    navigation = ["首页 | 政务公开", "领导 | 机构", "规划 | 计划"]
    cells = [cell for row in (HEADER, *ROWS) for cell in row]
    reading = read_text(*navigation, "2024年任务分解表", *cells)
    assert requirements(reading) == DUTIES


def test_a_bar_on_a_line_of_its_own_ends_a_cell() -> None:
    head = ["工作任务", "具体要求", "责任科室", "时限要求"]
    rows = [["规范文件", "1", "清理规范性文件并公布目录。", "办公室", "年底前"]]
    rows += [
        ["做好解读", "2", "丰富解读形式。", "各科室", "持续推进"],
        ["3", "编制年报。", "办公室", "年底前"],
    ]
    reading = read_text(
        "2024年政务公开任务清单", *[f"{x}\n|" for row in (head, *rows) for x in row]
    )
    assert requirements(reading) == ["清理规范性文件并公布目录。", "丰富解读形式。", "编制年报。"]
    assert categories(reading) == [("规范文件",), ("做好解读",), ("做好解读",)]


def test_lines_with_a_word_for_every_column_are_rows() -> None:
    reading = read_text("2024年任务分解表", *[" ".join(row) for row in (HEADER, *ROWS)])
    assert requirements(reading) == DUTIES
    assert categories(reading) == [("财政",), ("财政",), ("教育",)]
