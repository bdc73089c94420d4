"""Publishing proves duties, withdrawing reopens them; what a record does not prove stays open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.work.inspection.queries.assessment import assess
from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.duty import Evidence, Occurrence
from gongkai.work.ledger.models.plan import Task
from gongkai.work.ledger.queries.duties import occurrences_for
from gongkai.work.records.actions.catalogue import link_tasks
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.queries.duty_states import states_of
from tests.factories import AT, adopted_plan, department, moment, officer
from tests.work.records.world import World, draft, item, pass_all, published, withdrawn, world

pytestmark = pytest.mark.django_db
OCTOBER, LATER = date(2023, 10, 20), date(2023, 11, 20)
DEADLINE = "2023年10月31日前"


def due(here: World, *deadlines: str, linked: bool = True) -> list[Occurrence]:
    """A plan with one task for each deadline, all served by the world's item."""
    adopted_plan(*({"deadline": text, "units": [here.organisation]} for text in deadlines))
    if linked:
        link_tasks(item=here.item, tasks=Task.objects.all(), by=officer(), at=AT)
    return list(Occurrence.objects.order_by("duty__task__order", "starts_on"))


def states(*rows: Occurrence) -> list[str]:
    """The states as written, which must be those that the inspection finds for that day."""
    for row in rows:
        row.refresh_from_db()
        if row.verified_at is not None:
            found = {one.occurrence: one.state for one in assess(day_of(row.verified_at))}
            assert found[row] == row.state
    return [row.state for row in rows]


def on(day: date, **fields: Any) -> dict[str, Any]:
    return {"at": moment(day), "formed_on": day, "issued_on": day} | fields


def test_publication_fulfils_the_dated_duty_of_its_item() -> None:
    here = world()
    (row,) = due(here, DEADLINE)
    publication = published(here, **on(OCTOBER))
    evidence = Evidence.objects.get()
    assert states(row) == ["fulfilled"]
    assert row.verified_at == moment(OCTOBER)
    assert (evidence.occurrence, evidence.kind, evidence.object_id) == (
        row,
        "record",
        publication.index_number,
    )
    assert (evidence.url, evidence.on) == (f"/records/{publication.index_number}/", OCTOBER)


def test_publication_after_the_date_is_late() -> None:
    here = world()
    (row,) = due(here, DEADLINE)
    published(here, **on(LATER))
    assert states(row) == ["late"]
    assert Evidence.objects.get().on == LATER


def test_only_the_first_publication_is_filed_once_the_date_is_past() -> None:
    here = world()
    (row,) = due(here, DEADLINE)
    published(here, **on(OCTOBER))
    published(here, **on(LATER))
    assert states(row) == ["fulfilled"]
    assert Evidence.objects.count() == 1


def test_other_organisations_and_other_items_prove_nothing() -> None:
    here, there = world(), world("wjj", "卫健局")
    (row,) = due(here, DEADLINE)
    published(there, **on(OCTOBER))
    published(here, **on(OCTOBER, item=item("20.9", name="别的事项")))
    assert Evidence.objects.count() == 0
    assert states(row) == ["upcoming"]


def test_a_record_drafted_for_an_occurrence_proves_it_without_an_item() -> None:
    here = world()
    first, second = due(here, DEADLINE, DEADLINE, linked=False)
    published(here, **on(OCTOBER, occurrence=second))
    assert states(first, second) == ["upcoming", "fulfilled"]


def test_an_occurrence_of_another_organisation_cannot_be_answered() -> None:
    here, there = world(), world("wjj", "卫健局")
    (row,) = due(here, DEADLINE)
    with pytest.raises(Exception, match="occurrence_elsewhere"):
        draft(there, occurrence=row)


def test_withdrawing_voids_the_proof_and_reopens_the_duty() -> None:
    here = world()
    (row,) = due(here, DEADLINE)
    publication = published(here, **on(OCTOBER))
    withdrawn(here, publication, moment(LATER), reason="数据有误")
    evidence = Evidence.objects.get()
    assert states(row) == ["overdue"]
    assert (evidence.void_since, evidence.void_reason) == (moment(LATER), "已撤回：数据有误")
    record = publication.record
    record.refresh_from_db()
    day = LATER + timedelta(days=1)
    edit(record=record, by=here.clerk, at=moment(day), title="改正", change_note="更正")
    submit(record=record, by=here.clerk, at=moment(day))
    pass_all(here, record, moment(day))
    evidence.refresh_from_db()
    assert (states(row), evidence.void_since, evidence.title) == (["fulfilled"], None, "改正")


