"""What a check hands back: one defect, so described that it is found only once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Fact:
    """One defect of one organisation. Object and day make it this fact and no other.

    `kind` is one of rules/data/findings.toml; `remedy` says how it has been put right, if it has.
    """

    kind: str
    organisation_id: int
    object_kind: str
    object_id: str
    object_title: str
    happened_on: date
    what: str
    evidence: str
    url: str = ""
    occurrence_id: int | None = None
    remedy: str = ""

    @property
    def key(self) -> tuple[str, str, date]:
        """What the database holds to be unique among the findings of the machine."""
        return self.object_kind, self.object_id, self.happened_on


def in_month_of(day: date, other: date) -> bool:
    """True if both days lie in one month, or `day` before it."""
    return (day.year, day.month) <= (other.year, other.month)
