"""What screening finds in a version: places and kinds, never the numbers themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from gongkai.rules.screening import KINDS, Grid, Hit, screen
from gongkai.work.files.extract import Extract, Unreadable, extract, of_html
from gongkai.work.files.extract.leftovers import Leftover
from gongkai.work.files.models import StoredFile
from gongkai.work.files.queries import path_of, read_bytes
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.columns import FACT_FIELDS
from gongkai.work.records.queries.content import NOTE, attachments_of

BLOCK, WARN = "block", "warn"
UNREADABLE, LEFTOVER = "unreadable", "leftover"
# How many files a process remembers; a few hundred bytes each.
_FILES = 1024
_UNREAD = "无法筛查"
_WHY = {
    "scanned": "这个文件只有图片，像是扫描件，无法筛查，请人工核对个人信息和表述。",
    "picture": "图片里的文字无法筛查，请人工核对个人信息和表述。",
    "encrypted": "这个文件设有密码，无法筛查，公众也打不开。请去掉密码后重新上传。",
}
_OPEN_IT = "这个文件读不出文字，无法筛查，请审核人打开逐页核对个人信息和表述。"
_MARK = "密级或内部标志"


def screening_of(
    version: Version,
    on: date,
    *,
    files: Sequence[tuple[str, bytes]] | None = None,
    remembered: bool = False,
) -> list[dict[str, Any]]:
    """All hits of the fields, the body and the files that are offered with it, ready to be stored.

    `where` is "title", "summary", "keywords", "change_note", "fact:CODE", "body" (places in
    `body_of(version).text`) or "file:NAME"; `where_label` names it in Chinese, with the page or
    sheet of a file. `files` are names and bytes of those of a version that is not stored yet.
    With `remembered` files that were screened for that day are not read again, as is good enough
    for a page that is opened often; what counts, submission and publication, reads them anew.
    """
    day = version.issued_on or on
    found = [*_of_fields(version, day), *_of_body(version, day)]
    if files is not None:
        return found + [one for name, data in files for one in _of_file(name, data, day)]
    for attachment in attachments_of(version):
        if not attachment.inline:
            found += _of_stored(attachment.file, day, remembered=remembered)
    return found


def _of_stored(stored: StoredFile, day: date, *, remembered: bool) -> Iterable[dict[str, Any]]:
    if not remembered:
        return _of_file(stored.name, read_bytes(stored), day)
    path_of(stored)  # so that a file which the disk has lost is named on every page
    return [dict(one) for one in found_in_file(stored.sha256, stored.name, day)]


@lru_cache(maxsize=_FILES)
def found_in_file(sha256: str, name: str, day: date) -> tuple[dict[str, Any], ...]:
    """What the file with that hash holds by the wording of the day, read once in a process."""
    data = read_bytes(StoredFile(sha256=sha256, name=name))
    return tuple(_of_file(name, data, day))


def body_of(version: Version) -> Extract:
    """The text of the body in which hits have their places."""
    if not version.body_html.strip():
        return Extract()
    return of_html(version.body_html)


def blocking(screening: Sequence[dict[str, Any]]) -> list[str]:
    """What stands in the way of publication, each kind of finding once with its place."""
    found = [
        f"{one['label']}（{one['where_label']}）" for one in screening if one["level"] == BLOCK
    ]
    return list(dict.fromkeys(found))


def _of_fields(version: Version, day: date) -> Iterator[dict[str, Any]]:
    texts = (
        ("title", "标题", version.title),
        ("summary", "内容概述", version.summary),
        ("keywords", "关键词", "；".join(version.keywords)),
        (NOTE, "更正说明", version.change_note),
        *((f"fact:{code}", _label(code), text) for code, text in version.facts.items()),
    )
    for where, label, text in texts:
        for hit in screen(text, on=day):
            yield _stored(hit, where, label)


def _label(code: str) -> str:
    return FACT_FIELDS[code].label if code in FACT_FIELDS else "要素"


def _of_body(version: Version, day: date) -> Iterator[dict[str, Any]]:
    body = body_of(version)
    for hit in _hits(body, day):
        yield _stored(hit, "body", "正文")


def _of_file(name: str, data: bytes, day: date) -> Iterator[dict[str, Any]]:
    where, label = f"file:{name}", f"附件“{name}”"
    try:
        found = extract(name, data)
    except Unreadable as error:
        yield _noted(UNREADABLE, error.code, _UNREAD, _WHY.get(error.code, _OPEN_IT), where, label)
        yield from (_left(one, where, label) for one in error.leftovers)
        return
    for hit in _hits(found, day):
        place = found.place_of(hit.start)
        yield _stored(hit, where, f"{label}{place}")
    yield from (_left(one, where, label) for one in found.leftovers)


def _hits(found: Extract, day: date) -> Sequence[Hit]:
    tables: list[Grid] = [*found.tables]
    return screen(found.text, on=day, tables=tables)


def _stored(hit: Hit, where: str, where_label: str) -> dict[str, Any]:
    """The hit without what must stay hidden; its place leads back to it in the text itself."""
    kind = KINDS.get(hit.kind)
    shown = hit.text if kind is None else hit.masked
    return {
        "kind": hit.kind,
        "label": kind.label if kind else _MARK if hit.rule.startswith("S") else "表述",
        "level": hit.level,
        "where": where,
        "where_label": where_label,
        "start": hit.start,
        "end": hit.end,
        "text": shown or "",
        "rule": hit.rule,
        "suggestion": hit.suggestion,
    }


def _left(one: Leftover, where: str, where_label: str) -> dict[str, Any]:
    """What the public could bring to light in the file, or what nobody could read of it."""
    return _noted(LEFTOVER, one.kind, one.label, one.sentence, where, where_label)


def _noted(  # noqa: PLR0917 - the columns of one row
    kind: str, rule: str, label: str, suggestion: str, where: str, where_label: str
) -> dict[str, Any]:
    """Something about a whole file: the reviewer is told, and told what to do."""
    return {
        "kind": kind,
        "label": label,
        "level": WARN,
        "where": where,
        "where_label": where_label,
        "start": 0,
        "end": 0,
        "text": "",
        "rule": rule,
        "suggestion": suggestion,
    }
