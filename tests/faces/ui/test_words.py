"""Dates, sizes, masks, marks in texts and charts: what stands behind the components."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.faces.ui.charts import NARROW, WIDE, Canvas, Chart, Series, draw
from gongkai.faces.ui.dates import cn_date, cn_day
from gongkai.faces.ui.marked import paragraphs
from gongkai.faces.ui.masks import mask
from gongkai.faces.ui.parts import Hit
from gongkai.faces.ui.sizes import file_size


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 9, 16), "9月16日 星期三"),
        (date(2026, 9, 19), "9月19日 星期六"),
        (date(2026, 9, 20), "9月20日 星期日（调休上班）"),
        (date(2026, 10, 1), "10月1日 星期四（放假）"),
        (date(2026, 10, 3), "10月3日 星期六"),
        (date(2099, 1, 5), "1月5日 星期一（放假安排未公布）"),
        (date(2099, 1, 4), "1月4日 星期日"),
        (datetime(2026, 9, 15, 16, 30, tzinfo=UTC), "9月16日 星期三"),
        (datetime(2026, 9, 15, 16, 30), "9月15日 星期二"),
    ],
)
def test_near_day(day: date, words: str) -> None:
    assert cn_day(day) == words


def test_full_date_is_that_of_china() -> None:
    assert cn_date(date(2023, 7, 25)) == "2023年7月25日"
    assert cn_date(datetime(2025, 12, 31, 16, 0, tzinfo=UTC)) == "2026年1月1日"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 字节"),
        (1023, "1023 字节"),
        (1024, "1 KB"),
        (38912, "38 KB"),
        (1024 * 1024 - 1, "1.0 MB"),
        (1024 * 1024, "1 MB"),
        (1572864, "1.5 MB"),
        (50 * 1024 * 1024, "50 MB"),
        (3 * 1024**4, "3072 GB"),
    ],
)
def test_file_size(count: int, words: str) -> None:
    assert file_size(count) == words


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("11010519491231002X", "identity", "110105************"),
        ("13900000000", "mobile", "139****0000"),
        ("6222021234567890128", "card", "***************0128"),
        ("示某某", "name", "示**"),
        ("示", "name", "*"),
        ("1390000", "mobile", "*******"),
        ("", "card", ""),
    ],
)
def test_mask(value: str, kind: str, shown: str) -> None:
    assert mask(value, kind) == shown


def test_unknown_kind_is_not_shown() -> None:
    with pytest.raises(KeyError):
        mask("x", "nonsense")


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), max_size=6)


@given(st.text("甲乙\n", max_size=30), SPANS)
def test_marking_never_loses_or_repeats_text(text: str, spans: list[tuple[int, int]]) -> None:
    hits = [Hit(start, start + length, "warn", "x") for start, length in spans]
    # What a hit over a line end covers is hidden after that line end, so such hits are left out.
    hits = [hit for hit in hits if "\n" not in text[hit.start : hit.end]]
    drawn = ["".join(piece.text for piece in line) for line in paragraphs(text, hits)]
    assert drawn == [line for line in text.split("\n") if line]


@given(st.integers(0, 20), st.integers(1, 20), st.integers(0, 20), st.integers(1, 20))
def test_masked_text_never_shows(a: int, long_a: int, b: int, long_b: int) -> None:
    text = "0123456789abcdefghij"
    hits = [
        Hit(a, a + long_a, "block", "x", shown="*"),
        Hit(b, b + long_b, "block", "y", shown="*"),
    ]
    drawn = "".join(piece.text for line in paragraphs(text, hits) for piece in line)
    covered = set(text[a : a + long_a] + text[b : b + long_b])
    assert covered & set(drawn) == set()


def test_masked_hit_over_a_line_end_hides_both_parts() -> None:
    lines = paragraphs("甲139\n0000乙", [Hit(1, 9, "block", "x", shown="***")])
    assert [[piece.text for piece in line] for line in lines] == [["甲", "***"], ["乙"]]


def chart(*values: float | None, kind: str = "bar") -> Chart:
    labels = [f"{n} 月" for n in range(1, len(values) + 1)]
    return Chart("题", "话", "月份", labels, [Series("件数", values)], kind)


def test_bars_begin_at_nought_and_are_true_to_scale() -> None:
    drawing = draw(chart(10, 5, 0))
    assert [mark.height for mark in drawing.marks] == [128.0, 64.0, 0.0]
    assert drawing.rows == [("1 月", ["10"]), ("2 月", ["5"]), ("3 月", ["0"])]


def test_lying_bars() -> None:
    drawing = draw(chart(4, 1, kind="rows"))
    assert [(mark.y, mark.width) for mark in drawing.marks] == [(4, 416.0), (31, 104.0)]
    narrow = draw(chart(4, 1, kind="rows"), NARROW)
    assert [(mark.y, mark.label_y) for mark in narrow.marks] == [(22, 17), (68, 63)]
    assert all(mark.left + mark.width < NARROW.width for mark in narrow.marks)


@pytest.mark.parametrize("canvas", [WIDE, NARROW])
@pytest.mark.parametrize("label", ["9月", "2026-09", "二〇二六年九月"])
def test_labels_never_run_into_each_other_and_the_last_is_told(canvas: Canvas, label: str) -> None:
    values = [100.25] * 12
    what = Chart("题", "话", "月份", [label] * 12, [Series("得分", values)], "line")
    marks = draw(what, canvas).marks
    step = (canvas.width - canvas.left - canvas.right) / 12
    for texts in ([mark.label for mark in marks], [mark.figure for mark in marks]):
        told = [place for place, text in enumerate(texts) if text]
        length = sum(13 if ord(sign) > 0x2E80 else 7.8 for sign in texts[-1])
        apart = [(after - before) * step for before, after in pairwise(told)]
        assert told[-1] == 11
        assert min(apart, default=length) >= length


def test_line_breaks_where_a_number_is_missing() -> None:
    drawing = draw(chart(1, None, 3, 2, kind="line"))
    assert [path.count("M") for _, path in drawing.paths] == [2]
    assert drawing.rows[1] == ("2 月", ["—"])
    assert [figure for _, figure in drawing.grid] == ["1", "1.5", "2", "2.5", "3"]


@given(st.lists(st.floats(-1e4, 1e6) | st.none(), min_size=1, max_size=12))
def test_line_stays_on_the_canvas(values: list[float | None]) -> None:
    drawing = draw(chart(*values, kind="line"))
    assert all(22 <= mark.y <= 150 for mark in drawing.marks)


@pytest.mark.parametrize("values", [(), (0,), (None, None), (0, 0)])
def test_empty_charts_are_drawn(values: tuple[float | None, ...]) -> None:
    for kind in ("bar", "rows", "line"):
        drawing = draw(chart(*values, kind=kind))
        assert len(drawing.rows) == len(values)


def test_series_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 labels"):
        draw(Chart("题", "话", "月份", ["1", "2"], [Series("x", [1])]))


def test_drawing_is_the_same_each_time() -> None:
    assert draw(chart(1, 2)) == draw(chart(1, 2))
