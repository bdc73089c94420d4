"""Whatever a plan says, adopting it yields exactly its responsibles times its organisations."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.rules.deadlines import from_json, periods
from gongkai.work.ledger.actions.adopt import adopt
from gongkai.work.ledger.actions.lay import lay_down
from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.plans import questions, tasks_of
from gongkai.work.org.models.organisation import Group, Organisation
from tests.factories import department, draft_plan, group, moment

ROLES = ("lead", "responsible", "support")
DEADLINES = (
    "长期坚持",
    "信息形成或变更之日起20个工作日内",
    "本方案发布之日起20个工作日内",
    "每年3月31日前",
    "每月底前",
    "每季度末",
    "每半年度底前",
    "10月底前",
    "上半年",
    "每季度结束后10个工作日内",
)
WHO = st.sampled_from(["a", "b", "c", "some", "all"])
UNITS = st.lists(st.tuples(WHO, st.sampled_from(ROLES)), min_size=1, max_size=4)
TASKS = st.lists(st.tuples(UNITS, st.sampled_from(DEADLINES)), min_size=1, max_size=4)
DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 1))


def world() -> dict[str, Organisation | Group]:
    found: dict[str, Organisation | Group] = {
        code: department(code, f"{code.upper()}局") for code in "abc"
    }
    found["some"] = group("各相关单位", department("a"), department("b"))
    found["all"] = group("各有关单位", department("a"), department("b"), department("c"))
    return found


MEMBERS = {"a": "a", "b": "b", "c": "c", "some": "ab", "all": "abc"}


def expected(tasks: list[tuple[list[tuple[str, str]], str]]) -> set[tuple[int, str, str]]:
    """Worked out by hand: each member once a task, in its strongest role."""
    found: dict[tuple[int, str], str] = {}
    for number, (units, _) in enumerate(tasks, 1):
        for who, role in units:
            for code in MEMBERS[who]:
                known = found.get((number, code), "support")
                found[number, code] = min(known, role, key=ROLES.index)
    return {(number, code, role) for (number, code), role in found.items()}


class Adopting(TestCase):
    """Django's own case class, since hypothesis needs a fresh transaction for each example."""

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(tasks=TASKS, issued_on=DAYS)
    def test_the_product(
        self, tasks: list[tuple[list[tuple[str, str]], str]], issued_on: date
    ) -> None:
        who = world()
        plan = draft_plan(
            *[
                {"units": [(who[name], role) for name, role in units], "deadline": deadline}
                for units, deadline in tasks
            ],
            year=issued_on.year,
            issued_on=issued_on,
        )
        leave_open = bool(questions(plan))
        plan = adopt(plan=plan, by=None, at=moment(issued_on), leave_open=leave_open)
        duties = Duty.objects.values_list("task__number", "organisation__code", "role")
        assert sorted(duties) == sorted(expected(tasks))
        check_dates(plan, issued_on)
        before = Occurrence.objects.count()
        assert lay_down(plan, tasks_of(plan), issued_on) == []
        assert Occurrence.objects.count() == before


def check_dates(plan: Plan, issued_on: date) -> None:
    until = date(issued_on.year, 12, 31)
    for duty in Duty.objects.select_related("task").prefetch_related("occurrences"):
        limit = from_json(duty.task.deadline or {})
        wanted = [one.due_on for one in periods(limit, start=issued_on, until=until)]
        undated = limit.kind == "standing" or (limit.event == "信息形成或变更")
        found = [one.due_on for one in duty.occurrences.all()]
        assert sorted(map(str, found)) == sorted(map(str, [None] if undated else wanted))
        assert all(one.due_on is None or one.due_on >= one.starts_on
                   for one in duty.occurrences.all())  # fmt: skip
