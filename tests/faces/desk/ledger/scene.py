"""Plans in the states that the pages show, and somebody of every role."""

from __future__ import annotations

from datetime import date
from functools import partial

from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post
from tests.factories import (
    administrator,
    clerk,
    department,
    draft_plan,
    head,
    moment,
    officer,
    openness_head,
    person,
)

TODAY = date(2023, 8, 20)
NOW = moment(TODAY)


def open_plan(*names: str) -> Plan:
    """A draft whose first task names units that nobody knows, and one clear task."""
    plan = draft_plan({"units": [department()]}, {"units": [department()], "deadline": "10月底前"})
    first = plan.tasks.get(order=1)
    first.responsibles.all().delete()
    for order, name in enumerate(names or ("教体局",), 1):
        unknown(first, name, order)
    plan.source_lines = ["工作方案", "1 第1项工作要求", "教体局", "2 第2项工作要求"]
    plan.save()
    Task.objects.filter(pk=first.pk).update(first_line=2, last_line=3)
    plan.tasks.filter(order=2).update(first_line=4, last_line=4)
    return plan


def unknown(task: Task, name: str, order: int = 1) -> Responsible:
    """A name that leads nowhere."""
    role = Responsible.Role.RESPONSIBLE
    return Responsible.objects.create(task=task, order=order, name=name, role=role)


def everybody(here: Organisation) -> dict[str, Person]:
    """Somebody of every role: of `here`, of another department, of the openness office."""
    reviewer = partial(person, "审核人")
    return {
        "clerk": clerk(here),
        "first": reviewer((here, Post.Role.FIRST_REVIEWER)),
        "second": reviewer((here, Post.Role.SECOND_REVIEWER)),
        "final": reviewer((here, Post.Role.FINAL_REVIEWER)),
        "head": head(here),
        "other clerk": clerk(department("mzj", "民政局"), "别处信息员"),
        "officer": officer(),
        "openness head": openness_head(),
        "administrator": administrator(),
        "without post": person("没有岗位"),
    }
