"""Many speak at one moment, and two clerks answer at one moment; nothing is lost or undone."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.work.decisions.actions.dispose import dispose
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.journal.deeds import Refused
from tests.work.decisions.consult_scene import AT, opened, recounted, said, tallies
from tests.work.records.world import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_forty_speak_at_once_and_every_one_has_a_number() -> None:
    made = opened()
    acts = [
        lambda place=place: said(
            made, f"第 {place} 个人的意见", clause=("", "a5", "a8")[place % 3], name=f"人{place}"
        )
        for place in range(40)
    ]
    assert at_once(*acts) == [None] * 40
    numbers = Opinion.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 41))
    assert {one.text for one in Opinion.objects.all()} == {
        f"第 {place} 个人的意见" for place in range(40)
    }
    assert tallies(made.consultation) == recounted(made.consultation)


def test_one_form_sent_ten_times_at_once_is_one_opinion() -> None:
    made, secrets = opened(), set()

    def send() -> None:
        secrets.add(said(made, "只说一次", token="form").secret)

    assert at_once(*[send] * 10) == [None] * 10
    assert (Opinion.objects.count(), len(secrets)) == (1, 1)
    assert tallies(made.consultation) == recounted(made.consultation)


def test_of_two_clerks_one_answers_and_the_other_is_told() -> None:
    made = opened()
    one = said(made).opinion

    def answer(fate: str) -> Any:
        row = Opinion.objects.select_related("consultation__decision__organisation")
        return dispose(
            opinion=row.get(pk=one.pk), disposition=fate, reason="理由", edition=0,
            by=made.here.clerk, at=AT,
        )  # fmt: skip

    raised = at_once(lambda: answer("adopted"), lambda: answer("not"))
    (refused,) = [error for error in raised if error is not None]
    assert isinstance(refused, Refused)
    assert [reason.code for reason in refused.reasons] == ["opinion_changed"]
    assert Opinion.objects.get().edition == 1
    assert Consultation.objects.count() == 1
