"""Published reports are read whatever their layout, and what is no number comes back as it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.report_tables import (
    COLUMNS3,
    COLUMNS4,
    ROWS3,
    ROWS4,
    TABLE2,
    ReportUnreadable,
    check,
    doubts,
    place_of,
    printed,
    read_published,
)
from gongkai.rules.report_tables.numbers import number_of
from tests.rules.report_tables.build import report
from tests.rules.report_tables.pages import page

TABLES = ("table2", "table3", "table4")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def tables(found: dict[str, Any]) -> list[Any]:
    return [found[one] for one in TABLES]


def test_a_page_with_nested_tables_and_full_width_digits_is_read() -> None:
    told = report()
    found = read_published("a.html", page(told, number=lambda n: f"&nbsp;{n.translate(_WIDE)}　"))
    assert tables(found.report) == tables(told)
    assert (found.report["organisation"], found.report["year"], found.notes) == (
        "青禾区财政局",
        2025,
        (),
    )


def test_what_is_no_number_is_kept_and_named() -> None:
    found = read_published("a.htm", page(report(), number=lambda n: "/" if n == "0" else n))
    blanks = [one for one in check(found.report) if one.equation == "BLANK"]
    assert {one.left for one in blanks} == {"/"}
    zeros = sum(
        spot.text == "0" for table in printed(report()) for row in table.rows for spot in row
    )
    assert len(blanks) == zeros


def test_empty_cells_are_blank() -> None:
    found = read_published("a.html", page(report(), number=lambda n: "" if n == "14069" else n))
    assert [(one.equation, one.where) for one in check(found.report)] == [
        ("BLANK", "table3 row 1 natural"),
        ("BLANK", "table3 row 1 total"),
    ]


def test_chapters_are_read_and_their_numbers_checked() -> None:
    words = (
        "<h2>一、总体情况</h2><p>2025年收到政府信息公开申请14068件。</p>"
        "<p>共办结13810件。</p><h2>五、存在的主要问题及改进情况</h2><p>宣传不够。</p>"
    )
    found = read_published("a.html", page(report(), words=words)).report
    assert found["text"] == {
        "一、总体情况": "2025年收到政府信息公开申请14068件。\n共办结13810件。",
        "五、存在的主要问题及改进情况": "宣传不够。",
    }
    assert [(one.equation, one.left, one.right) for one in check(found)] == [("EQ6", 14068, 14069)]


@pytest.mark.parametrize(
    ("title", "name", "year"),
    [
        ("某市青禾区人民政府2021年度政府信息公开工作年度报告", "某市青禾区人民政府", 2021),
        ("青禾镇2023年政府信息公开年度报告", "青禾镇", 2023),
        ("关于公开年报的说明", None, None),
    ],
)
def test_titles(title: str, name: str | None, year: int | None) -> None:
    found = read_published("a.html", page(report(), title=title))
    assert (found.report.get("organisation"), found.report.get("year")) == (name, year)
    assert found.notes == (() if year else ("没有读到标题里的机关和年度。",))


def test_a_table_3_alone_says_what_is_missing() -> None:
    told = report()
    whole = page(told).decode()
    only = whole[whole.index("<table border=1>", whole.index("第二十条第（八）项")) :]
    first, _, rest = only.partition("</table>")
    found = read_published("a.html", f"<html><body>{first}</table></body></html>".encode())
    assert rest
    assert (found.report["table3"], found.notes) == (
        told["table3"],
        (
            "没有读到标题里的机关和年度。",
            "没有找到表二（主动公开）。",
            "没有找到表四（复议、诉讼）。",
        ),
    )


def test_a_table_cut_in_two_by_a_page_break_is_read_on() -> None:
    told = report()
    whole = page(told).decode()
    row = whole.rindex("<tr>", 0, whole.index("2.没有现成信息需要另行制作"))
    halves = f"{whole[:row]}</table><p>—3—</p><table>{whole[row:]}"
    assert tables(read_published("a.html", halves.encode()).report) == tables(told)


@pytest.mark.parametrize(
    ("name", "content", "begins"),
    [
        (
            "a.html",
            b"<html><body><table><tr><td>1</td></tr></table></body></html>",
            "a.html 里没有",
        ),
        ("a.docx", b"PK not a zip", "a.docx 读不出来"),
        ("a.docx", b"", "a.docx 读不出来"),
        ("a.pdf", b"%PDF-1.4", "a.pdf 的格式读不了"),
        ("年报.html", "<p>只有文字</p>".encode(), "年报.html 里没有"),
    ],
)
def test_what_is_no_report_is_told_in_a_sentence(name: str, content: bytes, begins: str) -> None:
    with pytest.raises(ReportUnreadable) as caught:
        read_published(name, content)
    assert caught.value.sentence.startswith(begins)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        (" ３ ", 3),
        ("1,234,567", 1234567),
        ("12,34", "12,34"),
        ("5①", 5),
        ("5（注1）", 5),
        ("5[2]", 5),
        ("7 件", 7),
        ("23.50万元", 23.5),
        ("", None),
        ("　", None),
        ("/", "/"),
        ("—", "—"),
        ("无", "无"),
        ("-1", "-1"),
        ("1e3", "1e3"),
    ],
)
def test_numbers_as_reports_write_them(text: str, number: Any) -> None:
    assert number_of(text) == number


CELL = st.integers(0, 99_999)


@given(st.data())
def test_whatever_the_numbers_what_is_printed_is_read_back(data: st.DataObject) -> None:
    told = report()
    for table, rows, columns in (("table3", ROWS3, COLUMNS3), ("table4", ROWS4, COLUMNS4)):
        for row in rows:
            cells = data.draw(st.lists(CELL, min_size=len(columns), max_size=len(columns)))
            told[table][row] = dict(zip(columns, cells, strict=True))
    for row, names in TABLE2.items():
        told["table2"][row] = {name: data.draw(CELL) for name in names}
    assert tables(read_published("a.html", page(told)).report) == tables(told)


def test_places_are_named_as_the_form_names_them() -> None:
    assert [
        place_of("table3 row 3.6.3 other"),
        place_of("table3 row 1 total"),
        place_of("table4 row litigation_direct pending"),
        place_of("table2 row 规章 本年制发件数"),
        place_of("text 收到3件"),
    ] == [
        "表三“（六）其他处理 3.其他”的“其他”",
        "表三“一、本年新收政府信息公开申请数量”的“总计”",
        "表四“行政诉讼 未经复议直接起诉”的“尚未审结”",
        "表二“规章”的“本年制发件数”",
        "文字“收到3件”",
    ]


def test_documents_in_force_follow_from_the_year_before() -> None:
    def told(made: int, ended: int, valid: int) -> dict[str, Any]:
        row = {"本年制发件数": made, "本年废止件数": ended, "现行有效件数": valid}
        return {"table2": {"行政规范性文件": row}}

    assert doubts(told(5, 1, 25), last_year=told(0, 0, 21)) == ()
    assert [(one.code, dict(one.values)) for one in doubts(told(5, 1, 25), last_year=told(0, 0, 20))
            ] == [("documents", {"valid": 25, "before": 20, "made": 5, "ended": 1})]  # fmt: skip
    assert doubts(told(5, 1, 25)) == ()
