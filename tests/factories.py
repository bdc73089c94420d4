"""Small worlds for tests, made by the product's own acts: organisations, people, plans."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from gongkai.work.journal.deeds import CHINA
from gongkai.work.ledger.actions.adopt import adopt
from gongkai.work.ledger.actions.read import time_limit
from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.org.models.organisation import Group, Organisation
from gongkai.work.org.models.person import Person, Post
from gongkai.work.staffing.actions.appoint import appoint
from gongkai.work.staffing.actions.groups import set_group
from gongkai.work.staffing.actions.organisations import found

LONG_AGO = date(2020, 1, 1)
ISSUED = date(2023, 7, 25)
_numbers = count(1)


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of `day` in China."""
    return datetime.combine(day, time(hour, minute), CHINA)


AT = moment(ISSUED)


def district(name: str = "青禾区人民政府", code: str = "qhq") -> Organisation:
    """The district itself, which issues the plans; the same one each time."""
    known = Organisation.objects.filter(code=code).first()
    return known or found(
        code=code, name=name, kind=Organisation.Kind.DISTRICT, by=None, at=AT, order=1
    )


def department(code: str = "jyj", name: str = "教育局", **fields: object) -> Organisation:
    """A department; the same one each time for one code."""
    known = Organisation.objects.filter(code=code).first()
    order = fields.pop("order", 10 + next(_numbers) % 10_000)
    return known or found(
        code=code, name=name, kind=Organisation.Kind.DEPARTMENT, by=None, at=AT, order=order,
        **fields,
    )  # fmt: skip


def openness_office() -> Organisation:
    """The office that runs open government (政务公开工作主管部门)."""
    return department("bgs", "青禾区人民政府办公室", short_name="区政府办公室", runs_openness=True)


def person(name: str, *posts: tuple[Organisation, str], username: str = "") -> Person:
    """Somebody with posts held since long ago. Cannot log in; use `force_login`."""
    made = Person.objects.create_user(username or f"p{next(_numbers)}", name=name)
    for organisation, role in posts:
        post(made, organisation, role)
    return made


def post(person: Person, organisation: Organisation, role: str, from_on: date = LONG_AGO) -> Post:
    """One post of `person`."""
    return appoint(
        person=person, organisation=organisation, role=role, from_on=from_on, by=None, at=AT
    )


def officer(name: str = "公开办甲") -> Person:
    """Somebody of the openness office who adopts plans and inspects."""
    return person(name, (openness_office(), Post.Role.OPENNESS_OFFICER))


def openness_head(name: str = "公开办主任") -> Person:
    """The head of the openness office, who locks months."""
    return person(name, (openness_office(), Post.Role.OPENNESS_HEAD))


def administrator(name: str = "管理员") -> Person:
    """Somebody who opens accounts and gives posts."""
    return person(name, (openness_office(), Post.Role.ADMINISTRATOR))


def clerk(organisation: Organisation, name: str = "信息员甲") -> Person:
    """A clerk who drafts records and fills the ledger of `organisation`."""
    return person(name, (organisation, Post.Role.CLERK))


def head(organisation: Organisation, name: str = "单位负责人") -> Person:
    """The head of `organisation`."""
    return person(name, (organisation, Post.Role.HEAD))


def reviewers(organisation: Organisation) -> tuple[Person, Person, Person]:
    """Three different people for the first, second and final review."""
    return (
        person("一审乙", (organisation, Post.Role.FIRST_REVIEWER)),
        person("二审丙", (organisation, Post.Role.SECOND_REVIEWER)),
        person("三审丁", (organisation, Post.Role.FINAL_REVIEWER)),
    )


def group(name: str = "各有关单位", *members: Organisation) -> Group:
    """A collective name and whom it means."""
    return set_group(name=name, members=members, by=None, at=AT)


def draft_plan(*rows: dict[str, object], year: int = 2023, issued_on: date = ISSUED) -> Plan:
    """A plan as if read and settled, one dict a task.

    Keys: `units` (organisations, groups, or (unit, role) pairs; default the department),
    `deadline` (words or None, default 长期坚持), `requirement`, `number`, `categories`.
    """
    plan = Plan.objects.create(
        organisation=district(),
        year=year,
        title=f"青禾区{year}年政务公开工作方案",
        document_number=f"青政办字〔{year}〕12号",
        issuer="青禾区人民政府办公室",
        issued_on=issued_on,
        ledger_due_on=issued_on + timedelta(days=10),
        read_at=moment(issued_on),
    )
    for order, row in enumerate(rows or ({},), 1):
        _add_task(plan, order, dict(row))
    return plan


def _add_task(plan: Plan, order: int, row: dict[str, Any]) -> None:
    text = row.get("deadline", "长期坚持")
    task = Task.objects.create(
        plan=plan,
        order=order,
        number=row.get("number", order),
        categories=row.get("categories", ["推进政策公开", "规范政策发布"]),
        requirement=row.get("requirement", f"第{order}项工作要求"),
        deadline_text=text,
        deadline=time_limit(text, plan.issued_on, plan.year),
    )
    for place, unit in enumerate(row.get("units") or [department()], 1):
        who, role = unit if isinstance(unit, tuple) else (unit, Responsible.Role.RESPONSIBLE)
        is_group = isinstance(who, Group)
        Responsible.objects.create(
            task=task,
            order=place,
            name=who.name,
            role=role,
            means=Responsible.Means.GROUP if is_group else Responsible.Means.ORGANISATION,
            organisation=None if is_group else who,
            group=who if is_group else None,
        )


def adopted_plan(*rows: dict[str, object], year: int = 2023, issued_on: date = ISSUED) -> Plan:
    """The same, adopted on the day of its issue by the machine: duties and occurrences stand."""
    plan = draft_plan(*rows, year=year, issued_on=issued_on)
    return adopt(plan=plan, by=None, at=moment(issued_on))
