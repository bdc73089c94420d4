"""Screen files for personal data and wrong wording; needs no database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.faces.jobs.exits import Unfit, plainly
from gongkai.faces.jobs.job import Job
from gongkai.faces.jobs.words import day_or_none
from gongkai.rules.screening import Hit, screen
from gongkai.work.files.extract import MAX_BYTES, Extract, Unreadable, extract

_FOUND = 1
_LEVELS = {"block": "阻断", "warn": "提示"}
_REASONS = {
    "empty": "文件是空的，请核对文件。",
    "too_large": "文件超过 50 MB 的上限，请拆分后再检查。",
    "unknown_type": "不支持这种文件，请用 txt、csv、html、docx、xlsx、pdf 或 ofd。",
    "mismatch": "文件内容和扩展名不符，请核对文件或改正扩展名。",
    "old_office": "这是旧版 Office 文件（.doc、.xls），请另存为 docx 或 xlsx。",
    "encrypted": "文件设有密码，请去掉密码后再检查。",
    "bomb": "压缩内容展开后超过 300 MB，为安全起见不予打开。",
    "damaged": "文件已损坏，无法打开，请从原件重新另存。",
    "scanned": "文件里没有文字，像是扫描件，无法检查，请换成由文字生成的文件。",
    "picture": "图片里的文字无法检查，请人工核对。",
    "undecodable": "无法识别文本编码，请另存为 UTF-8 或 GB18030。",
}


@dataclass(frozen=True)
class _Found:
    file: str
    where: str
    hit: Hit

    def as_json(self) -> dict[str, Any]:
        place = {"where": self.where} if self.where else {}
        return {"file": self.file, **self.hit.as_json(), **place}


class Command(Job):
    help = "检查文件中的个人隐私和不当用语（txt、csv、html、docx、xlsx、pdf、ofd，含隐藏内容）"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--on", metavar="DATE", help="文件的日期，用于有起止日期的用语规则")
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            on = day_or_none(options["on"], "--on")
            found = [one for path in options["files"] for one in self._screened(path, on)]
        if options["json"]:
            rows = [one.as_json() for one in found]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(map(_line, found)) or "没有发现问题。")
        if found:
            sys.exit(_FOUND)

    def _screened(self, path: Path, on: date | None) -> list[_Found]:
        content = _content(path)
        # Not a place in a text, so no finding: what else is in the file is said beside the result.
        for one in content.leftovers:
            self.stderr.write(f"{path.name}：{one.sentence}")
        hits = screen(content.text, on=on, tables=content.tables)
        return [_Found(str(path), content.place_of(hit.start), hit) for hit in hits]


def _content(path: Path) -> Extract:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable("too_large")
        return extract(path.name, path.read_bytes())
    except Unreadable as error:
        raise Unfit(f"{path.name}：{_REASONS[error.code]}") from error
    except OSError as error:
        raise Unfit(f"{path.name}：找不到或打不开这个文件，请核对路径。") from error


def _line(found: _Found) -> str:
    hit = found.hit
    place = f"{found.file} {found.where}".strip()
    what = f"{_LEVELS[hit.level]}：“{' '.join(hit.text.split())}”"
    return f"{place} [{hit.start}–{hit.end}] {what} {hit.suggestion}（{hit.rule}）"
