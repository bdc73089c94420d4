"""Settling who is meant by the names that a task gives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.ledger.actions.adopt import locked, locked_draft
from gongkai.work.ledger.actions.lay import lay_down
from gongkai.work.ledger.actions.read import LONGEST_NAME, matched, responsible_rows
from gongkai.work.ledger.actions.words import tidy
from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.ledger.queries.names import Directory, acting, match_name
from gongkai.work.ledger.queries.plans import open_names, tasks_of
from gongkai.work.ledger.queries.shares import laid_on, orphans
from gongkai.work.org.models.organisation import Group, Name, Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.staffing.actions.names import add_alias, remove_alias

_MEANS = Responsible.Means
# For each meaning: does it come with an organisation, with a group?
_GIVES: dict[str, tuple[bool, bool]] = {
    _MEANS.UNKNOWN: (False, False),
    _MEANS.ORGANISATION: (True, False),
    _MEANS.GROUP: (False, True),
    _MEANS.LATER: (False, False),
}


def settle(
    *,
    responsible: Responsible,
    means: str,
    by: Person | None,
    at: datetime,
    organisation: Organisation | None = None,
    group: Group | None = None,
    remember: bool = True,
) -> Responsible:
    """Say what a name means. With `remember` it means so in the whole plan and in later ones.

    In an adopted plan only a name that was left open can be settled; its duties follow at once.
    """
    plan = responsible.task.plan
    with deed(
        "responsible.settle", by=by, at=at, power="plan.adopt", organisation=plan.organisation
    ) as act:
        plan = locked(plan)
        responsible = Responsible.objects.select_related("task").get(pk=responsible.pk)
        _refuse_closed(plan, responsible)
        _refuse_unfit(means, organisation, group, at)
        rows = [responsible, *(_namesakes(plan, responsible) if remember else ())]
        for row in rows:
            row.means, row.organisation, row.group = means, organisation, group
        Responsible.objects.bulk_update(rows, ["means", "organisation", "group"])
        if remember and organisation is not None:
            _remember(responsible.name, organisation, by, at)
        if plan.state == Plan.State.ADOPTED:
            _lay_down(plan, rows, at)
        act.target = responsible
        act.detail = _detail(rows, means, organisation, group)
    return responsible


def set_responsibles(
    *, task: Task, rows: Iterable[tuple[str, str]], by: Person | None, at: datetime
) -> list[Responsible]:
    """Replace all names of a task by (name, role) pairs; each is looked up again.

    In an adopted plan only for a task that named nobody.
    """
    wanted = [("".join(tidy(name).split()), role) for name, role in rows]
    wanted = [(name, role) for name, role in wanted if name]
    for _, role in wanted:
        if role not in Responsible.Role.values:
            raise Refused("role_unknown", role=role)
    if any(len(name) > LONGEST_NAME for name, _ in wanted):
        raise Refused("text_too_long", field="name", longest=LONGEST_NAME)
    with deed(
        "task.set_responsibles", by=by, at=at, power="plan.adopt",
        organisation=task.plan.organisation, target=task, detail={"rows": wanted},
    ):  # fmt: skip
        plan = locked(task.plan)
        if plan.state == Plan.State.ABANDONED or task.responsibles.exists():
            locked_draft(plan)
        task.responsibles.all().delete()
        made = responsible_rows(task, wanted, Directory(), plan.issued_on)
        Responsible.objects.bulk_create(made)
        if plan.state == Plan.State.ADOPTED:
            _lay_down(plan, made, at)
    return made


def match_again(*, plan: Plan, by: Person | None, at: datetime) -> list[Responsible]:
    """Look up the open names once more, after organisations, aliases or groups were added.

    Returns the rows that are known now.
    """
    with deed(
        "plan.match", by=by, at=at, power="plan.adopt", organisation=plan.organisation, target=plan
    ) as act:
        plan = locked(plan)
        if plan.state == Plan.State.ABANDONED:
            raise Refused("plan_abandoned", plan=plan)
        names = Directory()
        rows = [matched(row, names.match(row.name, plan.issued_on)) for row in open_names(plan)]
        rows = [row for row in rows if row.means != _MEANS.UNKNOWN]
        Responsible.objects.bulk_update(rows, ["means", "organisation", "group"])
        if plan.state == Plan.State.ADOPTED:
            _lay_down(plan, rows, at)
        act.detail = {"names": sorted({row.name for row in rows})}
    return rows


def _lay_down(plan: Plan, rows: Iterable[Responsible], at: datetime) -> None:
    touched = {row.task_id for row in rows}
    lay_down(plan, [one for one in tasks_of(plan) if one.pk in touched], day_of(at))


def _refuse_closed(plan: Plan, responsible: Responsible) -> None:
    if plan.state == Plan.State.ABANDONED:
        raise Refused("plan_abandoned", plan=plan)
    if plan.state == Plan.State.DRAFT:
        return
    is_open = responsible.means == _MEANS.UNKNOWN or orphans(responsible, laid_on(plan))
    if not is_open:
        raise Refused("plan_already_adopted", year=plan.year, plan=plan)


def _refuse_unfit(
    means: str, organisation: Organisation | None, group: Group | None, at: datetime
) -> None:
    given = (organisation is not None, group is not None)
    if means not in _GIVES or given != _GIVES[means]:
        raise Refused("means_unfit", means=means)
    if organisation is not None and acting(organisation, day_of(at)) is None:
        raise Refused("organisation_closed", organisation=organisation)
    if group is not None and not group.members.exists():
        raise Refused("group_empty", name=group.name)


def _namesakes(plan: Plan, row: Responsible) -> list[Responsible]:
    """The other places with that very name: the unsettled ones and, in a draft, those alike."""
    alike = Q(means=_MEANS.UNKNOWN)
    if plan.state == Plan.State.DRAFT:
        alike |= Q(means=row.means, organisation=row.organisation, group=row.group)
    same = Responsible.objects.filter(alike, task__plan=plan, name=row.name)
    return list(same.exclude(pk=row.pk))


def _remember(text: str, organisation: Organisation, by: Person | None, at: datetime) -> None:
    """Keep the name as an alias, unless it already leads somewhere by itself."""
    wrong = Name.objects.filter(text=text, kind=Name.Kind.ALIAS)
    for name in wrong.exclude(organisation=organisation):
        remove_alias(name=name, by=by, at=at)
    if match_name(text).note == "unlike":
        add_alias(organisation=organisation, text=text, by=by, at=at)


def _detail(
    rows: list[Responsible], means: str, organisation: Organisation | None, group: Group | None
) -> dict[str, object]:
    return {
        "name": rows[0].name,
        "means": means,
        "organisation": organisation.code if organisation else None,
        "group": group.name if group else None,
        "tasks": sorted(row.task_id for row in rows),
    }
