"""Reading opinions out of a table: which column is which, and what is wrong with a row."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from gongkai.rules.decisions.comment import clean
from gongkai.rules.imports.columns import plain
from gongkai.rules.imports.values import BadValue, line, read_day
from gongkai.rules.imports.values import shown as short
from gongkai.rules.segmentation.keys import numeral
from gongkai.rules.segmentation.normal import normal

_DATA: dict[str, Any] = tomllib.loads(
    files("gongkai.rules.data").joinpath("opinion_columns.toml").read_text("utf-8")
)
FIELDS: dict[str, str] = {code: row["label"] for code, row in _DATA["fields"].items()}
"""The fields that a column can be, with their labels."""
CHANNELS: dict[str, str] = {code: row["label"] for code, row in _DATA["channels"].items()}
"""How an opinion can come, with labels."""
TEXT_LIMIT: int = _DATA["text_limit"]
_CHANNEL_OF = {
    plain(word): code for code, row in _DATA["channels"].items() for word in row["words"]
}
_WHOLE = frozenset(map(plain, _DATA["whole"]["words"]))
_HEADER_ROWS = 1

_NUMERAL = r"[〇零一二两三四五六七八九十百千\d]{1,7}"
_ARTICLE = re.compile(
    rf"第?\s*({_NUMERAL})\s*条(?:之([一二三四五六七八九十]{{1,3}}))?"
    rf"\s*(?:第.{{1,6}}[款项目].*|[〔(【].*)?"
)
_NUMBERS = re.compile(
    rf"第?\s*({_NUMERAL})\s*(?:部分|点|项|段|、|\.)?\s*"
    rf"(?:[-(]?\s*({_NUMERAL})\s*\)?)?\s*(?:[-.]?\s*({_NUMERAL})\s*[.、]?)?"
)


class NoText(ValueError):
    """No column holds the opinions; `columns` are those of the table. As a text: Chinese."""

    def __init__(self, columns: Sequence[str]) -> None:
        named = "、".join(f"“{short(one, 20)}”" for one in columns) or "没有列名"
        super().__init__(
            f"没有找到“{FIELDS['text']}”列。表里的列是：{named}。"
            f"请把写意见的一列改名为“{FIELDS['text']}”，或者指定它。"
        )
        self.columns = tuple(columns)


@dataclass(frozen=True)
class Read:
    """An opinion of row `number` of the sheet; `clause` "" is the whole draft, `on` may lack."""

    number: int
    text: str
    channel: str
    clause: str = ""
    name: str = ""
    contact: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Bad:
    """A row that cannot be taken in, with every reason: what is wrong and what to do."""

    number: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"第 {self.number} 行：" + "".join(self.reasons)


def suggest(columns: Sequence[str]) -> dict[str, str]:
    """Return the column of each field that the names of the columns tell; fields may lack.

    Source: data/opinion_columns.toml (unverified).

    >>> suggest(["序号", "来源", "意见建议（必填）"])
    {'text': '意见建议（必填）', 'channel': '来源'}
    """
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(plain(column), column)
    found = {
        code: [by_name[plain(name)] for name in row["names"] if plain(name) in by_name]
        for code, row in _DATA["fields"].items()
    }
    return {code: names[0] for code, names in found.items() if names}


def read_rows(
    rows: Sequence[Mapping[str, Any]],
    mapping: Mapping[str, str],
    clauses: Mapping[str, str],
    period: tuple[date, date],
    today: date,
    *,
    channel: str = "",
    first: int = _HEADER_ROWS + 1,
) -> list[Read | Bad]:
    """Return each row, read or with all that is wrong; rows without any cell are left out.

    A row is its cells by column, `mapping` the column of each field, `clauses` the headings of the
    draft by key, `period` first and last day. `channel` holds for rows that name none, `first` is
    the number of the first row in the sheet. Raises NoText if no column is the text's.
    Source: ours.
    """
    columns = list(dict.fromkeys(column for row in rows for column in row))
    if "text" not in mapping or (rows and mapping["text"] not in columns):
        raise NoText(columns)
    reader = _Reader(mapping, clauses, period, today, channel)
    return [
        reader.read(number, row)
        for number, row in enumerate(rows, first)
        if any(_is_filled(value) for value in row.values())
    ]


def clause_key(words: str, clauses: Mapping[str, str]) -> str:
    """Return the key of the clause that a cell names, "" for the whole draft; raises BadValue.

    第五条, 五, 5, 第五条第二款, 二（一）, a heading as it stands, a key; 全文 and nothing are the
    whole. Source: ours.

    >>> clause_key("五", {"a5": "第五条"}), clause_key("全文", {})
    ('a5', '')
    """
    said = plain(words)
    if not words.strip() or said in _WHOLE:
        return ""
    by_heading = {plain(heading): key for key, heading in reversed(list(clauses.items()))}
    tries = [
        by_heading.get(said, "") if said else "",
        words.strip(),
        *_keys_of(normal(words).strip()),
    ]
    found = next((key for key in tries if key in clauses), None)
    if found is None:
        raise BadValue("在征求意见稿里没有。请写第几条或者条目的名称，对全文的意见写“全文”")
    return found


def channel_code(words: str) -> str:
    """Return the code of the channel that a cell names; raises BadValue. Source: ours.

    >>> channel_code("来信")
    'letter'
    """
    found: str = words if words in CHANNELS else _CHANNEL_OF.get(plain(words), "")
    if not found:
        raise BadValue(f"不是来源渠道，可以是{'、'.join(CHANNELS.values())}")
    return found


def _keys_of(words: str) -> list[str]:
    """The keys that the words may mean, articles first."""
    if match := _ARTICLE.fullmatch(words):
        return [f"a{numeral(match[1])}" + (f"-{numeral(match[2])}" if match[2] else "")]
    match = _NUMBERS.fullmatch(words)
    if match is None:
        return []
    path = "-".join(str(numeral(one)) for one in match.groups() if one)
    return [f"{sign}{path}" for sign in "asp"]


def _is_filled(value: object) -> bool:
    return value is not None and str(value).strip() != ""


@dataclass(frozen=True)
class _Reader:
    mapping: Mapping[str, str]
    clauses: Mapping[str, str]
    period: tuple[date, date]
    today: date
    channel: str

    def read(self, number: int, row: Mapping[str, Any]) -> Read | Bad:
        cells = {code: row.get(column) for code, column in self.mapping.items()}
        readers = {
            "text": self._text, "channel": self._channel, "clause": self._clause,
            "name": line, "contact": line, "on": self._on,
        }  # fmt: skip
        found: dict[str, Any] = {}
        reasons = []
        for code, reader in readers.items():
            try:
                found[code] = reader(cells.get(code))
            except BadValue as error:
                reasons.append(self._told(code, cells.get(code), error))
        return Bad(number, tuple(reasons)) if reasons else Read(number, **found)

    def _told(self, code: str, value: object, error: BadValue) -> str:
        written = f"的“{short(value, 20)}”" if _is_filled(value) and code != "text" else ""
        return f"“{self.mapping.get(code, FIELDS[code])}”列{written}{error.reason}。"

    def _text(self, value: object) -> str:
        text = clean(value) if isinstance(value, str) and line(value) else line(value)
        if not text:
            raise BadValue("没有意见内容，请补上，或者删去这一行")
        if len(text) > TEXT_LIMIT:
            raise BadValue(f"有 {len(text)} 个字，最多 {TEXT_LIMIT} 个字，请缩短，或者分成几条")
        return text

    def _channel(self, value: object) -> str:
        words = line(value)
        if not words and self.channel:
            return self.channel
        if not words:
            raise BadValue(f"没有写来源渠道，请写上，可以是{'、'.join(CHANNELS.values())}")
        return channel_code(words)

    def _clause(self, value: object) -> str:
        return clause_key(line(value), self.clauses)

    def _on(self, value: object) -> date | None:
        day = read_day(value)
        if day is None:
            return None
        first, last = self.period
        if not first <= day <= last:
            raise BadValue(f"不在征求意见期间（{first} 至 {last}），请核对日期")
        if day > self.today:
            raise BadValue("还没有到，请核对日期")
        return day
