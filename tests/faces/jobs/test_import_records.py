"""`import_records` keeps the shapes and exit codes that scripts rely on, whatever it is given."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from gongkai.faces.jobs.demo.archive import Archive
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record
from tests.factories import AT, clerk, department, openness_office
from tests.work.files.bulk.test_folder import PAGE, bomb, lay, word, zipped

pytestmark = pytest.mark.django_db
Run = Callable[..., tuple[int, str, str]]
ROWS = [
    {"标题": "关于甲的通知", "成文日期": "2020-01-06", "公开单位": "教育局", "正文": "文甲"},
    {"标题": "关于乙的通知", "成文日期": "2020-02-30", "公开单位": "教育局", "正文": "文乙"},
    {"标题": "关于丙的通知", "成文日期": "2020-01-08", "公开单位": "天文台", "正文": "文丙"},
    {"标题": "关于丁的通知", "成文日期": "2020/1/9", "公开单位": "教育局", "正文": "文丁"},
]


@pytest.fixture(autouse=True)
def district_of_two() -> None:
    openness_office()
    department()
    set_up(at=AT)


@pytest.fixture
def run() -> Run:
    def command(*args: object) -> tuple[int, str, str]:
        out, err = StringIO(), StringIO()
        try:
            call_command("import_records", *map(str, args), stdout=out, stderr=err)
        except SystemExit as ended:
            return int(str(ended.code)), out.getvalue(), err.getvalue()
        return 0, out.getvalue(), err.getvalue()

    return command


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return written(tmp_path / "清单.jsonl", ROWS)


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def told(run: Run, *args: object) -> tuple[int, dict[str, Any]]:
    code, out, err = run(*args, "--json")
    assert code < 2, err
    return code, json.loads(out)


OTHER = "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息"
REFUSED = [
    {"row": 2, "reason": "“成文日期”列的“2020-02-30”没有这一天，请核对。"},
    {"row": 3, "reason": "没有“天文台”这个公开单位。请核对名称，或先建立这个单位。"},
]


def test_the_document_that_scripts_rely_on(run: Run, table: Path) -> None:
    code, found = told(run, table)
    batches = found.pop("batches")
    # fmt: off
    assert (code, found) == (
        1,
        {"read": 4, "created": 2, "updated": 0, "unchanged": 0, "refused": REFUSED,
         "remarks": [f"没有写目录事项，列入“{OTHER}”。（2 行）"]},
    )
    # fmt: on
    assert {one["organisation"]: one["state"] for one in batches} == {
        "bgs": "nothing",
        "jyj": "open",
    }


def test_a_dry_run_counts_the_same_and_writes_nothing(run: Run, table: Path) -> None:
    code, found = told(run, table, "--dry-run")
    assert (code, found["read"], found["created"], found["refused"]) == (1, 4, 2, REFUSED)
    assert found["batches"] == []
    assert (Record.objects.count(), ImportBatch.objects.count(), ImportRow.objects.count()) == (
        0,
        0,
        0,
    )


def test_a_second_run_changes_nothing(run: Run, table: Path) -> None:
    told(run, table)
    code, found = told(run, table)
    assert (code, found["created"], found["unchanged"], found["refused"]) == (1, 0, 2, REFUSED)
    assert Record.objects.count() == 2


def test_everything_right_ends_with_nought_and_says_what_to_do_next(
    run: Run, tmp_path: Path
) -> None:
    code, out, _ = run(written(tmp_path / "好.jsonl", [ROWS[0], ROWS[3]]))
    batch = ImportBatch.objects.get(state=ImportBatch.State.OPEN)
    assert code == 0
    lines = out.strip().splitlines()
    assert lines[0] == "导入：读到 2 行，新增 2，更新 0，无变化 0，未导入 0。"
    assert lines[-1].startswith(
        f"批次 {batch.pk}（教育局）：2 份待送审。下一步：在工作台核对后送审"
    )


def test_submit_hands_them_to_the_reviewers(run: Run, tmp_path: Path) -> None:
    code, out, _ = run(written(tmp_path / "好.jsonl", [ROWS[0]]), "--submit")
    batch = ImportBatch.objects.get(organisation__code="jyj")
    assert (code, batch.state) == (0, ImportBatch.State.FIRST)
    assert f"批次 {batch.pk}（教育局）：已送审，待一审。" in out


def test_rows_that_say_nothing_belong_to_the_organisation_named(run: Run, tmp_path: Path) -> None:
    rows = [{"标题": "甲", "成文日期": "2020-01-06", "正文": "文"}]
    path = written(tmp_path / "无.jsonl", rows)
    assert told(run, path, "--organisation", "jyj")[1]["batches"][0]["organisation"] == "jyj"
    assert told(run, path)[1]["batches"][0]["organisation"] == "bgs"


def test_a_mapping_names_columns_that_nobody_would_guess(run: Run, tmp_path: Path) -> None:
    path = written(
        tmp_path / "怪.jsonl", [{"名": "甲", "日": "2020-01-06", "文": "文", "标题": "x"}]
    )
    mapping = tmp_path / "对应.json"
    mapping.write_text(
        json.dumps({"columns": {"名": "title", "日": "issued_on", "文": "body"},
                    "constants": {"theme": "教育", "item": "P20-11"}}), "utf-8",
    )  # fmt: skip
    code, found = told(run, path, "--mapping", mapping, "--organisation", "jyj")
    assert (code, found["created"]) == (0, 1)
    version = Record.objects.get().current
    assert version is not None and version.item is not None
    assert (version.title, version.theme, version.item.code) == ("甲", "教育", "P20-11")


def test_an_account_imports_with_its_own_powers(run: Run, table: Path) -> None:
    by = clerk(Organisation.objects.get(code="jyj"))
    code, found = told(run, table, "--by", by.username, "--organisation", "jyj")
    assert (code, found["created"]) == (1, 2)
    assert set(ImportBatch.objects.values_list("created_by", flat=True)) == {by.pk}
    code, out, err = run(table, "--by", by.username)
    assert (code, out) == (2, "")
    assert "批量导入" in err


def test_a_new_instance_gets_the_catalogue_of_the_law(run: Run, table: Path) -> None:
    CatalogueItem.objects.filter(parent__isnull=False).delete()
    CatalogueItem.objects.all().delete()
    assert told(run, table, "--dry-run")[1]["created"] == 2
    assert CatalogueItem.objects.count() == 0
    assert told(run, table)[1]["created"] == 2
    assert CatalogueItem.objects.filter(code="P20-15").exists()


def test_folders_and_archives_are_taken_alike(run: Run, tmp_path: Path) -> None:
    files = {"甲.html": PAGE, "乙.docx": word("教育局", "2020年1月6日"), "旧.doc": b"\xd0\xcf"}
    folder = lay(tmp_path / "文件", **files)
    code, found = told(run, folder, "--organisation", "jyj")
    assert (code, found["read"], found["created"]) == (1, 3, 2)
    assert found["refused"] == [
        {"row": 2, "file": "旧.doc",
         "reason": "文件“旧.doc”是 doc 格式，读不出来。请用 Word 或 WPS 另存为 docx。"},
    ]  # fmt: skip
    path = zipped(tmp_path / "文件.zip", *files.items())
    assert told(run, path, "--organisation", "jyj")[1]["unchanged"] == 2


def at(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


CANNOT: dict[str, tuple[Callable[[Path], list[object]], str]] = {
    "nothing there": (lambda folder: [folder / "没有.csv"], "“没有.csv”找不到或打不开"),
    "kind": (lambda folder: [at(folder, "旧.xls", b"x")], "文件“旧.xls”的类型不能批量导入"),
    "empty": (lambda folder: [at(folder, "空.csv", b"")], "文件“空.csv”是空的"),
    "no columns": (
        lambda folder: [at(folder, "怪.csv", "甲,乙\n1,2\n".encode())],
        "没有哪一列对应“标题”。请指定标题所在的列。",
    ),
    "no organisation": (
        lambda folder: [written(folder / "a.jsonl", ROWS), "--organisation", "xxx"],
        "没有代码为“xxx”的单位",
    ),
    "no account": (
        lambda folder: [written(folder / "a.jsonl", ROWS), "--by", "xxx"],
        "没有账号“xxx”，或已停用。请核对 --by。",
    ),
    "no mapping": (
        lambda folder: [written(folder / "a.jsonl", ROWS), "--mapping", folder / "x.json"],
        "字段对应文件“x.json”读不出来",
    ),
    "bad mapping": (
        lambda folder: [written(folder / "a.jsonl", ROWS), "--mapping",
                        at(folder, "m.json", b"[1]")],
        "字段对应文件“m.json”读不出来",
    ),
    "mapping of nothing": (
        lambda folder: [written(folder / "a.jsonl", ROWS), "--mapping",
                        at(folder, "m.json", '{"没有": "title"}'.encode())],
        "文件里没有“没有”这一列。请核对列名。",
    ),
    "bomb": (lambda folder: [bomb(folder / "包.zip")], "文件“包.zip”解开后过大"),
}  # fmt: skip


@pytest.mark.parametrize(("args", "sentence"), CANNOT.values(), ids=CANNOT.keys())
def test_what_cannot_be_done_ends_with_two_and_one_line(
    run: Run, tmp_path: Path, args: Callable[[Path], list[object]], sentence: str
) -> None:
    code, out, err = run(*args(tmp_path))
    assert (code, out) == (2, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert (ImportBatch.objects.count(), Record.objects.count()) == (0, 0)


WAYS: list[tuple[dict[str, str], str]] = [
    ({"成文日期": "2020-13-45"}, "没有这一天"),
    ({"标题": ""}, "“标题”列是空的"),
    ({"公开单位": "天文台"}, "没有“天文台”这个公开单位"),
    ({"目录事项": "没有的事项"}, "公开目录里没有“没有的事项”"),
    ({"正文": "身份证号：11010519491231002X"}, "筛查出不能公开的内容"),
    ({"索引号": "000000001/2019-00001"}, "与第 2 行重复"),
]


def spoil(rows: list[dict[str, str]]) -> dict[int, str]:
    """Spoil every 33rd row in one of six ways; the row's number and part of its reason."""
    rows[0]["索引号"] = "000000001/2019-00001"
    wanted = {}
    for count, place in enumerate(range(33, 9_901, 33)):
        cells, reason = WAYS[count % len(WAYS)]
        rows[place].update(cells)
        wanted[place + 2] = reason
    return wanted


@pytest.mark.slow
def test_of_ten_thousand_rows_three_hundred_are_wrong(run: Run, tmp_path: Path) -> None:
    archive = Archive()
    for office in archive.district["organisation"][1:]:
        department(office["code"], office["name"])
    rows = list(archive.rows(10_000))
    wanted = spoil(rows)
    path = tmp_path / "一万行.csv"
    with path.open("w", encoding="gb18030", newline="") as stream:
        writer = csv.DictWriter(stream, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    code, found = told(run, path)
    assert (code, found["read"], found["created"], found["updated"]) == (1, 10_000, 9_700, 0)
    refused = {one["row"]: one["reason"] for one in found["refused"]}
    assert len(refused) == 300
    assert sorted(refused) == sorted(wanted)
    assert [row for row, reason in wanted.items() if reason not in refused[row]] == []
    code, again = told(run, path)
    assert (code, again["created"], again["updated"], again["unchanged"]) == (1, 0, 0, 9_700)
    assert again["refused"] == found["refused"]
    assert Record.objects.count() == 9_700
