"""The date under a document: which one is proposed, and what is no date at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.document.signature import signed_on

ROWS = [
    ("青禾区教育局\n2021年3月5日", date(2021, 3, 5), True),
    ("2021 年 3 月 5 日", date(2021, 3, 5), True),
    ("二〇二一年三月五日", date(2021, 3, 5), True),
    ("二○一九年十二月三十一日\n（此件公开发布）", date(2019, 12, 31), True),
    ("一九九九年十月十日", date(1999, 10, 10), True),
    ("2021-03-05", date(2021, 3, 5), True),
    ("2021.3.5", date(2021, 3, 5), True),
    ("自2020年1月1日起施行。\n2019年12月20日\n电话于2022年1月1日更换。", date(2019, 12, 20), True),
    ("会议于2020年1月1日召开，2020年1月3日结束。", date(2020, 1, 3), False),
    ("2021-03/05", None, False),
    ("12021年3月5日", None, False),
    ("2021年13月5日", None, False),
    ("2021年2月30日", None, False),
    ("2021年", None, False),
    ("", None, False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "on", "is_alone"), ROWS)
def test_the_last_date_on_a_line_of_its_own(text: str, on: date | None, is_alone: bool) -> None:
    found = signed_on(text)
    assert (found and found.on, bool(found and found.is_alone)) == (on, is_alone)


@given(st.dates(date(1949, 10, 1), date(2099, 12, 31)), st.text("甲乙。\n ", max_size=20))
def test_a_date_under_any_text_is_read_back(day: date, before: str) -> None:
    found = signed_on(f"{before}\n{day.year}年{day.month}月{day.day}日\n")
    assert found is not None
    assert (found.on, found.is_alone) == (day, True)


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    found = signed_on(text)
    assert found is None or found.line in [line.strip() for line in text.splitlines()]
