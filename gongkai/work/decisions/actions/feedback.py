"""The feedback on opinions (采纳情况反馈): other forms are noted, the record is drafted.

It goes the way of every record from there: screened, reviewed by three people, published.
"""

from __future__ import annotations

from datetime import date, datetime

from gongkai.work.decisions.actions.intake import held_decision
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.feedback import Feedback, OtherForm
from gongkai.work.decisions.queries.feedback import answered, clause_labels, counted, lacks
from gongkai.work.decisions.queries.feedback_state import standing
from gongkai.work.decisions.queries.feedback_text import (
    MOST_ROWS,
    body_of,
    table_of,
    with_clauses,
)
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import attach, edit, start
from gongkai.work.records.models.record import Record

_LONGEST, _TABLE = 5000, "逐条意见.xlsx"
_PLACE, _TITLE = 120, 200


def note_form(
    *,
    decision: Decision,
    kind: str,
    on: date,
    people: int,
    text: str,
    by: Person,
    at: datetime,
    place: str = "",
) -> OtherForm:
    """Note a talk, hearing, visit or survey in which opinions were heard; told with the feedback.

    `people` counts who took part. Raises Refused with all that is wrong.
    """
    told, where = text.strip(), " ".join(place.split())
    power, home = "opinion.handle", decision.organisation
    with deed("feedback.note_form", by=by, at=at, power=power, organisation=home) as act:
        _refuse_standing(decision)
        reasons = []
        if kind not in OtherForm.Kind.values:
            reasons.append(Refused("form_kind_unknown"))
        if on > day_of(at):
            reasons.append(Refused("form_to_come", on=on))
        if not told:
            reasons.append(Refused("form_without_text"))
        if people < 1:
            reasons.append(Refused("form_without_people"))
        if len(told) > _LONGEST or len(where) > _PLACE:
            reasons.append(Refused("form_long", limit=_LONGEST, place=_PLACE))
        if reasons:
            raise Refused("form_unfit", reasons=reasons)
        form = OtherForm.objects.create(
            decision=decision, kind=kind, on=on, place=where, people=people, text=told, at=at, by=by
        )
        act.target, act.detail = form, {"kind": kind}
    return form


def drop_form(*, form: OtherForm, by: Person, at: datetime) -> None:
    """Take back what was noted by mistake."""
    home = form.decision.organisation
    with deed("feedback.drop_form", by=by, at=at, power="opinion.handle", organisation=home) as act:
        _refuse_standing(form.decision)
        act.target, act.detail = form.decision, {"kind": form.kind, "on": form.on.isoformat()}
        OtherForm.objects.filter(pk=form.pk).delete()


def draft_feedback_record(
    *, decision: Decision, by: Person, at: datetime, introduction: str = ""
) -> Feedback:
    """Draft the feedback as a record, from all opinions; from then on their answers stand.

    Raises Refused with everything that is lacking: open consultations and opinions, reasons.
    Whoever wants to change an answer gives up the draft (or takes the record back) first.
    """
    told, home = introduction.strip(), decision.organisation
    if len(told) > _LONGEST:
        raise Refused("feedback_introduction_long", limit=_LONGEST)
    with deed("feedback.draft", by=by, at=at, power="opinion.handle", organisation=home) as act:
        _refuse_standing(decision)
        found = counted(decision)
        if reasons := lacks(decision, found):
            raise Refused("feedback_unfit", reasons=reasons)
        counts = found.as_json()
        record = _record(decision, counts, told, by, at)
        feedback, _ = Feedback.objects.update_or_create(
            decision=decision,
            defaults={
                "introduction": told, "figures": counts, "record": record,
                "made_at": at, "made_by": by,
            },
        )  # fmt: skip
        act.target, act.detail = feedback, {"total": found.all.total, "record": record.pk}
    return feedback


def _record(
    decision: Decision, counts: dict[str, object], told: str, by: Person, at: datetime
) -> Record:
    labels, answers = clause_labels(decision), answered(decision)
    record = start(organisation=decision.organisation, by=by, at=at)
    title = f"关于《{decision.title}》公众意见采纳情况的反馈"
    edit(
        record=record, by=by, at=at, title=title[:_TITLE],
        body_html=body_of(answers, counts, labels, told),
    )  # fmt: skip
    if answers.alone.count() > MOST_ROWS:
        rows = with_clauses(answers.alone).iterator(chunk_size=2000)
        attach(record=record, file_name=_TABLE, data=table_of(rows, labels), by=by, at=at)
    return record


def _refuse_standing(decision: Decision) -> None:
    if standing(held_decision(decision)) is not None:
        raise Refused("feedback_stands")
