"""What representatives said, what became of it, and the record that tells the public."""

from __future__ import annotations

from datetime import datetime

from gongkai.rules.decisions.meetings import statement_lacks
from gongkai.work.decisions.actions.attend import refuse_public
from gongkai.work.decisions.actions.meeting import POWER, drafted, held, refuse_under_way
from gongkai.work.decisions.models.meeting import Meeting, Representative, Statement, Topic
from gongkai.work.decisions.queries.meeting_count import told
from gongkai.work.decisions.queries.meeting_pages import adoption_body, adoption_title
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record

_STATE = Meeting.State


def note_statement(
    *, meeting: Meeting, topic: Topic, representative: Representative, text: str,
    by: Person, at: datetime,
) -> Statement:  # fmt: skip
    """Note what somebody who came said on a topic."""
    with deed(
        "meeting.statement", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        row = _open(meeting)
        if topic.meeting_id != row.pk or representative.meeting_id != row.pk:
            raise Refused("statement_elsewhere")
        if representative.attendance != Representative.Attendance.PRESENT:
            raise Refused("statement_of_absent", number=representative.number)
        if not text.strip():
            raise Refused("statement_empty")
        act.target = one = Statement.objects.create(
            meeting=row, topic=topic, representative=representative, text=text.strip(), at=at, by=by
        )
    return one


def answer_statement(
    *, statement: Statement, adoption: str, reason: str, by: Person, at: datetime
) -> Statement:
    """Say whether it is adopted; in part or not only with a reason."""
    place = statement.meeting.organisation
    with deed("meeting.answer", by=by, at=at, power=POWER, organisation=place) as act:
        row = _open(statement.meeting)
        act.target = one = Statement.objects.select_for_update().get(pk=statement.pk, meeting=row)
        one.adoption, one.reason = adoption, reason.strip()
        if found := statement_lacks(told(one)):
            reasons = [Refused("meeting_fault", fault=lack.sentence.rstrip("。")) for lack in found]
            raise Refused("statement_faulty", reasons=reasons)
        one.answered_at, one.answered_by = at, by
        one.save(update_fields=["adoption", "reason", "answered_at", "answered_by"])
        act.detail = {"adoption": adoption}
    return one


def drop_statement(*, statement: Statement, by: Person, at: datetime) -> None:
    """Take away what was noted by mistake; the journal keeps what it said."""
    place = statement.meeting.organisation
    with deed("meeting.drop_statement", by=by, at=at, power=POWER, organisation=place) as act:
        act.target = row = _open(statement.meeting)
        one = Statement.objects.get(pk=statement.pk, meeting=row)
        act.detail = {"text": one.text}
        one.delete()


def begin_adoption_record(*, meeting: Meeting, by: Person, at: datetime) -> Record:
    """Draft the record of attendance and adoption, once every statement is answered."""
    with deed(
        "meeting.adoption", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        act.target = row = _open(meeting)
        present = row.representatives.filter(attendance=Representative.Attendance.PRESENT)
        if not present.exists():
            raise Refused("meeting_nobody_came")
        if waiting := sum(1 for one in row.statements.all() if statement_lacks(told(one))):
            raise Refused("statements_unanswered", count=waiting)
        row.adoption_record = drafted(
            row,
            row.adoption_record,
            by,
            at,
            title=adoption_title(row),
            body_html=adoption_body(row),
        )
        row.save(update_fields=["adoption_record"])
    meeting.refresh_from_db()
    return row.adoption_record


def _open(meeting: Meeting) -> Meeting:
    """A meeting that was held, of which nothing was drafted or published yet."""
    row = held(meeting, _STATE.CONVENED)
    refuse_under_way(row.adoption_record)
    refuse_public(row)
    return row
