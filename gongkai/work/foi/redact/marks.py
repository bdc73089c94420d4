"""What can be marked in a file, what is marked, and what a reader sees in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from gongkai.rules.letters.kinds import CLAUSES
from gongkai.work.foi.redact.fold import folded
from gongkai.work.journal.deeds import Refused

# Always so long, whatever stood there: the length of a name must not tell the name.
BLOCK = "■■■"
# Parts of a thousand: a box on a page is (left, top, right, bottom) in these.
WHOLE = 1000
_ARTICLE = re.compile(r"第十.条(?:第.款)?")
_SENTENCE = re.compile(r"[^。；;！!？?\n]*[。；;！!？?\n]*")
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Passage:
    """A paragraph, cell or printed line; `where` is its place in words for a person."""

    key: str
    where: str
    text: str

    def sentences(self) -> list[tuple[int, int]]:
        """Where its sentences begin and end."""
        return [found.span() for found in _SENTENCE.finditer(self.text) if found.group().strip()]


@dataclass(frozen=True)
class Picture:
    """A picture in a file; `data` is what would be given of it."""

    key: str
    where: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Leaf:
    """A page; `is_read` is False if it shows more than can be read, as a scan does.

    `width` and `height` in points, as it is shown.
    """

    number: int
    width: float
    height: float
    is_read: bool


@dataclass(frozen=True)
class Look:
    """What a file holds: `kind` is word, pages or picture. `remarks` tell what is left out.

    A stream of passages is read in one go: a string may run on from one into the next.
    """

    kind: str
    streams: tuple[tuple[Passage, ...], ...] = ()
    pictures: tuple[Picture, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    remarks: tuple[tuple[str, int], ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages in their order."""
        return tuple(chain.from_iterable(self.streams))


@dataclass(frozen=True)
class Mark:
    """One thing to go, and the clause of `rules.letters` on which it goes.

    Exactly one of: a span of a passage (`key`, `start`, `end`), a picture (`key`), a box on a page
    (`page` from 1, `box`), a string wherever it stands (`term`).
    """

    ground: str
    key: str = ""
    start: int = 0
    end: int = 0
    page: int = 0
    box: Box | None = None
    term: str = ""

    def as_json(self) -> dict[str, Any]:
        """The shape in which a draft keeps it."""
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class Place:
    """Where something went: what is kept of a mark. `why` is mark, term or same."""

    ground: str
    why: str
    key: str = ""
    start: int = 0
    end: int = 0
    page: int = 0
    box: Box | None = None


@dataclass(frozen=True)
class Redacted:
    """The new file. `removed` are the strings that must be nowhere in it; they are never stored."""

    data: bytes
    extension: str
    places: tuple[Place, ...]
    remarks: tuple[tuple[str, int], ...]
    removed: tuple[str, ...] = field(repr=False)
    expected: tuple[str, ...] = field(repr=False, default=())
    pages: int = 0


def mark_of(row: Mapping[str, Any]) -> Mark:
    """A mark out of its JSON."""
    plain = dict(row)
    if plain.get("box"):
        left, top, right, bottom = plain["box"]
        plain["box"] = (left, top, right, bottom)
    return Mark(**plain)


def ground_said(code: str) -> str:
    """The article of a ground, as it stands beside the block.

    >>> ground_said("E16b")
    '条例第十六条第二款'
    """
    found = _ARTICLE.search(CLAUSES[code].text)
    assert found is not None
    return f"条例{found.group()}"


def grounds_said(code: str) -> tuple[str, str, str]:
    """The article in full, without its paragraph, and as a figure, for boxes with less room.

    >>> grounds_said("E16b")
    ('条例第十六条第二款', '第十六条', '16')
    """
    whole = ground_said(code)
    article = whole.removeprefix("条例").split("条")[0] + "条"
    return whole, article, code.strip("Eabc")


def block_of(code: str) -> str:
    """What a reader sees in the place of what went.

    >>> block_of("E15")
    '■■■〔条例第十五条〕'
    """
    return f"{BLOCK}〔{ground_said(code)}〕"


BLOCKS = {code: block_of(code) for code in CLAUSES}
_SHOWN = tuple(dict.fromkeys(folded(block) for block in BLOCKS.values()))


def is_shown(text: str) -> bool:
    """True if the text stands in a block itself, and so would be found in every redacted file."""
    return any(folded(text) in block for block in _SHOWN)


def without_blocks(text: str) -> str:
    """The folded text with a sign that nothing matches where blocks stand."""
    for block in _SHOWN:
        text = text.replace(block, "\0")
    return text


def refuse_unfit(marks: Sequence[Mark]) -> None:
    """Refused for a mark without a ground, a string of nothing, or a box of nothing."""
    reasons = [reason for mark in marks for reason in _unfit(mark)]
    if reasons:
        raise Refused("redact_marks_unfit", reasons=reasons)


def _unfit(mark: Mark) -> Iterable[Refused]:
    if mark.ground not in CLAUSES:
        yield Refused("redact_ground_unknown")
    if mark.term and not folded(mark.term):
        yield Refused("redact_term_empty")
    elif mark.term and is_shown(mark.term):
        yield Refused("redact_term_shown", term=mark.term)
    if mark.box is not None:
        left, top, right, bottom = mark.box
        if not (0 <= left < right <= WHOLE and 0 <= top < bottom <= WHOLE):
            yield Refused("redact_box_unfit", page=mark.page)
