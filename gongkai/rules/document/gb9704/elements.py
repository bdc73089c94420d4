"""One part of a paper as it was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.rules.document.gb9704.lines import Line
from gongkai.rules.document.gb9704.words import LABELS, ORDER


@dataclass(frozen=True)
class Element:
    """A part of a paper: its text, and the places of its first and last paragraph."""

    code: str
    text: str
    at: int
    until: int
    where: str = "body"

    @property
    def label(self) -> str:
        return LABELS[self.code]


@dataclass
class Found:
    """The parts found so far, each once; the first that is found stays."""

    elements: dict[str, Element] = field(default_factory=dict)

    def add(self, code: str, text: str, first: Line, last: Line | None = None) -> None:
        until = (last or first).at
        self.elements.setdefault(code, Element(code, text, first.at, until, first.paragraph.where))

    def text(self, code: str) -> str:
        """The text of a part; empty if it was not found."""
        element = self.elements.get(code)
        return element.text if element else ""

    def __contains__(self, code: str) -> bool:
        return code in self.elements

    def __iter__(self) -> Iterator[Element]:
        return iter(sorted(self.elements.values(), key=lambda one: (one.at, ORDER.index(one.code))))
