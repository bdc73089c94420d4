"""The short way through clean HTML comes out where the parser does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from gongkai.work.files import html as markup
from gongkai.work.files.extract import of_html, plain
from gongkai.work.files.extract.tokens import tokens_of
from gongkai.work.files.html import clean_html, lines_to_html, text_of

NAMES = ["p", "h2", "ul", "ol", "li", "table", "tbody", "tr", "td", "th", "strong", "em", "br",
         "blockquote", "div", "span"]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from([f"<{name}>" for name in NAMES] + [f"</{name}>" for name in NAMES]),
    st.sampled_from(
        ['<td colspan="2">', '<a href="https://x.example/a">', "</a>", "&amp;", "&lt;"]
    ),
    st.text("甲乙 a<&>;\n\u3000\xa0", max_size=6),
)
MARKUP = st.lists(PIECES, max_size=25).map("".join)


def parsed(html: str) -> plain.Extract:
    page = plain._Page()
    page.feed(html)
    return page.done()


def text_by_parser(html: str) -> str:
    pieces: list[str] = []
    if html.strip():
        markup._collect(lxml_html.fragment_fromstring(html, create_parent="div"), pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


@settings(max_examples=500)
@given(MARKUP)
def test_the_same_text_and_tables_as_the_parser(raw: str) -> None:
    html = clean_html(raw)
    assert of_html(html) == parsed(html)
    assert text_of(html) == text_by_parser(html)


@settings(max_examples=300)
@given(st.text("甲乙 &<>\"'\n\t\u3000\xa0\u200b\x07\u2028", max_size=40))
def test_lines_of_text_are_clean_already(text: str) -> None:
    assert clean_html(lines_to_html(text)) == lines_to_html(text)


def test_what_holds_more_than_plain_markup_is_left_to_the_parser() -> None:
    for html in ('<p title="甲">乙</p>', "<script>甲</script>", "a < b", "<!-- 甲 -->", "<p"):
        assert tokens_of(html) is None or html == "<p"
        assert of_html(html) == parsed(html)
