"""What people say in the consultations of the example, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any

from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.upkeep import Act
from gongkai.work.decisions.actions.comment import comment
from gongkai.work.decisions.actions.dispose import dispose_group, dispose_many
from gongkai.work.decisions.actions.enter import enter
from gongkai.work.decisions.actions.group import confirm_group, suggest_groups
from gongkai.work.decisions.actions.terms import close_over
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.opinion import Opinion, OpinionGroup
from gongkai.work.decisions.queries.groups import edition_of
from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.person import Post

Round = Callable[[], Consultation]
_OPENERS = ("", "建议：", "我认为", "作为居民，", "希望考虑：", "大家反映，")
_ENDINGS = ("。", "，请考虑。", "，谢谢！", "。我家就在附近。", "，这是很多人的想法。")
_PORTAL = "portal"


def acts(district: District, row: dict[str, Any], of: Round) -> Iterator[Act]:
    """Each day's opinions, the end of the term, and then how they were disposed of."""
    one = row["consultation"]
    days = (one["closes"] - one["opens"]).days
    for place in range(1, days):
        day = one["opens"] + timedelta(days=place)
        yield day, partial(_one_day, district, row, of, place, days)
    yield one["closes"] + timedelta(days=1), partial(_close, district, row, of)


def _one_day(district: District, row: dict[str, Any], of: Round, place: int, days: int) -> None:
    """The share of this day of what comes in all by each channel."""
    one = row["consultation"]
    day = one["opens"] + timedelta(days=place)
    at = datetime.combine(day, time(9, 5), CHINA)
    for channel, count in one["comments"].items():
        first, last = count * (place - 1) // (days - 1), count * place // (days - 1)
        for number in range(first, last):
            at += timedelta(minutes=1)
            _say(district, row, of(), channel=channel, number=number, at=at)


def _say(
    district: District,
    row: dict[str, Any],
    here: Consultation,
    *,
    channel: str,
    number: int,
    at: datetime,
) -> None:
    dice = Random(f"{row['key']}{channel}{number}")  # noqa: S311 - only to look alive
    said = row["consultation"]["said"]
    chosen = dice.choices(said, [one["share"] for one in said])[0]
    text = f"{dice.choice(_OPENERS)}{dice.choice(chosen['texts'])}{dice.choice(_ENDINGS)}"
    if channel == _PORTAL:
        comment(consultation=here, text=text, clause=chosen["clause"], token=f"{number}", at=at)
    else:
        enter(
            consultation=here, channel=channel, text=text, clause=chosen["clause"],
            said_on=at.date(), by=district.people[row["unit"], Post.Role.CLERK], at=at,
        )  # fmt: skip


def _close(district: District, row: dict[str, Any], of: Round) -> None:
    """The term is over; what the rows tell is disposed of, the rest is left for somebody to try."""
    here = of()
    at = datetime.combine(row["consultation"]["closes"] + timedelta(days=1), time(9), CHINA)
    close_over(at=at)
    suggest_groups(consultation=here, by=None, at=at)
    for said in row["consultation"]["said"]:
        if said["disposition"]:
            _dispose(district, row, here, said, at)


def _dispose(
    district: District, row: dict[str, Any], here: Consultation, said: dict[str, Any], at: datetime
) -> None:
    """The groups of a clause under one title, then what belongs to no group one by one."""
    by = district.people[row["unit"], Post.Role.CLERK]
    told = {"disposition": said["disposition"], "reason": said.get("reason", "")}
    on = {"clause__key": said["clause"]} if said["clause"] else {}
    mine = Opinion.objects.filter(consultation=here, disposition="", **on)
    groups = OpinionGroup.objects.filter(opinions__in=mine, disposition="").distinct()
    for place, group in enumerate(groups, 1):
        title = f"{said['group'] or group.title}（{place}）" if place > 1 else said["group"]
        kept = confirm_group(
            group=group, title=title or group.title, seen=edition_of(group), by=by, at=at
        )
        dispose_group(group=kept, seen=edition_of(kept), by=by, at=at, **told)
    left = dict(mine.values_list("pk", "edition"))
    if left:
        dispose_many(consultation=here, editions=left, by=by, at=at, **told)
