"""The shapes of the day page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.faces.ui.parts import Event, Stat, Tag, Work

MOST = 10


@dataclass(frozen=True)
class Panel:
    """A list of work under its heading: at most ten rows, and where all of them are."""

    key: str
    title: str
    rows: Sequence[Work]
    more_url: str
    more: str
    # Where only the rows that are printed were asked for.
    total: int | None = None

    @property
    def shown(self) -> Sequence[Work]:
        """The rows that are printed."""
        return self.rows[:MOST]

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.rows) if self.total is None else self.total


@dataclass(frozen=True)
class Sent:
    """A record of mine that others are reviewing."""

    title: str
    url: str
    tag: Tag
    holders: str
    waited: str


@dataclass(frozen=True)
class Facts:
    """A small table: its heading, its columns, rows of a linked first cell and further cells."""

    key: str
    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, str, Sequence[object]]]
    more_url: str = ""
    more: str = ""

    @property
    def shown(self) -> Sequence[tuple[str, str, Sequence[object]]]:
        """The rows that are printed."""
        return self.rows[:MOST]

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.rows)


@dataclass(frozen=True)
class Numbers:
    """An organisation's duties in numbers."""

    title: str
    url: str
    pairs: Sequence[tuple[str, str]]


@dataclass
class DayPage:
    """Everything the day page shows; empty parts are left out."""

    today: str
    who: str
    has_post: bool
    said: str = ""
    may_draft: bool = False
    stats: list[Stat] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    facts: list[Facts] = field(default_factory=list)
    sent: Sequence[Sent] = ()
    coming: Sequence[Event] = ()
    numbers: Sequence[Numbers] = ()

    @property
    def is_quiet(self) -> bool:
        """True if nothing waits for this person."""
        return not (self.panels or self.sent)

    @property
    def has_aside(self) -> bool:
        """True if there is a list beside which the tables can stand."""
        return bool(self.panels or self.sent or self.coming or self.numbers)
