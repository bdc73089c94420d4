"""Two people do the same at one moment: one of them does it, the other is told so."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections

from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.actions.adopt import adopt
from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.settle import settle
from gongkai.work.ledger.actions.submit import submit_ledger
from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.plan import Plan, Responsible
from gongkai.work.ledger.models.submission import LedgerSubmission
from tests.factories import AT, adopted_plan, clerk, department, draft_plan, moment, officer

pytestmark = pytest.mark.django_db(transaction=True)
DUE = moment(date(2023, 8, 4))


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run the acts in threads that start together; what each came to, as code or "done"."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait()
            act()
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_one_plan_adopted_by_two_people() -> None:
    plan, by = draft_plan(*[{} for _ in range(5)]), officer()
    other = officer("公开办乙")
    came_to = at_once(
        lambda: adopt(plan=Plan.objects.get(pk=plan.pk), by=by, at=AT),
        lambda: adopt(plan=Plan.objects.get(pk=plan.pk), by=other, at=AT),
    )
    assert came_to == ["done", "plan_already_adopted"]
    assert (Duty.objects.count(), Occurrence.objects.count()) == (5, 5)


def test_two_plans_of_one_year_adopted_together() -> None:
    first, second, by = draft_plan(), draft_plan({}, {}), officer()
    came_to = at_once(
        lambda: adopt(plan=first, by=by, at=AT), lambda: adopt(plan=second, by=by, at=AT)
    )
    assert came_to == ["done", "plan_already_adopted"]
    adopted = Plan.objects.get(state="adopted")
    assert Duty.objects.count() == Duty.objects.filter(task__plan=adopted).count()
    assert Duty.objects.exists()


def test_receipts_given_together_have_different_numbers() -> None:
    offices = [department(f"d{place}", f"第{place}局") for place in range(4)]
    plan = adopted_plan({"units": offices})
    acts = []
    for office in offices:
        by = clerk(office)
        duty = Duty.objects.get(organisation=office)
        fill_duty(duty=duty, section="科", person="人", by=by, at=AT)
        acts.append(
            lambda office=office, by=by: submit_ledger(
                plan=plan, organisation=office, by=by, at=DUE
            )
        )
    assert at_once(*acts) == ["done"] * 4
    assert sorted(LedgerSubmission.objects.values_list("receipt", flat=True)) == [
        f"台账回执〔2023〕00{number}号" for number in (1, 2, 3, 4)
    ]


def test_a_double_click_hands_in_once() -> None:
    plan, school = adopted_plan(), department()
    by = clerk(school)
    fill_duty(duty=Duty.objects.get(), section="科", person="人", by=by, at=AT)
    acts = [lambda: submit_ledger(plan=plan, organisation=school, by=by, at=DUE)] * 3
    assert at_once(*acts) == ["done", "ledger_unchanged", "ledger_unchanged"]
    assert LedgerSubmission.objects.count() == 1


def test_an_open_name_settled_by_two_people_gives_one_duty() -> None:
    plan, school = draft_plan(), department()
    Responsible.objects.update(means="unknown", organisation=None)
    adopt(plan=plan, by=None, at=AT, leave_open=True)
    row, by = Responsible.objects.select_related("task__plan__organisation").get(), officer()
    acts = [
        lambda: settle(
            responsible=row, means="organisation", organisation=school, by=by, at=AT
        )
    ] * 2  # fmt: skip
    assert at_once(*acts) == ["done", "plan_already_adopted"]
    assert Duty.objects.count() == 1
