"""A batch before its reviewer: a sample read whole, the full list, all warnings, one decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.faces.desk.imports.batch_pages import (
    BatchRow,
    batch_rows,
    is_fix,
    rows_of,
    sample_of,
    stats_of,
)
from gongkai.faces.desk.imports.forms import DecideForm
from gongkai.faces.desk.imports.gates import batch_of
from gongkai.faces.desk.records.batches import STATES
from gongkai.faces.desk.records.gates import reviewer
from gongkai.faces.desk.records.pages import Paper, paper_of, screened_of
from gongkai.faces.desk.records.words import LEVELS
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.parts import Sign, Tag
from gongkai.faces.ui.states import tag_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions import imports
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.queries import imports as asked

ROWS = 50


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The batch and the decision on it; what is decided holds for exactly what stands here."""
    person, on = reviewer(request)
    batch = batch_of(request, pk)
    level = asked.level_of(batch)
    if level is None and request.method != "POST":
        messages.info(request, f"这一批现在的状态是“{batch.get_state_display()}”，不在审核中。")
        return redirect("desk:import_batch", pk)
    form, said = DecideForm(request.POST or None), list[str]()
    if request.method == "POST" and form.is_valid():
        try:
            given = imports.review(batch=batch, by=person, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            said = sentences(refusal)
            batch.refresh_from_db()
        else:
            messages.success(request, _done(batch, given.outcome))
            return redirect("desk:reviews")
    context = {"form": form, "sentences": said, **_shown(request, batch, person, on)}
    return render(request, "desk/imports/review.html", context, status=409 if said else 200)


def _shown(request: HttpRequest, batch: ImportBatch, person: Person, on: date) -> dict[str, Any]:
    level = int(asked.level_of(batch) or 1)
    counts, warned = asked.counts(batch), "warned" in request.GET
    page = Paginator(rows_of(batch, warned=warned), ROWS).get_page(request.GET.get("page"))
    return {
        "batch": batch,
        "tag": STATES[batch.state],
        "is_fix": is_fix(batch),
        "level": level,
        "level_word": LEVELS[level],
        "counts": counts,
        "stats": stats_of(counts),
        "total": counts.created + counts.updated,
        "signs": list(_signs(batch, level)),
        "sample": [(one, _paper(one, on)) for one in sample_of(batch, level)],
        "page": page,
        "rows": batch_rows(list(page.object_list)),
        "warned": warned,
        "warned_count": rows_of(batch, warned=True).count(),
        "reasons": _against(batch, level, person, on),
    }


def _signs(batch: ImportBatch, level: int) -> Iterator[Sign]:
    frozen = timezone.localtime(batch.frozen_at or batch.created_at)
    yield Sign("导入", batch.created_by.name, None, f"{frozen:%Y-%m-%d %H:%M} 送审")
    given = {one.level: one for one in asked.reviews_of(batch)}
    for step, word in LEVELS.items():
        one = given.get(step)
        if one is not None:
            at = timezone.localtime(one.at)
            note = f"{at:%Y-%m-%d %H:%M}" + (f"：“{one.opinion}”" if one.opinion else "")
            yield Sign(word, one.person.name, tag_of(one.outcome), note)
        else:
            waits = step == level
            tag = Tag("info", "现在到这一级") if waits else None
            yield Sign(word, "等待审核" if waits else "还没有到这一级", tag)


def _paper(one: BatchRow, on: date) -> Paper:
    return paper_of(one.version, on, screened_of(one.version, one.version.screening))


def _against(batch: ImportBatch, level: int, person: Person, on: date) -> list[str]:
    """Why this person cannot decide now, in words; a reason for returning is taken as given."""
    reasons = asked.why_not_review(
        batch, level=level, outcome="returned", opinion="…", seen_hash=batch.batch_hash,
        person=person, on=on,
    )  # fmt: skip
    return [text for one in reasons for text in sentences(one)]


def _done(batch: ImportBatch, outcome: str) -> str:
    if outcome == "returned":
        return "已退回这一批。导入人按理由改好来源后重新导入。"
    return {
        ImportBatch.State.PUBLISHED: "已通过，这一批已经全部发布。",
        ImportBatch.State.PUBLISHING: "已通过，正在后台发布。",
    }.get(ImportBatch.State(batch.state), "已通过，转到下一级审核。")
