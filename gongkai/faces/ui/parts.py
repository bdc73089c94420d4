"""The shapes that the components draw; a view fills them, a template prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

SOON_WORKDAYS = 5
UNITS = {"workdays": "个工作日", "days": "天"}


@dataclass(frozen=True)
class Clock:
    """Time left until `due`, counted today: 6 and more is calm, 1 to 5 soon, 0 and less late."""

    remaining: int
    due: date | None = None
    unit: str = "workdays"

    @property
    def kind(self) -> str:
        if self.remaining <= 0:
            return "bad"
        return "warn" if self.remaining <= SOON_WORKDAYS else "ok"

    @property
    def text(self) -> str:
        unit = UNITS[self.unit]
        if self.remaining > 0:
            return f"还剩 {self.remaining} {unit}"
        return f"超期 {-self.remaining} {unit}" if self.remaining else "今天 24:00 到期"


@dataclass(frozen=True)
class Stopped:
    """A clock that does not run: `paused` while something is awaited, `done` when all is done."""

    kind: str
    text: str
    due: date | None = None


@dataclass(frozen=True)
class Tag:
    """The state of a thing: ok warn bad info idle, and always a word.

    A template prints it as it is; it stands in every row of long lists.
    """

    kind: str
    word: str

    def __str__(self) -> SafeString:
        return format_html('<span class="tag {}">{}</span>\n', self.kind, self.word)


@dataclass(frozen=True)
class Stat:
    """One figure of a row of figures."""

    label: str
    value: object
    unit: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Share:
    """A part of a bar: so many of one kind."""

    kind: str
    count: int
    label: str


@dataclass(frozen=True)
class Work:
    """A row of work: what, why, how long, one button. `main` is the one primary button."""

    title: str
    url: str
    why: str = ""
    clock: Clock | Stopped | None = None
    tag: Tag | None = None
    action: str = ""
    action_url: str = ""
    main: bool = False


@dataclass(frozen=True)
class Task:
    """A row of the public ledger: number, requirement, state and facts."""

    number: object
    title: str
    url: str = ""
    tag: Tag | None = None
    facts: Sequence[str] = ()


@dataclass(frozen=True)
class Event:
    """A step in time. `kind` is "" (done), now, next or stop; `when` is shown instead of `on`."""

    title: str
    on: date | datetime | None = None
    text: str = ""
    kind: str = ""
    when: str = ""


@dataclass(frozen=True)
class Sign:
    """Who signed at one step, when and with which words."""

    step: str
    person: str
    tag: Tag | None = None
    note: str = ""


@dataclass(frozen=True)
class Check:
    """One thing that was checked, with its outcome."""

    tag: Tag
    text: str


@dataclass(frozen=True)
class Hit:
    """A place in a text that needs care. `shown` stands for the text where it must stay hidden."""

    start: int
    end: int
    level: str
    title: str
    explanation: str = ""
    shown: str | None = None

    @property
    def kind(self) -> str:
        return {"block": "bad", "warn": "warn"}[self.level]

    @property
    def word(self) -> str:
        return {"block": "必须改", "warn": "请核对"}[self.level]


@dataclass(frozen=True)
class Cell:
    """A field of a heat table: one character, the words behind it, a link where care is needed."""

    kind: str
    mark: str
    words: str
    url: str = ""


@dataclass(frozen=True)
class HeatRow:
    """A row of a heat table; None is a field that does not concern the column."""

    label: str
    cells: Sequence[Cell | None]


@dataclass(frozen=True)
class HeatGroup:
    """Rows under one heading."""

    title: str
    rows: Sequence[HeatRow]


@dataclass(frozen=True)
class Heat:
    """A table of states: rows of things, columns of organisations."""

    caption: str
    corner: str
    columns: Sequence[str]
    groups: Sequence[HeatGroup]
