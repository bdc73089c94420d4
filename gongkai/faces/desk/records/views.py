"""Records on the desk: the list, one record with its life, its files, and its end."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.records.forms import WithdrawForm
from gongkai.faces.desk.records.gates import READS, allow, draft_of, reader, record_of, visitor
from gongkai.faces.desk.records.pages import record_page
from gongkai.faces.ui.served import serve
from gongkai.faces.ui.states import STATES
from gongkai.work.org.powers import organisations_for
from gongkai.work.records.actions.draft import discard as discard_record
from gongkai.work.records.actions.withdraw import withdraw as withdraw_publication
from gongkai.work.records.queries import lists
from gongkai.work.records.queries.attached import file_for
from gongkai.work.records.queries.choices import drafting_for
from gongkai.work.records.queries.visible import counts_for
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
    return render(request, "desk/records/record.html", {"page": page})


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


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what is public, with the reason that its address will show."""
    one = record_of(request, pk)
    allow(request, one, "record.withdraw", "只有本单位的三审人员可以撤回已发布的信息。")
    back = reverse("desk:record", args=[pk])
    if one.live is None:
        return redirect(back)
    form = WithdrawForm(request.POST or None)
    answer: HttpResponse | list[str] = []
    if request.method == "POST":
        given: dict[str, Any] = {"publication": one.live}
        answer = carry_out(request, form, withdraw_publication, done="已撤回。", back=back, **given)
    if isinstance(answer, HttpResponse):
        return answer
    context = {"form": form, "record": one, "sentences": answer, "back": back}
    return render(request, "desk/records/withdraw.html", context, status=409 if answer else 200)
