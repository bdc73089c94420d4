"""The public pages of surveys and evaluations: what is announced, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.work.evaluations.actions import evaluation as evaluations
from gongkai.work.evaluations.actions import survey as surveys
from gongkai.work.evaluations.models.survey import Answer
from tests.faces.clock import Clock
from tests.work.evaluations.scene import (
    AFTER,
    BEGIN,
    DURING,
    SHEET,
    designed,
    opened,
    through,
    written,
)
from tests.work.records.world import World, world

pytestmark = pytest.mark.django_db
ADDRESS = "/decisions/surveys/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    cache.clear()
    return Clock.hang(monkeypatch, DURING)


@pytest.fixture
def here() -> World:
    return world("jtj", "交通局")


def get(url: str, status: int = 200) -> str:
    answer = Client().get(url)
    assert answer.status_code == status
    return answer.content.decode()


def post(number: str, **values: Any) -> Any:
    return Client().post(f"{ADDRESS}{number}/", {**SHEET, **values})


def test_what_is_not_announced_is_not_there(here: World) -> None:
    survey = designed(here)
    surveys.begin_announcement(survey=survey, by=here.clerk, at=BEGIN)
    assert survey.title not in get(ADDRESS)
    get(f"{ADDRESS}{survey.number}/", 404)
    assert post(survey.number).status_code == 404


def test_somebody_fills_in_a_sheet(here: World) -> None:
    survey = opened(here)
    answer = post(survey.number, token="x1")
    assert answer.url == f"{ADDRESS}{survey.number}/?sent=1"
    assert "您的答卷已经收到" in get(answer.url)
    post(survey.number, token="x1")
    assert [one.answers for one in Answer.objects.all()] == [SHEET]


def test_a_sheet_that_does_not_fit_comes_back_with_what_was_filled_in(here: World) -> None:
    survey = opened(here)
    answer = post(survey.number, q1="", q4="早班车再早一点")
    page = answer.content.decode()
    assert "请选择第 1 题" in page
    assert "早班车再早一点" in page
    assert Answer.objects.count() == 0


def test_hostile_values_are_refused_in_a_sentence(here: World) -> None:
    survey = opened(here)
    for hostile in ({"q1": "<script>alert(1)</script>"}, {"q3": "99"}, {"q3": "x"}):
        page = post(survey.number, **hostile).content.decode()
        assert "请从列出的选项中选择" in page
        assert "<script>alert" not in page
    assert Answer.objects.count() == 0


def test_after_the_last_day_there_is_no_sheet(here: World, clock: type[Clock]) -> None:
    survey = opened(here)
    clock.now = AFTER
    assert "已经截止" in get(f"{ADDRESS}{survey.number}/")
    assert post(survey.number).status_code == 409
    assert Answer.objects.count() == 0


def test_results_show_once_they_are_public_and_never_words(here: World, clock: type[Clock]) -> None:
    survey = opened(here)
    post(survey.number)
    clock.now = AFTER
    record = surveys.begin_results(survey=survey, by=here.clerk, at=AFTER)
    assert "调查结果" not in get(f"{ADDRESS}{survey.number}/")
    through(here, record, AFTER)
    page = get(f"{ADDRESS}{survey.number}/")
    assert "1 人回答，最多的是“每天”，1 人，占 100%。" in page
    assert "早班车再早一点" not in page


def test_too_many_sheets_from_one_address(here: World) -> None:
    survey = opened(here)
    codes = [post(survey.number, token=f"t{one}").status_code for one in range(21)]
    assert codes == [302] * 20 + [429]
    assert Answer.objects.count() == 20


def test_lists_cost_the_same_with_many_rows(here: World) -> None:
    opened(here)
    get(ADDRESS)
    counts = []
    for more in (0, 6):
        for place in range(more):
            opened(here, title=f"第 {place} 次调查")
        with CaptureQueriesContext(connection) as asked:
            get(ADDRESS)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 4


def test_public_evaluations(here: World) -> None:
    one = evaluations.conclude(evaluation=written(here, "revise"), by=here.clerk, at=AFTER)
    assert "还没有公开的政策评价" in get("/decisions/evaluations/")
    through(here, evaluations.begin_report(evaluation=one, by=here.clerk, at=AFTER), AFTER)
    page = get("/decisions/evaluations/")
    assert "小微企业用工补贴办法" in page
    assert "2026-08-26 前办理" in page
    assert date(2026, 8, 26) == one.follow_up_on
