"""Taking back: one asks, another decides; the database holds it as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongkai.work.journal.actions.log import append
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import content_of
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions.ask_withdrawal import ask_withdrawal
from gongkai.work.records.actions.withdraw import decline, withdraw
from gongkai.work.records.models.publication import Publication, Withdrawal, WithdrawalRequest
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.traces import withdrawal_payload
from gongkai.work.records.queries.withdrawals import (
    asked,
    last_day,
    open_requests,
    readable,
    requests_of,
    to_decide,
)
from tests.factories import AT, clerk, head, moment, officer, openness_head, person
from tests.tampering import guards_down
from tests.work.records.world import (
    STEP,
    World,
    at_once,
    corrected,
    published,
    refused_for,
    withdrawn,
    world,
)

pytestmark = pytest.mark.django_db
LATER = AT + 6 * STEP


@pytest.fixture
def here() -> World:
    return world()


def ask(
    publication: Publication, by: Person, at: datetime = AT, **fields: Any
) -> WithdrawalRequest:
    wanted: dict[str, Any] = {"kind": "wrong", "reason": "第三条的数字写错"}
    return ask_withdrawal(publication=publication, by=by, at=at, **(wanted | fields))


def test_everybody_in_the_department_may_ask_and_nobody_else(here: World) -> None:
    for who in (here.clerk, *here.reviewers, head(here.organisation)):
        assert ask(published(here), who).by == who
    live, there = published(here), world("czj", "财政局")
    for who in (there.clerk, there.final, officer(), openness_head()):
        assert refused_for(lambda who=who: ask(live, who)) == ["no_power"]


def test_the_reason_is_chosen_said_and_fit_for_the_public(here: World) -> None:
    live = published(here)
    refusals: list[tuple[dict[str, Any], str]] = [
        ({"kind": "mood"}, "choice_unknown"),
        ({"reason": " \n"}, "withdrawal_without_reason"),
        ({"reason": "长" * 300}, "field_too_long"),
        ({"kind": "privacy", "reason": "有身份证号11010519491231002X"}, "withdrawal_reason_unfit"),
        ({"kind": "penalty_ended", "reason": "法院判决撤销"}, "field_missing"),
        ({"since_on": date(2023, 7, 26)}, "withdrawal_since_future"),
    ]
    for fields, code in refusals:
        assert refused_for(lambda fields=fields: ask(live, here.clerk, **fields)) == [code]
    assert not WithdrawalRequest.objects.exists()
    assert ask(live, here.clerk).reason == "内容有误：第三条的数字写错"
    assert refused_for(lambda: ask(live, here.first)) == ["withdrawal_asked_already"]


@pytest.mark.parametrize(("kind", "since_on", "last"), [
    ("penalty_ended", date(2023, 7, 21), date(2023, 7, 26)),
    ("wrong", None, date(2023, 7, 28)),
    ("privacy", None, date(2023, 7, 25)),
])  # fmt: skip
def test_there_is_a_last_day_to_decide(
    here: World, kind: str, since_on: date | None, last: date
) -> None:
    """行政处罚法 第四十八条, 第八十五条: three workdays from the end of the decision."""
    request = ask(published(here), here.clerk, kind=kind, since_on=since_on)
    assert last_day(request) == last


def test_another_person_with_the_power_decides(here: World) -> None:
    live = published(here)
    request = ask(live, here.clerk)
    for who in (here.clerk, here.first, here.second, officer(), head(here.organisation)):
        assert refused_for(lambda who=who: withdraw(request=request, by=who, at=AT)) == ["no_power"]
    gone = withdraw(request=request, by=here.final, at=AT)
    record = live.record
    record.refresh_from_db()
    assert (record.state, record.live, gone.reason) == ("withdrawn", None, request.reason)
    assert content_of(gone.log_entry) == withdrawal_payload(gone)
    assert content_of(gone.log_entry)["asked_at"] == "2023-07-25T09:00:00.000000+08:00"
    assert refused_for(lambda: withdraw(request=request, by=here.final, at=AT)) == [
        "publication_not_live"
    ]
    assert refused_for(lambda: ask(live, here.clerk)) == ["publication_not_live"]
    assert verify().problems == ()


def test_who_asks_never_decides_even_with_the_power(here: World) -> None:
    request = ask(published(here), here.final)
    for act in (
        lambda: withdraw(request=request, by=here.final, at=AT),
        lambda: decline(request=request, reason="不必", by=here.final, at=AT),
    ):
        assert refused_for(act) == ["withdrawal_own_request"]
    other = person("三审戊", (here.organisation, Post.Role.FINAL_REVIEWER))
    assert list(to_decide(here.final, AT.date())) == []
    assert list(to_decide(other, AT.date())) == [request]
    assert withdraw(request=request, by=other, at=AT).by == other


def test_declining_needs_a_reason_and_leaves_it_public(here: World) -> None:
    live = published(here)
    request = ask(live, here.clerk)
    for text, code in ((" ", "decline_without_reason"), ("长" * 301, "field_too_long")):
        assert refused_for(
            lambda text=text: decline(request=request, reason=text, by=here.final, at=AT)
        ) == [code]
    decline(request=request, reason="数字没有错", by=here.final, at=AT)
    live.record.refresh_from_db()
    assert (live.record.live, request.declined_by, request.answer) == (
        live, here.final, "数字没有错",
    )  # fmt: skip
    assert refused_for(lambda: withdraw(request=request, by=here.final, at=AT)) == [
        "withdrawal_declined"
    ]
    assert ask(live, here.clerk, AT + STEP).publication == live


def test_the_versions_of_before_go_with_it_unless_they_are_left(here: World) -> None:
    first = published(here)
    second = corrected(here, first, AT + STEP)
    kept = published(here, AT + 2 * STEP, title="另一件")
    corrected(here, kept, AT + 3 * STEP)
    withdrawn(here, second, LATER)
    assert Withdrawal.objects.filter(publication__record=first.record).count() == 2
    live = kept.record.publications.latest("id")
    withdrawn(here, live, LATER + STEP, with_history=False)
    assert not Withdrawal.objects.filter(publication=kept).exists()
    again = corrected(here, live, LATER + 2 * STEP)
    assert readable(again.record) == [again, kept]
    assert verify().problems == ()


def test_some_reasons_always_take_the_versions_of_before_along(here: World) -> None:
    second = corrected(here, published(here), AT + STEP)
    withdrawn(here, second, LATER, kind="privacy", reason="名单", with_history=False)
    assert Withdrawal.objects.count() == 2


def test_a_version_of_before_is_taken_back_while_the_newest_stays(here: World) -> None:
    first = published(here)
    second = corrected(here, first, AT + STEP)
    request = ask(first, here.clerk, LATER, kind="privacy", reason="旧稿里有名单")
    assert [one.publication for one in asked(request).every] == [first]
    withdraw(request=request, by=here.final, at=LATER)
    record = second.record
    record.refresh_from_db()
    assert (record.state, record.live, readable(record)) == ("published", second, [second])
    assert verify().problems == ()


def test_what_was_corrected_meanwhile_is_taken_back_without_the_correction(here: World) -> None:
    first = published(here)
    request = ask(first, here.clerk)
    second = corrected(here, first, AT + STEP)
    withdraw(request=request, by=here.final, at=LATER)
    second.record.refresh_from_db()
    assert (second.record.live, readable(second.record)) == (second, [second])


def test_the_queue_holds_each_request_once_and_only_while_it_can_be_decided(
    here: World, django_assert_num_queries: Any
) -> None:
    first = [published(here, title=f"{n}") for n in range(3)]
    lives = [corrected(here, one, AT + STEP) for one in first]
    requests = [ask(one, here.clerk, AT + (n + 2) * STEP) for n, one in enumerate(lives)]
    with django_assert_num_queries(1):
        found = list(to_decide(here.final, AT.date()))
        assert [one.publication.record.index_number for one in found] == [
            one.index_number for one in lives
        ]
    assert found == requests
    withdraw(request=requests[0], by=here.final, at=LATER)
    decline(request=requests[1], reason="不必", by=here.final, at=LATER)
    assert list(open_requests()) == [requests[2]]
    assert list(to_decide(world("czj", "财政局").final, AT.date())) == []
    assert requests_of(lives[0].record)[0].publication == lives[0]


def saved(here: World, live: Publication, **fields: Any) -> Callable[[], object]:
    """A withdrawal written past our action."""
    entry = append(kind="withdrawal", payload={}, at=AT)
    row = {"publication": live, "at": AT, "by": here.final, "reason": "错", "log_entry": entry}
    return lambda: Withdrawal(**(row | fields)).save(force_insert=True)


def refused(act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_the_database_refuses_what_two_people_have_not_agreed_on(here: World) -> None:
    live, other = published(here), published(here, title="另一件")
    request, elsewhere = ask(live, here.clerk), ask(other, here.clerk)
    ways: list[dict[str, Any]] = [
        {"request": None},
        {"request": request},
        {"request": request, "reason": request.reason, "by": here.clerk},
        {"request": elsewhere, "reason": elsewhere.reason},
    ]
    for fields in ways:
        refused(saved(here, live, **fields))
    decline(request=elsewhere, reason="不必", by=here.final, at=AT)
    refused(saved(here, other, request=elsewhere, reason=elsewhere.reason))
    saved(here, live, request=request, reason=request.reason)()


def test_a_request_stands_as_it_was_made(here: World) -> None:
    live = published(here)
    request = ask(live, here.clerk)
    rows = WithdrawalRequest.objects.filter(pk=request.pk)
    answered = {"declined_at": AT, "answer": "不必"}
    changes: list[dict[str, Any]] = [
        {"reason": "别的"}, {"by": here.first}, {"kind": "other"}, {"since_on": date(2023, 7, 1)},
        answered, answered | {"declined_by": here.clerk},
        answered | {"declined_by": here.final, "answer": ""},
    ]  # fmt: skip
    for fields in changes:
        refused(lambda fields=fields: rows.update(**fields))
    refused(rows.delete)
    withdraw(request=request, by=here.final, at=AT)
    refused(lambda: rows.update(**answered, declined_by=here.final))


TAMPERINGS: dict[str, Callable[[World], object]] = {
    "decided by who asked": lambda here: WithdrawalRequest.objects.update(by=here.final),
    "declined": lambda here: WithdrawalRequest.objects.update(declined_at=AT),
    "other reason": lambda here: WithdrawalRequest.objects.update(reason="别的"),
    "asked at another time": lambda here: WithdrawalRequest.objects.update(at=AT - STEP),
    "request gone": lambda here: Withdrawal.objects.update(request=None),
}


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_tampering_with_who_agreed_is_named(here: World, tamper: Callable[[World], object]) -> None:
    withdrawn(here, published(here), LATER)
    with guards_down():
        tamper(here)
        found = verify().problems
    assert [one.sequence for one in found] == [1]


@pytest.mark.django_db(transaction=True)
def test_two_deciders_in_the_same_second_withdraw_once() -> None:
    here = world()
    live = published(here)
    other = person("三审戊", (here.organisation, Post.Role.FINAL_REVIEWER))
    request = ask(live, here.clerk)
    raised = at_once(
        *(
            lambda who=who: withdraw(
                request=WithdrawalRequest.objects.get(pk=request.pk), by=who, at=AT
            )
            for who in (here.final, other)
        ),
        lambda: ask(live, clerk(here.organisation, "信息员乙"), moment(AT.date(), 10)),
    )
    assert sorted(type(one).__name__ for one in raised[:2]) == ["NoneType", "Refused"]
    assert Withdrawal.objects.count() == 1
    assert LogEntry.objects.filter(kind="withdrawal").count() == 1
