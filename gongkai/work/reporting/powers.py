"""Whose report it is: that of the place itself is made by the openness office."""

from __future__ import annotations

from datetime import date

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may

OVERSEE = "report.oversee"


def needed(power: str, by: Person | None, organisation: Organisation, on: date) -> str:
    """The power that an act upon a report asks for.

    条例 第四十九条第二款: the report of a government is published by its openness office.
    """
    is_place = organisation.kind == Organisation.Kind.DISTRICT
    return OVERSEE if is_place and by is not None and may(by, OVERSEE, None, on) else power


def entitled(power: str, by: Person, organisation: Organisation, on: date) -> bool:
    """True if the person may do it on that day."""
    return may(by, needed(power, by, organisation, on), organisation, on)
