"""Items kept up to date: what is kept since when, periods and changes and what answers them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.rules.currency import State
from gongkai.work.records.actions.currency import note_change
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.currency import ItemChange
from gongkai.work.records.queries.changed import changes
from gongkai.work.records.queries.currency import change_states, period_states
from gongkai.work.records.queries.kept import Kept, kept_items
from gongkai.work.staffing.actions.appoint import end_post
from gongkai.work.staffing.actions.organisations import dissolve, rename
from tests.factories import AT, department, district, head, moment, officer, person, post
from tests.work.records.kept import QUARTERLY, adopted, kept_item
from tests.work.records.test_terms import law
from tests.work.records.world import World, item, pass_all, published, refused_for, withdrawn, world

pytestmark = pytest.mark.django_db
# AT is 25 July 2023: the third quarter of 2023 is the first that counts, due on 1 November.
Q3, DUE = date(2023, 7, 1), date(2023, 11, 1)
AFTER = DUE + timedelta(days=1)


def states(on: date, **given: Any) -> list[tuple[str, str, str]]:
    kept = kept_items(on, **given)
    return [
        (one.kept.organisation.code, one.period.label, one.state.value)
        for one in period_states(kept, on)
    ]


def kept(here: World) -> World:
    """The department keeps one quarterly item since AT."""
    adopted(("JC-01", QUARTERLY, [here.organisation]))
    return under(here, "JC-01")


def under(here: World, code: str) -> World:
    """The same people, who publish under the item with that code."""
    return World(here.organisation, here.clerk, *here.reviewers, kept_item(code))


def publish(here: World, on: date, **fields: Any):
    formed = fields.pop("formed_on", on)
    return published(
        here, moment(on), formed_on=formed, issued_on=formed, title=f"季报 {on}", **fields
    )


def test_nobody_keeps_what_no_edition_says() -> None:
    here = world()
    item("JC-01", name="季报", period="quarter")
    assert kept_items(DUE) == []
    # An item without a period is not kept by periods.
    adopted(("JC-02", "信息形成或变更之日起20个工作日内", [here.organisation]))
    assert kept_items(DUE) == []


def test_what_is_kept_since_when_and_by_whom() -> None:
    here, other = kept(world()), department("czj", "财政局")
    assert kept_items(AT.date() - timedelta(days=1)) == []
    one = Kept(here.item, here.organisation, "quarter", 20, QUARTERLY, AT.date())
    assert kept_items(AT.date()) == kept_items(DUE, here.organisation, here.item) == [one]
    assert kept_items(DUE, other) == kept_items(DUE, item=item("JC-02")) == []


def test_a_new_edition_ends_what_it_changes_and_nothing_else() -> None:
    here, other = kept(world()), department("czj", "财政局")
    second = date(2024, 1, 10)
    adopted(("JC-01", QUARTERLY, [here.organisation, other]), at=moment(second))
    third = date(2024, 5, 10)
    adopted(("JC-01", "每月", [here.organisation]), at=moment(third))
    found = [
        (one.organisation.code, one.kind, one.since, one.until)
        for one in sorted(kept_items(date(2024, 9, 1)), key=lambda one: (one.since, one.kind))
    ]
    assert found == [
        ("jyj", "quarter", AT.date(), third),
        ("czj", "quarter", second, third),
        ("jyj", "month", third, None),
    ]
    assert sorted(states(date(2024, 7, 2))) == [
        ("czj", "2024年第一季度", "overdue"),
        ("jyj", "2023年第三季度", "overdue"),
        ("jyj", "2023年第四季度", "overdue"),
        ("jyj", "2024年5月", "overdue"),
        ("jyj", "2024年6月", "due"),
        ("jyj", "2024年第一季度", "overdue"),
    ]


def test_a_dissolved_organisation_keeps_nothing() -> None:
    here = kept(world())
    dissolve(organisation=here.organisation, on=date(2023, 9, 1), by=None, at=moment(DUE))
    assert states(AFTER) == []


def test_a_period_on_its_way() -> None:
    here = kept(world())
    assert states(date(2023, 9, 30)) == []
    assert states(DUE) == [("jyj", "2023年第三季度", "due")]
    assert states(AFTER) == [("jyj", "2023年第三季度", "overdue")]
    publish(here, AFTER, covers_from=Q3)
    assert states(AFTER) == [("jyj", "2023年第三季度", "late")]


def test_what_is_published_below_the_item_answers_too() -> None:
    here = kept(world())
    finer = item("JC-01-1", name="分项", parent=here.item)
    publish(here, date(2023, 10, 9), item=finer)
    assert states(AFTER) == [("jyj", "2023年第三季度", "published")]


def test_what_others_publish_or_under_other_items_answers_nothing() -> None:
    here, other = kept(world()), world("czj", "财政局")
    publish(other, date(2023, 10, 9), item=here.item)
    publish(here, date(2023, 10, 9), item=item("20.9"))
    assert states(AFTER) == [("jyj", "2023年第三季度", "overdue")]


def test_a_correction_goes_on_answering_and_a_withdrawal_ends_it() -> None:
    here = kept(world())
    one = publish(here, date(2023, 10, 9))
    record, later = one.record, date(2023, 11, 20)
    edit(record=record, by=here.clerk, at=moment(later), title="更正的季报", change_note="更正")
    submit(record=record, by=here.clerk, at=moment(later))
    corrected = pass_all(here, record, moment(later, 10))
    (state,) = period_states(kept_items(later), later)
    assert (state.state, state.answer and state.answer.title) == (State.PUBLISHED, "更正的季报")
    gone = date(2023, 12, 4)
    withdrawn(here, corrected, moment(gone), reason="数字有误")
    (state,) = period_states(kept_items(gone), gone)
    assert (state.state, state.standing.wrong_since) == (State.OVERDUE, gone)
    # The past is seen as it was.
    assert states(later) == [("jyj", "2023年第三季度", "published")]


def test_the_record_says_which_period_it_tells_of() -> None:
    here = kept(world())
    publish(here, date(2023, 10, 9), covers_from=date(2023, 10, 1))
    assert states(AFTER) == [("jyj", "2023年第三季度", "overdue")]


def test_a_period_of_another_kind_or_to_come_is_refused() -> None:
    here = kept(world())
    record = publish(here, date(2023, 10, 9)).record

    def choose(**fields: object) -> list[str]:
        day = moment(date(2023, 10, 10))
        return refused_for(lambda: edit(record=record, by=here.clerk, at=day, **fields))

    assert choose(covers_from=date(2023, 8, 1)) == ["period_elsewhere"]
    assert choose(covers_from=date(2024, 1, 1)) == ["period_to_come"]
    assert choose(covers_from=Q3, item=item("20.9")) == ["period_elsewhere"]
    assert choose(matter="政府采购合同") == ["matter_elsewhere"]


def test_what_was_chosen_for_another_item_is_forgotten() -> None:
    here, contract = kept(world()), "政府采购合同"
    bought = law("P20-09")
    record = publish(here, date(2023, 10, 9), covers_from=Q3).record
    day = moment(date(2023, 10, 10))
    version = edit(record=record, by=here.clerk, at=day, item=bought, matter=contract)
    assert (version.covers_from, version.matter) == (None, contract)
    version = edit(record=record, by=here.clerk, at=day, item=here.item, covers_from=Q3)
    assert (version.covers_from, version.matter) == (Q3, "")


def test_the_matter_must_be_chosen_before_submission() -> None:
    here, bought = world(), law("P20-09")
    here = World(here.organisation, here.clerk, here.first, here.second, here.final, bought)
    assert refused_for(lambda: publish(here, date(2023, 10, 9))) == ["matter_missing"]
    assert publish(here, date(2023, 10, 9), matter="其他（一般时限）").due_on == date(2023, 11, 6)


# Changes.
CHANGED, CHANGE_DUE = date(2023, 8, 1), date(2023, 8, 29)


def note(here: World, **fields: Any) -> ItemChange:
    given: dict[str, Any] = {
        "item": here.item, "organisation": here.organisation, "what": "收费标准调整",
        "formed_on": CHANGED, "by": here.clerk, "at": moment(CHANGED),
    }  # fmt: skip
    return note_change(**(given | fields))


def told(on: date, **given: Any) -> list[tuple[str, str, date, str]]:
    return [
        (one.change.organisation.code, one.change.what, one.change.due_on, one.state.value)
        for one in change_states(on, **given)
    ]


def test_a_change_is_due_and_answered_by_what_was_formed_since() -> None:
    here = world()
    note(here)
    one = ("jyj", "收费标准调整", CHANGE_DUE)
    assert told(date(2023, 7, 31)) == []
    assert told(CHANGE_DUE) == [(*one, "due")]
    publish(here, date(2023, 8, 2), formed_on=date(2023, 7, 31))
    assert told(CHANGE_DUE + timedelta(1)) == [(*one, "overdue")]
    publish(here, date(2023, 8, 31), formed_on=CHANGED)
    assert told(date(2023, 8, 31)) == [(*one, "late")]
    assert told(date(2023, 8, 31), organisation=department("czj", "财政局")) == []
    assert told(date(2023, 8, 31), item=item("20.9", name="其他")) == []


def test_a_change_within_a_special_matter_has_its_term() -> None:
    here, bought = world(), law("P20-09")
    one = note(here, item=bought, matter="政府采购合同")
    assert one.due_on == date(2023, 8, 3)
    (change,) = changes(CHANGED)
    assert (change.due_on, change.due.source) == (one.due_on, "政府采购法实施条例 第五十条")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"what": "  "}, "field_missing"),
        ({"what": "长" * 201}, "field_too_long"),
        ({"formed_on": date(2023, 8, 2)}, "formed_in_future"),
        ({"matter": "政府采购合同"}, "matter_elsewhere"),
    ],
)
def test_what_does_not_fit_is_not_noted(fields, code) -> None:
    assert refused_for(lambda: note(world(), **fields)) == [code]
    assert ItemChange.objects.count() == 0


def test_where_a_change_can_be_noted_and_by_whom() -> None:
    here = kept(world())
    other = world("czj", "财政局")

    def refused(**fields: Any) -> list[str]:
        return refused_for(lambda: note(here, **fields))

    bought = law("P20-09")
    assert refused(item=bought) == ["matter_missing"]
    assert refused(item=bought.parent) == ["item_has_finer"]
    assert refused(item=item("20.8", ended_on=CHANGED)) == ["item_ended"]
    assert refused(by=other.clerk) == ["no_power"]
    assert refused(by=here.first) == ["no_power"]
    elsewhere = World(other.organisation, other.clerk, *other.reviewers, here.item)
    assert refused_for(lambda: note(elsewhere)) == ["item_not_yours"]
    note(here)
    assert refused() == ["change_twice"]
    note(here, what="又一次调整", by=officer())
    note(here, what="第三次调整", by=head(here.organisation))
    assert ItemChange.objects.count() == 3


def test_a_new_name_and_a_new_head_tell_of_themselves() -> None:
    here = world()
    functions = law("P20-02")
    head_one = person("前负责人")
    first = post(head_one, here.organisation, "head")
    end_post(post=first, until_on=date(2023, 9, 10), by=None, at=moment(date(2023, 9, 8)))
    post(person("现负责人"), here.organisation, "head", date(2023, 9, 11))
    rename(
        organisation=here.organisation, name="教育和体育局", on=date(2023, 10, 16), by=None,
        at=moment(date(2023, 10, 16)),
    )  # fmt: skip
    assert told(date(2023, 9, 10)) == []
    both = [
        ("jyj", "负责人变更", date(2023, 10, 13), "overdue"),
        ("jyj", "机构名称变更，原名“教育局”", date(2023, 11, 13), "due"),
    ]
    assert told(date(2023, 11, 13)) == both
    assert told(date(2023, 11, 13), item=functions) == both
    here = World(here.organisation, here.clerk, *here.reviewers, functions)
    publish(here, date(2023, 11, 13))
    assert [state for *_, state in told(date(2023, 11, 14))] == ["late", "published"]


def test_what_was_noted_by_hand_is_the_same_change_and_told_once() -> None:
    here, day = world(), date(2023, 9, 11)
    functions = law("P20-02")
    post(person("前负责人"), here.organisation, "head")
    post(person("现负责人"), here.organisation, "head", day)
    rename(organisation=here.organisation, name="教体局", on=day, by=None, at=moment(day))
    assert [what for _, what, *_ in told(day)] == ["机构名称变更，原名“教育局”；负责人变更"]
    note_change(
        item=functions, organisation=here.organisation, what="局长变更", formed_on=day,
        by=here.clerk, at=moment(day),
    )  # fmt: skip
    assert [what for _, what, *_ in told(day)] == ["局长变更"]


def test_nothing_is_told_from_before_the_log_or_of_bodies_that_are_no_organs() -> None:
    here = world()
    post(person("前负责人"), here.organisation, "head")
    post(person("现负责人"), here.organisation, "head", AT.date())
    # The first head of a body changed nothing, and an enterprise has no functions to tell.
    post(person("区长"), district(), "head", date(2023, 9, 1))
    law("P20-02")
    assert told(DUE) == []


def count(on: date) -> None:
    period_states(kept_items(on), on)
    change_states(on)


def test_the_number_of_queries_does_not_grow(django_assert_num_queries: Any) -> None:
    here = kept(world())
    law("P20-02")
    note(here)
    publish(here, date(2023, 10, 9))
    with django_assert_num_queries(15):
        count(AFTER)
    others = [world(f"d{n}", f"第{n}局") for n in range(4)]
    at = date(2023, 10, 10)
    adopted(
        *((f"JC-1{n}", QUARTERLY, [one.organisation for one in others]) for n in range(4)),
        ("JC-01", QUARTERLY, [here.organisation]),
        at=moment(at),
    )  # fmt: skip
    for n, one in enumerate(others):
        place = under(one, f"JC-1{n}")
        publish(place, at)
        note_change(
            item=place.item, organisation=place.organisation, what="调整", formed_on=at,
            by=place.clerk, at=moment(at),
        )  # fmt: skip
        post(person(f"前{n}"), one.organisation, "head")
        post(person(f"后{n}"), one.organisation, "head", at)
    with django_assert_num_queries(15):
        count(AFTER)
