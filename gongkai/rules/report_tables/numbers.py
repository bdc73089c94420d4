"""What a cell of a published table says as a number."""

from __future__ import annotations

import re
import unicodedata

_NOTE = re.compile(r"(?:[①-⑳*＊※†]|[（(\[【〔]注?\s*\d{0,2}[）)\]】〕])+$")
_UNIT = re.compile(r"(?:件|宗|万元)$")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WHOLE, _BROKEN = re.compile(r"\d+"), re.compile(r"\d+\.\d+")


def number_of(text: str) -> int | float | str | None:
    """The number in a cell: full-width digits, marks of notes and blanks do not matter.

    None is an empty cell; what is no number comes back as it stands there, to be named.
    Source: 国办公开办函〔2021〕30号 (whole numbers, 没有的填0); our reading of published tables.

    >>> number_of("１２"), number_of("1,204①"), number_of("3 件"), number_of("12.50")
    (12, 1204, 3, 12.5)
    >>> number_of(""), number_of("/"), number_of("-1")
    (None, '/', '-1')
    """
    plain = re.sub(r"\s", "", text)
    bare = _UNIT.sub("", _NOTE.sub("", plain))
    told = unicodedata.normalize("NFKC", bare)
    if _THOUSANDS.fullmatch(told):
        told = told.replace(",", "")
    if _WHOLE.fullmatch(told):
        return int(told)
    if _BROKEN.fullmatch(told):
        return float(told)
    return plain or None
