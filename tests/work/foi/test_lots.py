"""Requests beside each other: split, merged, repeated, handed on; each with its trace."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.actions.consult import consult
from gongkai.work.foi.actions.fees import propose
from gongkai.work.foi.actions.letters import draft, submit
from gongkai.work.foi.actions.merge import merge
from gongkai.work.foi.actions.register import confirm
from gongkai.work.foi.actions.repeat import mark_repeat
from gongkai.work.foi.actions.split import split
from gongkai.work.foi.actions.transfer import transfer
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.clocks import clock_of, events_of
from gongkai.work.foi.queries.figures import table3
from gongkai.work.foi.queries.likes import likes_of, pieces_before, same_applicant
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from tests.factories import district, moment, officer
from tests.work.foi.scene import ID, Scene, registered, scene, then

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 10)
AT = moment(DAY)
PARTS = ["养护合同", "验收报告", " 支付凭证 ", ""]
OTHER = {"name": "林野", "identity": "", "identity_kind": "", "phone": "13700000000"}


def code_of(act: Any) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


# Splitting.


def test_each_part_has_a_number_and_the_clock_of_the_whole() -> None:
    here = scene()
    made = registered(here, wanted="养护合同、验收报告和支付凭证")
    whole = made.request
    parts = split(request=whole, parts=PARTS, by=here.clerk, at=AT)
    assert [(one.number, one.wanted, one.split_from) for one in parts] == [
        ("JTJ-2026-0001", "养护合同", None),
        ("JTJ-2026-0002", "验收报告", whole),
        ("JTJ-2026-0003", "支付凭证", whole),
    ]
    for one in parts:
        stored = (one.received_on, one.due_on, one.state, one.secret_hash, one.holder)
        assert stored == (
            date(2026, 2, 5), date(2026, 3, 11), "running", whole.secret_hash, here.clerk,
        )  # fmt: skip
        assert clock_of(one, DAY).due == one.due_on
        assert one.applicant.likeness == whole.applicant.likeness
    kept = whole.files.get()
    assert (kept.file.name, read_bytes(kept.file).decode()) == (
        "申请材料1.txt", "养护合同、验收报告和支付凭证",
    )  # fmt: skip


def test_the_annual_report_counts_each_part_once() -> None:
    here = scene()
    parts = split(request=registered(here).request, parts=PARTS, by=here.clerk, at=AT)
    then(here, parts[0], "replied", date(2026, 2, 11), outcome="3.1")
    then(here, parts[1], "replied", date(2026, 2, 11), outcome="3.3.4")
    rows = table3([here.organisation], 2026)
    found = {row: rows[row]["natural"] for row in ("1", "3.1", "3.3.4", "3.7", "4")}
    assert found == {"1": 3, "3.1": 1, "3.3.4": 1, "3.7": 2, "4": 1}


def test_parts_carry_the_clarification_that_was_made_for_the_whole() -> None:
    here = scene()
    whole = registered(here).request
    then(here, whole, "correction_requested", date(2026, 2, 6), days=10)
    then(here, whole, "supplement_received", date(2026, 2, 9))
    _, part = split(request=whole, parts=PARTS[:2], by=here.clerk, at=AT)
    assert [one.kind for one in events_of(part)] == [
        "received", "correction_requested", "supplement_received",
    ]  # fmt: skip
    assert part.due_on == whole.due_on == date(2026, 3, 13)
    # And so it cannot be asked to be clarified once more (第三十条).
    assert code_of(lambda: then(here, part, "correction_requested", date(2026, 2, 11))) == (
        "foi_event_unlawful"
    )


def test_a_request_that_waits_for_its_receipt_can_be_split() -> None:
    here = scene()
    _, part = split(
        request=registered(here, "online").request, parts=PARTS[:2], by=here.clerk, at=AT
    )
    assert (part.state, part.received_on) == ("intake", None)
    confirm(request=part, on=DAY, by=here.clerk, at=AT)
    assert part.received_on == DAY


def with_fee(here: Scene, one: Request) -> None:
    propose(request=one, tariff="page", count=50, reason="量大", by=here.clerk, at=AT)


def asking(here: Scene, one: Request) -> None:
    consult(request=one, whom="agency", name="规划局", information="批文", by=here.clerk, at=AT)


def extended(here: Scene, one: Request) -> None:
    then(here, one, "extended", DAY, days=5)


def ended(here: Scene, one: Request) -> None:
    then(here, one, "withdrawn", DAY)


def with_letter(here: Scene, one: Request) -> None:
    district()
    letter = draft(
        request=one, kind="G11", outcome="3.1", by=here.clerk, at=AT,
        values={"提供情况": "提供电子文本。"},
    )  # fmt: skip
    submit(letter=letter, by=here.clerk, at=AT)


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (with_fee, "foi_split_fee"),
        (asking, "foi_split_late"),
        (extended, "foi_split_late"),
        (with_letter, "foi_split_late"),
        (ended, "foi_split_ended"),
    ],
)
def test_what_was_done_for_the_whole_cannot_be_shared_out(before: Any, code: str) -> None:
    here = scene()
    request = registered(here).request
    before(here, request)
    assert code_of(lambda: split(request=request, parts=PARTS, by=here.clerk, at=AT)) == code
    assert Request.objects.count() == 1


@pytest.mark.parametrize("parts", [[], ["一项"], ["一项", "一项"], ["一项", " "]])
def test_one_part_is_no_split(parts: list[str]) -> None:
    here = scene()
    request = registered(here).request
    assert code_of(lambda: split(request=request, parts=parts, by=here.clerk, at=AT)) == (
        "foi_split_too_few"
    )


# Merging.


def test_a_merged_request_ends_with_its_trace() -> None:
    here = scene()
    first = registered(here).request
    second = registered(here, at=moment(date(2026, 2, 9))).request
    merge(request=second, into=first, by=here.clerk, at=AT)
    first.refresh_from_db()
    assert (second.state, second.outcome, second.merged_into, second.ended_on) == (
        "decided", "3.6.3", first, DAY,
    )  # fmt: skip
    assert events_of(second)[-1].note == "并入 JTJ-2026-0001 一并办理"
    assert (first.state, first.due_on) == ("running", date(2026, 3, 11))


def merging(here: Scene, case: str) -> tuple[Request, Request]:
    """What is to be merged, and into what."""
    first, second = registered(here).request, registered(here).request
    if case == "another applicant":
        return second, registered(here, **OTHER).request
    if case == "into itself":
        return second, second
    if case == "not received":
        return registered(here, "online").request, first
    if case == "received later":
        return first, registered(here, at=moment(date(2026, 2, 9))).request
    if case == "ended":
        then(here, first, "replied", DAY, outcome="3.1")
    if case == "fee":
        with_fee(here, second)
    if case == "asking":
        asking(here, second)
    return second, first


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("another applicant", "foi_merge_another"),
        ("into itself", "foi_merge_another"),
        ("not received", "foi_merge_not_open"),
        ("received later", "foi_merge_later"),
        ("ended", "foi_merge_not_open"),
        ("fee", "foi_merge_fee"),
        ("asking", "foi_merge_asking"),
    ],
)
def test_what_cannot_be_merged(case: str, code: str) -> None:
    here = scene()
    one, into = merging(here, case)
    assert code_of(lambda: merge(request=one, into=into, by=here.clerk, at=AT)) == code
    one.refresh_from_db()
    assert one.merged_into is None


def test_another_body_s_request_is_never_merged_into() -> None:
    here, there = scene(), scene("mzj", "民政局")
    one, other = registered(here).request, registered(there).request
    assert code_of(lambda: merge(request=one, into=other, by=here.clerk, at=AT)) == (
        "foi_merge_another"
    )


# Repeats, and what resembles.


def test_a_repeat_points_to_what_was_answered_before() -> None:
    here = scene()
    first = then(here, registered(here).request, "replied", date(2026, 2, 9), outcome="3.1")
    again = registered(here, at=moment(date(2026, 2, 10), 8)).request
    mark_repeat(request=again, earlier=first, by=here.clerk, at=AT)
    assert again.repeats == first
    mark_repeat(request=again, earlier=None, by=here.clerk, at=AT)
    assert again.repeats is None


def test_only_the_applicant_s_own_answered_request_is_repeated() -> None:
    here = scene()
    open_one, again = registered(here).request, registered(here).request
    other = then(
        here, registered(here, **OTHER).request, "replied", date(2026, 2, 9), outcome="3.1"
    )
    later = registered(here, at=AT).request
    then(here, later, "replied", date(2026, 2, 11), outcome="3.1")
    found = [
        code_of(lambda one=one: mark_repeat(request=again, earlier=one, by=here.clerk, at=AT))
        for one in (open_one, other, later)
    ]
    assert found == ["foi_repeat_unanswered", "foi_repeat_another", "foi_repeat_unanswered"]


def test_likes_tell_own_requests_from_those_of_others() -> None:
    here, there = scene(), scene("mzj", "民政局")
    one = registered(here).request
    same = registered(here, wanted="二〇二五年道路养护合同全文").request
    unlike = registered(here, wanted="公交线路调整").request
    stranger = registered(here, **OTHER, wanted="申请公开二〇二五年道路养护合同").request
    registered(here, **OTHER, wanted="公交线路调整")
    registered(there)
    own, others = likes_of(one)
    assert [like.request for like in own] == [same, unlike]
    assert [like.is_alike for like in own] == [True, False]
    assert [like.request for like in others] == [stranger]


def test_who_left_no_trace_resembles_nobody() -> None:
    here = scene()
    bare = {"identity": "", "identity_kind": "", "phone": "", "address": ""}
    one = registered(here, "registered", **bare).request
    registered(here, "registered", **bare)
    assert list(same_applicant(one)) == []


def test_pieces_are_counted_in_the_month_of_the_receipt() -> None:
    here = scene()
    registered(here, at=moment(date(2026, 1, 30)))
    first, second = registered(here).request, registered(here).request
    registered(here, **OTHER)
    third = registered(here, at=moment(date(2026, 2, 6))).request
    march = registered(here, at=moment(date(2026, 3, 2))).request
    assert [pieces_before(one) for one in (first, second, third, march)] == [0, 1, 2, 0]


# Handing on.


def test_a_request_is_handed_on_as_a_new_one() -> None:
    here, there = scene(), scene("mzj", "民政局")
    request = registered(here).request
    made = transfer(
        request=request, to=there.organisation, consent="电话同意", by=here.clerk, at=AT
    )
    assert (made.number, made.state, made.received_on, made.holder, made.transferred_from) == (
        "MZJ-2026-0001", "intake", None, None, request,
    )  # fmt: skip
    assert (made.wanted, made.secret_hash) == (request.wanted, request.secret_hash)
    assert (made.applicant.name, made.applicant.likeness) == (
        request.applicant.name, request.applicant.likeness,
    )  # fmt: skip
    confirm(request=made, on=date(2026, 2, 11), by=there.clerk, at=moment(date(2026, 2, 11)))
    assert (made.due_on, request.state) == (date(2026, 3, 17), "running")
    again = {"request": request, "consent": "同意", "by": here.clerk, "at": AT}
    assert code_of(lambda: transfer(to=there.organisation, **again)) == "foi_transfer_twice"
    told = " ".join(str(one.detail) for one in Deed.objects.all())
    assert [one for one in (ID, "米有为", "电话同意") if one in told] == []


def test_nothing_is_handed_on_without_consent_or_once_it_is_answered_otherwise() -> None:
    here, there = scene(), scene("mzj", "民政局")
    open_one = registered(here).request
    granted = then(here, registered(here).request, "replied", DAY, outcome="3.1")
    foreign = then(here, registered(here).request, "replied", DAY, outcome="3.4.1")
    given = {"consent": "同意", "by": here.clerk, "at": AT}
    other, own = there.organisation, here.organisation
    found = [
        code_of(lambda: transfer(request=open_one, to=other, **given | {"consent": " "})),
        code_of(lambda: transfer(request=open_one, to=own, **given)),
        code_of(lambda: transfer(request=granted, to=other, **given)),
    ]
    assert found == ["foi_transfer_without_consent", "foi_transfer_own", "foi_transfer_ended"]
    assert transfer(request=foreign, to=other, **given).organisation == other


def test_only_who_handles_the_case_does_any_of_it() -> None:
    here, there = scene(), scene("mzj", "民政局")
    one, other = registered(here).request, registered(here).request
    for who in (here.approver, there.clerk, officer()):
        acts = (
            lambda who=who: split(request=one, parts=PARTS, by=who, at=AT),
            lambda who=who: merge(request=other, into=one, by=who, at=AT),
            lambda who=who: mark_repeat(request=other, earlier=None, by=who, at=AT),
            lambda who=who: transfer(
                request=one, to=there.organisation, consent="同意", by=who, at=AT
            ),
        )
        assert [code_of(act) for act in acts] == ["no_power"] * 4
