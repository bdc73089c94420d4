"""A meeting of the example that representatives of the public attend, and what they said there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.names import invented
from gongkai.faces.jobs.demo.publishing import finish
from gongkai.faces.jobs.demo.upkeep import Act
from gongkai.work.decisions.actions.adopt import (
    answer_statement,
    begin_adoption_record,
    note_statement,
)
from gongkai.work.decisions.actions.attend import attendance, invite
from gongkai.work.decisions.actions.meeting import arrange
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.meeting import Meeting, Representative
from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.person import Person, Post

_OFFICE, _ITEM, _THEME = "zhengfuban", "P20-01-02", "综合政务-其他"
# Nobody bears a number that begins like this.
_TELEPHONE = "0000-20000{:02}"


@dataclass
class _Made:
    """The meeting and those who were invited, once they are there."""

    meeting: Meeting | None = None
    people: list[Representative] = field(default_factory=list)

    @property
    def one(self) -> Meeting:
        assert self.meeting is not None
        return self.meeting


def acts(district: District, row: dict[str, Any], of: Callable[[], Decision]) -> Iterator[Act]:
    """Arranged, held, and told what became of every statement."""
    made = _Made()
    yield row["arranged"], partial(_arrange, district, row, of, made)
    yield row["held"], partial(_hold, district, row, made)
    yield row["published"], partial(_tell, district, row, made)


def _arrange(
    district: District, row: dict[str, Any], of: Callable[[], Decision], made: _Made
) -> None:
    by, at, decision = _clerk(district), _at(row["arranged"]), of()
    made.meeting = arrange(
        organisation=district.organisations[_OFFICE], title=row["title"],
        held_at=datetime.combine(row["held"], time(9), CHINA), place=row["place"],
        topics=[(decision.title, decision)], by=by, at=at,
    )  # fmt: skip
    names = reversed(list(invented()))
    for place, one in enumerate(row["person"]):
        made.people.append(
            invite(
                meeting=made.one, kind=one["kind"], name=next(names),
                phone=_TELEPHONE.format(place), by=by, at=at,
            )
        )  # fmt: skip


def _hold(district: District, row: dict[str, Any], made: _Made) -> None:
    by, at = _clerk(district), _at(row["held"])
    present = [one.pk for one in made.people]
    made.meeting = attendance(meeting=made.one, present=present, by=by, at=at)
    topic = made.one.topics.get()
    for one, said in zip(made.people, row["person"], strict=True):
        one.refresh_from_db()
        statement = note_statement(
            meeting=made.one, topic=topic, representative=one, text=said["says"], by=by, at=at
        )
        answer_statement(
            statement=statement, adoption=said["adoption"], reason=said.get("reason", ""), by=by,
            at=at + timedelta(minutes=5),
        )  # fmt: skip


def _tell(district: District, row: dict[str, Any], made: _Made) -> None:
    at = _at(row["published"])
    record = begin_adoption_record(meeting=made.one, by=_clerk(district), at=at)
    finish(district, record, _OFFICE, at, item=_ITEM, theme=_THEME)


def _clerk(district: District) -> Person:
    return district.people[_OFFICE, Post.Role.CLERK]


def _at(day: date) -> datetime:
    # In the evening: what is published on the same day has left its last review by then.
    return datetime.combine(day, time(18, 40), CHINA)
