"""Sources of a few documents, and a department that brings them in."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from gongkai.work.org.models.person import Person
from gongkai.work.records.actions import imports
from gongkai.work.records.models.batch import BatchReview, ImportBatch
from tests.factories import AT
from tests.work.records.world import World, item, world

PRIVATE = "身份证号：11010519491231002X"


def place(code: str = "jyj", name: str = "教育局") -> World:
    """A department, and the item for what is told to belong under no other."""
    item("P20-15", name="其他应当公开的信息")
    return world(code, name)


def row(number: int, **cells: Any) -> dict[str, Any]:
    """One document as an export writes it."""
    return {
        "标题": f"关于第{number}号事项的通知",
        "发文字号": f"青教发〔2020〕{number}号",
        "成文日期": "2020-01-06",
        "发布日期": "2020-01-09",
        "正文": f"现就第{number}号事项通知如下。\n请遵照执行。",
    } | cells


def lines(*rows: dict[str, Any]) -> bytes:
    """The rows as a .jsonl file."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows).encode()


def begun(here: World, data: bytes | Path, name: str = "文件.jsonl", **options: Any) -> ImportBatch:
    """A batch that was begun by the clerk."""
    known = {"organisation": here.organisation, "mapping": None, "by": here.clerk, "at": AT}
    return imports.begin(source_name=name, source=data, **(known | options))


def loaded(here: World, *rows: dict[str, Any], at: datetime = AT) -> ImportBatch:
    """A batch with these rows read in."""
    batch = begun(here, lines(*rows), at=at)
    imports.load(batch=batch, by=here.clerk, at=at)
    batch.refresh_from_db()
    return batch


def decide(
    batch: ImportBatch, level: int, by: Person, at: datetime = AT, **said: Any
) -> BatchReview:
    """One review of the batch as it stands."""
    batch.refresh_from_db()
    known: dict[str, Any] = {"outcome": "passed", "opinion": "", "batch_hash": batch.batch_hash}
    return imports.review(batch=batch, level=level, by=by, at=at, **(known | said))


def passed(here: World, batch: ImportBatch, at: datetime = AT) -> ImportBatch:
    """The batch handed in and passed by all three."""
    imports.submit(batch=batch, by=here.clerk, at=at)
    for level, person in enumerate(here.reviewers, start=1):
        decide(batch, level, person, at)
    batch.refresh_from_db()
    return batch
