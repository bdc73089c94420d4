"""The edition in force as a table, the history of editions, and what one changed of another."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.faces.portal.basic_catalogue.pages import table_page
from gongkai.rules.basic_catalogue import VERIFIED, write_table
from gongkai.work.files.kinds import MEDIA_TYPES
from gongkai.work.records.models.edition import Edition
from gongkai.work.records.queries import editions
from gongkai.work.records.queries.edition_diff import difference


@login_not_required
@require_safe
def current(request: HttpRequest) -> HttpResponse:
    """The edition in force."""
    adopted = list(editions.adopted())
    if not adopted:
        return render(request, "portal/basic_catalogue/none.html")
    return _table(request, adopted[0], adopted)


@login_not_required
@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """An edition that was in force, at its own address for ever."""
    adopted = list(editions.adopted())
    return _table(request, _one(adopted, number), adopted)


@login_not_required
@require_safe
def workbook(request: HttpRequest, number: int) -> HttpResponse:
    """The edition in the official table."""
    one = _one(list(editions.adopted()), number)
    data = write_table(editions.values_of(one), editions.place())
    response = HttpResponse(data, content_type=MEDIA_TYPES["xlsx"])
    name = f"{one.title}（第{one.number}版）.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@login_not_required
@require_safe
def diff(request: HttpRequest, before: int, after: int) -> HttpResponse:
    """What the later of two editions changed; the earlier one always stands first."""
    adopted = list(editions.adopted())
    old, new = _one(adopted, before), _one(adopted, after)
    if before >= after:
        if before == after:
            raise Http404("same edition")
        return redirect("portal:basic_catalogue_diff", after, before)
    context = {"before": old, "after": new, "difference": difference(old, new)}
    return render(request, "portal/basic_catalogue/diff.html", context)


def _one(adopted: list[Edition], number: int) -> Edition:
    found = next((one for one in adopted if one.number == number), None)
    if found is None:
        raise Http404("edition")
    return found


def _table(request: HttpRequest, one: Edition, adopted: list[Edition]) -> HttpResponse:
    context = {
        "edition": one,
        "page": table_page(one, request.GET),
        # Each with the one before it, which it is compared with.
        "history": list(zip(adopted, [*adopted[1:], None], strict=True)),
        "is_current": one.pk == adopted[0].pk,
        "current": adopted[0],
        "verified": VERIFIED,
    }
    return render(request, "portal/basic_catalogue/table.html", context)
