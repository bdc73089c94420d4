"""The provable log held against what is stored: publications, versions, reviews, files."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from gongkai.rules.review import is_approved
from gongkai.rules.tree_head import SignedHead
from gongkai.work.files.models import StoredFile
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import CLOCK_TOLERANCE, content_of, replay
from gongkai.work.journal.queries.problems import Problem, Replay
from gongkai.work.records.models.publication import Publication, Withdrawal
from gongkai.work.records.models.record import Attachment, Record, Version
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.catalogue_trace import catalogue_problems
from gongkai.work.records.queries.content import fingerprint
from gongkai.work.records.queries.reviewing import passes_in
from gongkai.work.records.queries.traces import (
    PUBLICATION,
    WITHDRAWAL,
    publication_payload,
    withdrawal_payload,
)
from gongkai.work.records.queries.waivers import standing

_BATCH = 500


def verify(heads: Sequence[SignedHead] = ()) -> Replay:
    """Replay the log and compare all that it speaks of with what is stored, in its order.

    `heads` are signed heads that others kept.
    """
    own = replay(heads)
    problems = [
        *own.problems,
        *_without_row(),
        *_without_entry(),
        *_of_publications(),
        *_of_withdrawals(),
        *_against_live(),
        *_files(),
        *catalogue_problems(),
    ]
    in_order = sorted(problems, key=lambda one: (one.sequence is None, one.sequence or 0))
    return Replay(own.entries, own.root, tuple(dict.fromkeys(in_order)))


def _place(entry: LogEntry) -> str:
    number = content_of(entry).get("index_number", "")
    return f"发布日志第 {entry.sequence} 条（{number}）"


def _without_row() -> Iterator[Problem]:
    """Entries for which there is no row: it was deleted, or the entry was slipped in."""
    published = set(Publication.objects.values_list("log_entry_id", flat=True))
    withdrawn = set(Withdrawal.objects.values_list("log_entry_id", flat=True))
    rows = ((PUBLICATION, "发布", published), (WITHDRAWAL, "撤回", withdrawn))
    for kind, word, known in rows:
        for entry in LogEntry.objects.filter(kind=kind).order_by("sequence").iterator():
            if entry.pk in known:
                continue
            what = f"没有对应的{word}记录：记录被删去，或日志被添加"
            yield Problem(entry.sequence, f"{_place(entry)}{what}。")


def _of_publications() -> Iterator[Problem]:
    writers = _writers()
    rows = Publication.objects.select_related(
        "log_entry", "version__item", "version__record__organisation", "organisation", "item"
    ).prefetch_related(
        Prefetch("version__attachments", Attachment.objects.select_related("file")),
        Prefetch("version__reviews", Review.objects.order_by("at", "id")),
        "version__waivers",
        "version__relations__target",
    )
    for row in rows.order_by("id").iterator(chunk_size=_BATCH):
        yield from _of_publication(row, writers.get(row.record_id, []))


def _writers() -> dict[int, list[tuple[int, int]]]:
    """For each record the numbers of its versions and who wrote them."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Version.objects.values_list("record_id", "number", "drafted_by_id")
    for record, number, person in rows.iterator():
        found[record].append((number, person))
    return found


def _of_publication(row: Publication, writers: list[tuple[int, int]]) -> Iterator[Problem]:
    entry, version = row.log_entry, row.version
    attached = sorted(version.attachments.all(), key=lambda one: one.order)
    yield from _compared(entry, publication_payload(row, attached))
    delay = entry.at - row.published_at
    if not timedelta() <= delay <= CLOCK_TOLERANCE:
        yield Problem(entry.sequence, f"{_place(entry)}的发布时间与写入日志的时间不符。")
    related = list(version.relations.all())
    if not fingerprint(version, attached, related) == version.content_hash == row.content_hash:
        what = "正文、要素或附件与发布时的散列值不符，发布后被改过"
        yield Problem(entry.sequence, f"{_place(entry)}的{what}。")
    yield from _of_screening(row, version, writers)
    # Who wrote on a later version only may well have reviewed this one.
    drafters = {person for number, person in writers if number <= version.number}
    if not is_approved(passes_in(version.reviews.all()), row.content_hash, drafters):
        what = "没有三位不同人员依次通过的审核，审核记录被改过或发布绕过了三审"
        yield Problem(entry.sequence, f"{_place(entry)}{what}。")


