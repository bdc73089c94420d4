"""The numbers beside the navigation: how many things wait for this person."""

from __future__ import annotations

from datetime import date

from gongkai.work.org.models.person import Person


def waiting(person: Person, powers: frozenset[str], on: date) -> dict[str, int]:
    """How many occurrences, returned records, reviews and findings wait, by name."""
    return {}
