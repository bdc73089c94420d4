"""Stored files on their way out: pictures are shown, everything else is saved, never run."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from gongkai.work.files.kinds import MEDIA_TYPES
from gongkai.work.files.models import StoredFile
from gongkai.work.files.queries import read_bytes

SHOWN = frozenset({"image/png", "image/jpeg", "image/gif"})
# A PDF is shown by the browser's own viewer, in a sandbox: nothing in it may reach the site.
_VIEWED = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_KNOWN = frozenset(MEDIA_TYPES.values())


def serve(stored: StoredFile) -> HttpResponse:
    """The file under its own name; what a browser could run as a page is only ever a download."""
    kind = stored.media_type if stored.media_type in _KNOWN else "application/octet-stream"
    response = HttpResponse(read_bytes(stored), content_type=kind)
    name = content_disposition_header(stored.media_type not in SHOWN, stored.name)
    response["Content-Disposition"] = name or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def saved_as(name: str, data: bytes, extension: str) -> HttpResponse:
    """Something made on the spot, to be saved under `name` with this extension."""
    response = HttpResponse(
        data, content_type=MEDIA_TYPES.get(extension, "application/octet-stream")
    )
    whole = f"{name}.{extension}"
    response["Content-Disposition"] = content_disposition_header(True, whole) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def viewed(response: HttpResponse, name: str) -> HttpResponse:
    """The same answer, with a PDF, to be looked at instead of saved."""
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["Content-Security-Policy"] = _VIEWED
    response["X-Content-Type-Options"] = "nosniff"
    return response
