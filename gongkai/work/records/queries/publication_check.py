"""Each publication held against its entry in the log, its version, its files and its reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gongkai.rules.review import Level, Outcome, Pass, is_approved
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import CLOCK_TOLERANCE, content_of
from gongkai.work.journal.queries.problems import Problem
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Attachment, Record, Version
from gongkai.work.records.models.relation import Relation
from gongkai.work.records.models.review import Review, Waiver
from gongkai.work.records.queries.batch_check import Batches, InBatch
from gongkai.work.records.queries.content import fingerprint
from gongkai.work.records.queries.traces import publication_payload
from gongkai.work.records.queries.waivers import standing

_BATCH = 500
_PASSED = ("version_id", "level", "person_id", "content_hash", "outcome")
_UNREAD = (
    "log_entry__kind",
    "log_entry__leaf_hash",
    "log_entry__root_hash",
    "log_entry__frontier",
    "version__drafted_at",
    "version__frozen_at",
    "version__record__created_at",
    "version__record__state",
    "version__record__index_number",
)
_Writers = dict[int, list[tuple[int, int]]]


@dataclass
class _Papers:
    """What belongs to one version, read with that of many others at once."""

    attached: list[Attachment] = field(default_factory=list)
    related: list[Relation] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    passes: list[Pass] = field(default_factory=list)
    in_batch: InBatch | None = None


def publication_problems() -> Iterator[Problem]:
    """Everything about the publications that is not as it was when they were logged."""
    torn = {row.pk: row.log_entry for row in _torn()}
    for entry in torn.values():
        what = "版本、信息、单位或目录事项被删去"
        yield Problem(entry.sequence, f"{place(entry)}的{what}。")
    writers, passed = _writers(), Batches()
    for rows in _batches(torn):
        papers = _papers([row.version_id for row in rows], passed)
        for row in rows:
            mine = papers[row.version_id]
            yield from _of_publication(row, mine, writers[row.record_id], passed)


def _torn() -> QuerySet[Publication]:
    """Publications that lead to a row which is no longer there; joins would leave them out."""
    whole = (
        Exists(Record.objects.filter(versions=OuterRef("version_id")))
        & Exists(Record.objects.filter(pk=OuterRef("record_id")))
        & Exists(Organisation.objects.filter(pk=OuterRef("organisation_id")))
        & Exists(CatalogueItem.objects.filter(pk=OuterRef("item_id")))
    )
    return Publication.objects.filter(~whole).select_related("log_entry").order_by("id")


def _batches(torn: Container[int]) -> Iterator[list[Publication]]:
    # Thousands of rows share these; to build them anew for each took most of the time.
    organisations = Organisation.objects.in_bulk()
    items = CatalogueItem.objects.in_bulk()
    rows = Publication.objects.select_related("log_entry", "version__record").order_by("id")
    found = rows.defer(*_UNREAD).iterator(chunk_size=_BATCH)
    while batch := list(islice(found, _BATCH)):
        whole = [row for row in batch if row.pk not in torn]
        for row in whole:
            version = row.version
            row.organisation = organisations[row.organisation_id]
            row.item = items[row.item_id]
            version.item = items.get(version.item_id or 0)
            version.record.organisation = organisations[version.record.organisation_id]
        yield whole


def _papers(versions: list[int], passed: Batches) -> dict[int, _Papers]:
    found: dict[int, _Papers] = defaultdict(_Papers)
    for version, row in passed.rows_of(versions).items():
        found[version].in_batch = row
    those = {"version__in": versions}
    for one in Attachment.objects.filter(**those).select_related("file").order_by("order"):
        found[one.version_id].attached.append(one)
    for relation in Relation.objects.filter(**those).select_related("target").order_by("id"):
        found[relation.version_id].related.append(relation)
    for waiver in Waiver.objects.filter(**those).order_by("id"):
        found[waiver.version_id].waivers.append(waiver)
    reviews = Review.objects.filter(**those).order_by("at", "id").values_list(*_PASSED)
    for version, level, person, content_hash, outcome in reviews:
        # A verdict that no reviewer can give counts as none.
        given = Outcome.PASSED if outcome == Outcome.PASSED else Outcome.RETURNED
        found[version].passes.append(Pass(Level(level), person, content_hash, given))
    return found


def _writers() -> _Writers:
    """For each record the numbers of its versions and who wrote them."""
    found: _Writers = defaultdict(list)
    rows = Version.objects.values_list("record_id", "number", "drafted_by_id")
    for record, number, person in rows.iterator():
        found[record].append((number, person))
    return found


def _of_publication(
    row: Publication, papers: _Papers, writers: list[tuple[int, int]], passed: Batches
) -> Iterator[Problem]:
    entry, version = row.log_entry, row.version
    batch_hash = passed.hash_of(papers.in_batch)
    yield from compared(
        entry, publication_payload(row, papers.attached, papers.waivers, batch_hash)
    )
    delay = entry.at - row.published_at
    if not timedelta() <= delay <= CLOCK_TOLERANCE:
        yield Problem(entry.sequence, f"{place(entry)}的发布时间与写入日志的时间不符。")
    found = fingerprint(version, papers.attached, papers.related)
    if not found == version.content_hash == row.content_hash:
        what = "正文、要素或附件与发布时的散列值不符，发布后被改过"
        yield Problem(entry.sequence, f"{place(entry)}的{what}。")
    # Who wrote on a later version only may well have reviewed this one.
    drafters = {person for number, person in writers if number <= version.number}
    yield from _of_screening(row, papers.waivers, drafters)
    if what := _unapproved(row, papers, drafters, passed):
        yield Problem(entry.sequence, f"{place(entry)}{what}。")


def _unapproved(row: Publication, papers: _Papers, drafters: set[int], passed: Batches) -> str:
    """What is wrong with the three reviews, of the version itself or of its batch."""
    if papers.in_batch is not None:
        return passed.fault_of(papers.in_batch, row.content_hash, drafters)
    if is_approved(papers.passes, row.content_hash, drafters):
        return ""
    return "没有三位不同人员依次通过的审核，审核记录被改过或发布绕过了三审"


def _of_screening(
    row: Publication, waivers: list[Waiver], drafters: Container[int]
) -> Iterator[Problem]:
    """What was known to block must have been waived, in these words, by nobody who wrote them."""
    counted = [
        one
        for one in waivers
        if one.content_hash == row.content_hash and one.person_id not in drafters
    ]
    if left := standing(row.version.screening, counted):
        what = f"有 {len(left)} 处筛查出不能公开的内容，没有豁免就发布了，或者豁免记录被改过"
        yield Problem(row.log_entry.sequence, f"{place(row.log_entry)}{what}。")


def place(entry: LogEntry) -> str:
    """Where in the log, in words."""
    number = content_of(entry).get("index_number", "")
    return f"发布日志第 {entry.sequence} 条（{number}）"


def compared(entry: LogEntry, stored: dict[str, Any]) -> Iterator[Problem]:
    """What is stored otherwise than it was logged."""
    logged = content_of(entry)
    names = [name for name in {**logged, **stored} if logged.get(name) != stored.get(name)]
    if names:
        labels = "、".join(_LABELS.get(name, name) for name in names)
        yield Problem(entry.sequence, f"{place(entry)}与保存的记录不符：{labels}。")


_LABELS = {
    "index_number": "索引号",
    "version": "版本",
    "title": "标题",
    "organisation": "公开单位",
    "item": "目录事项",
    "content_hash": "内容散列值",
    "published_at": "发布时间",
    "published_on": "发布日期",
    "formed_on": "形成日期",
    "due_on": "法定期限",
    "is_late": "是否超期",
    "files": "附件",
    "withdrawn_at": "撤回时间",
    "reason": "撤回原因",
    "waivers": "筛查豁免",
    "batch": "导入批次",
    "marks": "永久标记",
    "asked_at": "撤回申请时间",
}
