"""Public records as data: one row of the list, and everything about one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest

from gongkai.faces.exchange.answers import Problem, moment, whole
from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.marks import marks_in_words
from gongkai.faces.ui.papers import shown
from gongkai.rules.document import (
    ENDING,
    KINDS,
    MARKS,
    RELATIONS,
    RELATIONS_BACK,
    VALIDITY,
    Touch,
)
from gongkai.work.journal.deeds import day_of
from gongkai.work.records.models.record import Attachment, Version
from gongkai.work.records.queries.columns import told_facts
from gongkai.work.records.queries.harvest import Event, events
from gongkai.work.records.queries.marks import marks_borne
from gongkai.work.records.queries.public import attachments, by_index
from gongkai.work.records.queries.relations import effect_of, links_of, touches
from gongkai.work.records.queries.shelves import Publication

Data = dict[str, Any]


def row(request: HttpRequest, one: Publication) -> Data:
    """What a list says of a record."""
    return {
        "index_number": one.index_number,
        "title": one.title,
        "document_number": one.version.document_number or None,
        "organisation": {"code": one.organisation.code, "name": one.organisation.name},
        "item": {"code": one.item.code, "name": one.item.name},
        "formed_on": one.formed_on.isoformat(),
        "published_at": moment(one.published_at),
        "published_on": one.published_on.isoformat(),
        "is_late": one.is_late,
        "marks": [{"code": mark, "name": MARKS[mark]} for mark in marks_borne(one)],
        "summary": one.version.summary or None,
        "page": whole(request, "portal:record", one.index_number),
        "self": whole(request, "exchange:record", one.index_number),
    }


def record(request: HttpRequest, number: str, on: date) -> Data:
    """Everything public about a record, its validity as of that day."""
    one = _found(request, number)
    version = one.version
    touched = touches([one.record_id]).get(one.record_id, [])
    proof = whole(request, "portal:proof", number)
    return row(request, one) | {
        "mark_reasons": [text for mark in marks_in_words(one) for text in mark.sentences],
        "issuer": version.issuer or None,
        "issued_on": _day(version.issued_on),
        "due_on": _day(one.due_on),
        "theme": version.theme or None,
        "kind": _named(version.document_kind, KINDS),
        "openness": {"code": version.openness, "name": version.get_openness_display()},
        "effective_on": _day(version.effective_on),
        "expires_on": _day(version.expires_on),
        "validity": _validity(version, on, touched),
        "registration_number": version.registration_number or None,
        "keywords": list(version.keywords),
        "facts": [{"name": label, "value": text} for label, text in told_facts(version)],
        "relations": [*_done(request, version), *_suffered(request, touched)],
        "body_html": shown(
            version.body_html, lambda mark: whole(request, "portal:record_file", number, mark)
        ),
        "attachments": [_file(request, number, each) for each in attachments(one)],
        "version": version.number,
        "content_hash": one.content_hash,
        "proof": {"page": proof, "json": f"{proof}?format=json"},
        "history": [_event(request, number, each) for each in events(one)],
    }


def _found(request: HttpRequest, number: str) -> Publication:
    """What is public under the number; Problem 404 or 410 if nothing is."""
    one = by_index(number)
    if one is None:
        raise Problem(404, "没有这个索引号", f"没有索引号为 {number} 的信息，请核对索引号。")
    gone = getattr(one, "withdrawal", None)
    if gone is None:
        return one
    # Without its title, which may be the very reason of the withdrawal.
    on, ending = day_of(gone.at), _ending(request, one)
    raise Problem(
        410, "已撤回", f"{cn_date(on)}撤回。撤回原因：{gone.reason}",
        index_number=number, withdrawn_on=on.isoformat(), reason=gone.reason,
        **({"replaced_by": ending} if ending else {}),
    )  # fmt: skip


def _ending(request: HttpRequest, one: Publication) -> list[Data]:
    """What took its place: documents that replace or repeal it and are public."""
    touched = touches([one.record_id]).get(one.record_id, [])
    return list(_suffered(request, [each for each in touched if each.kind in ENDING]))


def _done(request: HttpRequest, version: Version) -> Iterator[Data]:
    """What the document says it does to others; what is not public any more has no title."""
    for one in links_of(version):
        yield {
            "kind": {"code": one.kind, "name": RELATIONS[one.kind]},
            "direction": "to",
            "index_number": one.index_number,
            "title": one.title or None,
            "page": whole(request, "portal:record", one.index_number) if one.is_public else None,
        }


def _suffered(request: HttpRequest, touched: Sequence[Touch]) -> Iterator[Data]:
    """What other public documents say they do to this one."""
    for one in touched:
        yield {
            "kind": {"code": one.kind, "name": RELATIONS_BACK[one.kind]},
            "direction": "from",
            "index_number": one.index_number,
            "title": one.title,
            "page": whole(request, "portal:record", one.index_number),
        }


def _validity(version: Version, on: date, touched: Sequence[Touch]) -> Data | None:
    """Only documents have a validity, not every piece of information."""
    effect = effect_of(version, on, touched)
    is_document = version.document_kind or version.effective_on or version.expires_on
    if not is_document and effect.by is None:
        return None
    return {"code": effect.status, "name": VALIDITY[effect.status], "on": on.isoformat()}


def _file(request: HttpRequest, number: str, one: Attachment) -> Data:
    stored = one.file
    return {
        "name": stored.name,
        "media_type": stored.media_type,
        "size": stored.size,
        "sha256": stored.sha256,
        "url": whole(request, "portal:record_file", number, stored.sha256),
    }


def _event(request: HttpRequest, number: str, one: Event) -> Data:
    told: Data = {"kind": one.kind, "at": moment(one.at), "version": one.version}
    if one.note:
        told["note"] = one.note
    if one.reason is not None:
        told["reason"] = one.reason
    elif one.is_readable:
        told["page"] = whole(request, "portal:version", number, one.version)
    return told


def _named(code: str, names: Mapping[str, str]) -> Data | None:
    return {"code": code, "name": names.get(code, code)} if code else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
