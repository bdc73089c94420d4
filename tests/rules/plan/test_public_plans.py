"""The public plans are read as a person read them."""

from __future__ import annotations

import time

import pytest

from gongkai.rules.plan.errors import PlanUnreadable
from tests.rules.plan.places import bare, compared, data, read, truth

SEEDS = ["seed.txt", "seed.docx", "seed.xlsx", "seed.pdf"]
WITH_BODY = ["seed.txt", "seed.docx", "seed.pdf"]


@pytest.mark.parametrize("name", SEEDS)
def test_every_task_of_the_seed_equals_the_truth(name: str) -> None:
    tasks = [task.as_json() for task in read(name).tasks]
    wanted = truth("seed")["tasks"]
    assert [task["number"] for task in tasks] == [task["number"] for task in wanted]
    for task, right in zip(tasks, wanted, strict=True):
        got, expected = compared(task, right)
        assert got == expected


@pytest.mark.parametrize("name", WITH_BODY)
def test_the_head_and_the_obligations_of_the_seed_equal_the_truth(name: str) -> None:
    reading = read(name).as_json()
    right = truth("seed")
    for key in ("title", "document_number", "issuer", "date"):
        assert reading[key] == right[key]
    assert len(reading["obligations"]) == len(right["obligations"])
    for duty, wanted in zip(reading["obligations"], right["obligations"], strict=True):
        got, expected = compared(duty, wanted)
        assert got == expected
        assert set(duty) - {"lines", "deadline_text", "deadline"} == set(wanted)


@pytest.mark.parametrize("name", WITH_BODY)
def test_no_problem_is_invented_in_the_seed(name: str) -> None:
    assert read(name).problems == ()


def test_a_workbook_of_the_table_alone_says_what_it_lacks() -> None:
    assert [p.as_json() for p in read("seed.xlsx").problems] == [
        {"where": "文首", "what": "没有读出文号、发文机关、成文日期"}
    ]


def test_merged_cells_of_the_flattened_seed_are_to_be_confirmed() -> None:
    assert [problem.where.split("（")[0] for problem in read("seed.txt").confirm] == [
        "第29项", "第11项", "第14项", "第6项",
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf", "txt"])
def test_the_plan_of_jiangmen_is_the_same_in_all_formats(suffix: str) -> None:
    tasks = [task.as_json() for task in read(f"jiangmen_tdcb.{suffix}").tasks]
    wanted = truth("jiangmen_tdcb")["tasks"]
    for task, right in zip(tasks, wanted, strict=False):
        got, expected = compared(task, right)
        assert got == expected
    assert len(tasks) == len(wanted) + (suffix == "txt")


@pytest.mark.parametrize(
    "name", ["caidian_2023_report", "huaibei_xiangshan", "weifang_2017", "xuancheng_2022_tips"]
)
def test_every_whole_row_of_a_plan_is_found(name: str) -> None:
    tasks = {task.number: task.as_json() for task in read(f"{name}.txt").tasks}
    wanted = [task for task in truth(name)["tasks"] if isinstance(task["number"], int)]
    for right in wanted:
        got, expected = compared(tasks[right["number"]], right)
        assert got == expected


@pytest.mark.parametrize(
    ("name", "whole", "what"),
    [
        ("caidian_2023_report", 3, "责任单位“区”不完整，文件可能在此中断"),
        ("huaibei_xiangshan", 5, "最后一项没有责任单位，文件可能在此中断"),
        ("jiangmen_tdcb", 10, "最后一项没有责任单位，文件可能在此中断"),
        ("xuancheng_2022_tips", 1, "最后一项没有责任单位，文件可能在此中断"),
    ],
)
def test_the_row_where_the_text_was_cut_off_is_kept_and_reported(
    name: str, whole: int, what: str
) -> None:
    reading = read(f"{name}.txt")
    assert len(reading.tasks) == whole + 1
    assert reading.tasks[-1].responsible is None
    assert what in [problem.what for problem in reading.problems]


def test_duties_of_the_body_keep_their_dates() -> None:
    duties = [duty.as_json() for duty in read("caidian_2023_report.txt").obligations]
    dated = [duty["deadline"]["kind"] for duty in duties if "deadline" in duty]
    assert dated == ["fixed", "quarterly"]


@pytest.mark.parametrize("name", ["mentougou_2024_list", "luozhuang_2021_timelimits"])
def test_a_disclosure_list_is_refused_as_what_it_is(name: str) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        read(f"{name}.txt")
    assert refused.value.code == "listing"
    assert truth(name)["tasks"] == []


def test_a_table_without_text_is_reported() -> None:
    reading = read("jimei_2021_emptycells.txt")
    assert reading.tasks == ()
    assert "表格只有框架，单元格里没有文字" in [problem.what for problem in reading.problems]


def test_a_web_page_without_its_table_says_so() -> None:
    reading = read("zibo_gaoxin_2023_web.txt")
    assert reading.tasks == ()
    assert [bare(problem.what) for problem in reading.problems] == [
        "没有读出文号、成文日期", "没有找到任务分解表，只读出正文里的要求",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "seconds"), [("seed.txt", 1.0), ("seed.pdf", 6.0)])
def test_reading_is_fast_enough_for_a_screen(name: str, seconds: float) -> None:
    content = data(name)
    from_start = time.perf_counter()
    read(name)
    assert content
    assert time.perf_counter() - from_start < seconds
