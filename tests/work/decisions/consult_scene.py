"""A decision on its way, a consultation on its draft, and people who have something to say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.work.decisions.actions.comment import Commented, comment
from gongkai.work.decisions.actions.consult import (
    Plan,
    begin_announcement,
    open_consultation,
    prepare,
)
from gongkai.work.decisions.actions.enter import enter
from gongkai.work.decisions.models.consultation import Consultation, Tally
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from tests.factories import moment
from tests.work.records.world import World, item, through, world

OPENS, CLOSES = date(2026, 8, 20), date(2026, 9, 21)
AT = moment(OPENS)
LAST_SECOND = datetime.combine(CLOSES, datetime.max.time(), AT.tzinfo).replace(microsecond=0)
LATER = moment(date(2026, 9, 25))
DRAFT = """青禾区公共停车收费管理办法
第一章 总则
第一条 为了规范公共停车收费，制定本办法。
第二章 收费
第五条 公共停车场夜间每次收费不超过5元。
第八条 停放不超过30分钟的，免收停车费。"""
PLAN = Plan(
    title="青禾区公共停车收费管理办法（征求意见稿）",
    draft=DRAFT,
    explanation="停车位缺口较大。\n现行办法施行已满两年。",
    how="可以在本平台提出，也可以寄信到青禾区一号路1号。",
    opens_on=OPENS,
    closes_on=CLOSES,
)
TEXT = "建议把医院周边的免费时长延长到六十分钟。"


@dataclass(frozen=True)
class Scene:
    """A department with its people, and what it consults on."""

    here: World
    decision: Decision
    consultation: Consultation


def decision(here: World, code: str = "2026-03", **fields: Any) -> Decision:
    given: dict[str, Any] = {
        "kind": "major", "year": 2026, "title": "青禾区公共停车收费管理办法",
        "background": "停车难", "planned_on": date(2026, 12, 1), "state": "on_road",
        "contact": "青禾区一号路1号 电话 0000-1234568",
    }  # fmt: skip
    return Decision.objects.create(
        code=code, organisation=here.organisation, created_at=AT, created_by=here.clerk,
        **(given | fields),
    )  # fmt: skip


def prepared(here: World | None = None, at: datetime = AT, **changed: Any) -> Scene:
    """A round that is written down and not yet announced."""
    place = here or world("jsj", "建设局")
    what = changed.pop("of", None) or decision(place)
    plan = Plan(**(vars(PLAN) | changed))
    return Scene(place, what, prepare(decision=what, plan=plan, by=place.clerk, at=at))


def publish(here: World, record: Record, at: datetime = AT, **fields: Any) -> Publication:
    """The record as the reviewers let it pass."""
    given: dict[str, Any] = {
        "item": item("20.9", name="重大决策"), "theme": "城乡建设",
        "issued_on": at.date(), "formed_on": at.date(),
    }  # fmt: skip
    return through(here, record, at, **(given | fields))


def opened(here: World | None = None, at: datetime = AT, **changed: Any) -> Scene:
    """A consultation that takes opinions in."""
    made = prepared(here, at, **changed)
    record = begin_announcement(consultation=made.consultation, by=made.here.clerk, at=at)
    publish(made.here, record, at)
    open_consultation(consultation=made.consultation, by=made.here.clerk, at=at)
    return made


def said(made: Scene, text: str = TEXT, at: datetime = AT, **fields: Any) -> Commented:
    """Somebody speaks on the portal."""
    return comment(consultation=made.consultation, text=text, at=at, **fields)


def entered(made: Scene, text: str = TEXT, at: datetime = AT, **fields: Any) -> Opinion:
    """The clerk takes down what came by letter."""
    given: dict[str, Any] = {"channel": "letter", "said_on": OPENS}
    return enter(
        consultation=made.consultation, text=text, by=made.here.clerk, at=at, **(given | fields)
    )


def fresh(opinion: Opinion) -> Opinion:
    return Opinion.objects.select_related("consultation__decision__organisation").get(pk=opinion.pk)


def tallies(consultation: Consultation) -> Counter[tuple[str, str, bool]]:
    """What was counted, by clause, channel and whether it is held."""
    found: Counter[tuple[str, str, bool]] = Counter()
    for one in Tally.objects.filter(consultation=consultation).select_related("clause"):
        key = one.clause.key if one.clause else ""
        found[key, one.channel, True] = one.held
        found[key, one.channel, False] = one.count - one.held
    return +found


def recounted(consultation: Consultation) -> Counter[tuple[str, str, bool]]:
    """The same from the opinions themselves."""
    rows = Opinion.objects.filter(consultation=consultation).select_related("clause")
    return Counter((one.clause.key if one.clause else "", one.channel, one.is_held) for one in rows)
