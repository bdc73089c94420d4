"""Nobody is charged for what another organisation, which leads the task, left undone."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.models.plan import Plan
from tests.factories import adopted_plan, moment
from tests.work.records.world import World, item, published, world

pytestmark = pytest.mark.django_db
NOVEMBER = moment(date(2023, 11, 1))


def led(role: str) -> tuple[World, World]:
    lead, support = world("czj", "财政局"), world()
    units = [(lead.organisation, role), (support.organisation, "support")]
    plan = adopted_plan({"deadline": "2023年10月31日前", "units": units})
    Plan.objects.update(ledger_due_on=None)
    item().tasks.set(plan.tasks.all())
    return lead, support


def charged() -> list[tuple[str, str]]:
    return sorted(Finding.objects.values_list("organisation__code", "kind"))


def test_only_the_lead_is_charged() -> None:
    led("lead")
    verify(at=NOVEMBER)
    assert set(Occurrence.objects.values_list("state", flat=True)) == {"overdue"}
    assert charged() == [("czj", "duty_overdue")]


def test_without_a_lead_both_are_charged() -> None:
    led("responsible")
    verify(at=NOVEMBER)
    assert charged() == [("czj", "duty_overdue"), ("jyj", "duty_overdue")]


def test_done_late_by_the_lead_it_is_late_for_the_lead_alone() -> None:
    lead, _ = led("lead")
    day = date(2023, 11, 8)
    published(lead, moment(day), formed_on=day, issued_on=day)
    verify(at=moment(day, 20))
    assert set(Occurrence.objects.values_list("state", flat=True)) == {"late"}
    assert charged() == [("czj", "duty_late")]


def test_ones_own_late_record_is_not_excused_by_a_share_that_costs_nothing() -> None:
    _, support = led("lead")
    day, formed_on = date(2023, 11, 20), date(2023, 9, 1)
    published(support, moment(day), formed_on=formed_on, issued_on=formed_on)
    verify(at=moment(day, 20))
    assert charged() == [("czj", "duty_overdue"), ("jyj", "publication_late")]


def test_inspecting_one_organisation_leaves_the_evidence_of_the_other() -> None:
    lead, support = led("lead")
    day = date(2023, 10, 12)
    published(lead, moment(day), formed_on=day, issued_on=day)
    item().tasks.clear()
    verify(at=moment(day, 20), organisation=support.organisation)
    standing = Occurrence.objects.filter(evidence__void_since=None)
    assert [one.duty.organisation for one in standing] == [lead.organisation]
