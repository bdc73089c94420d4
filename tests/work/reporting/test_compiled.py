"""Table 2 from the records and from what was handed in; files say what the tables say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.rules.report_tables import COLUMNS3, COLUMNS4, ROWS3, ROWS4, TABLE2, read_published
from gongkai.work.journal.deeds import Refused
from gongkai.work.reporting.actions.write import hand_in
from gongkai.work.reporting.models.report import HandedFigure
from gongkai.work.reporting.queries.compiled import compiled
from gongkai.work.reporting.queries.documents import documents
from gongkai.work.reporting.queries.paper import report_docx
from tests.factories import district
from tests.rules.report_tables.build import report
from tests.work.records.world import item, published, world
from tests.work.reporting.scene import BEGIN, YEAR, scene


@pytest.mark.django_db
def test_documents_are_counted_by_their_dates_and_what_became_of_them() -> None:
    here = world()
    item("P20-01", name="规范性文件")
    for number, issued, expires in (
        (1, date(2021, 5, 1), None),
        (2, date(2022, 3, 1), date(2022, 12, 30)),
        (3, date(2022, 6, 1), None),
        (4, date(2023, 2, 1), None),
        (5, date(2020, 2, 1), date(2022, 6, 30)),
        (6, date(2020, 2, 1), date(2021, 6, 30)),
    ):
        published(
            here, title=f"第{number}号办法", issued_on=issued, formed_on=issued,
            expires_on=expires, registration_number=f"QHQDR-{issued.year}-00{number}0001",
        )  # fmt: skip
    published(here, title="没有登记号的通知", issued_on=date(2022, 3, 1))

    def counted(year: int) -> tuple[int, ...]:
        return tuple(documents([here.organisation], year)[here.organisation.pk].values())

    # Made, ended, in force: the last of a year are those of the year before, changed by the rest.
    assert [counted(year) for year in (2020, 2021, 2022, 2023)] == [
        (2, 0, 2), (1, 1, 2), (2, 2, 2), (1, 0, 3),
    ]  # fmt: skip
    assert counted(2022)[2] == counted(2021)[2] + counted(2022)[0] - counted(2022)[1]
    assert documents([], 2022) == {}


@pytest.mark.django_db
def test_the_newest_figure_counts_and_the_earlier_ones_stay() -> None:
    here = scene()
    row = HandedFigure.Row.FEES
    of: dict[str, Any] = {**here.of, "by": here.clerk, "at": BEGIN}
    for value in ("1.5", "2.25", "2.25"):
        hand_in(**of, figures={row: Decimal(value)}, source="财务系统")
    assert [str(one.value.normalize()) for one in HandedFigure.objects.order_by("id")] == [
        "1.5", "2.25",
    ]  # fmt: skip
    found = compiled(here.organisation, YEAR)
    assert found.report["table2"]["行政事业性收费"] == {"本年收费金额": 2.25}
    assert [name for _, name in found.lacking] == ["行政许可", "行政处罚", "行政强制"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("figures", "source", "code"),
    [
        ({"行政许可": Decimal("1.5")}, "x", "figure_not_whole"),
        ({"行政许可": Decimal(-1)}, "x", "figure_unfit"),
        ({"行政许可": Decimal("1e11")}, "x", "figure_unfit"),
        ({"行政许可": Decimal("NaN")}, "x", "figure_unfit"),
        ({"规章": Decimal(1)}, "x", "figure_row_unknown"),
    ],
)
def test_figures_that_cannot_be(figures: dict[str, Decimal], source: str, code: str) -> None:
    here = scene()
    with pytest.raises(Refused) as caught:
        hand_in(**here.of, figures=figures, source=source, by=here.clerk, at=BEGIN)
    assert [one.code for one in caught.value.reasons] == [code]
    with pytest.raises(Refused) as silent:
        hand_in(**here.of, figures={}, source=" ", by=here.clerk, at=BEGIN)
    assert silent.value.code == "figure_without_source"


@pytest.mark.django_db
def test_the_place_says_whose_figure_is_missing() -> None:
    here, whole = scene(), district()
    hand_in(**here.of, figures={"行政许可": Decimal(4)}, source="x", by=here.clerk, at=BEGIN)
    found = compiled(whole, YEAR)
    assert found.report["table2"]["行政许可"] == {"本年处理决定数量": None}
    assert {(one.code, name) for one, name in found.lacking if name == "行政许可"} == {
        ("bgs", "行政许可")
    }


CELL = st.integers(0, 999_999)


@settings(max_examples=8)
@given(st.data())
def test_whatever_the_numbers_the_word_file_is_read_back(data: st.DataObject) -> None:
    told = report(name="青禾区财政局", text={"五、存在的主要问题及改进情况": {"": "宣传不够。"}})
    for table, rows, columns in (("table3", ROWS3, COLUMNS3), ("table4", ROWS4, COLUMNS4)):
        for row in rows:
            cells = data.draw(st.lists(CELL, min_size=len(columns), max_size=len(columns)))
            told[table][row] = dict(zip(columns, cells, strict=True))
    for row, names in TABLE2.items():
        told["table2"][row] = {name: data.draw(CELL) for name in names}
    fees = data.draw(st.decimals(0, 10**6, places=4))
    told["table2"]["行政事业性收费"] = {"本年收费金额": float(fees)}
    found = read_published("a.docx", report_docx(told)).report
    assert [found[one] for one in ("table2", "table3", "table4")] == [
        told[one] for one in ("table2", "table3", "table4")
    ]
    assert found["text"]["五、存在的主要问题及改进情况"] == "宣传不够。"


def test_the_same_report_is_the_same_file() -> None:
    told = report(name="青禾区财政局")
    assert report_docx(told) == report_docx(told)
