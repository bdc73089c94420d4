"""Text in which blanks keep the columns of a table apart, as pdf-to-text programs print it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from gongkai.rules.plan import columns
from gongkai.rules.plan.bands import Matrix, read_bands
from gongkai.rules.plan.labels import FEWEST_LABELS
from gongkai.rules.plan.model import Line, Table
from gongkai.rules.plan.tokens import PAGE_NUMBER
from gongkai.rules.plan.words import squeeze

_GAP = re.compile(r"(?: {2,}|[ ]*[\t\u3000][ \t\u3000]*)")
_WIDE = {"W", "F", "A"}
_TAB = 8
# So many of the lines must be parted by wide blanks, or the blanks mean nothing.
_PARTED = 0.5
_FEWEST_LINES = 3


@dataclass(frozen=True)
class _Word:
    """A run of signs without blanks and the columns of the page it fills."""

    text: str
    start: int
    end: int


def is_aligned(body: list[Line], header: int) -> bool:
    """True if the header and most of the lines below it are parted by wide blanks."""
    lines = body[header + 1 :]
    return bool(labels_of(body[header].text)) and _are_placed(lines, body[header])


def read_aligned(body: list[Line], header: int) -> list[Table] | None:
    """Return the tables below the header, or None if the columns do not stand clear."""
    labels = labels_of(body[header].text)
    heads = [at for at in range(header, len(body)) if labels_of(body[at].text) == labels]
    tables: list[Table] = []
    for page in _pages(body, heads):
        matrix = _matrix(page, body[header], labels)
        if matrix is None:
            return None
        tables.append(read_bands(matrix, labels, first=not tables))
    return tables


def _are_placed(lines: list[Line], header: Line) -> bool:
    """True if most lines are parted by wide blanks, or begin further in than the header."""
    margin = _margin(header)
    placed = sum(
        bool(_GAP.search(line.text.strip())) or _margin(line) > margin + 1 for line in lines
    )
    return len(lines) >= _FEWEST_LINES and placed >= _PARTED * len(lines)


def _margin(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def labels_of(text: str) -> list[str]:
    """The labels of a header line whose columns stand apart; none for any other line."""
    parts = [squeeze(part) for part in _GAP.split(text.strip()) if part.strip()]
    known = len(parts) >= FEWEST_LABELS and all(map(columns.kind_of, parts))
    return parts if known and columns.is_header(parts) else []


def _pages(body: list[Line], heads: list[int]) -> list[list[Line]]:
    """The lines of every page below its header, without page numbers."""
    starts = set(heads) | {
        at
        for at, line in enumerate(body)
        if at > heads[0] and ("\x0c" in line.text or line.page != body[at - 1].page)
    }
    cuts = [*sorted(starts), len(body)]
    pages = []
    for start, end in pairwise(cuts):
        lines = body[start + (start in heads) : end]
        kept = [line for line in lines if not PAGE_NUMBER.match(squeeze(line.text))]
        kept = [line for line in kept if squeeze(line.text)]
        if kept:
            pages.append([body[start], *kept] if start in heads else kept)
    return pages


def _matrix(page: list[Line], header: Line, labels: list[str]) -> Matrix | None:
    """Every line cut into the columns; two ways of counting signs are tried."""
    lines = [line for line in page if not labels_of(line.text)]
    head = page[0] if labels_of(page[0].text) else header
    for wide in (2, 1):
        edges = _edges([_words(line.text, wide) for line in (head, *lines)], len(labels))
        if edges is not None:
            cells = [_cut(_words(line.text, wide), edges) for line in lines]
            return Matrix(lines, cells)
    return None


def _words(text: str, wide: int) -> list[_Word]:
    words: list[_Word] = []
    at, start, run = 0, 0, ""
    for sign in f"{text.replace(chr(12), '')} ":
        if sign.isspace():
            if run:
                words.append(_Word(run, start, at))
            run = ""
            at += _TAB - at % _TAB if sign == "\t" else wide if sign == "\u3000" else 1
            continue
        start = start if run else at
        run += sign
        at += wide if unicodedata.east_asian_width(sign) in _WIDE else 1
    return words


def _edges(lines: list[list[_Word]], count: int) -> list[int] | None:
    """Where the columns begin, if blank stripes down the page part just so many.

    The first of the lines is the header: it has one label in every column.
    """
    several = [lines[0], *[words for words in lines[1:] if _is_parted(words)]]
    used = {at for words in several for word in words for at in range(word.start, word.end)}
    width = max(used, default=0) + 1
    begins = [at for at in range(width) if at in used and at - 1 not in used]
    labelled = [
        begin
        for begin, following in zip(begins, [*begins[1:], width + 1], strict=True)
        if any(begin <= word.start < following for word in lines[0])
    ]
    if len(labelled) != count or len(begins) != count:
        return None
    return begins


def _is_parted(words: list[_Word]) -> bool:
    return any(b.start - a.end > 1 for a, b in pairwise(words))


def _cut(words: list[_Word], edges: list[int]) -> list[str] | str:
    """The text of every column, or the whole line where a word lies across columns."""
    cells = [""] * len(edges)
    for word in words:
        place = max((i for i, edge in enumerate(edges) if edge <= word.start), default=0)
        after = edges[place + 1] if place + 1 < len(edges) else word.end
        if word.end > after:
            return "".join(word.text for word in words)
        cells[place] += word.text
    return cells
