"""Bring in many documents at once from a table, a folder or an archive."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import timezone

from gongkai.faces.jobs.exits import Unfit, organisation_of, plainly
from gongkai.faces.jobs.importing import address_of, mapping_from, next_step
from gongkai.faces.jobs.job import Job
from gongkai.faces.jobs.memory import many_objects
from gongkai.rules.imports import Mapping
from gongkai.work.files.bulk import Source, open_source
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions import imports
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries import imports as asked

_SOME_REFUSED = 1
_SHOWN = 20
_HELP = """批量导入文件：.jsonl .csv .xlsx，或放有 docx、html 的文件夹，或这样的文件夹打成的 .zip。

同一来源再次导入不会重复：没有变化的不动，有变化的成为更正稿，中断的接着导入。
每一行没有导入的都写明原因；导入的随批次送审，三人依次通过后发布。
--dry-run：只检查，不写入。  --submit：导入后随即送审。
--mapping：JSON 文件，如 {"columns": {"题名": "title"}, "constants": {"item": "P20-07"}}。"""


@dataclass
class _Result:
    """What became of the source, in the shape that is printed."""

    read: int
    created: int
    updated: int
    unchanged: int
    refused: list[dict[str, Any]]
    batches: list[ImportBatch] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "batches": [
                {
                    "batch": one.pk,
                    "organisation": one.organisation.code,
                    "state": one.state,
                    "url": address_of(one),
                }
                for one in self.batches
            ],
            "remarks": self.remarks,
        }


class Command(Job):
    help = _HELP

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="文件、文件夹或压缩包")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        parser.add_argument("--organisation", metavar="CODE", help="没有写明公开单位的归哪个单位")
        parser.add_argument("--mapping", type=Path, metavar="FILE", help="列与字段的对应（JSON）")
        parser.add_argument("--by", metavar="ACCOUNT", help="以哪个账号导入；不写则由系统导入")
        parser.add_argument("--submit", action="store_true", help="导入后随即送审")
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self), many_objects():
            source = open_source(options["file"])
            result = self._carried_out(source, options)
        if options["json"]:
            self.stdout.write(json.dumps(result.as_json(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_lines(result, dry_run=options["dry_run"])))
        if result.refused:
            sys.exit(_SOME_REFUSED)

    def _carried_out(self, source: Source, options: dict[str, Any]) -> _Result:
        code, file = options["organisation"], options["mapping"]
        organisation = organisation_of(code) if code else None
        mapping = mapping_from(source, file, organisation)
        by = _person(options["by"])
        if options["dry_run"]:
            return self._previewed(source, mapping, organisation, by)
        return self._loaded(source, mapping, organisation, by, options)

    def _previewed(
        self, source: Source, mapping: Mapping, organisation: Organisation | None,
        by: Person | None,
    ) -> _Result:  # fmt: skip
        found = asked.previewed(
            source, mapping, organisation or imports.openness_office(),
            writer=by or Person(name="批量导入"), by=by, at=timezone.now(),
            progress=self._tell,
        )  # fmt: skip
        refused = [_refused(one.number, one.name, one.reason) for one in found.refused]
        return _Result(
            found.read, found.created, found.updated, found.unchanged, refused,
            remarks=found.remarks,
        )  # fmt: skip

    def _loaded(
        self, source: Source, mapping: Mapping, organisation: Organisation | None,
        by: Person | None, options: dict[str, Any],
    ) -> _Result:  # fmt: skip
        path, now = options["file"], timezone.now()
        if not CatalogueItem.objects.exists():
            set_up(at=now)
        batch = imports.begin(
            source_name=source.name, source=path, organisation=organisation, mapping=mapping,
            by=by, at=now,
        )  # fmt: skip
        found = imports.load(batch=batch, by=by, at=now, source=path, progress=self._tell)
        if options["submit"]:
            for one in found.batches:
                if one.state == ImportBatch.State.OPEN:
                    imports.submit(batch=one, by=by, at=timezone.now())
        refused = [
            _refused(row.number, row.raw.get("文件", ""), row.reason)
            for one in found.batches
            for row in asked.refused(one)
        ]
        refused.sort(key=lambda one: one["row"])
        return _Result(
            found.read, found.created, found.updated, found.unchanged, refused,
            batches=list(found.batches),
            remarks=[*source.remarks, *asked.remarks(found.batches)],
        )  # fmt: skip

    def _tell(self, read: int) -> None:
        self.stderr.write(f"已读 {read:,} 行…")


def _person(account: str | None) -> Person | None:
    if account is None:
        return None
    found = Person.objects.filter(username=account, is_active=True).first()
    if found is None:
        raise Unfit(f"没有账号“{account}”，或已停用。请核对 --by。")
    return found


def _refused(number: int, name: str, reason: str) -> dict[str, Any]:
    return {"row": number, "reason": reason} | ({"file": name} if name else {})


def _lines(result: _Result, *, dry_run: bool) -> Iterator[str]:
    told = "检查（没有写入）" if dry_run else "导入"
    yield (
        f"{told}：读到 {result.read:,} 行，新增 {result.created:,}，更新 {result.updated:,}，"
        f"无变化 {result.unchanged:,}，未导入 {len(result.refused):,}。"
    )
    yield from result.remarks
    for one in result.refused[:_SHOWN]:
        yield f"  第 {one['row']} 行未导入：{one['reason']}"
    if len(result.refused) > _SHOWN:
        yield f"  另有 {len(result.refused) - _SHOWN:,} 行未导入，加 --json 可列出全部。"
    for batch in result.batches:
        # One begins a batch before one knows whose the rows are; an empty one says nothing.
        if asked.counts(batch).read:
            yield next_step(batch)
