"""Opinions that say the same: suggested, looked at, confirmed, disposed of together."""

from __future__ import annotations

from functools import partial

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.consultations import forms
from gongkai.faces.desk.consultations.acting import Act, page_of
from gongkai.faces.desk.consultations.gates import handled
from gongkai.faces.desk.consultations.words import FATES, tags_of
from gongkai.work.decisions.actions import dispose
from gongkai.work.decisions.actions import group as acts
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.opinion import OpinionGroup
from gongkai.work.decisions.queries import groups as asked
from gongkai.work.decisions.queries.opinions import Want, listed

ROWS = 50
page = require_http_methods(["GET", "HEAD", "POST"])


@page
def groups(request: HttpRequest, pk: int) -> HttpResponse:
    """All groups; the button looks for such opinions anew."""
    _, _, one = handled(request, pk)
    back = reverse("desk:opinion_groups", args=[pk])
    if request.method == "POST":
        done = "已重新查找说法相同的意见，请逐类核对。"
        return do(request, acts.suggest_groups, done=done, back=back, consultation=one)
    found = Paginator(asked.groups(one), ROWS).get_page(request.GET.get("page"))
    rows = [(each, FATES[each.disposition]) for each in found]
    return render(
        request, "desk/consultations/groups.html", {"one": one, "page": found, "rows": rows}
    )


@page
def group(request: HttpRequest, pk: int, group: int) -> HttpResponse:
    """One group with its newest members; once confirmed it is disposed of here."""
    one, found = _found(request, pk, group)
    back = reverse("desk:opinion_group", args=[pk, group])
    seen = {"seen": asked.edition_of(found)}
    first = seen | {"disposition": found.disposition, "reason": found.reason}
    form = forms.GroupFateForm(request.POST or None, initial=first)
    members = listed(one, Want(group=found.pk), None)
    beside = {
        "group": found,
        "fate": FATES[found.disposition],
        "members": [(each, tags_of(each)) for each in members.rows],
        "is_cut": members.after is not None,
        "confirm": forms.GroupForm(auto_id="confirm_%s", initial=seen | {"title": found.title}),
        "seen": seen["seen"],
    }
    act = Act(found.title, "保存处理结果", f"已处理这一类 {found.size} 条意见。", back)
    return page_of(
        request, act, form, dispose.dispose_group, one=one, group=found,
        template="desk/consultations/group.html", beside=beside,
    )  # fmt: skip


@page
def confirm(request: HttpRequest, pk: int, group: int) -> HttpResponse:
    """Agree to a group, under a title of one's own."""
    one, found = _found(request, pk, group)
    first = {"title": found.title, "seen": asked.edition_of(found)}
    form = forms.GroupForm(request.POST or None, initial=first)
    back = reverse("desk:opinion_group", args=[pk, group])
    act = Act("确认归类", "确认归类", "已确认归类。", back)
    return page_of(request, act, form, acts.confirm_group, one=one, group=found)


@require_POST
def dissolve(request: HttpRequest, pk: int, group: int) -> HttpResponse:
    """Take a group apart."""
    _, found = _found(request, pk, group)
    back = reverse("desk:opinion_groups", args=[pk])
    action = partial(acts.dissolve_group, group=found, seen=request.POST.get("seen", ""))
    return do(request, action, done=f"已拆散“{found.title}”。", back=back)


def _found(request: HttpRequest, pk: int, key: int) -> tuple[Consultation, OpinionGroup]:
    _, _, one = handled(request, pk)
    rows = OpinionGroup.objects.filter(consultation=one, pk=key).select_related("disposed_by")
    found = rows.first()
    if found is None:
        raise Http404("group")
    found.consultation = one
    return one, found
