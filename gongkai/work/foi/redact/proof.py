"""The proof: the new file is opened again by other code than wrote it, and searched.

It fails closed. Whatever cannot be read again counts as not proven.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from gongkai.work.files.extract.read import extract
from gongkai.work.foi.redact.fold import fold
from gongkai.work.foi.redact.marks import Redacted, without_blocks
from gongkai.work.foi.redact.pdf_reading import read_again
from gongkai.work.foi.redact.pixels import upright
from gongkai.work.foi.redact.word_file import read_word
from gongkai.work.foi.redact.word_redact import is_known, texts_of_file
from gongkai.work.journal.deeds import Refused

# Shorter needles turn up by chance among compressed bytes.
_SHORTEST_NEEDLE = 6
_SHORTEST_AMONG_PIXELS = 10
_NOT_PROVEN = "redact_not_proven"
_INFLATED_LIMIT = 400 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One check that was made: its code, and how much was looked at."""

    code: str
    count: int

    def as_json(self) -> dict[str, object]:
        """The shape in which a redaction keeps it."""
        return {"check": self.code, "count": self.count}


def prove(made: Redacted) -> tuple[Check, ...]:
    """The checks that the new file passed. Refused("redact_not_proven") with the check it failed.

    Searched: what a reader takes out as text, every text and attribute of every part, every byte
    as it is and inflated, in UTF-8, UTF-16, GB 18030, hexadecimal, base64 and escaped.
    """
    try:
        return tuple(_PROOFS[made.extension](made))
    except Exception as error:  # what the readers cannot read is not proven, whatever they raise
        if isinstance(error, Refused) and error.code == _NOT_PROVEN:
            raise
        raise Refused("redact_not_proven", redact_check="unreadable") from error


