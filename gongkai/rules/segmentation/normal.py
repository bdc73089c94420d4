"""One way of writing for all text that is compared: sign for sign, so that places stay the same."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_DATA = tomllib.loads(
    files("gongkai.rules.data").joinpath("traditional.toml").read_text(encoding="utf-8")
)
_FULL_WIDTH = {0xFF01 + place: 0x21 + place for place in range(94)}
_BRACKETS = {ord(sign): "〔" for sign in "[［【(（"} | {ord(sign): "〕" for sign in "]］】)）"}
_BLANKS = dict.fromkeys(map(ord, "\u3000\u00a0\u200b\ufeff\t\r\0"), " ")
_CAPITALS = {ord("A") + place: ord("a") + place for place in range(26)}
_FULL_CAPITALS = {0xFF21 + place: ord("a") + place for place in range(26)}
_TRADITIONAL = str.maketrans(_DATA["traditional"], _DATA["simplified"])
_TABLE = _FULL_WIDTH | _TRADITIONAL | _BLANKS | _CAPITALS | _FULL_CAPITALS
_IN_NUMBERS = _TABLE | _BRACKETS


def normal(text: str) -> str:
    """Return `text` in half width, small letters and simplified characters, as long as it was.

    >>> normal("ＡＢＣ１２　低保資格"), normal("INDEX 政務公開")
    ('abc12 低保资格', 'index 政务公开')
    """
    return text.translate(_TABLE)


def normal_number(text: str) -> str:
    """The same, with every kind of bracket written 〔〕, as in the number of a document.

    >>> normal_number("国办发［２０１９］６１号")
    '国办发〔2019〕61号'
    """
    return text.translate(_IN_NUMBERS)
