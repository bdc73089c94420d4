"""Document numbers and index numbers: their form, their check signs, their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.rules.check_digits import is_credit_code
from gongkai.rules.document.remarks import Remark

_CREDIT_CODE_LENGTH = 18
_LARGEST_SERIAL = 9_999_999

_NUMBER = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,14})〔(?P<year>(?:19|20)\d{2})〕(?P<serial>[1-9]\d{0,4})号",
    re.ASCII,
)
_ORDER = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,12}?)令"
    r"(?:第(?P<only>[1-9]\d*)号|(?P<year>\d{4})年第(?P<serial>[1-9]\d*)号)",
    re.ASCII,
)
_INDEX = re.compile(
    r"(?P<code>[0-9A-HJ-NPQRTUWXY]{18}|[0-9A-Z]{9}|\d{7}-\d)/(?P<year>(?:19|20)\d{2})-(?P<serial>\d{4,7})",
    re.ASCII,
)
_BRACKETS = str.maketrans("[]()（）【】［］", "〔〕" * 5)
_FULL_WIDTH = {0xFF10 + value: str(value) for value in range(10)}
_BLANK = re.compile(r"[\s\u3000\u200b\ufeff]+")


class BadNumber(ValueError):
    """A document number or index number is not formed as the rule says."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text


@dataclass(frozen=True)
class DocumentNumber:
    """A 发文字号 in its right form; `corrected` if it was written otherwise."""

    text: str
    code: str
    year: int | None
    serial: int
    corrected: bool


@dataclass(frozen=True)
class IndexNumber:
    """An 索引号: the code of the organisation, the year, the running number."""

    text: str
    code: str
    year: int
    serial: int


def read_document_number(text: str) -> DocumentNumber:
    """Return the number in its right form: brackets 〔〕, no blanks.

    Raises BadNumber for what no form allows: 第 before the number, leading zeros, a missing 号.
    Source: 党政机关公文处理工作条例 第九条; GB/T 9704-2012 7.2.5 (unverified).

    >>> read_document_number("淄高新管办字[2023] 12 号").text
    '淄高新管办字〔2023〕12号'
    """
    plain = _BLANK.sub("", text).translate(_FULL_WIDTH).translate(_BRACKETS)
    match = _NUMBER.fullmatch(plain) or _ORDER.fullmatch(plain)
    if match is None:
        raise BadNumber("document_number", text)
    found = match.groupdict()
    return DocumentNumber(
        text=plain,
        code=found["code"],
        year=int(found["year"]) if found["year"] else None,
        serial=int(found.get("only") or found["serial"]),
        corrected=plain != text,
    )


def is_document_number(text: str) -> bool:
    """True if `text` is a document number exactly as it must be written.

    Source: GB/T 9704-2012 7.2.5 (unverified).

    >>> is_document_number("国令第711号"), is_document_number("国办发[2023]12号")
    (True, False)
    """
    return bool(_NUMBER.fullmatch(text) or _ORDER.fullmatch(text))


def series_remarks(numbers: Iterable[str]) -> tuple[Remark, ...]:
    """Report numbers given twice and numbers left out, within each 代字 and year.

    Source: 党政机关公文处理工作条例 第九条 (统一编号); our reading.
    """
    found = [read_document_number(number) for number in numbers]
    series = Counter((number.code, number.year, number.serial) for number in found)
    remarks: list[Remark] = []
    for code, year in sorted({(code, year or 0) for code, year, _ in series}):
        counts = {key[2]: count for key, count in series.items() if key[:2] == (code, year or None)}
        twice = tuple(sorted(serial for serial, count in counts.items() if count > 1))
        gaps = tuple(serial for serial in range(1, max(counts)) if serial not in counts)
        for kind, serials, blocks in (("twice", twice, True), ("left_out", gaps, False)):
            if serials:
                values = (("code", code), ("year", year or None), ("serials", serials))
                remarks.append(Remark(f"number_{kind}", blocks, values))
    return tuple(remarks)


def read_index_number(text: str) -> IndexNumber:
    """Return the parts of an index number; a credit code in it must have its right check sign.

    A code of nine places is not checked: numbers like 000000001/2021-00151 are in real use.
    Source: 国办公开办函〔2019〕61号 practice; GB 32100-2015; GB 11714-1997.

    >>> read_index_number("11370322004222241N/2021-5135380").serial
    5135380
    """
    match = _INDEX.fullmatch(text)
    if match is None:
        raise BadNumber("index_number", text)
    if len(match["code"]) == _CREDIT_CODE_LENGTH and not is_credit_code(match["code"]):
        raise BadNumber("index_check_sign", text)
    return IndexNumber(text, match["code"], int(match["year"]), int(match["serial"]))


def next_index_number(code: str, year: int, serial: int) -> str:
    """Return the index number for the `serial`-th record of `code` in `year`.

    Source: 国办公开办函〔2019〕61号 practice.

    >>> next_index_number("11370322004222241N", 2026, 7)
    '11370322004222241N/2026-00007'
    """
    if not 1 <= serial <= _LARGEST_SERIAL:
        raise BadNumber("index_serial", str(serial))
    return read_index_number(f"{code}/{year}-{serial:05d}").text