def test_a_correction_keeps_the_day_on_which_the_duty_was_done() -> None:
    here = world()
    (row,) = due(here, DEADLINE)
    record = published(here, **on(OCTOBER)).record
    edit(record=record, by=here.clerk, at=moment(LATER), title="更正", change_note="更正")
    submit(record=record, by=here.clerk, at=moment(LATER))
    pass_all(here, record, moment(LATER))
    assert states(row) == ["fulfilled"]
    assert [(one.on, one.title) for one in Evidence.objects.all()] == [(OCTOBER, "更正")]


def test_a_correction_under_another_item_takes_the_proof_away() -> None:
    here = world()
    (row,) = due(here, DEADLINE)
    record = published(here, **on(OCTOBER)).record
    other = item("20.9", name="别的事项")
    edit(record=record, by=here.clerk, at=moment(LATER), item=other, change_note="更正")
    submit(record=record, by=here.clerk, at=moment(LATER))
    pass_all(here, record, moment(LATER))
    assert states(row) == ["overdue"]
    assert Evidence.objects.get().void_since == moment(LATER)


def test_standing_duties_are_kept_while_all_is_published_in_time() -> None:
    here = world()
    (row,) = due(here, "长期坚持")
    assert states(row) == ["manual"]
    assert row.explanation == (
        "本期没有公开记录，是否有应公开而未公开的信息，由政务公开主管部门认定。"
    )
    published(here, **on(OCTOBER))
    assert states(row) == ["kept"]
    published(here, moment(LATER), formed_on=OCTOBER, issued_on=OCTOBER)
    assert states(row) == ["broken"]
    assert Evidence.objects.filter(occurrence=row).count() == 2


def test_standing_duties_without_an_item_are_left_to_people() -> None:
    here = world()
    (row,) = due(here, "长期坚持", linked=False)
    published(here, **on(OCTOBER))
    assert states_of(occurrences_for(), OCTOBER)[0].state == "manual"
    assert Evidence.objects.count() == 0
    published(here, **on(OCTOBER, occurrence=row))
    assert states(row) == ["kept"]


def test_the_next_year_does_not_count_for_a_standing_duty() -> None:
    here = world()
    (row,) = due(here, "长期坚持")
    late = moment(date(2024, 3, 1))
    published(here, late, formed_on=date(2024, 1, 2), issued_on=date(2024, 1, 2))
    assert states(row) == ["manual"]
    assert Evidence.objects.count() == 0


def test_one_shorter_term_that_was_missed_breaks_the_duty() -> None:
    here = world()
    (row,) = due(here, "长期坚持")
    short = item("20.6", name="行政处罚", workdays=7)
    link_tasks(item=short, tasks=Task.objects.all(), by=officer(), at=AT)
    published(here, **on(OCTOBER))
    published(here, moment(LATER), item=short, formed_on=OCTOBER, issued_on=OCTOBER)
    assert states(row) == ["broken"]


def test_linking_an_item_later_files_what_is_already_public() -> None:
    here = world()
    (row,) = due(here, DEADLINE, linked=False)
    published(here, **on(OCTOBER))
    assert states(row) == ["upcoming"]
    link_tasks(item=here.item, tasks=Task.objects.all(), by=officer(), at=moment(LATER))
    assert (states(row), Evidence.objects.count()) == (["fulfilled"], 1)
    link_tasks(item=here.item, tasks=[], by=officer(), at=moment(LATER))
    assert states(row) == ["overdue"]


def test_the_number_of_queries_does_not_grow(django_assert_num_queries: Any) -> None:
    here = world()
    due(here, DEADLINE)
    published(here, **on(OCTOBER))
    rows = list(occurrences_for())
    with django_assert_num_queries(3):
        states_of(rows, OCTOBER)
    for number in range(3):
        there = world(f"d{number}", f"部门{number}")
        adopted_plan({"units": [there.organisation], "deadline": DEADLINE}, year=2024 + number,
                     issued_on=date(2024 + number, 5, 1))  # fmt: skip
        published(here, **on(OCTOBER + timedelta(days=number)))
    later = moment(OCTOBER + timedelta(days=4))
    link_tasks(item=here.item, tasks=Task.objects.all(), by=officer(), at=later)
    rows = list(occurrences_for())
    assert len(rows) > 1
    with django_assert_num_queries(3):
        states_of(rows, OCTOBER)


def test_a_department_without_part_in_the_plan_is_left_alone() -> None:
    here = world()
    due(here, DEADLINE)
    department("qt", "其他局")
    assert states_of([], OCTOBER) == ()
