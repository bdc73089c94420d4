"""Pictures of pages, for those who handle the case only; nothing of them is kept by browsers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from gongkai.faces.desk.foi_redact.gates import redaction_of, visit_of
from gongkai.work.files.kinds import extension_of
from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.models.request import RequestFile
from gongkai.work.foi.queries.redactions import look_at, sighted
from gongkai.work.foi.redact.make import page_picture
from gongkai.work.foi.redact.sheets import marked_sheet
from gongkai.work.journal.deeds import Refused

Drawn = Callable[..., tuple[bytes, str]]


def _shown(draw: Drawn) -> Callable[..., HttpResponse]:
    @wraps(draw)
    def view(request: HttpRequest, number: str, pk: int, **where: object) -> HttpResponse:
        redaction = redaction_of(visit_of(request, number), pk)
        try:
            data, kind = draw(redaction, **where)
        except Refused as refusal:
            raise Http404("picture") from refusal
        return HttpResponse(data, content_type=kind)

    return view


@_shown
def page(redaction: Redaction, page: int) -> tuple[bytes, str]:
    """A page of the original with a grid and what is marked on it."""
    file, found = redaction.source.file, sighted(redaction)
    boxes = [mark.box for mark in found.marks if mark.box is not None and mark.page == page]
    data = read_bytes(file)
    return marked_sheet(extension_of(file.name), data, page, found.places, boxes), "image/png"


@_shown
def made_page(redaction: Redaction, page: int) -> tuple[bytes, str]:
    """A page of what was made."""
    file = _result(redaction).file
    return page_picture(extension_of(file.name), read_bytes(file), page), "image/png"


@_shown
def picture(redaction: Redaction, key: str) -> tuple[bytes, str]:
    """A picture in the original, as it would be given."""
    return _picture(redaction.source, key)


@_shown
def made_picture(redaction: Redaction, key: str) -> tuple[bytes, str]:
    """A picture in what was made."""
    return _picture(_result(redaction), key)


def _result(redaction: Redaction) -> RequestFile:
    if redaction.result is None:
        raise Http404("result")
    return redaction.result


def _picture(file: RequestFile, key: str) -> tuple[bytes, str]:
    found = next((one for one in look_at(file).pictures if one.key == key), None)
    if found is None:
        raise Http404("picture")
    return found.data, "image/png" if found.data.startswith(b"\x89PNG") else "image/jpeg"
