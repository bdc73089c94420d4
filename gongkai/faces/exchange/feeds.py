"""Feeds: everything, one item of the catalogue, one organisation."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from gongkai.faces.exchange import atom, places
from gongkai.faces.exchange.answers import fresh, open_data, whole
from gongkai.faces.ui.context import domain
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.changes import Place, changed_at, changes
from gongkai.work.records.queries.harvest import below, item_of, organisation_of

COUNT = 50
_ITEM = "portal:catalogue_item"


@open_data
def everything(request: HttpRequest) -> HttpResponse:
    """What became public or was withdrawn anywhere in the district."""
    name: str = settings.GONGKAI_SITE["name"]
    own = reverse("exchange:feed")
    return _feed(request, name, own, whole(request, "portal:catalogue"))


@open_data
def of_item(request: HttpRequest, code: str) -> HttpResponse:
    """The same under one column or item and those below it; `organisation` narrows to one body."""
    item = item_of(code)
    if item is None:
        raise Http404(code)
    own, page = reverse("exchange:item_feed", args=[code]), whole(request, _ITEM, code)
    asked = request.GET.get("organisation", "")
    if not asked:
        return _feed(request, item.name, own, page, items=below(item))
    one = organisation_of(asked)
    if one is None:
        raise Http404(asked)
    only = f"?organisation={one.code}"
    title = f"{one.name}：{item.name}"
    return _feed(request, title, own + only, page + only, items=below(item), organisation=one)


@open_data
def of_organisation(request: HttpRequest, code: str) -> HttpResponse:
    """The same of one organisation."""
    one = get_object_or_404(Organisation, code=code)
    own = reverse("exchange:organisation_feed", args=[code])
    page = f"{whole(request, 'portal:catalogue')}?organisation={code}"
    return _feed(request, one.name, own, page, organisation=one)


def _feed(
    request: HttpRequest,
    title: str,
    own: str,
    page: str,
    *,
    items: Sequence[int] | None = None,
    organisation: Organisation | None = None,
) -> HttpResponse:
    changed, after = changed_at(), _after(request)
    found = changes(COUNT, after, items=items, organisation=organisation)
    authority, first = domain(request), request.build_absolute_uri(own)
    links = {"self": _at(first, after), "first": first}
    if found.next is not None:
        links["next"] = _at(first, found.next)
    head = atom.Head(
        tag=f"tag:{authority},2019:{own.lstrip('/')}",
        title=f"{title}：主动公开的政府信息",
        publisher=settings.GONGKAI_SITE["organiser"],
        page=page,
        links=links,
    )
    return fresh(request, atom.feed(request, head, authority, found.rows), atom.MEDIA_TYPE, changed)


def _after(request: HttpRequest) -> Place | None:
    token = request.GET.get("after", "")
    place = places.read(token)
    if token and place is None:
        raise BadRequest(token)
    return place


def _at(address: str, place: Place | None) -> str:
    if place is None:
        return address
    return f"{address}{'&' if '?' in address else '?'}after={places.written(place)}"
