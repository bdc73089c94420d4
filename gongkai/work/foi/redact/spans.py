"""From marks to places: every sign that goes, with the ground on which it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.work.foi.redact.fold import Folded, fold, folded, is_telling
from gongkai.work.foi.redact.marks import Mark, Passage, Place, is_shown
from gongkai.work.journal.deeds import Refused


@dataclass(frozen=True)
class Spans:
    """The places in passages, apart and in order, and the strings that must be gone everywhere."""

    places: tuple[Place, ...]
    removed: tuple[str, ...]

    def by_passage(self) -> dict[str, list[Place]]:
        """The places of each passage that has any."""
        found: dict[str, list[Place]] = {}
        for place in self.places:
            found.setdefault(place.key, []).append(place)
        return found


def spans_of(streams: Sequence[Sequence[Passage]], marks: Sequence[Mark]) -> Spans:
    """Find what the marks name. A stream is read in one go: a string may run on into the next
    passage, as a number does that stands one figure to a cell.

    A marked passage that tells something goes wherever else it stands. Refused for a mark in a
    passage that is not there, and for a string that is found nowhere.
    """
    wanted = _wanted(streams, marks)
    places = [
        place
        for passages in streams
        for place in _apart(passages, _painted(passages, marks, wanted))
    ]
    return Spans(tuple(places), tuple(wanted))


def _wanted(streams: Sequence[Sequence[Passage]], marks: Sequence[Mark]) -> dict[str, Mark]:
    """The folded strings to look for everywhere, each with the mark that asks for it."""
    texts = {passage.key: passage.text for passages in streams for passage in passages}
    wanted: dict[str, Mark] = {}
    for mark in marks:
        if mark.term:
            wanted.setdefault(folded(mark.term), mark)
        elif mark.end:
            wanted |= _marked(texts, mark, wanted)
    return wanted


def _marked(texts: dict[str, str], mark: Mark, known: dict[str, Mark]) -> dict[str, Mark]:
    text = texts.get(mark.key)
    if text is None or not 0 <= mark.start < mark.end <= len(text):
        raise Refused("redact_place_gone")
    words = folded(text[mark.start : mark.end])
    telling = is_telling(words) and not is_shown(words) and words not in known
    return {words: mark} if telling else {}


def _painted(
    passages: Sequence[Passage], marks: Sequence[Mark], wanted: dict[str, Mark]
) -> dict[tuple[str, int], tuple[str, str]]:
    """Ground and reason of each sign that goes, by passage and place; who came first stays."""
    painted: dict[tuple[str, int], tuple[str, str]] = {}
    keys = {passage.key for passage in passages}
    for mark in marks:
        if mark.end and mark.key in keys:
            for at in range(mark.start, mark.end):
                painted.setdefault((mark.key, at), (mark.ground, "mark"))
    whole, owners = _stream(passages)
    for words, mark in wanted.items():
        why = "term" if mark.term else "same"
        for start, end in whole.find(words):
            for at in range(start, end):
                if owners[at] is not None:
                    painted.setdefault(owners[at], (mark.ground, why))  # type: ignore[arg-type]
    return painted


def _stream(passages: Sequence[Passage]) -> tuple[Folded, list[tuple[str, int] | None]]:
    text: list[str] = []
    owners: list[tuple[str, int] | None] = []
    for passage in passages:
        text.append(passage.text + "\n")
        owners += [(passage.key, at) for at in range(len(passage.text))] + [None]
    return fold("".join(text)), owners


def _apart(
    passages: Sequence[Passage], painted: dict[tuple[str, int], tuple[str, str]]
) -> Iterator[Place]:
    """Neighbouring signs of one ground are one place."""
    for passage in passages:
        start = 0
        for at in range(len(passage.text) + 1):
            before = painted.get((passage.key, at - 1)) if at else None
            here = painted.get((passage.key, at))
            if before and (here is None or here[0] != before[0]):
                yield Place(before[0], painted[passage.key, start][1], passage.key, start, at)
            if here and (before is None or here[0] != before[0]):
                start = at
