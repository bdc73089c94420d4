"""The words of deadline_words.toml as patterns, and Chinese numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

NUMBER = r"(?:\d{1,4}|[〇○零一二两三四五六七八九十百]{1,5})"
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_UNITS = {"十": 10, "百": 100}
_FULL_WIDTH = {0xFF10 + value: str(value) for value in range(10)}
_DASHES = dict.fromkeys(map(ord, "—–－−‐‑─━～〜﹣"), "~") | {ord("-"): "~"}
_BLANK = re.compile(r"[\s\u3000\u200b\ufeff]+")
# 2023-12-31, 2023.12.31, 2023/12/31 and 2023.12 are the same dates in other signs.
_FULL_DATE = re.compile(r"(?<!\d)(\d{4})[~./](\d{1,2})[~./](\d{1,2})(?!\d)日?")
_COMPACT_DATE = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)(\d{4})[./](\d{1,2})(?![\d./])月?")
_YEAR_DASH_MONTH = re.compile(r"(?<!\d)(\d{4})~(\d{1,2})(?=前|底|$)")
_MONTH_DAY = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})日?(?=前|之前|以前)")


def _load() -> dict[str, Any]:
    return tomllib.loads(
        files("gongkai.rules.data").joinpath("deadline_words.toml").read_text("utf-8")
    )


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


_WORDS = _load()
_TAIL = any_of(_WORDS["tails"])
# Possessive repetition: whole words are never tried in a second way, so no text takes long.
_STANDING = any_of(_WORDS["standing"])
_VAGUE = any_of(_WORDS["vague"])
_AFTER_STANDING = any_of([*_WORDS["tails"], *_WORDS["standing"], "、"])
_AFTER_VAGUE = any_of([*_WORDS["tails"], *_WORDS["vague"]])
PREFIX = re.compile(rf"^(?:{any_of(_WORDS['prefixes'])})++(?=.)")
STRICT_TAIL = re.compile(rf"^(?:{_TAIL}|[、，,])*+$")
TIMES = re.compile(rf"^(?:各|至少|不少于|{_TAIL})*+{NUMBER}次(?:以上)?")
VERB_TAIL = re.compile(rf"^(?:{_TAIL}.{{0,16}})?$")
STANDING = re.compile(
    rf"^(?:\d{{4}}年度?|今年|本年度?|年度内?)?{_STANDING}(?:{_AFTER_STANDING})*+$"
)
VAGUE = re.compile(rf"^(?:\d{{4}}年|今年|明年|每年)?{_VAGUE}(?:{_AFTER_VAGUE})*+$")
OWN_ISSUE = re.compile(
    rf"^{any_of(_WORDS['own_documents'])}(?:正式)?{any_of(_WORDS['issue_verbs'])}$"
)
STRETCH_ENDS: dict[str, str] = {
    event: stretch for stretch, events in _WORDS["stretch_ends"].items() for event in events
}


def number(text: str) -> int:
    """Return the value of a number in Arabic or Chinese figures.

    >>> number("20"), number("二十"), number("三十一"), number("二〇二三")
    (20, 20, 31, 2023)
    """
    if text.isdecimal():
        return int(text)
    if not set(text) & set(_UNITS):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, digit = 0, 0
    for sign in text:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def normalise(text: str) -> str:
    """Return `text` without blanks, dates and dashes in one form; `~` stands for any dash.

    >>> normalise("２０２３．１２．３１ 前。")
    '2023年12月31日前'
    """
    text = _BLANK.sub("", text).translate(_FULL_WIDTH | _DASHES | {ord("．"): "."})
    text = text.strip("。；;，,、.")
    text = _FULL_DATE.sub(r"\1年\2月\3日", text)
    text = _COMPACT_DATE.sub(r"\1年\2月\3日", text)
    text = _YEAR_MONTH.sub(r"\1年\2月", text)
    text = _YEAR_DASH_MONTH.sub(r"\1年\2月", text)
    return _MONTH_DAY.sub(r"\1月\2日", text)
