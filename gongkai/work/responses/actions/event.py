"""An event from its registration to its review: who has to answer, and whether they did."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from gongkai.rules import responses as rules
from gongkai.work.journal.actions.numbering import give_number
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record
from gongkai.work.responses.models.event import Event, Part
from gongkai.work.responses.queries.events import as_event, as_part, clocks_of, nearest

POWER = "response.assign"


def register(
    *, title: str, kind: str, grade: str, happened_at: datetime | None, found_at: datetime,
    found_where: str, text: str, by: Person, at: datetime, policy: Record | None = None,
) -> Event:  # fmt: skip
    """Write down what people talk about; its clock runs from now on, whoever will answer."""
    with deed("response.register", by=by, at=at, power=POWER) as act:
        event = Event(
            title=title.strip(), kind=kind, grade=grade, happened_at=happened_at,
            found_at=found_at, found_where=found_where.strip(), text=text.strip(), policy=policy,
            registered_at=at, registered_by=by,
        )  # fmt: skip
        _refuse_unknown(event)
        refuse_impossible(event, None, at)
        event.number = give_number(Event.objects.all(), "number", day_of(at).year)
        event.due_at = nearest(clocks_of(event, None, at))
        event.save(force_insert=True)
        act.target = event
    return event


def regrade(
    *, event: Event, grade: str, happened_at: datetime | None, found_at: datetime, reason: str,
    by: Person, at: datetime,
) -> Event:  # fmt: skip
    """Correct the grade or the moments that the clocks run from; the journal keeps those before."""
    with deed("response.regrade", by=by, at=at, power=POWER) as act:
        act.target = row = held(event)
        if not reason.strip():
            raise Refused("response_reason_missing")
        act.detail = {
            "grade": row.grade, "found_at": row.found_at.isoformat(),
            "happened_at": row.happened_at.isoformat() if row.happened_at else "",
            "reason": reason.strip(),
        }  # fmt: skip
        row.grade, row.happened_at, row.found_at = grade, happened_at, found_at
        _refuse_unknown(row)
        for part in [None, *row.parts.select_related("organisation")]:
            refuse_impossible(row, part, at)
        row.save(update_fields=["grade", "happened_at", "found_at"])
        keep_terms(row, at)
    event.refresh_from_db()
    return event


def assign(
    *, event: Event, organisations: Collection[Organisation], asked: str, by: Person, at: datetime
) -> list[Part]:
    """Ask one or several units to answer; each has clocks of its own."""
    with deed("response.assign", by=by, at=at, power=POWER) as act:
        act.target = row = held(event)
        if not organisations:
            raise Refused("response_nobody_asked")
        keys = [one.pk for one in organisations]
        if there := row.parts.filter(organisation__in=keys).select_related("organisation"):
            names = [one.organisation.label for one in there]
            raise Refused("response_assigned_already", organisations=names)
        parts = [
            Part.objects.create(
                event=row, organisation=one, asked=asked.strip(), assigned_at=at, assigned_by=by
            )
            for one in organisations
        ]
        for part in parts:
            refuse_impossible(row, part, at)
        keep_terms(row, at)
        act.detail = {"organisations": [one.code for one in organisations]}
    event.refresh_from_db()
    return parts


def close(*, event: Event, review: str, by: Person, at: datetime) -> Event:
    """Close it with a word on how it went, once every unit has answered."""
    with deed("response.close", by=by, at=at, power=POWER) as act:
        act.target = row = held(event)
        parts = list(row.parts.select_related("organisation"))
        silent = [one.organisation.label for one in parts if one.responded_at is None]
        if not parts or silent:
            raise Refused("response_unanswered", organisations=silent)
        if not review.strip():
            raise Refused("response_review_missing")
        row.state, row.review = Event.State.WOUND_UP, review.strip()
        row.closed_at, row.closed_by = at, by
        row.save(update_fields=["state", "review", "closed_at", "closed_by"])
    event.refresh_from_db()
    return event


def held(event: Event) -> Event:
    """The event, locked; Refused once it is closed."""
    found = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if found.state != Event.State.TRACKING:
        raise Refused("response_closed", closed_at=found.closed_at)
    return found


def keep_terms(event: Event, at: datetime) -> None:
    """Keep for lists the nearest term of every unit that is not met, and that of the event."""
    parts = list(event.parts.select_related("organisation"))
    for part in parts:
        part.due_at = nearest(clocks_of(event, part, at))
        part.save(update_fields=["due_at"])
    terms = [one.due_at for one in parts] or [nearest(clocks_of(event, None, at))]
    event.due_at = min((one for one in terms if one is not None), default=None)
    event.save(update_fields=["due_at"])


def refuse_impossible(event: Event, part: Part | None, at: datetime) -> None:
    """Refuse moments that cannot be true, all at once."""
    found = rules.faults(as_event(event), as_part(part), at)
    if found:
        reasons = [Refused("response_fault", fault=one.sentence.rstrip("。")) for one in found]
        raise Refused("response_moments", reasons=reasons)


def _refuse_unknown(event: Event) -> None:
    if event.kind not in rules.KINDS:
        raise Refused("response_kind_unknown")
    if event.grade not in rules.CLASSES:
        raise Refused("response_grade_unknown")
