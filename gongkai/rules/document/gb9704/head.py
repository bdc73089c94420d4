"""The head of a paper (版头) and its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.rules.document.gb9704.elements import Found
from gongkai.rules.document.gb9704.lines import Line, stands_out
from gongkai.rules.document.gb9704.words import (
    ORDER_NUMBER,
    compact,
    is_organ,
    kind_of,
    number_of,
    tidy,
)

_COPY = re.compile(r"(?:份号[：:]?)?\d{6}|№?\d{6}")
_SECRECY = re.compile(r"(?:密级[：:])?(?:绝密|机密|秘密)(?:[★☆*].{0,8})?")
_URGENCY = re.compile(r"(?:紧急程度[：:])?(?:特急|加急|特提|平急)")
_SIGNER = re.compile(r"签发人[：:].*")
_FILE, _MINUTES = "文件", "纪要"
_MOST_HEAD_LINES = 24
_MOST_ORGANS = 8
_MOST_TITLE_LINES = 6
_LONGEST_TITLE = 200
_ABOUT = "关于"
_BROKEN_OFF = "：:；;，,"
_PROSE = re.compile(r"。.|现将|根据|按照")


def find_head(lines: Sequence[Line], found: Found) -> int:
    """Add what stands above the title; the place in `lines` at which the title may begin."""
    at = 0
    while at < min(len(lines), _MOST_HEAD_LINES):
        taken = _masthead(lines, at, found) or _signs(lines[at], found)
        if not taken and not lines[at].is_boxed:
            break
        at += taken or 1
    return at


def _masthead(lines: Sequence[Line], at: int, found: Found) -> int:
    """How many lines from `at` are the 发文机关标志; it has no second one."""
    if "masthead" in found:
        return 0
    end = at
    while end < len(lines) and end - at < _MOST_ORGANS and is_organ(lines[end].text):
        end += 1
    if end < len(lines) and _ends_masthead(lines, end):
        end += 1
    elif end == at or not _stands_for_masthead(lines, at, end):
        return 0
    text = " ".join(line.plain for line in lines[at:end])
    found.add("masthead", text.replace(f" {_FILE}", _FILE), lines[at], lines[end - 1])
    return end - at


def _ends_masthead(lines: Sequence[Line], at: int) -> bool:
    """True for …局文件, 文件 alone, …人民政府令, and …会议纪要 over its number."""
    plain = lines[at].plain
    if plain == _FILE:
        return True
    if plain.endswith(_MINUTES):
        return any(ORDER_NUMBER.fullmatch(one.plain) for one in lines[at + 1 : at + 2])
    name = plain.removesuffix(_FILE).removesuffix("令")
    return name != plain and is_organ(name)


def _stands_for_masthead(lines: Sequence[Line], at: int, end: int) -> bool:
    """True if names of organs alone are a head: printed red, boxed, or with a number below."""
    if any(line.paragraph.red or line.is_boxed for line in lines[at:end]):
        return True
    return end < len(lines) and bool(_codes(lines[end]))


def _signs(line: Line, found: Found) -> int:
    """1 if the line is a head sign, or several of them with wide blanks between."""
    codes = _codes(line)
    if not codes and "masthead" in found and ORDER_NUMBER.fullmatch(line.plain):
        codes = [("number", line.plain)]
    for code, text in codes:
        found.add(code, text, line)
    return 1 if codes else 0


def _codes(line: Line) -> list[tuple[str, str]]:
    """The head signs that the line consists of; an empty list if it has anything else."""
    whole = _code(line.plain)
    if whole and not (whole == "number" and len(line.pieces) > 1):
        return [(whole, tidy(line.text) if whole == "signer" else line.plain)]
    codes = [(_code(compact(piece)), tidy(piece)) for piece in line.pieces]
    if codes and all(code for code, _ in codes):
        return [(code, compact(text) if code == "number" else text) for code, text in codes]
    return [(whole, line.plain)] if whole else []


def _code(plain: str) -> str:
    for code, pattern in (
        ("copy_number", _COPY),
        ("secrecy", _SECRECY),
        ("urgency", _URGENCY),
        ("signer", _SIGNER),
    ):
        if pattern.fullmatch(plain):
            return code
    return "number" if number_of(plain) else ""


def find_title(lines: Sequence[Line], at: int, usual: float, found: Found) -> int:
    """Add the title that begins at `at`; the place in `lines` after it and a number below it."""
    end = _by_words(lines, at) or _by_looks(lines, at, usual, found)
    text = "".join(line.plain for line in lines[at:end])
    if end == at or len(text) > _LONGEST_TITLE:
        return at
    found.add("title", text, lines[at], lines[end - 1])
    if end < len(lines) and number_of(lines[end].plain):
        # Gazettes and web pages print the number below the title.
        found.add("number", lines[end].plain, lines[end])
        return end + 1
    return end


def _by_words(lines: Sequence[Line], at: int) -> int:
    """Where 关于…的通知 ends, over as many lines as it takes, whatever their look; 0 if nowhere."""
    text = ""
    for end in range(at, min(len(lines), at + _MOST_TITLE_LINES)):
        line = lines[end]
        if line.is_boxed or line.is_in_table or line.plain[-1] in _BROKEN_OFF:
            return 0
        text += line.plain
        if len(text) > _LONGEST_TITLE or _PROSE.search(text):
            return 0
        if _ABOUT in text and kind_of(text) and not _goes_on_with(lines, end + 1):
            return end + 1
    return 0


def _goes_on_with(lines: Sequence[Line], at: int) -> bool:
    """True for the second line of 关于转发关于公园的通知 / 的通知, and for （试行）."""
    line = lines[at].plain if at < len(lines) else ""
    return line.startswith("的") and bool(kind_of(line))


def _by_looks(lines: Sequence[Line], at: int, usual: float, found: Found) -> int:
    """Where the lines end that stand out; under a number any first line is the title."""
    end = at
    while end < len(lines) and end - at < _MOST_TITLE_LINES:
        line = lines[end]
        if line.is_boxed or line.plain[-1] in _BROKEN_OFF or line.plain.startswith(("（", "(")):
            break
        is_first = end == at and "number" in found and line.plain[-1] != "。"
        if not is_first and not stands_out(line, usual):
            break
        end += 1
        if kind_of(line.plain):
            break
    return end
