"""Surveys and evaluations on the desk: whole ways through the pages, and who may not."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.work.evaluations.models.evaluation import Evaluation
from gongkai.work.evaluations.models.survey import Answer, Survey
from gongkai.work.org.models.person import Person
from tests.faces.clock import Clock
from tests.factories import clerk, department, officer
from tests.work.evaluations.scene import (
    ASPECTS,
    DURING,
    SHEET,
    begun,
    designed,
    opened,
    policy,
    through,
)
from tests.work.records.world import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    Clock.hang(monkeypatch, DURING)


@pytest.fixture
def here() -> World:
    return world("jtj", "交通局")


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def sent(client: Client, address: str, values: dict[str, Any]) -> str:
    """Where the page led to."""
    answer = client.post(address, values)
    assert answer.status_code == 302
    return answer["Location"]


def rows(*questions: dict[str, Any]) -> dict[str, Any]:
    told = {"form-TOTAL_FORMS": len(questions), "form-INITIAL_FORMS": 0}
    for place, one in enumerate(questions):
        told |= {f"form-{place}-{name}": value for name, value in one.items()}
    return told


def test_a_survey_from_the_first_page_to_the_open_sheet(here: World) -> None:
    desk = as_(here.clerk)
    values = {
        "title": "公交服务满意度", "introduction": "用来调整线路。", "opens_on": "2026-05-20",
        "closes_on": "2026-05-29", "organisation": here.organisation.pk,
    }  # fmt: skip
    address = sent(desk, "/desk/surveys/new/", values)
    assert address == "/desk/surveys/2026-01/questions/"
    asked = rows(
        {"label": "您多久坐一次公交", "kind": "single", "options": "每天\n每周", "required": "on"},
        {"label": "", "kind": "single", "options": ""},
    )
    assert sent(desk, address, asked) == "/desk/surveys/2026-01/"
    desk.post("/desk/surveys/2026-01/act/announce/")
    survey = Survey.objects.get()
    assert [one.options for one in survey.questions.all()] == [["每天", "每周"]]
    assert survey.record is not None
    through(here, survey.record, DURING)
    desk.post("/desk/surveys/2026-01/act/open/")
    entered = sent(desk, "/desk/surveys/2026-01/sheets/", {"channel": "paper", "q1": "每天"})
    assert entered == "/desk/surveys/2026-01/sheets/"
    assert [one.channel for one in Answer.objects.all()] == ["paper"]
    assert "收到 1 份答卷" in desk.get("/desk/surveys/2026-01/").content.decode()


def test_faulty_questions_come_back_with_every_reason(here: World) -> None:
    survey = designed(here)
    faulty = rows({"label": "只有一项", "kind": "single", "options": "甲"})
    answer = as_(here.clerk).post(f"/desk/surveys/{survey.number}/questions/", faulty)
    assert answer.status_code == 409
    assert "只有一项" in answer.content.decode()
    assert survey.questions.count() == 4


def test_an_evaluation_through_its_page(here: World) -> None:
    one = policy(here)
    desk = as_(here.clerk)
    address = sent(desk, "/desk/evaluations/begin/", {"policy": one.pk, "year": 2026})
    row = Evaluation.objects.get()
    assert address == f"/desk/evaluations/{row.pk}/"
    for code, on in (("survey", "2026-05-12"), ("talk", "2026-05-13")):
        desk.post(f"{address}methods/", {"code": code, "on": on, "people": 12})
    texts = {f"aspect_{code}": text for code, text in ASPECTS.items()}
    texts |= {"result": "政策有效，材料要再减。", "use": "合并两次报送，修订申报指南。"}
    desk.post(address, texts | {"outcome": "continue", "evaluated_on": "2026-05-18"})
    assert "内容齐了" in desk.get(address).content.decode()
    desk.post(f"{address}act/conclude/")
    desk.post(f"{address}act/report/")
    row.refresh_from_db()
    assert (row.state, row.report is not None) == ("concluded", True)


def test_others_find_nothing(here: World) -> None:
    survey, row = designed(here), begun(here)
    stranger = as_(clerk(department("czj", "财政局")))
    for address in (f"/desk/surveys/{survey.number}/", f"/desk/evaluations/{row.pk}/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/desk/surveys/{survey.number}/act/announce/").status_code == 404
    assert survey.title not in stranger.get("/desk/surveys/").content.decode()


def test_the_office_looks_and_does_not_write(here: World) -> None:
    survey, row = opened(here), begun(here)
    office = as_(officer())
    assert office.get(f"/desk/surveys/{survey.number}/").status_code == 200
    assert office.get(f"/desk/evaluations/{row.pk}/").status_code == 200
    assert office.post(f"/desk/surveys/{survey.number}/sheets/", SHEET).status_code == 403
    assert office.post(f"/desk/evaluations/{row.pk}/act/conclude/").status_code == 403


@pytest.mark.parametrize("address", ["/desk/surveys/", "/desk/evaluations/"])
def test_lists_cost_the_same_with_many_rows(here: World, address: str) -> None:
    desk = as_(here.clerk)
    counts = []
    for more in (1, 6):
        for place in range(more):
            designed(here, title=f"第 {more} {place} 次")
            begun(here, document_number=f"交发〔2026〕{more}{place}号")
        desk.get(address)
        with CaptureQueriesContext(connection) as asked:
            desk.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