def _of_screening(
    row: Publication, version: Version, writers: list[tuple[int, int]]
) -> Iterator[Problem]:
    """What was known to block must have been waived, in these words, by nobody who wrote them."""
    drafters = {person for number, person in writers if number <= version.number}
    counted = [
        one
        for one in version.waivers.all()
        if one.content_hash == row.content_hash and one.person_id not in drafters
    ]
    if left := standing(version.screening, counted):
        what = f"有 {len(left)} 处筛查出不能公开的内容，没有豁免就发布了，或者豁免记录被改过"
        yield Problem(row.log_entry.sequence, f"{_place(row.log_entry)}{what}。")


def _of_withdrawals() -> Iterator[Problem]:
    rows = Withdrawal.objects.select_related("log_entry", "publication__version")
    for row in rows.order_by("id").iterator(chunk_size=_BATCH):
        yield from _compared(row.log_entry, withdrawal_payload(row))


def _compared(entry: LogEntry, stored: dict[str, Any]) -> Iterator[Problem]:
    logged = content_of(entry)
    names = [name for name in {**logged, **stored} if logged.get(name) != stored.get(name)]
    if names:
        labels = "、".join(_LABELS.get(name, name) for name in names)
        yield Problem(entry.sequence, f"{_place(entry)}与保存的记录不符：{labels}。")


def _without_entry() -> Iterator[Problem]:
    known = set(LogEntry.objects.values_list("pk", flat=True))
    for publication in Publication.objects.exclude(log_entry__in=known):
        yield Problem(None, f"发布 {publication.index_number} 在日志中没有记载：日志被删过。")
    for withdrawal in Withdrawal.objects.exclude(log_entry__in=known):
        number = withdrawal.publication.index_number
        yield Problem(None, f"撤回 {number} 在日志中没有记载：日志被删过。")


def _against_live() -> Iterator[Problem]:
    """What is public now must be the last publication of its record that was not withdrawn."""
    last: dict[int, tuple[int | None, str]] = {}
    rows = Publication.objects.order_by("id").values_list("record_id", "pk", "index_number")
    gone = set(Withdrawal.objects.values_list("publication_id", flat=True))
    for record, pk, number in rows:
        last[record] = (pk, number)
    for record, live in Record.objects.values_list("pk", "live_id"):
        newest, number = last.get(record, (None, str(record)))
        if live != (None if newest in gone else newest):
            yield Problem(None, f"{number} 现在公开的版本与日志不符：指向被改过。")


def _files() -> Iterator[Problem]:
    """The bytes of every file that was ever published."""
    published = Attachment.objects.filter(version__publication__isnull=False)
    rows = published.values_list(
        "file__sha256", "file__name", "version__publication__log_entry__sequence",
        "version__publication__index_number",
    )  # fmt: skip
    checked: dict[str, bool] = {}
    for sha256, name, sequence, number in rows.order_by("version__publication__id", "order"):
        if sha256 not in checked:
            checked[sha256] = _is_intact(sha256)
        if not checked[sha256]:
            where = f"发布日志第 {sequence} 条（{number}）的文件“{name}”"
            yield Problem(sequence, f"{where}在磁盘上缺失或被改过。")


def _is_intact(sha256: str) -> bool:
    path = Path(settings.GONGKAI_FILES) / StoredFile(sha256=sha256).path
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False


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
    "waivers": "筛查豁免",
    "withdrawn_at": "撤回时间",
    "reason": "撤回原因",
}
