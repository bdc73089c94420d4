"""A body survives the editor: pictures, headings, tables, and what nobody touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.faces.desk.records.bodies import (
    UnknownPicture,
    as_stored,
    for_editing,
    is_untouched,
)
from gongkai.work.files.html import clean_html, pictures_of

A, B = "a" * 64, "b" * 64
BODY = (
    f'<h2>一、甲</h2><p>乙<img src="file:{A}" alt="图&quot;甲&quot;"></p><h3>（一）丙</h3>'
    f'<p><img src="file:{B}" alt=""></p><table><tbody><tr><td>1</td></tr></tbody></table>'
)


def test_pictures_become_marks_and_come_back() -> None:
    shown = for_editing(BODY, [A, B])
    assert shown == (
        '<h3>一、甲</h3><p>乙［图片1：图"甲"］</p>'
        + "<h4>（一）丙</h4><p>［图片2］</p><table><tbody><tr><td>1</td></tr></tbody></table>"
    )
    stored = as_stored(shown, [A, B])
    assert pictures_of(clean_html(stored)) == [A, B]
    assert 'alt="图&quot;甲&quot;"' in clean_html(stored)


def test_words_of_a_picture_are_written_in_its_mark() -> None:
    assert as_stored("甲\n［图片 2: 流程 <图>］", [A, B]) == (
        f'<p>甲</p><p><img src="file:{B}" alt="流程 &lt;图&gt;"></p>'
    )


@pytest.mark.parametrize("typed", ["［图片0］", "［图片3］", "<p>［图片9999：x］</p>"])
def test_a_mark_without_its_picture_is_refused(typed: str) -> None:
    with pytest.raises(UnknownPicture):
        as_stored(typed, [A, B])


def test_plain_text_becomes_paragraphs_and_stays_text() -> None:
    assert as_stored("甲 < 乙\r\n\r\n 丙", []) == "<p>甲 &lt; 乙</p><p>丙</p>"
    assert as_stored("", []) == ""


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<p>甲 &lt; 乙</p><p>丙</p>", "甲 < 乙\n\n丙"),
        (f'<p>甲<img src="file:{A}" alt="图"></p>', "甲［图片1：图］"),
        ("<p>甲 &lt;b&gt;</p>", "<p>甲 &lt;b&gt;</p>"),
        ("<p>甲<strong>乙</strong></p>", "<p>甲<strong>乙</strong></p>"),
        ('<p class="x">甲</p>', '<p class="x">甲</p>'),
    ],
)
def test_bare_paragraphs_come_back_as_they_were_typed(stored: str, shown: str) -> None:
    assert for_editing(stored, [A]) == shown
    assert as_stored(shown, [A]) == stored


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("<h3>一、甲</h3>\n<p>乙 <strong>丁</strong></p>", True),
        ("<h3>一、甲</h3><p>乙<b>丁</b></p><p><br></p>", True),
        ("<h3>一、甲</h3><p>乙丁</p>", False),
        ("<p>一、甲</p><p>乙<strong>丁</strong></p>", False),
        ("<h3>一、甲</h3><p>乙<strong>戊</strong></p>", False),
        ("", False),
    ],
)
def test_only_a_real_change_counts(typed: str, same: bool) -> None:
    assert is_untouched(typed, "<h3>一、甲</h3><p><u>乙</u><strong>丁</strong></p>") is same


@given(st.text(alphabet="甲乙<>&\"'[]［］：:图片12 /ph3\n", max_size=60))
def test_whatever_is_typed_is_stored_or_refused(typed: str) -> None:
    try:
        stored = clean_html(as_stored(typed, [A]))
    except UnknownPicture:
        return
    shown = for_editing(stored, [A])
    assert is_untouched(shown, for_editing(clean_html(as_stored(shown, [A])), [A]))
