"""The words by which the parts of an official paper are told apart, and its dates and numbers."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from gongkai.rules.document.fields import KINDS

DATA: dict[str, Any] = tomllib.loads(
    files("gongkai.rules.data").joinpath("gb9704.toml").read_text("utf-8")
)
LABELS: dict[str, str] = DATA["elements"]["labels"]
ORDER: tuple[str, ...] = tuple(DATA["elements"]["order"])
_OPENNESS = tuple((re.compile(row["pattern"]), row["openness"]) for row in DATA["openness"])
_BLANKS = re.compile(r"[\s\u3000\u200b\ufeff]+")
_WIDE_DIGITS = {0xFF10 + value: str(value) for value in range(10)}
_ORGANS = DATA["words"]["organs"]
_NUMBERED = r"(?![一二三四五六七八九十]{1,3}、)(?![（(])"
_ORGAN = re.compile(rf"{_NUMBERED}[\u4e00-\u9fff（）()·、]{{0,58}}?(?:{_ORGANS})")
_LEADER = re.compile(r"[\u4e00-\u9fff]{0,12}[长任席理官][\u4e00-\u9fff·]{2,6}")
_YEAR = r"(?:\d{4}|[〇○Ｏ零一二三四五六七八九]{4})"
_DAY = r"(?:\d{1,2}|[〇零]?[一二三四五六七八九十]{1,3})"
DATE = re.compile(rf"({_YEAR})年({_DAY})月({_DAY})日")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_DIGITS |= dict.fromkeys("〇○Ｏ", 0)
_NUMBER = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,20})[\[〔（(【［{](?P<year>[12]\d{3})[\]〕）)】］}]"
    r"第?0*(?P<serial>[1-9]\d{0,4})号?"
)
_NUMBER_LIKE = re.compile(
    r"[\u4e00-\u9fff]{1,20}[\[〔（(【［{][^\]〕）)】］}]{1,6}[\]〕）)】］}]第?\d{1,6}号?"
)
ORDER_NUMBER = re.compile(r"(?:[〔\[（(]?\d{4}[〕\])）]?年?)?第?[1-9]\d{0,3}[号期]")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[）)]$")
_END_MARKS = "。．.，,；;！!、"
_KIND_WORDS = sorted(
    [*((label, code) for code, label in KINDS.items()), ("令", "order")],
    key=lambda pair: -len(pair[0]),
)


@dataclass(frozen=True)
class Number:
    """A 发文字号 as it stands, and as it should; `right` is empty where that cannot be told."""

    text: str
    right: str
    year: int | None


@dataclass(frozen=True)
class Day:
    """A date as it stands, and as it should; `day` is None where the calendar has no such day."""

    text: str
    right: str
    day: date | None


def compact(text: str) -> str:
    """The text without any blanks and with plain digits."""
    return _BLANKS.sub("", text).translate(_WIDE_DIGITS)


def tidy(text: str) -> str:
    """The text with single blanks."""
    return " ".join(text.replace("\u3000", " ").split())


def is_organ(text: str) -> bool:
    """True if the line is nothing but the name of an organ, or of several."""
    return bool(_ORGAN.fullmatch(compact(text)))


def is_leader(text: str) -> bool:
    """True for the signature of a person under an order: 区长 李某."""
    return bool(_LEADER.fullmatch(compact(text)))


def kind_of(title: str) -> str:
    """The code of the kind of paper that the title names at its end; empty for none."""
    plain = compact(title).rstrip(_END_MARKS)
    while (shorter := _IN_BRACKETS.sub("", plain)) != plain:
        plain = shorter
    return next((code for word, code in _KIND_WORDS if plain.endswith(word)), "")


def end_mark(title: str) -> str:
    """The punctuation mark at the end of a title, where none belongs."""
    plain = compact(title)
    return plain[-1] if plain and plain[-1] in _END_MARKS else ""


def number_of(text: str) -> Number | None:
    """The document number that a line consists of, however it is written."""
    plain = compact(text)
    if match := _NUMBER.fullmatch(plain):
        right = f"{match['code']}〔{match['year']}〕{match['serial']}号"
        return Number(plain, right, int(match["year"]))
    return Number(plain, "", None) if _NUMBER_LIKE.fullmatch(plain) else None


def day_of(match: re.Match[str]) -> Day:
    """The date that DATE found."""
    year = match[1] if match[1].isdigit() else "".join(str(_DIGITS[sign]) for sign in match[1])
    parts = int(year), _small(match[2]), _small(match[3])
    right = "{}年{}月{}日".format(*parts)
    try:
        return Day(match[0], right, date(*parts))
    except ValueError:
        return Day(match[0], right, None)


def _small(text: str) -> int:
    """A month or a day: 07, 七, 十二, 二十五."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.lstrip("〇零").rpartition("十")
    unit = _DIGITS[ones[-1]] if ones else 0
    if not ten:
        return unit
    return (_DIGITS.get(tens[-1], 1) if tens else 1) * 10 + unit


def openness_of(text: str) -> str:
    """What a 附注 says about openness, by the code of the record's field; empty if nothing."""
    plain = compact(text)
    return next((code for pattern, code in _OPENNESS if pattern.search(plain)), "")
