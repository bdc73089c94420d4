"""What follows a reply: reviewed for disclosure, a record begun, the case sealed and verified."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from gongkai.work.records.models.record import Record
from tests.journeys.stage import Visitor


def convert(clerk: Visitor, number: str, party: str) -> None:
    """Fit for all; with the third party's name in it, it is not."""
    clerk.open(f"/desk/foi/{number}/")
    clerk.follow("审查转主动公开、归档、登记复议诉讼")
    clerk.follow("审查")
    clerk.page.get_by_label("转为主动公开", exact=True).check()
    clerk.fill("理由", "道路养护与公众生活有关")
    clerk.fill("拟公开的标题", "青禾路道路养护范围")
    clerk.fill("拟公开的内容", f"由{party}养护全线。")
    clerk.press("保存结论")
    assert len(clerk.refused) == 1
    clerk.keep("convert", narrow=True)
    clerk.fill("拟公开的内容", "养护范围为全线。")
    clerk.press("保存结论")
    assert clerk.said == ["已保存审查结论。"]


def begin(writer: Visitor, number: str) -> None:
    """The department's clerk begins the record and never sees the case."""
    writer.open("/desk/foi-closed/?show=publish")
    writer.keep("to-publish", narrow=True)
    writer.press("起草：青禾路道路养护范围")
    record = Record.objects.get()
    assert (writer.path, writer.field("标题").input_value()) == (
        f"/desk/records/{record.pk}/edit/", "青禾路道路养护范围",
    )  # fmt: skip
    writer.keep("begun")
    assert writer.open(f"/desk/foi/{number}/") == 404


def archive(clerk: Visitor, number: str, root: Path) -> None:
    """Sealed, downloaded, and verified by the program that needs nothing else."""
    clerk.open(f"/desk/foi/{number}/after/")
    clerk.press("归档封存")
    assert clerk.said == ["已归档封存。"]
    clerk.keep("archived", narrow=True)
    sha256 = clerk.text("[aria-labelledby=h-arch] tbody code")
    with clerk.page.expect_download() as saved:
        clerk.page.get_by_role("link", name="下载第 1 卷").click()
    assert verified(root, saved.value.path(), sha256) == 0
    changed = saved.value.path().with_suffix(".changed")
    changed.write_bytes(saved.value.path().read_bytes().replace(b"PK\x01\x02", b"PK\x01\x03", 1))
    assert verified(root, changed, sha256) != 0


def verified(root: Path, file: Path, sha256: str) -> int:
    program = root / "tools" / "verify_archive.py"
    return subprocess.run(
        [sys.executable, "-I", program, file, "--sha256", sha256], capture_output=True, check=False
    ).returncode
