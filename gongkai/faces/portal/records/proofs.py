"""The proof of dates: what the log says about a record, and how anybody can check it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.faces.portal.log.verifier import program
from gongkai.faces.portal.log.views import algorithm_name, as_json, head_of_length
from gongkai.faces.portal.records.pages import timeliness
from gongkai.faces.ui.errors import refused
from gongkai.rules.document import MARKS
from gongkai.rules.tree_head import key_id
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.queries.heads import answer, newest, signed
from gongkai.work.records.queries.attached import pictures_by_version
from gongkai.work.records.queries.public import by_index
from gongkai.work.records.queries.public import proof as proof_of
from gongkai.work.records.queries.shelves import Publication

BUNDLE = "gongkai-proof/1"
_WITHDRAWAL = "撤回"


@dataclass(frozen=True)
class Step:
    """One entry of the log in plain words; `payload` is None where its text is withheld."""

    title: str
    at: datetime
    signed_at: datetime
    facts: Sequence[tuple[str, object]]
    entry: Mapping[str, Any]
    payload: str | None


@login_not_required
def proof(request: HttpRequest, number: str) -> HttpResponse:
    """When it was formed, published, due, withdrawn, and the proof from the log."""
    head = newest()
    try:
        publication = by_index(number)
        if publication is None:
            raise Http404(number)
        entries = withheld(proof_of(number, head), is_live=_is_live(publication))
        if not entries or head is None:
            raise Http404(number)
        bundle = _bundle(number, head, entries, request.GET.get("since", ""))
    except Refused as damaged:
        return refused(request, damaged, back="/")
    if request.GET.get("format") == "json":
        return as_json(bundle)
    context = {
        "number": number,
        "publication": publication,
        "is_live": _is_live(publication),
        "timely": timeliness(publication),
        "steps": _steps(entries, pictures_by_version(publication.record)),
        "head": head,
        "key_id": key_id(head.public_key),
        "algorithm": algorithm_name(head),
        "program": program(),
    }
    return render(request, "portal/records/proof.html", context)


def _bundle(
    number: str, head: TreeHead, entries: Sequence[dict[str, Any]], since: str
) -> dict[str, Any]:
    """All that the program needs to check the record offline.

    `since` is the length of a head that the reader kept, which was signed before.
    """
    document: dict[str, Any] = {
        "format": BUNDLE,
        "site": settings.GONGKAI_SITE["name"],
        "index_number": number,
        "head": signed(head).as_json(),
        "entries": list(entries),
    }
    if not since:
        return document
    kept = head_of_length(since)
    if kept is None or kept.size > head.size:
        raise Http404(since)
    path = answer(kept, head)["consistency"]
    return document | {"since": {"tree_size": kept.size, "consistency": path}}


def _is_live(publication: Publication) -> bool:
    return getattr(publication, "withdrawal", None) is None


def withheld(entries: Sequence[dict[str, Any]], *, is_live: bool = True) -> list[dict[str, Any]]:
    """The entries without the text of publications that were withdrawn; of none if nothing is live.

    It holds the title and names of files, which may be the very reason of the withdrawal. Their
    hashes stay, so that whoever kept the text can still check it.
    """
    contents = [json.loads(one["payload"])["content"] for one in entries]
    gone = {
        content["content_hash"]
        for one, content in zip(entries, contents, strict=True)
        if one["kind"] == "withdrawal"
    }
    return [
        {**one, "payload": None}
        if one["kind"] == "publication" and (not is_live or content["content_hash"] in gone)
        else one
        for one, content in zip(entries, contents, strict=True)
    ]


def _steps(entries: Sequence[dict[str, Any]], pictures: Mapping[int, set[str]]) -> list[Step]:
    """What happened, in its order; what was published again corrects what stood before."""
    steps: list[Step] = []
    for entry in entries:
        title = "更正后重新发布" if steps else "发布"
        title = _WITHDRAWAL if entry["kind"] == "withdrawal" else title
        steps.append(_step(entry, title, pictures))
    return steps


def _step(entry: dict[str, Any], title: str, pictures: Mapping[int, set[str]]) -> Step:
    payload = entry["payload"]
    content = json.loads(payload)["content"] if payload else {}
    # The log tells of every file; pictures of the body are no attachments to whoever reads.
    files = [one["sha256"] for one in content.get("files", [])]
    shown = pictures.get(content.get("version", 0), set())
    facts = [
        ("标题", content.get("title")),
        ("形成或变更日期", content.get("formed_on")),
        ("最迟公开日期", content.get("due_on")),
        ("永久标记", "、".join(MARKS.get(one, one) for one in content.get("marks", []))),
        ("撤回原因", content.get("reason")),
        ("内容指纹", content.get("content_hash")),
        ("附件", sum(one not in shown for one in files)),
        ("正文图片", sum(one in shown for one in files)),
    ]
    return Step(
        title=title,
        at=datetime.fromisoformat(entry["at"]),
        signed_at=datetime.fromisoformat(entry["first_head"]["at"]),
        facts=[(label, value) for label, value in facts if value],
        entry=entry,
        payload=payload,
    )
