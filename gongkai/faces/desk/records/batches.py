"""Batches as rows of work: those that wait for a reviewer, and those that came back or rest."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.ui.parts import Tag, Work
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.batch import BatchReview, ImportBatch
from gongkai.work.records.queries import imports as asked
from gongkai.work.records.queries.queue import review_due_on

STATES: dict[str, Tag] = {
    "reading": Tag("info", "导入中"),
    "open": Tag("warn", "待送审"),
    "returned": Tag("warn", "已退回"),
    "first": Tag("info", "一审中"),
    "second": Tag("info", "二审中"),
    "final": Tag("info", "三审中"),
    "publishing": Tag("info", "发布中"),
    "published": Tag("ok", "已发布"),
    "discarded": Tag("idle", "已作废"),
    "nothing": Tag("idle", "无需送审"),
}
_RESTING = (ImportBatch.State.OPEN, ImportBatch.State.RETURNED)


def waiting_rows(person: Person, on: date) -> list[Work]:
    """The batches that wait for the visitor's review, the longest waiting first. Two queries."""
    waiting = asked.levels_waiting(person, on).prefetch_related("reviews")
    return [_waiting(one, on) for one in waiting.order_by("frozen_at", "id")]


def own_rows(person: Person, on: date) -> list[Work]:
    """The batches that the visitor brought in and has to go on with. Two queries."""
    mine = asked.batches_for(person, on).filter(created_by=person, state__in=_RESTING)
    return [_resting(one) for one in mine.prefetch_related("reviews").order_by("id")]


def _waiting(batch: ImportBatch, on: date) -> Work:
    since = max([batch.frozen_at or batch.created_at, *(one.at for one in batch.reviews.all())])
    days = (on - day_of(since)).days
    waited = f"到这一级已 {days} 天" if days else "今天到这一级"
    return Work(
        title=f"批次：{batch.name}",
        url=reverse("desk:import_review", args=[batch.pk]),
        why=f"{batch.organisation.label} {batch.created_by.name}导入，{waited}",
        clock=clock_until(on, review_due_on(since)),
        tag=STATES[batch.state],
        action="打开审核",
        action_url=reverse("desk:import_review", args=[batch.pk]),
    )


def _resting(batch: ImportBatch) -> Work:
    returned = [one for one in batch.reviews.all() if one.outcome == "returned"]
    return Work(
        title=f"批次：{batch.name}",
        url=reverse("desk:import_batch", args=[batch.pk]),
        why=_why(returned),
        tag=STATES[batch.state],
        action="打开这一批",
        action_url=reverse("desk:import_batch", args=[batch.pk]),
    )


def _why(returned: list[BatchReview]) -> str:
    if not returned:
        return "已经导入，还没有送审"
    return f"退回的理由：{returned[-1].opinion}"
