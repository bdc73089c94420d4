"""A year of work in the example district, done through the same acts that the desk uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from random import Random

from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.documents import load
from gongkai.faces.jobs.demo.publishing import Draft, drafted, history_results, publish
from gongkai.rules.workdays import workday_from
from gongkai.work.inspection.actions.finding import close, mend
from gongkai.work.inspection.actions.notice import draft as draft_notice
from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.journal.deeds import CHINA
from gongkai.work.ledger.actions.adopt import adopt
from gongkai.work.ledger.actions.assign import assign
from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.read import read
from gongkai.work.ledger.actions.settle import settle
from gongkai.work.ledger.actions.submit import submit_ledger
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions.catalogue import add_item, link_tasks, set_up
from gongkai.work.records.models.catalogue import CatalogueItem

YEAR = 2026
LEDGER_DUE = date(2026, 4, 24)
LATE_LEDGERS = {"nongye": 3, "nanpu-zhen": 11}
NEVER_HANDED_IN = "liutang-jiedao"
ASSIGNED = {31: ("zhujian", "jiaotong"), 40: ("rongmei", "dashuju")}
SECTIONS = ("办公室", "综合科", "业务科", "法规科")
SEED = 2026


@dataclass(frozen=True)
class Step:
    """Something that happens at one moment of the year."""

    at: datetime
    act: object


def moment(day: date, hour: int = 9, minute: int = 30) -> datetime:
    """A moment of a day in the district."""
    return datetime.combine(day, time(hour, minute), CHINA)


def live_through(district: District, until: datetime) -> Iterator[str]:
    """Do the year's work up to `until`; yields a line of progress for each part."""
    random = Random(SEED)  # noqa: S311 - only to look alive, the same every time
    _set_up_catalogue(district)
    yield "读取并采用工作方案"
    plan = _adopt_plan(district)
    _link_items(district, plan)
    _assign_later(district, plan)
    yield "各单位报送台账"
    _hand_in_ledgers(district, plan, random)
    drafts = sorted([*drafted(), *history_results(district, random)], key=lambda one: one.published)
    for month in _months(until):
        yield f"{month[:4]}年{int(month[5:])}月：发布、检查、考核"
        _work_month(district, [one for one in drafts if _month(one.published) == month], until)
        _close_month(district, month, until, random)
    _leave_work_open(district, until)
    verify(at=until)
