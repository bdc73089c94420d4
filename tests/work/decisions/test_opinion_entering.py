"""Opinions that came otherwise: by hand and from tables; nothing lost, nothing counted twice."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from openpyxl import Workbook, load_workbook

from gongkai.work.decisions.actions.bring_in import bring_in
from gongkai.work.decisions.models.opinion import Opinion, OpinionImport
from gongkai.work.decisions.queries.opinion_table import read_table, refused_rows, template
from gongkai.work.journal.models.deed import Deed
from tests.factories import clerk, department, officer
from tests.work.decisions.consult_scene import (
    AT,
    CLOSES,
    LATER,
    OPENS,
    Scene,
    entered,
    opened,
    prepared,
    recounted,
    tallies,
)
from tests.work.records.world import refused_for

pytestmark = pytest.mark.django_db
HEAD = ["序号", "意见建议", "渠道", "条款", "姓名", "电话", "日期"]
GOOD = [
    [1, "建议降价。", "来信", "第五条", "米有为", "13800138000", "2026-08-25"],
    [2, "建议降价。", "座谈会", "全文", "", "", date(2026, 8, 26)],
    [3, "免费时长太短。", "电话", "八", "", "", ""],
]
BAD = [
    [4, "", "来信", "第五条", "", "", ""],
    [5, "写错了条款。", "飞鸽", "第九十九条", "", "", "2026-01-01"],
]


def xlsx(*rows: list[Any], head: list[Any] | None = None, over: str = "") -> bytes:
    book = Workbook()
    sheet: Any = book.active
    if over:
        sheet.append([over])
    for row in (head or HEAD, *rows):
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_csv(*rows: list[Any]) -> bytes:
    held = StringIO()
    csv.writer(held).writerows([HEAD, *rows])
    return held.getvalue().encode("gb18030")


def brought(made: Scene, data: bytes, name: str = "汇总.xlsx", **given: Any) -> OpinionImport:
    at = given.pop("at", LATER)
    return bring_in(
        consultation=made.consultation, name=name, data=data, by=made.here.clerk, at=at, **given
    )


def test_what_came_by_letter_is_numbered_and_counted_with_the_others() -> None:
    made = opened()
    one = entered(made, "我是米有为，请降价。", clause="a5", name="米有为", at=LATER)
    assert (str(one), one.shown, one.entered_by) == ("Y-0001", "我是***，请降价。", made.here.clerk)
    assert tallies(made.consultation) == recounted(made.consultation)
    assert Deed.objects.get(verb="opinion.enter").detail == {
        "number": "Y-0001", "channel": "letter",
    }  # fmt: skip


@pytest.mark.parametrize(("fields", "code"), [
    ({"channel": "portal"}, "opinion_channel_unknown"),
    ({"channel": ""}, "opinion_channel_unknown"),
    ({"said_on": OPENS - timedelta(days=1)}, "opinion_day_outside"),
    ({"said_on": CLOSES + timedelta(days=1)}, "opinion_day_outside"),
    ({"text": " "}, "comment_empty"), ({"text": "长" * 5001}, "comment_long"),
    ({"contact": "1" * 201}, "opinion_author_long"),
    ({"files": [("a.exe", b"MZ")]}, "opinion_file_kind"),
])  # fmt: skip
def test_what_cannot_be_entered(fields: dict[str, Any], code: str) -> None:
    made = opened()
    assert refused_for(lambda: entered(made, at=LATER, **fields)) == [code]
    assert refused_for(lambda: entered(made, clause="a99")) == ["opinion_clause_unknown"]


def test_nothing_is_entered_before_it_is_open_or_by_others() -> None:
    made = prepared()
    assert refused_for(lambda: entered(made)) == ["consultation_not_public"]
    for who in (clerk(department("mzj", "民政局"), "别处"), officer()):
        with pytest.raises(Exception, match="no_power"):
            bring_in(consultation=made.consultation, name="a.xlsx", data=xlsx(*GOOD), by=who, at=AT)


@pytest.mark.parametrize(("data", "name"), [
    (xlsx(*GOOD, *BAD), "汇总.xlsx"), (as_csv(*GOOD, *BAD), "汇总.csv"),
])  # fmt: skip
def test_good_rows_are_taken_and_each_bad_row_says_why(data: bytes, name: str) -> None:
    made = opened()
    one = brought(made, data, name)
    assert (one.rows, one.taken, [bad["row"] for bad in one.refused]) == (5, 3, [5, 6])
    assert one.refused[0]["reasons"] == [
        "“意见建议”列没有意见内容，请补上，或者删去这一行。"
    ]  # fmt: skip
    assert len(one.refused[1]["reasons"]) == 3
    rows = Opinion.objects.order_by("number")
    assert list(rows.values_list("number", "channel", "clause__key", "said_on")) == [
        (1, "letter", "a5", date(2026, 8, 25)), (2, "talk", None, date(2026, 8, 26)),
        (3, "phone", "a8", CLOSES),
    ]  # fmt: skip
    assert next((each.name, each.contact) for each in rows) == ("米有为", "13800138000")
    assert tallies(made.consultation) == recounted(made.consultation)


def test_the_header_is_found_below_a_title_and_rows_keep_their_numbers() -> None:
    made = opened()
    one = brought(made, xlsx(*GOOD, *BAD, over="征求意见汇总表"))
    assert (one.taken, [bad["row"] for bad in one.refused]) == (3, [6, 7])


def test_the_same_file_is_taken_once() -> None:
    made, data = opened(), xlsx(*GOOD)
    brought(made, data)
    assert refused_for(lambda: brought(made, data, "改了名.xlsx")) == ["opinion_table_again"]
    assert Opinion.objects.count() == 3


def test_a_mended_table_brings_only_what_no_table_brought() -> None:
    made = opened()
    first = brought(made, xlsx(*GOOD, GOOD[1], *BAD))
    mended = [[4, "补上的意见。", "来信", "第五条", "", "", ""]]
    again = brought(made, xlsx(*GOOD, GOOD[1], GOOD[1], *mended), mended=True)
    assert (first.taken, again.taken, Opinion.objects.count()) == (4, 2, 6)
    assert tallies(made.consultation) == recounted(made.consultation)


def test_equal_rows_of_one_table_are_as_many_opinions() -> None:
    made = opened()
    assert brought(made, xlsx(*[GOOD[1]] * 5)).taken == 5


def test_refused_rows_come_back_with_their_reasons_and_can_be_brought_in_again() -> None:
    made = opened()
    data = xlsx(*GOOD, *BAD)
    one = brought(made, data)
    reasons = {bad["row"]: "".join(bad["reasons"]) for bad in one.refused}
    back = refused_rows(read_table("汇总.xlsx", data), reasons)
    sheet: Any = load_workbook(BytesIO(back)).active
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0] == ["没有收入的原因", "原来的行号", *HEAD]
    assert [row[1] for row in values[1:]] == ["5", "6"]
    assert brought(made, back, "没有收入的行.xlsx").taken == 0


@pytest.mark.parametrize(("data", "name", "code"), [
    (xlsx(["a", "b"], head=["标题", "文号"]), "a.xlsx", "opinion_table_columns"),
    (b"x", "a.docx", "opinion_table_kind"), (b"not a workbook", "a.xlsx", "file_mismatch"),
    (xlsx(), "a.xlsx", "opinion_table_empty"), (b"", "a.csv", "file_empty"),
])  # fmt: skip
def test_what_is_no_table_of_opinions(data: bytes, name: str, code: str) -> None:
    made = opened()
    assert refused_for(lambda: brought(made, data, name)) == [code]
    assert OpinionImport.objects.count() == 0


def test_the_template_can_be_filled_in_and_brought_in() -> None:
    made = opened()
    one = brought(made, template(made.consultation), "意见汇总表.xlsx")
    assert (one.rows, one.taken, one.refused) == (1, 1, [])


def test_formulas_and_scripts_stay_text() -> None:
    made = opened()
    row = [1, "<script>x()</script>", "来信", "", "=cmd()", "", ""]
    brought(made, xlsx([*row[:4], "'=cmd()", *row[5:]]))
    assert Opinion.objects.get().shown == "<script>x()</script>"


def test_what_was_brought_in_is_never_changed() -> None:
    made = opened()
    brought(made, xlsx(*GOOD))
    with pytest.raises(DatabaseError), transaction.atomic():
        OpinionImport.objects.update(taken=0)
