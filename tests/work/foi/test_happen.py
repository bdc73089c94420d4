"""Events are written down only where the law has room for them, and lists repeat the clock."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.rules.foi import KINDS
from gongkai.work.foi.actions.happen import happen, restate
from gongkai.work.foi.models.request import RequestEvent
from gongkai.work.foi.queries.clocks import clock_of, events_of, standing_of
from gongkai.work.journal.deeds import Refused
from tests.factories import moment
from tests.work.foi.scene import registered, scene, then

REPEATED = ("state", "due_on", "outcome", "ended_on", "lapses_on")
pytestmark = pytest.mark.django_db


def test_an_event_moves_the_last_day() -> None:
    here = scene()
    request = registered(here).request
    then(here, request, "extended", date(2026, 3, 11), days=20)
    assert (request.state, request.due_on) == ("running", date(2026, 4, 9))
    then(here, request, "replied", date(2026, 4, 8), outcome="3.1")
    assert (request.state, request.outcome) == ("decided", "3.1")


def test_what_the_law_has_no_room_for_is_refused_with_its_article() -> None:
    here = scene()
    request = registered(here).request
    with pytest.raises(Refused) as refused:
        then(here, request, "extended", date(2026, 3, 12), days=20)
    assert refused.value.values["sentence"] == (
        "答复期限2026-03-11已过，不能再延期（条例第三十三条）。"
    )
    assert RequestEvent.objects.count() == 1


def test_what_has_not_happened_is_not_written_down() -> None:
    here = scene()
    request = registered(here).request
    with pytest.raises(Refused) as refused:
        happen(
            request=request, kind="withdrawn", on=date(2026, 2, 10), by=here.clerk,
            at=moment(date(2026, 2, 9)),
        )  # fmt: skip
    assert refused.value.code == "foi_event_to_come"


def test_only_who_handles_the_case_writes() -> None:
    here, elsewhere = scene(), scene("mzj", "民政局")
    request = registered(here).request
    for one in (here.approver, elsewhere.clerk):
        with pytest.raises(Refused) as refused:
            happen(
                request=request, kind="withdrawn", on=date(2026, 2, 6), by=one,
                at=moment(date(2026, 2, 6)),
            )  # fmt: skip
        assert refused.value.code == "no_power"


def test_terms_lapse_by_themselves() -> None:
    here = scene()
    asked, charged, quiet = (registered(here).request for _ in range(3))
    then(here, asked, "third_party_consulted", date(2026, 2, 9))
    then(here, charged, "fee_notified", date(2026, 2, 9))
    assert (asked.state, charged.state) == ("consulting_third_party", "awaiting_fee")
    assert restate(at=moment(date(2026, 4, 1))) == 2
    for one in (asked, charged, quiet):
        one.refresh_from_db()
    assert [one.state for one in (asked, charged, quiet)] == ["running", "closed_no_fee", "running"]
    assert restate(at=moment(date(2026, 4, 1))) == 0


STORIES = st.lists(
    st.tuples(st.sampled_from(sorted(KINDS)), st.integers(0, 12), st.integers(1, 20)), max_size=5
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([("fee_notified", 0, 1), ("agency_answered", 11, 1), ("agency_answered", 12, 1)])
@given(STORIES)
def test_lists_repeat_what_the_clock_says(story: list[tuple[str, int, int]]) -> None:
    """Whatever is tried, after the daily round the row repeats exactly what the events say."""
    here = scene()
    request = registered(here).request
    on = date(2026, 2, 5)
    for kind, gap, days in story:
        on += timedelta(days=gap)
        fields = {"days": days} if kind == "extended" else {}
        if kind == "replied":
            fields = {"outcome": "3.2"}  # type: ignore[dict-item]  # days are numbers, outcomes words
        try:
            then(here, request, kind, on, **fields)
        except Refused:
            # A refused act leaves the row as of the day before; terms lapse in the daily round.
            restate(at=moment(on))
        request.refresh_from_db()
        stored = {name: getattr(request, name) for name in REPEATED}
        rows = events_of(request)
        assert stored == asdict(standing_of(clock_of(request, on, rows), rows, on))
