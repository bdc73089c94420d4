"""What the pages of public records show, gathered for their templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.errors import Way
from gongkai.faces.ui.marks import Mark, marks_in_words
from gongkai.faces.ui.papers import shown
from gongkai.faces.ui.parts import Tag
from gongkai.rules.document import (
    ENDING,
    KINDS,
    LATE,
    RELATIONS,
    RELATIONS_BACK,
    VALIDITY,
    Effect,
    Touch,
)
from gongkai.rules.workdays import remaining_workdays
from gongkai.work.records.models.record import Attachment, Version
from gongkai.work.records.queries import public
from gongkai.work.records.queries.columns import column_under, told_facts
from gongkai.work.records.queries.copies import has_copies
from gongkai.work.records.queries.marks import reasons_of
from gongkai.work.records.queries.relations import effect_of, links_of, touches
from gongkai.work.records.queries.shelves import Publication

_VALIDITY_TAGS = {
    "in_force": "ok",
    "amended": "warn",
    "not_yet_in_force": "info",
    "lapsed": "idle",
    "repealed": "idle",
}


@dataclass(frozen=True)
class Related:
    """A document that this one names, or that names this one; without `url` it is not public."""

    word: str
    title: str
    url: str


@dataclass(frozen=True)
class RecordPage:
    """A public record with the marks that it bears for ever.

    `told` are the facts that its column asks for, where it stands in a column of the platform.
    """

    publication: Publication
    version: Version
    validity: Tag | None
    facts: Sequence[tuple[str, object]]
    body: SafeString
    files: Sequence[Attachment]
    marks: Sequence[Mark]
    timely: str
    neighbours: public.Neighbours
    ended: str
    related: Sequence[Related]
    told: Sequence[tuple[str, str]]
    in_column: bool
    has_copies: bool


def record_page(publication: Publication, on: date) -> RecordPage:
    """Everything the page shows on that day; validity is that of the day."""
    version = publication.version
    touched = touches([publication.record_id]).get(publication.record_id, [])
    effect = effect_of(version, on, touched)

    def url(sha256: str) -> str:
        return reverse("portal:record_file", args=[publication.index_number, sha256])

    return RecordPage(
        publication=publication,
        version=version,
        validity=validity_tag(version, effect),
        facts=facts(publication, effect),
        body=shown(version.body_html, url),
        files=public.attachments(publication),
        marks=marks_in_words(publication),
        timely=timeliness(publication),
        neighbours=public.neighbours(publication),
        ended=ended(effect),
        related=[*_named(version), *_naming(touched)],
        told=told_facts(version),
        in_column=column_under(version.item) is not None,
        has_copies=has_copies(version),
    )


def _named(version: Version) -> list[Related]:
    return [
        Related(
            f"本文件{RELATIONS[one.kind]}",
            one.title or one.named,
            _url(one.index_number, one.is_public),
        )
        for one in links_of(version)
    ]


def _naming(touched: Sequence[Touch]) -> list[Related]:
    return [
        Related(RELATIONS_BACK[one.kind], one.title, _url(one.index_number, True))
        for one in touched
    ]


def _url(index_number: str, is_public: bool) -> str:
    return reverse("portal:record", args=[index_number]) if is_public else ""


def instead(publication: Publication) -> list[Way]:
    """What took the place of something that is not public any more."""
    touched = touches([publication.record_id]).get(publication.record_id, [])
    return [
        Way(RELATIONS_BACK[one.kind], one.title, _url(one.index_number, True))
        for one in touched
        if one.kind in ENDING
    ]


def ended(effect: Effect) -> str:
    """Since when, and by what, a document is not in force as it stands; empty if it is."""
    if effect.since is None:
        return ""
    how = f"由《{effect.by.title}》" if effect.by else ""
    return f"自{cn_date(effect.since)}起，本文件{how}{VALIDITY[effect.status].removeprefix('已')}。"


def validity_tag(version: Version, effect: Effect) -> Tag | None:
    """Whether it is in force; only documents have a validity, not every piece of information."""
    is_document = version.document_kind or version.effective_on or version.expires_on
    if not is_document and effect.by is None:
        return None
    return Tag(_VALIDITY_TAGS[effect.status], VALIDITY[effect.status])


def facts(publication: Publication, effect: Effect) -> list[tuple[str, object]]:
    """The official data of the document; rows that need not be filled appear when they are."""
    version = publication.version
    validity = validity_tag(version, effect)
    always = [
        ("索引号", publication.index_number),
        ("发文机关", version.issuer),
        ("成文日期", str(version.issued_on or "")),
        ("发布日期", str(publication.published_on)),
        ("主题分类", version.theme),
        ("公开方式", version.get_openness_display()),
    ]
    sometimes = [
        ("发文字号", version.document_number),
        ("公文种类", KINDS.get(version.document_kind, "")),
        ("有效性", validity.word if validity else ""),
        ("实施日期", str(version.effective_on or "")),
        ("失效日期", str(version.expires_on or "")),
        ("登记号", version.registration_number),
        ("关键词", "、".join(version.keywords)),
        ("内容概述", version.summary),
    ]
    return [*always, *((label, value) for label, value in sometimes if value)]


def timeliness(publication: Publication) -> str:
    """Against its term (条例 第二十六条), in words."""
    due_on = publication.due_on
    if due_on is None:
        return "形成日期没有登记，不能计算公开期限。"
    if publication.is_late:
        # A correction of what was late is late, whatever day of formation it claims.
        due_on, on = _missed(publication) or (due_on, publication.published_on)
        days = -remaining_workdays(on, due_on, provisional=True)
        return f"应在 {due_on} 以前公开，超期 {days} 个工作日。"
    days = remaining_workdays(first_on(publication), due_on, provisional=True)
    ahead = f"提前 {days} 个工作日" if days else "最后一天公开"
    return f"应在 {due_on} 以前公开，{ahead}。"


def _missed(publication: Publication) -> tuple[date, date] | None:
    """The term that was missed and the day on which it came, of all that was ever claimed."""
    for one in reasons_of(publication):
        if one.mark == LATE:
            values: dict[str, Any] = dict(one.values)
            return values["due_on"], values["public_on"]
    return None


def first_on(publication: Publication) -> date:
    """The day on which what was formed then first became public, here or by its own account."""
    every = [publication, *public.earlier(publication)]
    days = [one.published_on for one in every]
    first = every[-1].version.first_public_on
    claimed = [first] if first is not None and first < days[-1] else []
    since = [day for day in (*days, *claimed) if day >= publication.formed_on]
    return min(since, default=publication.published_on)
