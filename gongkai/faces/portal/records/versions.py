"""Corrections in public: each version with its day and note, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from gongkai.faces.portal.records.pages import facts
from gongkai.faces.ui.diffs import segments
from gongkai.faces.ui.errors import NO_INDEX, Way, gone
from gongkai.faces.ui.papers import shown
from gongkai.faces.ui.served import serve
from gongkai.rules.diff import diff_text
from gongkai.work.journal.deeds import day_of
from gongkai.work.records.models.record import Attachment
from gongkai.work.records.queries.attached import is_in_use
from gongkai.work.records.queries.columns import told_facts
from gongkai.work.records.queries.content import attachments_of, picture_names
from gongkai.work.records.queries.public import attachments, by_index, editions, file_of
from gongkai.work.records.queries.relations import effect_of
from gongkai.work.records.queries.shelves import Publication


@dataclass(frozen=True)
class Correction:
    """One version as the record's page lists it. Without `url` it cannot be read any more.

    Who reviewed is told by the organisation; people are not named in public.
    """

    number: int
    published_at: datetime
    note: str
    reviewed_by: str
    url: str
    gone: str
    is_current: bool


@dataclass(frozen=True)
class Change:
    """What a version changed against the one that was public before it."""

    number: int
    facts: Sequence[tuple[str, str, str]]
    files_before: Sequence[str]
    files: Sequence[str]
    body: Sequence[Sequence[tuple[str, str]]]
    changed: int
    layout_changed: bool


@dataclass(frozen=True)
class VersionPage:
    """One version that is or was public; `live` is what is public now."""

    publication: Publication
    live: Publication
    facts: Sequence[tuple[str, object]]
    told: Sequence[tuple[str, str]]
    body: SafeString
    files: Sequence[Attachment]
    is_live: bool
    is_first: bool
    change: Change | None


def corrections(every: Sequence[Publication], live: Publication) -> list[Correction]:
    """All that was published under the number, the newest first; empty if that is one thing."""
    if len(every) == 1:
        return []
    return [_correction(one, live) for one in reversed(every)]


def _correction(one: Publication, live: Publication) -> Correction:
    withdrawal, number = getattr(one, "withdrawal", None), one.version.number
    place = reverse("portal:version", args=[one.index_number, number])
    return Correction(
        number=number,
        published_at=one.published_at,
        note=one.version.change_note,
        reviewed_by=f"{one.organisation.name}三级审核",
        url=place if withdrawal is None else "",
        gone=f"已撤回：{withdrawal.reason}" if withdrawal is not None else "",
        is_current=one.pk == live.pk,
    )


@login_not_required
def version(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """One version of what is public, with what it changed."""
    one, every = _one(request, number, version)
    if isinstance(one, HttpResponse):
        return one
    page = _page(one, every, day_of(timezone.now()))
    answer = render(request, "portal/records/version.html", {"page": page})
    # Search engines are to find what is valid now.
    answer["X-Robots-Tag"] = NO_INDEX
    return answer


@login_not_required
def file(request: HttpRequest, number: str, version: int, sha256: str) -> HttpResponse:
    """A file or picture of that version."""
    one, _ = _one(request, number, version)
    if isinstance(one, HttpResponse):
        return one
    attachment = file_of(one, sha256)
    if attachment is None or not is_in_use(attachment):
        raise Http404(sha256)
    answer = serve(attachment.file)
    answer["X-Robots-Tag"] = NO_INDEX
    return answer


def _one(
    request: HttpRequest, number: str, version: int
) -> tuple[Publication | HttpResponse, Sequence[Publication]]:
    """The version asked for, or 410 where it or the record as a whole was withdrawn."""
    live = by_index(number)
    if live is None:
        raise Http404(number)
    every = editions(live)
    one = next((each for each in every if each.version.number == version), None)
    if one is None:
        raise Http404(version)
    if withdrawal := getattr(live, "withdrawal", None):
        return gone(request, withdrawal.reason, day_of(withdrawal.at)), every
    if withdrawal := getattr(one, "withdrawal", None):
        now = Way("现在公开的内容", live.title, reverse("portal:record", args=[number]))
        return gone(request, withdrawal.reason, day_of(withdrawal.at), [now]), every
    return one, every


def _page(one: Publication, every: Sequence[Publication], on: date) -> VersionPage:
    def url(sha256: str) -> str:
        return reverse("portal:version_file", args=[one.index_number, one.version.number, sha256])

    place = every.index(one)
    before = every[place - 1] if place else None
    is_told = before is not None and getattr(before, "withdrawal", None) is None
    return VersionPage(
        publication=one,
        live=every[-1],
        facts=facts(one, effect_of(one.version, on)),
        told=told_facts(one.version),
        body=shown(one.version.body_html, url),
        files=attachments(one),
        is_live=one.pk == every[-1].pk,
        is_first=before is None,
        change=_change(before, one, on) if before is not None and is_told else None,
    )


def _change(before: Publication, one: Publication, on: date) -> Change:
    old, new = attachments_of(before.version), attachments_of(one.version)
    names = picture_names(*old, *new)
    body = diff_text(before.version.body_html, one.version.body_html, names)
    changed = sum(part.is_changed for part in body.paragraphs)
    return Change(
        number=before.version.number,
        facts=_changed_facts(_facts(before, on), _facts(one, on)),
        files_before=[each.file.name for each in old if not each.inline],
        files=[each.file.name for each in new if not each.inline],
        body=segments(body) if changed else (),
        changed=changed,
        layout_changed=body.layout_changed,
    )


def _facts(one: Publication, on: date) -> dict[str, str]:
    told = [("标题", one.title), *facts(one, effect_of(one.version, on)), *told_facts(one.version)]
    return {label: str(value) for label, value in told if label != "发布日期"}


def _changed_facts(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str, str]]:
    labels = [*after, *(label for label in before if label not in after)]
    return [
        (label, before.get(label, ""), after.get(label, ""))
        for label in labels
        if before.get(label, "") != after.get(label, "")
    ]
