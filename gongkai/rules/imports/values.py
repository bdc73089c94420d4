"""What stands in a cell: dates in their usual shapes, kinds, words; or why it cannot be read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from gongkai.rules.document import (
    KINDS,
    OPENNESS,
    BadNumber,
    read_document_number,
    read_index_number,
)

_DAY = re.compile(
    r"(?P<y>\d{4})\s*(?:[-/.]|年)\s*(?P<m>\d{1,2})\s*(?:[-/.]|月)\s*(?P<d>\d{1,2})(?:\s*日)?"
    r"|(?P<y8>\d{4})(?P<m8>\d{2})(?P<d8>\d{2})",
    re.ASCII,
)
# A time of day may follow; it says nothing about the day.
_TIME = re.compile(
    r"(?:[T\s]+\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_CHINESE_DAY = re.compile(
    r"([〇零○Oo一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")}
_DIGITS |= dict.fromkeys("零○Oo", "0")
_NOTHING = frozenset({"", "无", "/", "-", "--", "—", "——", "暂无", "null", "none", "n/a", "na"})
_FIRST_YEAR = 1949
_SPLIT = re.compile(r"[;；,，、|\s]+")
_FILES = re.compile(r"[;；|\n]+")
_MARKS_OF_DIRECTION = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_TEN = 10
_KIND_BY_LABEL = {label: code for code, label in KINDS.items()}
_OPENNESS_BY_LABEL = {label: code for code, label in OPENNESS.items()} | {"公开": "proactive"}


class BadValue(ValueError):
    """A cell that cannot be read; `reason` says in Chinese what is wrong with it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def line(value: object) -> str:
    """The cell as one line without invisible signs; empty for what means nothing (无, —, null)."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value if isinstance(value, str) else str(value)
    if not text.isprintable():
        text = "".join(
            " " if char in "\t\n\r\x0b\x0c\u2028\u2029" else char
            for char in _MARKS_OF_DIRECTION.sub("", text)
            if char in "\t\n\r\x0b\x0c\u2028\u2029" or unicodedata.category(char) != "Cc"
        )
    text = " ".join(text.split())
    return "" if text.casefold() in _NOTHING else text


def read_day(value: object) -> date | None:
    """Return the day that a cell writes, None for an empty one; raises BadValue.

    2023-07-25, 2023/7/25, 2023.7.25, 2023年7月25日, 20230725, 二〇二三年七月二十五日, each
    with or without a time of day. A number of days is none: only the reader of a workbook knows
    whether a number is a date. Source: GB/T 7408; our reading of what exports hold.

    >>> read_day("2023年7月25日"), read_day("2023/7/5 10:30")
    (datetime.date(2023, 7, 25), datetime.date(2023, 7, 5))
    """
    if isinstance(value, datetime):
        return _plausible(value.date(), str(value))
    if isinstance(value, date):
        return _plausible(value, str(value))
    text = line(value)
    if not text:
        return None
    parts = _parts(text)
    if parts is None:
        raise BadValue("不是日期，请写成 2023-07-25 的样子")
    try:
        return _plausible(date(*parts), text)
    except ValueError as error:
        if isinstance(error, BadValue):
            raise
        raise BadValue("没有这一天，请核对") from error


def _parts(text: str) -> tuple[int, int, int] | None:
    folded = unicodedata.normalize("NFKC", text) if not text.isascii() else text
    match = _DAY.match(folded)
    if match and _TIME.fullmatch(folded, match.end()):
        found = match.groupdict()
        end = "8" if found["y8"] else ""
        year, month, day = (int(found[name + end]) for name in "ymd")
        return year, month, day
    match = _CHINESE_DAY.fullmatch(text)
    if match is None:
        return None
    year = int("".join(_DIGITS[sign] for sign in match[1]))
    return year, _small(match[2]), _small(match[3])


def _small(text: str) -> int:
    """一 to 九十九 as a number."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_DIGITS[text]) if len(text) == 1 else 0
    return (int(_DIGITS.get(tens, "0")) if tens else 1) * _TEN + int(_DIGITS.get(ones, "0"))


def _plausible(day: date, text: str) -> date:
    if day.year < _FIRST_YEAR:
        raise BadValue(f"早于 {_FIRST_YEAR} 年，请核对")
    return day


def read_number(text: str) -> str:
    """Return a document number in its right form: brackets 〔〕, no blanks. Raises BadValue."""
    try:
        return read_document_number(text).text
    except BadNumber as error:
        raise BadValue("不合格式，应如“青办发〔2023〕5号”") from error


def read_index(text: str) -> str:
    """Return an index number of the right form and with a right check sign. Raises BadValue."""
    folded = unicodedata.normalize("NFKC", text).upper()
    try:
        return read_index_number(folded).text
    except BadNumber as error:
        if error.code == "index_check_sign":
            raise BadValue("中的统一社会信用代码校验位不对，请核对") from error
        raise BadValue("不合格式，应如“机构代码/年份-序号”") from error


def read_kind(text: str) -> str:
    """Return the code of a kind of document; raises BadValue."""
    if text in KINDS:
        return text
    if text not in _KIND_BY_LABEL:
        raise BadValue(f"不是公文种类，可以是{'、'.join(KINDS.values())}")
    return _KIND_BY_LABEL[text]


def read_openness(text: str) -> str:
    """Return the code of an openness; raises BadValue for what is not disclosed proactively."""
    code = _OPENNESS_BY_LABEL.get(text, text)
    if code not in OPENNESS:
        raise BadValue(f"不是公开属性，可以是{'、'.join(OPENNESS.values())}")
    if code != "proactive":
        raise BadValue("不是主动公开，不在网上发布，不能批量导入")
    return code


def words(value: object) -> list[str]:
    """The key words of a cell, each once; a list stays one."""
    parts = [line(one) for one in value] if isinstance(value, list) else _SPLIT.split(line(value))
    return list(dict.fromkeys(filter(None, parts)))


def names_of_files(value: object) -> list[str]:
    """The names of files in a cell, parted by ； or |; a list stays one."""
    if isinstance(value, list):
        return list(dict.fromkeys(filter(None, map(line, value))))
    text = value if isinstance(value, str) else line(value)
    return list(dict.fromkeys(filter(None, map(line, _FILES.split(text)))))


def shown(value: object, limit: int = 40) -> str:
    """A value inside a sentence, shortened."""
    text = " ".join(str(value).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
