"""Adopting a plan: from here on its tasks are duties; or putting it aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError

from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.ledger.actions.lay import lay_down
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.plans import ESSENTIAL, Question, adopted, questions, tasks_of
from gongkai.work.org.models.person import Person


def adopt(*, plan: Plan, by: Person | None, at: datetime, leave_open: bool = False) -> Plan:
    """Adopt the draft and lay down all duties and occurrences, or nothing at all.

    Every open question blocks. With `leave_open` only those do without which nothing can be
    counted; what a name or a time limit means may then be settled afterwards, and yields its
    duties then.
    """
    try:
        with deed(
            "plan.adopt", by=by, at=at, power="plan.adopt", organisation=plan.organisation
        ) as act:
            plan = locked_draft(plan)
            _refuse_second(plan)
            tasks = tasks_of(plan)
            _refuse_open(plan, questions(plan, tasks, on=day_of(at)), leave_open)
            plan.state, plan.adopted_at, plan.adopted_by = Plan.State.ADOPTED, at, by
            plan.save(update_fields=["state", "adopted_at", "adopted_by"])
            duties = lay_down(plan, tasks, day_of(at))
            act.target = plan
            act.detail = {"tasks": len(tasks), "duties": len(duties)}
    except IntegrityError as error:
        # Two drafts of one year adopted at one moment: the database lets one of them through.
        raise Refused("plan_already_adopted", year=plan.year, plan=plan) from error
    return plan


def abandon(*, plan: Plan, by: Person | None, at: datetime) -> Plan:
    """Put a draft aside; its file may then be read again."""
    with deed("plan.abandon", by=by, at=at, power="plan.adopt", organisation=plan.organisation):
        plan = locked_draft(plan)
        plan.state = Plan.State.ABANDONED
        plan.save(update_fields=["state"])
    return plan


def locked(plan: Plan) -> Plan:
    """The plan as it stands now, held against everybody else until the act is done."""
    return (
        Plan.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=plan.pk)
    )


def locked_draft(plan: Plan) -> Plan:
    """The same, refused unless it is still a draft."""
    plan = locked(plan)
    if plan.state == Plan.State.ADOPTED:
        raise Refused("plan_already_adopted", year=plan.year, plan=plan)
    if plan.state == Plan.State.ABANDONED:
        raise Refused("plan_abandoned", plan=plan)
    return plan


def _refuse_second(plan: Plan) -> None:
    other = adopted(plan.organisation, plan.year).first() if plan.year is not None else None
    if other is not None:
        raise Refused("plan_already_adopted", year=plan.year, plan=other)


def _refuse_open(plan: Plan, found: Sequence[Question], leave_open: bool) -> None:
    blocking = [one for one in found if not leave_open or one.code in ESSENTIAL]
    if blocking:
        reasons = [Refused(one.code, **one.values) for one in blocking]
        raise Refused("plan_open", reasons=reasons, plan=plan, count=len(reasons))
