"""Word files: whatever hides what was marked, it is gone, and what was not marked is there."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gongkai.work.files.extract.read import extract
from gongkai.work.foi.redact.fold import folded
from gongkai.work.foi.redact.make import look, redact
from gongkai.work.foi.redact.marks import Mark, block_of
from gongkai.work.journal.deeds import Refused
from tests.work.foi.redact.hiding import BESIDE, HIDING, NAME
from tests.work.foi.redact.word_made import (
    drawing,
    everything,
    names,
    p,
    photo,
    r,
    text_box,
    texts,
    word,
)

PHONE = "13800138000"
GONE = block_of("E15")
TERM = Mark("E15", term=NAME)


def redacted(data: bytes, *marks: Mark) -> bytes:
    made, _ = redact("docx", data, marks)
    return made.data


def passages(data: bytes) -> dict[str, str]:
    return {one.key: one.text for one in look("docx", data).passages}


def is_in(data: bytes, words: str) -> bool:
    """True if the words stand anywhere in any part, as text or as bytes."""
    whole = everything(data)
    ways = (words.encode(), words.encode("utf-16-le"), words.encode("gb18030"))
    return any(one in whole for one in ways) or folded(words) in folded(
        extract("a.docx", data).text
    )


def test_a_term_goes_wherever_it_is_written() -> None:
    data = word(
        p("甲方", r("米"), r("有", "<w:b/>"), r("为"), "同意。")
        + p("米 有为与米\u3000有\u200b为")
        + p("与他人无关")
    )
    made = redacted(data, TERM)
    assert texts(made) == [f"甲方{GONE}同意。", f"{GONE}与{GONE}", "与他人无关"]
    assert not is_in(made, NAME)


def test_the_block_is_always_of_one_length() -> None:
    data = word(p("米有为") + p("青禾区稻香路一号二单元三〇一室"))
    made = redacted(
        data, *(Mark("E15", key=key, end=len(text)) for key, text in passages(data).items())
    )
    assert texts(made) == [GONE, GONE]


def test_a_marked_sentence_goes_elsewhere_too() -> None:
    data = word(p("第一句。报价为九十万元。第三句。") + p("会上再次确认：报价为九十万元。"))
    key = look("docx", data).passages[0].key
    made = redacted(data, Mark("E15", key=key, start=4, end=12))
    assert texts(made) == [f"第一句。{GONE}第三句。", f"会上再次确认：{GONE}"]


def test_a_short_cell_goes_only_where_it_was_marked() -> None:
    data = word(p("男") + p("男女平等，共12条"))
    made = redacted(data, Mark("E15", key="document-1", end=1))
    assert texts(made) == [GONE, "男女平等，共12条"]


def test_a_number_with_one_figure_to_a_cell() -> None:
    cells = "".join(f"<w:tc>{p(one)}</w:tc>" for one in PHONE)
    data = word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + p("完"))
    made = redacted(data, Mark("E15", term="138-0013-8000"))
    assert texts(made) == [*[GONE] * len(PHONE), "完"]


def test_two_grounds_in_one_paragraph() -> None:
    data = word(p("米有为的报价"))
    made = redacted(data, TERM, Mark("E16b", key="document-1", start=4, end=6))
    assert texts(made) == [f"{GONE}的{block_of('E16b')}"]


@pytest.mark.parametrize("case", HIDING.values(), ids=HIDING.keys())
def test_what_is_not_seen_goes_without_a_mark(case: dict[str, str]) -> None:
    data = word(**case)
    assert is_in(data, NAME)
    made = redacted(data)
    assert (is_in(made, NAME), texts(made)[-1]) == (False, "正文")


def test_parts_that_are_not_known_never_pass() -> None:
    made = redacted(word(p("正文"), parts=BESIDE))
    assert names(made) == [
        "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml",
        "word/settings.xml", "word/styles.xml",
    ]  # fmt: skip
    assert not is_in(made, NAME)


def test_what_was_left_out_is_told() -> None:
    data = word(
        p("正文", f'<w:del w:id="1"><w:r><w:delText>{NAME}</w:delText></w:r></w:del>')
        + p(r(NAME, "<w:vanish/>"))
        + p(text_box(p("框"))),
        comments=f'<w:comment w:id="1">{p("注")}</w:comment>',
    )
    assert dict(look("docx", data).remarks) == {
        "boxes": 1, "changes": 1, "comments": 1, "hidden": 1
    }  # fmt: skip


def test_what_is_seen_can_be_marked_wherever_it_stands() -> None:
    data = word(
        p("正文", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + p(f'<w:ins w:id="1" w:author="甲">{r("补上")}</w:ins>')
        + p(f'<w:hyperlink r:id="h">{r("链接")}</w:hyperlink>')
        + p(text_box(p("框里")))
        + f"<w:tbl><w:tr><w:tc>{p('一')}</w:tc><w:tc>{p('二')}</w:tc></w:tr></w:tbl>"
        + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>',
        leads={"h": ("hyperlink", f"https://a.cn/{NAME}")},
        header1=p("眉"),
        footnotes=f'<w:footnote w:id="2">{p("注")}</w:footnote>',
    )
    found = {one.where: one.text for one in look("docx", data).passages}
    assert found == {
        "正文第 1 段": "正文", "正文第 2 段": "补上", "正文第 3 段": "链接",
        "正文表 1 第 1 行第 1 格": "框里", "正文表 2 第 1 行第 1 格": "一",
        "正文表 2 第 1 行第 2 格": "二", "页眉第 1 段": "眉", "脚注第 1 段": "注",
    }  # fmt: skip
    made = redacted(data)
    assert not is_in(made, NAME)
    assert passages(made) == passages(data)
    marks = [Mark("E15", key=key, end=len(text)) for key, text in passages(data).items()]
    assert set(passages(redacted(data, *marks)).values()) == {GONE}


def test_pictures_are_drawn_anew_and_marked_ones_are_gone() -> None:
    data = word(
        p(drawing("a", said=NAME)) + p(drawing("b")) + p(drawing("c")),
        leads={one: ("image", f"media/{one}.jpg") for one in "abc"},
        parts={
            "word/media/a.jpg": photo("red", said=NAME),
            "word/media/b.jpg": photo("blue"),
            "word/media/c.jpg": photo("blue"),
        },
    )  # fmt: skip
    assert [one.key for one in look("docx", data).pictures] == ["p1", "p2", "p3"]
    whole = redacted(data)
    assert (is_in(whole, NAME), [one for one in names(whole) if "media" in one]) == (
        False, ["word/media/p1.jpg", "word/media/p2.jpg", "word/media/p3.jpg"]
    )  # fmt: skip
    made, _ = redact("docx", data, [Mark("E15", key="p2")])
    assert [one for one in names(made.data) if "media" in one] == ["word/media/p1.jpg"]
    assert [(one.key, one.why) for one in made.places] == [("p2", "mark"), ("p3", "same")]
    assert texts(made.data) == [GONE, GONE]


def test_what_a_crop_hides_is_cut_off() -> None:
    picture = Image.new("RGB", (100, 50), "white")
    picture.paste("red", (50, 0, 100, 50))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    data = word(
        p(drawing("a", crop='<a:srcRect r="50000"/>')),
        leads={"a": ("image", "media/a.png")},
        parts={"word/media/a.png": stream.getvalue()},
    )
    (kept,) = look("docx", data).pictures
    with Image.open(io.BytesIO(kept.data)) as cut:
        assert (cut.size, cut.getcolors()) == ((50, 50), [(2500, (255, 255, 255))])


def test_what_lies_under_full_transparency_is_gone() -> None:
    picture = Image.new("RGBA", (10, 10), (200, 10, 10, 0))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    data = word(
        p(drawing("a")), leads={"a": ("image", "media/a.png")},
        parts={"word/media/a.png": stream.getvalue()},
    )  # fmt: skip
    (kept,) = look("docx", data).pictures
    with Image.open(io.BytesIO(kept.data)) as drawn:
        assert drawn.getcolors() == [(100, (255, 255, 255, 0))]


def test_a_picture_that_cannot_be_drawn_is_left_out_in_words() -> None:
    data = word(
        p("图：", drawing("a")), leads={"a": ("image", "media/a.emf")},
        parts={"word/media/a.emf": NAME.encode("utf-16-le")},
    )  # fmt: skip
    made = redacted(data)
    assert texts(made) == ["图：【此处的图形、图表或者内嵌文件没有随本件提供】"]
    assert not is_in(made, NAME)


def test_numbers_of_pages_stay_alive_and_other_fields_become_text() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("7")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    made = redacted(
        word(p("第", field.format(code=" PAGE "), "页") + p(field.format(code="REF a")))
    )
    assert texts(made) == ["第页", "7"]
    assert everything(made).count(b'<w:fldSimple w:instr="PAGE"/>') == 1


def test_the_same_marks_give_the_same_bytes() -> None:
    data = word(p("米有为的报价"))
    assert redacted(data, TERM) == redacted(data, TERM)


BROKEN = {
    "no package": (b"PK\x03\x04 no", "redact_damaged"),
    "no document": (word("", parts={"_rels/.rels": "<a/>"}), "redact_not_word"),
    "broken part": (word("<w:p>"), "redact_damaged"),
    "entities": (
        word("", parts={"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "redact_damaged",
    ),
}


@pytest.mark.parametrize(("data", "code"), BROKEN.values(), ids=BROKEN.keys())
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        redacted(data)
    assert refusal.value.code == code


UNFIT: dict[str, tuple[Mark, str]] = {
    "ground": (Mark("E99", term="甲"), "redact_ground_unknown"),
    "nothing": (Mark("E15", term=" - "), "redact_term_empty"),
    "part of a block": (Mark("E15", term="条例"), "redact_term_shown"),
    "no such passage": (Mark("E15", key="document-9", end=1), "redact_place_gone"),
    "too far": (Mark("E15", key="document-1", end=99), "redact_place_gone"),
    "no such picture": (Mark("E15", key="p9"), "redact_place_gone"),
}


@pytest.mark.parametrize(("one", "code"), UNFIT.values(), ids=UNFIT.keys())
def test_marks_that_fit_nothing_are_refused(one: Mark, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        redacted(word(p("正文")), one)
    assert code in {refusal.value.code, *(reason.code for reason in refusal.value.reasons)}


LETTERS = st.text("甲乙丙丁戊己0123 \u3000-ａ", min_size=1, max_size=12)


@given(
    runs=st.lists(st.lists(LETTERS, min_size=1, max_size=4), min_size=1, max_size=5),
    drawn=st.data(),
)
def test_removed_strings_are_nowhere_and_the_rest_stays(runs: list[list[str]], drawn: Any) -> None:
    data = word("".join(p(*(r(one) for one in line)) for line in runs))
    found = look("docx", data).passages
    marks = []
    for passage in found:
        if drawn.draw(st.booleans()):
            start = drawn.draw(st.integers(0, len(passage.text) - 1))
            end = drawn.draw(st.integers(start + 1, len(passage.text)))
            marks.append(Mark("E15", key=passage.key, start=start, end=end))
    if term := drawn.draw(st.sampled_from(["", "甲乙", "丙", "01", "己0"])):
        marks.append(Mark("E16b", term=term))
    made, _ = redact("docx", data, marks)
    result = folded(extract("a.docx", made.data).text)
    for block in (block_of("E15"), block_of("E16b")):
        result = result.replace(folded(block), "■")
    assert [one for one in made.removed if one in result] == []
    gone = {(one.key, at) for one in made.places for at in range(one.start, one.end)}
    kept = "".join(
        sign for one in found for at, sign in enumerate(one.text) if (one.key, at) not in gone
    )
    assert folded(result.replace("■", "")) == folded(kept)


def test_the_look_stays() -> None:
    large = r("大字", '<w:b/><w:sz w:val="44"/><w:color w:val="FF0000"/>')
    data = word(p(large, properties='<w:jc w:val="center"/>'))
    document = docx.Document(io.BytesIO(redacted(data)))
    (run,) = document.paragraphs[0].runs
    assert (run.bold, run.font.size.pt, str(run.font.color.rgb)) == (True, 22, "FF0000")
    assert document.paragraphs[0].alignment == 1
