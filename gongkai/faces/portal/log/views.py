"""Signed heads of the log, for everybody to keep, and the proofs between any two."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from gongkai.faces.portal.log.verifier import program
from gongkai.rules.tree_head import key_id
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.queries.heads import answer, newest, of_size, recent, signed

SHOWN = 50
_NAMES = {"sha256": "SHA-256", "sm3": "SM3（GB/T 32905）"}


def as_json(document: dict[str, Any], status: int = HTTPStatus.OK) -> JsonResponse:
    """A document that people may read as well."""
    return JsonResponse(
        document, status=status, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


def algorithm_name(row: TreeHead) -> str:
    """The hash of the log as people write it."""
    return _NAMES[row.algorithm]


@login_not_required
def heads(request: HttpRequest) -> HttpResponse:
    """The newest heads, the key, and who should keep copies."""
    rows = recent(SHOWN)
    if request.GET.get("format") == "json":
        return as_json({"heads": [signed(row).as_json() for row in rows]})
    last = rows[0] if rows else None
    context = {
        "heads": rows,
        "newest": last,
        "key_id": key_id(last.public_key) if last else "",
        "algorithm": algorithm_name(last) if last else "",
        "program": program(),
    }
    return render(request, "portal/log/heads.html", context)


@login_not_required
def newest_head(request: HttpRequest) -> HttpResponse:
    """The file that everybody should keep from time to time."""
    return _downloaded(_found(newest()))


@login_not_required
def head(request: HttpRequest, size: int) -> HttpResponse:
    """The head that was signed at that length."""
    return _downloaded(_found(of_size(size)))


@login_not_required
def consistency(request: HttpRequest) -> HttpResponse:
    """The proof that the log of one head is the beginning of that of another."""
    first, second = _asked(request, "first"), _asked(request, "second")
    if first.size > second.size:
        return as_json({"error": "first 要小于等于 second。"}, HTTPStatus.BAD_REQUEST)
    try:
        return as_json(answer(first, second))
    except Refused:
        told = {"error": "日志没有通过核验，暂时不能出具证明。"}
        return as_json(told, HTTPStatus.SERVICE_UNAVAILABLE)


@login_not_required
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that checks proofs offline; it is saved and never shown as a page."""
    found = program()
    response = HttpResponse(found.data, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


def _asked(request: HttpRequest, name: str) -> TreeHead:
    """The head of the length asked for; by default the newest."""
    text = request.GET.get(name, "")
    return _found(head_of_length(text) if text else newest())


def head_of_length(text: str) -> TreeHead | None:
    """The head signed at the length that somebody typed; None if there is none."""
    usable = text.isascii() and text.isdigit() and len(text) < len(str(2**63))
    return of_size(int(text)) if usable else None


def _found(row: TreeHead | None) -> TreeHead:
    if row is None:
        raise Http404("head")
    return row


def _downloaded(row: TreeHead) -> JsonResponse:
    response = as_json(signed(row).as_json())
    response["Content-Disposition"] = f'attachment; filename="head-{row.size}.json"'
    return response
