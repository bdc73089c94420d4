"""The text of a cell without what its layout put in, and without signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata

_MARKS_OF_DIRECTION = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_BREAK = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_CHINESE = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_BETWEEN_SIGNS = re.compile(rf"(?<={_CHINESE})[ \t]*\n[ \t]*(?={_CHINESE})")


def line(text: str, *, joins: bool = True) -> str:
    """Return the text in one line. `joins`: a break between two Chinese characters was layout.

    >>> line("城乡\\n规划 "), line("教育局\\n民政局", joins=False)
    ('城乡规划', '教育局 民政局')
    """
    text = _visible(text)
    return " ".join((_BETWEEN_SIGNS.sub("", text) if joins else text).split())


def block(text: str) -> str:
    """Return the text line by line, each without blanks at its ends, without empty lines.

    >>> block(" 1.条件 \\r\\n\\n 2.程序")
    '1.条件\\n2.程序'
    """
    lines = (" ".join(one.split()) for one in _visible(text).split("\n"))
    return "\n".join(one for one in lines if one)


def _visible(text: str) -> str:
    text = _BREAK.sub("\n", _MARKS_OF_DIRECTION.sub("", text))
    return "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
