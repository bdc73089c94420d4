"""Requests in the inspection: late and corrected replies, reviews and publications left undone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.work.foi.actions.challenge import decide_challenge, register_challenge
from gongkai.work.foi.actions.convert import review
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.checks.foi import foi_facts
from gongkai.work.inspection.models.finding import Finding
from tests.factories import district, moment
from tests.work.foi.closed import NAME, closed, refused_conversion, replied
from tests.work.foi.scene import Scene, registered, scene
from tests.work.foi.test_convert import FIT

pytestmark = pytest.mark.django_db
DUE, REVIEW_DUE = date(2026, 3, 11), date(2026, 3, 16)
_DAY = timedelta(days=1)


@pytest.fixture
def here() -> Scene:
    district()
    return scene()


def kinds(on: date, here: Scene | None = None) -> list[str]:
    return [one.kind for one in foi_facts(on, here.organisation if here else None)]


def test_a_reply_is_late_from_the_day_after(here: Scene) -> None:
    request = registered(here).request
    assert (kinds(DUE), kinds(DUE + _DAY)) == ([], ["foi_overdue"])
    replied(here, request, date(2026, 3, 13))
    (fact,) = foi_facts(date(2026, 3, 13))
    assert (fact.happened_on, fact.remedy) == (
        date(2026, 3, 12), "系统核对：已于 2026-03-13 办结，可以销号。",
    )  # fmt: skip
    assert "到期没有答复" in next(foi_facts(DUE + _DAY)).what


def test_a_closed_case_wants_its_review(here: Scene) -> None:
    request = closed(here)
    assert (kinds(REVIEW_DUE), kinds(REVIEW_DUE + _DAY)) == ([], ["foi_conversion_unreviewed"])
    refused_conversion(here, request, date(2026, 3, 18))
    assert (kinds(date(2026, 3, 17)), kinds(date(2026, 3, 18))) == (
        ["foi_conversion_unreviewed"], [],
    )  # fmt: skip


def test_what_was_found_fit_must_be_published(here: Scene) -> None:
    one = review(
        request=closed(here), by=here.clerk, at=moment(date(2026, 2, 12)),
        **FIT,  # type: ignore[arg-type]  # as tested with the action
    )  # fmt: skip
    assert one.due_on is not None
    assert (kinds(one.due_on), kinds(one.due_on + _DAY)) == ([], ["foi_conversion_unpublished"])


def test_a_corrected_reply_is_found_on_the_day_of_the_decision(here: Scene) -> None:
    request, on = closed(here), date(2026, 2, 26)
    refused_conversion(here, request)
    one = register_challenge(
        request=request, kind="reconsideration", body="青禾区人民政府", notified_on=on,
        by=here.clerk, at=moment(on),
    )  # fmt: skip
    decide_challenge(challenge=one, result="corrected", on=on, by=here.clerk, at=moment(on))
    assert (kinds(on - _DAY), kinds(on)) == ([], ["foi_corrected"])


def test_each_organisation_answers_for_its_own(here: Scene) -> None:
    there = scene("mzj", "民政局")
    registered(here)
    assert (kinds(DUE + _DAY, here), kinds(DUE + _DAY, there)) == (["foi_overdue"], [])


def test_findings_tell_nothing_of_who_asked(here: Scene) -> None:
    registered(here, wanted=f"{NAME}的投诉材料")
    verify(at=moment(DUE + _DAY))
    found: list[Any] = list(Finding.objects.filter(kind="foi_overdue").values())
    assert (len(found), NAME in str(found), found[0]["rule"]) == (1, False, "foi_overdue")
