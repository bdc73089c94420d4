"""Records in every state, each with words of its own, and the words that the public may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from gongkai.work.records.actions.draft import attach, discard, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record, Version
from tests.factories import AT
from tests.work.records.world import (
    PASSED,
    RETURNED,
    World,
    decide,
    draft,
    pass_all,
    published,
    withdrawn,
    world,
)

HOUR = timedelta(hours=1)
REASON = "名单有误"


def words(mark: str) -> dict[str, object]:
    """A field of every kind that says whose it is."""
    return {
        "title": f"标题{mark}",
        "summary": f"概述{mark}",
        "keywords": [f"词{mark}"],
        "body_html": f"<p>正文{mark}</p>",
    }


def given(here: World, mark: str) -> Record:
    record = draft(here, **words(mark))
    attach(record=record, file_name=f"附件{mark}.txt", data=mark.encode(), by=here.clerk, at=AT)
    return record


@dataclass(frozen=True)
class Scene:
    """Everything there is, and what of it is public or was."""

    here: World
    there: World
    live: dict[str, Publication]
    gone: dict[str, Publication]


def _out(here: World, record: Record, hours: int) -> Publication:
    at = AT + hours * HOUR
    return pass_all(here, submit(record=record, by=here.clerk, at=at), at)


def _take_back(here: World, one: Publication, hours: int) -> Publication:
    withdrawn(here, one, AT + hours * HOUR, reason=REASON)
    return one


def _change(here: World, one: Publication, mark: str) -> Record:
    edit(record=one.record, by=here.clerk, at=AT, **words(mark), change_note="更正")
    return one.record


def _hidden(here: World) -> None:
    """What never was public: drafts, returned, waiting, discarded, not to be disclosed."""
    given(here, "稿甲")
    for level, mark in enumerate(("审甲", "审乙", "审丙")):
        waiting = submit(record=given(here, mark), by=here.clerk, at=AT)
        for step in range(level):
            decide(waiting, step + 1, here.reviewers[step], outcome=PASSED)
    back = submit(record=given(here, "退甲"), by=here.clerk, at=AT)
    decide(back, 1, here.first, outcome=RETURNED, opinion="意见退甲")
    discard(record=given(here, "废甲"), by=here.clerk, at=AT)
    for openness in (Version.Openness.ON_REQUEST, Version.Openness.WITHHELD):
        kept = given(here, f"密{openness}")
        reason = f"理由密{openness}"
        edit(record=kept, by=here.clerk, at=AT, openness=openness, withheld_reason=reason)


def scene() -> Scene:
    """Published: plain, elsewhere, being corrected, corrected, taken back and out again."""
    here, there = world(), world("czj", "财政局")
    live = {"公平": _out(here, given(here, "公平"), 1)}
    live["公旁"] = _out(there, given(there, "公旁"), 2)
    live["公在改"] = _out(here, given(here, "公在改"), 3)
    _change(here, live["公在改"], "改稿甲")
    old = _out(here, given(here, "旧甲"), 4)
    live["公改后"] = _out(here, _change(here, old, "公改后"), 5)
    back = _take_back(here, _out(here, given(here, "撤甲"), 6), 7)
    live["公复出"] = _out(here, _change(here, back, "公复出"), 8)
    gone = {"撤乙": _take_back(here, _out(here, given(here, "撤乙"), 9), 10)}
    gone["撤丙"] = _take_back(here, _out(here, given(here, "撤丙"), 11), 12)
    _change(here, gone["撤丙"], "改稿乙")
    _hidden(here)
    return Scene(here, there, live, gone)


def many(here: World, count: int) -> None:
    """Ordinary records, one a minute."""
    for number in range(count):
        published(here, AT + number * timedelta(minutes=1), title=f"第{number}件")
