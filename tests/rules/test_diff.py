"""Differences for the review desk: what a reviewer sees, nothing lost, nothing slow."""

import doctest
import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules import diff, paragraphs
from gongkai.rules.diff import FieldChange, Kind, TextDiff, diff_fields, diff_text, segments
from gongkai.rules.paragraphs import paragraphs_of


def marked(found):
    """Write a difference down as people would: deletions in [- -], insertions in [+ +]."""
    signs = {Kind.EQUAL: ("", ""), Kind.DELETE: ("[-", "-]"), Kind.INSERT: ("[+", "+]")}
    return "".join(signs[one.kind][0] + one.text + signs[one.kind][1] for one in found)


def lines(before, after):
    return [marked(one.segments) for one in diff_text(before, after).paragraphs]


def test_fields_that_differ():
    before = {"题名": "甲", "文号": "1号", "关键词": ["一"]}
    after = {"题名": "乙", "关键词": ["一"], "主题": "其他"}
    assert diff_fields(before, after) == (
        FieldChange("题名", "甲", "乙"),
        FieldChange("主题", None, "其他"),
        FieldChange("文号", "1号", None),
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("二十个工作日", "三十个工作日", "[-二-][+三+]十个工作日"),
        ("", "新", "[+新+]"),
        ("旧", "", "[-旧-]"),
        ("同", "同", "同"),
        ("", "", ""),
        ("请于10月31日前报送", "请于11月30日前报送", "请于1[-0-][+1+]月3[-1-][+0+]日前报送"),
        ("甲的乙", "丙的丁", "[-甲的乙-][+丙的丁+]"),
    ],
)
def test_characters(before, after, expected):
    assert marked(segments(before, after)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("<p>一</p><p>二</p>", "<p>一</p><p>二</p>", ["一", "二"]),
        ("<p>一</p>", "<p>一</p><p>新的一段</p>", ["一", "[+新的一段+]"]),
        ("<p>删去的</p><p>一</p>", "<p>一</p>", ["[-删去的-]", "一"]),
        (
            "<p>各单位应当在十日内公开。</p>",
            "<p>全新说明</p><p>各单位应当在五日内公开。</p>",
            ["[+全新说明+]", "各单位应当在[-十-][+五+]日内公开。"],
        ),
        (
            "<p>甲乙丙丁</p>",
            "<p>完全不同的一段</p>",
            ["[-甲乙丙丁-]", "[+完全不同的一段+]"],
        ),
        (
            "<table><tr><td>单位</td><td>90</td></tr></table>",
            "<table><tr><td>单位</td><td>95</td></tr></table>",
            ["单位 | 9[-0-][+5+]"],
        ),
        ("", "", []),
    ],
)
def test_paragraphs(before, after, expected):
    assert lines(before, after) == expected


def test_changed_link_target_is_shown():
    found = lines('<p>见<a href="/a">附件</a></p>', '<p>见<a href="/b">附件</a></p>')
    assert found == ["见附件［链接：/[-a-][+b+]］"]


def test_changed_picture_is_shown():
    found = lines('<p><img src="1.png" alt="图"></p>', '<p><img src="2.png" alt="图"></p>')
    assert found == ["〔图片：图（[-原-][+新+]图）〕"]


TWO = '<p><img src="1"></p><p><img src="2"></p>'


@pytest.mark.parametrize(("before", "after", "names", "expected"), [
    (TWO, TWO, {"1": "甲.png", "2": "乙.png"}, ["〔图片：甲.png〕", "〔图片：乙.png〕"]),
    (TWO, TWO, {}, ["〔图片：没有文字说明（同图1）〕", "〔图片：没有文字说明（同图2）〕"]),
    (TWO, '<p><img src="1"></p><p><img src="3"></p>', {},
     ["〔图片：没有文字说明（同图）〕", "〔图片：没有文字说明（[-原-][+新+]图）〕"]),
    ('<img src="1" alt="旧说明">', '<img src="1" alt="新说明">', {"1": "甲.png"},
     ["〔图片：[-旧-][+新+]说明〕"]),
    ("<p>文</p>", '<p>文</p><p><img src="1"></p>', {"1": "甲.png"},
     ["文", "[+〔图片：甲.png〕+]"]),
])  # fmt: skip
def test_pictures_are_called_by_their_names(before, after, names, expected):
    found = diff_text(before, after, names).paragraphs
    assert [marked(one.segments) for one in found] == expected


def test_pictures_changed_for_each_other_are_seen():
    after = '<p><img src="2"></p><p><img src="1"></p>'
    assert any(one.is_changed for one in diff_text(TWO, after).paragraphs)
    assert any(one.is_changed for one in diff_text(TWO, after, {"1": "图", "2": "图"}).paragraphs)


