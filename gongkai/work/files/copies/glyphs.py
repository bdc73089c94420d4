"""Which characters the shipped faces can draw; what they cannot is told, never dropped."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn

FOLDER = Path(pylopdf_fonts_zh_cn.__file__).parent
STAND_IN = "〓"
_SEGMENTED = 12
_UNSEEN = frozenset({"Cc", "Cf"})


@cache
def drawable() -> frozenset[str]:
    """The characters that at least one of the faces has, and the line break."""
    faces = [path.read_bytes() for path in sorted(FOLDER.glob("*.otf"))]
    return frozenset({"\n", *(chr(code) for face in faces for code in _codes(face))})


def shown(text: str, missing: set[str]) -> str:
    """The text as it can be drawn; what was replaced by STAND_IN is added to `missing`."""
    if drawable().issuperset(text):
        return text
    signs = []
    for sign in text:
        if sign in drawable():
            signs.append(sign)
        elif unicodedata.category(sign) not in _UNSEEN and not _is_variation(sign):
            missing.add(sign)
            signs.append(STAND_IN)
    return "".join(signs)


def _is_variation(sign: str) -> bool:
    """Chooses between forms of the sign before it and is nothing by itself."""
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _codes(font: bytes) -> Iterator[int]:
    """The code points in the `cmap` table of an OpenType face."""
    count = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(count))
    tables = {tag: start for tag, _, start, _ in entries}
    cmap = tables[b"cmap"]
    for place in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        offset = struct.unpack_from(">L", font, cmap + 4 + 8 * place + 4)[0]
        if struct.unpack_from(">H", font, cmap + offset)[0] == _SEGMENTED:
            yield from _segmented(font, cmap + offset)


def _segmented(font: bytes, at: int) -> Iterator[int]:
    """Format 12: groups of first code, last code, first glyph."""
    for place in range(struct.unpack_from(">L", font, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">LLL", font, at + 16 + 12 * place)
        yield from (code for code in range(first, last + 1) if glyph + code - first)
