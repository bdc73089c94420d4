"""Numbers of documents, of records and of articles as exact keys, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.rules.segmentation.normal import normal_number

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = r"[〇零一二两三四五六七八九十百千\d]+"
# 国令 is how the indexes of old gazettes shorten 国务院令.
_ISSUERS = {"国令": "国务院令", "国务院第令": "国务院令", "国家主席令": "主席令"}
# What stands before a number in a sentence and is no part of its 代字.
_LEAD = re.compile(
    r"^(?:.*(?:关于|根据|按照|依据|印发|转发|以及|查询|查找|文件|通知|和|与|及|的|之|见|查|找))"
)

_DOCUMENT = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{0,14}?)\s*"
    r"(?:〔\s*(?P<year>(?:19|20)\d\d)\s*年?\s*〕|(?P<bare>(?:19|20)\d\d)\s*年?)\s*"
    r"第?\s*(?P<serial>\d{1,5})\s*号"
)
_SHORT = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{0,14}?)\s*"
    r"(?:〔\s*(?P<year>(?:19|20)\d\d)\s*〕\s*|(?P<bare>(?:19|20)\d\d)\s*[-—–/]\s*)(?P<serial>\d{1,5})(?![\d年月-])"
)
_ORDER = re.compile(rf"(?P<code>[\u4e00-\u9fff]{{0,12}}?令)\s*第?\s*(?P<serial>{_NUMERAL})\s*号")
_ORDER_BACK = re.compile(
    rf"(?:第\s*)?(?P<serial>{_NUMERAL})\s*号\s*(?P<code>[\u4e00-\u9fff]{{0,12}}?令)"
)
_INDEX = re.compile(r"(?<![0-9a-z])[0-9a-z]{7,18}(?:-\d)?/(?:19|20)\d\d-\d{1,7}(?!\d)")
_ARTICLE = re.compile(rf"第({_NUMERAL})条(?:之([一二三四五六七八九十]))?")


@dataclass(frozen=True)
class Number:
    """A document number that was found: `year` is None for orders (令第711号)."""

    code: str
    year: int | None
    serial: int
    start: int
    end: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The exact keys, the most particular one first; the last one knows no issuer."""
        year = "" if self.year is None else f"y{self.year}"
        bare = f"{year}n{self.serial}" if year else f"令n{self.serial}"
        return (
            (f"{self.code}{bare.removeprefix('令')}", bare)
            if self.code not in {"", "令"}
            else (bare,)
        )


def document_numbers(text: str) -> list[Number]:
    """Every document number in `text` in its order.

    >>> [one.keys for one in document_numbers("国办发[2019] 61 号和第711号国务院令")]
    [('国办发y2019n61', 'y2019n61'), ('国务院令n711', '令n711')]
    """
    plain = normal_number(text)
    found: list[Number] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_DOCUMENT, _ORDER, _ORDER_BACK, _SHORT):
        for number in _matches(pattern, plain):
            if all(number.end <= start or number.start >= end for start, end in taken):
                found.append(number)
                taken.append((number.start, number.end))
    return sorted(found, key=lambda one: one.start)


def index_numbers(text: str) -> list[str]:
    """Every index number (索引号) in `text`, in small letters.

    >>> index_numbers("索引号：11370322004222241N/2026-00007")
    ['11370322004222241n/2026-00007']
    """
    return _INDEX.findall(normal_number(text))


def articles(text: str) -> list[tuple[int, int, str]]:
    """The articles named in `text`: where each begins and ends, and its key.

    >>> articles("劳动合同法第三十九条")
    [(5, 10, '条39')]
    """
    return [
        (
            found.start(),
            found.end(),
            f"条{numeral(found[1])}" + (f"之{numeral(found[2])}" if found[2] else ""),
        )
        for found in _ARTICLE.finditer(normal_number(text))
    ]


def numeral(text: str) -> int:
    """The value of a Chinese or Arabic numeral below ten thousand.

    >>> numeral("一千二百六十"), numeral("三十九"), numeral("二〇二三"), numeral("12")
    (1260, 39, 2023, 12)
    """
    if text.isdecimal():
        return int(text)
    if not set(text) & set(_UNITS):
        return int("".join(str(_DIGITS.get(sign, sign)) for sign in text))
    total, digit = 0, 0
    for sign in text:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = int(sign) if sign.isdecimal() else _DIGITS[sign]
    return total + digit


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Number]:
    for found in pattern.finditer(text):
        parts = found.groupdict()
        year = parts.get("year") or parts.get("bare")
        written = parts["code"]
        code = _LEAD.sub("", written)
        start = found.start() if code == written else found.end("code") - len(code)
        yield Number(
            _ISSUERS.get(code, code),
            int(year) if year else None,
            numeral(parts["serial"]),
            start,
            found.end(),
        )
