"""Surveys and evaluations of policies in the example, done through the acts of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any

from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.documents import load
from gongkai.faces.jobs.demo.publishing import finish
from gongkai.faces.jobs.demo.upkeep import Act
from gongkai.rules.decisions.surveys import POINTS, Question
from gongkai.work.evaluations.actions import evaluation as evaluations
from gongkai.work.evaluations.actions import survey as surveys
from gongkai.work.evaluations.models.evaluation import Evaluation
from gongkai.work.evaluations.models.survey import Survey
from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.models.record import Record

_DATA = load("evaluations.toml")
_ITEM, _THEME = "P20-15-10", "综合政务-政务公开"
_SEED = 28


@dataclass
class _Made:
    """What the first act of a row began, for those that follow."""

    survey: Survey | None = None
    evaluation: Evaluation | None = None


def evaluation_acts(district: District) -> Iterator[Act]:
    """Everything of evaluations.toml, each on its day."""
    for row in _DATA["survey"]:
        yield from _survey(district, row, _Made())
    for row in _DATA["evaluation"]:
        yield from _evaluation(district, row, _Made())


def _survey(district: District, row: dict[str, Any], made: _Made) -> Iterator[Act]:
    yield row["designed"], partial(_open, district, row, made)
    span = (row["closes"] - row["opens"]).days
    dice = Random(_SEED)  # noqa: S311 - only to look alive, and alike every time
    sheets = [("portal", one) for one in range(row["online"])]
    sheets += [("paper", one) for one in range(row["paper"])]
    for channel, place in sheets:
        day = row["opens"] + timedelta(days=dice.randint(0, max(0, span - 1)))
        yield day, partial(_fill_in, district, row, made, channel, place)
    if "told" in row:
        yield row["told"], partial(_tell, district, row, made)


def _open(district: District, row: dict[str, Any], made: _Made) -> None:
    clerk, at = _clerk(district, row), _at(row["designed"])
    survey = surveys.design(
        organisation=district.organisation(row["unit"]), title=row["title"],
        introduction=row["introduction"], opens_on=row["opens"], closes_on=row["closes"],
        by=clerk, at=at,
    )  # fmt: skip
    surveys.ask(survey=survey, questions=_questions(row), by=clerk, at=at)
    record = surveys.begin_announcement(survey=survey, by=clerk, at=at)
    finish(district, record, row["unit"], at, item=_ITEM, theme=_THEME)
    made.survey = surveys.open_survey(survey=survey, by=clerk, at=at + timedelta(hours=3))


def _questions(row: dict[str, Any]) -> list[Question]:
    return [
        Question(
            code=f"q{place}", label=one["label"], kind=one["kind"],
            options=tuple(one.get("options", ())), required=one.get("required", True),
            most=one.get("most"),
        )
        for place, one in enumerate(row["question"], 1)
    ]  # fmt: skip


def _fill_in(
    district: District, row: dict[str, Any], made: _Made, channel: str, place: int
) -> None:
    assert made.survey is not None
    dice = Random(f"{row['title']}{channel}{place}")  # noqa: S311 - only to look alive
    answers = {f"q{one}": _answer(ask, dice) for one, ask in enumerate(row["question"], 1)}
    told = {code: value for code, value in answers.items() if value not in ("", [])}
    at = _at(row["opens"]) + timedelta(minutes=place)
    if channel == "portal":
        token = f"{made.survey.number}-{place}"
        surveys.answer(survey=made.survey, answers=told, token=token, at=at)
    else:
        by = _clerk(district, row)
        surveys.enter(survey=made.survey, answers=told, channel=channel, by=by, at=at)


def _answer(ask: dict[str, Any], dice: Random) -> Any:
    if ask["kind"] == "text":
        return dice.choice([*ask["words"], "", "", "", ""])
    options: Sequence[Any] = ask.get("options") or list(POINTS)
    if ask["kind"] != "multiple":
        return dice.choices(options, ask["shares"])[0]
    chosen = [one for one, share in zip(options, ask["shares"], strict=True)
              if dice.random() * 100 < share]  # fmt: skip
    return chosen[: ask["most"]] or [options[0]]


def _tell(district: District, row: dict[str, Any], made: _Made) -> None:
    assert made.survey is not None
    at = _at(row["told"])
    record = surveys.begin_results(survey=made.survey, by=_clerk(district, row), at=at)
    finish(district, record, row["unit"], at, item=_ITEM, theme=_THEME)


def _evaluation(district: District, row: dict[str, Any], made: _Made) -> Iterator[Act]:
    yield row["begun"], partial(_begin, district, row, made)
    for method in row["methods"]:
        yield method[1], partial(_method, district, row, made, method)
    if "evaluated" in row:
        yield row["evaluated"], partial(_conclude, district, row, made)
        yield row["published"], partial(_report, district, row, made)


def _begin(district: District, row: dict[str, Any], made: _Made) -> None:
    by, at = _clerk(district, row), _at(row["begun"])
    policy = Record.objects.get(current__document_number=row["policy"])
    made.evaluation = evaluations.begin(
        organisation=policy.organisation, policy=policy, year=row["begun"].year, by=by, at=at
    )
    _write(row, made, by, at)


def _method(district: District, row: dict[str, Any], made: _Made, method: list[Any]) -> None:
    assert made.evaluation is not None
    code, on, people, note = method
    evaluations.add_method(
        evaluation=made.evaluation, code=code, on=on, people=people, note=note,
        by=_clerk(district, row), at=_at(on),
    )  # fmt: skip


def _conclude(district: District, row: dict[str, Any], made: _Made) -> None:
    assert made.evaluation is not None
    by, at = _clerk(district, row), _at(row["evaluated"])
    _write(row, made, by, at)
    made.evaluation = evaluations.conclude(evaluation=made.evaluation, by=by, at=at)


def _write(row: dict[str, Any], made: _Made, by: Person, at: datetime) -> None:
    assert made.evaluation is not None
    is_over = at.date() == row.get("evaluated")
    made.evaluation = evaluations.write(
        evaluation=made.evaluation, aspects=row["aspects"], result=row.get("result", ""),
        use=row.get("use", ""), outcome=row.get("outcome", "") if is_over else "",
        evaluated_on=row["evaluated"] if is_over else None, by=by, at=at,
    )  # fmt: skip


def _report(district: District, row: dict[str, Any], made: _Made) -> None:
    assert made.evaluation is not None
    at = _at(row["published"])
    record = evaluations.begin_report(evaluation=made.evaluation, by=_clerk(district, row), at=at)
    finish(district, record, row["unit"], at, item=_ITEM, theme=_THEME)


def _clerk(district: District, row: dict[str, Any]) -> Person:
    return district.people[row["unit"], Post.Role.CLERK]


def _at(day: date) -> datetime:
    # In the afternoon: what is published on the same day has left its last review by then.
    return datetime.combine(day, time(15, 30), CHINA)
