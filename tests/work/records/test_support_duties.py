"""Who supports a task has done its share when the lead has; who stands alone is left alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.work.ledger.actions.assign import assign
from gongkai.work.ledger.actions.evidence import file_evidence
from gongkai.work.ledger.models.duty import Evidence, Occurrence
from gongkai.work.ledger.models.plan import Task
from gongkai.work.records.actions.catalogue import link_tasks
from gongkai.work.records.actions.prove import prove
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.duty_states import DutyState, states_of
from tests.factories import AT, adopted_plan, moment, officer
from tests.work.records.world import World, item, published, withdrawn, world

pytestmark = pytest.mark.django_db
OCTOBER, LATER = date(2023, 10, 20), date(2023, 11, 20)
DEADLINE = "2023年10月31日前"


@pytest.fixture
def lead() -> World:
    return world("czj", "财政局")


@pytest.fixture
def support() -> World:
    return world()


def led(lead: World, support: World, deadline: str = DEADLINE, role: str = "lead") -> Occurrence:
    """The share of who supports, in a task that the item serves."""
    units = [(lead.organisation, role), (support.organisation, "support")]
    adopted_plan({"deadline": deadline, "units": units})
    link_tasks(item=lead.item, tasks=Task.objects.all(), by=officer(), at=AT)
    return Occurrence.objects.get(duty__organisation=support.organisation)


def publish(here: World, day: date, **fields: Any) -> Any:
    fields = {"formed_on": day, "issued_on": day, "title": "收支情况"} | fields
    return published(here, moment(day), **fields)


def written(row: Occurrence) -> tuple[str, str]:
    row.refresh_from_db()
    return row.state, row.explanation


def found(row: Occurrence, on: date) -> DutyState:
    rows = Occurrence.objects.filter(pk=row.pk).select_related("duty__task__plan")
    return states_of(list(rows), on)[0]


def test_what_the_lead_publishes_counts_and_the_sentence_says_so(
    lead: World, support: World
) -> None:
    row = led(lead, support)
    publication = publish(lead, OCTOBER)
    assert written(row) == (
        "fulfilled",
        "2023-10-31 前应公开，由牵头单位财政局于 2023-10-20 公开《收支情况》，按时完成。",
    )
    filed = Evidence.objects.get(occurrence=row)
    assert (filed.object_id, filed.on) == (publication.index_number, OCTOBER)


def test_withdrawn_by_the_lead_it_is_open_again_for_both(lead: World, support: World) -> None:
    row = led(lead, support)
    publication = publish(lead, OCTOBER)
    withdrawn(lead, publication, moment(LATER), reason="数据有误")
    assert list(Occurrence.objects.values_list("state", flat=True)) == ["overdue"] * 2
    assert written(row)[1] == (
        "应于 2023-10-31 前完成，已超期 14 个工作日，尚无公开记录；"
        "《收支情况》已于 2023-11-20 撤回（数据有误），不再计入。"
    )
    assert set(Evidence.objects.values_list("void_reason", flat=True)) == {"已撤回：数据有误"}


def test_ones_own_record_counts_as_well_but_not_for_the_lead(lead: World, support: World) -> None:
    row = led(lead, support)
    publish(support, OCTOBER)
    assert written(row)[1] == ("2023-10-31 前应公开，已于 2023-10-20 公开《收支情况》，按时完成。")
    assert Evidence.objects.count() == 1


def test_what_was_drafted_for_the_leads_share_counts(lead: World, support: World) -> None:
    row = led(lead, support)
    link_tasks(item=lead.item, tasks=[], by=officer(), at=AT)
    theirs = Occurrence.objects.exclude(pk=row.pk).get()
    publish(lead, OCTOBER, occurrence=theirs)
    assert written(row)[0] == "fulfilled"


def test_without_a_lead_each_share_stands_on_its_own(lead: World, support: World) -> None:
    row = led(lead, support, role="responsible")
    publish(lead, OCTOBER)
    assert (written(row)[0], found(row, OCTOBER).has_lead) == ("upcoming", False)
    other = Occurrence.objects.exclude(pk=row.pk).get()
    assert other.state == "fulfilled"


def test_who_joins_late_is_served_by_what_the_lead_did_before(lead: World, support: World) -> None:
    adopted_plan({"deadline": DEADLINE, "units": [(lead.organisation, "lead")]})
    task = Task.objects.get()
    link_tasks(item=lead.item, tasks=[task], by=officer(), at=AT)
    publish(lead, date(2023, 9, 12))
    duty = assign(
        task=task, organisation=support.organisation, role="support", by=None, at=moment(OCTOBER)
    )
    state = found(duty.occurrences.get(), OCTOBER)
    assert (state.state, state.done_on) == ("fulfilled", date(2023, 9, 12))


def test_what_the_lead_held_counts_too(lead: World, support: World) -> None:
    row = led(lead, support)
    link_tasks(item=lead.item, tasks=[], by=officer(), at=AT)
    file_evidence(
        occurrence=Occurrence.objects.exclude(pk=row.pk).get(), kind="activity", object_id="1",
        title="培训", url="/", on=date(2023, 9, 12), by=None, at=moment(OCTOBER),
    )  # fmt: skip
    assert found(row, OCTOBER).explanation == (
        "2023-10-31 前应完成，由牵头单位财政局于 2023-09-12 完成《培训》，按时完成。"
    )


def test_what_the_lead_published_late_breaks_the_share_as_well(lead: World, support: World) -> None:
    row = led(lead, support, "长期坚持")
    publish(lead, LATER, formed_on=OCTOBER)
    assert written(row) == (
        "broken",
        "《收支情况》于 2023-10-20 形成，应于 2023-11-17 前公开，"
        "实际由牵头单位财政局于 2023-11-20 公开，超期 1 个工作日。",
    )


@pytest.mark.parametrize(
    ("deadline", "workdays", "state"),
    [
        ("信息形成或变更之日起7个工作日内", 20, "broken"),
        ("信息形成或变更之日起20个工作日内", 7, "broken"),
        ("信息形成或变更之日起20个工作日内", 20, "kept"),
        ("信息形成或变更之日起30个工作日内", 20, "kept"),
        ("2023年8月31日前，信息形成或变更之日起7个工作日内", 20, "broken"),
    ],
)
def test_the_stricter_term_of_plan_and_catalogue_counts(
    support: World, deadline: str, workdays: int, state: str
) -> None:
    adopted_plan({"deadline": deadline, "units": [support.organisation]})
    under = item("20.6", name="行政处罚", workdays=workdays)
    link_tasks(item=under, tasks=Task.objects.all(), by=officer(), at=AT)
    # Eight working days after it was formed.
    publish(support, date(2023, 11, 1), formed_on=date(2023, 10, 20), item=under)
    row = Occurrence.objects.get(due_on=None)
    assert written(row)[0] == state


def test_a_publication_that_serves_nothing_reads_next_to_nothing(
    support: World, lead: World, django_assert_num_queries: Any
) -> None:
    led(lead, support)
    aside = item("20.9", name="其他信息")
    publication = publish(support, OCTOBER, item=aside)
    assert not Evidence.objects.exists()
    record = Record.objects.select_related("live").get(pk=publication.record_id)
    with django_assert_num_queries(2):
        prove(record=record, by=support.clerk, at=moment(OCTOBER))
