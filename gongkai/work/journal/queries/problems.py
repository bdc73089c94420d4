"""What a check of the provable log may find."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What does not agree, and at which entry; None where no entry stands for it."""

    sequence: int | None
    what: str


@dataclass(frozen=True)
class Replay:
    """What a whole replay found. `root` is that of the last entry, empty for an empty log."""

    entries: int
    root: str
    problems: tuple[Problem, ...]
