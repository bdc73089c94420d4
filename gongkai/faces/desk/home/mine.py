"""What a person of a department has to do: due, returned, to be reviewed, to be mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.currency.reminders import reminders
from gongkai.faces.desk.home.owed import ledger_panels
from gongkai.faces.desk.home.panels import Panel, Sent
from gongkai.faces.desk.inspection.words import found_words
from gongkai.faces.desk.records.batches import own_rows, waiting_rows
from gongkai.faces.desk.records.withdrawals import queue as withdrawals
from gongkai.faces.ui.dates import cn_day
from gongkai.faces.ui.parts import Tag, Work
from gongkai.faces.ui.states import tag_of
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.queries.labels import kind_label
from gongkai.work.inspection.queries.waiting import (
    findings_to_mend,
    occurrences_to_do,
    places,
    records_returned,
    records_sent,
)
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.queue import review_due_on, review_queue
from gongkai.work.records.queries.terms import Line, lines
from gongkai.work.records.queries.terms import due_of as publication_due
from gongkai.work.records.queries.under_way import in_work_for, last_returns, whereabouts

_SHORT = 50
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class Due:
    """What is due: over or today, and soon. Findings that say the same are told there."""

    overdue: Sequence[Occurrence]
    today: Sequence[Occurrence]
    soon: Sequence[Occurrence]
    findings: Sequence[Finding]
    told: Mapping[int, Finding]
    records: Mapping[int, Record]
    drafting: frozenset[int]


def due_of(person: Person, on: date) -> Due:
    """Everything due of one's organisations, each fact once."""
    rows = list(occurrences_to_do(person, on))
    findings = list(findings_to_mend(person, on))
    keys = {one.pk for one in rows}
    told = {one.occurrence_id: one for one in findings if one.occurrence_id in keys}
    return Due(
        overdue=[one for one in rows if one.due_on and one.due_on < on],
        today=[one for one in rows if one.due_on == on],
        soon=[one for one in rows if one.due_on is None or one.due_on > on],
        findings=[one for one in findings if one.occurrence_id not in told],
        told={key: one for key, one in told.items() if key is not None},
        records=in_work_for(keys),
        drafting=frozenset(row["organisation_id"] for row in places(person, "record.draft", on)),
    )


def panels(person: Person, on: date, due: Due) -> Iterator[Panel]:
    """The lists, the most urgent first; an empty one is left out."""
    ledger = reverse("desk:ledger")
    urgent = [*due.overdue, *due.today]
    if urgent:
        title = "已超期和今天到期" if due.overdue else "今天到期"
        rows = [_due_row(one, due, on, main=not n) for n, one in enumerate(urgent)]
        yield Panel("due", title, rows, ledger, f"全部要办的 {len(urgent) + len(due.soon)} 项")
    yield from ledger_panels(person, on)
    if returned := list(records_returned(person, on)):
        why = last_returns(returned)
        rows = [_returned_row(one, why.get(one.pk)) for one in returned]
        yield Panel("back", "退回给我", rows, reverse("desk:records"), f"全部退回 {len(rows)} 件")
    if waiting := list(review_queue(person, on)):
        line = lines()
        rows = [_review_row(one, on, line) for one in waiting]
        yield Panel("review", "等我审核", rows, reverse("desk:reviews"), f"全部 {len(rows)} 件")
    if batches := waiting_rows(person, on):
        more = f"全部 {len(batches)} 批"
        yield Panel("batches", "等我审核的批次", batches, reverse("desk:reviews"), more)
    if resting := own_rows(person, on):
        more = f"全部 {len(resting)} 批"
        yield Panel("imports", "我导入的批次", resting, reverse("desk:imports"), more)
    if asked := withdrawals(person, on):
        yield Panel(
            "withdraw",
            "等我决定的撤回申请",
            asked,
            reverse("desk:reviews"),
            f"全部 {len(asked)} 件",
        )
    found = {(one.object_kind, one.object_id) for one in due.findings}
    if items := reminders(person, on, found):
        title = "目录事项：逾期和近期要公开"
        yield Panel("items", title, items, reverse("desk:items"), f"全部 {len(items)} 件")
    if due.findings:
        rows = [_finding_row(one, on) for one in due.findings]
        yield Panel("mend", "要整改的问题", rows, reverse("desk:findings"), f"全部 {len(rows)} 个")
    if due.soon:
        rows = [_due_row(one, due, on) for one in due.soon]
        yield Panel("soon", "近期要办", rows, ledger, f"全部 {len(rows)} 项")


