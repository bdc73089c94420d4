"""Organisations and people: lists, and one page for each act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.org import forms as org_forms
from gongkai.work.journal.deeds import day_of
from gongkai.work.org import queries
from gongkai.work.org.models.organisation import Group, Organisation
from gongkai.work.org.models.person import Person, Post
from gongkai.work.org.powers import may
from gongkai.work.staffing.actions.accounts import open_account
from gongkai.work.staffing.actions.appoint import appoint, end_post
from gongkai.work.staffing.actions.groups import set_group
from gongkai.work.staffing.actions.names import add_alias
from gongkai.work.staffing.actions.organisations import describe, found, rename


def _today(request: HttpRequest, power: str = "org.edit") -> date:
    """The day, for somebody who may see these pages; anybody else is told so."""
    on = day_of(timezone.now())
    if not isinstance(request.user, Person) or not may(request.user, power, None, on):
        raise PermissionDenied("只有政务公开办和系统管理员可以打开机构与人员。")
    return on


def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations and the groups they belong to."""
    on = _today(request)
    context = {"organisations": queries.organisations(on), "groups": queries.groups()}
    return render(request, "desk/org/organisations.html", context)


def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation: names, groups, people in post."""
    on = _today(request)
    found_one = queries.with_people(get_object_or_404(Organisation, code=code), on)
    return render(request, "desk/org/organisation.html", {"organisation": found_one})


def new(request: HttpRequest) -> HttpResponse:
    """Found an organisation; `?name=` is what a plan calls it, `?back=` the page that asked."""
    _today(request)
    back = _own_address(request, request.GET.get("back", ""))
    initial = {"name": request.GET.get("name", "")[:80]}
    return _act(request, org_forms.OrganisationForm, found, "新增机构", "已新增机构。",
                back=back, initial=initial)  # fmt: skip


def describing(request: HttpRequest, code: str) -> HttpResponse:
    """Change what an organisation is, besides its name."""
    _today(request)
    one = get_object_or_404(Organisation, code=code)
    return _act(request, org_forms.DescribeForm, describe, f"{one.name}基本情况", "已保存。",
                back=_page(one), initial=vars(one), organisation=one)  # fmt: skip


def group(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Set whom a collective name stands for."""
    _today(request)
    known = get_object_or_404(Group, pk=pk) if pk else None
    return _act(
        request, org_forms.GroupForm, set_group, "设置统称", "已保存成员单位。",
        initial=org_forms.initial_group(known),
    )  # fmt: skip


def account(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    _today(request, "person.edit")
    return _act(request, org_forms.AccountForm, open_account, "开设账号", "已开设账号。")


def renaming(request: HttpRequest, code: str) -> HttpResponse:
    """Give an organisation a new name; the old one keeps leading to it."""
    _today(request)
    one = get_object_or_404(Organisation, code=code)
    return _act(request, org_forms.RenameForm, rename, f"{one.name}更名", "已更名。",
                back=_page(one), organisation=one)  # fmt: skip


def alias(request: HttpRequest, code: str) -> HttpResponse:
    """Add a name by which plans call the organisation."""
    _today(request)
    one = get_object_or_404(Organisation, code=code)
    return _act(request, org_forms.AliasForm, add_alias, f"{one.name}的别名", "已记下别名。",
                back=_page(one), organisation=one)  # fmt: skip


def appointing(request: HttpRequest, code: str) -> HttpResponse:
    """Give somebody a post."""
    _today(request, "person.edit")
    one = get_object_or_404(Organisation, code=code)
    return _act(request, org_forms.AppointForm, appoint, f"{one.name}安排岗位", "已安排岗位。",
                back=_page(one), organisation=one)  # fmt: skip


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post."""
    _today(request, "person.edit")
    held = get_object_or_404(Post.objects.select_related("organisation", "person"), pk=pk)
    return _act(request, org_forms.EndPostForm, end_post, f"{held.person.name}离岗", "已登记离岗。",
                back=_page(held.organisation), post=held)  # fmt: skip


def _own_address(request: HttpRequest, address: str) -> str:
    """The address if it is one of this desk, else none: nobody is led away by a link."""
    own = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if own and address.startswith("/") else ""


def _page(one: Organisation) -> str:
    return reverse("desk:organisation", args=[one.code])


def _act(
    request: HttpRequest,
    form_class: type[forms.Form],
    action: Callable[..., Any],
    title: str,
    done: str,
    *,
    back: str = "",
    initial: dict[str, Any] | None = None,
    **given: Any,
) -> HttpResponse:
    """One form, one action, one response."""
    back = back or reverse("desk:organisations")
    form = form_class(request.POST or None, initial=initial)
    answer: HttpResponse | list[str] = []
    if request.method == "POST":
        answer = carry_out(request, form, action, done=done, back=back, **given)
    if isinstance(answer, HttpResponse):
        return answer
    context = {"form": form, "title": title, "back": back, "sentences": answer}
    return render(request, "desk/org/act.html", context, status=409 if answer else 200)
