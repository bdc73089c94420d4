"""An office that assigns, two units that answer, and an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.work.org.models.person import Person
from gongkai.work.responses.actions import event as events
from gongkai.work.responses.actions import respond
from gongkai.work.responses.models.event import Event, Part
from tests.factories import moment, officer
from tests.work.records.world import World, published, world

FOUND = moment(date(2026, 5, 6))
AT = moment(date(2026, 5, 6), 10)
SOON = moment(date(2026, 5, 6), 15)
LATE = moment(date(2026, 5, 9))
TITLE, TEXT = "网传薤露亭停水三天", "微博用户称薤露亭小区停水三天无人管"
URL = "https://news.example/2026/0506.html"


@dataclass(frozen=True)
class Scene:
    """The office, the unit of water and that of roads."""

    office: Person
    water: World
    roads: World


def scene() -> Scene:
    return Scene(officer(), world("swj", "水务局"), world("jtj", "交通局"))


def registered(here: Scene, at: datetime = AT, **given: Any) -> Event:
    told: dict[str, Any] = {
        "title": TITLE, "kind": "interests", "grade": "ordinary", "happened_at": None,
        "found_at": FOUND, "found_where": "微博", "text": TEXT,
    }  # fmt: skip
    return events.register(by=here.office, at=at, **(told | given))


def assigned(here: Scene, *worlds: World, at: datetime = AT, **given: Any) -> list[Part]:
    """The parts of these units, by default of both."""
    one = registered(here, at, **given)
    places = [w.organisation for w in worlds or (here.water, here.roads)]
    return events.assign(
        event=one, organisations=places, asked="请在时限内回应。", by=here.office, at=at
    )


def accepted(here: World, part: Part, at: datetime = AT) -> Part:
    return respond.accept(part=part, by=here.clerk, at=at)


def answered(here: World, part: Part, at: datetime = SOON, **fields: Any) -> Part:
    """A unit that took it on and answered with a record of its own."""
    accepted(here, part, at)
    live = published(here, at, **({"title": "关于供水情况的说明", "formed_on": at.date(),
                                   "issued_on": at.date()} | fields))  # fmt: skip
    respond.reply_with_record(part=part, record=live.record, by=here.clerk, at=at)
    return part
