"""How many meetings of a year count, and what the others lack."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from gongkai.rules.decisions import meetings as rules
from gongkai.work.decisions.models.meeting import Meeting, Representative, Statement
from gongkai.work.decisions.queries.meetings import SEALED, meetings_of
from gongkai.work.journal.deeds import CHINA, day_of
from gongkai.work.org.models.organisation import Organisation


@dataclass(frozen=True)
class YearCount:
    """The count of a year; `lacking` are the meetings that do not count, each with the reason."""

    year: int
    counted: int
    held: int
    target: int
    target_verified: bool
    lacking: Sequence[tuple[Meeting, str]]

    @property
    def reached(self) -> bool:
        """True if no more meetings are needed this year."""
        return self.counted >= self.target


def year_count(places: Collection[Organisation] | None, year: int, on: date) -> YearCount:
    """The meetings of these organisations (None: of all) held by the day. Three queries.

    One whose day is over counts as held until somebody says that it was called off.
    """
    rows = list(_rows(places, year))
    found = rules.counted([as_rules(one) for one in rows], year, on)
    lacking = [(rows[place], why) for place, why in found.uncounted]
    return YearCount(
        year=year,
        counted=found.counted,
        held=found.held,
        target=found.target,
        target_verified=found.target_verified,
        lacking=lacking,
    )


def as_rules(meeting: Meeting) -> rules.Meeting:
    """A meeting in the words of the rules."""
    record = meeting.adoption_record
    live = record.live if record is not None else None
    return rules.Meeting(
        held_on=day_of(meeting.held_at),
        representatives=tuple(
            rules.Representative(one.kind, present=one.attendance == "present")
            for one in meeting.representatives.all()
            if one.standing == Representative.Standing.CHOSEN
        ),
        statements=tuple(told(one) for one in meeting.statements.all()),
        adoption_published_on=live.published_on if live is not None else None,
    )


def told(statement: Statement) -> rules.Statement:
    """A statement in the words of the rules."""
    return rules.Statement(statement.text, statement.adoption, statement.reason)


def _rows(places: Collection[Organisation] | None, year: int) -> list[Meeting]:
    people = Representative.objects.defer(*SEALED).order_by("id")
    rows = meetings_of(places).exclude(state=Meeting.State.CALLED_OFF)
    # Of a day near New Year the zone decides the year; the rules look at the day itself.
    within = rows.filter(held_at__gte=_start(year), held_at__lt=_start(year + 1)).prefetch_related(
        Prefetch("representatives", people), "statements"
    )
    return list(within)


def _start(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=CHINA)
