"""Taking something public back: one person asks, another decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.records.gates import allow, inner_of, record_of, visitor
from gongkai.faces.ui.forms import DayField, Form
from gongkai.faces.ui.parts import Tag, Work
from gongkai.rules.withdrawal import REASONS
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.ask_withdrawal import ask_withdrawal
from gongkai.work.records.actions.withdraw import decline, withdraw
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries import withdrawals

_ALL, _LIVE = "all", "live"


class AskForm(Form):
    """What is to be taken back, why, and what the public reads."""

    scope = forms.ChoiceField(label="撤回的范围", widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label="撤回类别",
        choices=[("", "请选择"), *((one.code, one.label) for one in REASONS.values())],
    )
    reason = forms.CharField(
        label="撤回原因",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明哪一处、是什么情况，会公开显示在原来的网址上，请不要写入要保护的内容。",
    )
    since_on = DayField(
        label="处罚决定被变更、撤销的日期",
        required=False,
        help_text="行政处罚决定被变更、撤销或者确认违法、无效的，从这一天起三个工作日内撤回"
        "（行政处罚法第四十八条、第八十五条）。",
    )

    def __init__(self, data: Any = None, *, record: Record) -> None:
        super().__init__(data)
        readable = withdrawals.readable(record)
        self.publications = {f"v{one.version.number}": one for one in readable}
        live, *earlier = readable
        choices = [(_ALL, "全部撤回，连同历次版本一并撤下")] if earlier else []
        choices.append((_LIVE, "撤回现在公开的内容"))
        if earlier:
            choices[-1] = (_LIVE, "撤回现在公开的内容，更正后重新公开时，以前的版本仍可查看")
        choices += [
            (f"v{one.version.number}", f"只撤下以前的第 {one.version.number} 稿，现在公开的不变")
            for one in earlier
        ]
        scope: Any = self.fields["scope"]
        scope.choices, self.initial["scope"] = choices, choices[0][0]
        self.live = live

    def clean(self) -> dict[str, Any]:
        """The values as the action takes them."""
        found = self.cleaned_data
        scope = found.pop("scope", "")
        found["publication"] = self.publications.get(scope, self.live)
        found["with_history"] = scope == _ALL
        return found


class AgreeForm(Form):
    """Nothing to fill in: the button says it."""


class DeclineForm(Form):
    """Why it stays public."""

    reason = forms.CharField(
        label="不同意的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="申请人会看到。不公开。",
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One request as the record's page tells it; `url` where it can still be decided."""

    at: datetime
    what: str
    tag: Tag
    note: str
    url: str = ""


def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that what is public be taken back, with the reason that its address will show."""
    one = record_of(request, pk)
    allow(request, one, "record.ask_withdrawal", "只有本单位的人可以申请撤回已发布的信息。")
    back = reverse("desk:record", args=[pk])
    if one.live is None:
        return redirect(back)
    form = AskForm(request.POST or None, record=one)
    answer: HttpResponse | list[str] = []
    if request.method == "POST":
        done = "已申请撤回，等本单位另一位有权限的人决定。决定以前，内容仍然公开。"
        answer = carry_out(request, form, ask_withdrawal, done=done, back=back)
    if isinstance(answer, HttpResponse):
        return answer
    context = {"form": form, "record": one, "sentences": answer, "back": back}
    return render(request, "desk/records/withdraw.html", context, status=409 if answer else 200)


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One request before whoever decides on it."""
    asked = _asked(request, pk)
    person, on = visitor(request)
    may_decide = withdrawals.may_decide(person, asked.request, on)
    declining = DeclineForm(request.POST if request.POST.get("act") == "decline" else None)
    answer: HttpResponse | list[str] = []
    if request.method == "POST":
        if not may_decide:
            raise PermissionDenied("撤回由申请人以外的本单位三审人员决定。")
        answer = _decided(request, asked, declining)
    if isinstance(answer, HttpResponse):
        return answer
    context = {
        "asked": asked,
        "publication": asked.request.publication,
        "reason": REASONS.get(asked.request.kind),
        "clock": clock_until(on, asked.decide_by),
        "may_decide": may_decide,
        "is_own": asked.request.by_id == person.pk,
        "form": declining,
        "sentences": answer,
    }
    return render(request, "desk/records/withdrawal.html", context, status=409 if answer else 200)


def _asked(request: HttpRequest, pk: int) -> withdrawals.Asked:
    """The request, for whoever works in its organisation, as long as nobody has decided."""
    found = withdrawals.open_requests().filter(pk=pk).first()
    if found is None:
        raise Http404("withdrawal")
    inner_of(request, found.publication.record_id)
    return withdrawals.asked(found)


def _decided(
    request: HttpRequest, asked: withdrawals.Asked, declining: DeclineForm
) -> HttpResponse | list[str]:
    back = reverse("desk:reviews")
    if request.POST.get("act") == "decline":
        refuse = partial(decline, request=asked.request)
        done = "已决定不撤回，申请人会看到理由。"
        return carry_out(request, declining, refuse, done=done, back=back)
    agree = partial(withdraw, request=asked.request)
    return carry_out(request, AgreeForm(request.POST), agree, done="已撤回。", back=back)


def queue(person: Person, on: date) -> list[Work]:
    """The requests that the person may decide, as rows of work."""
    return [_row(one, on) for one in withdrawals.to_decide(person, on)]


def _row(one: Any, on: date) -> Work:
    url = reverse("desk:withdrawal", args=[one.pk])
    publication = one.publication
    return Work(
        title=publication.title,
        url=url,
        why=f"{publication.organisation.label} {one.by.name}申请撤回。{one.reason}",
        clock=clock_until(on, withdrawals.last_day(one)),
        tag=Tag("warn", "申请撤回"),
        action="决定是否撤回",
        action_url=url,
    )


def lines(record: Record) -> list[Line]:
    """Everything ever asked about the record, for its own organisation."""
    return list(_lines(withdrawals.requests_of(record), record))


def _lines(requests: Iterable[Any], record: Record) -> Iterator[Line]:
    # What was asked for together is told once, by its newest version.
    for _, together in groupby(requests, key=lambda one: (one.at, one.by_id)):
        one, *others = together
        numbers = "、".join(str(each.publication.version.number) for each in (*others[::-1], one))
        what = f"第 {numbers} 稿，{one.by.name}申请：{one.reason}"
        gone = getattr(one, "withdrawal", None)
        if gone is not None:
            yield Line(one.at, what, Tag("idle", "已撤回"), f"{gone.by.name}同意")
        elif one.declined_by is not None:
            note = f"{one.declined_by.name}：{one.answer}"
            yield Line(one.at, what, Tag("info", "不撤回"), note)
        elif withdrawals.is_readable(one.publication, record):
            url = reverse("desk:withdrawal", args=[one.pk])
            yield Line(one.at, what, Tag("warn", "等待决定"), "", url)
        else:
            yield Line(one.at, what, Tag("idle", "不用再办"), "这一版已经不公开。")
