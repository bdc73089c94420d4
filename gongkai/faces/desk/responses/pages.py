"""Events and their clocks, gathered for the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.faces.ui.parts import Tag
from gongkai.rules.responses import KINDS, Clock
from gongkai.work.responses.models.event import Event, Part
from gongkai.work.responses.queries.events import clocks_of, notes_of, replies_of

_WORDS = {"met": ("ok", "按时"), "late": ("warn", "迟于期限"), "overdue": ("bad", "超过")}
_SOON_HOURS = 6


@dataclass(frozen=True)
class ShownClock:
    """A clock with its tag."""

    clock: Clock
    tag: Tag


@dataclass(frozen=True)
class PartRow:
    """A part as a list shows it."""

    part: Part
    clocks: Sequence[ShownClock]


@dataclass(frozen=True)
class EventRow:
    """An event as the office's list shows it."""

    event: Event
    kind: str
    parts: Sequence[PartRow]
    unassigned: Sequence[ShownClock]


@dataclass(frozen=True)
class PartPage:
    """A part with everything that was done."""

    row: PartRow
    notes: Sequence[Any]
    replies: Sequence[Any]
    can_handle: bool


def tag_of(clock: Clock) -> Tag:
    """The clock in a word: what is left, or how long it is over."""
    if clock.hours_left is None:
        kind, word = _WORDS[clock.state]
        return Tag(kind, f"{clock.label}：{word}")
    if clock.state == "overdue":
        return Tag("bad", f"{clock.label}：超过 {max(-clock.hours_left, 1)} 小时")
    left = f"还剩 {clock.hours_left} 小时" if clock.hours_left else "不到 1 小时"
    return Tag("warn" if clock.hours_left < _SOON_HOURS else "ok", f"{clock.label}：{left}")


def part_row(event: Event, part: Part, now: datetime) -> PartRow:
    """A part and its clocks."""
    return PartRow(part, _shown(clocks_of(event, part, now)))


def event_row(event: Event, now: datetime) -> EventRow:
    """An event and the clocks of every unit; of nobody's where nobody was asked."""
    parts = list(event.parts.all())
    return EventRow(
        event=event,
        kind=KINDS.get(event.kind, event.kind),
        parts=[part_row(event, one, now) for one in parts],
        unassigned=[] if parts else _shown(clocks_of(event, None, now)),
    )


def part_page(event: Event, part: Part, now: datetime, *, can_handle: bool) -> PartPage:
    """A part with its notes and answers."""
    return PartPage(
        row=part_row(event, part, now),
        notes=list(notes_of(part)),
        replies=list(replies_of(part)),
        can_handle=can_handle,
    )


def _shown(clocks: Sequence[Clock]) -> list[ShownClock]:
    return [ShownClock(one, tag_of(one)) for one in clocks]
