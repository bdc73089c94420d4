"""A department fills in section and person of many duties at once, as in a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.words import tidy_line
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


def fill_rows(
    *,
    plan: Plan,
    organisation: Organisation,
    rows: Mapping[int, tuple[str, str]],
    by: Person | None,
    at: datetime,
) -> list[Duty]:
    """Write (section, person) by duty, all or nothing; measures and milestones stay.

    Only what differs is written and logged. Returns the changed duties.
    """
    ours = Duty.objects.filter(task__plan=plan, organisation=organisation, pk__in=rows)
    with transaction.atomic():
        # Held until it is written, so that measures saved at the same moment are not lost.
        locked = ours.select_for_update(of=("self",)).select_related("organisation")
        duties = list(locked.prefetch_related("milestones").order_by("pk"))
        changed = [one for one in duties if (one.section, one.person) != _tidy(rows[one.pk])]
        return [_fill(duty, *rows[duty.pk], by=by, at=at) for duty in changed]


def _tidy(row: tuple[str, str]) -> tuple[str, str]:
    return tidy_line(row[0]), tidy_line(row[1])


def _fill(duty: Duty, section: str, person: str, *, by: Person | None, at: datetime) -> Duty:
    steps = [(one.text, one.due_on) for one in duty.milestones.all()]
    return fill_duty(
        duty=duty, section=section, person=person, note=duty.note, milestones=steps, by=by, at=at
    )
