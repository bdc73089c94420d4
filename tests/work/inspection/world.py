"""A plan with two dated duties and one standing, a catalogue item for the first, and its people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.work.inspection.actions.finding import raise_finding
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Deduction, Score
from gongkai.work.inspection.queries.assessment import assess
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.models.plan import Plan, Task
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.queries.duty_states import DutyState
from tests.factories import adopted_plan, department, moment, officer, openness_head
from tests.work.records.world import World, item, published, world

DUE = date(2023, 10, 31)
NOVEMBER = "2023-11"
END_OF_NOVEMBER = moment(date(2023, 11, 30), 18)
DECEMBER = moment(date(2023, 12, 4))


@dataclass(frozen=True)
class Year:
    """One plan: task 1 due on DUE with an item, task 2 due on DUE without, task 3 standing."""

    plan: Plan
    here: World
    item: CatalogueItem
    officer: Person
    head: Person

    @property
    def organisation(self) -> Organisation:
        return self.here.organisation

    def task(self, number: int) -> Task:
        return self.plan.tasks.get(number=number)

    def occurrence(self, number: int) -> Occurrence:
        return Occurrence.objects.get(duty__task=self.task(number))

    def publish(self, day: date, hour: int = 9, **fields: Any) -> Publication:
        """Publish under the linked item on that day, formed on that day unless given."""
        fields = {"formed_on": day, "issued_on": day, "title": "国企改革情况"} | fields
        return published(self.here, moment(day, hour), **fields)

    def train(self, day: date = date(2023, 10, 12)) -> Publication:
        """Fulfil task 2: a record drafted for it, under an item that serves no task."""
        aside = item("20.9", name="其他信息")
        return self.publish(day, occurrence=self.occurrence(2), title="培训情况", item=aside)

    def state(self, number: int, on: date) -> DutyState:
        found = [one for one in assess(on) if one.occurrence.duty.task.number == number]
        (state,) = found
        return state


def year(*more_rows: dict[str, object], deadline: str = "2023年10月31日前") -> Year:
    here = world()
    plan = adopted_plan(
        {"deadline": deadline, "units": [here.organisation], "requirement": "公开国企改革情况"},
        {"deadline": deadline, "units": [here.organisation], "requirement": "开展培训"},
        {"units": [here.organisation], "requirement": "公开检查结果"},
        *more_rows,
    )
    linked = item()
    linked.tasks.add(plan.tasks.get(number=1))
    return Year(plan, here, linked, officer(), openness_head())


def other_department() -> Organisation:
    return department("czj", "财政局")


def quiet_year() -> Year:
    """The year with a second department that has one standing duty; nobody owes a ledger."""
    made = year({"units": [other_department()]})
    Plan.objects.update(ledger_due_on=None)
    return made


def raised(here: Year, **fields: Any) -> Finding:
    """A finding by hand at the end of November: a misprint, unless the fields say otherwise."""
    given = {"kind": "misprint", "what": "错别字", "url": "https://example.invalid/1"}
    return raise_finding(
        organisation=here.organisation, by=here.officer, at=END_OF_NOVEMBER, **(given | fields)
    )


def stored() -> list[list[dict[str, Any]]]:
    """Every row of the scores, keys included."""
    return [list(model.objects.order_by("pk").values()) for model in (Score, Deduction)]


def points(month: str = NOVEMBER) -> dict[str, Decimal]:
    """The points of a month by organisation."""
    return {one.organisation.code: one.points for one in Score.objects.filter(month__month=month)}
