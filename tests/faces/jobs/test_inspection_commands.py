"""`verify_duties` and `score` keep the shapes and exit codes that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Deduction, Month
from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.duty import Occurrence, State
from gongkai.work.ledger.models.plan import Plan
from tests.work.inspection.world import Year, year

pytestmark = pytest.mark.django_db
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def here() -> Year:
    made = year()
    Plan.objects.update(ledger_due_on=None)
    return made


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


def test_states_of_today_are_printed_and_written(here: Year, run: Run) -> None:
    publication = here.publish(date(2023, 10, 12))
    code, out, err = run("verify_duties", "--json")
    rows = json.loads(out)
    assert code == 1
    assert [(row["task"], row["organisation"], row["state"], row["due"]) for row in rows] == [
        (1, "jyj", "fulfilled", "2023-10-31"),
        (2, "jyj", "overdue", "2023-10-31"),
        (3, "jyj", "manual", None),
    ]
    assert [one["id"] for one in rows[0]["evidence"]] == [publication.index_number]
    assert all(row["explanation"].endswith("。") for row in rows)
    assert err == "新登记问题 1 个，查明已整改 0 个。\n"
    assert here.occurrence(2).state == State.OVERDUE
    assert "公开" in out


def test_without_anything_wrong_it_ends_with_zero(here: Year, run: Run) -> None:
    here.publish(date(2023, 10, 12))
    here.train()
    assert run("verify_duties", "--json")[0] == 0
    code, out, _ = run("verify_duties")
    assert (code, out.splitlines()[-1]) == (0, "共 3 项：已完成 2，须由人判断 1")


def test_a_past_day_finds_but_leaves_the_states(here: Year, run: Run) -> None:
    code, out, _ = run("verify_duties", "--on", "2023-10-31", "--json")
    assert (code, [row["state"] for row in json.loads(out)]) == (0, ["due", "due", "manual"])
    code, _, _ = run("verify_duties", "--on", "2023-11-01", "--json")
    assert (code, Finding.objects.count()) == (1, 2)
    assert set(Occurrence.objects.values_list("state", flat=True)) == {"upcoming"}


def test_a_day_to_come_only_tries(here: Year, run: Run) -> None:
    Occurrence.objects.exclude(due_on=None).update(due_on=day_of(timezone.now()))
    tomorrow = day_of(timezone.now()) + timedelta(days=1)
    code, out, err = run("verify_duties", "--on", tomorrow, "--json")
    assert (code, [row["state"] for row in json.loads(out)][:2]) == (1, ["overdue"] * 2)
    assert err == f"{tomorrow} 还没有到：只试算，不写入。\n"
    assert Finding.objects.count() == 0


def test_one_organisation_alone(here: Year, run: Run) -> None:
    assert run("verify_duties", "--organisation", "jyj", "--json")[0] == 1
    code, out, err = run("verify_duties", "--organisation", "nowhere", "--json")
    assert (code, out) == (2, "")
    assert err.startswith("没有代码为“nowhere”的单位")


def test_without_any_plan_the_list_is_empty(run: Run) -> None:
    assert run("verify_duties", "--json")[:2] == (0, "[]\n")


@pytest.mark.parametrize("text", ["2023-02-30", "gestern", "9999-12-31", "1900-01-01"])
def test_what_is_no_day_is_refused(run: Run, text: str) -> None:
    with pytest.raises(CommandError, match=text):
        run("verify_duties", "--on", text)


def test_scores_in_the_shape_of_the_contract(here: Year, run: Run) -> None:
    here.publish(date(2023, 10, 12))
    code, out, _ = run("score", "--month", "2023-11", "--json")
    finding = Finding.objects.get()
    assert (code, json.loads(out)) == (
        0,
        [
            {
                "organisation": "jyj",
                "score": 95.0,
                "deductions": [
                    {
                        "rule": "task_unfinished",
                        "points": 5.0,
                        "finding": finding.number,
                        "explanation": Deduction.objects.get().explanation,
                        "object": {"kind": "occurrence", "id": str(here.occurrence(2).pk)},
                        "url": "",
                    }
                ],
                "organisation_name": "教育局",
                "grade": "excellent",
                "rank": 1,
            }
        ],
    )
    assert run("score", "--month", "2023-11", "--json")[1] == out


def test_a_locked_month_is_printed_as_it_was(here: Year, run: Run) -> None:
    code, out, _ = run("score", "--month", "2023-11", "--json", "--lock")
    assert (code, json.loads(out)[0]["score"]) == (0, 90.0)
    row = Month.objects.get()
    assert (row.is_locked, row.locked_by) == (True, None)
    here.publish(date(2023, 10, 12))
    assert run("score", "--month", "2023-11", "--json") == (0, out, "")
    code, text, _ = run("score", "--month", "2023-11")
    assert text.splitlines()[:2] == [
        "2023-11 考核得分（已锁定），1 个单位，平均 90 分", "1  教育局  90 分  优秀",
    ]  # fmt: skip
    code, out, err = run("score", "--month", "2023-11", "--lock")
    assert (code, out) == (2, "")
    assert err == "2023-11 的考核已经锁定，不能再改。此后查出的问题计入发现的当月。\n"


def test_a_month_that_cannot_be_scored_is_one_sentence(here: Year, run: Run) -> None:
    this_month = f"{day_of(timezone.now()):%Y-%m}"
    for args, start in (
        (("--month", "2023-13"), "“2023-13”不是月份"),
        (("--month", "2019-01"), "2019-01 没有可考核的单位"),
        (("--month", this_month, "--lock"), f"{this_month} 还没有结束"),
    ):
        code, out, err = run("score", *args, "--json")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith(start)
    assert Month.objects.count() == 0
