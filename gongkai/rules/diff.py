"""What changed between two versions: fields, paragraphs, and characters within a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from gongkai.rules.paragraphs import paragraphs_of
from gongkai.rules.picture_labels import picture_labels

_EXACT_CELLS = 250_000
"""Up to this product of two lengths the exact matcher is used; beyond it only unique lines meet."""

_ALIKE = 0.5
"""From this share of common characters on, two paragraphs are one paragraph that was changed."""

_SENTENCE = re.compile(r"[^。；！？，、\s]*[。；！？，、\s]?")

Block = tuple[int, int, int, int]
"""Stretches a[i:j] and b[k:l] that stand at the same place."""


class Kind(StrEnum):
    """What happened to a stretch of text."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True)
class Segment:
    """A stretch of text that stayed, came or went."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of both versions side by side."""

    segments: tuple[Segment, ...]

    @property
    def is_changed(self) -> bool:
        return any(segment.kind is not Kind.EQUAL for segment in self.segments)


@dataclass(frozen=True)
class TextDiff:
    """All paragraphs in order. `layout_changed`: the same words, but other markup."""

    paragraphs: tuple[Paragraph, ...]
    layout_changed: bool = False


@dataclass(frozen=True)
class FieldChange:
    """A field whose value differs; None where the field is missing."""

    name: str
    before: object
    after: object


def diff_fields(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[FieldChange, ...]:
    """Return the fields that differ, in the order of `after`, then those only in `before`.

    Source: 政府信息公开条例 第十七条（审查所见即所公开）; our reading.

    >>> diff_fields({"题名": "甲"}, {"题名": "乙"})
    (FieldChange(name='题名', before='甲', after='乙'),)
    """
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        FieldChange(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )


def diff_text(
    before_html: str, after_html: str, pictures: Mapping[str, str] | None = None
) -> TextDiff:
    """Return what changed between two bodies, link targets and pictures included.

    `pictures` are the names of files by the sources of pictures, for those without words.
    Source: 政府信息公开条例 第十七条（审查所见即所公开）; our reading.
    """
    label = picture_labels(before_html, after_html, pictures)
    before, after = paragraphs_of(before_html, label), paragraphs_of(after_html, label)
    found = tuple(_paragraphs(before, after))
    same_words = not any(paragraph.is_changed for paragraph in found)
    return TextDiff(found, layout_changed=same_words and before_html != after_html)


def segments(before: str, after: str) -> tuple[Segment, ...]:
    """Return what stayed, went and came between two texts, character by character.

    Source: ours.

    >>> [(one.kind.value, one.text) for one in segments("二十日内", "三十日内")]
    [('delete', '二'), ('insert', '三'), ('equal', '十日内')]
    """
    if len(before) * len(after) <= _EXACT_CELLS:
        return _merged(_by_units(before, after))
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    return _merged(
        piece
        for i, j, k, m in _blocks(old, new)
        for piece in _by_sentences("".join(old[i:j]), "".join(new[k:m]))
    )


def _by_sentences(before: str, after: str) -> Iterator[Segment]:
    if len(before) * len(after) <= _EXACT_CELLS:
        yield from _by_units(before, after)
    elif before == after:
        yield Segment(Kind.EQUAL, before)
    else:
        yield Segment(Kind.DELETE, before)
        yield Segment(Kind.INSERT, after)


def _by_units(before: str, after: str) -> Iterator[Segment]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Segment(Kind.EQUAL, before[i:j])
            continue
        yield Segment(Kind.DELETE, before[i:j])
        yield Segment(Kind.INSERT, after[k:m])


def _merged(pieces: Iterator[Segment]) -> tuple[Segment, ...]:
    """Join neighbours, and let a lone character between two changes belong to the change."""
    listed = [piece for piece in pieces if piece.text]
    found: list[Segment] = []
    gone = came = ""
    for place, piece in enumerate(listed):
        inside = 0 < place < len(listed) - 1 and bool(gone or came)
        if piece.kind is Kind.EQUAL and not (inside and len(piece.text) == 1):
            found += [Segment(Kind.DELETE, gone), Segment(Kind.INSERT, came), piece]
            gone = came = ""
            continue
        gone += piece.text if piece.kind is not Kind.INSERT else ""
        came += piece.text if piece.kind is not Kind.DELETE else ""
    found += [Segment(Kind.DELETE, gone), Segment(Kind.INSERT, came)]
    return tuple(_joined([piece for piece in found if piece.text]))


def _joined(pieces: Sequence[Segment]) -> Iterator[Segment]:
    held: Segment | None = None
    for piece in pieces:
        if held and held.kind is piece.kind:
            held = Segment(held.kind, held.text + piece.text)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    for i, j, k, m in _blocks(before, after):
        old, new = before[i:j], after[k:m]
        if old == new:
            yield from (Paragraph((Segment(Kind.EQUAL, text),)) for text in old)
            continue
        for pair in _paired(old, new):
            yield Paragraph(segments(*pair))


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair changed paragraphs in their order; what has no likeness goes or comes as a whole."""
    place = 0
    for text in old:
        window = new[place : place + 10]
        alike = next((n for n, other in enumerate(window) if _are_alike(text, other)), None)
        if alike is None:
            yield text, ""
            continue
        yield from (("", other) for other in window[:alike])
        yield text, window[alike]
        place += alike + 1
    yield from (("", other) for other in new[place:])


def _are_alike(one: str, other: str) -> bool:
    common = (Counter(one) & Counter(other)).total()
    return 2 * common >= _ALIKE * (len(one) + len(other))


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterator[Block]:
    """Cut both sequences into stretches that are equal or stand against each other."""
    anchors = _anchors(a, b) if len(a) * len(b) > _EXACT_CELLS else []
    edges = [(-1, -1), *anchors, (len(a), len(b))]
    for (i, k), (j, m) in pairwise(edges):
        yield from _exact(a, b, (i + 1, j, k + 1, m))
        if j < len(a):
            yield j, j + 1, m, m + 1


def _exact(a: Sequence[str], b: Sequence[str], block: Block) -> Iterator[Block]:
    i, j, k, m = block
    if (j - i) * (m - k) > _EXACT_CELLS:
        yield block
        return
    matcher = SequenceMatcher(None, a[i:j], b[k:m], autojunk=False)
    for _, i1, i2, k1, k2 in matcher.get_opcodes():
        yield i + i1, i + i2, k + k1, k + k2


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest rising row of pieces that occur once on either side (patience)."""
    once_a, once_b = Counter(a), Counter(b)
    places = {piece: k for k, piece in enumerate(b) if once_b[piece] == 1}
    pairs = [(i, places[p]) for i, p in enumerate(a) if once_a[p] == 1 and p in places]
    tops: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for n, (_, k) in enumerate(pairs):
        pile = bisect_left(tops, k)
        previous.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [k]
        ends[pile : pile + 1] = [n]
    chain: list[tuple[int, int]] = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(pairs[n])
        n = previous[n]
    return chain[::-1]
