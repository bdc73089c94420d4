"""`load_plan` and `ledger` keep the shapes and exit codes that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from docx import Document
from openpyxl import Workbook, load_workbook

from gongkai.work.files.models import StoredFile
from gongkai.work.ledger.actions.load import is_collective
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.org.models.organisation import Organisation
from tests.factories import adopted_plan, department, district

pytestmark = pytest.mark.django_db
ROWS = (
    (1, "推进公开", "规范发布政策文件", "教育局牵头，区教育局、财政局配合", "2023年10月底前"),
    (2, "推进公开", "加强政策文件解读", "各有关单位", "长期坚持"),
    (3, "推进公开", "公开财政预算决算", "财政局", "待定"),
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["2023年青禾区政务公开工作方案"])
    page.append(["序号", "任务类别", "工作要求", "责任单位", "时限要求"])
    for row in ROWS:
        page.append(row)
    path = tmp_path / "方案.xlsx"
    book.save(path)
    return path


@pytest.fixture
def run() -> Run:
    """Run a command; its exit code, what it printed, what it complained about."""

    def command(name: str, *args: object) -> tuple[int, str, str]:
        out, err = StringIO(), StringIO()
        try:
            call_command(name, *map(str, args), stdout=out, stderr=err)
        except SystemExit as ended:
            return int(ended.code or 0), out.getvalue(), err.getvalue()
        return 0, out.getvalue(), err.getvalue()

    return command


def test_a_plan_is_loaded_with_what_it_leaves_open(run: Run, plan_file: Path) -> None:
    district()
    department("jyj", "教育局")
    args = ("load_plan", plan_file, "--organisation", "qhq", "--issued", "2023-07-25")
    code, out, err = run(*args)
    plan = Plan.objects.get()
    assert code == 0
    assert json.loads(out) == {
        "plan": plan.pk,
        "tasks": 3,
        "duties": 1,
        "unresolved": [
            {"task": 1, "name": "财政局"},
            {"task": 2, "name": "各有关单位"},
            {"task": 3, "name": "财政局"},
        ],
    }
    assert [line[:7] for line in err.splitlines()] == [
        "待核定 第1项",
        "待核定 第2项",
        "待核定 第3项",
        "待核定 第3项",
    ]
    assert run(*args) == (0, out, err)
    assert (Plan.objects.count(), Duty.objects.count()) == (1, 1)


def test_missing_organisations_are_founded_but_never_collective_ones(
    run: Run, plan_file: Path
) -> None:
    district()
    args = ("load_plan", plan_file, "--organisation", "qhq", "--issued", "2023-07-25")
    run(*args)
    code, out, _ = run(*args, "--found-organisations")
    assert (code, json.loads(out)["duties"]) == (0, 3)
    assert json.loads(out)["unresolved"] == [{"task": 2, "name": "各有关单位"}]
    found = Organisation.objects.filter(kind="department").order_by("code")
    assert [(one.code, one.name) for one in found] == [("u01", "教育局"), ("u02", "财政局")]


def test_what_stands_in_the_way_is_one_line(run: Run, plan_file: Path, tmp_path: Path) -> None:
    empty, other = tmp_path / "空.docx", tmp_path / "无.docx"
    empty.touch()
    for args, words in (
        ((plan_file, "--organisation", "qhq"), "没有代码为“qhq”的单位"),
        ((plan_file, "--organisation", "qhq", "--found-organisations"), "没有写明发文机关"),
        ((empty, "--organisation", "qhq"), "文件是空的"),
        ((other, "--organisation", "qhq"), "找不到文件：无.docx"),
        ((tmp_path, "--organisation", "qhq"), "找不到文件"),
    ):
        code, out, err = run("load_plan", *args)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert words in err


def test_a_plan_without_its_date_is_not_half_loaded(run: Run, plan_file: Path) -> None:
    district()
    code, out, err = run("load_plan", plan_file, "--organisation", "qhq")
    assert (code, out) == (2, "")
    assert "--issued 2023-07-25" in err
    assert (Plan.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_second_plan_of_the_year_is_refused(run: Run, plan_file: Path) -> None:
    adopted_plan()
    args = ("load_plan", plan_file, "--organisation", "qhq", "--issued", "2023-07-25")
    code, out, err = run(*args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "2023年的工作方案已经采用" in err


def test_a_ledger_in_three_formats(run: Run, tmp_path: Path) -> None:
    school = department("jyj", "教育局")
    adopted_plan({"units": [(school, "lead")], "deadline": "2023年10月底前"})
    code, out, _ = run("ledger", "--organisation", "jyj", "--format", "json")
    assert code == 0
    assert json.loads(out) == [
        {
            "task": 1,
            "categories": ["推进政策公开", "规范政策发布"],
            "requirement": "第1项工作要求",
            "role": "lead",
            "named_as": "",
            "section": "",
            "person": "",
            "note": "",
            "milestones": [],
            "deadline_text": "2023年10月底前",
            "occurrences": [
                {
                    "period": "2023-10-31",
                    "label": "2023年10月31日",
                    "starts": "2023-07-25",
                    "due": "2023-10-31",
                    "provisional": False,
                    "state": "upcoming",
                    "explanation": "",
                    "evidence": [],
                }
            ],
        }
    ]
    for kind in ("xlsx", "docx"):
        path = tmp_path / f"台账.{kind}"
        args = ("ledger", "--organisation", "jyj", "--format", kind, "--output", path)
        assert run(*args) == (0, "", "")
        data = BytesIO(path.read_bytes())
        rows = (
            load_workbook(data).worksheets[0].max_row - 2
            if kind == "xlsx"
            else len(Document(data).tables[0].rows)
        )
        assert rows == 2


def test_a_ledger_that_cannot_be_given(run: Run, tmp_path: Path) -> None:
    department("jyj", "教育局")
    assert run("ledger", "--organisation", "jyj")[0] == 2
    adopted_plan()
    for args, words in (
        (("--organisation", "czj"), "没有代码为“czj”的单位（已有代码："),
        (("--organisation", "jyj", "--format", "xlsx"), "--output"),
        (("--organisation", "jyj", "--year", "2019"), "没有已采用的2019年工作方案"),
        (("--organisation", "jyj", "--output", tmp_path / "无" / "台账.json"), "写不进去"),
    ):
        code, out, err = run("ledger", *args)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert words in err


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("各有关单位", True),
        ("各相关责任单位", True),
        ("舆情涉及单位", True),
        ("重大行政决策承办单位", True),
        ("行政规范性文件实施部门", True),
        ("部门行政规范性文件起草部门", True),
        ("政务新媒体开设单位", True),
        ("各镇、街道", True),
        ("教育局", False),
        ("工委管委会办公室", False),
        ("群众工作部", False),
        ("高新区自然资源和规划分局", False),
        ("市场监督管理局", False),
    ],
)
def test_collective_names(name: str, expected: bool) -> None:
    assert is_collective(name) is expected


def test_the_real_plan(run: Run, samples: Path) -> None:
    plan = samples / "plans" / "seed.docx"
    args = ("load_plan", plan, "--organisation", "gxq", "--found-organisations")
    assert run(*args, "--year", 2024)[0] == 2
    assert Organisation.objects.count() == 0
    code, out, _ = run(*args)
    told = json.loads(out)
    assert (code, told["tasks"]) == (0, 44)
    named = {row["name"] for row in told["unresolved"]}
    assert all(is_collective(name) for name in named)
    assert Organisation.objects.filter(code__startswith="u").count() == 12
