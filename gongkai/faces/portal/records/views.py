"""A public record and its files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.faces.portal.records.pages import instead, record_page
from gongkai.faces.portal.records.versions import corrections
from gongkai.faces.ui.errors import gone
from gongkai.faces.ui.served import serve
from gongkai.work.journal.deeds import day_of
from gongkai.work.records.queries.attached import is_in_use
from gongkai.work.records.queries.public import by_index, editions, file_of
from gongkai.work.records.queries.shelves import Publication


def found(request: HttpRequest, number: str) -> Publication | HttpResponse:
    """What is public under the number now; the answer 410 for what was withdrawn."""
    publication = by_index(number)
    if publication is None:
        raise Http404(number)
    withdrawal = getattr(publication, "withdrawal", None)
    if withdrawal is None:
        return publication
    return gone(request, withdrawal.reason, day_of(withdrawal.at), instead(publication))


@login_not_required
def record(request: HttpRequest, number: str) -> HttpResponse:
    """One public record with its official data, its files and the proof of its dates."""
    publication = found(request, number)
    if isinstance(publication, HttpResponse):
        return publication
    page = record_page(publication, day_of(timezone.now()))
    listed = corrections(editions(publication), publication)
    context = {"page": page, "corrections": listed}
    return render(request, "portal/records/record.html", context)


@login_not_required
def file(request: HttpRequest, number: str, sha256: str) -> HttpResponse:
    """A file or picture of what is public now, and of nothing else."""
    publication = found(request, number)
    if isinstance(publication, HttpResponse):
        return publication
    attachment = file_of(publication, sha256)
    if attachment is None or not is_in_use(attachment):
        raise Http404(sha256)
    return serve(attachment.file)
