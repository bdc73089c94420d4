"""The questions of a survey and the answers to it, as the rules read them."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.rules.decisions.surveys import Question as Asked
from gongkai.rules.decisions.surveys import Result, tally
from gongkai.work.evaluations.models.survey import Question, Survey


def asked_of(survey: Survey) -> list[Asked]:
    """The questions in their order. One query."""
    return [_asked(one) for one in survey.questions.all()]


def results_of(survey: Survey) -> Sequence[Result]:
    """How the questions were answered. Two queries."""
    answers = survey.answers.order_by("id").values_list("answers", flat=True)
    return tally(asked_of(survey), list(answers))


def _asked(one: Question) -> Asked:
    return Asked(
        code=one.code,
        label=one.label,
        kind=one.kind,
        options=tuple(one.options),
        required=one.required,
        most=one.most,
    )
