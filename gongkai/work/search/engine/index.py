"""What every index of passages can do, whichever database keeps it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gongkai.rules.segmentation.plan import Step


@dataclass(frozen=True)
class Entry:
    """One passage for the index, in normal writing. `marks` are what readers narrow by."""

    id: int
    title: str
    heading: str
    text: str
    keys: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


Marks = Sequence[Collection[str]]
"""Of each collection a passage must bear one mark."""


class Index(Protocol):
    """An index of passages by their ids. Ids that were removed may still be named for a while."""

    def add(self, entries: Sequence[Entry]) -> None:
        """Take in passages whose ids are new."""
        ...

    def remove(self, entries: Sequence[Entry]) -> None:
        """Forget passages; every field must be as it was when they were added."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...

    def counts(self, words: Collection[str]) -> Mapping[str, int]:
        """In how many passages each word stands; words that stand in none are left out."""
        ...

    def total(self) -> int:
        """How many passages there are, about."""
        ...

    def find(self, step: Step, marks: Marks, limit: int) -> list[int]:
        """The passages of one step of a plan, the best first; of very many, the newest."""
        ...

    def with_keys(self, keys: Collection[str], marks: Marks, limit: int) -> list[int]:
        """The passages that bear one of the exact keys, the newest first."""
        ...

    def with_phrases(self, phrases: Sequence[str], marks: Marks, limit: int) -> list[int]:
        """The passages with every phrase exactly as written, the newest first."""
        ...

    def with_pairs(self, pairs: Collection[str], marks: Marks, limit: int) -> list[int]:
        """The passages with any of the pairs of characters, the likest first."""
        ...
