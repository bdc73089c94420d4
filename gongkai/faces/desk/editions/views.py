"""The editions, the table of one, and what is done to an edition as a whole."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.editions.forms import ColumnForm, DescribeForm
from gongkai.faces.desk.editions.gates import edition_of
from gongkai.faces.desk.editions.pages import table_page
from gongkai.faces.desk.records.gates import office_day
from gongkai.faces.ui.messages import sentence, sentences
from gongkai.rules.basic_catalogue import write_table
from gongkai.work.files.kinds import MEDIA_TYPES
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.actions.edition_adopt import adopt
from gongkai.work.records.actions.editions import TITLE, abandon, begin, describe
from gongkai.work.records.models.edition import Edition
from gongkai.work.records.queries import editions as found
from gongkai.work.records.queries.edition_diff import difference
from gongkai.work.records.queries.edition_flaws import checked, why_not_adopt
from gongkai.work.records.queries.edition_trace import rows_hash


@require_http_methods(["GET", "HEAD", "POST"])
def editions(request: HttpRequest) -> HttpResponse:
    """All editions, and the form that begins the next."""
    office_day(request)
    last, draft = found.current(), found.draft()
    form = DescribeForm(request.POST or None, initial={"title": last.title if last else TITLE})
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = begin(by=request.user, at=timezone.now(), **form.cleaned_data)  # type: ignore[arg-type]  # office_day let only a Person through
        except Refused as refusal:
            said = sentences(refusal)
        else:
            messages.success(request, f"已开始编制第{made.number}版。")
            return redirect("desk:edition", made.number)
    context = {
        "rows": found.editions(), "form": form, "draft": draft, "last": last, "sentences": said,
    }  # fmt: skip
    return render(request, "desk/editions/editions.html", context, status=409 if said else 200)


@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """The table of an edition; in a draft with everything that can be done to a row."""
    one, on = edition_of(request, number)
    context = {
        "edition": one,
        "page": table_page(one, request.GET, on),
        "is_draft": one.state == Edition.State.DRAFT,
        "before": found.before(one),
        "column_form": ColumnForm(),
    }
    return render(request, "desk/editions/edition.html", context)


def describe_it(request: HttpRequest, number: int) -> HttpResponse:
    """Change title and note of a draft."""
    one, _ = edition_of(request, number)
    form = DescribeForm(request.POST or None, initial={"title": one.title, "note": one.note})
    answer: HttpResponse | list[str] = []
    back = reverse("desk:edition", args=[number])
    if request.method == "POST":
        act = partial(describe, edition=one)
        answer = carry_out(request, form, act, done="已保存名称和修订说明。", back=back)
    if isinstance(answer, HttpResponse):
        return answer
    context = {"edition": one, "form": form, "back": back, "sentences": answer}
    return render(request, "desk/editions/describe.html", context, status=409 if answer else 200)


def abandon_it(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a draft away, asked once more before."""
    one, _ = edition_of(request, number)
    if request.method == "POST":
        done = f"已作废第{number}版草稿。"
        return do(request, partial(abandon, edition=one), done=done, back=reverse("desk:editions"))
    if one.state != Edition.State.DRAFT:
        raise Http404("adopted")
    return render(request, "desk/editions/abandon.html", {"edition": one})


def adopt_it(request: HttpRequest, number: int) -> HttpResponse:
    """What stands in the way, or what changes and the button that puts it in force."""
    one, on = edition_of(request, number)
    back = reverse("desk:edition", args=[number])
    said: list[str] = []
    if request.method == "POST":
        act = partial(adopt, edition=one, seen_hash=request.POST.get("seen_hash", ""))
        done = f"第{number}版已施行，公众现在就能看到。"
        answer = carry_out(request, forms.Form(request.POST), act, done=done, back=back)
        if isinstance(answer, HttpResponse):
            return answer
        said = answer
    elif one.state != Edition.State.DRAFT:
        return redirect(back)
    rows = checked(one, on)
    context = {
        "edition": one,
        "back": back,
        "sentences": said,
        "reasons": [sentence(reason) for reason in why_not_adopt(one, rows)],
        "difference": difference(found.before(one), one),
        "first": found.before(one) is None,
        "seen_hash": rows_hash([row.value for row in rows]),
        "count": len(rows),
    }
    return render(request, "desk/editions/adopt.html", context, status=409 if said else 200)


@require_safe
def workbook(request: HttpRequest, number: int) -> HttpResponse:
    """The edition in the official table."""
    one, _ = edition_of(request, number)
    return table_file(one)


def table_file(one: Edition) -> HttpResponse:
    """The workbook as a download."""
    data = write_table(found.values_of(one), found.place())
    response = HttpResponse(data, content_type=MEDIA_TYPES["xlsx"])
    name = f"{one.title}（第{one.number}版）.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
