"""Column labels in running text: a header on one line, on several, or one label a line."""

from __future__ import annotations

from gongkai.rules.plan import columns
from gongkai.rules.plan.model import Line
from gongkai.rules.plan.words import WORDS, squeeze

FEWEST_LABELS = 3
_LABELS = {label for labels in WORDS.columns.values() for label in labels} | set(WORDS.listings)
_FIRST_SIGNS = {label[0] for label in _LABELS}
_LONGEST_LABEL = 12
_LONGEST_HEADER = 60
_MOST_LINES = 24


def is_label(text: str) -> bool:
    """True if the text is exactly one known column label."""
    return squeeze(text) in _LABELS


def split_labels(text: str) -> list[str]:
    """Split a text that consists of column labels only; an empty list if it does not.

    >>> split_labels("序号 工作任务 责任单位")
    ['序号', '工作任务', '责任单位']
    """
    plain = squeeze(text)
    if not plain or len(plain) > _LONGEST_HEADER:
        return []
    if all(is_label(word) for word in text.split()):
        return text.split()
    best: list[list[str] | None] = [[]] + [None] * len(plain)
    for end in range(1, len(plain) + 1):
        options = [_extended(best[start], plain[start:end]) for start in _starts(end)]
        best[end] = min((found for found in options if found), key=len, default=None)
    return best[-1] or []


def _starts(end: int) -> range:
    return range(max(0, end - _LONGEST_LABEL), end)


def _extended(before: list[str] | None, label: str) -> list[str] | None:
    return [*before, label] if before is not None and label in _LABELS else None


def find_header(body: list[Line]) -> tuple[int, int, list[str]] | None:
    """The first header of a table in the text, as (first line, line after it, labels)."""
    for start in range(len(body)):
        found = _header_at(body, start)
        if found is not None:
            return start, found[0], found[1]
    return None


def _header_at(body: list[Line], start: int) -> tuple[int, list[str]] | None:
    """The longest run of lines from `start` that is nothing but labels."""
    text = ""
    found: tuple[int, list[str]] | None = None
    if squeeze(body[start].text)[:1] not in _FIRST_SIGNS:
        return None
    for end in range(start, min(len(body), start + _MOST_LINES)):
        text += f"\n{body[end].text}"
        if len(squeeze(text)) > _LONGEST_HEADER:
            break
        labels = split_labels(text)
        if len(labels) >= FEWEST_LABELS and columns.is_header(labels):
            found = end + 1, labels
    return found


def header_end(lines: list[Line], start: int, labels: list[str]) -> int | None:
    """The line after a repeated header that begins at `start`, or None if there is none."""
    whole, text = "".join(labels), ""
    for end in range(start, len(lines)):
        text += squeeze(lines[end].text)
        if text == whole and text:
            return end + 1
        if not whole.startswith(text):
            return None
    return None
