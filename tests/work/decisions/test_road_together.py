"""Two clerks do the same at one moment: one of them does it, the other is told so."""

from __future__ import annotations

import pytest

from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.actions import steps
from gongkai.work.decisions.models.decision import Decision, Step
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from tests.factories import clerk
from tests.work.decisions.road_scene import SPRING, fresh, on_road, proposed, written
from tests.work.records.world import at_once, world

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_phase_is_passed_once() -> None:
    here = world("jsj", "建设局")
    other, one = clerk(here.organisation, "信息员乙"), on_road(here)
    written(here, one, Phase.START)

    def passing(by: object) -> object:
        return lambda: steps.pass_step(decision=one, phase=Phase.START, by=by, at=SPRING)

    raised = at_once(passing(here.clerk), passing(other))
    told = [error for error in raised if error is not None]
    assert [type(error) for error in told] == [Refused]
    assert [getattr(error, "code", "") for error in told] == ["step_elsewhere"]
    assert fresh(one).phase == "draft"
    assert Step.objects.filter(decision=one, passed_at__isnull=False).count() == 1
    assert Deed.objects.filter(verb="decision.pass_step").count() == 1


def test_codes_given_together_are_different() -> None:
    here = world("jsj", "建设局")
    assert at_once(*[lambda: proposed(here)] * 4) == [None] * 4
    codes = Decision.objects.order_by("code").values_list("code", flat=True)
    assert list(codes) == [f"2026-0{number}" for number in (1, 2, 3, 4)]
