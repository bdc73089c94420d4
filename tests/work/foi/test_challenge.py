"""Reconsiderations and suits: terms, order, what table 4 counts, a new reply that was ordered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.work.foi.actions.challenge import (
    answer_challenge,
    decide_challenge,
    register_challenge,
)
from gongkai.work.foi.actions.letters import approve, draft, serve, submit
from gongkai.work.foi.models.ending import Challenge
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.figures import table3, table4
from gongkai.work.foi.queries.letter_choices import open_orders, reply_choices
from gongkai.work.journal.deeds import Refused
from tests.factories import clerk, district, moment, officer
from tests.work.foi.closed import GRANTED, closed
from tests.work.foi.scene import Scene, scene

pytestmark = pytest.mark.django_db
NOTIFIED, DECIDED = date(2026, 5, 6), date(2026, 7, 1)


@pytest.fixture
def here() -> Scene:
    district()
    return scene()


def challenged(here: Scene, request: Request, on: date = NOTIFIED, **fields: Any) -> Challenge:
    given: dict[str, Any] = {"kind": "reconsideration", "body": "青禾区人民政府"} | fields
    return register_challenge(
        request=request, by=here.clerk, at=moment(on), notified_on=on, **given
    )


def decided(here: Scene, one: Challenge, result: str = "upheld", **fields: Any) -> Challenge:
    on = fields.pop("on", DECIDED)
    return decide_challenge(
        challenge=one, result=result, on=on, by=here.clerk, at=moment(on), **fields
    )


def codes(refused: Refused) -> list[str]:
    return [one.code for one in refused.reasons] or [refused.code]


def refusal(act: Any, *args: Any, **fields: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **fields)
    return codes(refused.value)


def test_a_notice_sets_the_day_to_answer(here: Scene) -> None:
    request = closed(here)
    one = challenged(here, request, file=("米有为诉.pdf", b"%PDF-1.4\n%%EOF"))
    direct = challenged(here, request, kind="litigation_direct", body="青禾区人民法院")
    assert (one.answer_due_on, direct.answer_due_on) == (date(2026, 5, 19), date(2026, 5, 21))
    assert [paper.file.name for paper in one.papers.all()] == ["受理通知.pdf"]
    answer_challenge(
        challenge=one, on=date(2026, 5, 18), by=here.clerk, at=moment(date(2026, 5, 18))
    )
    assert (one.answered_on, refusal(
        answer_challenge, challenge=one, on=DECIDED, by=here.clerk, at=moment(DECIDED)
    )) == (date(2026, 5, 18), ["challenge_answered_already"])  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"kind": "complaint"}, ["challenge_kind_unknown"]),
        ({"body": " "}, ["challenge_without_body"]),
        ({"kind": "litigation_after_reconsideration"}, ["challenge_follows_nothing"]),
        ({"on": date(2026, 1, 5)}, ["challenge_too_early"]),
    ],
)
def test_what_cannot_be_registered(here: Scene, fields: Any, found: list[str]) -> None:
    assert refusal(challenged, here, closed(here), **fields) == found
    assert Challenge.objects.count() == 0


def test_a_notice_of_tomorrow_is_refused(here: Scene) -> None:
    request = closed(here)
    found = refusal(
        register_challenge, request=request, kind="reconsideration", body="青禾区人民政府",
        notified_on=DECIDED, by=here.clerk, at=moment(NOTIFIED),
    )  # fmt: skip
    assert found == ["challenge_to_come"]


def test_a_suit_follows_a_decided_reconsideration_of_the_same_case(here: Scene) -> None:
    request, other = closed(here), closed(here)
    first = challenged(here, request)
    after = {"kind": "litigation_after_reconsideration", "body": "青禾区人民法院", "follows": first}
    assert refusal(challenged, here, request, **after) == ["challenge_follows_nothing"]
    decided(here, first)
    assert refusal(challenged, here, other, date(2026, 7, 10), **after) == [
        "challenge_follows_nothing"
    ]
    assert challenged(here, request, date(2026, 7, 10), **after).follows == first


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"result": "pending"}, "challenge_result_unknown"),
        ({"result": "won"}, "challenge_result_unknown"),
        ({"result": "upheld", "redo_due_on": DECIDED}, "challenge_redo_unfit"),
        ({"result": "corrected", "redo_due_on": NOTIFIED}, "challenge_redo_early"),
        ({"result": "upheld", "on": date(2026, 5, 5)}, "challenge_too_early"),
    ],
)
def test_results_that_cannot_be(here: Scene, fields: Any, code: str) -> None:
    one = challenged(here, closed(here))
    assert refusal(decided, here, one, **fields) == [code]
    one.refresh_from_db()
    assert (one.result, one.decided_on) == ("pending", None)


def test_a_result_is_given_once(here: Scene) -> None:
    one = decided(here, challenged(here, closed(here)))
    assert refusal(decided, here, one, "other") == ["challenge_decided_already"]


def test_table_4_follows(here: Scene) -> None:
    request = closed(here)
    decided(here, challenged(here, request), "corrected", redo_due_on=date(2026, 7, 31))
    challenged(here, request, kind="litigation_direct", body="青禾区人民法院")
    rows = table4([here.organisation], 2026)
    assert {row: {name: n for name, n in cells.items() if n} for row, cells in rows.items()} == {
        "reconsideration": {"corrected": 1, "total": 1},
        "litigation_direct": {"pending": 1, "total": 1},
        "litigation_after_reconsideration": {},
    }


def test_a_corrected_reply_is_given_anew_and_the_case_stays_closed(here: Scene) -> None:
    request = closed(here)
    one = decided(here, challenged(here, request), "corrected", redo_due_on=date(2026, 7, 31))
    before = table3([here.organisation], 2026)
    events = request.events.count()
    assert open_orders(request) == [one]
    anew = {
        choice.outcome.code
        for choice in reply_choices(request, DECIDED, anew=True)
        if not choice.refusal
    }
    assert ("3.1" in anew, "3.6.1" in anew) == (True, False)
    at = moment(date(2026, 7, 20))
    letter = draft(
        request=request, kind="G11", outcome="3.1", values=GRANTED, challenge=one,
        by=here.clerk, at=at,
    )  # fmt: skip
    submit(letter=letter, by=here.clerk, at=at)
    approve(letter=letter, by=here.approver, at=at)
    serve(letter=letter, way="post", on=at.date(), proof="挂号 2", by=here.clerk, at=at)
    one.refresh_from_db()
    request.refresh_from_db()
    assert (one.redone_on, request.state, request.ended_on, request.events.count()) == (
        at.date(), "decided", date(2026, 2, 10), events,
    )  # fmt: skip
    assert (open_orders(request), table3([here.organisation], 2026)) == ([], before)


def test_nobody_answers_anew_without_an_order(here: Scene) -> None:
    request = closed(here)
    one = decided(here, challenged(here, request))
    letter = draft(
        request=request, kind="G11", outcome="3.1", values=GRANTED, challenge=one,
        by=here.clerk, at=moment(DECIDED),
    )  # fmt: skip
    assert refusal(submit, letter=letter, by=here.clerk, at=moment(DECIDED)) == ["redo_not_ordered"]
    other = closed(here)
    assert refusal(
        draft, request=other, kind="G11", challenge=one, by=here.clerk, at=moment(DECIDED)
    ) == ["letter_of_another_case"]


def test_only_who_handles_the_case_registers(here: Scene) -> None:
    there = scene("mzj", "民政局")
    request = closed(here)
    for who in (here.approver, there.clerk, clerk(here.organisation), officer()):
        assert refusal(
            register_challenge, request=request, kind="reconsideration", body="某",
            notified_on=NOTIFIED, by=who, at=moment(NOTIFIED),
        ) == ["no_power"]  # fmt: skip
