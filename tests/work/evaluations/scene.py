"""A department with surveys and policies to evaluate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from gongkai.rules.decisions.surveys import Question
from gongkai.work.evaluations.actions import evaluation as evaluations
from gongkai.work.evaluations.actions import survey as surveys
from gongkai.work.evaluations.models.evaluation import Evaluation
from gongkai.work.evaluations.models.survey import Survey
from gongkai.work.records.models.publication import Publication
from tests.factories import moment
from tests.work.records.world import World, published, through

BEGIN = moment(date(2026, 5, 6))
OPENS, CLOSES = date(2026, 5, 11), date(2026, 5, 29)
DURING = moment(date(2026, 5, 20))
AFTER = moment(date(2026, 5, 30))
QUESTIONS = (
    Question(
        "q1", "您多久坐一次公交", "single", ("每天", "每周", "很少"), required=True, most=None
    ),
    Question("q2", "哪些地方要改进", "multiple", ("班次", "站点", "车况"), required=False, most=2),
    Question("q3", "请给服务打分", "scale", (), required=True, most=None),
    Question("q4", "还有什么建议", "text", (), required=False, most=None),
)
SHEET = {"q1": "每天", "q2": ["班次", "车况"], "q3": 4, "q4": "早班车再早一点"}
ASPECTS = {
    "standard": "补贴标准按目录执行，没有另立条件。",
    "scope": "覆盖全区登记的小微企业，没有遗漏行业。",
    "practice": "全年受理申请一百二十件，办结一百一十八件。",
    "effect": "受访企业的用工成本平均下降了百分之三。",
    "problems": "材料仍要报两次，企业希望一次办结。",
}


def designed(
    here: World, *, at: datetime = BEGIN, questions: Sequence[Question] = QUESTIONS, **given: Any
) -> Survey:
    """A survey with its questions."""
    told: dict[str, Any] = {
        "title": "公交服务满意度", "introduction": "了解市民怎样乘坐公交，用来调整线路。",
        "opens_on": OPENS, "closes_on": CLOSES,
    }  # fmt: skip
    one = surveys.design(organisation=here.organisation, by=here.clerk, at=at, **(told | given))
    return surveys.ask(survey=one, questions=questions, by=here.clerk, at=at)


def opened(here: World, at: datetime = BEGIN, **given: Any) -> Survey:
    """A survey whose announcement is public, open for sheets."""
    one = designed(here, at=at, **given)
    through(here, surveys.begin_announcement(survey=one, by=here.clerk, at=at), at)
    return surveys.open_survey(survey=one, by=here.clerk, at=at)


def policy(here: World, at: datetime = BEGIN, **fields: Any) -> Publication:
    """A public policy of the department."""
    told: dict[str, Any] = {
        "title": "小微企业用工补贴办法", "document_number": "交发〔2026〕2号",
        "formed_on": at.date(), "issued_on": at.date(),
    }  # fmt: skip
    return published(here, at, **(told | fields))


def begun(here: World, at: datetime = BEGIN, **fields: Any) -> Evaluation:
    """An evaluation of a policy."""
    one = policy(here, at, **fields)
    return evaluations.begin(
        organisation=here.organisation, policy=one.record, year=2026, by=here.clerk, at=at
    )


def written(here: World, outcome: str = "continue", at: datetime = AFTER) -> Evaluation:
    """One with everything that a conclusion asks for."""
    one = begun(here)
    for code, on in (("survey", date(2026, 5, 20)), ("talk", date(2026, 5, 22))):
        evaluations.add_method(evaluation=one, code=code, on=on, people=30, by=here.clerk, at=at)
    return evaluations.write(
        evaluation=one, aspects=ASPECTS, result="政策有效，材料要再减。",
        use="下半年合并两次报送，修订申报指南。", outcome=outcome, evaluated_on=date(2026, 5, 28),
        by=here.clerk, at=at,
    )  # fmt: skip
