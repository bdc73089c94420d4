"""Lists of cases: in the order of their days, in one look, never more than are counted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.work.foi.actions.fees import propose
from gongkai.work.foi.actions.hand import hand
from gongkai.work.foi.actions.happen import restate
from gongkai.work.foi.actions.letters import draft, submit
from gongkai.work.foi.actions.register import register
from gongkai.work.foi.models.request import Request, RequestEvent
from gongkai.work.foi.queries.approvals import to_approve
from gongkai.work.foi.queries.case import dossier_of
from gongkai.work.foi.queries.queue import (
    TABS,
    by_number,
    cases_of,
    count_up_to,
    counts_of,
    handlers_of,
    late_cases,
    loads,
    mine,
    within,
)
from gongkai.work.org.models.person import Post
from tests.factories import district, moment, person
from tests.work.foi.scene import APPLICANT, WANTED, Scene, registered, scene, then

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 10)
AT = moment(DAY)
# Four weeks later three of the days of receipt are over their term.
LATER = date(2026, 3, 10)


def numbers(rows: Any) -> list[int]:
    return [int(one.number[-4:]) for one in rows]


def filled(here: Scene) -> None:
    """1 late, 2 urgent, 3 soon, 4 later, 5 to be clarified, 6 to be confirmed, 7 ended."""
    for on in (date(2026, 2, 3), date(2026, 2, 5), date(2026, 2, 12), date(2026, 3, 2)):
        registered(here, at=moment(on))
    asked = registered(here, at=moment(date(2026, 3, 2))).request
    then(here, asked, "correction_requested", date(2026, 3, 3), days=10)
    registered(here, "online", at=moment(date(2026, 3, 9)))
    then(here, registered(here, at=moment(date(2026, 3, 2))).request, "withdrawn", date(2026, 3, 3))


def test_tabs_hold_every_state_once() -> None:
    states = [state for states in TABS.values() for state in states]
    assert len(states) == len(set(states)) == 10


def test_the_queue_by_state_and_by_colour() -> None:
    here = scene()
    filled(here)
    places = [here.organisation]
    assert {tab: numbers(cases_of(places, tab)) for tab in TABS} == {
        "running": [1, 2, 3, 4], "intake": [6], "waiting": [5], "closed": [7],
    }  # fmt: skip
    running = cases_of(places, "running")
    assert {colour: numbers(within(running, colour, LATER)) for colour in ("late", "urgent", "soon")
            } == {"late": [1], "urgent": [2], "soon": [3]}  # fmt: skip
    counts = counts_of(places, LATER)
    assert (counts.tabs, counts.late, counts.urgent, counts.soon, counts.is_whole) == (
        {"running": 4, "intake": 1, "waiting": 1}, 1, 1, 1, True,
    )  # fmt: skip


def test_another_body_s_cases_are_not_in_it() -> None:
    here, there = scene(), scene("mzj", "民政局")
    filled(here)
    own = [there.organisation]
    assert [numbers(cases_of(own, tab)) for tab in TABS] == [[], [], [], []]
    assert by_number(own, "JTJ-2026-0001") is None
    found = by_number([here.organisation], " jtj-2026-0001 ")
    assert found is not None
    assert found.number == "JTJ-2026-0001"
    assert count_up_to(cases_of([here.organisation, there.organisation], "running")) == 4


def test_what_waits_for_me_is_in_my_hands_or_in_nobody_s() -> None:
    here = scene()
    colleague = person("经办丙", (here.organisation, Post.Role.FOI_CLERK))
    first, second = registered(here).request, registered(here).request
    hand(request=second, to=colleague, by=here.clerk, at=AT)
    free = register(
        organisation=here.organisation, channel="online", applicant=APPLICANT, wanted=WANTED,
        by=None, at=AT,
    ).request  # fmt: skip
    there = scene("mzj", "民政局")
    assert set(mine(here.clerk, DAY)) == {first, free}
    assert set(mine(colleague, DAY)) == {second, free}
    assert set(mine(there.clerk, DAY)) == set()
    assert list(cases_of([here.organisation], "running", holder=colleague)) == [second]
    assert list(handlers_of(here.organisation, DAY)) == [colleague, here.clerk]


def test_what_waits_for_approval_waits_for_another() -> None:
    district()
    here = scene()
    one, charged = registered(here).request, registered(here).request
    letter = draft(
        request=one, kind="G11", outcome="3.1", by=here.clerk, at=AT,
        values={"提供情况": "提供电子文本。"},
    )  # fmt: skip
    assert list(to_approve(here.approver, DAY)) == []
    submit(letter=letter, by=here.clerk, at=AT)
    propose(request=charged, tariff="page", count=50, reason="量大", by=here.clerk, at=AT)
    assert set(to_approve(here.approver, DAY)) == {one, charged}
    assert list(to_approve(here.clerk, DAY)) == []
    assert list(to_approve(scene("mzj", "民政局").approver, DAY)) == []


def test_the_office_sees_figures() -> None:
    here, there = scene(), scene("mzj", "民政局")
    filled(here)
    late = registered(there, at=moment(date(2026, 2, 2))).request
    then(there, late, "replied", date(2026, 3, 9), outcome="3.1")
    found = [
        (one.organisation.code, one.intake, one.running, one.waiting, one.late, one.ended_late)
        for one in sorted(loads(LATER, 2026), key=lambda one: one.organisation.code)
    ]
    assert found == [("jtj", 1, 4, 1, 1, 0), ("mzj", 0, 0, 0, 0, 1)]
    assert numbers(late_cases(LATER)) == [1]


def test_a_dossier_is_four_questions(django_assert_num_queries: Any) -> None:
    here = scene()
    request = registered(here).request
    colleague = person("经办丙", (here.organisation, Post.Role.FOI_CLERK))
    for to in (colleague, here.clerk, colleague):
        hand(request=request, to=to, by=here.clerk, at=AT)
    with django_assert_num_queries(4):
        found = dossier_of(request)
    assert [(one.what, one.first, one.person) for one in found.workings] == [
        ("hand", "经办丙", "经办甲"), ("hand", "经办甲", "经办甲"), ("hand", "经办丙", "经办甲"),
    ]  # fmt: skip
    assert found.of("search") == []


# The daily round.


def test_the_round_looks_only_at_what_has_lapsed(django_assert_max_num_queries: Any) -> None:
    here = scene()
    lapsed = registered(here).request
    then(here, lapsed, "correction_requested", date(2026, 2, 6), days=1)
    for _ in range(30):
        registered(here)
    with django_assert_max_num_queries(8):
        assert restate(at=moment(date(2026, 2, 10))) == 1
    lapsed.refresh_from_db()
    assert (lapsed.state, lapsed.ended_on, lapsed.lapses_on) == (
        "closed_no_supplement", date(2026, 2, 9), None,
    )  # fmt: skip
    with django_assert_max_num_queries(5):
        assert restate(at=moment(date(2026, 2, 11))) == 0


@pytest.mark.slow
def test_the_round_over_fifty_thousand_open_cases_is_one_question(
    django_assert_max_num_queries: Any,
) -> None:
    here = scene()
    model = registered(here).request
    event = model.events.get()
    size = 50_000
    rows = [
        Request(
            organisation=here.organisation, number=f"JTJ-2026-{n:05d}", channel="counter",
            submitted_at=AT, received_on=model.received_on, wanted="合同", form="paper",
            way="post", state="running", due_on=model.due_on, registered_at=AT,
        )
        for n in range(10_000, 10_000 + size)
    ]  # fmt: skip
    made = Request.objects.bulk_create(rows, batch_size=500)
    RequestEvent.objects.bulk_create(
        [RequestEvent(request=one, order=1, kind="received", on=event.on, at=AT) for one in made],
        batch_size=500,
    )
    with django_assert_max_num_queries(5):
        assert restate(at=AT + timedelta(days=1)) == 0
