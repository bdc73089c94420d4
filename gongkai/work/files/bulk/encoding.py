"""Which encoding a text file is in, found by reading all of it, and where it is not."""

from __future__ import annotations

import re
from pathlib import Path

UTF_8, GB18030, UTF_16 = "utf-8-sig", "gb18030", "utf-16"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
_FEW = 5
_LOST = re.compile("[\udc80-\udcff]")


def encoding_of(path: Path) -> str | None:
    """The encoding in which the most lines can be read; None for what is no text.

    A line end is one and the same byte in UTF-8 and GB18030, so each line is tried by itself.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if head.startswith(_WIDE):
            return UTF_16
        if b"\0" in head:
            return None
        stream.seek(0)
        utf_8, foreign = 0, []
        for line in stream:
            if line.isascii():
                continue
            try:
                line.decode()
            except UnicodeDecodeError:
                foreign.append(line)
            else:
                utf_8 += 1
    return GB18030 if _read_as_gb18030(foreign) > utf_8 else UTF_8


def _read_as_gb18030(lines: list[bytes]) -> int:
    """How many of the lines that are no UTF-8 are GB18030."""
    read = 0
    for line in lines:
        try:
            line.decode(GB18030)
        except UnicodeDecodeError:
            continue
        read += 1
    return read


def is_lost(text: str, encoding: str) -> bool:
    """True if some of the text is not in the encoding of its file and so would be read as other
    signs: bytes that it does not have, or a row of UTF-8 among rows of GB18030."""
    if text.isascii():
        return False
    if _LOST.search(text) is not None:
        return True
    return encoding == GB18030 and _is_utf_8(text)


def _is_utf_8(text: str) -> bool:
    """True if what was read as GB18030 is UTF-8 as well, which a few Chinese signs never are."""
    if sum(not sign.isascii() for sign in text) < _FEW:
        return False
    try:
        text.encode(GB18030).decode()
    except UnicodeDecodeError:
        return False
    return True


def fault_of(encoding: str) -> str:
    """What to say of a row with such bytes."""
    label = {UTF_8: "UTF-8", GB18030: "GB18030", UTF_16: "UTF-16"}[encoding]
    return f"这一行里有不是 {label} 编码的字，读出来会是乱码。请统一编码后重新导入。"
