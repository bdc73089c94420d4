"""The page of an evaluation, gathered for its template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.decisions.evaluation import METHODS, due_on, lacks
from gongkai.work.evaluations.models.evaluation import Evaluation, Method
from gongkai.work.evaluations.queries.evaluations import changed_on, facts_of
from gongkai.work.evaluations.queries.report_page import policy_title


@dataclass(frozen=True)
class EvaluationPage:
    """One evaluation, what it lacks, and what follows from its outcome."""

    row: Evaluation
    policy: str
    methods: Sequence[tuple[Method, str]]
    lacks: Sequence[str]
    due_on: date
    changed_on: date | None
    is_writing: bool


def evaluation_page(row: Evaluation, on: date) -> EvaluationPage:
    """The evaluation as it stands on the day."""
    writing = row.state == Evaluation.State.WRITING
    methods = row.methods.select_related("survey").order_by("on", "id")
    return EvaluationPage(
        row=row,
        policy=policy_title(row),
        methods=[(one, METHODS.get(one.code, one.code)) for one in methods],
        lacks=[one.sentence for one in lacks(facts_of(row), on)] if writing else [],
        due_on=due_on(row.year),
        changed_on=changed_on(row),
        is_writing=writing,
    )
