"""The proof of dates: what the log says about a record, and how anybody can check it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from gongkai.faces.portal.records.pages import timeliness
from gongkai.work.records.queries.public import by_index
from gongkai.work.records.queries.public import proof as proof_of
from gongkai.work.records.queries.shelves import Publication

_KINDS = {"publication": "发布", "withdrawal": "撤回"}


@dataclass(frozen=True)
class Step:
    """One entry of the log in plain words; `payload` is None where its text is withheld."""

    title: str
    at: datetime
    facts: Sequence[tuple[str, object]]
    entry: Mapping[str, Any]
    payload: str | None


@login_not_required
def proof(request: HttpRequest, number: str) -> HttpResponse:
    """When it was formed, published, due, withdrawn, and the proof from the log."""
    entries = withheld(proof_of(number))
    publication = by_index(number)
    if publication is None or not entries:
        raise Http404(number)
    if request.GET.get("format") == "json":
        return JsonResponse(
            {"index_number": number, "entries": entries}, json_dumps_params={"ensure_ascii": False}
        )
    context = {
        "number": number,
        "publication": publication,
        "is_live": _is_live(publication),
        "timely": timeliness(publication),
        "steps": [_step(one) for one in entries],
    }
    return render(request, "portal/records/proof.html", context)


def _is_live(publication: Publication) -> bool:
    return getattr(publication, "withdrawal", None) is None


def withheld(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries without the text of publications that were withdrawn.

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
        if one["kind"] == "publication" and content["content_hash"] in gone
        else one
        for one, content in zip(entries, contents, strict=True)
    ]


def _step(entry: dict[str, Any]) -> Step:
    payload = entry["payload"]
    content = json.loads(payload)["content"] if payload else {}
    facts = [
        ("标题", content.get("title")),
        ("形成或变更日期", content.get("formed_on")),
        ("最迟公开日期", content.get("due_on")),
        ("撤回原因", content.get("reason")),
        ("内容指纹", content.get("content_hash")),
        ("附件", len(content["files"]) if content.get("files") else None),
    ]
    return Step(
        title=_KINDS.get(entry["kind"], entry["kind"]),
        at=datetime.fromisoformat(entry["at"]),
        facts=[(label, value) for label, value in facts if value],
        entry=entry,
        payload=payload,
    )
