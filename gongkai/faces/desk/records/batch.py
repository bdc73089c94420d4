"""Routine records that wait, each with its findings and differences, passed in one act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.faces.desk.records.forms import ReviewForm
from gongkai.faces.desk.records.gates import reviewer
from gongkai.faces.desk.records.review_pages import ReviewPage, review_page
from gongkai.faces.ui.forms import Form
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.parts import Tag
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.actions.routine import Choice, Passed, pass_many
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.queue import routine_queue
from gongkai.work.records.queries.visible import records_for

# Each is read whole on this page; more at once would not be read.
ROWS = 10
_CHOICE = re.compile(r"([0-9]{1,18}):([123]):([0-9a-f]{64})")


class BatchForm(Form):
    """One opinion for all that were chosen."""

    opinion = forms.CharField(
        label="审核意见", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="选填，写入选中的每一件。要退回的，请打开那一件单独办理。",
    )  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """One line of the result."""

    title: str
    pk: int
    tag: Tag
    text: str


def batch(request: HttpRequest) -> HttpResponse:
    """The routine records of the visitor's levels; POST passes those that were ticked."""
    person, on = reviewer(request)
    form = BatchForm(request.POST or None)
    outcomes: Sequence[Outcome] = ()
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        chosen = _chosen(request.POST.getlist("chosen"), records_for(person, on))
        try:
            done = pass_many(choices=chosen, by=person, at=timezone.now(), **form.cleaned_data)
            outcomes, form = [_outcome(one) for one in done], BatchForm()
        except Refused as refusal:
            said = sentences(refusal)
    page = Paginator(routine_queue(person, on), ROWS).get_page(request.GET.get("page"))
    shown = [review_page(person, on, one, ReviewForm()) for one in page.object_list]
    context = {
        "form": form, "outcomes": outcomes, "sentences": said, "page": page,
        "rows": [(one, _value(one)) for one in shown],
    }  # fmt: skip
    return render(request, "desk/records/batch.html", context, status=409 if said else 200)


def _value(page: ReviewPage) -> str:
    """What a tick sends back: the record with the level and the words that stand here."""
    can_pass = not page.reasons and not page.blocked
    return f"{page.record.pk}:{page.level}:{page.content_hash}" if can_pass else ""


def _chosen(values: Iterable[str], known: QuerySet[Record]) -> list[Choice]:
    """What was ticked, each once; what the visitor may not know of is left out."""
    asked = [found for one in dict.fromkeys(values) if (found := _CHOICE.fullmatch(one))][:ROWS]
    records = known.in_bulk([int(one[1]) for one in asked])
    return [
        Choice(records[int(one[1])], int(one[2]), one[3]) for one in asked if int(one[1]) in records
    ]


def _outcome(one: Passed) -> Outcome:
    one.record.refresh_from_db()
    title = one.record.current.title if one.record.current else ""
    if one.refusal is not None:
        return Outcome(
            title, one.record.pk, Tag("bad", "没有通过"), "".join(sentences(one.refusal))
        )
    if one.record.state == Record.State.PUBLISHED:
        text = f"已发布，索引号 {one.record.index_number}。"
        return Outcome(title, one.record.pk, Tag("ok", "通过"), text)
    return Outcome(title, one.record.pk, Tag("ok", "通过"), "转到下一级审核。")
