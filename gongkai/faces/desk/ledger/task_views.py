"""One task of a plan: its cells, the names it gives, who gets it in the course of the year."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.ledger import plan_forms as made_of
from gongkai.faces.desk.ledger.gates import plan_of, posted, task_of
from gongkai.faces.desk.ledger.plan_pages import choices, task_page
from gongkai.faces.desk.ledger.plan_source import excerpt
from gongkai.faces.desk.ledger.plan_views import QUESTIONS, act
from gongkai.work.ledger.actions.assign import assign, hand_over
from gongkai.work.ledger.actions.correct import correct_task, remove_task
from gongkai.work.ledger.actions.expand import expand
from gongkai.work.ledger.actions.settle import set_responsibles, settle
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.org import queries as org

_AROUND = 3


def plan_task(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """One task beside its lines; takes the corrections made here and on the adoption screen."""
    one, task, on = task_of(request, pk, task_pk)
    said: HttpResponse | list[str] = []
    form = made_of.TaskForm(posted(request), task=task)
    if request.method == "POST":
        if form.is_valid() and not form.cleaned_data:
            messages.info(request, f"{task.place}没有改动。")
            return redirect(_back(request, one, task))
        done = f"已保存{task.place}。"
        said = carry_out(
            request, form, correct_task, done=done, back=_back(request, one, task), task=task
        )
    return _shown(request, one, task, on, said, form=form)


@require_POST
def task_units(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """Replace the names that the task gives."""
    one, task, on = task_of(request, pk, task_pk)
    form = made_of.UnitsForm(request.POST)
    done = f"已保存{task.place}的责任单位。"
    said = carry_out(
        request, form, set_responsibles, done=done, back=_back(request, one, task), task=task
    )
    return _shown(request, one, task, on, said, units_form=form)


@require_POST
def task_name(request: HttpRequest, pk: int, task_pk: int, row_pk: int) -> HttpResponse:
    """Say which organisation, group or later decision a name means."""
    one, task, on = task_of(request, pk, task_pk)
    row = get_object_or_404(task.responsibles.all(), pk=row_pk)
    form = made_of.SettleForm(request.POST)
    said = carry_out(
        request, form, settle, done=f"已核定“{row.name}”。", back=_back(request, one, task),
        responsible=row,
    )  # fmt: skip
    return _shown(request, one, task, on, said, form_of_name=form)


def task_group(request: HttpRequest, pk: int, task_pk: int, row_pk: int) -> HttpResponse:
    """Say whom a collective name stands for, by ticking organisations."""
    one, task, _ = task_of(request, pk, task_pk)
    row = get_object_or_404(task.responsibles.select_related("task__plan__organisation"), pk=row_pk)
    form = made_of.MembersForm(posted(request), initial={"members": _likely(one, row)})
    return act(
        request, one, form, expand, title=f"“{row.name}”是哪些单位",
        done=f"已把“{row.name}”作为一组单位，以后的方案里也这样认。",
        back=_back(request, one, task), responsible=row,
    )  # fmt: skip


@require_POST
def task_remove(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """Take out a row that is no task."""
    one, task, _ = task_of(request, pk, task_pk)
    back = reverse("desk:plan", args=[one.pk])
    return do(request, remove_task, done=f"已删去{task.place}。", back=back, task=task)


@require_POST
def task_assign(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """Give a task to an organisation in the course of the year."""
    one, task, _ = task_of(request, pk, task_pk)
    back = f"{reverse('desk:plan', args=[one.pk])}#later"
    form = made_of.AssignForm(request.POST)
    return act(
        request, one, form, assign, title=f"把{task.place}分给一个单位",
        done=f"{task.place}已分给选定的单位。", back=back, task=task,
    )  # fmt: skip


@require_POST
def duty_hand_over(request: HttpRequest, pk: int, duty_pk: int) -> HttpResponse:
    """Move a duty of a dissolved organisation to another one."""
    one, _ = plan_of(request, pk)
    found = Duty.objects.filter(task__plan=one).select_related("task__plan", "organisation")
    duty = get_object_or_404(found, pk=duty_pk)
    back = f"{reverse('desk:plan', args=[one.pk])}#gone"
    form = made_of.SuccessorForm(request.POST)
    return act(
        request, one, form, hand_over, title=f"移交{duty.organisation.label}的{duty.task.place}",
        done="已移交，凭据和时限一并转过去。", back=back, duty=duty,
    )  # fmt: skip


def _likely(one: Plan, row: Responsible) -> list[Any]:
    """The members of the group so far; nothing is ticked for a name that is new."""
    return list(row.group.members.all()) if row.group is not None else []


def _back(request: HttpRequest, one: Plan, task: Task) -> str:
    """Where the correction was made: the next question, or the row itself."""
    url = reverse("desk:plan", args=[one.pk])
    query = f"?show={QUESTIONS}" if request.POST.get("show") == QUESTIONS else ""
    return f"{url}{query}#{'ask' if request.POST.get('from') == 'ask' else f't{task.order}'}"


def _shown(
    request: HttpRequest,
    one: Plan,
    task: Task,
    on: Any,
    said: HttpResponse | list[str],
    **wrong: Any,
) -> HttpResponse:
    if isinstance(said, HttpResponse):
        return said
    row = task_page(one, task, on)
    first, last = task.first_line, task.last_line
    context = {
        "plan": one,
        "row": row,
        "form": made_of.TaskForm(task=task),
        "units_form": made_of.UnitsForm(
            initial={"units": made_of.units_text(one.row for one in row.units)}
        ),
        "choices": choices(org.organisations(on).filter(active_until=None), org.groups()),
        "lines": [
            (number, text, first <= number <= last)
            for number, text in excerpt(one, max(1, first - _AROUND), last + _AROUND)
        ]
        if first > 0
        else [],
        "sentences": said,
        "wrong": next((form for form in wrong.values() if form.is_bound), None),
        **wrong,
    }
    return render(request, "desk/ledger/plan_task.html", context, status=409 if said else 200)
