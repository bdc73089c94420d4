"""The list of opinions with its filters, and one opinion with all that can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.consultations import forms
from gongkai.faces.desk.consultations.acting import Act, page_of
from gongkai.faces.desk.consultations.gates import handled
from gongkai.faces.desk.consultations.words import tags_of
from gongkai.faces.ui.forms import Form
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.served import serve
from gongkai.rules.decisions.opinions import CHANNELS
from gongkai.work.decisions.actions import dispose, group, moderate
from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.decisions.models.opinion import Disposition, Opinion, OpinionGroup
from gongkai.work.decisions.queries.consultations import undisposed
from gongkai.work.decisions.queries.opinions import OPEN, Want, alone, listed, opinion_of
from gongkai.work.journal.deeds import Refused

_GROUPS = 200
_LONGEST = 18
page = require_http_methods(["GET", "HEAD", "POST"])


@page
def opinions(request: HttpRequest, pk: int) -> HttpResponse:
    """Filtered, the newest first; what is ticked can be disposed of together."""
    _, _, one = handled(request, pk)
    form, said, status = forms.FateForm(request.POST or None), list[str](), 200
    if request.method == "POST" and form.is_valid():
        answer = _dispose_ticked(request, one, form)
        if isinstance(answer, HttpResponse):
            return answer
        said, status = answer, 409
    want = _want(request)
    found = listed(one, want, _number(request.GET.get("before", "")))
    query = request.GET.copy()
    query["before"] = str(found.after or "")
    context = {
        "one": one,
        "rows": [
            (each, CHANNELS.get(each.channel, each.channel), tags_of(each), alone(each))
            for each in found.rows
        ],
        "next": f"?{query.urlencode()}" if found.after else "",
        "is_first": "before" not in request.GET,
        "want": want,
        "channels": CHANNELS.items(),
        "clauses": Clause.objects.filter(consultation=one).order_by("order"),
        "fates": [(OPEN, "待处理"), *Disposition.choices],
        "form": form,
        "sentences": said,
        "undisposed": undisposed(one),
    }
    return render(request, "desk/consultations/opinions.html", context, status=status)


@page
def opinion(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One opinion; the form disposes of it."""
    one, found = _found(request, pk, number)
    back = reverse("desk:opinion", args=[pk, number])
    first = {
        "disposition": found.disposition, "reason": found.reason, "edition": found.edition,
    }  # fmt: skip
    form = forms.OneFateForm(request.POST or None, initial=first)
    act = Act(f"意见 {found}", "保存处理结果", f"意见 {found} 的处理结果已保存。", back)
    groups = _groups(one)
    beside = {
        "opinion": found,
        "tags": tags_of(found),
        "alone": alone(found),
        "files": list(found.files.select_related("file")),
        "move": forms.MoveForm(groups=groups, initial={"edition": found.edition}),
        "can_move": bool(groups) or not alone(found),
        "hold": forms.ReasonForm(auto_id="hold_%s"),
        "release": forms.ReleaseForm(auto_id="release_%s", initial={"shown": found.shown}),
        "channel": CHANNELS.get(found.channel, found.channel),
    }
    return page_of(
        request, act, form, dispose.dispose, one=one, opinion=found,
        template="desk/consultations/opinion.html", beside=beside,
    )  # fmt: skip


@require_POST
def hold(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show it no longer."""
    form = forms.ReasonForm(request.POST)
    return _small(request, pk, number, form, action=moderate.hold, done="已改为暂不展示。")


@require_POST
def release(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show it after all."""
    form = forms.ReleaseForm(request.POST)
    return _small(request, pk, number, form, action=moderate.release, done="已公开展示。")


@require_POST
def move(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Into another group, or out of its own."""
    one, _ = _found(request, pk, number)
    form = forms.MoveForm(request.POST, groups=_groups(one))
    return _small(request, pk, number, form, action=partial(_move, one), done="已移动。")


@require_POST
def author(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Who wrote it; each look is written down."""
    person, _, _ = handled(request, pk)
    one, found = _found(request, pk, number)
    name, contact = moderate.look(opinion=found, by=person, at=timezone.now())
    context = {"one": one, "opinion": found, "name": name, "contact": contact}
    return render(request, "desk/consultations/author.html", context)


@require_safe
def file(request: HttpRequest, pk: int, number: int, key: int) -> HttpResponse:
    """A file that came with it, for those who handle it."""
    _, found = _found(request, pk, number)
    row = found.files.filter(pk=key).select_related("file").first()
    if row is None:
        raise Http404("file")
    return serve(row.file)


def _found(request: HttpRequest, pk: int, number: int) -> tuple[Consultation, Opinion]:
    _, _, one = handled(request, pk)
    found = opinion_of(one, number)
    if found is None:
        raise Http404("opinion")
    return one, found


def _small(
    request: HttpRequest, pk: int, number: int, form: Form, *, action: Callable[..., Any], done: str
) -> HttpResponse:
    """A small form beside the page; what is wrong with it is said on top of that page."""
    _, found = _found(request, pk, number)
    back = reverse("desk:opinion", args=[pk, number])
    answer = carry_out(request, form, action, done=done, back=back, opinion=found)
    if isinstance(answer, HttpResponse):
        return answer
    for text in answer or [str(text) for texts in form.errors.values() for text in texts]:
        messages.error(request, text)
    return redirect(back)


def _move(one: Consultation, *, to: str, opinion: Opinion, **given: Any) -> Opinion:
    target = OpinionGroup.objects.get(pk=int(to), consultation=one) if to else None
    return group.move(opinion=opinion, to=target, **given)


def _groups(one: Consultation) -> list[OpinionGroup]:
    decided = OpinionGroup.objects.filter(consultation=one, state=OpinionGroup.State.DECIDED)
    return list(decided.order_by("-size", "id")[:_GROUPS])


def _dispose_ticked(
    request: HttpRequest, one: Consultation, form: Form
) -> HttpResponse | list[str]:
    editions = {}
    for pick in request.POST.getlist("pick"):
        key, _, edition = pick.partition(":")
        if _number(key) is not None and _number(edition) is not None:
            editions[int(key)] = int(edition)
    try:
        count = dispose.dispose_many(
            consultation=one, editions=editions, by=handled(request, one.pk)[0],
            at=timezone.now(), **form.cleaned_data,
        )  # fmt: skip
    except Refused as refused:
        return sentences(refused)
    messages.success(request, f"已处理 {count} 条意见。")
    return redirect(request.get_full_path())


def _want(request: HttpRequest) -> Want:
    asked = request.GET
    return Want(
        channel=asked.get("channel", "") if asked.get("channel") in CHANNELS else "",
        clause=asked.get("clause", "")[:20],
        disposition=asked.get("fate", "")[:10],
        held=asked.get("held") == "1",
        group=_number(asked.get("group", "")),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST else None
