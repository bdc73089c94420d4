"""A survey from its questions to its result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from gongkai.rules.decisions.lack import Lack
from gongkai.rules.decisions.surveys import Question as Asked
from gongkai.rules.decisions.surveys import answer_faults, faults_of_form
from gongkai.work.evaluations.models.survey import Answer, Question, Survey
from gongkai.work.evaluations.queries.questions import asked_of
from gongkai.work.evaluations.queries.results_page import announcement_body, results_body
from gongkai.work.evaluations.queries.surveys import is_taking
from gongkai.work.journal.actions.numbering import give_number
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import edit, start
from gongkai.work.records.models.record import Record

POWER = "evaluation.edit"


def design(
    *, organisation: Organisation, title: str, introduction: str, opens_on: date, closes_on: date,
    by: Person, at: datetime,
) -> Survey:  # fmt: skip
    """Begin a survey; its number is the next of the year."""
    with deed("survey.design", by=by, at=at, power=POWER, organisation=organisation) as act:
        _refuse_term(opens_on, closes_on)
        number = give_number(Survey.objects.all(), "number", day_of(at).year)
        act.target = survey = Survey.objects.create(
            organisation=organisation, number=number, title=title.strip(),
            introduction=introduction.strip(), opens_on=opens_on, closes_on=closes_on,
            made_at=at, made_by=by,
        )  # fmt: skip
    return survey


def revise(
    *, survey: Survey, title: str, introduction: str, opens_on: date, closes_on: date,
    by: Person, at: datetime,
) -> Survey:  # fmt: skip
    """Change what is not public yet."""
    with deed("survey.revise", by=by, at=at, power=POWER, organisation=survey.organisation) as act:
        act.target = held = _held(survey, Survey.State.DESIGNING)
        _refuse_term(opens_on, closes_on)
        held.title, held.introduction = title.strip(), introduction.strip()
        held.opens_on, held.closes_on = opens_on, closes_on
        held.save()
    survey.refresh_from_db()
    return survey


def ask(*, survey: Survey, questions: Sequence[Asked], by: Person, at: datetime) -> Survey:
    """Put these questions in the place of those before; Refused with all that is wrong."""
    with deed("survey.ask", by=by, at=at, power=POWER, organisation=survey.organisation) as act:
        act.target = held = _held(survey, Survey.State.DESIGNING)
        if faults := faults_of_form(questions):
            raise Refused("survey_form", reasons=_reasons(faults))
        held.questions.all().delete()
        Question.objects.bulk_create(
            Question(
                survey=held, code=one.code, order=place, label=one.label, kind=one.kind,
                options=list(one.options), required=one.required, most=one.most,
            )
            for place, one in enumerate(questions, 1)
        )  # fmt: skip
        act.detail = {"questions": len(questions)}
    return survey


def begin_announcement(*, survey: Survey, by: Person, at: datetime) -> Record:
    """Draft the record that announces the survey; three reviews follow, as for everything."""
    with deed(
        "survey.announce", by=by, at=at, power=POWER, organisation=survey.organisation
    ) as act:
        act.target = held = _held(survey, Survey.State.DESIGNING)
        if not held.questions.exists():
            raise Refused("survey_without_questions")
        _refuse_drafted(held.record)
        held.record = _drafted(held, f"关于开展“{held.title}”问卷调查的公告",
                               announcement_body(held), by, at)  # fmt: skip
        held.save(update_fields=["record"])
    survey.refresh_from_db()
    return held.record


def open_survey(*, survey: Survey, by: Person, at: datetime) -> Survey:
    """Take sheets in from the first day on; only once the announcement is public."""
    with deed("survey.open", by=by, at=at, power=POWER, organisation=survey.organisation) as act:
        act.target = held = _held(survey, Survey.State.DESIGNING)
        if held.record is None or held.record.live_id is None:
            raise Refused("survey_not_announced")
        if held.closes_on < day_of(at):
            raise Refused("survey_over", closes_on=held.closes_on)
        held.state = Survey.State.SURVEYING
        held.save(update_fields=["state"])
    survey.refresh_from_db()
    return survey


def enter(
    *, survey: Survey, answers: Mapping[str, Any], channel: str, by: Person, at: datetime
) -> Answer:
    """Enter a sheet that came on paper or by telephone; also in the week after the last day."""
    with deed("survey.enter", by=by, at=at, power=POWER, organisation=survey.organisation) as act:
        held = _held(survey, Survey.State.SURVEYING)
        if held.results is not None and not held.results.is_gone:
            raise Refused("survey_result_drafted")
        act.target = sheet = _take(held, answers, channel=channel, at=at, entered_by=by)
    return sheet


def begin_results(*, survey: Survey, by: Person, at: datetime) -> Record:
    """Draft the record of the result once no more sheets are taken."""
    with deed("survey.results", by=by, at=at, power=POWER, organisation=survey.organisation) as act:
        act.target = held = _held(survey, Survey.State.SURVEYING)
        if is_taking(held, day_of(at)):
            raise Refused("survey_still_open", closes_on=held.closes_on)
        _refuse_drafted(held.results)
        title = f"“{held.title}”问卷调查结果"
        held.results = _drafted(held, title, results_body(held), by, at)
        held.save(update_fields=["results"])
    survey.refresh_from_db()
    return held.results


def answer(*, survey: Survey, answers: Mapping[str, Any], token: str, at: datetime) -> Answer:
    """Take in a sheet from the public pages; sent twice it counts once."""
    with deed("survey.answer", by=None, at=at, power=None) as act:
        held = _held(survey, Survey.State.SURVEYING)
        if not is_taking(held, day_of(at)):
            raise Refused("survey_closed", opens_on=held.opens_on, closes_on=held.closes_on)
        again = held.answers.filter(token=token).first()
        sheet = again or _take(held, answers, channel=Answer.Channel.PORTAL, token=token, at=at)
        act.target = sheet
    return sheet


def _take(survey: Survey, answers: Mapping[str, Any], **given: Any) -> Answer:
    if faults := answer_faults(asked_of(survey), answers):
        raise Refused("survey_sheet", reasons=_reasons(faults))
    try:
        with transaction.atomic():
            sheet = Answer.objects.create(survey=survey, answers=dict(answers), **given)
    except IntegrityError as error:
        raise Refused("survey_sent_twice") from error
    Survey.objects.filter(pk=survey.pk).update(answered=F("answered") + 1)
    return sheet


def _reasons(faults: Sequence[Lack]) -> list[Refused]:
    return [Refused("survey_fault", fault=one.sentence.rstrip("。")) for one in faults]


def _drafted(survey: Survey, title: str, body: str, by: Person, at: datetime) -> Record:
    record = start(organisation=survey.organisation, by=by, at=at)
    edit(record=record, by=by, at=at, title=title, body_html=body, formed_on=day_of(at))
    record.refresh_from_db()
    return record


def _held(survey: Survey, state: str) -> Survey:
    rows = Survey.objects.select_for_update(of=("self",))
    found = rows.select_related("organisation", "record", "results").get(pk=survey.pk)
    if found.state != state:
        raise Refused("survey_state", state=found.get_state_display())
    return found


def _refuse_term(opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on:
        raise Refused("survey_term", opens_on=opens_on, closes_on=closes_on)


def _refuse_drafted(record: Record | None) -> None:
    if record is not None and not record.is_gone:
        raise Refused("survey_record_there", state=record.get_state_display())
