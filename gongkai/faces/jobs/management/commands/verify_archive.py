"""Check archived cases: each file against its seal, and against what was registered of it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from gongkai.faces.jobs.exits import Unfit, plainly
from gongkai.faces.jobs.job import Job
from gongkai.rules.dossier import Verdict, verify
from gongkai.work.foi.models.ending import Archive


class Command(Job):
    help = "核对依申请公开案卷的封存：目录、每一件材料、签名，并与登记的指纹比对"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="案卷（.zip），可给多个")
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            found = [(name, _checked(Path(name))) for name in options["files"]]
        self.stdout.write(_json(found) if options["json"] else _text(found))
        if any(verdict.problems for _, verdict in found):
            sys.exit(1)


def _checked(path: Path) -> Verdict:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unfit(f"{path.name} 读不出来（{error.strerror}）。请核对文件的位置。") from error
    verdict = verify(data)
    if not verdict.problems:
        verdict.problems += _compared(verdict)
    return verdict


def _compared(verdict: Verdict) -> list[str]:
    """A whole archive may still be another one than was registered."""
    known = Archive.objects.filter(request__number=verdict.number, volume=verdict.volume).first()
    if known is None:
        return [f"没有登记过申请 {verdict.number} 的第 {verdict.volume} 卷。"]
    return [] if known.sha256 == verdict.sha256 else ["整个文件的指纹与登记的不同。"]


def _json(found: list[tuple[str, Verdict]]) -> str:
    rows = [{"file": name, **vars(verdict)} for name, verdict in found]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _text(found: list[tuple[str, Verdict]]) -> str:
    lines = []
    for name, one in found:
        about = f"申请 {one.number} 第 {one.volume} 卷，{one.items} 件" if one.number else "未知"
        lines.append(f"{Path(name).name}：{'不符' if one.problems else '相符'}（{about}）")
        lines += [f"  {what}" for what in one.problems]
    return "\n".join(lines)
