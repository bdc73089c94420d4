"""The catalogue: what must be disclosed, with its term, and the tasks each item serves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.records.forms import AddItemForm, LinkForm
from gongkai.faces.desk.records.gates import office_day
from gongkai.faces.ui.forms import Form
from gongkai.work.ledger.models.plan import Task
from gongkai.work.records.actions.catalogue import add_item, link_tasks
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries import linking
from gongkai.work.records.queries.catalogue import Branch, tree


@dataclass(frozen=True)
class Row:
    """One item of the table, so deep in the tree."""

    item: CatalogueItem
    depth: int
    count: int
    tasks: Sequence[Task]
    is_leaf: bool


def catalogue(request: HttpRequest) -> HttpResponse:
    """The whole tree as a table."""
    office_day(request)
    rows = list(_rows(tree(), linking.linked()))
    unlinked = sum(one.is_leaf and not one.tasks and not one.item.ended_on for one in rows)
    context = {"rows": rows, "unlinked": unlinked}
    return render(request, "desk/records/catalogue.html", context)


def _rows(
    branches: Sequence[Branch], tasks: Mapping[int, Sequence[Task]], depth: int = 0
) -> Iterator[Row]:
    for one in branches:
        linked = tasks.get(one.item.pk, ())
        yield Row(one.item, depth, one.count, linked, not one.children)
        yield from _rows(one.children, tasks, depth + 1)


def link(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the tasks that an item serves."""
    office_day(request)
    item = get_object_or_404(linking.items(), code=code)
    given = request.POST if request.method == "POST" else None
    form = LinkForm(given, tasks=linking.linkable(), initial={"tasks": item.tasks.all()})
    act = partial(link_tasks, item=item)
    done = "已保存对应的任务，有关事项已重新核对。"
    return _act(request, item, form, act, title="关联任务", done=done)


def add(request: HttpRequest, code: str) -> HttpResponse:
    """Add an item below this one."""
    office_day(request)
    parent = get_object_or_404(linking.items(), code=code)
    form = AddItemForm(request.POST or None)
    act = partial(add_item, parent=parent)
    return _act(request, parent, form, act, title="增加下级事项", done="已增加事项。")


def _act(
    request: HttpRequest,
    item: CatalogueItem,
    form: Form,
    action: Callable[..., Any],
    *,
    title: str,
    done: str,
) -> HttpResponse:
    """One form, one action, one response."""
    back = reverse("desk:catalogue")
    answer: HttpResponse | list[str] = []
    if request.method == "POST":
        answer = carry_out(request, form, action, done=done, back=back)
    if isinstance(answer, HttpResponse):
        return answer
    context = {"form": form, "item": item, "title": title, "back": back, "sentences": answer}
    return render(request, "desk/records/item.html", context, status=409 if answer else 200)
