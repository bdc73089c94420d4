"""Records on the desk: the list, one record with its life, its files, and its end."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.records.gates import READS, draft_of, reader, record_of, visitor
from gongkai.faces.desk.records.pages import record_page
from gongkai.faces.desk.records.withdrawals import lines
from gongkai.faces.ui.marks import marks_in_words
from gongkai.faces.ui.served import serve
from gongkai.faces.ui.states import STATES
from gongkai.work.org.powers import organisations_for
from gongkai.work.records.actions.draft import discard as discard_record
from gongkai.work.records.queries import lists
from gongkai.work.records.queries.attached import file_for
from gongkai.work.records.queries.choices import drafting_for
from gongkai.work.records.queries.public import last_publication
from gongkai.work.records.queries.visible import counts_for, sees_drafts
from gongkai.work.staffing.queries.stand_ins import own_posts

ROWS = 50


def records(request: HttpRequest) -> HttpResponse:
    """All records that the visitor may see; what came back stands on top."""
    person, on = reader(request)
    rows = lists.listed(person, on)
    asked = {name: _asked(request, name) for name in ("state", "words", "organisation")}
    found = lists.narrowed(rows, **asked)
    places = list(organisations_for(person, READS, on))
    context = {
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")),
        "asked": asked,
        "states": [(one, STATES[one].word, n) for one, n in lists.counts(rows).items()],
        "organisations": places if len(places) > 1 else [],
        "returned": lists.returned_to(person, on),
        "may_draft": drafting_for(person, on).exists(),
        "may_name": own_posts(person, on).exists(),
        "counted": counts_for(person, on) if len(places) > 1 else [],
    }
    return render(request, "desk/records/records.html", context)


def _asked(request: HttpRequest, name: str) -> str:
    # A nought byte is not text to any database: one refuses it, another stops reading at it.
    return request.GET.get(name, "").replace("\0", "").strip()


def record(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
    """One record: where it stands, what happened to it, how it reads."""
    person, on = visitor(request)
    page = record_page(person, record_of(request, pk), on, number)
    if page is None:
        raise Http404("version")
    inside, last = sees_drafts(person, page.record, on), last_publication(page.record)
    context = {
        "page": page,
        "withdrawals": lines(page.record) if inside else [],
        "marks": marks_in_words(last) if last is not None else [],
    }
    return render(request, "desk/records/record.html", context)


def file(request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
    """A file or picture of a version that the visitor may read."""
    person, on = visitor(request)
    found = file_for(person, record_of(request, pk), sha256, on)
    if found is None:
        raise Http404("file")
    return serve(found.file)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a draft."""
    one = draft_of(request, pk)
    back = reverse("desk:record", args=[pk])
    return do(request, discard_record, done="已作废这份草稿。", back=back, record=one)
