"""The evaluation of a policy, from its beginning to its public report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from gongkai.rules.decisions.evaluation import ASPECTS, METHODS, duty_term, lacks
from gongkai.work.evaluations.models.evaluation import Evaluation, Method
from gongkai.work.evaluations.models.survey import Survey
from gongkai.work.evaluations.queries.evaluations import facts_of
from gongkai.work.evaluations.queries.report_page import report_body, report_title
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import edit, start
from gongkai.work.records.models.record import Record

POWER = "evaluation.edit"


def begin(
    *, organisation: Organisation, policy: Record, year: int, by: Person, at: datetime
) -> Evaluation:
    """Begin to evaluate a public policy of one's own in a year; once for each policy."""
    with deed("evaluation.begin", by=by, at=at, power=POWER, organisation=organisation) as act:
        held = Record.objects.select_for_update(of=("self",)).get(pk=policy.pk)
        if held.organisation_id != organisation.pk:
            raise Refused("evaluation_policy_of_others", organisation=held.organisation.name)
        if held.live_id is None:
            raise Refused("evaluation_policy_not_public")
        if year > day_of(at).year:
            raise Refused("evaluation_year_ahead", year=year)
        if Evaluation.objects.filter(policy=held, year=year).exists():
            raise Refused("evaluation_there", year=year)
        act.target = row = Evaluation.objects.create(
            organisation=organisation, policy=held, year=year, made_at=at, made_by=by
        )
    return row


def write(
    *,
    evaluation: Evaluation,
    aspects: Mapping[str, str],
    result: str,
    use: str,
    outcome: str,
    evaluated_on: date | None,
    by: Person,
    at: datetime,
) -> Evaluation:
    """Keep what was written so far, complete or not."""
    place = evaluation.organisation
    with deed("evaluation.write", by=by, at=at, power=POWER, organisation=place) as act:
        act.target = held = _held(evaluation)
        held.aspects = {code: aspects.get(code, "").strip() for code in ASPECTS}
        held.result, held.use = result.strip(), use.strip()
        held.outcome, held.evaluated_on = outcome, evaluated_on
        held.save()
    evaluation.refresh_from_db()
    return evaluation


def add_method(
    *,
    evaluation: Evaluation,
    code: str,
    on: date,
    people: int,
    by: Person,
    at: datetime,
    note: str = "",
    survey: Survey | None = None,
) -> Method:
    """Tell one way in which the effect was found out; a survey must be one's own."""
    place = evaluation.organisation
    with deed("evaluation.method", by=by, at=at, power=POWER, organisation=place) as act:
        held = _held(evaluation)
        if code not in METHODS:
            raise Refused("evaluation_method_unknown", method=code)
        if on > day_of(at):
            raise Refused("evaluation_method_ahead", on=on)
        if survey is not None and survey.organisation_id != held.organisation_id:
            raise Refused("evaluation_survey_of_others")
        act.target = held
        return Method.objects.create(
            evaluation=held, code=code, on=on, people=people, note=note.strip(), survey=survey
        )


def drop_method(*, method: Method, by: Person, at: datetime) -> None:
    """Take one of them away again."""
    place = method.evaluation.organisation
    with deed("evaluation.drop_method", by=by, at=at, power=POWER, organisation=place) as act:
        act.target = _held(method.evaluation)
        Method.objects.filter(pk=method.pk).delete()


def conclude(*, evaluation: Evaluation, by: Person, at: datetime) -> Evaluation:
    """Conclude it; Refused with all that is missing. "Revise" and "repeal" set a term."""
    place = evaluation.organisation
    with deed("evaluation.conclude", by=by, at=at, power=POWER, organisation=place) as act:
        act.target = held = _held(evaluation)
        if missing := lacks(facts_of(held), day_of(at)):
            reasons = [
                Refused("evaluation_lack", lack=one.sentence.rstrip("。")) for one in missing
            ]
            raise Refused("evaluation_incomplete", reasons=reasons)
        assert held.evaluated_on is not None
        held.follow_up_on = duty_term(held.outcome, held.evaluated_on)
        held.state = Evaluation.State.CONCLUDED
        held.save()
        act.detail = {"outcome": held.outcome}
    evaluation.refresh_from_db()
    return evaluation


def begin_report(*, evaluation: Evaluation, by: Person, at: datetime) -> Record:
    """Draft the record that makes result and use public."""
    place = evaluation.organisation
    with deed("evaluation.report", by=by, at=at, power=POWER, organisation=place) as act:
        act.target = held = _held(evaluation, Evaluation.State.CONCLUDED)
        if held.report is not None and not held.report.is_gone:
            raise Refused("evaluation_report_there", state=held.report.get_state_display())
        record = start(organisation=place, by=by, at=at)
        edit(
            record=record, by=by, at=at, title=report_title(held), body_html=report_body(held),
            formed_on=held.evaluated_on,
        )  # fmt: skip
        record.refresh_from_db()
        held.report = record
        held.save(update_fields=["report"])
    evaluation.refresh_from_db()
    return record


def _held(evaluation: Evaluation, state: str = Evaluation.State.WRITING) -> Evaluation:
    rows = Evaluation.objects.select_for_update(of=("self",))
    related = ("organisation", "policy__live__version", "report")
    found = rows.select_related(*related).get(pk=evaluation.pk)
    if found.state != state:
        raise Refused("evaluation_state", state=found.get_state_display())
    return found
