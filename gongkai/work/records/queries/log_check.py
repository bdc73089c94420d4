"""The provable log held against what is stored: publications, versions, reviews, files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef

from gongkai.rules.tree_head import SignedHead
from gongkai.work.files.models import StoredFile
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import replay
from gongkai.work.journal.queries.problems import Problem, Replay
from gongkai.work.records.models.publication import Publication, Withdrawal, WithdrawalRequest
from gongkai.work.records.models.record import Attachment, Record
from gongkai.work.records.queries.catalogue_trace import catalogue_problems
from gongkai.work.records.queries.edition_trace import edition_problems
from gongkai.work.records.queries.nothing_trace import nothing_problems
from gongkai.work.records.queries.publication_check import (
    compared,
    place,
    publication_problems,
)
from gongkai.work.records.queries.traces import (
    PUBLICATION,
    WITHDRAWAL,
    withdrawal_payload,
)

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
        *publication_problems(),
        *_of_withdrawals(),
        *_against_live(),
        *_files(),
        *catalogue_problems(),
        *edition_problems(),
        *nothing_problems(),
    ]
    in_order = sorted(problems, key=lambda one: (one.sequence is None, one.sequence or 0))
    return Replay(own.entries, own.root, tuple(dict.fromkeys(in_order)))


def _without_row() -> Iterator[Problem]:
    """Entries for which there is no row: it was deleted, or the entry was slipped in."""
    kinds = ((PUBLICATION, "发布", Publication.objects), (WITHDRAWAL, "撤回", Withdrawal.objects))
    for kind, word, rows in kinds:
        lonely = ~Exists(rows.filter(log_entry=OuterRef("pk")))
        for entry in LogEntry.objects.filter(lonely, kind=kind).order_by("sequence"):
            what = f"没有对应的{word}记录：记录被删去，或日志被添加"
            yield Problem(entry.sequence, f"{place(entry)}{what}。")


def _of_withdrawals() -> Iterator[Problem]:
    rows = Withdrawal.objects.select_related("log_entry", "publication__version", "request")
    for row in rows.order_by("id").iterator(chunk_size=_BATCH):
        yield from compared(row.log_entry, withdrawal_payload(row))
        if row.request is not None and not _by_two(row, row.request):
            what = "不是一人申请、另一人同意，申请或撤回记录被改过"
            yield Problem(row.log_entry.sequence, f"{place(row.log_entry)}的撤回{what}。")


def _by_two(row: Withdrawal, request: WithdrawalRequest) -> bool:
    about = (request.publication_id, request.reason, request.declined_at)
    return request.by_id != row.by_id and about == (row.publication_id, row.reason, None)


def _without_entry() -> Iterator[Problem]:
    lost = ~Exists(LogEntry.objects.filter(pk=OuterRef("log_entry_id")))
    for publication in Publication.objects.filter(lost):
        yield Problem(None, f"发布 {publication.index_number} 在日志中没有记载：日志被删过。")
    for withdrawal in Withdrawal.objects.filter(lost):
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
