"""Asks another body of the district to help, which never learns who the applicant is (协办)."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.work.foi.actions.happen import locked
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Assistance
from gongkai.work.foi.queries.identity import names_applicant
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


def ask(
    *,
    request: Request,
    organisation: Organisation,
    question: str,
    due_on: date,
    by: Person,
    at: datetime,
) -> Assistance:
    """Ask the organisation; the clock of the case goes on (第三十四条 is another way)."""
    place = request.organisation
    with deed("foi.assist", by=by, at=at, power="foi.handle", organisation=place) as act:
        held = locked(request)
        if held.ended_on is not None:
            raise Refused("foi_assist_ended", number=held.number)
        if organisation.pk == place.pk:
            raise Refused("foi_assist_own")
        if due_on < day_of(at):
            raise Refused("foi_assist_past", on=due_on)
        if names_applicant(held, question):
            raise Refused("foi_names_applicant")
        asked = Assistance.objects.create(
            request=held, organisation=organisation, question=question.strip(), due_on=due_on,
            asked_at=at, asked_by=by,
        )  # fmt: skip
        act.target = asked
        act.detail = {"number": held.number, "asked": organisation.code}
    return asked


def answer(*, assistance: Assistance, text: str, by: Person, at: datetime) -> Assistance:
    """The other body answers, once."""
    place = assistance.organisation
    with deed("foi.assist.answer", by=by, at=at, power="foi.assist", organisation=place) as act:
        held = Assistance.objects.select_for_update(of=("self",)).select_related("request")
        row = held.get(pk=assistance.pk)
        if row.answered_at is not None:
            raise Refused(
                "foi_assist_answered", name=row.answered_by.name if row.answered_by else ""
            )
        if not text.strip():
            raise Refused("foi_assist_empty")
        row.answer, row.answered_at, row.answered_by = text.strip(), at, by
        row.save(update_fields=["answer", "answered_at", "answered_by"])
        act.target = row
        act.detail = {"number": row.request.number}
    assistance.refresh_from_db()
    return assistance
