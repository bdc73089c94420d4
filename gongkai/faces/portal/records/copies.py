"""A public record to take away: its text as Word or PDF, and PDF files to be looked at."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from gongkai.faces.portal.records.views import found
from gongkai.faces.ui.served import serve, viewed
from gongkai.faces.ui.sizes import file_size
from gongkai.faces.ui.throttle import throttled
from gongkai.work.files.copies.paper import Attached
from gongkai.work.files.kinds import MEDIA_TYPES
from gongkai.work.records.queries.attached import is_in_use
from gongkai.work.records.queries.copies import copy_of, has_copies
from gongkai.work.records.queries.public import attachments, file_of
from gongkai.work.records.queries.shelves import Publication

_UNFIT = re.compile(r'[\\/:*?"<>|\s]+')
_LONGEST_NAME = 80
_A_MINUTE = 60


@login_not_required
@throttled("copy", limit=120, seconds=_A_MINUTE, methods=("GET", "HEAD"))
def copy(request: HttpRequest, number: str, kind: str, view: bool = False) -> HttpResponse:
    """The text of what is public now as a file; `view` shows it in the browser."""
    publication = found(request, number)
    if isinstance(publication, HttpResponse):
        return publication
    if not has_copies(publication.version):
        raise Http404(kind)
    data, key = copy_of(
        publication,
        kind,
        publisher=settings.GONGKAI_SITE["name"],
        url=_whole(request, _address(publication)),
        files=_files(request, publication),
    )
    response = HttpResponse(data, content_type=MEDIA_TYPES[kind])
    name = f"{_UNFIT.sub(' ', publication.title).strip()[:_LONGEST_NAME]}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["ETag"] = f'"{key[:32]}"'
    # Search engines are to find the page itself, not three copies of it.
    response["X-Robots-Tag"] = "noindex"
    response["Link"] = f'<{_whole(request, _address(publication))}>; rel="canonical"'
    if view:
        viewed(response, name)
    # A reader who has the copy already is only told so.
    known = get_conditional_response(request, etag=response["ETag"], response=response)
    return known if isinstance(known, HttpResponse) else response


@login_not_required
def view(request: HttpRequest, number: str, sha256: str) -> HttpResponse:
    """A PDF that goes with what is public now, in the browser; other kinds are only saved."""
    publication = found(request, number)
    if isinstance(publication, HttpResponse):
        return publication
    attachment = file_of(publication, sha256)
    if attachment is None or not is_in_use(attachment):
        raise Http404(sha256)
    response = serve(attachment.file)
    is_pdf = attachment.file.media_type == MEDIA_TYPES["pdf"]
    return viewed(response, attachment.file.name) if is_pdf else response


def _address(publication: Publication) -> str:
    return reverse("portal:record", args=[publication.index_number])


def _whole(request: HttpRequest, path: str) -> str:
    """The whole address, under the domain of the site where one is set."""
    domain = settings.GONGKAI_SITE["domain"]
    return f"{request.scheme}://{domain}{path}" if domain else request.build_absolute_uri(path)


def _files(request: HttpRequest, publication: Publication) -> list[Attached]:
    number = publication.index_number
    return [
        Attached(
            one.file.name,
            file_size(one.file.size),
            _whole(request, reverse("portal:record_file", args=[number, one.file.sha256])),
        )
        for one in attachments(publication)
    ]
