"""The district in the first days of December 2023: November is over and not yet scored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.work.inspection.models.finding import Finding
from gongkai.work.org.models.person import Person
from tests.factories import administrator, clerk, head, moment
from tests.work.inspection.world import Year, other_department, quiet_year, raised

TODAY = date(2023, 12, 4)
NOW = moment(TODAY, 10)
ROLES = (
    "clerk", "first", "second", "final", "head", "other clerk", "officer", "openness head",
    "administrator",
)  # fmt: skip
INSIDE = ("clerk", "first", "second", "final", "head")
OFFICE = ("officer", "openness head")


@dataclass(frozen=True)
class Scene:
    """One department with duties, another one, and somebody of every role."""

    year: Year
    roles: dict[str, Person]

    def raised(self, **fields: Any) -> Finding:
        """A misprint of the first department, found by the officer at the end of November."""
        return raised(self.year, **fields)

    def elsewhere(self, **fields: Any) -> Finding:
        """The same of the other department."""
        there = replace(self.year.here, organisation=other_department())
        return raised(replace(self.year, here=there), **fields)


def scene() -> Scene:
    year = quiet_year()
    here = year.here
    people = (
        *(
            here.clerk,
            *here.reviewers,
            head(here.organisation),
            clerk(other_department(), "信息员乙"),
        ),
        *(year.officer, year.head, administrator()),
    )
    return Scene(year, dict(zip(ROLES, people, strict=True)))


def allowed(*roles: str) -> Callable[[str], int]:
    """What a page answers to each role that may only be opened by these."""
    return lambda role: 200 if role in roles else 403
