"""Everything that goes into the archive of a case, each item with its place and its name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from gongkai.rules.dossier import Item
from gongkai.rules.letters import find_letter
from gongkai.work.files.kinds import extension_of
from gongkai.work.files.models import StoredFile
from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.models.ending import ChallengePaper
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.queries.archive_clock import clock_json, clock_tables
from gongkai.work.foi.queries.archive_facts import deliveries_of, tables_of
from gongkai.work.foi.queries.archive_pages import contents, page
from gongkai.work.foi.queries.redaction_facts import redactions_json

_ROLES = RequestFile.Role


def archive_items(request: Request, on: date) -> list[Item]:
    """The items in the order of their paths, and the list of them in front.

    What was never approved is no part of it. Raises FileLost where a file is gone.
    """
    items = sorted(
        [*_case(request, on), *_letters(request), *_files(request), *_proofs(request),
         *_papers(request)],
        key=lambda one: one.path,
    )  # fmt: skip
    return [*_contents(request, items), *items]


def _case(request: Request, on: date) -> Iterator[Item]:
    tables = tables_of(request)
    title = f"案卷：申请 {request.number}"
    yield Item("案卷.html", "案卷（可阅读）", page(title, [], tables))
    told: dict[str, Any] = {one.title: one.as_json() for one in tables}
    if redactions := redactions_json(request):
        told["遮盖"] = redactions
    yield Item("案卷.json", "案卷（数据）", _json(told))
    facts, steps = clock_tables(request, on)
    title = f"期限计算：申请 {request.number}"
    yield Item("期限计算.html", "期限计算（可阅读）", page(title, facts, steps))
    yield Item("期限计算.json", "期限计算（数据）", _json(clock_json(request, on)))


def _letters(request: Request) -> Iterator[Item]:
    rows = request.letters.exclude(number="").select_related("file", "pdf").order_by("id")
    for place, letter in enumerate(rows, 1):
        name = find_letter(letter.kind).name
        title = f"{name}（{letter.number}）"
        for stored in (letter.file, letter.pdf):
            if stored is not None:
                path = f"文书/{place:02d}-{name}.{extension_of(stored.name)}"
                yield Item(path, title, read_bytes(stored))


def _files(request: Request) -> Iterator[Item]:
    rows = request.files.select_related("file").order_by("id")
    for place, one in enumerate(rows, 1):
        role = _ROLES(one.role).label
        yield Item(f"{role}/{place:02d}-{_named(one.file)}", role, read_bytes(one.file))


def _proofs(request: Request) -> Iterator[Item]:
    for place, one in enumerate(deliveries_of(request), 1):
        if one.file is not None:
            path = f"送达凭证/{place:02d}-{_named(one.file)}"
            yield Item(path, f"{one.letter.number}的送达凭证", read_bytes(one.file))


def _papers(request: Request) -> Iterator[Item]:
    rows = ChallengePaper.objects.filter(challenge__request=request).select_related("file")
    for place, one in enumerate(rows.order_by("id"), 1):
        path = f"复议诉讼/{place:02d}-{_named(one.file)}"
        yield Item(path, one.what, read_bytes(one.file))


def _contents(request: Request, items: list[Item]) -> Iterator[Item]:
    listed = [(one, hashlib.sha256(one.data).hexdigest()) for one in items]
    lines = [
        f"{place}. {one.title}\n   {one.path}\n   {len(one.data)} 字节，SHA-256 {sha256}"
        for place, (one, sha256) in enumerate(listed, 1)
    ]
    title = f"案卷目录：申请 {request.number}"
    yield Item("目录.html", "目录（可阅读）", contents(title, listed))
    yield Item("目录.txt", "目录", "\n".join([title, "", *lines, ""]).encode())


def _named(stored: StoredFile) -> str:
    """The name of a stored file; it was tidied when it came in, so it stays in its folder."""
    return stored.name.replace("/", "_")


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