def _word(made: Redacted) -> Iterator[Check]:
    with zipfile.ZipFile(io.BytesIO(made.data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    _demand("parts", all(is_known(name) for name in parts))
    yield Check("parts", len(parts))
    again = read_word(made.data, draws=False)
    _demand("expected", tuple(texts_of_file(again)) == made.expected)
    yield Check("expected", len(made.expected))
    yield _read_by_others(made)
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            _demand("parts_text", not _found(_all_text(data), made.removed))
    yield Check("parts_text", len(parts))
    pixels = {name: data for name, data in parts.items() if "/media/" in name}
    _demand("bytes", not _in_bytes(made.data, made.removed, _SHORTEST_AMONG_PIXELS))
    for name, data in parts.items():
        shortest = _SHORTEST_AMONG_PIXELS if name in pixels else _SHORTEST_NEEDLE
        _demand("bytes", not _in_bytes(data, made.removed, shortest))
    yield Check("bytes", sum(map(len, parts.values())))


def _read_by_others(made: Redacted) -> Check:
    """The reader of the files office is other code, and says what lies beside the text."""
    read = extract(f"a.{made.extension}", made.data)
    for line in read.text.splitlines():
        _demand("text", not _found(line, made.removed))
    # That only a person can read the pictures is known; each was offered for marking.
    _demand("beside", {one.kind for one in read.leftovers} <= {"unread"})
    return Check("text", len(read.text))


def _pages(made: Redacted) -> Iterator[Check]:
    again = read_again(made.data)
    _demand("pages", again.pages == made.pages)
    yield Check("pages", again.pages)
    _demand("text", not again.text.strip())
    yield Check("text", len(again.text))
    _demand("beside", again.extras == 0)
    yield Check("beside", again.extras)
    _demand("bytes", not _in_bytes(made.data, made.removed, _SHORTEST_AMONG_PIXELS))
    size = len(made.data)
    for stream in _inflated(made.data):
        size += len(stream)
        _demand("bytes", not _in_bytes(stream, made.removed, _SHORTEST_AMONG_PIXELS))
    yield Check("bytes", size)


def _picture(made: Redacted) -> Iterator[Check]:
    picture = upright(made.data)
    _demand("unreadable", picture is not None)
    _demand("beside", _is_bare(made.data, made.extension))
    yield Check("beside", 0)
    yield Check("bytes", len(made.data))


def _demand(code: str, is_met: object) -> None:
    if not is_met:
        raise Refused("redact_not_proven", redact_check=code)


def _found(text: str, removed: Sequence[str]) -> bool:
    """True if one of the removed strings stands in the text, however it is written."""
    plain = without_blocks(fold(text).text)
    return any(words in plain for words in removed)


def _all_text(data: bytes) -> str:
    """Every text of a part in one go, and every attribute on a line of its own."""
    root = etree.fromstring(data)
    texts = "".join(_texts(root))
    values = [value for one in root.iter(etree.Element) for value in one.attrib.values()]
    return "\n\ufffe".join([texts, *values])


def _texts(root: etree._Element) -> Iterator[str]:
    for one in root.iter(etree.Element):
        yield one.text or ""


def _in_bytes(data: bytes, removed: Sequence[str], shortest: int) -> bool:
    low = data.lower()
    return any(needle in low for words in removed for needle in _needles(words, shortest))


def _needles(words: str, shortest: int) -> Iterator[bytes]:
    """The bytes by which the string could be written; letters are compared in lower case."""
    plain = words.encode()
    ways = [plain, *(words.encode(code, "ignore") for code in _CODES)]
    ways += [raw.hex().encode() for raw in tuple(ways)]
    ways.append("".join(f"&#{ord(sign)};" for sign in words).encode())
    ways.append("".join(f"&#x{ord(sign):x};" for sign in words).encode())
    ways.append("".join(f"\\u{ord(sign):04x}" for sign in words).encode())
    ways.append("".join(f"%{one:02x}" for one in plain).encode())
    # Letters are words of the formats too; only longer strings of them are looked for as bytes.
    least = shortest if not words.isascii() or words.isdigit() else max(shortest, 8)
    yield from (one.lower() for one in ways if len(one) >= least)
    yield from (one for one in _base64(plain) if len(one) >= least)


_CODES = ("utf-16-le", "utf-16-be", "gb18030")


def _base64(plain: bytes) -> Iterator[bytes]:
    """The middle of the string in base64, for each of the three places where it may begin."""
    for skip in range(3):
        whole = base64.b64encode(b"\0" * skip + plain).rstrip(b"=").lower()
        yield whole[4 if skip else 0 : -1]


def _inflated(data: bytes) -> Iterator[bytes]:
    """Every stream of a PDF that inflates; what does not is searched as it is."""
    left = _INFLATED_LIMIT
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S):
        try:
            inflated = zlib.decompressobj().decompress(found[1], left)
        except zlib.error:
            continue
        left -= len(inflated)
        _demand("bytes", left > 0)
        yield inflated


_BARE_PNG = frozenset({b"IHDR", b"IDAT", b"IEND"})
_JPEG_PIXELS = b"\xda"
_JPEG_MARKS = frozenset({b"\xe0", b"\xdb", b"\xc0", b"\xc4", _JPEG_PIXELS})


def _is_bare(data: bytes, extension: str) -> bool:
    """True if the picture file holds its pixels and no notes, places or thumbnails."""
    return _is_bare_png(data) if extension == "png" else _is_bare_jpeg(data)


def _is_bare_png(data: bytes) -> bool:
    at = 8
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if kind not in _BARE_PNG:
            return False
        at += 12 + length
    return at == len(data)


def _is_bare_jpeg(data: bytes) -> bool:
    at, kind = 2, b""
    while kind != _JPEG_PIXELS:
        if data[at : at + 1] != b"\xff" or (kind := data[at + 1 : at + 2]) not in _JPEG_MARKS:
            return False
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    # Among the pixels a mark may only be a stuffed byte or a restart, until the very end.
    return data.endswith(b"\xff\xd9") and not re.search(rb"\xff[^\x00\xd0-\xd7]", data[at:-2])


_PROOFS: dict[str, Callable[[Redacted], Iterator[Check]]] = {
    "docx": _word,
    "pdf": _pages,
    "png": _picture,
    "jpg": _picture,
}
