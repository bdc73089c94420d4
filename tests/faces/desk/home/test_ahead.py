"""The deadlines ahead, the rest days between them, and clocks over a weekend."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.home.ahead import coming_events, numbers
from gongkai.work.inspection.actions.verify import verify
from tests.factories import adopted_plan, department, moment

FRIDAY, SATURDAY = date(2023, 10, 20), date(2023, 10, 21)


@pytest.mark.parametrize(
    ("on", "due_on", "words"),
    [
        (FRIDAY, FRIDAY, "今天 24:00 到期"),
        (FRIDAY, SATURDAY, "还剩 1 天"),
        (SATURDAY, FRIDAY, "超期 1 天"),
        (SATURDAY, date(2023, 10, 22), "还剩 1 天"),
        (SATURDAY, date(2023, 10, 23), "还剩 1 个工作日"),
        (date(2023, 10, 23), SATURDAY, "超期 1 个工作日"),
        (date(2023, 9, 28), date(2023, 10, 7), "还剩 1 个工作日"),
    ],
)
def test_a_weekend_has_no_working_day_yet_one_of_both_is_over(
    on: date, due_on: date, words: str
) -> None:
    assert clock_until(on, due_on).text == words


@pytest.mark.django_db
def test_deadlines_come_with_holidays_and_make_up_days() -> None:
    here = department()
    adopted_plan(
        {"deadline": "2023年10月31日前", "requirement": "公开甲"},
        {"deadline": "2023年10月31日前", "requirement": "公开乙"},
        {"deadline": "2023年12月31日前", "requirement": "公开丙"},
    )
    on = date(2023, 9, 25)
    verify(at=moment(on))
    found = [(one.when, one.title, one.text) for one in coming_events([here], on)]
    assert found == [
        ("8 天，不计入工作日", "9月29日至10月6日放假", ""),
        ("10月7日 星期六（调休上班）", "照常上班，计入工作日", ""),
        ("10月8日 星期日（调休上班）", "照常上班，计入工作日", ""),
        ("10月31日 星期二，还有 22 个工作日", "2 项任务到期", "公开甲；公开乙"),
        (
            "12月31日 星期日，还有 65 个工作日",
            "1 项任务到期",
            "公开丙。12月29日是最后一个工作日。",
        ),
    ]


@pytest.mark.django_db
def test_nothing_ahead_is_nothing_to_show() -> None:
    assert (coming_events([department()], FRIDAY), numbers([department()])) == ([], [])


@pytest.mark.django_db
def test_duties_are_told_in_numbers() -> None:
    here = department()
    adopted_plan(
        {"deadline": "2023年10月31日前"},
        {"deadline": "2023年12月31日前"},
        {"deadline": "长期坚持"},
    )
    verify(at=moment(date(2023, 11, 6)))
    (told,) = numbers([here])
    assert (told.title, told.pairs) == (
        "教育局的任务",
        [("要办", "1 项，其中超期 1 项"), ("还没到期", "1 项"), ("须由人判断", "1 项")],
    )
