"""The yearly list: compiled in versions, agreed to, published, and what follows for decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from openpyxl import load_workbook

from gongkai.work.decisions.actions import propose as proposals
from gongkai.work.decisions.actions import year_list as lists
from gongkai.work.decisions.actions.publish_list import (
    draft_list_record,
    publish_list,
    settle_lists,
)
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.year_list import ListItem, YearList
from gongkai.work.decisions.queries import public
from gongkai.work.decisions.queries.year_lists import candidates, changes_of, table_of, xlsx_of
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import edit
from tests.factories import clerk, moment, officer, openness_office
from tests.work.decisions import consult_scene
from tests.work.decisions.road_scene import (
    EARLY,
    SPRING,
    agreed,
    answered,
    compiled,
    fresh,
    in_force,
    list_clerk,
    proposed,
    record_of,
)
from tests.work.records.world import World, refused_for, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world("jsj", "建设局")


@pytest.fixture
def office() -> World:
    openness_office()
    return world("bgs")


@pytest.fixture
def by() -> Person:
    return list_clerk()


def names(year_list: YearList) -> list[str]:
    return list(year_list.items.order_by("order").values_list("title", flat=True))


def test_a_version_names_proposed_decisions_in_their_order(here: World, by: Person) -> None:
    first, second = proposed(here, title="甲规划"), proposed(here, title="乙规划")
    made = compiled(first, second, by=by)
    assert (made.number, made.state, names(made)) == (1, "compiling", ["甲规划", "乙规划"])
    lists.move(year_list=made, decision=second, place=1, by=by, at=EARLY)
    assert names(made) == ["乙规划", "甲规划"]
    assert list(candidates(made)) == []
    assert refused_for(lambda: lists.begin_list(year=2026, by=by, at=EARLY)) == [
        "list_open_already"
    ]


def test_what_cannot_stand_on_the_list_is_refused(here: World, by: Person) -> None:
    document, made = proposed(here, kind="normative"), compiled(by=by)
    Decision.objects.filter(pk=document.pk).update(year=2025, public_exempt=True)
    assert refused_for(
        lambda: lists.put(year_list=made, decision=fresh(document), by=by, at=EARLY)
    ) == ["list_only_major", "list_other_year", "list_exempt"]
    assert refused_for(lambda: agreed(made, by)) == ["list_empty"]


def test_only_the_openness_office_compiles(here: World) -> None:
    assert refused_for(lambda: lists.begin_list(year=2026, by=here.clerk, at=EARLY)) == ["no_power"]


def test_the_first_version_goes_through_the_one_door(
    here: World, office: World, by: Person
) -> None:
    one = proposed(here)
    made = agreed(compiled(one, by=by), by)
    assert table_of(made) == [
        ("序号", "事项", "承办单位", "计划完成时间"),
        ("1", one.title, "建设局", "2026年12月1日"),
    ]
    assert refused_for(lambda: publish_list(year_list=made, by=by, at=EARLY)) == ["list_not_public"]
    assert (public.in_force(2026), public.by_code(one.code)) == (None, None)
    record = record_of(made, office, by)
    publish_list(year_list=made, by=by, at=EARLY)
    made.refresh_from_db()
    assert (made.state, made.record, fresh(one).state) == ("listed", record, "on_road")
    assert public.in_force(2026) == made
    assert public.by_code(one.code) == one
    verbs = (
        Deed.objects.filter(verb__startswith="list.").order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == ["list.begin", "list.put", "list.agree", "list.draft", "list.publish"]


def test_a_record_that_names_other_matters_puts_nothing_in_force(
    here: World, office: World, by: Person
) -> None:
    made = agreed(compiled(proposed(here), by=by), by)
    record = draft_list_record(year_list=made, organisation=office.organisation, by=by, at=EARLY)
    edit(record=record, by=by, at=EARLY, body_html="<p>目录另行公布。</p>")
    world_ = World(office.organisation, by, *office.reviewers, office.item)
    consult_scene.publish(world_, record, EARLY)
    assert refused_for(lambda: publish_list(year_list=made, by=by, at=EARLY)) == [
        "list_record_lacks"
    ]
    assert settle_lists(at=EARLY) == 0


def test_what_became_public_is_put_in_force_by_the_machine(
    here: World, office: World, by: Person
) -> None:
    made = agreed(compiled(proposed(here), by=by), by)
    assert settle_lists(at=EARLY) == 0
    record_of(made, office, by)
    assert (settle_lists(at=EARLY), settle_lists(at=EARLY)) == (1, 0)
    assert YearList.objects.get(pk=made.pk).state == "listed"


def test_the_next_version_tells_what_changed_and_why(
    here: World, office: World, by: Person
) -> None:
    first, second, third = (proposed(here, title=f"{name}规划") for name in "甲乙丙")
    in_force(office, first, second, by=by)
    made = lists.begin_list(year=2026, by=by, at=SPRING)
    assert (made.number, names(made)) == (2, ["甲规划", "乙规划"])
    lists.put(year_list=made, decision=first, planned_on=date(2026, 12, 20), by=by, at=SPRING)
    assert refused_for(
        lambda: lists.drop(year_list=made, decision=second, reason="", by=by, at=SPRING)
    ) == ["list_drop_without_reason"]
    lists.drop(year_list=made, decision=second, reason="条件不具备", by=by, at=SPRING)
    lists.put(year_list=made, decision=third, by=by, at=SPRING)
    assert refused_for(lambda: agreed(made, by, SPRING)) == ["list_fault", "list_fault"]
    lists.put(
        year_list=made, decision=first, planned_on=date(2026, 12, 20), reason="论证需要时间",
        by=by, at=SPRING,
    )  # fmt: skip
    lists.put(year_list=made, decision=third, reason="群众反映集中", by=by, at=SPRING)
    agreed(made, by, SPRING)
    assert table_of(made) == [
        ("序号", "事项", "承办单位", "计划完成时间", "调整情况"),
        (
            "1", "甲规划", "建设局", "2026年12月20日",
            "计划完成时间由2026年12月1日改为2026年12月20日。原因：论证需要时间",
        ),
        ("2", "丙规划", "建设局", "2026年12月1日", "新增。原因：群众反映集中"),
        ("—", "乙规划", "建设局", "2026年12月1日", "移出目录。原因：条件不具备"),
    ]  # fmt: skip
    assert [(one.kind, one.code) for one in changes_of(made)] == [
        ("moved", first.code), ("dropped", second.code), ("added", third.code),
    ]  # fmt: skip
    record_of(made, office, by, SPRING)
    publish_list(year_list=made, by=by, at=SPRING)
    assert (fresh(first).planned_on, fresh(third).state) == (date(2026, 12, 20), "on_road")
    assert [one.title for one in public.items_in_force(made)] == ["甲规划", "丙规划"]
    assert public.in_force(2026) == made
    assert [one.number for one in public.lists_in_public()] == [2, 1]


def test_what_was_never_public_is_dropped_without_a_trace(here: World, by: Person) -> None:
    one = proposed(here)
    made = compiled(one, by=by)
    lists.drop(year_list=made, decision=one, reason="", by=by, at=EARLY)
    assert not ListItem.objects.exists()


def test_an_agreed_version_is_opened_again_until_it_is_under_review(
    here: World, office: World, by: Person
) -> None:
    made = agreed(compiled(proposed(here), by=by), by)
    assert lists.reopen(year_list=made, by=by, at=EARLY).state == "compiling"
    agreed(made, by)
    record_of(made, office, by)
    assert refused_for(lambda: lists.reopen(year_list=made, by=by, at=EARLY)) == ["list_under_way"]


def test_a_published_version_never_changes(here: World, office: World, by: Person) -> None:
    one = proposed(here)
    made = in_force(office, one, by=by)
    assert refused_for(
        lambda: lists.put(year_list=made, decision=one, title="改名", by=by, at=SPRING)
    ) == ["list_elsewhere"]
    for act in (
        lambda: ListItem.objects.update(title="改名"),
        lambda: ListItem.objects.all().delete(),
        lambda: YearList.objects.update(agreed_by="别人"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_agreement_is_noted_with_its_day_and_its_giver(here: World, by: Person) -> None:
    made = compiled(proposed(here), by=by)
    assert refused_for(
        lambda: lists.agree(
            year_list=made, agreed_on=date(2026, 1, 13), agreed_by=" ", by=by, at=EARLY
        )
    ) == ["list_agreed_to_come", "list_agreed_by_unfit"]


def test_a_proposal_is_declined_with_a_reason(here: World, by: Person) -> None:
    one, other = proposed(here), proposed(here)
    made = compiled(other, by=by)
    gone = proposals.decline(decision=one, reason="不属于重大事项", by=by, at=EARLY)
    assert (gone.state, gone.ended_reason) == ("declined", "不属于重大事项")
    assert refused_for(
        lambda: proposals.decline(decision=other, reason="不办", by=by, at=EARLY)
    ) == ["decision_in_draft_list"]
    assert made.items.count() == 1
    assert refused_for(
        lambda: proposals.decline(
            decision=other, reason="不办", by=clerk(here.organisation), at=EARLY
        )
    ) == ["no_power"]
    assert public.by_code(one.code) is None


def test_the_workbook_holds_the_version(here: World) -> None:
    one = proposed(here)
    made = compiled(one, by=officer())
    sheet = load_workbook(BytesIO(xlsx_of(made))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "2026 年度重大行政决策事项目录"
    assert rows[2] == ["序号", "事项", "承办单位", "计划完成时间"]
    assert rows[3] == ["1", one.title, "建设局", "2026年12月1日"]


def test_a_year_too_far_away_is_refused(by: Person) -> None:
    late = moment(date(2026, 3, 1))
    assert refused_for(lambda: lists.begin_list(year=2028, by=by, at=late)) == ["list_year_unfit"]


def test_only_the_place_or_its_office_publishes_the_list(here: World, office: World) -> None:
    made = agreed(compiled(answered(here, proposed(here))))

    def draft(one: World) -> list[str]:
        return refused_for(
            lambda: draft_list_record(
                year_list=made, organisation=one.organisation, by=one.clerk, at=EARLY
            )
        )

    assert draft(here) == ["list_record_elsewhere"]
    draft_list_record(year_list=made, organisation=office.organisation, by=office.clerk, at=EARLY)
    assert draft(replace(office, clerk=here.clerk)) == ["no_power"]
