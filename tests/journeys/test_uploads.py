"""Files that are no plan, handed in through the page: one clear sentence each, nothing kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gongkai.work.files.models import StoredFile
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan
from tests.journeys.papers import corrupt, encrypted, plan
from tests.journeys.stage import IN_BROWSER, stage
from tests.journeys.world import office

pytestmark = list(IN_BROWSER)

MEGABYTE = 1024 * 1024
KINDS = "Word（.docx）、Excel（.xlsx）、PDF、文本（.txt）"
UNLIKE = (
    "“{name}”的内容与文件名不符（可能加了密码、已损坏或改过后缀），"
    f"请用 Word、WPS 等软件打开后另存为 {KINDS} 再上传"
)
TWICE = "编号 1 出现了不止一次。请核对后改正。"
UNKNOWN = "责任单位“教育局”对不上系统里的单位。请选择是哪个单位。"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(512)


def test_what_is_no_plan_gets_one_sentence(
    root: Path, live_server: Any, pictures: Path, tmp_path: Path
) -> None:
    office()
    refused = {
        "空.docx": (b"", "“空.docx”是空文件，请检查后重新选择"),
        "加密.docx": (encrypted(), UNLIKE),
        "损坏.docx": (corrupt(root / "gongkai/faces/jobs/demo/plan.docx"), UNLIKE),
        "程序.docx": (b"MZ\x90\x00" + bytes(4096), UNLIKE),
        "旧的.doc": (OLD_WORD, f"“旧的.doc”不是可以上传的文件，请选择 {KINDS}"),
        "程序.exe": (b"MZ\x90\x00", f"“程序.exe”不是可以上传的文件，请选择 {KINDS}"),
    }
    with stage(live_server.url, pictures) as enter:
        clerk = enter()
        clerk.log_in("office")
        for name, (data, sentence) in refused.items():
            clerk.open("/desk/plans/")
            clerk.choose_file("方案文件", name, data)
            clerk.press("导入方案")
            assert clerk.refused == [sentence.format(name=name)], name
        clerk.keep("refused", narrow=True)
    assert_nothing_kept(tmp_path)


@pytest.mark.slow
def test_huge_file_gets_one_sentence(live_server: Any, pictures: Path, tmp_path: Path) -> None:
    office()
    huge = tmp_path / "大文件.docx"
    with huge.open("wb") as file:
        file.truncate(200 * MEGABYTE)
    with stage(live_server.url, pictures) as enter:
        clerk = enter()
        clerk.log_in("office")
        clerk.open("/desk/plans/")
        clerk.field("方案文件").set_input_files(huge)
        clerk.press("导入方案")
        assert clerk.refused == [
            "“大文件.docx”有 200 MB，超过 50 MB 的上限，请压缩图片或拆成几份再上传"
        ]
    huge.unlink()
    assert_nothing_kept(tmp_path)


def assert_nothing_kept(home: Path) -> None:
    assert (Plan.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert [one for one in (home / "files").rglob("*") if one.is_file()] == []


def test_same_plan_twice(live_server: Any, pictures: Path) -> None:
    office()
    data = plan(("1", "公开预算", "教育局", "10月底前"))
    with stage(live_server.url, pictures) as enter:
        clerk = enter()
        clerk.log_in("office")
        for _ in range(2):
            clerk.open("/desk/plans/")
            clerk.choose_file("方案文件", "方案.docx", data)
            clerk.press("导入方案")
        assert clerk.refused == [
            "这个文件已经导入过，还是草稿。请打开那份草稿继续核对，或者先作废再重新导入。"
        ]
    assert (Plan.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_number_that_stands_twice_must_be_settled(live_server: Any, pictures: Path) -> None:
    office()
    rows = (("1", "公开预算", "教育局", "10月底前"), ("1", "公开决算", "教育局", "长期坚持"))
    with stage(live_server.url, pictures) as enter:
        clerk = enter()
        clerk.log_in("office")
        clerk.open("/desk/plans/")
        clerk.choose_file("方案文件", "方案.docx", plan(*rows))
        clerk.press("导入方案")
        assert clerk.text("#h-p") == "3 处要您确认，其余 0 项已读清"
        assert clerk.texts("p.error") == [TWICE, UNKNOWN, TWICE]
        clerk.press("采用并分解")
        assert clerk.refused == [TWICE, f"第1项{UNKNOWN}"]
        clerk.keep("twice")
    assert Duty.objects.count() == 0


def test_missing_column_is_named(live_server: Any, pictures: Path) -> None:
    office()
    rows = (("1", "公开预算", "10月底前"), ("2", "公开决算", "长期坚持"))
    with stage(live_server.url, pictures) as enter:
        clerk = enter()
        clerk.log_in("office")
        clerk.open("/desk/plans/")
        clerk.choose_file(
            "方案文件", "方案.docx", plan(*rows, head=("序号", "工作要求", "完成时限"))
        )
        clerk.press("导入方案")
        assert clerk.text("#h-p") == "2 处要您确认，其余 0 项已读清"
        assert clerk.texts("p.error") == ["没有读到责任单位。请按原文填写，或者指定单位。"] * 2
        clerk.press("采用并分解")
        assert clerk.refused == [
            "第1项没有读到责任单位。请按原文填写，或者指定单位。",
            "第2项没有读到责任单位。请按原文填写，或者指定单位。",
        ]
        clerk.keep("missing-column")
    assert Duty.objects.count() == 0