def sent_rows(person: Person, at: datetime, on: date) -> list[Sent]:
    """What I sent out and where it is."""
    records = list(records_sent(person, on))
    return [
        Sent(
            title=_title(one.record.current),
            url=reverse("desk:record", args=[one.record.pk]),
            tag=tag_of(one.record.state),
            holders="、".join(one.holders) or "这一级没有可以审核的人，请报本单位负责人安排",
            waited=waited_words(at - one.since),
        )
        for one in whereabouts(records, on)
    ]


def waited_words(waited: timedelta) -> str:
    """2 天, 3 小时, 不到 1 小时."""
    if waited >= _DAY:
        return f"{waited // _DAY} 天"
    return f"{waited // _HOUR} 小时" if waited >= _HOUR else "不到 1 小时"


def task_title(one: Occurrence) -> str:
    """What is due, in a line."""
    text = one.duty.task.requirement or "没有写明要求的任务"
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def _due_row(one: Occurrence, due: Due, on: date, *, main: bool = False) -> Work:
    record = due.records.get(one.pk)
    action, url = _next_step(one, record, due)
    in_review = record is not None and not record.is_writable
    return Work(
        title=task_title(one),
        url=reverse("desk:duty", args=[one.duty_id]),
        why=_why_due(one, due.told.get(one.pk)),
        clock=clock_until(on, one.due_on) if one.due_on else None,
        tag=tag_of(record.state) if record is not None and in_review else None,
        action=action,
        action_url=url,
        main=main,
    )


def _why_due(one: Occurrence, finding: Finding | None) -> str:
    task = one.duty.task
    place = f"第 {task.number} 项" if task.number is not None else task.place
    parts = [one.duty.organisation.label, place]
    # A period that is a date would say the day of its end once more.
    if "日" not in one.label:
        parts.append(one.label)
    if one.due_on:
        parts.append(f"{cn_day(one.due_on)}到期" + ("（待定）" if one.provisional else ""))
    if finding is not None:
        parts.append(f"已列为问题 {finding.number}，整改期限 {cn_day(finding.due_on)}")
    return " · ".join(part for part in parts if part)


def _next_step(one: Occurrence, record: Record | None, due: Due) -> tuple[str, str]:
    """The button of a row, for whoever drafts there."""
    if record is not None and not record.is_writable:
        return "查看文件", reverse("desk:record", args=[record.pk])
    if one.duty.organisation_id not in due.drafting:
        return "", ""
    if record is not None:
        return "继续起草", reverse("desk:record_edit", args=[record.pk])
    return "起草公开", f"{reverse('desk:record_new')}?occurrence={one.pk}"


def _returned_row(record: Record, why: Review | None) -> Work:
    reason = ""
    if why is not None:
        who = f"（{why.person.name}，{cn_day(why.at)}）"
        reason = f"{why.get_level_display()}退回：{why.opinion}{who}"
    return Work(
        title=_title(record.current),
        url=reverse("desk:record", args=[record.pk]),
        why=reason,
        tag=Tag("warn", "改后重新送审"),
        action="修改文件",
        action_url=reverse("desk:record_edit", args=[record.pk]),
    )


def _review_row(record: Record, on: date, line: Mapping[int, Line]) -> Work:
    # The type checker does not see that the queue annotates `waiting_since`.
    version, since = record.current, record.waiting_since  # type: ignore[attr-defined]
    parts = [record.organisation.label]
    if version is not None:
        parts.append(f"{version.drafted_by.name}起草，第 {version.number} 稿")
        parts.append(f"{cn_day(since)}到这一级")
        if (due_on := _publication_due(record, version, line)) is not None:
            parts.append(f"应在{cn_day(due_on)}以前公开")
    return Work(
        title=_title(version),
        url=reverse("desk:review", args=[record.pk]),
        why=" · ".join(parts),
        clock=clock_until(on, review_due_on(since)),
        tag=Tag("info", record.get_state_display()),
        action="审核文件",
    )


def _publication_due(record: Record, version: Version, line: Mapping[int, Line]) -> date | None:
    """The last day to publish in time (条例 第二十六条), as long as nothing of it is public."""
    due = None if record.live_id else publication_due(version, line.get(version.item_id or 0))
    return due.on if due is not None else None


def _finding_row(finding: Finding, on: date) -> Work:
    return Work(
        title=f"{kind_label(finding.kind)}：{finding.object_title}"[: 2 * _SHORT],
        url=reverse("desk:finding", args=[finding.pk]),
        why=f"问题 {finding.number} · {found_words(finding)} · 整改期限 {cn_day(finding.due_on)}",
        clock=clock_until(on, finding.due_on),
        action="报告整改",
    )


def _title(version: Version | None) -> str:
    return (version.title if version is not None else "") or "没有标题的草稿"
