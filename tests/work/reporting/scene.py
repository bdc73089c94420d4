"""A department and the place with those who make and take in their reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gongkai.work.foi.models.request import Request
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post
from gongkai.work.reporting.actions.bring import bring_numbers
from gongkai.work.reporting.actions.write import hand_in
from gongkai.work.reporting.models.report import HandedFigure
from tests.factories import clerk, department, district, head, moment, officer, reviewers
from tests.factories import person as somebody
from tests.work.foi.scene import Scene as FoiScene
from tests.work.foi.scene import registered, then

YEAR = 2026
BEGIN = moment(date(2027, 1, 8))
NUMBERS = {row: Decimal(at) for at, row in enumerate(HandedFigure.Row.values)}


@dataclass(frozen=True)
class Scene:
    """One organisation, its clerk and head, and an officer of the openness office."""

    organisation: Organisation
    clerk: Person
    head: Person
    officer: Person
    foi: FoiScene

    @property
    def of(self) -> dict[str, object]:
        """What every act upon its report is told."""
        return {"organisation": self.organisation, "year": YEAR}


def scene(code: str = "jtj", name: str = "交通局", officer_: Person | None = None) -> Scene:
    one = department(code, name)
    foi = FoiScene(
        one,
        somebody("经办甲", (one, Post.Role.FOI_CLERK)),
        somebody("审批乙", (one, Post.Role.FOI_APPROVER)),
    )
    return Scene(one, clerk(one), head(one), officer_ or officer(), foi)


def place(here: Scene) -> Organisation:
    """The place itself, whose report is the sum of all."""
    return district()


def asked(here: Scene, on: date, outcome: str = "", ended: date | None = None) -> Request:
    """A request received on that day, and its end."""
    request = registered(here.foi, at=moment(on)).request
    if ended is not None:
        then(here.foi, request, "replied", ended, outcome=outcome)
    return request


def complete(
    organisation: Organisation, by: Person | None, *, year: int = YEAR, at: datetime = BEGIN,
    carried: int = 0,
) -> None:  # fmt: skip
    """Hand in table 2 and the year before, so that only the cases decide."""
    hand_in(
        organisation=organisation, year=year, figures=NUMBERS, source="审批系统年度统计", by=by,
        at=at,
    )  # fmt: skip
    bring_numbers(
        organisation=organisation, year=year - 1, carried={"natural": carried}, documents=0,
        reason="上年年报", by=by, at=at,
    )  # fmt: skip


__all__ = ["BEGIN", "NUMBERS", "YEAR", "Scene", "asked", "complete", "place", "reviewers", "scene"]
