"""Many rows of a ledger at once: only what differs, all or nothing, nothing lost."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.ledger.actions.expand import expand
from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.fill_rows import fill_rows
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Responsible
from gongkai.work.org.models.organisation import Group
from tests.factories import AT, adopted_plan, clerk, department, draft_plan, head

pytestmark = pytest.mark.django_db


def test_only_what_differs_is_written_and_the_rest_stays() -> None:
    here = department()
    plan = adopted_plan({}, {})
    first, second = Duty.objects.order_by("task__order")
    steps = [("初稿", date(2023, 9, 1))]
    for duty in (first, second):
        fill_duty(
            duty=duty, section="办公室", person="甲", note="措施", milestones=steps, by=None, at=AT
        )
    by = clerk(here)
    before = Deed.objects.count()
    rows = {first.pk: (" 办公室 ", "甲"), second.pk: ("综合科", "乙")}
    changed = fill_rows(plan=plan, organisation=here, rows=rows, by=by, at=AT)
    second.refresh_from_db()
    assert (changed, Deed.objects.count() - before) == ([second], 1)
    assert (second.section, second.person, second.note) == ("综合科", "乙", "措施")
    assert [(one.text, one.due_on) for one in second.milestones.all()] == steps


def test_one_bad_row_writes_none() -> None:
    here = department()
    plan = adopted_plan({}, {})
    first, second = Duty.objects.order_by("pk")
    rows = {first.pk: ("办公室", "甲"), second.pk: ("科" * 61, "乙")}
    with pytest.raises(Refused, match="text_too_long"):
        fill_rows(plan=plan, organisation=here, rows=rows, by=clerk(here), at=AT)
    assert list(Duty.objects.values_list("section", flat=True)) == ["", ""]


def test_other_departments_fill_nothing_here() -> None:
    here, other = department(), department("mzj", "民政局")
    plan = adopted_plan({"units": [here]})
    rows = {Duty.objects.get().pk: ("办公室", "甲")}
    assert fill_rows(plan=plan, organisation=other, rows=rows, by=head(other), at=AT) == []
    with pytest.raises(Refused, match="no_power"):
        fill_rows(plan=plan, organisation=here, rows=rows, by=head(other), at=AT)
    assert Duty.objects.get().section == ""


def unknown(name: str) -> Responsible:
    task = draft_plan().tasks.get()
    role = Responsible.Role.RESPONSIBLE
    return Responsible.objects.create(task=task, order=9, name=name, role=role)


def test_collective_name_becomes_a_group() -> None:
    members = [department(), department("mzj", "民政局")]
    row = expand(responsible=unknown("各有关部门"), members=members, by=None, at=AT)
    assert (row.means, row.group) == ("group", Group.objects.get(name="各有关部门"))
    assert list(Group.objects.get().members.order_by("order")) == members


@pytest.mark.parametrize(("name", "code"), [("单" * 41, "text_too_long"), ("各局", "group_empty")])
def test_name_that_can_be_no_group_leaves_nothing_behind(name: str, code: str) -> None:
    row = unknown(name)
    members = [] if code == "group_empty" else [department()]
    with pytest.raises(Refused, match=code):
        expand(responsible=row, members=members, by=None, at=AT)
    row.refresh_from_db()
    assert (row.means, Group.objects.count()) == ("unknown", 0)
