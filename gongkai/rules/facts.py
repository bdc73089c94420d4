"""The facts that a column asks for field by field, and whether what was written can be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.rules.document.remarks import Remark

# The kinds of fields: a line, a text of several lines, telephone numbers, addresses on the
# internet, and a calendar year.
LINE, TEXT, PHONE, INTERNET, YEAR = "line", "text", "phone", "internet", "year"
KINDS = (LINE, TEXT, PHONE, INTERNET, YEAR)
LONGEST = {LINE: 200, TEXT: 2000, PHONE: 200, INTERNET: 300, YEAR: 4}
# The year in which open government information became law (国令第492号, 2008-05-01).
FIRST_YEAR = 2008
_BETWEEN = re.compile(r"[\s、，,；;/]+")
_PHONE = re.compile(
    r"(?:0\d{2,3}-?\d{7,8}|[1-9]\d{6,7}|400-?\d{3}-?\d{4}|1[3-9]\d{9}|1\d{4}|1\d{2})"
    r"(?:-\d{1,6}|转\d{1,6})?",
    re.ASCII,
)
_MAIL = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", re.ASCII)
_PAGE = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9\u4e00-\u9fff-]+(?:\.[A-Za-z0-9\u4e00-\u9fff-]+)+"
    r"(?::\d{1,5})?(?:/[^\s]*)?",
    re.ASCII,
)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
# People write (0000)1234567 and 1234567 转 801.
_SIGNS = str.maketrans({"（": "", "(": "", "）": "-", ")": "-", "－": "-", "—": "-", "–": "-"})
_EXTENSION = re.compile(r"\s*转\s*")


@dataclass(frozen=True)
class FactField:
    """One field; `none` is the word to write where there is nothing, "" if there must be some."""

    code: str
    label: str
    kind: str
    required: bool = True
    hint: str = ""
    none: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(self)

    @property
    def longest(self) -> int:
        """How many characters the field holds."""
        return LONGEST[self.kind]


def fields_of(rows: Iterable[Mapping[str, Any]]) -> tuple[FactField, ...]:
    """Return the fields that the rows of a data file describe.

    Source: the data files name the articles.
    """
    return tuple(FactField(**row) for row in rows)


def tidy(fields: Sequence[FactField], given: Mapping[str, str]) -> dict[str, str]:
    """Return what was given for these fields and no others, without blanks around; empty ones go.

    Source: ours, so that one content has one fingerprint.

    >>> tidy([FactField("phone", "联系电话", PHONE)], {"phone": " 0000-1234567 ", "x": "y"})
    {'phone': '0000-1234567'}
    """
    found = ((one.code, _tidied(one, str(given.get(one.code) or ""))) for one in fields)
    return {code: text for code, text in found if text}


def fact_remarks(fields: Sequence[FactField], given: Mapping[str, str]) -> tuple[Remark, ...]:
    """Return every required field that is empty, and every one that cannot be what it says.

    Source: 政府信息公开条例 第十二条 (what must be told); the forms of numbers are practice.

    >>> [one.code for one in fact_remarks([FactField("fax", "传真", PHONE)], {"fax": "12-34"})]
    ['fact_phone']
    """
    return tuple(remark for one in fields for remark in _remarks(one, given.get(one.code, "")))


def _tidied(one: FactField, text: str) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return ("\n" if one.kind == TEXT else " ").join(line for line in lines if line)


def _remarks(one: FactField, text: str) -> Iterator[Remark]:
    values = (("fact", one.code), ("field", one.label))
    if not text.strip():
        if one.required:
            yield Remark("fact_missing", True, values)
    elif len(text) > one.longest:
        yield Remark("fact_too_long", True, (*values, ("limit", one.longest)))
    elif text.strip() != (one.none or None) and not _fits(one.kind, text):
        yield Remark(f"fact_{one.kind}", True, (*values, ("text", text)))


def _fits(kind: str, text: str) -> bool:
    if kind == PHONE:
        return _is_phone(text)
    if kind == INTERNET:
        return _is_internet(text)
    return kind != YEAR or _is_year(text.strip())


def _is_phone(text: str) -> bool:
    plain = _EXTENSION.sub("转", text.translate(_SIGNS))
    parts = [part for part in _BETWEEN.split(plain) if part]
    return bool(parts) and all(_PHONE.fullmatch(part) for part in parts)


def _is_internet(text: str) -> bool:
    """True if an address stands in the text, and whatever looks like one is one."""
    found = [part for part in re.split(r"[\s、，,；;：]+", text) if part]
    told = [part for part in found if "@" in part or "://" in part or part.startswith("www.")]
    return bool(told) and all(_MAIL.fullmatch(one) or _PAGE.fullmatch(one) for one in told)


def _is_year(text: str) -> bool:
    return bool(_YEAR.fullmatch(text)) and int(text) >= FIRST_YEAR
