"""The commands that only ask the rules: results, exit codes, one sentence when they cannot."""

import json

import openpyxl
import pytest
from django.core.management import call_command

from tests.work.files.ofd_files import ofd
from tests.work.files.word_files import change, whole_paper

ID = "11010519491231002X"


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = 0
        try:
            call_command(*arguments)
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out.strip(), err.strip()

    return run


def test_workdays(run):
    assert run("workdays", "2023-09-25", "20") == (0, "2023-10-27", "")
    assert run("workdays", "2023-09-25", "0") == (0, "2023-09-25", "")
    assert run("workdays", "2026-12-04", "20", "--provisional") == (0, "2027-01-04", "")


def test_workdays_names_the_year_without_a_calendar(run):
    assert run("workdays", "2026-12-04", "20") == (
        2,
        "",
        "2027年的节假日安排没有收录（尚未公布或早于收录范围），"
        "不能确定工作日；需要暂估日期时请加 --provisional。",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("2026-13-01", "1"),
        ("20260101", "1"),
        ("2026-1-1", "1"),
        ("今天", "1"),
        ("2026-01-01", "x"),
        ("2026-01-01", "１"),
        ("2026-01-01", "-1"),
        ("2026-01-01", "99999999"),
        ("9999-12-31", "1", "--provisional"),
    ],
)
def test_workdays_refuses_in_one_sentence(run, arguments):
    code, out, err = run("workdays", *arguments)
    assert (code, out, err.count("\n"), err[-1]) == (2, "", 0, "。")


def test_parse_deadline(run):
    code, out, err = run("parse_deadline", "2023年10月底前", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"kind": "fixed", "date": "2023-10-31", "due": "2023-10-31"}
    code, out, _ = run(
        "parse_deadline", "方案印发后20个工作日内", "--issued", "2023-07-25", "--json"
    )
    assert json.loads(out)["due"] == "2023-08-22"
    code, out, _ = run(
        "parse_deadline", "决策出台后10个工作日内", "--event", "2023-09-22", "--json"
    )
    assert json.loads(out)["due"] == "2023-10-12"
    assert run("parse_deadline", "每年3月31日前") == (0, "每年，月日 03-31", "")


def test_parse_deadline_without_a_year_gives_month_and_day(run):
    code, out, err = run("parse_deadline", "10月底前", "--json")
    assert (code, json.loads(out)) == (0, {"kind": "fixed", "month_day": "10-31"})
    assert err == "“10月底前”没有写明年份，只能得出月日；请用 --issued 给出方案的成文日期。"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("区财政局",), "“区财政局”不是时限，或写法还不认识，请核对文字。"),
        (("",), "“”不是时限，或写法还不认识，请核对文字。"),
        (("6月31日前", "--issued", "2023-07-25"), "“6月31日前”里的日期不存在，请核对月和日。"),
        (
            ("年底前", "--issued", "昨天"),
            "--issued 的日期“昨天”不对，请写成 2023-07-25 这样的日期。",
        ),
        (
            ("年底前", "--event", "2023-02-30"),
            "--event 的日期“2023-02-30”不对，请写成 2023-07-25 这样的日期。",
        ),
    ],
)
def test_parse_deadline_refuses_in_one_sentence(run, arguments, sentence):
    assert run("parse_deadline", *arguments) == (2, "", sentence)


def test_screen_reports_and_ends_with_one(run, tmp_path):
    path = tmp_path / "名单.txt"
    path.write_text(f"身份证号{ID}", "utf-8")
    code, out, err = run("screen", str(path), "--json")
    (row,) = json.loads(out)
    assert (code, err) == (1, "")
    assert row["file"] == str(path)
    assert (row["kind"], row["level"], row["text"]) == ("id_number", "block", ID)
    assert (row["start"], row["end"], row["masked"]) == (4, 22, "110105************")
    code, out, _ = run("screen", str(path))
    assert (code, out.count("\n")) == (1, 0)


def test_screen_looks_into_hidden_sheets(run, tmp_path):
    book = openpyxl.Workbook()
    hidden = book.create_sheet("底稿")
    hidden.append(["姓名", "车牌"])
    hidden.append(["张某某", "鲁C12345"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    code, out, _ = run("screen", str(tmp_path / "a.xlsx"), "--json")
    (row,) = json.loads(out)
    assert (code, row["kind"], row["level"]) == (1, "plate", "block")
    assert row["where"] == "工作表“底稿”（隐藏）"


def test_screen_says_beside_the_result_what_else_is_in_a_file(run, tmp_path):
    path = tmp_path / "通知.docx"
    path.write_bytes(whole_paper(edit=lambda d: d.paragraphs[6]._p.append(change("del", "删去"))))
    assert run("screen", str(path), "--json") == (
        0,
        "[]",
        "通知.docx：文件里有 1 处修订，删去的文字别人也能看到。"
        "请接受或拒绝全部修订，另存后重新上传。\n"
        "通知.docx：文件属性、批注或修订里有人名：张某某。请用“检查文档”清除个人信息，另存后重新上传。",
    )


def test_screen_refuses_what_only_people_can_read(run, tmp_path):
    path = tmp_path / "扫描.ofd"
    path.write_bytes(ofd("", ""))
    code, out, err = run("screen", str(path), "--json")
    assert (code, out) == (2, "")
    assert err.startswith("扫描.ofd：文件里没有文字，像是扫描件，无法检查")


def test_screen_of_clean_files_ends_with_zero(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("关于印发工作方案的通知", "utf-8")
    assert run("screen", str(path), "--json") == (0, "[]", "")
    assert run("screen", str(path)) == (0, "没有发现问题。", "")


def test_screen_refuses_in_one_sentence_and_prints_no_half(run, tmp_path):
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(ID, "utf-8")
    bad.write_bytes(b"")
    assert run("screen", str(good), str(bad), "--json") == (
        2,
        "",
        "b.txt：文件是空的，请核对文件。",
    )
    assert run("screen", str(tmp_path / "c.txt")) == (
        2,
        "",
        "c.txt：找不到或打不开这个文件，请核对路径。",
    )
    assert run("screen", str(tmp_path))[0] == 2
