"""Press conferences, and the assessment of a major policy before it is issued."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record
from gongkai.work.responses.actions.event import held, keep_terms
from gongkai.work.responses.models.event import Event, Part
from gongkai.work.responses.models.policy import MajorPolicy, PressConference

POWER = "response.handle"


def hold_conference(
    *, organisation: Organisation, title: str, held_at: datetime, head_attended: bool | None,
    head: str, absence_reason: str, by: Person, at: datetime,
    others: Collection[Organisation] = (), event: Event | None = None,
    policy: Record | None = None, transcript: Record | None = None,
) -> PressConference:  # fmt: skip
    """Register a press conference that was held; it meets the clock of its event for all who
    held it."""
    with deed("press.register", by=by, at=at, power=POWER, organisation=organisation) as act:
        row = PressConference(organisation=organisation, event=event, made_at=at, made_by=by)
        _fill(
            row, title=title, held_at=held_at, head_attended=head_attended, head=head,
            absence_reason=absence_reason, policy=policy, transcript=transcript, at=at,
        )  # fmt: skip
        if event is not None:
            _refuse_strange(held(event), organisation, held_at)
        row.save(force_insert=True)
        row.others.set(others)
        _meet(row, at)
        act.target = row
    return row


def revise_conference(
    *, conference: PressConference, title: str, held_at: datetime, head_attended: bool | None,
    head: str, absence_reason: str, by: Person, at: datetime, policy: Record | None = None,
    transcript: Record | None = None,
) -> PressConference:  # fmt: skip
    """Correct it, or add its transcript; when it was held is fixed once it met a clock."""
    place = conference.organisation
    with deed("press.revise", by=by, at=at, power=POWER, organisation=place) as act:
        act.target = row = PressConference.objects.select_for_update(of=("self",)).get(
            pk=conference.pk
        )
        if row.event_id is not None and held_at != row.held_at:
            raise Refused("press_moment_fixed", held_at=row.held_at)
        _fill(
            row, title=title, held_at=held_at, head_attended=head_attended, head=head,
            absence_reason=absence_reason, policy=policy, transcript=transcript, at=at,
        )  # fmt: skip
        row.save()
    conference.refresh_from_db()
    return conference


def register_policy(
    *, organisation: Organisation, title: str, by: Person, at: datetime,
    policy: Record | None = None,
) -> MajorPolicy:  # fmt: skip
    """Mark a policy in preparation as a major one."""
    with deed("policy.register", by=by, at=at, power=POWER, organisation=organisation) as act:
        _refuse_policy_of_others(policy, organisation)
        _refuse_registered(policy, None)
        act.target = row = MajorPolicy.objects.create(
            organisation=organisation, title=title.strip(), policy=policy, made_at=at, made_by=by
        )
    return row


def assess(
    *, policy: MajorPolicy, assessed_on: date | None, conclusion: str, document: Record | None,
    assessment: Record | None, by: Person, at: datetime,
) -> MajorPolicy:  # fmt: skip
    """Write down when risk and effect were assessed and with what conclusion, and the document."""
    place = policy.organisation
    with deed("policy.assess", by=by, at=at, power=POWER, organisation=place) as act:
        act.target = row = MajorPolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
        if assessed_on is not None and assessed_on > day_of(at):
            raise Refused("assessment_ahead", assessed_on=assessed_on)
        if (assessed_on is None) != (not conclusion.strip()):
            raise Refused("assessment_incomplete")
        _refuse_policy_of_others(document, place)
        _refuse_registered(document, row)
        act.detail = {"before": str(row.assessed_on or ""), "after": str(assessed_on or "")}
        row.assessed_on, row.conclusion = assessed_on, conclusion.strip()
        row.policy, row.assessment = document, assessment
        row.save()
    policy.refresh_from_db()
    return policy


def _fill(
    row: PressConference, *, title: str, held_at: datetime, head_attended: bool | None, head: str,
    absence_reason: str, policy: Record | None, transcript: Record | None, at: datetime,
) -> None:  # fmt: skip
    if held_at > at:
        raise Refused("press_ahead", held_at=held_at)
    if head_attended is False and not absence_reason.strip():
        raise Refused("press_absence_reason")
    if head_attended and not head.strip():
        raise Refused("press_head_missing")
    row.title, row.held_at, row.head_attended = title.strip(), held_at, head_attended
    row.head = head.strip() if head_attended else ""
    row.absence_reason = absence_reason.strip() if head_attended is False else ""
    row.policy, row.transcript = policy, transcript


def _refuse_strange(event: Event, organisation: Organisation, held_at: datetime) -> None:
    """Only who was asked to answer an event holds a conference on it, after it was found."""
    if not event.parts.filter(organisation=organisation).exists():
        raise Refused("press_not_asked")
    if held_at < event.found_at:
        raise Refused("press_before_found", found_at=event.found_at)


def _meet(row: PressConference, at: datetime) -> None:
    if row.event is None:
        return
    event = held(row.event)
    theirs = Q(organisation=row.organisation_id) | Q(organisation__in=row.others.all())
    for part in Part.objects.filter(theirs, event=event):
        part.press_at = min(part.press_at or row.held_at, row.held_at)
        part.save(update_fields=["press_at"])
    keep_terms(event, at)


def _refuse_policy_of_others(policy: Record | None, place: Organisation) -> None:
    if policy is not None and policy.organisation_id != place.pk:
        raise Refused("policy_of_others")


def _refuse_registered(policy: Record | None, own: MajorPolicy | None) -> None:
    if policy is None:
        return
    found = MajorPolicy.objects.filter(policy=policy).first()
    if found is not None and found != own:
        raise Refused("policy_registered_already")
