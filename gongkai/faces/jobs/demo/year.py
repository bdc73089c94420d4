"""A year of work in the example district, done through the same acts that the desk uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib.resources import files
from random import Random

from gongkai.faces.jobs.demo.annual import prepare_reports
from gongkai.faces.jobs.demo.corrections import ask_for_one, changes
from gongkai.faces.jobs.demo.decisions import decision_acts
from gongkai.faces.jobs.demo.desk_state import leave_work_open
from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.documents import load
from gongkai.faces.jobs.demo.editions import adopt_first, adopt_second
from gongkai.faces.jobs.demo.evaluations import evaluation_acts
from gongkai.faces.jobs.demo.months import close_month, months_until
from gongkai.faces.jobs.demo.platform import fill_platform
from gongkai.faces.jobs.demo.publishing import Draft, drafted, history_results, publish
from gongkai.faces.jobs.demo.requests import requests
from gongkai.faces.jobs.demo.upkeep import Act, acts, reports
from gongkai.rules.workdays import workday_from
from gongkai.work.foi.actions.happen import restate
from gongkai.work.inspection.actions.verify import verify
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

PLAN_READ = date(2026, 4, 10)
LEDGER_DUE = date(2026, 4, 24)
REVISED = date(2026, 5, 7)
LATE_LEDGERS = {"nongye": 3, "nanpu-zhen": 12}
NO_LEDGER = "liutang-jiedao"
# Tasks whose units are only known when something happens, and who it was this year.
ASSIGNED = {29: ("shengtai",), 31: ("zhujian", "jiaotong"), 40: ("rongmei", "dashuju")}
SECTIONS = ("办公室", "综合科", "业务科", "法规科")
SEED = 2026


def start_of_year() -> date:
    """The working day on which the year of the example begins."""
    return date(2026, 1, 5)


def moment(day: date, hour: int = 9, minute: int = 30) -> datetime:
    """A moment of a day in the district."""
    return datetime.combine(day, time(hour, minute), CHINA)


def live_through(district: District, until: datetime) -> Iterator[str]:
    """Do the year's work up to `until`; yields what comes next, for the progress line."""
    random = Random(SEED)  # noqa: S311 - only to look alive, and alike every time
    yield "设置公开目录"
    _set_up_catalogue(district)
    yield "公开指南、制度和年报"
    # Dice of its own: what the year throws afterwards stays as it is.
    fill_platform(district, Random(SEED + 1))  # noqa: S311 - only to look alive
    yield "公开、声明冬春各期的信息"
    todo = [*_publications(district, [*drafted(), *reports()]), *acts(district)]
    asked = list(requests(district, until))
    todo += [*changes(district), *asked, *evaluation_acts(district), *decision_acts(district)]
    _do(todo, date.min, min(PLAN_READ, until.date()))
    yield "读取并采用工作方案"
    plan = _adopt_plan(district)
    _link_items(district, plan)
    yield "各单位报送台账"
    _hand_in_ledgers(district, plan, random)
    _assign(district, plan)
    inspected = LEDGER_DUE + timedelta(days=1)
    _do(todo, PLAN_READ, min(inspected, until.date()))
    verify(at=moment(inspected, 2))
    todo = [*_publications(district, history_results(district, random)), *todo]
    for month in months_until(until):
        yield f"{month.replace('-', ' 年 ')} 月：发布、检查、考核"
        if month == f"{REVISED:%Y-%m}" and until.date() > REVISED:
            adopt_second(district, moment(REVISED, 16))
        first = date.fromisoformat(f"{month}-01")
        after = (first + timedelta(days=31)).replace(day=1)
        _do(todo, max(first, inspected), min(after, until.date()))
        close_month(district, month, until, random)
    yield "留下手头的工作"
    # What was asked for lately, though it be in the year after.
    _do(asked, after, until.date())
    leave_work_open(district, until)
    ask_for_one(district, until)
    restate(at=until)
    prepare_reports(district, until)
    verify(at=until)


def _publications(district: District, drafts: Iterable[Draft]) -> list[Act]:
    return [(one.published, partial(publish, district, one)) for one in drafts]


def _do(todo: Iterable[Act], since: date, before: date) -> None:
    """What belongs to these days, each on its day; of one day what is published comes first."""
    for day, act in sorted(todo, key=lambda one: one[0]):
        if since <= day < before:
            act()


def _set_up_catalogue(district: District) -> None:
    at = moment(date(2026, 1, 6))
    set_up(at=at)
    adopt_first(district, at)
    # What the second edition will take in stands there already, as items of the place's own.
    known = set(CatalogueItem.objects.values_list("code", flat=True))
    for row in load("items.toml")["item"]:
        if row["code"] in known:
            continue
        parent = CatalogueItem.objects.get(code=row["parent"])
        add_item(code=row["code"], parent=parent, name=row["name"], by=district.officer, at=at)


def _adopt_plan(district: District) -> Plan:
    data = files("gongkai.faces.jobs.demo").joinpath("plan.docx").read_bytes()
    plan = read(
        file_name="青禾区2026年政务公开工作方案.docx",
        data=data,
        organisation=district.government,
        by=district.officer,
        at=moment(PLAN_READ, 15),
    )
    unknown = Responsible.objects.filter(task__plan=plan, means=Responsible.Means.UNKNOWN)
    while (one := unknown.first()) is not None:
        settle(
            responsible=one, means=Responsible.Means.LATER, remember=False,
            by=district.officer, at=moment(date(2026, 4, 13)),
        )  # fmt: skip
    return adopt(plan=plan, by=district.officer, at=moment(date(2026, 4, 13), 10))


def _link_items(district: District, plan: Plan) -> None:
    tasks = {task.number: task for task in plan.tasks.all()}
    for row in load("items.toml")["item"]:
        link_tasks(
            item=CatalogueItem.objects.get(code=row["code"]),
            tasks=[tasks[number] for number in row["tasks"]],
            by=district.officer,
            at=moment(date(2026, 4, 13), 14),
        )


def _assign(district: District, plan: Plan) -> None:
    for number, codes in ASSIGNED.items():
        task = Task.objects.get(plan=plan, number=number)
        for code in codes:
            assign(
                task=task,
                organisation=district.organisations[code],
                role=Responsible.Role.RESPONSIBLE,
                by=district.officer,
                at=moment(date(2026, 5, 8)),
            )


def _hand_in_ledgers(district: District, plan: Plan, random: Random) -> None:
    for code, organisation in district.organisations.items():
        if code == NO_LEDGER:
            continue
        late = LATE_LEDGERS.get(code)
        day = LEDGER_DUE + timedelta(late) if late else LEDGER_DUE - timedelta(random.randint(0, 8))
        at = moment(workday_from(day), random.randint(9, 16), random.randint(0, 59))
        clerk = district.people[code, Post.Role.CLERK]
        for duty in Duty.objects.filter(task__plan=plan, organisation=organisation):
            section = random.choice(SECTIONS)
            fill_duty(duty=duty, section=section, person=clerk.name, by=clerk, at=at)
        submit_ledger(plan=plan, organisation=organisation, by=clerk, at=at)
