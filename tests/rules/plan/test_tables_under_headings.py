"""Plans of several tables, with headings between them and rows that are no tasks."""

from __future__ import annotations

from tests.rules.plan.build import (
    FRONT,
    HEADER,
    LEFT,
    categories,
    read_docx,
    read_xlsx,
    requirements,
    said,
    units,
)

BUDGET = ["1", "财政", "公开预算信息", "区财政局", "6月底前"]
SCHOOLS = ["2", "教育", "公开招生计划", "区教育局", "长期坚持"]
SITE = ["3", "网站", "清理网站栏目", "区大数据局", "9月底前"]
LISTING = [["序号", "公开事项", "公开内容", "公开时限", "公开主体"], ["1", "甲", "乙", "丙", "丁"]]


def test_the_headings_between_tables_are_categories() -> None:
    reading = read_docx(
        *FRONT, "一、加强公开", [HEADER, BUDGET, SCHOOLS], "二、强化平台", [HEADER, SITE]
    )
    assert categories(reading) == [
        ("一、加强公开", "财政"), ("一、加强公开", "教育"), ("二、强化平台", "网站"),
    ]  # fmt: skip
    assert reading.problems == ()


def test_headings_of_two_ranks_are_two_categories() -> None:
    reading = read_docx(
        "一、重点任务", "（一）财政", [HEADER, BUDGET], "（二）教育", [HEADER, SCHOOLS],
        "二、平台建设", [HEADER, SITE],
    )  # fmt: skip
    assert categories(reading) == [
        ("一、重点任务", "（一）财政", "财政"), ("一、重点任务", "（二）教育", "教育"),
        ("二、平台建设", "网站"),
    ]  # fmt: skip


def test_the_heading_above_a_single_table_is_no_category() -> None:
    reading = read_docx(*FRONT, "三、任务分工", [HEADER, BUDGET])
    assert categories(reading) == [("财政",)]


def test_a_text_between_tables_that_may_be_a_heading_is_to_be_confirmed() -> None:
    reading = read_docx([HEADER, BUDGET], "民生领域", [HEADER, SCHOOLS])
    assert categories(reading) == [("财政",), ("教育",)]
    assert "表格之间的“民生领域”没有作为类别，请核对" in said(reading)


def test_a_short_category_below_a_repeated_header_is_one_of_its_own() -> None:
    reading = read_docx(*FRONT, [HEADER, BUDGET, SCHOOLS], "", [HEADER, SITE])
    assert categories(reading) == [("财政",), ("教育",), ("网站",)]


def test_a_header_repeated_inside_a_table_is_no_task() -> None:
    reading = read_docx(*FRONT, [HEADER, BUDGET, HEADER, SCHOOLS])
    assert requirements(reading) == ["公开预算信息", "公开招生计划"]


def test_a_section_row_keeps_its_number_in_a_cell_of_its_own() -> None:
    reading = read_docx(
        *FRONT,
        [
            HEADER,
            ["一", "加强公开", LEFT, LEFT, LEFT],
            BUDGET,
            ["二", "强化平台", "", "", ""],
            SITE,
        ],
    )
    assert categories(reading) == [("加强公开", "财政"), ("强化平台", "网站")]
    assert [task.number for task in reading.tasks] == [1, 3]


def test_a_row_without_a_unit_is_a_task_and_no_section() -> None:
    reading = read_docx(*FRONT, [HEADER, ["1", "公开预算信息", LEFT, "", ""], SCHOOLS])
    assert requirements(reading) == ["公开预算信息", "公开招生计划"]
    assert units(reading) == [None, [("区教育局", "responsible")]]


def test_a_department_merged_over_its_rows_is_their_unit() -> None:
    reading = read_docx(
        *FRONT,
        [
            ["责任单位", "序号", "重点任务", "完成时限"],
            ["区财政局", "1", "公开预算", "6月底前"],
            ["^", "2", "公开决算", "9月底前"],
        ],
    )
    assert units(reading) == [[("区财政局", "responsible")]] * 2


def test_the_title_in_the_table_is_not_the_line_that_names_who_filled_it_in() -> None:
    rows = [["2024年政务公开任务分解表"], ["填报单位：区政府办公室"], [*HEADER], [*BUDGET]]
    reading = read_xlsx(表=rows)
    assert (reading.title, reading.year) == ("2024年政务公开任务分解表", 2024)


def test_a_table_without_a_title_has_none() -> None:
    assert read_xlsx(表=[[*HEADER], [*BUDGET]]).title is None


def test_a_disclosure_list_beside_the_plan_is_left_out_and_named() -> None:
    reading = read_xlsx(任务=[[*HEADER], [*BUDGET]], 目录=LISTING)
    assert requirements(reading) == ["公开预算信息"]
    assert "这张表是主动公开目录或清单，没有作为任务读入" in said(reading)
