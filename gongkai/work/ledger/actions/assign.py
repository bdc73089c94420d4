"""Giving a task to an organisation in the course of the year, or from one to its successor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.ledger.actions.adopt import locked
from gongkai.work.ledger.actions.lay import write_occurrences
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.ledger.queries.shares import Due, dues, horizon
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


def assign(
    *, task: Task, organisation: Organisation, role: str, by: Person | None, at: datetime
) -> Duty:
    """Lay a share of the task on `organisation` from today on; a known share stays as it is."""
    if role not in Responsible.Role.values:
        raise Refused("role_unknown", role=role)
    with deed(
        "duty.assign", by=by, at=at, power="plan.adopt", organisation=task.plan.organisation
    ) as act:
        plan = locked(task.plan)
        _refuse_unfit(plan, organisation, at)
        duty, is_new = Duty.objects.get_or_create(
            task=task, organisation=organisation, defaults={"role": role}
        )
        if is_new:
            found = dues(task.deadline, *horizon(plan))
            write_occurrences([(duty, _from(found, day_of(at)))])
        act.target = duty
        act.detail = {"organisation": organisation.code, "role": duty.role, "new": is_new}
    return duty


def hand_over(*, duty: Duty, organisation: Organisation, by: Person | None, at: datetime) -> Duty:
    """Move a duty with its occurrences and evidence from a dissolved organisation to another."""
    before = duty.organisation
    with deed(
        "duty.hand_over", by=by, at=at, power="plan.adopt", organisation=before, target=duty
    ) as act:
        plan = locked(duty.task.plan)
        if before.active_until is None:
            raise Refused("organisation_stands", organisation=before)
        _refuse_unfit(plan, organisation, at)
        if Duty.objects.filter(task=duty.task, organisation=organisation).exists():
            raise Refused("duty_exists", organisation=organisation, number=duty.task.number)
        duty.organisation = organisation
        duty.section = duty.person = ""
        duty.save(update_fields=["organisation", "section", "person"])
        act.detail = {"from": before.code, "to": organisation.code}
    return duty


def _refuse_unfit(plan: Plan, organisation: Organisation, at: datetime) -> None:
    if plan.state != Plan.State.ADOPTED:
        raise Refused("plan_not_adopted", plan=plan)
    if organisation.active_until is not None and organisation.active_until <= day_of(at):
        raise Refused("organisation_closed", organisation=organisation)


def _from(found: list[Due], day: date) -> list[Due]:
    """What can still be done from `day` on; of what is past, only the last, so nothing is lost."""
    coming = [one for one in found if one.due_on is None or one.due_on >= day]
    coming = [replace(one, starts_on=max(one.starts_on, day)) for one in coming]
    return coming or found[-1:]