@pytest.mark.parametrize(("html", "expected"), [
    ("<table><tr><th><p>单位</p></th><th>数<br>量</th></tr>"
     "<tr><td><p>甲</p><p>乙</p></td><td>90</td></tr></table>", ["单位 | 数 量", "甲 乙 | 90"]),
    ("<table><caption>表一</caption><tbody><tr><td></td><td>2</td><td></td></tr></tbody></table>",
     ["表一", "| 2 |"]),
    ("<table><tr><td>外<table><tr><td>内1</td><td>内2</td></tr></table></td><td>右</td></tr></table>",
     ["外 内1 内2 | 右"]),
    ("<table><tr><td>1<td>2<tr><td>3</table><p>后</p>", ["1 | 2", "3", "后"]),
    ("<table><tr><td><ul><li>一</li><li>二</li></ul></td>"
     '<td><img src="1" alt="图"></td></tr></table>', ["一 二 | 〔图片：图〕"]),
])  # fmt: skip
def test_each_row_of_a_table_is_one_line(html, expected):
    assert paragraphs_of(html) == expected


def test_only_the_markup_differs():
    assert diff_text("<p>甲</p>", "<p><b>甲</b></p>").layout_changed
    assert diff_text("<p>甲</p>", "<p>甲</p>") == diff_text("<p>甲</p>", "<p>甲</p>")
    assert not diff_text("<p>甲</p>", "<p>甲</p>").layout_changed
    assert not diff_text("<p>甲</p>", "<p>乙</p>").layout_changed


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("没有标签", ["没有标签"]),
        ("<p>未闭合<p>第二段", ["未闭合", "第二段"]),
        ("<p>a &lt; b&nbsp;&amp;</p>", ["a < b &"]),
        ("<script>alert(1)</script><style>p{}</style><p>甲</p>", ["甲"]),
        ("</script></a></td></tr></table><p>甲</p>", ["甲"]),
        ("<p> 多   个\n空白 </p><p> </p>", ["多 个 空白"]),
        ("甲<br>乙", ["甲", "乙"]),
        ("<ul><li>一</li><li>二</li></ul>", ["一", "二"]),
        ("<!-- 注释 --><p>甲", ["甲"]),
        ("<a>没有地址</a>", ["没有地址"]),
    ],
)
def test_paragraphs_of_odd_pages(html, expected):
    assert paragraphs_of(html) == expected


WORDS = st.text("甲乙丙的，。1", max_size=30)
PAGES = st.lists(WORDS, max_size=8)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_back(before, after):
    found = segments(before, after)
    assert "".join(one.text for one in found if one.kind != Kind.INSERT) == before
    assert "".join(one.text for one in found if one.kind != Kind.DELETE) == after
    assert all(one.text for one in found)
    assert all(one.kind != other.kind for one, other in pairwise(found))


def page(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@given(PAGES, PAGES)
def test_both_pages_can_be_read_back(before, after):
    found = diff_text(page(before), page(after)).paragraphs

    def side(hidden):
        texts = ["".join(s.text for s in one.segments if s.kind != hidden) for one in found]
        return [text for text in texts if text]

    assert side(Kind.INSERT) == [text for text in before if text]
    assert side(Kind.DELETE) == [text for text in after if text]


@given(PAGES)
def test_nothing_changed_nothing_shown(texts):
    found = diff_text(page(texts), page(texts))
    assert found == TextDiff(found.paragraphs)
    assert not any(one.is_changed for one in found.paragraphs)


def huge(kind, seed):
    rng = random.Random(seed)
    if kind == "one paragraph":
        return "".join(rng.choice("一二三四五六七八九十，。") for _ in range(200_000))
    if kind == "one character":
        return "的" * (200_000 + seed)
    if kind == "same lines":
        return page(["同一行"] * (20_000 + seed))
    return page(f"第{rng.randrange(30_000)}条" for _ in range(20_000))


@pytest.mark.parametrize("kind", ["one paragraph", "one character", "same lines", "many lines"])
def test_huge_texts_take_seconds_and_lose_nothing(kind):
    before, after = huge(kind, 1), huge(kind, 2)
    start = time.perf_counter()
    found = diff_text(before, after).paragraphs
    assert time.perf_counter() - start < 20
    kept = ["".join(s.text for s in one.segments if s.kind != Kind.INSERT) for one in found]
    assert [text for text in kept if text] == paragraphs_of(before)


def test_small_change_in_a_huge_text_is_found():
    before = page(f"第{n}条 应当公开。" for n in range(5_000))
    after = before.replace("第4321条 应当公开", "第4321条 可以公开")
    changed = [marked(p.segments) for p in diff_text(before, after).paragraphs if p.is_changed]
    assert changed == ["第4321条 [-应当-][+可以+]公开。"]


def test_small_change_in_a_huge_paragraph_is_found():
    before = "".join(f"第{n}项应当公开。" for n in range(5_000))
    after = before.replace("第4321项应当", "第4321项可以")
    found = [one for one in segments(before, after) if one.kind != Kind.EQUAL]
    assert [(one.kind, one.text) for one in found] == [
        (Kind.DELETE, "应当"),
        (Kind.INSERT, "可以"),
    ]


def test_examples_in_the_docstrings():
    assert doctest.testmod(diff).failed == doctest.testmod(paragraphs).failed == 0
