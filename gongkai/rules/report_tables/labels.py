"""Which row or column of the form a printed label means."""

from __future__ import annotations

import re
import unicodedata

from gongkai.rules.report_tables.form import COLUMNS3, COLUMNS4, MARKS, TABLE2

_SIGNS = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"^(?:\d+|[一二三四五六七八])")
_OTHER_ROW, _OTHER = "3.6.3", "其他"
# Published reports shorten or lengthen the labels of table 2.
_ALIASES2 = {"规范性文件": "行政规范性文件", "行政事业性收费万元": "行政事业性收费"}


def plain(text: str) -> str:
    """A label without blanks and signs, however they were typed.

    Source: ours.

    >>> plain("3.危及“三安全一稳定”")
    '3危及三安全一稳定'
    """
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))


def row3_of(label: str) -> str | None:
    """The row of table 3 that a label means; None for a label of no row.

    Source: 国办公开办函〔2021〕30号; labels as reports print them.

    >>> row3_of("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), row3_of("3.其他")
    ('3.2', '3.6.3')
    """
    told = plain(label)
    if _NUMBERED.sub("", told) == _OTHER:
        return _OTHER_ROW
    return next((row for row, words in MARKS for word in words if word in told), None)


def column3_of(label: str) -> str | None:
    """The column of table 3 that a heading means.

    Source: 国办公开办函〔2021〕30号.
    """
    return _COLUMNS3.get(plain(label))


def column4_of(label: str) -> str | None:
    """The column of table 4 that a heading means.

    Source: 国办公开办函〔2021〕30号.
    """
    return _COLUMNS4.get(plain(label))


def row4_of(heading: str) -> str | None:
    """Which of the three parts of table 4 a heading over its columns means.

    Source: 国办公开办函〔2021〕30号.

    >>> row4_of("复议后起诉"), row4_of("行政复议"), row4_of("行政诉讼")
    ('litigation_after_reconsideration', 'reconsideration', None)
    """
    told = plain(heading)
    if "复议后" in told:
        return "litigation_after_reconsideration"
    if "未经复议" in told or "直接起诉" in told:
        return "litigation_direct"
    return "reconsideration" if told == "行政复议" else None


def row2_of(label: str) -> str | None:
    """The row of table 2 that a label means.

    Source: 国办公开办函〔2021〕30号.
    """
    told = plain(label)
    told = _ALIASES2.get(told, told)
    return told if told in TABLE2 else None


_COLUMNS3 = {plain(label): code for code, label in COLUMNS3.items()}
_COLUMNS4 = {plain(label): code for code, label in COLUMNS4.items()}
