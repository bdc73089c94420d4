"""A consultation: the draft clause by clause, how many spoke, until when and how one can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.faces.ui.nav import address
from gongkai.faces.ui.parts import Tag
from gongkai.rules.decisions.law import CHANNELS
from gongkai.work.decisions.models.consultation import Clause, Consultation, TermChange
from gongkai.work.decisions.queries.consultations import (
    Counts,
    counts_of,
    public_consultation,
    runs,
)
from gongkai.work.decisions.queries.feedback import public_feedback
from gongkai.work.journal.deeds import day_of
from gongkai.work.journal.seal import new_secret

_ANNOUNCED = {one.code: one.label for one in CHANNELS}


@dataclass(frozen=True)
class Part:
    """A clause as the page shows it; `chapter` only where a new one begins.

    `text` goes on where the heading ends.
    """

    clause: Clause
    text: str
    chapter: str
    count: int
    url: str


@dataclass(frozen=True)
class Head:
    """What stands on top of every page of a consultation."""

    consultation: Consultation
    counts: Counts
    open: bool
    tag: Tag
    left: str
    number: str
    url: str
    record_url: str
    decision_url: str
    decisions_url: str
    feedback_url: str
    days: int

    @property
    def came(self) -> str:
        """How many came by which channel, in words."""
        parts = "，".join(f"{label} {count} 条" for label, count in self.counts.channels)
        told = (
            f"已收到 {self.counts.all} 条意见" if self.open else f"共收到 {self.counts.all} 条意见"
        )
        return f"{told}：{parts}。" if parts else f"{told}。"


@login_not_required
@require_safe
def consultation(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The page of one round. The same number of queries, however much was said."""
    at = timezone.now()
    head = head_of(code, number, at)
    one = head.consultation
    clauses = list(Clause.objects.filter(consultation=one).order_by("order"))
    context = {
        "head": head,
        "parts": _parts(head, clauses),
        "whole": head.counts.by_clause.get(None, 0),
        "changes": _changes(one),
        "channels": [(_ANNOUNCED.get(each.code, each.code), each) for each in one.channels.all()],
        "token": new_secret() if head.open else "",
    }
    return render(request, "portal/consultations/consultation.html", context)


def head_of(code: str, number: int, at: datetime) -> Head:
    """The head; 404 for what is not public. Three queries."""
    found = public_consultation(code, number)
    if found is None or found.record is None or found.record.live is None:
        raise Http404("consultation")
    is_open = runs(found, at)
    live = found.record.live
    told = public_feedback(code)
    return Head(
        consultation=found,
        counts=counts_of(found),
        open=is_open,
        tag=Tag("info", "正在征求意见") if is_open else Tag("ok", "已截止"),
        left=_left(found.closes_on, day_of(at), is_open=is_open),
        number=f"{code}-{number}",
        url=reverse("portal:consultation", args=[code, number]),
        record_url=reverse("portal:record", args=[live.index_number]),
        decision_url=address_of("portal:decision", code),
        decisions_url=address("portal:decisions"),
        feedback_url=reverse("portal:decision_feedback", args=[code]) if told else "",
        days=(found.closes_on - found.opens_on).days,
    )


def address_of(name: str, *args: object) -> str:
    """The path of a page, or "" while no such page is registered."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _left(closes_on: date, today: date, *, is_open: bool) -> str:
    last = f"{closes_on.month} 月 {closes_on.day} 日 24 时"
    if not is_open:
        return f"征求意见已于 {closes_on.year} 年 {last}截止"
    days = (closes_on - today).days
    return f"还剩 {days} 天，{last}截止" if days else "今天 24 时截止"


def _parts(head: Head, clauses: Sequence[Clause]) -> list[Part]:
    found, chapter = [], ""
    for one in clauses:
        begins = one.chapter if one.chapter != chapter else ""
        chapter = one.chapter
        count = head.counts.by_clause.get(one.pk, 0)
        url = reverse(
            "portal:consultation_clause",
            args=[head.consultation.decision.code, head.consultation.number, one.key],
        )
        text = one.text.removeprefix(one.heading).lstrip()
        found.append(Part(one, text, begins, count, url))
    return found


def _changes(one: Consultation) -> list[TermChange]:
    return list(TermChange.objects.filter(consultation=one).order_by("id"))
