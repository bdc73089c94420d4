"""Surveys: designed, announced, filled in, told."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from gongkai.rules.decisions.surveys import Question
from gongkai.work.evaluations.actions import survey as acts
from gongkai.work.evaluations.models.survey import Answer, Survey
from gongkai.work.evaluations.queries.questions import results_of
from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.queries.content import current_of
from tests.factories import clerk, department, moment
from tests.work.evaluations.scene import (
    AFTER,
    BEGIN,
    CLOSES,
    DURING,
    QUESTIONS,
    SHEET,
    designed,
    opened,
    through,
)
from tests.work.records.world import World, refused_for, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world("jtj", "交通局")


def sent(survey: Survey, token: str, at: datetime = DURING, **changed: object) -> Answer:
    return acts.answer(survey=survey, answers=SHEET | changed, token=token, at=at)


def test_numbers_of_a_year_have_no_gaps(here: World) -> None:
    numbers = [designed(here).number for _ in range(3)]
    assert numbers == ["2026-01", "2026-02", "2026-03"]


def test_from_the_questions_to_the_result(here: World) -> None:
    survey = opened(here)
    assert survey.state == Survey.State.SURVEYING
    sent(survey, "a")
    sent(survey, "b", q1="很少", q3=2)
    acts.enter(survey=survey, answers=SHEET, channel="paper", by=here.clerk, at=DURING)
    survey.refresh_from_db()
    assert (survey.answered, survey.answers.count()) == (3, 3)
    record = acts.begin_results(survey=survey, by=here.clerk, at=AFTER)
    body = current_of(record).body_html
    assert "共收到答卷 3 份：纸质问卷 1 份，网上 2 份。" in body
    assert "<td>每天</td><td>2</td>" in body
    assert "早班车再早一点" not in body
    assert through(here, record, AFTER).title == "“公交服务满意度”问卷调查结果"


def test_the_announcement_asks_every_question(here: World) -> None:
    record = acts.begin_announcement(survey=designed(here), by=here.clerk, at=BEGIN)
    said = current_of(record).body_html
    assert [one.label for one in QUESTIONS if one.label not in said] == []


def test_what_was_sent_twice_counts_once(here: World) -> None:
    survey = opened(here)
    assert sent(survey, "a").pk == sent(survey, "a").pk
    survey.refresh_from_db()
    assert survey.answered == survey.answers.count() == 1


@pytest.mark.parametrize(
    ("at", "codes"),
    [
        (moment(date(2026, 5, 10), 23, 59), ["survey_closed"]),
        (moment(CLOSES, 23, 59) + timedelta(minutes=1), ["survey_closed"]),
    ],
)
def test_sheets_are_taken_from_the_first_day_to_the_end_of_the_last(
    here: World, at: datetime, codes: list[str]
) -> None:
    survey = opened(here)
    assert refused_for(lambda: sent(survey, "a", at=at)) == codes
    assert Answer.objects.count() == 0
    sent(survey, "b", at=at - timedelta(minutes=1) if at.date() > CLOSES else DURING)
    assert Answer.objects.count() == 1


def test_a_wrong_sheet_is_told_everything_and_kept_nowhere(here: World) -> None:
    survey = opened(here)
    wrong = {"q2": ["班次", "站点", "车况"], "q3": 9}
    told = refused_for(lambda: acts.answer(survey=survey, answers=wrong, token="a", at=DURING))
    assert told == ["survey_fault"] * 3
    survey.refresh_from_db()
    assert (survey.answered, Answer.objects.count()) == (0, 0)


def test_nothing_opens_before_its_announcement_is_public(here: World) -> None:
    survey = designed(here)
    assert refused_for(lambda: acts.open_survey(survey=survey, by=here.clerk, at=BEGIN)) == [
        "survey_not_announced"
    ]
    acts.begin_announcement(survey=survey, by=here.clerk, at=BEGIN)
    assert refused_for(lambda: acts.open_survey(survey=survey, by=here.clerk, at=BEGIN)) == [
        "survey_not_announced"
    ]
    assert refused_for(lambda: acts.begin_announcement(survey=survey, by=here.clerk, at=BEGIN)) == [
        "survey_record_there"
    ]


def test_an_open_survey_does_not_change(here: World) -> None:
    survey = opened(here)
    ask = refused_for(
        lambda: acts.ask(survey=survey, questions=QUESTIONS[:1], by=here.clerk, at=AFTER)
    )
    assert ask == ["survey_state"]
    for change in (
        lambda: Survey.objects.filter(pk=survey.pk).update(title="别的"),
        lambda: survey.questions.all().delete(),
        lambda: survey.questions.update(label="别的"),
        lambda: Survey.objects.filter(pk=survey.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_an_answer_is_never_changed_or_deleted(here: World) -> None:
    sheet = sent(opened(here), "a")
    for change in (
        lambda: Answer.objects.filter(pk=sheet.pk).update(answers={}),
        lambda: Answer.objects.filter(pk=sheet.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_result_waits_for_the_last_day(here: World) -> None:
    survey = opened(here)
    assert refused_for(lambda: acts.begin_results(survey=survey, by=here.clerk, at=DURING)) == [
        "survey_still_open"
    ]
    acts.begin_results(survey=survey, by=here.clerk, at=AFTER)
    late = refused_for(
        lambda: acts.enter(survey=survey, answers=SHEET, channel="paper", by=here.clerk, at=AFTER)
    )
    assert late == ["survey_result_drafted"]


def test_others_have_no_power_over_it(here: World) -> None:
    stranger = clerk(department("czj", "财政局"))
    survey = designed(here)
    assert refused_for(lambda: acts.begin_announcement(survey=survey, by=stranger, at=BEGIN)) == [
        "no_power"
    ]


def test_a_faulty_form_is_refused_with_every_reason(here: World) -> None:
    survey = designed(here)
    faulty = (
        Question("q1", "几选一", "single", ("只有一项",), required=True, most=None),
        Question("q2", "重复", "multiple", ("甲", "甲"), required=True, most=None),
    )
    codes = refused_for(lambda: acts.ask(survey=survey, questions=faulty, by=here.clerk, at=BEGIN))
    assert codes == ["survey_fault", "survey_fault"]
    assert [one.code for one in survey.questions.all()] == ["q1", "q2", "q3", "q4"]


def test_every_act_is_logged_and_no_answer_is_in_it(here: World) -> None:
    sent(opened(here), "a")
    verbs = Deed.objects.filter(verb__startswith="survey.").order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == [
        "survey.design", "survey.ask", "survey.announce", "survey.open", "survey.answer",
    ]  # fmt: skip
    assert [one.detail for one in verbs if "早班车" in str(one.detail)] == []


def test_the_figures_add_up(here: World) -> None:
    survey = opened(here)
    for place, often in enumerate(["每天", "每周", "每周", "很少"]):
        sent(survey, f"t{place}", q1=often)
    first = results_of(survey)[0]
    assert [(row.option, row.count) for row in first.rows] == [
        ("每天", 1),
        ("每周", 2),
        ("很少", 1),
    ]
    assert sum(row.percent for row in first.rows) == 100
