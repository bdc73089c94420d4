"""A text with the places that need care marked and numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.faces.ui.parts import Hit


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `number` and `hit` where it is marked."""

    text: str
    hit: Hit | None = None
    number: int = 0


def paragraphs(text: str, hits: Sequence[Hit]) -> list[list[Piece]]:
    """Cut `text` at its line ends and at the hits; overlapping hits are marked one after another.

    A hit over a line end is marked in its first line only, and nothing of it is shown after.
    """
    ordered = sorted(enumerate(hits, 1), key=lambda pair: (pair[1].start, pair[0]))
    lines: list[list[Piece]] = []
    start = 0
    for line in text.split("\n"):
        lines.append(list(_pieces(text, start, start + len(line), ordered)))
        start += len(line) + 1
    return [line for line in lines if line]


def _pieces(text: str, start: int, end: int, ordered: Sequence[tuple[int, Hit]]) -> Iterator[Piece]:
    at = start
    for number, hit in ordered:
        if hit.end <= start or hit.start >= end:
            continue
        if hit.start > at:
            yield Piece(text[at : hit.start])
        if hit.start >= start:
            shown = text[max(at, hit.start) : min(hit.end, end)] if hit.shown is None else hit.shown
            yield Piece(shown, hit, number)
        at = max(at, min(hit.end, end))
    if at < end:
        yield Piece(text[at:end])
