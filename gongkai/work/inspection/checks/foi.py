"""Requests for information: late replies, corrected ones, and what should follow a reply.

No fact tells who asked: an object is named by the number of its request.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.rules.foi.after import CONVERSION
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.archive_terms import review_due
from gongkai.work.foi.queries.faults import (
    corrected,
    late_replies,
    unpublished_on,
    unreviewed_on,
)
from gongkai.work.inspection.checks.fact import Fact
from gongkai.work.org.models.organisation import Organisation

REQUEST, REVIEW, CONVERTED, CHALLENGE = (
    "foi_request", "foi_review", "foi_conversion", "foi_challenge",
)  # fmt: skip
_DAY = timedelta(days=1)


def foi_facts(on: date, organisation: Organisation | None = None) -> Iterator[Fact]:
    """All facts about requests as they stood at the end of the day."""
    yield from _late(on, organisation)
    yield from _corrected(on, organisation)
    yield from _unreviewed(on, organisation)
    yield from _unpublished(on, organisation)


def _late(on: date, organisation: Organisation | None) -> Iterator[Fact]:
    for one in late_replies(on, organisation):
        assert one.due_on is not None
        is_over = one.ended_on is not None and one.ended_on <= on
        ended = f"实际于 {one.ended_on} 办结" if is_over else "到期没有答复"
        yield Fact(
            kind="foi_overdue",
            organisation_id=one.organisation_id,
            object_kind=REQUEST,
            object_id=one.number,
            object_title=f"申请 {one.number}",
            happened_on=one.due_on + _DAY,
            what=f"申请 {one.number} 应于 {one.due_on} 前答复，{ended}（条例第三十三条）。",
            evidence=f"按登记的事件计算，收到日期 {one.received_on}，到期日 {one.due_on}。",
            remedy=f"系统核对：已于 {one.ended_on} 办结，可以销号。" if is_over else "",
        )


def _corrected(on: date, organisation: Organisation | None) -> Iterator[Fact]:
    for one in corrected(on, organisation):
        assert one.decided_on is not None
        number = one.request.number
        done = one.redone_on is not None and one.redone_on <= on
        yield Fact(
            kind="foi_corrected",
            organisation_id=one.request.organisation_id,
            object_kind=CHALLENGE,
            object_id=str(one.pk),
            object_title=f"申请 {number}：{one.get_kind_display()}",
            happened_on=one.decided_on,
            what=f"申请 {number} 的答复被{one.get_kind_display()}纠正，{one.decided_on} 审结。",
            evidence=f"复议诉讼登记：{one.body}{one.number}，结果为结果纠正。",
            remedy=f"系统核对：已于 {one.redone_on} 重新答复，可以销号。" if done else "",
        )


def _unreviewed(on: date, organisation: Organisation | None) -> Iterator[Fact]:
    for one in unreviewed_on(on, organisation):
        yield _review_fact(one)


def _review_fact(one: Request) -> Fact:
    assert one.ended_on is not None
    due = review_due(one.ended_on)
    return Fact(
        kind="foi_conversion_unreviewed",
        organisation_id=one.organisation_id,
        object_kind=REVIEW,
        object_id=one.number,
        object_title=f"申请 {one.number}",
        happened_on=due + _DAY,
        what=(
            f"申请 {one.number} 于 {one.ended_on} 办结，应于 {due} 前审查是否转为主动公开，"
            "到期没有审查（条例第四十四条）。"
        ),
        evidence=f"审查期限：{CONVERSION.source}。",
    )


def _unpublished(on: date, organisation: Organisation | None) -> Iterator[Fact]:
    for one in unpublished_on(on, organisation):
        assert one.due_on is not None
        yield Fact(
            kind="foi_conversion_unpublished",
            organisation_id=one.request.organisation_id,
            object_kind=CONVERTED,
            object_id=str(one.pk),
            object_title=one.title,
            happened_on=one.due_on + _DAY,
            what=(
                f"申请 {one.request.number} 审查后转为主动公开（{one.title}），"
                f"应于 {one.due_on} 前公开，到期未公开（条例第四十四条）。"
            ),
            evidence=f"公开期限：{CONVERSION.source}。",
        )
