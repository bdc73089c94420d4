"""Fees: proposed by one, approved by another, by one tariff, ranked in the month."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.work.foi.actions.fees import approve, give_up, propose
from gongkai.work.foi.actions.split import split
from gongkai.work.foi.models.ending import Fee
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.deeds import Refused
from tests.factories import head, moment, officer
from tests.work.foi.scene import Scene, registered, scene, then

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 10)
AT = moment(DAY)


def code_of(act: Any) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def proposed(here: Scene, request: Request, tariff: str = "piece", count: int = 15) -> Fee:
    return propose(
        request=request, tariff=tariff, count=count, reason="一个月内反复申请", by=here.clerk, at=AT
    )


def test_the_amount_follows_from_tariff_and_rank() -> None:
    here = scene()
    first = registered(here).request
    charge = proposed(here, first)
    approve(charge=charge, by=here.approver, at=AT)
    assert (charge.before, charge.amount, charge.approved_by) == (0, 500, here.approver)
    # Fifteen pieces are counted; five more are numbers 16 to 20.
    second = proposed(here, registered(here).request, count=5)
    assert (second.before, second.amount) == (15, 500)
    pages = proposed(here, registered(here).request, "page", 150)
    assert (pages.before, pages.amount) == (0, 1700)


def test_nobody_approves_his_own_proposal() -> None:
    here = scene()
    charge = proposed(here, registered(here).request)
    charge.request.organisation.refresh_from_db()
    for who in (here.clerk, officer(), scene("mzj", "民政局").approver):
        assert code_of(lambda who=who: approve(charge=charge, by=who, at=AT)) == "no_power"
    both = head(here.organisation)
    Fee.objects.filter(pk=charge.pk).update(proposed_by=both)
    assert code_of(lambda: approve(charge=charge, by=both, at=AT)) == "foi_fee_own"


def test_what_two_decide_at_once_is_decided_once() -> None:
    here = scene()
    charge = proposed(here, registered(here).request)
    approve(charge=charge, by=here.approver, at=AT)
    stale = Fee.objects.get(pk=charge.pk)
    assert code_of(lambda: approve(charge=stale, by=here.approver, at=AT)) == "foi_fee_approved"
    assert code_of(lambda: give_up(charge=stale, by=here.clerk, at=AT)) == "foi_fee_approved"


def test_a_proposal_can_be_taken_back_and_is_then_gone() -> None:
    here = scene()
    request = registered(here).request
    charge = proposed(here, request)
    stale = Fee.objects.select_related("request__organisation").get(pk=charge.pk)
    give_up(charge=charge, by=here.clerk, at=AT)
    assert code_of(lambda: approve(charge=stale, by=here.approver, at=AT)) == "foi_fee_gone"
    assert proposed(here, Request.objects.get(pk=request.pk)).amount == 500


def test_a_rank_that_moved_meanwhile_is_not_approved() -> None:
    here = scene()
    first, second = registered(here).request, registered(here).request
    later = proposed(here, second, count=12)
    assert later.amount == 300
    approve(charge=proposed(here, first, count=20), by=here.approver, at=AT)
    assert code_of(lambda: approve(charge=later, by=here.approver, at=AT)) == "foi_fee_moved"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"tariff": "weight"}, "foi_tariff_unknown"),
        ({"count": 0}, "foi_fee_incomplete"),
        ({"reason": " "}, "foi_fee_incomplete"),
        ({"count": 10}, "foi_fee_nothing"),
        ({"tariff": "page", "count": 30}, "foi_fee_nothing"),
    ],
)
def test_what_is_no_fee(fields: dict[str, Any], code: str) -> None:
    here = scene()
    given = {"tariff": "piece", "count": 15, "reason": "反复申请"} | fields
    request = registered(here).request
    assert code_of(lambda: propose(request=request, by=here.clerk, at=AT, **given)) == code
    assert not Fee.objects.exists()


def test_a_case_has_one_fee_and_an_ended_one_none() -> None:
    here = scene()
    request = registered(here).request
    proposed(here, request)
    again = Request.objects.get(pk=request.pk)
    assert code_of(lambda: proposed(here, again)) == "foi_fee_there"
    gone = then(here, registered(here).request, "withdrawn", DAY)
    assert code_of(lambda: proposed(here, gone)) == "foi_event_unlawful"


def test_parts_of_one_request_have_one_tariff() -> None:
    here = scene()
    parts = split(request=registered(here).request, parts=["甲", "乙"], by=here.clerk, at=AT)
    proposed(here, parts[1], "page", 50)
    assert code_of(lambda: proposed(here, parts[0])) == "foi_fee_other_tariff"
    assert proposed(here, parts[0], "page", 40).amount == 100
