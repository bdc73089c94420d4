"""The figures of a consultation add up, and nothing goes out while an opinion is open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions.summary import (
    Line,
    Row,
    UnknownDisposition,
    figures,
    is_concentrated,
    publication_faults,
)
from gongkai.rules.document.remarks import Remark

ROWS = [
    Row("portal", "a1", "adopted"),
    Row("portal", "a1", "partly", reason="部分纳入"),
    Row("letter", "", "not", held=True, reason="与上位法不一致"),
    Row("letter", "a2", None),
]


def test_lines_by_channel_and_clause() -> None:
    found = figures(ROWS)
    assert found.all == Line(adopted=1, partly=1, not_adopted=1, open=1, held=1)
    assert found.by_channel == {
        "portal": Line(adopted=1, partly=1),
        "letter": Line(not_adopted=1, open=1, held=1),
    }
    assert found.by_clause["a1"].as_json() == {
        "adopted": 1, "partly": 1, "not_adopted": 0, "open": 0, "held": 0, "total": 2,
    }  # fmt: skip
    assert list(found.as_json()) == ["all", "by_channel", "by_clause"]


def test_one_open_of_five_hundred_stops_the_publication() -> None:
    rows = [Row("portal", "", "adopted")] * 499 + [Row("portal", "", None)]
    assert publication_faults(figures(rows)) == (Remark("opinions_open", True, (("count", 1),)),)
    assert publication_faults(figures(rows[:-1])) == ()


def test_reason_is_its_own_or_that_of_the_group() -> None:
    rows = [Row("portal", "", "not", group=7), Row("portal", "", "partly")]
    lacking = Remark("opinions_unreasoned", True, (("count", 2),))
    assert publication_faults(figures(rows)) == (lacking,)
    assert publication_faults(figures([rows[0]]), {7: "不属于本级职权"}) == ()
    assert publication_faults(figures([rows[0]]), {7: "  "}) == (
        Remark("opinions_unreasoned", True, (("count", 1),)),
    )


def test_concentrated_group_needs_a_reason_of_its_own() -> None:
    rows = [Row("portal", "", "not", group=7, reason="不予采纳。")] * 5
    short = Remark("group_reason_short", True, (("group", 7), ("count", 5), ("signs", 10)))
    assert publication_faults(figures(rows)) == (short,)
    assert publication_faults(figures(rows), {7: "九个字的理由不够啊"}) == (short,)
    assert publication_faults(figures(rows), {7: "上位法对期限已有明确规定"}) == ()
    assert publication_faults(figures([one._replace(disposition="adopted") for one in rows])) == ()


@pytest.mark.parametrize(
    ("count", "total", "many"),
    [(5, 10_000, True), (4, 10_000, False), (2, 200, True), (2, 201, False), (1, 1, False)],
)
def test_how_many_are_many(count: int, total: int, many: bool) -> None:
    assert is_concentrated(count, total) == many


def test_unknown_word_is_no_disposition() -> None:
    with pytest.raises(UnknownDisposition) as caught:
        figures([Row("portal", "", "off_topic")])
    assert caught.value.word == "off_topic"


MADE = st.builds(
    Row,
    channel=st.sampled_from(["portal", "letter", "talk"]),
    clause=st.sampled_from(["", "a1", "a2"]),
    disposition=st.sampled_from(["adopted", "partly", "not", "", None]),
    group=st.sampled_from([None, 1, 2]),
    held=st.booleans(),
    reason=st.sampled_from(["", "理由"]),
)


@given(st.lists(MADE))
def test_sums_add_up_whatever_the_rows(rows: list[Row]) -> None:
    found = figures(rows)
    assert found.all.total == len(rows)
    for lines in (found.by_channel, found.by_clause):
        for name in Line().as_json():
            assert sum(one.as_json()[name] for one in lines.values()) == found.all.as_json()[name]
    for line in (found.all, *found.by_channel.values(), *found.by_group.values()):
        assert line.total == line.adopted + line.partly + line.not_adopted + line.open
        assert line.held <= line.total
    is_open = any(not row.disposition for row in rows)
    assert is_open == ("opinions_open" in {one.code for one in publication_faults(found)})
