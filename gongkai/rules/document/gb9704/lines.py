"""The lines of a paper that are not blank, and what their look tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.rules.document.gb9704.paper import BOX, TABLE, Paragraph, WordPaper
from gongkai.rules.document.gb9704.words import compact, kind_of, tidy

_STOPS = "。；;：:，,、"
_LONGEST_TITLE_LINE = 60
_CLEARLY_LARGER = 2.0
_SET_BY_BLANKS = re.compile(r"[ \u3000\xa0\t]{4,}\S")
_LONG_LINE = 20
_TITLE_STYLES = ("title", "标题", "公文标题", "大标题")
_BETWEEN_PIECES = re.compile(r"[ \u3000\xa0]{2,}|\t+")


@dataclass(frozen=True)
class Line:
    """A paragraph with its place; `plain` is its text without blanks."""

    at: int
    text: str
    plain: str
    paragraph: Paragraph

    @property
    def is_boxed(self) -> bool:
        return self.paragraph.where == BOX

    @property
    def is_in_table(self) -> bool:
        return self.paragraph.where == TABLE

    @property
    def pieces(self) -> list[str]:
        """What wide blanks keep apart: 发文字号 and 签发人 share a line."""
        return [one for one in _BETWEEN_PIECES.split(self.paragraph.text.strip()) if one.strip()]


def lines_of(paper: WordPaper) -> list[Line]:
    """The lines that say something, in their order."""
    found = []
    for at, one in enumerate(paper.paragraphs):
        if plain := compact(one.text):
            found.append(Line(at, tidy(one.text), plain, one))
    return found


def usual_size(lines: Sequence[Line]) -> float:
    """The size of type of most of the running text; nought if the file does not say."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if len(line.plain) > _LONG_LINE and not line.is_in_table:
            sizes[line.paragraph.size] += len(line.plain)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def stands_out(line: Line, usual: float) -> bool:
    """True if the line looks like a title or a part of one."""
    look = line.paragraph
    is_sentence = line.plain[-1] in _STOPS and not kind_of(line.plain)
    if len(line.plain) > _LONGEST_TITLE_LINE or is_sentence:
        return False
    larger = bool(usual) and look.size >= usual + _CLEARLY_LARGER
    by_blanks = bool(_SET_BY_BLANKS.match(look.text))
    styled = look.style.lower() in _TITLE_STYLES
    return look.align == "center" or larger or by_blanks or styled
