"""Publishing, withdrawing and linking write at once, and everywhere, what an inspection finds."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.queries.assessment import assess
from gongkai.work.journal.deeds import day_of
from gongkai.work.journal.models.deed import Deed
from gongkai.work.ledger.models.duty import Evidence, Occurrence
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.records.actions.catalogue import link_tasks
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.duty_states import DutyState
from tests.factories import adopted_plan, moment, officer
from tests.work.records.world import World, item, published, withdrawn, world

DAYS = st.dates(date(2023, 9, 1), date(2024, 1, 20))
ACTS = st.lists(
    st.tuples(DAYS, st.sampled_from(["publish", "publish", "withdraw", "link"]),
              st.integers(0, 1), st.integers(0, 40)),
    max_size=5,
    unique_by=lambda act: act[0],
)  # fmt: skip


class TestSameRule(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(acts=ACTS)
    def test_nothing_is_left_for_the_inspection(
        self, acts: list[tuple[date, str, int, int]]
    ) -> None:
        lead, support = world("czj", "财政局"), world()
        plan = _plan(lead, support)
        for day, verb, who, lag in sorted(acts):
            before = _seen(assess(day))
            at = moment(day)
            _act(plan, verb, (lead, support)[who], at, lag)
            after = assess(day)
            _compare(before, after, at)
        at = moment(date(2024, 1, 25))
        verify(at=at)
        tended = Deed.objects.filter(verb__startswith="evidence", at=at)
        assert [one.detail for one in tended] == []


def _plan(lead: World, support: World) -> Plan:
    units = [(lead.organisation, "lead"), (support.organisation, "support")]
    rows = [
        {"deadline": text, "units": units}
        for text in ("2023年10月31日前", "每季度末前", "长期坚持", "信息形成之日起7个工作日内")
    ]
    plan = adopted_plan(*rows)
    link_tasks(item=lead.item, tasks=plan.tasks.all(), by=officer(), at=moment(date(2023, 8, 1)))
    return plan


def _act(plan: Plan, verb: str, here: World, at: datetime, lag: int) -> None:
    day = day_of(at)
    if verb == "publish":
        formed_on = day - timedelta(days=lag)
        under = here.item if lag % 5 else item("20.9", name="其他信息")
        published(here, at, formed_on=formed_on, issued_on=formed_on, title=str(day), item=under)
    elif verb == "withdraw":
        record = Record.objects.filter(organisation=here.organisation, live__isnull=False).first()
        if record is not None and record.live is not None:
            withdrawn(here, record.live, at, reason="有误")
    else:
        tasks = plan.tasks.filter(number__gt=lag % 4)
        link_tasks(item=here.item, tasks=tasks, by=officer(), at=at)


def _seen(states: tuple[DutyState, ...]) -> dict[int, tuple[object, ...]]:
    return {one.occurrence.pk: (one.state, one.explanation, one.evidence) for one in states}


def _compare(
    before: dict[int, tuple[object, ...]], states: tuple[DutyState, ...], at: datetime
) -> None:
    after = _seen(states)
    for row in Occurrence.objects.all():
        state, explanation, evidence = after[row.pk]
        if row.verified_at == at:
            assert (row.state, row.explanation) == (state, explanation)
            filed = Evidence.objects.filter(occurrence=row, void_since=None)
            assert {one.object_id for one in evidence} <= {one.object_id for one in filed}
        else:
            assert before[row.pk] == after[row.pk], row
