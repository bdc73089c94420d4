"""A department fills in its ledger: section, person, measures, milestones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.ledger.actions.words import tidy, tidy_line
from gongkai.work.ledger.models.duty import Duty, Milestone
from gongkai.work.org.models.person import Person

_LONGEST = {"section": 60, "person": 40, "note": 4000, "milestone": 200}


def fill_duty(
    *,
    duty: Duty,
    section: str,
    person: str,
    by: Person | None,
    at: datetime,
    note: str = "",
    milestones: Iterable[tuple[str, date]] = (),
) -> Duty:
    """Write what the department adds to one duty; the milestones given replace the former ones."""
    section, person, note = tidy_line(section), tidy_line(person), tidy(note)
    steps = [(tidy_line(text), due_on) for text, due_on in milestones if tidy_line(text)]
    _refuse_long(
        [("section", section), ("person", person), ("note", note)]
        + [("milestone", text) for text, _ in steps]
    )
    with deed(
        "duty.fill", by=by, at=at, power="ledger.edit", organisation=duty.organisation, target=duty
    ) as act:
        duty.section, duty.person, duty.note = section, person, note
        duty.save(update_fields=["section", "person", "note"])
        duty.milestones.all().delete()
        Milestone.objects.bulk_create(
            Milestone(duty=duty, text=text, due_on=due_on) for text, due_on in steps
        )
        act.detail = {"section": duty.section, "person": duty.person, "milestones": len(steps)}
    return duty


def _refuse_long(fields: list[tuple[str, str]]) -> None:
    for name, text in fields:
        if len(text) > _LONGEST[name]:
            raise Refused("text_too_long", field=name, longest=_LONGEST[name])
