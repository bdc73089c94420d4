"""Signing that an item had nothing to publish: when it may be said, by whom, and that it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import content_of
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions.currency import state_nothing
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.currency import NothingStatement
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.nothing import Stated, statements_of
from gongkai.work.staffing.actions.stand_in import name_stand_in
from tests.factories import department, head, moment, officer, person
from tests.tampering import guards_down
from tests.work.records.kept import QUARTERLY, adopted, kept_item
from tests.work.records.test_currency import AFTER, DUE, Q3, kept, publish, states
from tests.work.records.world import World, at_once, item, published, refused_for, withdrawn, world

ENDED = date(2023, 9, 30)
REASON = "本季度没有新的统计调查。"


def say(here: World, on: date = DUE, **fields: Any) -> NothingStatement:
    given: dict[str, Any] = {
        "item": here.item, "organisation": here.organisation, "from_on": Q3, "reason": REASON,
        "by": here.final, "at": moment(on),
    }  # fmt: skip
    return state_nothing(**(given | fields))


@pytest.mark.django_db
def test_it_is_signed_logged_and_answers_for_the_period() -> None:
    here = kept(world())
    one = say(here)
    assert content_of(one.log_entry) == {
        "item": "JC-01",
        "organisation": "jyj",
        "from_on": "2023-07-01",
        "until_on": "2023-09-30",
        "reason": REASON,
        "stated_at": "2023-11-01T09:00:00.000000+08:00",
        "person": here.final.pk,
    }
    assert (one.log_entry.kind, states(AFTER)) == (
        "nothing", [("jyj", "2023年第三季度", "nothing")]
    )  # fmt: skip
    assert statements_of([here.item], organisation=here.organisation) == [
        Stated(
            here.item, here.organisation, "2023年第三季度", Q3, ENDED, REASON, one.at, "三审丁",
            one.log_entry.sequence,
        )
    ]  # fmt: skip
    assert statements_of() == statements_of([here.item])
    assert statements_of(organisation=department("czj", "财政局")) == []
    assert statements_of([item("20.9", name="其他")]) == []


@pytest.mark.django_db
def test_who_signs() -> None:
    here = kept(world())
    for stranger in (here.clerk, here.first, here.second, officer(), world("czj", "财政局").final):
        assert refused_for(lambda by=stranger: say(here, by=by)) == ["no_power"]
    assert say(here, by=head(here.organisation)).by.name == "单位负责人"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "fields", "code"),
    [
        (ENDED, {}, "nothing_not_ended"),
        (DUE, {"from_on": date(2023, 10, 1)}, "nothing_not_ended"),
        (DUE, {"from_on": date(2024, 1, 1)}, "nothing_not_ended"),
        (DUE, {"from_on": date(2023, 8, 1)}, "nothing_period_unknown"),
        (DUE, {"from_on": date(2023, 4, 1)}, "nothing_period_unknown"),
        (DUE, {"reason": "  "}, "field_missing"),
        (DUE, {"reason": "无" * 201}, "field_too_long"),
    ],
)
def test_what_cannot_be_signed(on, fields, code) -> None:
    here = kept(world())
    assert refused_for(lambda: say(here, on, **fields)) == [code]
    assert (NothingStatement.objects.count(), LogEntry.objects.filter(kind="nothing").count()) == (
        0, 0
    )  # fmt: skip


@pytest.mark.django_db
def test_only_who_has_to_publish_by_periods_signs() -> None:
    here = kept(world())
    other = world("czj", "财政局")
    asked = {"organisation": other.organisation, "by": other.final}
    assert refused_for(lambda: say(here, **asked)) == ["nothing_not_asked"]
    assert refused_for(lambda: say(here, item=item("20.9"))) == ["nothing_not_asked"]


@pytest.mark.django_db
def test_not_for_what_was_published_unless_it_was_withdrawn() -> None:
    here = kept(world())
    one = publish(here, date(2023, 10, 9))
    assert refused_for(lambda: say(here)) == ["nothing_published"]
    withdrawn(here, one, moment(date(2023, 10, 10)), reason="误发")
    say(here)
    assert states(AFTER) == [("jyj", "2023年第三季度", "nothing")]


@pytest.mark.django_db
def test_not_twice_but_something_may_turn_up() -> None:
    here = kept(world())
    say(here)
    assert refused_for(lambda: say(here, by=head(here.organisation))) == ["nothing_twice"]
    publish(here, date(2023, 11, 6), covers_from=Q3)
    assert states(date(2023, 11, 6)) == [("jyj", "2023年第三季度", "published")]


@pytest.mark.django_db
def test_late_it_is_still_asked_for() -> None:
    here = kept(world())
    say(here, AFTER)
    assert states(AFTER) == [("jyj", "2023年第三季度", "nothing")]


@pytest.mark.django_db
def test_a_stand_in_signs_for_the_final_reviewer() -> None:
    here = kept(world())
    own = Post.objects.get(person=here.final, organisation=here.organisation)
    name_stand_in(
        post=own, person=here.clerk, from_on=DUE, until_on=AFTER, by=here.final, at=moment(DUE)
    )
    assert say(here, by=here.clerk).by == here.clerk


@pytest.mark.django_db(transaction=True)
def test_two_at_one_moment_sign_once() -> None:
    here = kept(world())
    other = head(here.organisation)
    raised = at_once(lambda: say(here), lambda: say(here, by=other))
    assert sorted(getattr(one, "code", "") for one in raised) == ["", "nothing_twice"]
    assert LogEntry.objects.filter(kind="nothing").count() == 1
    assert verify().problems == ()


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"reason": "别的"}, {"from_on": date(2023, 4, 1)}])
def test_the_database_keeps_it_as_it_was(fields) -> None:
    say(kept(world()))
    with pytest.raises(IntegrityError), transaction.atomic():
        NothingStatement.objects.update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        NothingStatement.objects.all().delete()


def _redate(one: NothingStatement) -> None:
    NothingStatement.objects.update(at=one.at - timedelta(days=30))


def _sign_for_another(one: NothingStatement) -> None:
    NothingStatement.objects.update(by=person("别人"))


def _another_reason(one: NothingStatement) -> None:
    NothingStatement.objects.update(reason="另一个理由")


def _another_period(one: NothingStatement) -> None:
    NothingStatement.objects.update(from_on=date(2023, 4, 1))


def _another_item(one: NothingStatement) -> None:
    NothingStatement.objects.update(item=item("P20-08"))


TAMPERED: list[tuple[Callable[[NothingStatement], None], str]] = [
    (_redate, "声明时间"),
    (_sign_for_another, "声明人"),
    (_another_reason, "说明"),
    (_another_period, "期间"),
    (_another_item, "目录事项"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("tamper", "label"), TAMPERED)
def test_a_statement_that_was_changed_is_named(tamper, label) -> None:
    one = say(kept(world()))
    assert verify().problems == ()
    with guards_down():
        tamper(one)
    n = one.log_entry.sequence
    assert [problem.what for problem in verify().problems] == [
        f"发布日志第 {n} 条（目录事项 JC-01 无此类信息声明）与保存的声明不符：{label}。"
    ]


@pytest.mark.django_db
def test_a_statement_that_was_deleted_or_slipped_in_is_named() -> None:
    here = kept(world())
    one = say(here)
    n = one.log_entry.sequence
    with guards_down():
        NothingStatement.objects.all().delete()
    assert [problem.what for problem in verify().problems] == [
        f"发布日志第 {n} 条（目录事项 JC-01 无此类信息声明）"
        "没有对应的声明：声明被删去，或日志被添加。"
    ]
    # Another entry of the log cannot stand in for one of its own.
    other = published(here, moment(AFTER)).log_entry
    NothingStatement.objects.create(
        item=here.item, organisation=here.organisation, from_on=Q3, until_on=ENDED,
        reason=REASON, at=one.at, by=here.final, log_entry=other,
    )  # fmt: skip
    assert [problem.what for problem in verify().problems if problem.sequence is None] == [
        "目录事项 JC-01 2023年第三季度的无此类信息声明在日志中没有记载："
        "日志被删过，或声明绕过系统添加。"
    ]


@pytest.mark.django_db
def test_a_statement_whose_item_is_gone_is_named() -> None:
    one = say(kept(world()))
    with pytest.raises(RuntimeError), transaction.atomic():
        with guards_down(), connection.constraint_checks_disabled():
            NothingStatement.objects.update(item_id=10**9)
            found = [problem.what for problem in verify().problems]
        assert found == [
            f"发布日志第 {one.log_entry.sequence} 条（目录事项 JC-01 无此类信息声明）"
            "与保存的声明不符：目录事项。"
        ]
        raise RuntimeError


@pytest.mark.django_db
def test_the_public_list_takes_one_query(django_assert_num_queries: Any) -> None:
    here = kept(world())
    say(here)
    with django_assert_num_queries(1):
        statements_of([here.item])
    codes = [f"JC-2{n}" for n in range(5)]
    adopted(*((one, QUARTERLY, [here.organisation]) for one in codes), at=moment(DUE, 10))
    for one in codes:
        say(here, date(2024, 1, 2), item=kept_item(one), from_on=date(2023, 10, 1))
    every = list(CatalogueItem.objects.all())
    with django_assert_num_queries(1):
        assert len(statements_of(every)) == 6
