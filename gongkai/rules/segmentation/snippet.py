"""The part of a text that shows why it was found, cut into marked and plain pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.rules.segmentation.normal import normal
from gongkai.rules.segmentation.query import Query

LENGTH = 130
_LEAD = 24
_MOST_STARTS = 60
_STARTS = "。；！？\n"


@dataclass(frozen=True)
class Piece:
    """A stretch of text, marked where the reader's words stand."""

    text: str
    is_marked: bool = False


def marked_words(query: Query) -> tuple[str, ...]:
    """What is to be marked: the words typed, those that stand for them, phrases and numbers."""
    found = [form for one in query.concepts for form in one.forms]
    found += [normal(one) for one in (*query.phrases, *query.titles)]
    found += [query.text[one.start : one.end] for one in query.numbers]
    return tuple(sorted({one for one in found if one}, key=lambda one: (-len(one), one)))


def marked(text: str, words: Sequence[str]) -> list[Piece]:
    """The whole text in pieces; joined they are the text again."""
    pieces: list[Piece] = []
    end = 0
    for start, stop in _places(normal(text), words):
        if start > end:
            pieces.append(Piece(text[end:start]))
        pieces.append(Piece(text[start:stop], is_marked=True))
        end = stop
    return [*pieces, Piece(text[end:])] if end < len(text) else pieces


def snippet(text: str, words: Sequence[str], length: int = LENGTH) -> list[Piece]:
    """The stretch of about `length` signs with the most different words; …… where it is cut."""
    plain = " ".join(text.split())
    start = _best(normal(plain), words, length)
    stop = min(len(plain), start + length)
    pieces = marked(plain[start:stop], words)
    before = [Piece("……")] if start else []
    return [*before, *pieces, *([Piece("……")] if stop < len(plain) else [])]


def _places(text: str, words: Sequence[str]) -> Iterable[tuple[int, int]]:
    if not words:
        return
    # A longer word wins over one within it; what lies side by side is one mark.
    last: tuple[int, int] | None = None
    for found in re.finditer("|".join(map(re.escape, words)), text):
        if last is not None and found.start() == last[1]:
            last = (last[0], found.end())
            continue
        if last is not None:
            yield last
        last = found.span()
    if last is not None:
        yield last


def _best(text: str, words: Sequence[str], length: int) -> int:
    """Where the stretch with the most different words begins, at a sentence where one is near."""
    if len(text) <= length:
        return 0
    places = [
        (found.start(), word) for word in words for found in re.finditer(re.escape(word), text)
    ]
    starts = sorted({0, *(max(0, place - _LEAD) for place, _ in places)})

    def held(start: int) -> tuple[int, int]:
        inside = {word for place, word in places if start <= place < start + length - len(word)}
        return sum(map(len, inside)), -start

    return _at_sentence(text, max(starts[:_MOST_STARTS], key=held))


def _at_sentence(text: str, start: int) -> int:
    before = max(text.rfind(sign, max(0, start - _LEAD), start + 1) for sign in _STARTS)
    return before + 1 if before >= 0 else start
